"""Stage headers and lane names that stay in view while the map scrolls, as in a spreadsheet."""

from PySide6.QtCore import QMarginsF, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.overlay.buttons import Buttons
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout.boxes import MapLayout

_SHADE = 6
_TOP = ("stage", "step")
_SIDE = ("lane", "persona_lane", "chart")


class Frozen:
    """Two strips over the view: the column headers and the lane names.

    The column headers are those of the band that is scrolled out at the top. The strip is hidden while they
    are visible on the map.
    """

    def __init__(self, scene: MapScene, surface: Surface, buttons: Buttons, parent: QWidget) -> None:
        """Create the strips as children of `parent`. The viewport would scroll them along."""
        self._scene = scene
        self._surface = surface
        self.side = _Strip(scene, surface, buttons, _SIDE, parent)
        self.top = _Strip(scene, surface, buttons, _TOP, parent)
        self.corner = _Strip(scene, surface, buttons, (), parent)
        buttons.on_change = self.side.update
        self._measured: MapLayout | None = None
        self._heads: list[tuple[Box, Box]] = []
        self._side: Box | None = None
        scene.laid_out.connect(self.follow)

    def follow(self) -> None:
        """Update the positions of the strips, or hide them."""
        layout, zoom, viewport = self._scene.layout, self._surface.zoom(), self._surface.viewport()
        width, height = viewport.width(), viewport.height()
        origin = self._surface.mapFromScene(QPointF(0, 0))
        top = -origin.y() / zoom
        if self._measured is not layout:
            self._measured, self._heads, self._side = layout, _columns_heads(layout), _lanes_side(layout)
        gone = (head for band, head in self._heads if head.y - 4 < top < band.bottom - head.height)
        head = next((Box(head.x, head.y - 6, head.width, head.height + 12) for head in gone), None)
        side = self._side
        if head is not None and head.height * zoom > height / 2:
            head = None
        if side is not None and side.width * zoom > width / 2:
            side = None
        top_height = round(head.height * zoom) if head else 0
        if head is not None:
            first = max(origin.x(), 0)
            last = min(round(origin.x() + layout.width * zoom), width)
            place = QRect(first, 0, last - first, top_height + _SHADE)
            self.top.show_at(place, QPointF(origin.x() - first, -head.y * zoom))
        else:
            self.top.hide()
        if side is None:
            self.side.hide()
            self.corner.hide()
            return
        left, right = origin.x() + side.x * zoom, origin.x() + side.right * zoom
        pinned = right > width if layout.rtl else left < 0
        slides = _slides(layout, top + top_height / zoom)
        x = min(right, width) - side.width * zoom if layout.rtl else max(left, 0.0)
        foot = min(round(origin.y() + layout.height * zoom), height)
        place = QRect(round(x), top_height, round(side.width * zoom), max(foot - top_height, 0))
        if pinned or slides:
            shift = QPointF(x - side.x * zoom - place.x(), origin.y() - top_height)
            self.side.show_at(
                place.adjusted(-_SHADE, 0, _SHADE, 0), shift + QPointF(_SHADE, 0), pinned, slides
            )
        else:
            self.side.hide()
        if pinned and top_height:
            self.corner.show_at(QRect(place.x(), 0, place.width(), top_height), QPointF())
        else:
            self.corner.hide()

    def covered(self) -> QMarginsF:
        """Return the margins of the view, in pixels, that the strips cover."""
        side = self.side.width() if self.side.isVisible() and self.side.pinned else 0
        top = self.top.height() if self.top.isVisible() else 0
        rtl = self._scene.layout.rtl
        return QMarginsF(0 if rtl else side, top, side if rtl else 0, 0)

    def to_scene(self, at: QPointF) -> QPointF | None:
        """Return the map position that a strip shows at a viewport position, or None outside the strips."""
        for strip in (self.corner, self.top, self.side):
            if strip.isVisible() and strip.geometry().contains(at.toPoint()):
                place = (at - QPointF(strip.geometry().topLeft()) - strip.shift) / self._surface.zoom()
                return None if strip is self.side and not strip.pinned else place
        return None


