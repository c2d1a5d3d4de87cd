"""Contents of the cells of a map.

They are memoised as long as the cards of a cell are the same objects, so that an edit recomputes only the
cells that it changed.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from types import MethodType

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import Memo, Same, memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import Badge, CardContent, CardLayout, CellBody, Fact
from journey_editor.layout.card_layout import body_of, card_content
from journey_editor.layout.columns import Column, word_width
from journey_editor.model.document import Queries
from journey_editor.model.records import (
    Card,
    CardPersona,
    CardReference,
    CardTag,
    Channel,
    EvidencePlace,
    Lane,
    Persona,
    Picture,
    Tag,
)
from journey_editor.text.initials import initials
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording.reference_words import reference_name

Interval = tuple[float, float]

_CARDS_KEPT = 1024
"""Minimum capacity of the memos, in cards; they also have room for all cards of the map."""


@dataclass(frozen=True, slots=True, eq=False)
class CellContent:
    """Contents of a cell's cards by card id. It is memoised, so compared by identity."""

    cards: Mapping[str, CardContent]
    longest: int
    """Number of characters of the longest text of a card that spans no other column."""
    signs: frozenset[str]
    """Signs in use that the legend explains: `star`, `fail_point`, `missed`, `note` and `reference`."""
    narrow: int
    """Number of cards that span no other column or lane."""
    wide: frozenset[str]
    """Ids of the cards that span further columns."""
    tall: frozenset[str] = frozenset()
    """Ids of the cards that cover further lanes: they are not laid out with the cell."""


