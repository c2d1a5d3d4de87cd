"""`QPainter` backend, for the canvas, PNG, thumbnails and printing with Qt.

Qt's font engines belong to the thread that created them, and so do all caches of this module.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import sqrt
from typing import Any, Generic, TypeVar, assert_never

from PySide6.QtCore import QByteArray, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QGlyphRun,
    QPainter,
    QPainterPath,
    QPainterPathStroker,
    QPen,
    QRawFont,
    QTransform,
)

from journey_editor.backends.qt_images import paint_image
from journey_editor.drawing.outlines import MITER_LIMIT, dash_lengths, missing_picture, rect_path
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, Stroke, TextRun
from journey_editor.foundation.geometry import PathCommand
from journey_editor.text.font_face import FontFace
from journey_editor.text.glyph_outlines import glyph_path
from journey_editor.text.shaping import GlyphRun

PaintCall = tuple[Callable[..., Any], tuple[Any, ...], float]
"""Method of `QPainter`, its arguments, and the size of the glyphs that it draws in map units, or 0."""

_LARGEST_GLYPH = 63.0
"""Maximum size of glyphs to draw as text, in pixels.

Qt draws nothing for glyphs of a `QRawFont` of 64 pixels or more, but it does draw their outlines.
"""

_FLATNESS = 0.02
"""Maximum deviation of the outline of a dash from its curve, in map units."""

_DASHES_AT_ONCE = 64

_HINTS = (
    QPainter.RenderHint.Antialiasing
    | QPainter.RenderHint.TextAntialiasing
    | QPainter.RenderHint.SmoothPixmapTransform
)
_CAPS = {"butt": Qt.PenCapStyle.FlatCap, "round": Qt.PenCapStyle.RoundCap}
_JOINS = {"miter": Qt.PenJoinStyle.SvgMiterJoin, "round": Qt.PenJoinStyle.RoundJoin}

Memo = TypeVar("Memo")


class _Recent(Generic[Memo]):
    """Cache of objects made from a source object, by its identity; the least recently used one is dropped."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[int, tuple[object, Memo]] = OrderedDict()

    def get(self, source: object) -> Memo | None:
        """Return the cached object for `source`, or None."""
        found = self._kept.get(id(source))
        if found is None:
            return None
        self._kept.move_to_end(id(source))
        return found[1]

    def keep(self, source: object, made: Memo) -> Memo:
        """Cache `made` together with `source`, so that the identity of `source` is not reused."""
        self._kept[id(source)] = (source, made)
        if len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        return made


class _Store(threading.local):
    """Qt objects of one thread."""

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """Clear all caches."""
        self.calls = _Recent[tuple[PaintCall, ...]](2048)
        self.paths = _Recent[QPainterPath](1024)
        self.letters = _Recent[QPainterPath](256)
        self.fonts: dict[FontFace, dict[float, QRawFont]] = {}


_store = _Store()


def forget() -> None:
    """Clear the caches of the current thread."""
    _store.forget()


def paint(primitives: Iterable[Primitive], painter: QPainter, pictures: Mapping[str, bytes]) -> None:
    """Paint primitives once, in order. `pictures` maps SHA-256 hashes to the bytes of pictures."""
    play(_calls(primitives, 0.0, 0.0, pictures), painter)


def calls_for(primitives: Iterable[Primitive], pictures: Mapping[str, bytes]) -> tuple[PaintCall, ...]:
    """Return calls that paint primitives, any number of times, on the current thread; they are not cached."""
    return tuple(_calls(primitives, 0.0, 0.0, pictures))


def prepare(children: tuple[Primitive, ...], pictures: Mapping[str, bytes]) -> tuple[PaintCall, ...]:
    """Return calls that paint the children of a group, any number of times, on the current thread.

    The last few thousand results are cached by the identity of `children`, unless a picture is missing, which
    may be available the next time.
    """
    found = _store.calls.get(children)
    if found is None:
        found = calls_for(children, pictures)
        if not _lacks_one(children, pictures):
            _store.calls.keep(children, found)
    return found


def play(calls: Iterable[PaintCall], painter: QPainter) -> None:
    """Execute prepared calls. The painter's hints and pen are changed, its transform and clip are not."""
    painter.setRenderHints(_HINTS)
    largest = _LARGEST_GLYPH / max(sqrt(abs(painter.deviceTransform().determinant())), 1e-9)
    for method, arguments, size in calls:
        if size > largest:
            place, glyphs = arguments
            painter.fillPath(_letters(glyphs).translated(place), painter.pen().brush())
        else:
            method(painter, *arguments)


