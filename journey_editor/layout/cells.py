"""Contents of the cells of a map.

They are memoised as long as the cards of a cell are the same objects, so that an edit recomputes only the
cells that it changed.
"""

from collections.abc import Iterable, Mapping

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import Memo, Same, memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import Badge, CardContent, CardLayout, CellBody
from journey_editor.layout.card_layout import body_of, card_content
from journey_editor.layout.columns import Column, word_width
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, CardPersona, CardTag, Channel, Lane, Persona, Picture, Tag
from journey_editor.text.initials import initials
from journey_editor.text.typesetter import Typesetter

_CARDS_KEPT = 1024
"""Minimum capacity of the memos, in cards; they also have room for all cards of the map."""


@dataclass(frozen=True, slots=True, eq=False)
class CellContent:
    """Contents of a cell's cards by card id. It is memoised, so compared by identity."""

    cards: Mapping[str, CardContent]
    longest: int
    """Number of characters of the longest card text."""
    starred: bool
    """True if a card has a star."""


_contents: Memo[CellContent] = Memo(_CARDS_KEPT)
_equal_contents: Memo[CellContent] = Memo(_CARDS_KEPT)
_bodies: Memo[CellBody] = Memo(_CARDS_KEPT)
_widths: Memo[float] = Memo(_CARDS_KEPT)

NO_CARDS = CellContent({}, 0, False)


def make_room(cards: int) -> None:
    """Give the memos room for a map with this number of cards."""
    for kept in (_contents, _equal_contents, _bodies, _widths):
        kept.make_room(cards + _CARDS_KEPT)


class Contents:
    """Contents of the cells of a journey; `colors` are the colours of its personas."""

    def __init__(self, document: Queries, colors: Mapping[str, int], language: str) -> None:
        self._document = document
        self._colors = colors
        self._language = language
        # For each requested step: the lanes in which it has cards, with their contents once computed.
        self._found: dict[str, dict[str, CellContent | None]] = {}
        self._badges = _badges_by_card(document, colors)
        self._tags = _tags_by_card(document)
        # Everything that the contents of cards depend on, in addition to the cards and their lane.
        self._around = (
            Same(self._badges),
            Same(self._tags),
            Same(document.select(Channel)),
            Same(document.select(Picture)),
            language,
        )

    def of(self, step_id: str, lane: Lane) -> CellContent:
        """Return the content of a cell."""
        lanes = self._found.get(step_id)
        if lanes is None:
            cards = self._document.select(Card, step=step_id)
            lanes = self._found[step_id] = dict.fromkeys([card.lane for card in cards])
        if lane.id not in lanes:
            return NO_CARDS
        found = lanes[lane.id]
        if found is None:
            found = lanes[lane.id] = self._content(self._document.cards_in(step_id, lane.id), lane)
        return found

    def of_step(self, step_id: str, lanes: Iterable[Lane]) -> list[CellContent]:
        """Return the contents of the non-empty cells of a step and some lanes."""
        found = (self.of(step_id, lane) for lane in lanes)
        return [content for content in found if content is not NO_CARDS]

    def _content(self, cards: tuple[Card, ...], lane: Lane) -> CellContent:
        own = self._colors.get(lane.persona, -1)
        key = (Same(cards), lane.kind, own, *self._around)
        return _contents.get(key, lambda: self._with_signs(cards, lane.kind, own), len(cards))

    def _with_signs(self, cards: tuple[Card, ...], lane_kind: str, own: int) -> CellContent:
        """Return the content of a cell, from the memo if only signs of other cards changed."""
        found = [self._badges.get(card.id, ()) for card in cards]
        # In a persona's own lane its badge would be redundant.
        badges = tuple([tuple([badge for badge in each if badge.color != own]) for each in found])
        tags = tuple([self._tags.get(card.id, ()) for card in cards])
        return _equal_contents.get(
            (Same(cards), lane_kind, badges, tags, *self._around[2:]),
            lambda: self._made(cards, lane_kind, badges, tags),
            len(cards),
        )

    def _made(
        self,
        cards: tuple[Card, ...],
        lane_kind: str,
        badges: tuple[tuple[Badge, ...], ...],
        tags: tuple[tuple[Tag, ...], ...],
    ) -> CellContent:
        contents = {}
        for card, own, tagged in zip(cards, badges, tags, strict=True):
            raise_if_cancelled()
            contents[card.id] = card_content(self._document, card, lane_kind, own, tagged, self._language)
        longest = max(len(each.text) for each in contents.values())
        return CellContent(contents, longest, any(each.star for each in contents.values()))