@dataclass(frozen=True, slots=True, eq=False)
class StepContent:
    """Contents of the cells of a step by lane, without empty ones. Memoised, so compared by identity."""

    cells: Mapping[str, CellContent]
    longest: int
    """Number of characters of the longest text of a card that spans no other column."""
    narrow: int
    """Maximum number of cards in a cell that span no other column."""


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a card that spans several columns, in one band, by which its cell is laid out.

    `taken` are the vertical intervals that other such cards take in its columns.
    """

    id: str
    content: CardContent
    width: float
    taken: tuple[Interval, ...]


_steps: Memo[StepContent] = Memo(_CARDS_KEPT)
_others: Memo[object] = Memo(64)
_contents: Memo[CellContent] = Memo(_CARDS_KEPT)
_equal_contents: Memo[CellContent] = Memo(_CARDS_KEPT)
_bodies: Memo[CellBody] = Memo(_CARDS_KEPT)
_widths: Memo[float] = Memo(_CARDS_KEPT)
_widths_of_steps: Memo[float] = Memo(_CARDS_KEPT)

_NONE: frozenset[str] = frozenset()
_Spanning = tuple[frozenset[str], frozenset[str]]
"""Ids of the cards of a cell that span further columns, and of those that cover further lanes."""
NO_CARDS = CellContent({}, 0, _NONE, 0, _NONE)


def make_room(cards: int) -> None:
    """Give the memos room for a map with this number of cards."""
    for kept in (_steps, _contents, _equal_contents, _bodies, _widths, _widths_of_steps):
        kept.make_room(cards + _CARDS_KEPT)


class Contents:
    """Contents of the cells of a journey.

    `lanes` are those whose cards are drawn, `colors` the colours of the shown personas, `spans` the ids of
    the cards that span several steps, and `talls` of those that cover several lanes. `former` are the text
    and the place that cards had in an earlier journey, or empty texts.
    """

    def __init__(
        self,
        document: Queries,
        lanes: Sequence[Lane],
        colors: Mapping[str, int],
        language: str,
        spans: Collection[str],
        former: Mapping[str, tuple[str, str]] = {},
        talls: Collection[str] = (),
    ) -> None:
        self._talls = talls
        self._former = former
        self._document = document
        self._lanes = lanes
        self._colors = colors
        self._language = language
        self._spans = spans
        self._found: dict[str, StepContent] = {}
        self._badges = _badges_by_card(document, colors)
        self._tags = _tags_by_card(document)
        self._references = _references(Same(document.select(CardReference)))
        self._evidence = _evidence(Same(document.select(EvidencePlace)))
        # Everything that the contents of cards depend on, in addition to the cards and their lane.
        self._around = (
            Same(self._badges),
            Same(self._tags),
            Same(self._references),
            Same(self._evidence),
            Same(document.select(Channel)),
            Same(document.select(Picture)),
            _details(document),
            language,
        )
        self._looks = [self._look(lane) for lane in lanes]
        # Everything that the contents of a step depend on, in addition to its cards, as one object.
        key = (tuple(self._looks), frozenset(spans), frozenset(talls), *self._around)
        self._others = _others.get(key, object)

    def of(self, step_id: str, lane: Lane) -> CellContent:
        """Return the content of a cell."""
        return self.of_step(step_id).cells.get(lane.id, NO_CARDS)

    def of_step(self, step_id: str) -> StepContent:
        """Return the contents of the cells of a step."""
        found = self._found.get(step_id)
        if found is None:
            cards = self._document.select(Card, step=step_id)
            key = (Same(cards), self._others, self._former_of(cards))
            found = self._found[step_id] = _steps.get(key, lambda: self._step(step_id, cards), len(cards))
        return found

    def _step(self, step_id: str, cards: tuple[Card, ...]) -> StepContent:
        used = {card.lane for card in cards}
        cells = {
            lane.id: self._content(self._document.cards_in(step_id, lane.id), lane, look)
            for lane, look in zip(self._lanes, self._looks, strict=True)
            if lane.id in used
        }
        longest = max((cell.longest for cell in cells.values()), default=0)
        return StepContent(cells, longest, max((cell.narrow for cell in cells.values()), default=0))

    def _look(self, lane: Lane) -> tuple[object, ...]:
        """Return what the contents of a lane's cells depend on, after the id of the lane."""
        own = self._colors.get(lane.persona, -1)
        return lane.id, lane.kind, self._document.own_kind(lane), lane.hidden_details, own

    def _content(self, cards: tuple[Card, ...], lane: Lane, look: tuple[object, ...]) -> CellContent:
        own = self._colors.get(lane.persona, -1)
        spanning = self._among(cards, self._spans), self._among(cards, self._talls)
        key = (Same(cards), *look[1:], spanning, self._former_of(cards), *self._around)
        return _contents.get(key, lambda: self._with_signs(cards, lane, own, spanning), len(cards))

    @staticmethod
    def _among(cards: tuple[Card, ...], spans: Collection[str]) -> frozenset[str]:
        return frozenset([card.id for card in cards if card.id in spans]) if spans else _NONE

    def _with_signs(self, cards: tuple[Card, ...], lane: Lane, own: int, spanning: _Spanning) -> CellContent:
        """Return the content of a cell, from the memo if only signs of other cards changed."""
        found = [self._badges.get(card.id, ()) for card in cards]
        # In a persona's own lane its badge would be redundant.
        badges = tuple([tuple([badge for badge in each if badge.color != own]) for each in found])
        tags = tuple([self._tags.get(card.id, ()) for card in cards])
        references = tuple([self._references.get(card.id, ()) for card in cards])
        evidence = tuple([self._evidence.get(card.id, 0) for card in cards])
        return _equal_contents.get(
            (
                Same(cards),
                lane.kind,
                self._document.own_kind(lane),
                lane.hidden_details,
                badges,
                tags,
                references,
                evidence,
                spanning,
                self._former_of(cards),
                *self._around[4:],
            ),
            lambda: self._made(cards, lane, badges, tags, references, evidence, spanning),
            len(cards),
        )

    def _former_of(self, cards: tuple[Card, ...]) -> tuple[tuple[str, str] | None, ...]:
        return tuple([self._former.get(card.id) for card in cards]) if self._former else ()

    def _made(
        self,
        cards: tuple[Card, ...],
        lane: Lane,
        badges: tuple[tuple[Badge, ...], ...],
        tags: tuple[tuple[Tag, ...], ...],
        references: tuple[tuple[str, ...], ...],
        evidence: tuple[int, ...],
        spanning: _Spanning,
    ) -> CellContent:
        wide, tall = spanning
        contents = {}
        for card, own, tagged, named, backing in zip(cards, badges, tags, references, evidence, strict=True):
            raise_if_cancelled()
            content = card_content(self._document, card, lane, own, tagged, named, backing, self._language)
            if card.id in self._former:
                content = replace(content, foot=(*_former_facts(*self._former[card.id]), *content.foot))
            contents[card.id] = content
        longest = max((len(each.text) for card, each in contents.items() if card not in wide), default=0)
        used = {
            "star": any(each.star for each in contents.values()),
            "fail_point": any(each.fail_point for each in contents.values()),
            "missed": any(fact.missed for each in contents.values() for fact in each.foot),
            "note": any(each.noted for each in contents.values()),
            "reference": any(each.references for each in contents.values()),
            "backed": any(each.evidence for each in contents.values()),
        }
        signs = frozenset(sign for sign, is_used in used.items() if is_used)
        return CellContent(contents, longest, signs, len(contents) - len(wide | tall), wide, tall)


