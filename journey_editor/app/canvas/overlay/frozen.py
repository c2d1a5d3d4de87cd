"""Stage headers and lane names that stay in view while the map scrolls, as in a spreadsheet."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QMarginsF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.overlay.frozen_view import FrozenView, Placed
from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.overlay.veil import Veil
from journey_editor.app.canvas.picture.rectangle import qrect
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.painting import saved
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import LaneLayout, MapLayout
from journey_editor.layout.queries.frozen_headers import frozen_scale, name_bottom
from journey_editor.layout.queries.headers import column_heads, head_of, lane_names, strip_of
from journey_editor.layout.queries.presentation_stops import squeeze
from journey_editor.layout.theme import CARD_RADIUS

_SHADE = 6
"""Width in pixels of the shadow beside a strip."""
_REACH = 4.0
"""Scene units by which a change of the map must reach into the lane names to be one of them."""
_BEYOND = 40.0
"""Maximum width in pixels by which a header may extend beyond its box."""
_EARLY = 12.0
"""Scene units before the edge of the view at which headers are frozen in a presentation."""


class Frozen:
    """Two strips over the view: the column headers and the lane names.

    The column headers are those of the band that is scrolled out at the top. The strip is hidden while they
    are visible on the map. Both shrink until they take a quarter of the view. In a presentation they take no
    more room than its stops leave for them, and show its veil.
    """

    def __init__(
        self, scene: MapScene, surface: Surface, overlay: Overlay, veil: Veil, parent: QWidget
    ) -> None:
        """Create the strips as children of `parent`. The viewport would scroll them along."""
        self._scene = scene
        self._surface = surface
        self._overlay = overlay
        self._veil = veil
        self._presenting = False
        self._stages: Collection[str] = ()
        self.side = _Strip(scene, "side", self._paint_side, parent)
        self.top = _Strip(scene, "top", self._paint_top, parent)
        self.corner = _Strip(scene, "corner", lambda _, _seen: None, parent)
        overlay.buttons.on_change = self._repaint_buttons
        overlay.search_marks.on_change = self.repaint
        self._measured: MapLayout | None = None
        self._heads: list[tuple[Box, Box]] = []
        self._names: Box | None = None
        self.view: FrozenView = self._projected()
        self._framed = self._frames()
        scene.laid_out.connect(self._follow_layout)
        scene.invalidated.connect(self._repaint_in)

    def present(self, presenting: bool, stages: Collection[str] = ()) -> None:
        """Show the strips as in a presentation, as high as the headers of `stages`, or as usual."""
        self._presenting, self._stages, self._measured = presenting, stages, None
        self.follow()

    def follow(self) -> None:
        """Update the positions of the strips, or hide them."""
        self.view = view = self._projected()
        # Headers at their place would cover a stage that is dragged along them.
        if view.head_room.width() > 0 and (view.top > 0 or not self._overlay.dragging):
            self.top.show_at(view.head_room.adjusted(0, 0, 0, _SHADE), pinned=view.top > 0)
        else:
            self.top.hide()
        room = view.side_room
        # The same goes for names at their place and a lane.
        slides = view.slides() and not self._overlay.dragging_lanes
        if view.side is not None and room.height() > 0 and (view.pinned or slides):
            self.side.show_at(room.adjusted(-_SHADE, 0, _SHADE, 0), pinned=view.pinned)
        else:
            self.side.hide()
        if self.side.isVisible() and view.pinned and view.top:
            self.corner.show_at(QRectF(room.left(), 0, room.width(), view.top), pinned=True)
        else:
            self.corner.hide()

    def _follow_layout(self) -> None:
        """Update the strips after an edit, unless it keeps them as they are, as most do."""
        before, after = self.view, self._projected()
        self.view = after
        if replace(after, layout=before.layout) != before or after.slides() != before.slides():
            self.follow()

    def show_selection(self) -> None:
        """Frame the selected headers."""
        before, self._framed = self._framed, self._frames()
        if self._framed != before or self.view.head_top > 0:
            self.repaint()

    def repaint(self) -> None:
        """Show marks, and texts that are being edited or dragged, on the strips."""
        if self.view.head_top > 0 or self.view.slides():
            self.follow()
        for strip in (self.side, self.top):
            strip.update()

    def _repaint_buttons(self, rooms: Iterable[QRectF]) -> None:
        """Repaint the lane names if buttons that have appeared or disappeared are on them."""
        names = self._names
        if names is not None and any(each.intersects(qrect(names)) for each in rooms):
            self.side.update()

    def _repaint_in(self, boxes: Iterable[Box]) -> None:
        """Repaint the strips if boxes of the map to repaint contain headers; most contain only cards."""
        headers = [head for _, head in self._heads]
        if self._names is not None:
            # The edge and the star of a card reach a little into the names beside it.
            headers.append(self._names.grown(-_REACH))
        changed = any(box.overlaps(header) for box in boxes for header in headers)
        if changed or self.view.head_top > 0:
            self.repaint()

    def covered(self, box: Box | None = None) -> QMarginsF:
        """Return the margins of the view, in pixels, that the strips cover.

        A strip does not cover a `box` of the map that it replaces.
        """
        view = self.view
        side, top = self._names, self._heads[0][1] if self._heads else None
        across = self.side.width() - _SHADE if self.side.isVisible() and view.pinned else 0
        if box is not None and side is not None and side.x <= box.x and box.right <= side.right:
            across = 0
        down = self.top.height() if self.top.isVisible() and self.top.pinned else 0
        if box is not None and top is not None and box.bottom <= top.bottom:
            down = 0
        return QMarginsF(0 if view.layout.rtl else across, down, across if view.layout.rtl else 0, 0)

    def to_scene(self, at: QPointF) -> QPointF | None:
        """Return the map position that a strip shows at a viewport position, or None outside the strips."""
        if self._is_on(self.corner, at):
            return QPointF(self.view.in_side(at).x(), self.view.in_head(at).y())
        if self._is_on(self.top, at):
            return self.view.in_head(at)
        return self.view.in_side(at) if self._is_on(self.side, at) and self.view.pinned else None

    def name_at(self, at: QPointF) -> QPointF | None:
        """Return the map position of the lane name that is shown at a viewport position, or None."""
        on_top = self._is_on(self.corner, at) or self._is_on(self.top, at)
        return self.view.name_at(at) if self._is_on(self.side, at) and not on_top else None

    def across_at(self, at: QPointF) -> float:
        """Return the pixels per scene unit from left to right at a viewport position."""
        return self.view.across if self._is_on(self.side, at) and self.view.pinned else self.view.zoom

    def shown_name(self, lane: LaneLayout) -> tuple[float, float]:
        """Return the scale of a lane's name as it is shown, and the map y of its bottom."""
        if not self.side.isVisible():
            return self.view.zoom, name_bottom(lane)
        view = self.view
        down = view.slide(lane) + (name_bottom(lane) - lane.box.y) * view.across
        return view.across, lane.box.y + down / view.zoom

    def _is_on(self, strip: "_Strip", at: QPointF) -> bool:
        return strip.isVisible() and strip.room.contains(at.toPoint())

    def _projected(self) -> FrozenView:
        layout, zoom, viewport = self._scene.layout, self._surface.zoom(), self._surface.viewport()
        width, height = viewport.width(), viewport.height()
        origin = QPointF(self._surface.mapFromScene(QPointF(0, 0)))
        if self._measured is not layout:
            self._measure(layout)
        above, early = -origin.y() / zoom, _EARLY if self._presenting else 0.0
        gone = (head for band, head in self._heads if head.y + 2 - early < above < band.bottom - head.height)
        head, side = next(gone, None), self._names
        down = across = zoom
        if head is not None:
            down, shown = self._fitted(head.height, origin.y() + head.bottom * zoom, zoom, height)
            head = Box(head.x, head.y, head.width, shown) if shown else None
        pinned, side_left = False, 0.0
        if side is not None:
            left, right = origin.x() + side.x * zoom, origin.x() + side.right * zoom
            pinned = right > width - early * zoom if layout.rtl else left < early * zoom
            side_left = left
            if pinned:
                across, shown = self._fitted(side.width, width - left if layout.rtl else right, zoom, width)
                x = side.right - shown if layout.rtl else side.x
                side = Box(x, side.y, shown, side.height) if shown else None
                side_left = min(right, width) - shown * across if layout.rtl else max(left, 0.0)
        head_top = 0.0
        if head is None:
            # Names of stages that are scrolled out sideways slide on the headers in their place.
            covered = side.width * across if pinned and side is not None else 0.0
            head = self._cut_head(origin, zoom, width - covered if layout.rtl else covered)
            head_top = origin.y() + head.y * zoom if head is not None else 0.0
        return FrozenView(
            layout,
            zoom,
            origin,
            width,
            height,
            head,
            head_top,
            down,
            side,
            across,
            side_left,
            pinned and side is not None,
        )

    def _measure(self, layout: MapLayout) -> None:
        self._measured, self._names = layout, lane_names(layout)
        self._heads = [(band, strip_of(head)) for band, head in column_heads(layout)]
        own = head_of(layout, self._stages)
        if own is not None:
            self._heads = [
                (band, strip_of(own) if head.overlaps(own) else head) for band, head in self._heads
            ]

    def _fitted(self, length: float, left: float, zoom: float, room: float) -> tuple[float, float]:
        """Return the scale of frozen headers, and the length of them that is shown, in scene units.

        `left` is the number of pixels of their place on the map that are still in view.
        """
        if self._presenting:
            pixels, factor = squeeze(length, zoom, room)
            return zoom * factor, pixels / (zoom * factor)
        scale = frozen_scale(length, left, zoom, room)
        return (zoom, 0.0) if scale is None else (scale, length)

    def _cut_head(self, origin: QPointF, zoom: float, edge: float) -> Box | None:
        """Return the first stage headers in view if the lane names, which end at `edge`, cut one of them."""
        layout, x = self._scene.layout, (edge - origin.x()) / zoom
        for _, head in self._heads:
            if origin.y() + head.y * zoom > 0:
                stages = [stage.box for stage in layout.stages if head.overlaps(stage.box)]
                return head if any(box.x < x < box.right for box in stages) else None
        return None

    def _paint_top(self, painter: QPainter, seen: QRectF) -> None:
        view = self.view
        self._paint_pieces(painter, view.head_pieces(self._scene, seen))
        self._overlay.search_marks.paint_on_headers(painter, view.on_head)
        if view.head is not None:
            with saved(painter):
                painter.setTransform(view.head_ground(), True)
                self._veil.paint_on_heads(painter)
        self._paint_frames(painter, self._frames()[0])

    def _paint_side(self, painter: QPainter, seen: QRectF) -> None:
        view = self.view
        self._paint_pieces(painter, view.side_pieces(self._scene, seen))
        self._overlay.search_marks.paint_on_headers(painter, view.on_side)
        side = view.side
        if side is not None:
            with saved(painter):
                painter.setTransform(view.side_ground(), True)
                self._veil.paint_on_names(painter)
        self._paint_frames(painter, self._frames()[1])
        if side is not None:
            self._overlay.buttons.paint_buttons(
                painter,
                lambda x, y: QPointF(view.side_left + (x - side.x) * view.across, view.row(y)),
            )

    def _frames(self) -> tuple[Sequence[QRectF], Sequence[QRectF]]:
        shown = not self._overlay.selection_outline().isEmpty()
        return self.view.frames(self._scene.session.selection.ids if shown else ())

    def _paint_pieces(self, painter: QPainter, pieces: Iterable[Placed]) -> None:
        for piece, transform in pieces:
            with saved(painter):
                painter.setTransform(transform, True)
                piece.play(painter, self._scene.session.pictures)

    def _paint_frames(self, painter: QPainter, frames: Sequence[QRectF]) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((self._scene.drawing.background, 6.0), (self._overlay.accent, 2.0)):
            painter.setPen(QPen(QColor(color), width))
            for frame in frames:
                painter.drawRoundedRect(frame, CARD_RADIUS + 1, CARD_RADIUS + 1)


