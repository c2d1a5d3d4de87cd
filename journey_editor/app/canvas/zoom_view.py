"""A view that is panned and zoomed as people know it from other canvases."""

from PySide6.QtCore import (
    QEvent,
    QMargins,
    QMarginsF,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QRectF,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QRadialGradient,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style

LOWEST_ZOOM, HIGHEST_ZOOM = 0.05, 8.0
ZOOM_STEP = 1.25
FIT_MARGIN = 28
"""How much of the desk is left around what is fitted, in pixels."""
READABLE_ZOOM = 0.6
"""From this zoom on the text of cards can be read: 8 pixels."""
OPENING_ZOOM = 0.85

_PIXELS = 0.6
"""Pixels to scroll for an eighth of a degree of the wheel."""
_SHADOW = 14
_GAP = 16


@reports_errors
class ZoomView(QGraphicsView):
    """Shows a sheet of paper on a desk. Subclasses say where the paper is (`paper`)."""

    zoom_changed = Signal(float)
    moved = Signal()
    """What is seen is another part of the map, or at another zoom."""

    def __init__(self, scene: QGraphicsScene, parent: QWidget | None = None) -> None:
        super().__init__(scene, parent)
        self.wheel_zooms = False
        self._zoom = 1.0
        self._fitted = True
        self._space = False
        self._pan_from: QPoint | None = None
        self._unscrolled = QPointF()
        self._anchor = QPointF()
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
        """Where the sheet lies on the scene."""
        return self.scene().itemsBoundingRect()

    def paper_color(self) -> str:
        """The colour of the sheet."""
        return "#FFFFFF"

    def zoom(self) -> float:
        """How many pixels of the screen a unit of the map takes; 1 is 100 %."""
        return self._zoom

    def set_zoom(self, zoom: float, anchor: QPointF | None = None) -> None:
        """Zoom, within 0.05…8, around a place of the viewport (its middle if none is given)."""
        self._fitted = False
        self._zoom_to(zoom, anchor)

    def zoom_in(self) -> None:
        """Show everything larger by a step."""
        self.set_zoom(self._zoom * ZOOM_STEP)

    def zoom_out(self) -> None:
        """Show everything smaller by a step."""
        self.set_zoom(self._zoom / ZOOM_STEP)

    def fit(self) -> None:
        """Show the whole map, and keep it fitted as the window's size changes."""
        self.fit_rect(self.paper(), highest=2.0)
        self._fitted = True

    def fit_rect(self, rect: QRectF, highest: float) -> None:
        """Show a part of the scene as large as it can be, but no larger than a zoom."""
        self._fitted = False
        room = self.viewport().rect().adjusted(FIT_MARGIN, FIT_MARGIN, -FIT_MARGIN, -FIT_MARGIN)
        across = room.width() / max(rect.width(), 1.0)
        down = room.height() / max(rect.height(), 1.0)
        self._zoom_to(min(across, down, highest))
        self.look_at(rect.center())

    def open_at_beginning(self, right_to_left: bool) -> None:
        """Show the map fitted if it can be read then, else a little smaller than full at its beginning."""
        self.fit_rect(self.paper(), highest=1.0)
        self._fitted = True
        if self._zoom < READABLE_ZOOM:
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

    def look_at(self, center: QPointF) -> None:
        """Move what is seen so that a place of the scene is in its middle."""
        self._make_room()
        self.centerOn(center)

    def scroll_by(self, dx: float, dy: float) -> None:
        """Move what is seen by some pixels."""
        self._fitted = False
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        # Touch pads move by parts of a pixel, which add up.
        wanted = self._unscrolled + QPointF(dx, dy)
        whole = wanted.toPoint()
        self._unscrolled = wanted - QPointF(whole)
        across.setValue(across.value() + whole.x())
        down.setValue(down.value() + whole.y())

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Say so whenever what is seen moves, whoever moved it."""
        super().scrollContentsBy(dx, dy)
        self.moved.emit()

    def show_rect(self, rect: QRectF, covered: QMarginsF) -> None:
        """Scroll as little as needed to see a part of the scene, clear of the view's covered margins."""
        seen = self.mapFromScene(rect).boundingRect()
        gap = QMargins(_GAP, _GAP, _GAP, _GAP)
        room = self.viewport().rect().marginsRemoved(covered.toMargins()).marginsRemoved(gap)
        dx = _shift(seen.left(), seen.right(), room.left(), room.right())
        dy = _shift(seen.top(), seen.bottom(), room.top(), room.bottom())
        if dx or dy:
            self.scroll_by(dx, dy)

    def is_panning(self) -> bool:
        """Whether the hand moves the sheet now, or would if it pressed."""
        return self._space or self._pan_from is not None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, sideways with Shift; zoom at the pointer with Ctrl."""
        turned, pixels = QPointF(event.angleDelta()), QPointF(event.pixelDelta())
        modifiers = event.modifiers()
        zooming = bool(modifiers & Qt.KeyboardModifier.ControlModifier) != self.wheel_zooms
        if zooming and not modifiers & Qt.KeyboardModifier.ShiftModifier:
            # Some touch pads tell pixels only.
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
        """Begin to pan if this press asks for it."""
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (self._space and event.button() == Qt.MouseButton.LeftButton):
            self._pan_from = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            return True
        return False

    def pan_move(self, event: QMouseEvent) -> bool:
        """Follow the hand while it pans."""
        if not event.buttons() & (Qt.MouseButton.MiddleButton | Qt.MouseButton.LeftButton):
            # The release has been lost: in another window, or in a menu.
            self.pan_release()
        if self._pan_from is None:
            return False
        now = event.position().toPoint()
        self.scroll_by(self._pan_from.x() - now.x(), self._pan_from.y() - now.y())
        self._pan_from = now
        return True

    def pan_release(self) -> bool:
        """Let go of the sheet."""
        if self._pan_from is None:
            return False
        self._pan_from = None
        self._show_hand()
        return True

    def space_key(self, event: QKeyEvent, down: bool) -> bool:
        """Take the sheet in hand while the space bar is down."""
        if event.key() != Qt.Key.Key_Space or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if not event.isAutoRepeat():
            self._space = down
            self._show_hand()
        return True

    def drop_hand(self) -> None:
        """Forget the space bar and an unfinished pan: the focus went elsewhere."""
        self._space = False
        self._pan_from = None
        self._show_hand()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the map fitted if it was, else keep what is seen where it is."""
        super().resizeEvent(event)
        if self._fitted:
            QTimer.singleShot(0, self, self._refit)
        else:
            self._make_room()
        self.moved.emit()

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The desk, and on it the paper with a soft shadow."""
        rect = QRectF(rect)
        paper = self.paper()
        pixel = 1 / self._zoom
        if not paper.adjusted(pixel, pixel, -pixel, -pixel).contains(rect):
            painter.fillRect(rect, QColor(style.colors().desk))
            _paint_shadow(painter, paper.translated(0, 2 * pixel), _SHADOW * pixel)
        painter.fillRect(paper.intersected(rect), QColor(self.paper_color()))

    def _refit(self) -> None:
        if self._fitted:
            self.fit()

    def _show_hand(self) -> None:
        if self._space:
            self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self.viewport().unsetCursor()

    def _zoom_to(self, zoom: float, anchor: QPointF | None = None) -> None:
        zoom = min(HIGHEST_ZOOM, max(LOWEST_ZOOM, zoom))
        at = anchor if anchor is not None else QPointF(self.viewport().rect().center())
        under = self.to_scene(at)
        off = (under - self._anchor) * self._zoom
        if abs(off.x()) < 2 and abs(off.y()) < 2:
            # The view scrolls by whole pixels: small steps of zoom around a place would carry it off.
            under = self._anchor
        self._anchor, self._zoom = under, zoom
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self._make_room()
        middle = QPointF(self.viewport().width() / 2, self.viewport().height() / 2)
        self.centerOn(under + (middle - at) / zoom)
        self.zoom_changed.emit(zoom)
        self.moved.emit()

    def to_scene(self, at: QPointF) -> QPointF:
        """The place of the scene under a place of the viewport, exact to parts of a pixel."""
        back, _ = self.viewportTransform().inverted()
        return back.map(at)

    def to_viewport(self, at: QPointF) -> QPointF:
        """Return where a place of the scene is in the viewport, exact to parts of a pixel."""
        return self.viewportTransform().map(at)

    def visible_region(self) -> QRectF:
        """Return the part of the scene that is in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def _make_room(self) -> None:
        """Let the sheet be pushed about until only a corner of it is left in view."""
        across = (self.viewport().width() - 96) / self._zoom
        down = (self.viewport().height() - 96) / self._zoom
        self.setSceneRect(self.paper().adjusted(-across, -down, across, down))


def _shift(low: int, high: int, least: int, most: int) -> int:
    """How far to scroll so that an interval comes into another; what is too long shows its beginning."""
    if low < least or high - low > most - least:
        return low - least
    return max(high - most, 0)


def _paint_shadow(painter: QPainter, paper: QRectF, reach: float) -> None:
    """A soft shadow around a sheet: gradients along its edges and round its corners."""
    stops = ((0.0, 34), (0.3, 16), (0.65, 5), (1.0, 0))
    left, top, right, bottom = paper.left(), paper.top(), paper.right(), paper.bottom()
    edges = (
        (QRectF(left - reach, top, reach, paper.height()), QLinearGradient(left, 0, left - reach, 0)),
        (QRectF(right, top, reach, paper.height()), QLinearGradient(right, 0, right + reach, 0)),
        (QRectF(left, top - reach, paper.width(), reach), QLinearGradient(0, top, 0, top - reach)),
        (QRectF(left, bottom, paper.width(), reach), QLinearGradient(0, bottom, 0, bottom + reach)),
    )
    corners = (
        (QRectF(x - reach * (x == left), y - reach * (y == top), reach, reach), QRadialGradient(x, y, reach))
        for x in (left, right)
        for y in (top, bottom)
    )
    for room, gradient in (*edges, *corners):
        for place, alpha in stops:
            gradient.setColorAt(place, QColor(16, 24, 40, alpha))
        painter.fillRect(room, gradient)