def _former_facts(text: str, place: str) -> Iterator[Fact]:
    """Yield the lines of a card's foot for its earlier text, struck through, and its earlier place."""
    if text:
        yield Fact((text,), struck=True)
    if place:
        yield Fact((place,))


def _details(document: Queries) -> tuple[tuple[str, str], ...]:
    """Return the ids and titles of the journeys that show a card in detail."""
    journeys = document.journeys()
    if len(journeys) < 2:
        return ()
    return tuple((each.id, each.title) for each in journeys if document.select(Card, detail=each.id))


def widest_word(content: StepContent, typesetter: Typesetter) -> float:
    """Return the card width that the longest word of a step needs, in cards that span no other column."""

    def measured() -> float:
        return max((_widest_word(cell, typesetter) for cell in content.cells.values()), default=0.0)

    return _widths_of_steps.get((content, typesetter), measured, len(content.cells))


def _widest_word(content: CellContent, typesetter: Typesetter) -> float:
    if len(content.wide) == len(content.cards):
        return 0.0

    def measured() -> float:
        widest = 0.0
        for card_id, card in content.cards.items():
            if card_id in content.wide:
                continue
            raise_if_cancelled()
            widest = max(widest, word_width(plain(card.text), theme.CARD_TEXT, typesetter))
        return widest + 2 * theme.CARD_PADDING

    return _widths.get((content, typesetter), measured, len(content.cards))


def lay_out_cell(
    content: CellContent,
    column: Column,
    lane: str,
    typesetter: Typesetter,
    parts: tuple[Part, ...] = (),
    taken: tuple[Interval, ...] = (),
) -> CellBody:
    """Lay out the cards of a cell in stacks, filled from the top.

    `parts` are those of the cards that span several columns and begin here, in order. `taken` are the
    vertical intervals that such cards of earlier columns take; the cards go around them.
    """
    raise_if_cancelled()
    if not content.cards and not parts:
        return NOTHING
    key: Hashable = (
        content, column.step, lane, column.width, column.stacks, column.stack_gap, typesetter
    )  # fmt: skip
    if parts or taken:
        key = key, parts, taken
    return _bodies.get(
        key,
        lambda: _laid_out(content, column, lane, typesetter, parts, taken),
        len(content.cards) + len(parts),
    )