def _calls(
    primitives: Iterable[Primitive], dx: float, dy: float, pictures: Mapping[str, bytes]
) -> Iterator[PaintCall]:
    """Yield the calls that draw the primitives, moved by `dx`, `dy`."""
    for item in primitives:
        match item:
            case Group():
                yield from _calls(item.children, dx + item.x, dy + item.y, pictures)
            case TextRun():
                yield from _text_calls(item, QPointF(dx + item.x, dy + item.y))
            case Rect():
                for rect in _stacked(item):
                    yield from _path_calls(rect_path(rect), dx, dy)
            case Path():
                yield from _path_calls(item, dx, dy)
            case Picture():
                yield from _picture_calls(item, dx, dy, pictures)
            case _:
                assert_never(item)


def _text_calls(item: TextRun, place: QPointF) -> Iterator[PaintCall]:
    if item.run.face.is_plain:
        yield QPainter.setPen, (_text_pen(item.color),), 0.0
        yield QPainter.drawGlyphRun, (place, _glyphs(item.run)), item.run.size
    else:
        yield QPainter.fillPath, (_shapes(item.run).translated(place), _brush(item.color)), 0.0


def _stacked(rect: Rect) -> Iterator[Rect]:
    """Yield two filled rectangles instead of one with an edge: they look the same and are faster to paint."""
    edge = rect.stroke
    half = edge.width / 2 if edge is not None else 0.0
    if edge is None or rect.fill is None or edge.dash or min(rect.width, rect.height) <= edge.width:
        yield rect
        return
    outer = rect.radius + half if rect.radius or edge.join == "round" else 0.0
    yield _grown(rect, half, outer, edge.color)
    yield _grown(rect, -half, max(rect.radius - half, 0.0), rect.fill)


def _grown(rect: Rect, by: float, radius: float, fill: str) -> Rect:
    return Rect(rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by, radius, fill)


def _placed(item: Path, dx: float = 0.0, dy: float = 0.0) -> QPainterPath:
    path = _outline(item.commands)
    if item.scale != 1.0:
        path = QTransform.fromScale(item.scale, item.scale).map(path)
    return path.translated(dx + item.x, dy + item.y)


def _path_calls(item: Path, dx: float, dy: float) -> Iterator[PaintCall]:
    path = _placed(item, dx, dy)
    if item.fill is not None:
        yield QPainter.fillPath, (path, _brush(item.fill)), 0.0
    if item.stroke is None:
        return
    if item.stroke.dash:
        # Qt restarts dashes at the edge of a clip, so they would jump with every partial repaint.
        brush = _brush(item.stroke.color)
        if path.elementCount() == 2:
            start, end = path.elementAt(0), path.elementAt(1)
            for part in _dashed_line(end.x - start.x, end.y - start.y, item.stroke):
                yield QPainter.fillPath, (part.translated(start.x, start.y), brush), 0.0
        else:
            yield QPainter.fillPath, (_dasher(item.stroke).createStroke(path), brush), 0.0
    else:
        yield QPainter.strokePath, (path, _pen(item.stroke)), 0.0


def _picture_calls(item: Picture, dx: float, dy: float, pictures: Mapping[str, bytes]) -> Iterator[PaintCall]:
    data = pictures.get(item.sha256)
    if data is None:
        for path in missing_picture(item):
            yield from _path_calls(path, dx, dy)
    else:
        clip = item.clip and replace(item.clip, x=dx + item.clip.x, y=dy + item.clip.y)
        yield _paint_picture, (replace(item, x=dx + item.x, y=dy + item.y, clip=clip), data), 0.0


def _paint_picture(painter: QPainter, item: Picture, data: bytes) -> None:
    before = painter.opacity()
    painter.setOpacity(before * item.opacity)
    rect, inside = QRectF(item.x, item.y, item.width, item.height), _placed(item.clip) if item.clip else None
    painted = paint_image(painter, rect, item.sha256, data, inside)
    painter.setOpacity(before)
    if not painted:
        for path in missing_picture(item):
            for method, arguments, _ in _path_calls(path, 0.0, 0.0):
                method(painter, *arguments)