@reports_errors
class _Strip(QWidget):
    """Paints the scene's items of some roles over the view, shifted so that they stay visible.

    A `pinned` strip has left its place on the map and casts a shadow on it.
    """

    def __init__(
        self, scene: MapScene, surface: Surface, buttons: Buttons, roles: tuple[str, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._buttons = buttons
        self._scene = scene
        self._surface = surface
        self._roles = roles
        self._slides: dict[str, float] = {}
        self.pinned = True
        self.shift = QPointF()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(
        self, place: QRect, shift: QPointF, pinned: bool = True, slides: dict[str, float] | None = None
    ) -> None:
        """Cover a part of the view.

        `shift` is the map's origin in the coordinates of the strip, in pixels. Items of the owners in
        `slides` are moved down by these scene units.
        """
        if place != self.geometry():
            self.setGeometry(place)
        self.shift, self.pinned, self._slides = shift, pinned, slides or {}
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, the items, and a soft edge towards the map."""
        scene = self._scene
        room = self.rect()
        if self._roles == _TOP:
            room = room.adjusted(0, 0, 0, -_SHADE)
        elif self._roles == _SIDE:
            room = room.adjusted(_SHADE, 0, -_SHADE, 0)
        with QPainter(self) as painter:
            if self.pinned:
                self._paint_edge(painter, room)
            painter.fillRect(room, QColor(scene.drawing.background))
            painter.setClipRect(room)
            zoom = self._surface.zoom()
            painter.translate(self.shift)
            painter.scale(zoom, zoom)
            corner = (QPointF(room.topLeft()) - self.shift) / zoom
            seen = Box(corner.x(), corner.y(), room.width() / zoom, room.height() / zoom)
            for part in scene.shown.parts_with_roles(self._roles):
                slide = self._slides.get(part.owner, 0.0)
                if part.room.moved(0, slide).overlaps(seen):
                    scene.paint_part(painter, part, slide)
            if self._roles == _SIDE:
                self._buttons.paint_buttons(painter)

    def _paint_edge(self, painter: QPainter, room: QRect) -> None:
        if self._roles == _TOP:
            edge = QLinearGradient(0, room.bottom(), 0, room.bottom() + _SHADE)
            side = QRect(0, room.bottom(), self.width(), _SHADE + 1)
        elif self._roles == _SIDE and self._scene.layout.rtl:
            edge = QLinearGradient(room.left(), 0, room.left() - _SHADE, 0)
            side = QRect(0, 0, _SHADE, self.height())
        elif self._roles == _SIDE:
            edge = QLinearGradient(room.right(), 0, room.right() + _SHADE, 0)
            side = QRect(room.right(), 0, _SHADE + 1, self.height())
        else:
            return
        edge.setColorAt(0, QColor(16, 24, 40, 46))
        edge.setColorAt(1, QColor(16, 24, 40, 0))
        painter.fillRect(side, edge)


def _columns_heads(layout: MapLayout) -> list[tuple[Box, Box]]:
    """Return each band of stages with the bounds of its stage and step headers."""
    heads = []
    for index, band in enumerate(layout.bands):
        boxes = [stage.box for stage in layout.stages if stage.band == index]
        boxes += [step.header for step in layout.steps if step.band == index and step.header is not None]
        if boxes:
            heads.append((band, bounds(boxes)))
    return heads


def _lanes_side(layout: MapLayout) -> Box | None:
    """Return the bounds of the lane names and chart scales, up to the start of the cells."""
    if not layout.lanes:
        return None
    names = bounds(lane.label for lane in layout.lanes).grown(4)
    columns = [step.column for step in layout.steps]
    if not columns:
        return names
    if layout.rtl:
        left = min(max(column.right for column in columns) + 2, names.x)
        return Box(left, names.y, names.right - left, names.height)
    right = max(min(column.x for column in columns) - 2, names.right)
    return Box(names.x, names.y, right - names.x, names.height)


def _slides(layout: MapLayout, top: float) -> dict[str, float]:
    """Return the distance, in scene units, by which the name of the topmost visible lane must move down."""
    for lane in layout.lanes:
        if lane.box.y < top < lane.box.bottom:
            last = lane.subtitle or lane.title
            room = lane.box.bottom - last.bottom - 4
            return {lane.id: min(top - lane.box.y, room)} if room > 0 else {}
    return {}
