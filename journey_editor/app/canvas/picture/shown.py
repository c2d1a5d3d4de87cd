"""Drawing as shown on the canvas: positions of its parts, and parts that are dimmed, moving or muted."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import compress, zip_longest
from operator import not_
from time import perf_counter
from typing import cast

from PySide6.QtGui import QPainter

from journey_editor.app.canvas.picture import low_detail
from journey_editor.backends.qt_painter import play, prepare
from journey_editor.drawing.extent import extent
from journey_editor.drawing.primitives import Drawing, Group, Primitive, Rect, TextRun
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.memo import Memo, Same
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.theme import STAR
from journey_editor.model.records import Note

DIMMED = 0.35
"""Opacity of dragged items at their original place."""
_ROW = 512.0
"""Height of the rows that index the groups, in scene units."""
_BEYOND = STAR / 2 + 3.0
"""Scene units by which a card's star and edge extend beyond its face."""
_FEW = 6
"""If more parts of a cell differ, their bounds are repainted as one."""
_NOWHERE = Box(0.0, 0.0, 0.0, 0.0)

Key = tuple[str, str, int]
"""Owner and role of a group, and its index among that owner's groups of the role."""

_rooms: Memo[Box] = Memo(4096)


@dataclass(frozen=True, slots=True)
class Part:
    """Group of the drawing at its place on the map. The cards of a cell are parts; the cell is not."""

    owner: str
    role: str
    x: float
    y: float
    children: tuple[Primitive, ...]

    @property
    def room(self) -> Box:
        """Bounding box of the part."""
        return _room(self.role, self.children).moved(self.x, self.y)

    @property
    def face(self) -> Box:
        """Box of a card or note without its star and edge."""
        first = self.children[0] if self.children else None
        if isinstance(first, Rect):
            return Box(self.x + first.x, self.y + first.y, first.width, first.height)
        return self.room


@dataclass(frozen=True, slots=True)
class Piece:
    """Primitives to paint at a place with an opacity."""

    x: float
    y: float
    children: tuple[Primitive, ...]
    opacity: float

    def play(self, painter: QPainter, pictures: Mapping[str, bytes]) -> None:
        """Paint on a painter whose origin is already at the piece."""
        if self.opacity < 1.0:
            painter.setOpacity(self.opacity)
        play(prepare(self.children, pictures), painter)
        if self.opacity < 1.0:
            painter.setOpacity(1.0)


