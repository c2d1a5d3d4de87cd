"""Stage headers and lane names that stay in view while the map scrolls, as in a spreadsheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.geometry import Box, bounds

if TYPE_CHECKING:
    from journey_editor.app.canvas.map_view import MapView

_SHADE = 6
_TOP = ("stage", "step")
_SIDE = ("lane", "persona_lane")


class Frozen:
    """Two strips over the view: the headers of the columns in view, and the names of the lanes."""

    def __init__(self, view: "MapView") -> None:
        self._view = view
        self.top = _Strip(view, _TOP)
        self.side = _Strip(view, _SIDE)
        self.corner = _Strip(view, ())
        view.moved.connect(self.follow)
        view.map_scene.laid_out.connect(self.follow)

    def follow(self) -> None:
        """Lay the strips where they belong now, or put them away."""
        view, layout = self._view, self._view.map_scene.layout
        zoom, width, height = view.zoom(), view.viewport().width(), view.viewport().height()
        origin = view.mapFromScene(QPointF(0, 0))
        head = _columns_head(layout, -origin.y() / zoom)
        side = _lanes_side(layout)
        top_height = round(head.height * zoom) + _SHADE if head else 0
        hidden_left = side is not None and (
            origin.x() + side.right * zoom > width if layout.rtl else origin.x() + side.x * zoom < 0
        )
        side_width = round(side.width * zoom) + _SHADE if side is not None and hidden_left else 0
        if side_width > width / 2 or top_height > height / 2:
            side_width = top_height = 0
        left = width - side_width if layout.rtl else 0
        if head is not None and top_height:
            self.top.show_at(QRect(0, 0, width, top_height), QPointF(origin.x(), -head.y * zoom))
        else:
            self.top.hide()
        if side is not None and side_width:
            x = width - side.right * zoom if layout.rtl else -side.x * zoom
            self.side.show_at(QRect(left, 0, side_width, height), QPointF(x - left, origin.y()))
        else:
            self.side.hide()
        if side_width and top_height:
            self.corner.show_at(QRect(left, 0, side_width, top_height), QPointF())
        else:
            self.corner.hide()

    def insets(self) -> tuple[float, float]:
        """How much of the view's side and top is covered, in pixels."""
        side = self.side.width() if self.side.isVisible() else 0
        return float(side), float(self.top.height() if self.top.isVisible() else 0)

    def to_scene(self, at: QPointF) -> QPointF | None:
        """The place of the map that a strip shows under a place of the view; None beside the strips."""
        for strip in (self.corner, self.top, self.side):
            if strip.isVisible() and strip.geometry().contains(at.toPoint()):
                return (at - QPointF(strip.geometry().topLeft()) - strip.shift) / self._view.zoom()
        return None


class _Strip(QWidget):
    """Paints the scene's items of some roles over the view, moved so that they stay in sight."""

    def __init__(self, view: "MapView", roles: tuple[str, ...]) -> None:
        super().__init__(view)
        self._view = view
        self._roles = roles
        self.shift = QPointF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, place: QRect, shift: QPointF) -> None:
        """Cover a part of the view; `shift` is where the map's own corner lies, from the strip's."""
        if place != self.geometry():
            self.setGeometry(place)
        self.shift = shift
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paper, the items, and a soft edge towards the map."""
        scene = self._view.map_scene
        across = "stage" in self._roles
        room = self.rect().adjusted(0, 0, 0, -_SHADE) if across or not self._roles else self.rect()
        if not across:
            rtl = scene.layout.rtl
            room = room.adjusted(_SHADE if rtl else 0, 0, 0 if rtl else -_SHADE, 0)
        with QPainter(self) as painter:
            self._paint_edge(painter, room, across)
            painter.fillRect(room, QColor(scene.drawing.background))
            painter.setClipRect(room)
            zoom = self._view.zoom()
            painter.translate(self.shift)
            painter.scale(zoom, zoom)
            seen = QRectF(
                (room.x() - self.shift.x()) / zoom,
                (room.y() - self.shift.y()) / zoom,
                room.width() / zoom,
                room.height() / zoom,
            )
            option = QStyleOptionGraphicsItem()
            for item in scene.items_with_roles(self._roles):
                if item.sceneBoundingRect().intersects(seen):
                    painter.save()
                    painter.translate(item.pos())
                    painter.setOpacity(item.opacity())
                    item.paint(painter, option)
                    painter.restore()

    def _paint_edge(self, painter: QPainter, room: QRect, across: bool) -> None:
        if not self._roles:
            return
        if across:
            edge = QLinearGradient(0, room.bottom(), 0, room.bottom() + _SHADE)
        elif self._view.map_scene.layout.rtl:
            edge = QLinearGradient(room.left(), 0, room.left() - _SHADE, 0)
        else:
            edge = QLinearGradient(room.right(), 0, room.right() + _SHADE, 0)
        edge.setColorAt(0, QColor(16, 24, 40, 46))
        edge.setColorAt(1, QColor(16, 24, 40, 0))
        painter.fillRect(self.rect(), edge)


def _columns_head(layout: MapLayout, top: float) -> Box | None:
    """The stages and step headers of the band that has scrolled out at the top; None while they are seen."""
    for index, band in enumerate(layout.bands):
        boxes = [stage.box for stage in layout.stages if stage.band == index]
        boxes += [step.header for step in layout.steps if step.band == index and step.header is not None]
        if boxes:
            head = bounds(boxes)
            if head.y - 4 < top < band.bottom - head.height:
                return Box(head.x, head.y - 6, head.width, head.height + 12)
    return None


def _lanes_side(layout: MapLayout) -> Box | None:
    """The column of the lanes' names."""
    return bounds(lane.label for lane in layout.lanes).grown(4) if layout.lanes else None