@reports_errors
class _Strip(QWidget):
    """Paints headers over the view. A `pinned` strip has left its place on the map and casts a shadow."""

    def __init__(
        self, scene: MapScene, kind: str, paint: Callable[[QPainter, QRectF], None], parent: QWidget
    ) -> None:
        """`paint` paints the headers in an area on a painter in the coordinates of the view."""
        super().__init__(parent)
        self._scene = scene
        self._kind = kind
        self._paint = paint
        self.pinned = True
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    @property
    def room(self) -> QRect:
        """Area of the view without the shadow."""
        shade = {"top": (0, 0, 0, -_SHADE), "side": (_SHADE, 0, -_SHADE, 0)}.get(self._kind, (0, 0, 0, 0))
        return self.geometry().adjusted(*shade)

    def show_at(self, place: QRectF, pinned: bool) -> None:
        """Cover a part of the view."""
        left, top = round(place.left()), round(place.top())
        rect = QRect(left, top, round(place.right()) - left, round(place.bottom()) - top)
        if rect != self.geometry():
            self.setGeometry(rect)
        self.pinned = pinned
        self.show()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the paper, the headers, and a soft edge towards the map."""
        room = self.room.translated(-self.geometry().topLeft())
        with QPainter(self) as painter:
            if self.pinned:
                self._paint_edge(painter, room)
            painter.fillRect(room, QColor(self._scene.drawing.background))
            painter.setClipRect(room)
            painter.translate(-self.geometry().topLeft())
            # An update of the view below a strip repaints a part of it.
            seen = QRectF(event.rect().translated(self.geometry().topLeft()))
            self._paint(painter, seen.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND))

    def _paint_edge(self, painter: QPainter, room: QRect) -> None:
        if self._kind == "top":
            edge = QLinearGradient(0, room.bottom(), 0, room.bottom() + _SHADE)
            side = QRect(0, room.bottom(), self.width(), _SHADE + 1)
        elif self._kind == "side" and self._scene.layout.rtl:
            edge = QLinearGradient(room.left(), 0, room.left() - _SHADE, 0)
            side = QRect(0, 0, _SHADE, self.height())
        elif self._kind == "side":
            edge = QLinearGradient(room.right(), 0, room.right() + _SHADE, 0)
            side = QRect(room.right(), 0, _SHADE + 1, self.height())
        else:
            return
        edge.setColorAt(0, QColor(16, 24, 40, 46))
        edge.setColorAt(1, QColor(16, 24, 40, 0))
        painter.fillRect(side, edge)