class Shown:
    """Drawing whose parts may be dimmed (dragged), absent (animated) or without texts (being edited).

    The methods that return boxes return those to repaint.
    """

    def __init__(self) -> None:
        self.drawing = Drawing(0.0, 0.0, "#FFFFFF", ())
        self._boxes: list[Box] = []
        self._ranks_of: dict[Key, int] = {}
        self._owners: list[frozenset[str] | None] = []
        """Owners of the groups inside each group of the drawing, once they are needed."""
        self._rows: dict[int, list[int]] = {}
        self._unprepared: Iterator[Group] = iter(())
        self._dimmed: frozenset[str] = frozenset()
        self._absent: frozenset[str] = frozenset()
        self._muted: tuple[str, Box] | None = None
        self._covering: frozenset[str] = frozenset()
        self._muted_texts: Memo[tuple[Primitive, ...]] = Memo(8)

    def show(self, drawing: Drawing) -> list[Box]:
        """Show another drawing; return the boxes to repaint."""
        before, boxes, was, owners = self.drawing, self._boxes, self._ranks_of, self._owners
        groups, keys = list(drawing.groups), list(_keys(drawing.groups))
        self._boxes, self._owners = [], []
        for rank, (key, group) in enumerate(zip(keys, groups, strict=True)):
            old = was.get(key)
            if old is not None and (before.groups[old] is group or before.groups[old] == group):
                # Reuse the identical object, so that it is not compared or measured again.
                groups[rank] = before.groups[old]
                self._boxes.append(boxes[old])
                self._owners.append(owners[old])
            else:
                self._boxes.append(_room(group.role, group.children).moved(group.x, group.y))
                self._owners.append(None)
        self._ranks_of = {key: rank for rank, key in enumerate(keys)}
        self.drawing = drawing = replace(drawing, groups=tuple(groups))
        cards = sum(len(group.children) for group in groups if group.role == "cell")
        low_detail.make_room(cards)
        _rooms.make_room(cards + 4096)
        self._unprepared = iter(drawing.groups)
        self._rows = {}
        for rank, box in enumerate(self._boxes):
            for row in range(int(box.y // _ROW), int(box.bottom // _ROW) + 1):
                self._rows.setdefault(row, []).append(rank)
        if before.background != drawing.background:
            return [Box(0.0, 0.0, drawing.width, drawing.height)]
        return list(_differing(was, before.groups, boxes, keys, drawing.groups, self._boxes))

    def dim(self, owners: Iterable[str]) -> list[Box]:
        """Dim the parts of these owners, and no others; return the boxes to repaint."""
        before, self._dimmed = self._dimmed, frozenset(owners)
        return self._rooms_of(before ^ self._dimmed)

    def leave_out(self, owners: Iterable[str]) -> list[Box]:
        """Make the parts of these owners absent, and no others; return the boxes to repaint."""
        before, self._absent = self._absent, frozenset(owners)
        return self._rooms_of(before ^ self._absent)

    def mute(self, owner: str, room: Box | None) -> list[Box]:
        """Hide a record's texts in an area, and the notes above it, or show all if `room` is None.

        Returns the boxes to repaint.
        """
        before, covering = self._muted, self._covering
        self._muted = (owner, room) if room is not None else None
        self._covering = frozenset(self._notes_over(owner, room)) if room is not None else frozenset()
        boxes = [box.grown(16.0) for _, box in filter(None, (before, self._muted))]
        return boxes + self._rooms_of(covering ^ self._covering)

    def _notes_over(self, owner: str, room: Box) -> Iterator[str]:
        """Yield the notes that cover an area in which another record is edited."""
        for part in self.parts_within(room, {Note.KIND}):
            if part.owner != owner and part.face.overlaps(room):
                yield part.owner

    @property
    def covering(self) -> frozenset[str]:
        """Notes that are hidden, since they cover a text that is being edited."""
        return self._covering

    @property
    def dimmed(self) -> frozenset[str]:
        """Owners whose parts are dimmed."""
        return self._dimmed

    def parts(self) -> Iterator[Part]:
        """Yield all parts from back to front."""
        for group in self.drawing.groups:
            yield from _parts_of(group)

    def parts_of(self, owners: Collection[str]) -> Sequence[Part]:
        """Return the parts of some owners from back to front."""
        return list(self._owned(frozenset(owners)))

    def parts_with_roles(self, roles: Collection[str]) -> Sequence[Part]:
        """Return the parts with some roles, except cards."""
        return [part for group in self.drawing.groups if group.role in roles for part in _parts_of(group)]

    def parts_within(self, region: Box, roles: Collection[str]) -> Iterator[Part]:
        """Yield the parts with some roles that overlap a region, from back to front."""
        for rank in self._ranks(region):
            for part in _parts_of(self.drawing.groups[rank]):
                if part.role in roles and part.room.overlaps(region):
                    yield part

    def piece_of(self, part: Part) -> Iterator[Piece]:
        """Yield the pieces to paint for a part."""
        if self._muted is not None:
            part = replace(part, children=self._without_muted(part.owner, part.x, part.y, part.children))
        yield Piece(part.x, part.y, part.children, DIMMED if part.owner in self._dimmed else 1.0)

    def pieces(self, region: Box) -> Iterator[Piece]:
        """Yield the pieces to paint for a region, from back to front.

        Another drawing may be shown during the iteration if it is the same in that region.
        """
        left, top, right, bottom = region.x, region.y, region.right, region.bottom
        groups = self.drawing.groups
        for rank in self._ranks(region):
            group = groups[rank]
            if group.role != "cell":
                yield from self._piece(group.owner, group.x, group.y, group.children)
                continue
            for card in group.children:
                assert isinstance(card, Group)
                x, y, face = group.x + card.x, group.y + card.y, card.children[0]
                assert isinstance(face, Rect)
                if (
                    x - _BEYOND < right
                    and y - _BEYOND < bottom
                    and x + face.width + _BEYOND > left
                    and y + face.height + _BEYOND > top
                ):
                    yield from self._piece(card.owner, x, y, card.children)

    def paint_low_detail(self, painter: QPainter, region: Box, scale: float, end: float) -> None:
        """Paint a region in low detail on a painter in scene coordinates.

        After `end`, on the `perf_counter` clock, only prepared parts are painted in full.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hidden = self._absent | self._dimmed
        for rank in self._ranks(region):
            group = self.drawing.groups[rank]
            painter.translate(group.x, group.y)
            if group.role == "cell":
                cards = cast(tuple[Group, ...], group.children)
                if hidden and any(card.owner in hidden for card in cards):
                    cards = tuple([card for card in cards if card.owner not in hidden])
                low_detail.paint_cards(painter, cards, scale, end)
            elif group.owner not in self._absent:
                painter.setOpacity(DIMMED if group.owner in self._dimmed else 1.0)
                low_detail.paint_group(painter, group.children)
                painter.setOpacity(1.0)
            painter.translate(-group.x, -group.y)

    def prepare_low_detail(self, end: float) -> bool:
        """Prepare the low-detail rendering until `end`; return True if everything is prepared."""
        for group in self._unprepared:
            if group.role == "cell":
                for far in (True, False):
                    low_detail.cell_batches(cast(tuple[Group, ...], group.children), far)
            else:
                low_detail.group_calls(group.children)
            if perf_counter() >= end:
                return False
        return True

    def _owned(self, owners: frozenset[str]) -> Iterator[Part]:
        for rank, group in enumerate(self.drawing.groups):
            if group.owner in owners and group.role != "cell":
                yield from _parts_of(group)
                continue
            inside = self._owners[rank]
            if inside is None:
                inside = frozenset([each.owner for each in group.children if isinstance(each, Group)])
                self._owners[rank] = inside
            if not inside.isdisjoint(owners):
                for child in group.children:
                    # The cards are groups inside their cell, and the personas inside the header.
                    if isinstance(child, Group) and child.owner in owners:
                        x, y = group.x + child.x, group.y + child.y
                        yield Part(child.owner, child.role, x, y, child.children)

    def _piece(self, owner: str, x: float, y: float, children: tuple[Primitive, ...]) -> Iterator[Piece]:
        if owner in self._absent or owner in self._covering:
            return
        if self._muted is not None:
            children = self._without_muted(owner, x, y, children)
        if self._dimmed and owner not in self._dimmed:
            is_dimmed = [isinstance(each, Group) and each.owner in self._dimmed for each in children]
            if any(is_dimmed):
                yield Piece(x, y, tuple(compress(children, is_dimmed)), DIMMED)
                children = tuple(compress(children, map(not_, is_dimmed)))
        yield Piece(x, y, children, DIMMED if owner in self._dimmed else 1.0)

    def _without_muted(
        self, owner: str, x: float, y: float, children: tuple[Primitive, ...]
    ) -> tuple[Primitive, ...]:
        assert self._muted is not None
        whose, room = self._muted
        inside = any(isinstance(child, Group) and child.owner == whose for child in children)
        if owner != whose and not inside:
            return children
        there = room.moved(-x, -y).grown(2.0)
        return self._muted_texts.get((Same(children), there), lambda: tuple(_without_texts(children, there)))

    def _ranks(self, region: Box) -> list[int]:
        """Return the sorted indexes of the groups that overlap a region."""
        rows = range(int(region.y // _ROW), int(region.bottom // _ROW) + 1)
        found = set().union(*(self._rows.get(row, ()) for row in rows))
        return sorted(rank for rank in found if self._boxes[rank].overlaps(region))

    def _rooms_of(self, owners: Collection[str]) -> list[Box]:
        return [part.room for part in self.parts_of(owners)] if owners else []


def _parts_of(group: Group) -> Iterator[Part]:
    if group.role != "cell":
        yield Part(group.owner, group.role, group.x, group.y, group.children)
        return
    for card in group.children:
        assert isinstance(card, Group)
        yield Part(card.owner, card.role, group.x + card.x, group.y + card.y, card.children)


def _room(role: str, children: tuple[Primitive, ...]) -> Box:
    """Return the bounding box of a group's children in its own coordinates."""
    if role == "card" and children and isinstance(children[0], Rect):
        # Everything but the star is within the face, so the children need not be measured.
        return Box(0.0, 0.0, children[0].width, children[0].height).grown(_BEYOND)
    return _rooms.get(Same(children), lambda: _measured(role, children), len(children))


def _measured(role: str, children: tuple[Primitive, ...]) -> Box:
    if role == "cell":
        boxes = [
            _room(card.role, card.children).moved(card.x, card.y)
            for card in cast(tuple[Group, ...], children)
        ]
    else:
        boxes = [box for child in children if (box := extent(child)) is not None]
    return bounds(boxes).grown(1.0) if boxes else _NOWHERE


def _differing(
    was: Mapping[Key, int],
    before: Sequence[Group],
    old_boxes: Sequence[Box],
    keys: Sequence[Key],
    after: Sequence[Group],
    boxes: Sequence[Box],
) -> Iterator[Box]:
    """Yield the boxes in which two lists of groups differ.

    `was` maps keys to indexes in the first list, and `keys` are those of the second.
    """
    gone = dict(was)
    last = -1
    for rank, key in enumerate(keys):
        old = gone.pop(key, None)
        if old is None:
            yield boxes[rank]
            continue
        one, other = before[old], after[rank]
        if old < last or (one is not other and (one.x, one.y) != (other.x, other.y)):
            # It has changed its place or its order.
            yield old_boxes[old]
            yield boxes[rank]
        elif one is not other:
            for box in _differing_children(one, other):
                yield box.moved(other.x, other.y)
        last = max(last, old)
    for old in gone.values():
        yield old_boxes[old]


def _keys(groups: Iterable[Group]) -> Iterator[Key]:
    """Yield the key of each group."""
    seen: set[Key] = set()
    for group in groups:
        key = (group.owner, group.role, 0)
        while key in seen:
            key = (group.owner, group.role, key[2] + 1)
        seen.add(key)
        yield key


def _differing_children(one: Group, other: Group) -> Iterator[Box]:
    if one.role == "cell":
        kept = {id(card) for card in one.children} & {id(card) for card in other.children}
        boxes = [
            _room(card.role, card.children).moved(card.x, card.y)
            for card in cast(tuple[Group, ...], (*one.children, *other.children))
            if id(card) not in kept
        ]
        if boxes:
            yield from boxes if len(boxes) <= _FEW else (bounds(boxes),)
        return
    for old, new in zip_longest(one.children, other.children):
        if old is not new and old != new:
            yield from filter(None, map(extent, filter(None, (old, new))))


def _without_texts(primitives: tuple[Primitive, ...], room: Box) -> Iterator[Primitive]:
    for item in primitives:
        if isinstance(item, Group):
            yield replace(item, children=tuple(_without_texts(item.children, room.moved(-item.x, -item.y))))
        elif not (isinstance(item, TextRun) and room.contains(item.x, item.y)):
            yield item
