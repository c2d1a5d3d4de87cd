"""Matching of the stages, steps, lanes and cards of two journeys."""

from collections import defaultdict
from collections.abc import Callable, Hashable

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import groups_of, lanes_in
from journey_editor.model.matching import Matched, match_columns, match_equal, match_similar, plain
from journey_editor.model.records import Card, Journey, Lane
from journey_editor.wording.map_words import title_of


def match_journeys(document: Queries, earlier_id: str, later_id: str) -> Matched:
    """Match what two journeys consist of.

    Stages and steps are matched by name, then by order, lanes by kind, persona and title, groups of lanes by
    name, then by their lanes, and cards by their origin, then by equal text, then by similar text in the same
    cell or lane.
    """
    matched = match_columns(document, earlier_id, later_id)
    _match_lanes(document, matched)
    _match_groups(document, matched)
    _match_cards(document, matched)
    return matched


def _match_lanes(document: Queries, matched: Matched) -> None:
    lanes = [document.lanes_of(each) for each in matched.journeys]
    languages = {each: document.get(Journey, each).language for each in matched.journeys}
    found = {lane.id: lane for own in lanes for lane in own}

    def titled(lane: Lane) -> str:
        return plain(title_of(lane, languages[lane.journey]))

    for key in (
        lambda lane: (lane.kind, lane.own_kind, lane.persona, titled(lane)),
        lambda lane: (lane.kind, lane.own_kind, titled(lane)),
        lambda lane: (lane.kind, lane.own_kind, lane.persona),
    ):
        keys = {each: key(lane) for each, lane in found.items()}
        ids = ([lane.id for lane in own] for own in lanes)
        match_equal(matched, keys.__getitem__, *ids)


def _match_groups(document: Queries, matched: Matched) -> None:
    """Match groups of lanes by name, then by the lanes in them."""
    groups = [groups_of(document, each) for each in matched.journeys]
    names = {group.id: plain(group.name) for own in groups for group in own}
    match_equal(matched, names.__getitem__, *([group.id for group in own] for own in groups))
    for group in groups[0]:
        if group.id in matched.partners:
            continue
        partners = (matched.partners.get(lane.id) for lane in lanes_in(document, group.id))
        found = (document.get(Lane, each).group for each in partners if each is not None)
        there = next((each for each in found if each and each not in matched.back), None)
        if there is not None:
            matched.pair(group.id, there)


def _match_cards(document: Queries, matched: Matched) -> None:
    cards = [document.cards_of(each) for each in matched.journeys]
    found = {card.id: card for own in cards for card in own}
    texts = {card.id: plain(card.text) for card in found.values()}
    there = matched.partners

    def cell(card: Card) -> tuple[str, str]:
        # The cells of both journeys are named by those of the later one.
        return there.get(card.step, card.step), there.get(card.lane, card.lane)

    cells = {card.id: cell(card) for card in found.values()}

    def equal(key: Callable[[str], Hashable]) -> None:
        match_equal(matched, key, *([card.id for card in own] for own in cards))

    equal(lambda each: found[each].origin or each)
    equal(lambda each: (cells[each], found[each].kind, texts[each]))
    equal(lambda each: texts[each] and (cells[each][1], texts[each]))
    equal(texts.__getitem__)
    for part in (lambda each: cells[each], lambda each: cells[each][1]):
        groups: dict[Hashable, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
        for index, (own, known) in enumerate(zip(cards, (matched.partners, matched.back), strict=True)):
            for card in own:
                if card.id not in known:
                    groups[part(card.id)][index].append(card.id)
        for earlier, later in groups.values():
            raise_if_cancelled()
            match_similar(matched, *([(each, texts[each]) for each in own] for own in (earlier, later)))