def _laid_out(
    content: CellContent,
    column: Column,
    lane: str,
    typesetter: Typesetter,
    parts: tuple[Part, ...],
    taken: tuple[Interval, ...],
) -> CellBody:
    width = column.card_width
    part_of = {part.id: part for part in parts}
    own = [each for each in content.cards if each not in content.tall] if content.tall else content.cards
    order = [*(part.id for part in parts if part.id not in content.cards), *own]
    top, lowest = theme.LANE_PADDING, 0.0
    placed: dict[str, CardLayout] = {}
    # Above and below a card that spans several columns, the others are in stacks of their own.
    for spanning, group in groupby(order, key=part_of.__contains__):
        ids = list(group)
        rows = len(ids) if spanning else -(-len(ids) // column.stacks_for(len(ids)))
        start = top
        for index, card_id in enumerate(ids):
            raise_if_cancelled()
            if index % rows == 0:
                below = start
            if spanning:
                part = part_of[card_id]
                body = body_of(part.content, part.width, typesetter)
                around = part.taken
            else:
                body = body_of(content.cards[card_id], width, typesetter)
                around = taken
            y = _free(below, body.height, around)
            box = Box(index // rows * (width + column.stack_gap), y, body.width, body.height)
            placed[card_id] = CardLayout(card_id, column.step, lane, box, body)
            below = box.bottom + theme.CARD_GAP
            top, lowest = max(top, below), max(lowest, box.bottom)
    wide = tuple(placed[part.id] for part in parts)
    return CellBody({card_id: placed[card_id] for card_id in own}, lowest + theme.LANE_PADDING, wide)


def _free(y: float, height: float, taken: tuple[Interval, ...]) -> float:
    """Return the first free place from `y` down, beside intervals that are sorted by their tops."""
    for low, high in taken:
        if y < high and low < y + height:
            y = high
    return y


NOTHING = CellBody({}, 2 * theme.LANE_PADDING)
"""Body of an empty cell."""


def _badges_by_card(document: Queries, colors: Mapping[str, int]) -> Mapping[str, tuple[Badge, ...]]:
    """Return the badges of each card that is about personas, in the order of the personas."""
    people = ((document.get(Persona, persona_id), color) for persona_id, color in colors.items())
    signs = tuple((each.id, Badge(initials(each.name), color, kind=each.kind)) for each, color in people)
    return _badges(Same(document.select(CardPersona)), signs)


def _tags_by_card(document: Queries) -> Mapping[str, tuple[Tag, ...]]:
    """Return the tags of each card that has some, in the order of the tags."""
    return _tags(Same(document.select(CardTag)), Same(document.tags()))


@memoised(64)
def _tags(on_cards: MethodType, tags: MethodType) -> Mapping[str, tuple[Tag, ...]]:
    cards, in_order = on_cards.__self__, tags.__self__
    assert isinstance(cards, tuple) and isinstance(in_order, tuple)
    rank = {tag.id: index for index, tag in enumerate(in_order)}
    found: dict[str, list[int]] = {}
    for each in cards:
        found.setdefault(each.card, []).append(rank[each.tag])
    return {card: tuple([in_order[index] for index in sorted(ranks)]) for card, ranks in found.items()}


@memoised(64)
def _references(of_cards: MethodType) -> Mapping[str, tuple[str, ...]]:
    """Return the names of the references of each card that has some, in their order."""
    references = of_cards.__self__
    assert isinstance(references, tuple)
    found: dict[str, tuple[str, ...]] = {}
    for each in references:
        found[each.card] = (*found.get(each.card, ()), reference_name(each))
    return found


@memoised(64)
def _evidence(places: MethodType) -> Mapping[str, int]:
    """Return the number of pieces of evidence of each card that has some."""
    on_cards = places.__self__
    assert isinstance(on_cards, tuple)
    return Counter(each.card for each in on_cards if each.card)


@memoised(64)
def _badges(about: MethodType, signs: tuple[tuple[str, Badge], ...]) -> Mapping[str, tuple[Badge, ...]]:
    sign_of = dict(signs)
    found: dict[str, list[Badge]] = {}
    cards = about.__self__
    assert isinstance(cards, tuple)
    for each in cards:
        if each.persona in sign_of:
            found.setdefault(each.card, []).append(sign_of[each.persona])
    return {card: tuple(sorted(badges, key=lambda badge: badge.color)) for card, badges in found.items()}
