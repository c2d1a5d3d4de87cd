"""Low-detail rendering of the map, shown briefly at zooms too low to read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from time import perf_counter

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from journey_editor.backends.qt_painter import PaintCall, prepare
from journey_editor.drawing.extent import extent
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import Memo, Same

LOW_DETAIL = 0.45
"""Zoom (device pixels per scene unit) below which text is briefly drawn as bars, and corners are square."""

_FAR = 0.2
"""Zoom below which one bar replaces all words of a card in one colour."""
_SMALL = 26.0
"""Maximum size, in scene units, of omitted paths (icons, stars, faces)."""
_INK, _FAR_INK = 0.38, 0.2
"""Opacity of bars, near and far, for about the same darkness as the letters."""
_PICTURE = "#A9B2BD"
_KEPT = 2048

Batches = tuple[tuple[QColor, list[QRectF]], ...]
"""Rectangles by colour, from back to front."""

_batches: Memo[Batches] = Memo(_KEPT)
_calls: Memo[tuple[PaintCall, ...]] = Memo(_KEPT)


def make_room(cards: int) -> None:
    """Reserve memo space for a number of cards, near and far."""
    _batches.make_room(2 * cards + _KEPT)


def paint_cards(painter: QPainter, cards: tuple[Group, ...], scale: float, end: float) -> None:
    """Paint the cards of a cell, whose corner is the painter's origin.

    Cards that are not prepared by `end`, on the `perf_counter` clock, are painted as one block.
    """
    far = scale < _FAR
    batches = _batches.find((Same(cards), far), len(cards))
    if batches is None:
        batches = cell_batches(cards, far) if perf_counter() < end else tuple(_block(cards))
    painter.setPen(Qt.PenStyle.NoPen)
    for color, boxes in batches:
        painter.setBrush(color)
        painter.drawRects(boxes)


def cell_batches(cards: tuple[Group, ...], far: bool) -> Batches:
    """Return the memoised batches for the cards of a cell."""
    return _batches.get((Same(cards), far), lambda: tuple(_batched(cards, far)), len(cards))


def paint_group(painter: QPainter, children: tuple[Primitive, ...]) -> None:
    """Paint a group other than a cell."""
    for method, arguments, _ in group_calls(children):
        method(painter, *arguments)


def group_calls(children: tuple[Primitive, ...]) -> tuple[PaintCall, ...]:
    """Return the memoised paint calls for a group other than a cell."""
    return _calls.get(Same(children), lambda: tuple(_low_detail_calls(children)))


def _block(cards: Sequence[Group]) -> Iterator[tuple[QColor, list[QRectF]]]:
    """Yield one rectangle for all cards of the cell's width, and one for each that spans several columns.

    Yield nothing if the only card of the cell is being moved.
    """
    faces = [(card, card.children[0]) for card in cards]
    boxes = [
        QRectF(card.x, card.y, face.width, face.height) for card, face in faces if isinstance(face, Rect)
    ]
    first = faces[0][1] if faces else None
    if boxes and isinstance(first, Rect) and first.fill is not None:
        width = min(box.width() for box in boxes)
        block, wide = QRectF(), []
        for box in boxes:
            if box.width() > width:
                wide.append(box)
            else:
                block = block.united(box)
        yield QColor(first.fill), [block, *wide]


def _batched(cards: Sequence[Group], far: bool) -> Iterator[tuple[QColor, list[QRectF]]]:
    """Yield the cards in layers, which is possible because cards do not overlap."""
    edges: dict[str, list[QRectF]] = {}
    faces: dict[str, list[QRectF]] = {}
    chips: dict[str, list[QRectF]] = {}
    inks: dict[str, list[QRectF]] = {}
    pictures: dict[float, list[QRectF]] = {}
    for card in cards:
        x, y = card.x, card.y
        words: dict[str, list[TextRun]] = {}
        for item in card.children:
            if isinstance(item, TextRun):
                words.setdefault(item.color, []).append(item)
            elif isinstance(item, Rect) and item.fill is not None:
                box = QRectF(x + item.x, y + item.y, item.width, item.height)
                if item is not card.children[0]:
                    chips.setdefault(item.fill, []).append(box)
                    continue
                if item.stroke is not None and not far:
                    edges.setdefault(item.stroke.color, []).append(box)
                    edge = max(item.stroke.width, 1.5)
                    box = box.adjusted(edge, edge, -edge, -edge)
                faces.setdefault(item.fill, []).append(box)
            elif isinstance(item, Picture):
                box = QRectF(x + item.x, y + item.y, item.width, item.height)
                pictures.setdefault(item.opacity, []).append(box)
        for color, runs in words.items():
            bars = inks.setdefault(color, [])
            if not far:
                bars.extend(QRectF(x + b.x, y + b.y, b.width, b.height) for b in map(_bar, runs))
                continue
            left, right = min([run.x for run in runs]), max([run.x + run.run.width for run in runs])
            top, size = runs[0].y, runs[0].run.size
            bars.append(QRectF(x + left, y + top - size * 0.62, right - left, runs[-1].y - top + size * 0.6))
    for layer in (edges, faces, chips):
        for color, boxes in layer.items():
            yield QColor(color), boxes
    for opacity, boxes in pictures.items():
        yield _translucent(_PICTURE, opacity), boxes
    for color, boxes in inks.items():
        yield _ink(color, far), boxes


def _bar(text: TextRun) -> Box:
    size = text.run.size
    return Box(text.x, text.y - size * 0.62, text.run.width, size * 0.6)


def _undashed(stroke: Stroke) -> Stroke:
    """Return a solid stroke about as dark as a dashed one, because thousands of dashes paint slowly."""
    drawn = sum(length + (stroke.width if stroke.cap == "round" else 0.0) for length in stroke.dash[::2])
    return replace(stroke, dash=(), width=stroke.width * min(1.0, drawn / sum(stroke.dash)))


def _ink(color: str, far: bool) -> QColor:
    return _translucent(color, _FAR_INK if far else _INK)


def _translucent(color: str, opacity: float) -> QColor:
    found = QColor(color)
    found.setAlphaF(opacity)
    return found


def _low_detail_calls(
    primitives: tuple[Primitive, ...], dx: float = 0.0, dy: float = 0.0
) -> Iterator[PaintCall]:
    for item in primitives:
        match item:
            case Group():
                yield from _low_detail_calls(item.children, dx + item.x, dy + item.y)
            case TextRun():
                bar = _bar(item)
                box = QRectF(dx + bar.x, dy + bar.y, bar.width, bar.height)
                yield QPainter.fillRect, (box, _ink(item.color, False)), 0.0
            case Picture():
                box = QRectF(dx + item.x, dy + item.y, item.width, item.height)
                yield QPainter.fillRect, (box, QColor(_PICTURE)), 0.0
            case _:
                if isinstance(item, Path) and item.stroke is not None and item.stroke.dash:
                    item = replace(item, stroke=_undashed(item.stroke))
                room = extent(item)
                if isinstance(item, Rect) or (room and max(room.width, room.height) > _SMALL):
                    yield from prepare((Group("", "", dx, dy, (item,)),), {})
