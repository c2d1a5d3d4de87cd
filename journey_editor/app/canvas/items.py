"""The scene's item for a group of the drawing: it plays primitives, and decides nothing but their detail."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGraphicsRectItem, QStyleOptionGraphicsItem, QWidget

from journey_editor.backends.qt_painter import PaintCall, play, prepare
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, TextRun
from journey_editor.layout.geometry import Box, bounds

COARSE = 0.45
"""Below this many device pixels for a unit of the map, words are bars and corners are square."""

_COARSE_HINTS = QPainter.RenderHint.Antialiasing
_SMALL = 26.0
"""What is drawn with paths and is no larger (icons, stars, faces) is left out where all is coarse."""


class GroupItem(QGraphicsRectItem):
    """A group of the drawing. Its rectangle is the room of what it draws, so that Qt asks Python nothing."""

    def __init__(self, group: Group) -> None:
        super().__init__()
        self.setPen(Qt.PenStyle.NoPen)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self.drawn = Group(group.owner, group.role, 0.0, 0.0, ())
        self.rank = -1
        self._fine: tuple[PaintCall, ...] | None = None
        self._coarse: tuple[PaintCall, ...] | None = None
        self._muted: Box | None = None
        self.show_group(group)

    def show_group(self, group: Group) -> None:
        """Draw this group from now on; what is the same is not touched."""
        old, self.drawn = self.drawn, group
        if group.children is not old.children and group.children != old.children:
            self._forget()
            room = bounds(extents(group.children)).grown(2.0) if group.children else Box(0, 0, 0, 0)
            self.setRect(room.x, room.y, room.width, room.height)
        if (group.x, group.y) != (old.x, old.y):
            self.setPos(group.x, group.y)

    def mute(self, room: Box | None) -> None:
        """Leave out the texts in a room, in the group's own units, while they are being written elsewhere."""
        if room != self._muted:
            self._muted = room
            self._forget()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Play the primitives, in as much detail as can be seen."""
        if painter.deviceTransform().m11() < COARSE:
            if self._coarse is None:
                self._coarse = tuple(_coarse_calls(self._drawn()))
            painter.setRenderHints(_COARSE_HINTS)
            for method, arguments, _ in self._coarse:
                method(painter, *arguments)
        else:
            if self._fine is None:
                self._fine = prepare(self._drawn(), {})
            play(self._fine, painter)

    def _forget(self) -> None:
        self._fine = self._coarse = None
        self.update()

    def _drawn(self) -> tuple[Primitive, ...]:
        children = self.drawn.children
        return children if self._muted is None else tuple(_without_texts(children, self._muted.grown(2.0)))


def _without_texts(primitives: tuple[Primitive, ...], room: Box) -> Iterator[Primitive]:
    for item in primitives:
        if isinstance(item, Group):
            yield replace(item, children=tuple(_without_texts(item.children, room.moved(-item.x, -item.y))))
        elif not (isinstance(item, TextRun) and room.contains(item.x, item.y)):
            yield item


def extents(primitives: tuple[Primitive, ...]) -> Iterator[Box]:
    """The room that each primitive takes at most."""
    for item in primitives:
        match item:
            case Group():
                for box in extents(item.children):
                    yield box.moved(item.x, item.y)
            case TextRun():
                yield Box(item.x, item.y - item.run.size, item.run.width, item.run.size * 1.4)
            case Path():
                yield _path_extent(item)
            case Rect():
                grow = item.stroke.width / 2 if item.stroke else 0.0
                yield Box(item.x, item.y, item.width, item.height).grown(grow)
            case Picture():
                yield Box(item.x, item.y, item.width, item.height)


def _path_extent(path: Path) -> Box:
    numbers = [command[1:] for command in path.commands]
    xs = [path.x + path.scale * each for run in numbers for each in run[0::2]]
    ys = [path.y + path.scale * each for run in numbers for each in run[1::2]]
    # A mitred corner reaches further than half the stroke.
    grow = path.stroke.width * 2 if path.stroke else 0.0
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).grown(grow)


def _coarse_calls(primitives: tuple[Primitive, ...], dx: float = 0.0, dy: float = 0.0) -> Iterator[PaintCall]:
    """What draws primitives where letters cannot be seen: bars for words, squares for round corners."""
    for item in primitives:
        match item:
            case Group():
                yield from _coarse_calls(item.children, dx + item.x, dy + item.y)
            case TextRun():
                color = QColor(item.color)
                color.setAlphaF(0.5)
                size = item.run.size
                bar = QRectF(dx + item.x, dy + item.y - size * 0.62, item.run.width, size * 0.6)
                yield QPainter.fillRect, (bar, color), 0.0
            case Rect():
                box = QRectF(dx + item.x, dy + item.y, item.width, item.height)
                if item.stroke is not None and item.fill is not None and max(item.width, item.height) < 1000:
                    yield QPainter.fillRect, (box, QColor(item.stroke.color)), 0.0
                    edge = max(item.stroke.width, 1.5)
                    box = box.adjusted(edge, edge, -edge, -edge)
                    yield QPainter.fillRect, (box, QColor(item.fill)), 0.0
                else:
                    yield from prepare((Group("", "", dx, dy, (item,)),), {})
            case _:
                room = next(extents((item,)))
                if max(room.width, room.height) > _SMALL:
                    yield from prepare((Group("", "", dx, dy, (item,)),), {})
