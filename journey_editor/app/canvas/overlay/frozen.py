"""Stage headers and lane names that stay in view while the map scrolls, as in a spreadsheet."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from PySide6.QtCore import QMarginsF, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.overlay.veil import Veil
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.picture.shown import Part
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.drawing.primitives import TextRun
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.headers import column_heads, head_of, lane_names, lanes_side, strip_of
from journey_editor.layout.queries.presentation_stops import squeeze

_SHADE = 6
_TOP = ("stage", "step")
_SIDE = ("lane", "persona_lane", "chart")


class Frozen:
    """Two strips over the view: the column headers and the lane names.

    The column headers are those of the band that is scrolled out at the top. The strip is hidden while they
    are visible on the map. In a presentation, the strips are narrow, and squeezed to a quarter of the view.
    """

    def __init__(
        self, scene: MapScene, surface: Surface, overlay: Overlay, veil: Veil, parent: QWidget
    ) -> None:
        """Create the strips as children of `parent`. The viewport would scroll them along."""
        self._scene = scene
        self._surface = surface
        self.side = _Strip(scene, overlay, veil, _SIDE, parent)
        self.top = _Strip(scene, overlay, veil, _TOP, parent)
        self.corner = _Strip(scene, overlay, veil, (), parent)
        self._presenting = False
        self._stages: Collection[str] = ()
        overlay.buttons.on_change = self.side.update
        overlay.search_marks.on_change = self.update
        self._measured: MapLayout | None = None
        self._heads: list[tuple[Box, Box]] = []
        self._side: Box | None = None
        scene.laid_out.connect(self.follow)

    def present(self, presenting: bool, stages: Collection[str] = ()) -> None:
        """Show the strips as in a presentation, as high as the headers of `stages`, or as usual."""
        self._presenting, self._stages, self._measured = presenting, stages, None
        self.follow()

    def follow(self) -> None:
        """Update the positions of the strips, or hide them."""
        layout, zoom, viewport = self._scene.layout, self._surface.zoom(), self._surface.viewport()
        width, height = viewport.width(), viewport.height()
        origin = self._surface.mapFromScene(QPointF(0, 0))
        top = -origin.y() / zoom
        if self._measured is not layout:
            self._measured, self._heads = layout, column_heads(layout)
            self._side = lane_names(layout) if self._presenting else lanes_side(layout)
            own = head_of(layout, self._stages)
            if own is not None:
                self._heads = [(band, own if head.overlaps(own) else head) for band, head in self._heads]
        early = 2 * _SHADE if self._presenting else 0
        gone = (head for band, head in self._heads if head.y - 4 - early < top < band.bottom - head.height)
        head = next(map(strip_of, gone), None)
        side = self._side
        wide = high = 1.0
        if self._presenting:
            top_height, high = squeeze(head.height, zoom, height) if head else (0.0, 1.0)
            side_width, wide = squeeze(side.width, zoom, width) if side else (0.0, 1.0)
        else:
            if head is not None and head.height * zoom > height / 2:
                head = None
            if side is not None and side.width * zoom > width / 2:
                side = None
            top_height = head.height * zoom if head else 0.0
            side_width = side.width * zoom if side else 0.0
        below = round(top_height)
        if head is not None:
            first = max(origin.x(), 0)
            last = min(round(origin.x() + layout.width * zoom), width)
            place = QRect(first, 0, last - first, below + _SHADE)
            self.top.show_at(
                place, QPointF(origin.x() - first, -head.y * zoom * high), scale=(zoom, zoom * high)
            )
        else:
            self.top.hide()
        if side is None:
            self.side.hide()
            self.corner.hide()
            return
        left, right = origin.x() + side.x * zoom, origin.x() + side.right * zoom
        pinned = right > width - early * zoom if layout.rtl else left < early * zoom
        slides = _slides(layout, top + below / zoom)
        x = min(right, width) - side_width if layout.rtl else max(left, 0.0)
        foot = min(round(origin.y() + layout.height * zoom), height)
        place = QRect(round(x), below, round(side_width), max(foot - below, 0))
        if pinned or slides:
            shift = QPointF(x - side.x * zoom * wide - place.x(), origin.y() - below)
            self.side.show_at(
                place.adjusted(-_SHADE, 0, _SHADE, 0),
                shift + QPointF(_SHADE, 0),
                pinned,
                slides,
                (zoom * wide, zoom),
            )
        else:
            self.side.hide()
        if self._presenting and head is not None:
            self.top.keep_texts(place.x() if layout.rtl else place.right() + 1)
        if pinned and below:
            self.corner.show_at(QRect(place.x(), 0, place.width(), below), QPointF(), scale=(zoom, zoom))
        else:
            self.corner.hide()

    def update(self) -> None:
        """Paint the strips again."""
        self.side.update()
        self.top.update()

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
                place = at - QPointF(strip.geometry().topLeft()) - strip.shift
                across, down = strip.scale
                if strip is self.side and not strip.pinned:
                    return None
                return QPointF(place.x() / across, place.y() / down)
        return None


@reports_errors
class _Strip(QWidget):
    """Paints the scene's items of some roles over the view, shifted so that they stay visible.

    A `pinned` strip has left its place on the map and casts a shadow on it.
    """

    def __init__(
        self,
        scene: MapScene,
        overlay: Overlay,
        veil: Veil,
        roles: tuple[str, ...],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._veil = veil
        self._overlay = overlay
        self._scene = scene
        self._roles = roles
        self._slides: dict[str, float] = {}
        self.pinned = True
        self.shift = QPointF()
        self.scale = (1.0, 1.0)
        self._edge: int | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(
        self,
        place: QRect,
        shift: QPointF,
        pinned: bool = True,
        slides: dict[str, float] | None = None,
        scale: tuple[float, float] = (1.0, 1.0),
    ) -> None:
        """Cover a part of the view.

        `shift` is the map's origin in the coordinates of the strip, in pixels, and `scale` are its pixels per
        scene unit across and down. Items of the owners in `slides` are moved down by these scene units.
        """
        if place != self.geometry():
            self.setGeometry(place)
        self.shift, self.pinned, self._slides, self.scale = shift, pinned, slides or {}, scale
        self._edge = None
        self.show()
        self.update()

    def keep_texts(self, edge: int) -> None:
        """Move the names of stages that begin beyond an x of the view, in pixels, to it."""
        self._edge = edge - self.x()

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
            across, down = self.scale
            painter.translate(self.shift)
            painter.scale(across, down)
            corner = QPointF(room.topLeft()) - self.shift
            seen = Box(corner.x() / across, corner.y() / down, room.width() / across, room.height() / down)
            for part in scene.shown.parts_with_roles(self._roles):
                slide = self._slides.get(part.owner, 0.0)
                if part.room.moved(0, slide).overlaps(seen):
                    for each in self._with_texts_kept(part):
                        scene.paint_part(painter, each, slide)
            self._overlay.search_marks.paint_kinds(painter, self._roles, seen, self._slides, self.scale[0])
            if self._roles == _SIDE:
                self._veil.paint_on_names(painter)
                self._overlay.buttons.paint_buttons(painter)
            elif self._roles == _TOP:
                self._veil.paint_on_heads(painter)

    def _with_texts_kept(self, part: Part) -> Sequence[Part]:
        """Return a part, with its texts moved into view if it is a stage whose beginning is hidden."""
        layout = self._scene.layout
        room = next((each.box for each in layout.stages if each.id == part.owner), None)
        if self._edge is None or part.role != "stage" or room is None:
            return (part,)
        edge, rtl = (self._edge - self.shift.x()) / self.scale[0], layout.rtl
        by = min(edge - room.right, 0.0) if rtl else max(edge - room.x, 0.0)
        if abs(by) < _SHADE or abs(by) > room.width - _SHADE:
            return (part,)
        texts = tuple(each for each in part.children if isinstance(each, TextRun))
        others = tuple(each for each in part.children if not isinstance(each, TextRun))
        return replace(part, children=others), replace(part, x=part.x + by, children=texts)

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


def _slides(layout: MapLayout, top: float) -> dict[str, float]:
    """Return the distance, in scene units, by which the name of the topmost visible lane must move down."""
    for lane in layout.lanes:
        if lane.box.y < top < lane.box.bottom:
            last = lane.subtitle or lane.title
            room = lane.box.bottom - last.bottom - 4
            return {lane.id: min(top - lane.box.y, room)} if room > 0 else {}
    return {}
