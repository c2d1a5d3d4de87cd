"""Matching of the stages, steps, lanes and cards of two journeys."""

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import field

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Journey, Lane
from journey_editor.wording.map_words import title_of

SIMILAR = 0.5
"""Minimum share of common pairs of letters of two texts that are versions of one text."""
_COMMON = 24
"""Pairs of letters in more texts than this say little, and would make the search for similar texts slow."""


@dataclass(frozen=True, slots=True)
class Matched:
    """The pairs of two journeys: the id in the later journey for each one in the earlier, and back."""

    earlier: str
    later: str
    partners: dict[str, str] = field(default_factory=dict)
    back: dict[str, str] = field(default_factory=dict)

    @property
    def journeys(self) -> tuple[str, str]:
        """Ids of both journeys."""
        return self.earlier, self.later

    def pair(self, earlier: str, later: str) -> None:
        """Add a pair."""
        self.partners[earlier] = later
        self.back[later] = earlier


def match_journeys(document: Queries, earlier_id: str, later_id: str) -> Matched:
    """Match what two journeys consist of.

    Stages and steps are matched by name, then by order, lanes by kind, persona and title, and cards by their
    origin, then by equal text, then by similar text in the same cell or lane.
    """
    matched = Matched(earlier_id, later_id)
    _match_columns(document, matched)
    _match_lanes(document, matched)
    _match_cards(document, matched)
    return matched


def _match_columns(document: Queries, matched: Matched) -> None:
    stages = [document.stages_of(each) for each in matched.journeys]
    _match_named(matched, *([(each.id, each.name) for each in own] for own in stages))
    for stage in stages[0]:
        partner = matched.partners.get(stage.id)
        if partner is not None:
            steps = (document.steps_of(each) for each in (stage.id, partner))
            _match_named(matched, *([(each.id, each.name) for each in own] for own in steps))


def _match_named(
    matched: Matched, earlier: Sequence[tuple[str, str]], later: Sequence[tuple[str, str]]
) -> None:
    """Match siblings by equal, then by similar name, then by their order between those that match."""
    names = dict([*earlier, *later])
    ids = ([each for each, _ in own] for own in (earlier, later))
    _match_equal(matched, lambda each: _plain(names[each]), *ids)
    _match_similar(
        matched, [pair for pair in earlier if pair[0] not in matched.partners],
        [pair for pair in later if pair[0] not in matched.back],
    )  # fmt: skip
    places = {each: index for index, (each, _) in enumerate(later)}
    following = 0
    for each, _ in earlier:
        partner = matched.partners.get(each)
        if partner is None and following < len(later) and later[following][0] not in matched.back:
            partner = later[following][0]
            matched.pair(each, partner)
        if partner is not None:
            following = places[partner] + 1


def _match_lanes(document: Queries, matched: Matched) -> None:
    lanes = [document.lanes_of(each) for each in matched.journeys]
    languages = {each: document.get(Journey, each).language for each in matched.journeys}
    found = {lane.id: lane for own in lanes for lane in own}

    def titled(lane: Lane) -> str:
        return _plain(title_of(lane, languages[lane.journey]))

    for key in (
        lambda lane: (lane.kind, lane.own_kind, lane.persona, titled(lane)),
        lambda lane: (lane.kind, lane.own_kind, titled(lane)),
        lambda lane: (lane.kind, lane.own_kind, lane.persona),
    ):
        keys = {each: key(lane) for each, lane in found.items()}
        ids = ([lane.id for lane in own] for own in lanes)
        _match_equal(matched, keys.__getitem__, *ids)


def _match_cards(document: Queries, matched: Matched) -> None:
    cards = [document.cards_of(each) for each in matched.journeys]
    found = {card.id: card for own in cards for card in own}
    texts = {card.id: _plain(card.text) for card in found.values()}
    there = matched.partners

    def cell(card: Card) -> tuple[str, str]:
        # The cells of both journeys are named by those of the later one.
        return there.get(card.step, card.step), there.get(card.lane, card.lane)

    cells = {card.id: cell(card) for card in found.values()}

    def equal(key: Callable[[str], Hashable]) -> None:
        _match_equal(matched, key, *([card.id for card in own] for own in cards))

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
            _match_similar(matched, *([(each, texts[each]) for each in own] for own in (earlier, later)))


def _match_equal(
    matched: Matched, key: Callable[[str], Hashable], earlier: Iterable[str], later: Iterable[str]
) -> None:
    """Match what has no partner yet and an equal key, in order. An empty text matches nothing."""
    waiting: defaultdict[Hashable, deque[str]] = defaultdict(deque)
    for each in later:
        if each not in matched.back and key(each) != "":
            waiting[key(each)].append(each)
    for each in earlier:
        if each not in matched.partners and (partners := waiting.get(key(each))):
            matched.pair(each, partners.popleft())


def _match_similar(
    matched: Matched, earlier: Sequence[tuple[str, str]], later: Sequence[tuple[str, str]]
) -> None:
    """Match ids with similar texts, the most similar ones first."""
    if not earlier or not later:
        return
    of_later = {each: _pairs_of_letters(text) for each, text in later}
    having: defaultdict[str, list[str]] = defaultdict(list)
    for each, letters in of_later.items():
        for pair in letters:
            having[pair].append(each)
    scores = []
    for index, (each, text) in enumerate(earlier):
        letters = _pairs_of_letters(text)
        candidates: Counter[str] = Counter()
        for pair in letters:
            if len(found := having.get(pair, ())) <= _COMMON:
                candidates.update(found)
        for other, _ in candidates.most_common(3):
            both = of_later[other]
            score = 2 * len(letters & both) / (len(letters) + len(both))
            if score >= SIMILAR:
                scores.append((-score, index, each, other))
    for _, _, each, other in sorted(scores):
        if each not in matched.partners and other not in matched.back:
            matched.pair(each, other)


def _pairs_of_letters(text: str) -> frozenset[str]:
    """Return the pairs of neighbouring letters, which work in languages without spaces, too."""
    return frozenset([text[index : index + 2] for index in range(len(text) - 1)])


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