def widest_word(content: CellContent, typesetter: Typesetter) -> float:
    """Return the card width that the longest word of a cell needs."""
    if not content.cards:
        return 0.0

    def measured() -> float:
        widest = 0.0
        for card in content.cards.values():
            raise_if_cancelled()
            widest = max(widest, word_width(card.text, theme.CARD_TEXT, typesetter))
        return widest + 2 * theme.CARD_PADDING

    return _widths.get((content, typesetter), measured, len(content.cards))


def lay_out_cell(
    content: CellContent,
    column: Column,
    lane: str,
    typesetter: Typesetter,
) -> CellBody:
    """Lay out the cards of a cell in stacks, filled from the top."""
    raise_if_cancelled()
    if not content.cards:
        return NOTHING
    key = (content, column.step, lane, column.width, column.stacks, column.stack_gap, typesetter)
    return _bodies.get(key, lambda: _laid_out(content, column, lane, typesetter), len(content.cards))


def _laid_out(
    content: CellContent,
    column: Column,
    lane: str,
    typesetter: Typesetter,
) -> CellBody:
    rows = -(-len(content.cards) // column.stacks_for(len(content.cards)))
    width = column.card_width
    below = lowest = 0.0
    placed = {}
    for index, (card_id, card) in enumerate(content.cards.items()):
        raise_if_cancelled()
        if index % rows == 0:
            below = theme.LANE_PADDING
        body = body_of(card, width, typesetter)
        box = Box(index // rows * (width + column.stack_gap), below, body.width, body.height)
        placed[card_id] = CardLayout(card_id, column.step, lane, box, body)
        below = box.bottom + theme.CARD_GAP
        lowest = max(lowest, box.bottom)
    return CellBody(placed, lowest + theme.LANE_PADDING)


NOTHING = CellBody({}, 2 * theme.LANE_PADDING)
"""Body of an empty cell."""


def _badges_by_card(document: Queries, colors: Mapping[str, int]) -> Mapping[str, tuple[Badge, ...]]:
    """Return the badges of each card that is about personas, in the order of the personas."""
    signs = tuple(
        (persona_id, Badge(initials(document.get(Persona, persona_id).name), color))
        for persona_id, color in colors.items()
    )
    return _badges(Same(document.select(CardPersona)), signs)


def _tags_by_card(document: Queries) -> Mapping[str, tuple[Tag, ...]]:
    """Return the tags of each card that has some, in the order of the tags."""
    return _tags(Same(document.select(CardTag)), Same(document.tags()))


@memoised(64)
def _tags(on_cards: Same, tags: Same) -> Mapping[str, tuple[Tag, ...]]:
    assert isinstance(on_cards.thing, tuple) and isinstance(tags.thing, tuple)
    rank = {tag.id: index for index, tag in enumerate(tags.thing)}
    found: dict[str, list[int]] = {}
    for each in on_cards.thing:
        found.setdefault(each.card, []).append(rank[each.tag])
    return {card: tuple([tags.thing[index] for index in sorted(ranks)]) for card, ranks in found.items()}


@memoised(64)
def _badges(about: Same, signs: tuple[tuple[str, Badge], ...]) -> Mapping[str, tuple[Badge, ...]]:
    sign_of = dict(signs)
    found: dict[str, list[Badge]] = {}
    assert isinstance(about.thing, tuple)
    for each in about.thing:
        if each.persona in sign_of:
            found.setdefault(each.card, []).append(sign_of[each.persona])
    return {card: tuple(sorted(badges, key=lambda badge: badge.color)) for card, badges in found.items()}