def _lacks_one(primitives: Iterable[Primitive], pictures: Mapping[str, bytes]) -> bool:
    return any(
        item.sha256 not in pictures
        if isinstance(item, Picture)
        else isinstance(item, Group) and _lacks_one(item.children, pictures)
        for item in primitives
    )


@lru_cache(maxsize=64)
def _dashed_line(dx: float, dy: float, stroke: Stroke) -> tuple[QPainterPath, ...]:
    """Return a straight line from the origin, a few dashes per path: invisible ones are quickly skipped."""
    step = sum(dash_lengths(stroke)) * _DASHES_AT_ONCE
    length = sqrt(dx * dx + dy * dy)
    ends = [at * step / length for at in range(int(length / step) + 1)] if length else [0.0]
    parts = []
    for start, end in pairwise([*ends, 1.0]):
        part = QPainterPath(QPointF(dx * start, dy * start))
        part.lineTo(dx * end, dy * end)
        parts.append(_dasher(stroke).createStroke(part))
    return tuple(parts)


def _outline(commands: tuple[PathCommand, ...]) -> QPainterPath:
    """Return the path of the commands, cached by their identity."""
    found = _store.paths.get(commands)
    if found is not None:
        return found
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for command in commands:
        match command:
            case ("M", x, y):
                path.moveTo(x, y)
            case ("L", x, y):
                path.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                path.cubicTo(x1, y1, x2, y2, x, y)
            case _:
                path.closeSubpath()
    return _store.paths.keep(commands, path)


def _glyphs(run: GlyphRun) -> QGlyphRun:
    """Return a run for Qt to draw at our positions, without hinting."""
    glyphs = QGlyphRun()
    glyphs.setRawFont(_font(run.face, run.size))
    glyphs.setGlyphIndexes(run.glyphs)
    glyphs.setPositions(list(map(QPointF, run.xs, run.ys)))
    return glyphs


def _letters(glyphs: QGlyphRun) -> QPainterPath:
    """Return the outlines of a run, cached by its identity."""
    found = _store.letters.get(glyphs)
    if found is not None:
        return found
    font = glyphs.rawFont()
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for glyph, place in zip(glyphs.glyphIndexes(), glyphs.positions(), strict=True):
        path.addPath(font.pathForGlyph(glyph).translated(place))
    return _store.letters.keep(glyphs, path)


def _shapes(run: GlyphRun) -> QPainterPath:
    """Return a run as outlines, if Qt would use another weight of the font or darken PostScript outlines."""
    shapes = QPainterPath()
    shapes.setFillRule(Qt.FillRule.WindingFill)
    scale = run.size / run.face.units_per_em
    for glyph, x, y in zip(run.glyphs, run.xs, run.ys, strict=True):
        shapes.addPath(QTransform(scale, 0, 0, scale, x, y).map(_outline(glyph_path(run.face, glyph))))
    return shapes


def _font(face: FontFace, size: float) -> QRawFont:
    """Return a face at a size. All runs share it, together with its cached glyph images."""
    kept = _store.fonts.setdefault(face, {})
    if size not in kept:
        if kept:
            # A copy shares the data read from the file.
            font = QRawFont(next(iter(kept.values())))
            font.setPixelSize(size)
        else:
            font = QRawFont(QByteArray(face.data), size, QFont.HintingPreference.PreferNoHinting)
        kept[size] = font
    return kept[size]


@lru_cache(maxsize=256)
def _brush(color: str) -> QBrush:
    return QBrush(QColor(color))


@lru_cache(maxsize=256)
def _text_pen(color: str) -> QPen:
    return QPen(QColor(color))


@lru_cache(maxsize=256)
def _pen(stroke: Stroke) -> QPen:
    pen = QPen(QColor(stroke.color), stroke.width)
    pen.setCapStyle(_CAPS[stroke.cap])
    pen.setJoinStyle(_JOINS[stroke.join])
    pen.setMiterLimit(MITER_LIMIT)
    return pen


def _dasher(stroke: Stroke) -> QPainterPathStroker:
    stroker = QPainterPathStroker(_pen(stroke))
    # Qt measures dashes in line widths.
    stroker.setDashPattern([length / stroke.width for length in dash_lengths(stroke)])
    stroker.setCurveThreshold(_FLATNESS)
    return stroker
