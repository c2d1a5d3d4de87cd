"""Graphics view with the usual panning and zooming of a canvas."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QMarginsF,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import paint_shadow
from journey_editor.foundation.quick_dataclass import dataclass

ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
"""Directions of the arrow keys, across and down."""
LOWEST_ZOOM, HIGHEST_ZOOM = 0.05, 8.0
ZOOM_STEP = 1.25
FIT_MARGIN = 28
"""Pixels of desk around a fitted area."""
READABLE_ZOOM = 0.6
"""Lowest zoom at which the text of cards is readable (8 pixels)."""
OPENING_ZOOM = 0.85

_PIXELS = 0.6
"""Pixels to scroll per eighth of a degree of the wheel."""
_SHADOW = 14
_GAP = 16
_UNCOVERED = QMarginsF()


@dataclass(frozen=True, slots=True)
class ViewState:
    """Zoom and scroll position of a view of a certain size."""

    zoom: float
    scroll: QPoint
    fitted: bool
    size: QSize


@reports_errors
class ZoomView(QGraphicsView):
    """Shows a sheet of paper on a desk. Subclasses override `paper`."""

    zoom_changed = Signal(float)
    moved = Signal()
    """Emitted when the visible part of the map or the zoom has changed."""
    panning_changed = Signal()
    """Emitted when panning may have begun or ended."""

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.wheel_zooms = False
        self.bare = False
        """True to show nothing but the map: no desk, no edge of the paper, and no buttons."""
        self._zoom = 1.0
        self._fitted = True
        self._window_size = QSize()
        self._awaited: ViewState | None = None
        self._space = False
        self._pan_from: QPoint | None = None
        self._unscrolled = QPointF()
        self._anchor = QPointF()
        self._holding = self._scrolled = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.viewport().setMouseTracking(True)
        self.viewport().installEventFilter(self)

    def paper(self) -> QRectF:
        """Return the sheet in scene coordinates."""
        return self.scene().itemsBoundingRect()

    def paper_color(self) -> str:
        """Return the colour of the sheet."""
        return "#FFFFFF"

    def zoom(self) -> float:
        """Return the zoom in screen pixels per scene unit; 1 is 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Set the zoom, clamped to 0.05…8, around a viewport position (default: the centre)."""
        self._fitted, self._awaited = False, None
        self._zoom_to(zoom, anchor)

    def zoom_in(self) -> None:
        """Zoom in by a step."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Zoom out by a step."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    @property
    def is_fitted(self) -> bool:
        """True if the whole map is shown, also after the window is resized."""
        return self._fitted

    def fit(self) -> None:
        """Show the whole map, and fit it again when the window is resized."""
        self.fit_rect(self.paper(), highest=2.0)
        self._fitted = True

    def fit_rect(self, rect: QRectF, highest: float, covered: QMarginsF = _UNCOVERED) -> None:
        """Show a part of the scene as large as possible in the uncovered view, up to the zoom `highest`."""
        self._fitted, self._awaited = False, None
        gap = QMarginsF(FIT_MARGIN, FIT_MARGIN, FIT_MARGIN, FIT_MARGIN)
        room = QRectF(self.viewport().rect()).marginsRemoved(covered + gap)
        across = room.width() / max(rect.width(), 1.0)
        down = room.height() / max(rect.height(), 1.0)
        aside = QPointF(covered.right() - covered.left(), covered.bottom() - covered.top()) / 2
        with self._one_move():
            self._zoom_to(min(across, down, highest))
            self.look_at(rect.center() + aside / self._zoom)

    def open_at_beginning(self, right_to_left: bool, left_at: tuple[float, QPointF] | None = None) -> None:
        """Fit the map if it is readable then; otherwise show its beginning at a readable zoom.

        `left_at` is a zoom and the middle to show instead of the beginning, if it is on the sheet.
        """
        with self._one_move():
            self.fit_rect(self.paper(), highest=1.0)
            self._fitted = True
            if self._zoom < READABLE_ZOOM and left_at is not None and self.paper().contains(left_at[1]):
                self._zoom_to(left_at[0])
                self.look_at(left_at[1])
            elif self._zoom < READABLE_ZOOM:
                self._zoom_to(OPENING_ZOOM)
                paper = self.paper()
                half = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
                gap = QPointF(FIT_MARGIN, FIT_MARGIN)
                inset = (half - gap) / self._zoom
                corner = paper.topRight() if right_to_left else paper.topLeft()
                self.look_at(
                    QPointF(corner.x() + (-inset.x() if right_to_left else inset.x()), corner.y() + inset.y())
                )
                self._fitted = False

    def state(self) -> ViewState:
        """Return the zoom and the scroll position, for `restore`."""
        scroll = QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        return ViewState(self._zoom, scroll, self._fitted, self.viewport().size())

    def restore(self, state: ViewState) -> None:
        """Restore a zoom and scroll position exactly, also if the view gets its former size only later."""
        self.set_zoom(state.zoom)
        self.horizontalScrollBar().setValue(state.scroll.x())
        self.verticalScrollBar().setValue(state.scroll.y())
        if self.viewport().size() == state.size:
            self._fitted = state.fitted
        else:
            self._awaited = state

    def show_from(self, corner: QPointF, zoom: float) -> None:
        """Show the scene at a zoom, with a scene position in the top left corner."""
        half = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        with self._one_move():
            self.set_zoom(zoom)
            self.look_at(corner + half / zoom)

    def show_at_zoom(self, zoom: float, *, right_to_left: bool) -> None:
        """Zoom around the corner where reading begins, with no more desk around the sheet than needed."""
        room = self.viewport().rect()
        self.set_zoom(zoom, QPointF(room.topRight() if right_to_left else room.topLeft()))
        inside = room.adjusted(FIT_MARGIN, FIT_MARGIN, -FIT_MARGIN, -FIT_MARGIN)
        sheet = self.mapFromScene(self.paper()).boundingRect()
        self.scroll_by(
            _past(sheet.left(), sheet.right(), inside.left(), inside.right()),
            _past(sheet.top(), sheet.bottom(), inside.top(), inside.bottom()),
        )

    def look_at(self, center: QPointF) -> None:
        """Scroll so that a scene position is in the centre."""
        self._fitted = False
        with self._one_move():
            self._make_room()
            self.centerOn(center)

    def scroll_by(self, dx: float, dy: float) -> None:
        """Scroll by a number of pixels."""
        self._fitted, self._awaited = False, None
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        # Touch pads scroll by fractions of a pixel, which add up.
        wanted = self._unscrolled + QPointF(dx, dy)
        whole = wanted.toPoint()
        self._unscrolled = wanted - QPointF(whole)
        with self._one_move():
            across.setValue(across.value() + whole.x())
            down.setValue(down.value() + whole.y())

    def move_with_sheet(self, by: QPointF) -> None:
        """Scroll by a distance in scene units, after the content of the sheet has moved by it."""
        self._make_room()
        fitted = self._fitted
        self.scroll_by(by.x() * self._zoom, by.y() * self._zoom)
        self._fitted = fitted

    def scroll_to_edge(self, dx: float, dy: float) -> bool:
        """Scroll by a number of pixels, but not past the sheet's edge; return False if it is reached."""
        seen = self.viewport().rect()
        sheet = self.mapFromScene(self.paper()).boundingRect()
        # A little less than around a fitted sheet, which may be off by a pixel.
        gap = FIT_MARGIN - 2
        sheet.adjust(-gap, -gap, gap, gap)
        dx = min(max(dx, min(sheet.left() - seen.left(), 0)), max(sheet.right() - seen.right(), 0))
        dy = min(max(dy, min(sheet.top() - seen.top(), 0)), max(sheet.bottom() - seen.bottom(), 0))
        if dx or dy:
            self.scroll_by(dx, dy)
        return bool(dx or dy)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Emit `moved` on every scroll."""
        super().scrollContentsBy(dx, dy)
        with self._one_move():
            self._scrolled = True

    @contextmanager
    def _one_move(self) -> Iterator[None]:
        """Emit `moved` once for all scrolling in a `with` block: Qt scrolls in each direction separately.

        If what follows the view scrolls it again, `moved` is emitted again after that.
        """
        if self._holding:
            yield
            return
        self._holding, self._scrolled = True, False
        try:
            yield
            while self._scrolled:
                self._scrolled = False
                self.moved.emit()
        finally:
            self._holding = False

    def show_rect(self, rect: QRectF, covered: QMarginsF) -> None:
        """Scroll as little as possible to bring a part of the scene into the uncovered part of the view."""
        seen = self.mapFromScene(rect).boundingRect()
        gap = QMargins(_GAP, _GAP, _GAP, _GAP)
        room = self.viewport().rect().marginsRemoved(covered.toMargins()).marginsRemoved(gap)
        dx = _shift(seen.left(), seen.right(), room.left(), room.right())
        dy = _shift(seen.top(), seen.bottom(), room.top(), room.bottom())
        if dx or dy:
            self.scroll_by(dx, dy)

    def is_panning(self) -> bool:
        """Return True if dragging pans the map now, or would on a press."""
        return self._space or self._pan_from is not None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, sideways with Shift; zoom at the pointer with Ctrl."""
        turned, pixels = QPointF(event.angleDelta()), QPointF(event.pixelDelta())
        modifiers = event.modifiers()
        zooming = bool(modifiers & Qt.KeyboardModifier.ControlModifier) != self.wheel_zooms
        if zooming and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            # Some touch pads report only pixels.
            turn = turned if not turned.isNull() else pixels / _PIXELS
            self.set_zoom(self._zoom * ZOOM_STEP ** ((turn.y() or turn.x()) / 120), event.position())
        else:
            move = pixels if not pixels.isNull() else turned * _PIXELS
            if modifiers & Qt.KeyboardModifier.ShiftModifier and move.x() == 0:
                move = QPointF(move.y(), 0.0)
            self.scroll_by(-move.x(), -move.y())
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Zoom with two fingers on a touch pad."""
        # Not in `viewportEvent`: the view's other overrides would run inside it.
        if watched is self.viewport() and isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self.set_zoom(self._zoom * (1 + event.value()), event.position())
            return True
        return super().eventFilter(watched, event)

    def pan_press(self, event: QMouseEvent) -> bool:
        """Begin to pan if the middle button, or Space and the left button, is pressed."""
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.panning_changed.emit()
            return True
        return False

    def pan_move(self, event: QMouseEvent) -> bool:
        """Pan with the pointer."""
        if not event.buttons() & (Qt.MouseButton.MiddleButton | Qt.MouseButton.LeftButton):
            # The release was lost, in another window or in a menu.
            self.pan_release()
        if self._pan_from is None:
            return False
        now = event.position().toPoint()
        self.scroll_by(self._pan_from.x() - now.x(), self._pan_from.y() - now.y())
        self._pan_from = now
        return True

    def pan_release(self) -> bool:
        """End panning."""
        if self._pan_from is None:
            return False
        self._pan_from = None
        self._show_hand()
        return True

    def space_key(self, event: QKeyEvent, down: bool) -> bool:
        """Enable panning while the space bar is held."""
        if event.key() != Qt.Key.Key_Space or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not event.isAutoRepeat():
            self._space = down
            self._show_hand()
        return True

    def drop_hand(self) -> None:
        """End panning and ignore the held space bar, because the focus left."""
        self._space = False
        self._pan_from = None
        self._show_hand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep a fitted map fitted to the window; otherwise keep the visible part in place.

        The zoom stays while only a bar or a panel beside the view opens or closes.
        """
        super().resizeEvent(event)
        before, self._window_size = self._window_size, self.window().size()
        if self._awaited is not None:
            self.restore(self._awaited)
        elif self._fitted and self._window_size != before:
            QTimer.singleShot(0, self, self._refit)
        else:
            self._make_room()
        self.moved.emit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """Paint the desk, and the paper with a soft shadow."""
        rect = QRectF(rect)
        if self.bare:
            painter.fillRect(rect, QColor(self.paper_color()))
            return
        back, _ = self.viewportTransform().inverted()
        pixels, ratio = QRectF(self.sheet_pixels()), self.viewport().devicePixelRatioF()
        paper = back.mapRect(QRectF(pixels.topLeft() / ratio, pixels.size() / ratio))
        pixel = 1 / self._zoom
        if not paper.adjusted(pixel, pixel, -pixel, -pixel).contains(rect):
            painter.fillRect(rect, QColor(style.colors().desk))
            paint_shadow(painter, paper.translated(0, 2 * pixel), _SHADOW * pixel)
        painter.fillRect(paper.intersected(rect), QColor(self.paper_color()))

    def sheet_pixels(self) -> QRect:
        """Return the place of the sheet in the viewport, in device pixels."""
        ratio = self.viewport().devicePixelRatioF()
        place = self.viewportTransform().mapRect(self.paper())
        left, top = round(place.left() * ratio), round(place.top() * ratio)
        return QRect(left, top, round(place.right() * ratio) - left, round(place.bottom() * ratio) - top)

    def _refit(self) -> None:
        if self._fitted:
            self.fit()

    def _show_hand(self) -> None:
        if self._space:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()
        self.panning_changed.emit()

    def _zoom_to(self, zoom: float, anchor: QPointF | None = None) -> None:
        zoom = min(HIGHEST_ZOOM, max(LOWEST_ZOOM, zoom))
        at = anchor if anchor is not None else QPointF(self.viewport().rect().center())
        under = self.to_scene(at)
        off = (under - self._anchor) * self._zoom
        if abs(off.x()) < 2 and abs(off.y()) < 2:
            # The view scrolls by whole pixels; without this, small zoom steps would drift.
            under = self._anchor
        self._anchor, self._zoom = under, zoom
        middle = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        with self._one_move():
            self.setTransform(QTransform.fromScale(zoom, zoom))
            self._make_room()
            self.centerOn(under + (middle - at) / zoom)
            self.zoom_changed.emit(zoom)
            self._scrolled = True

    def to_scene(self, at: QPointF) -> QPointF:
        """Return the scene position at a viewport position, with subpixel precision."""
        back, _ = self.viewportTransform().inverted()
        return back.map(at)

    def to_viewport(self, at: QPointF) -> QPointF:
        """Return the viewport position of a scene position, with subpixel precision."""
        return self.viewportTransform().map(at)

    def visible_region(self) -> QRectF:
        """Return the visible part of the scene."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _make_room(self) -> None:
        """Extend the scene rectangle so that the sheet can be moved until only a corner is visible."""
        across = (self.viewport().width() - 96) / self._zoom
        down = (self.viewport().height() - 96) / self._zoom
        self.setSceneRect(self.paper().adjusted(-across, -down, across, down))


def _shift(low: int, high: int, least: int, most: int) -> int:
    """Return the shift that brings an interval into another; a longer interval is aligned at its start."""
    if low < least or high - low > most - least:
        return low - least
    return max(high - most, 0)


def _past(low: int, high: int, first: int, last: int) -> int:
    """Return how far to scroll so that a sheet from `low` to `high` fills the view, or is in its middle."""
    if high - low <= last - first:
        return (low + high - first - last) // 2
    return max(low - first, 0) + min(high - last, 0)
