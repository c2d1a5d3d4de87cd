"""Minimap: the whole map in low detail in a corner of the view, with the visible part framed."""

from math import ceil
from time import perf_counter

from PySide6.QtCore import QEvent, QMarginsF, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QRegion,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.zoom_view import ARROWS, ZOOM_STEP, ZoomView
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.colors import DARK, LIGHT
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr

_LARGEST = QSize(220, 150)
"""Maximum size in pixels, with the border."""
_SMALLEST = 40
_BORDER = 5
_GAP = 14
"""Pixels to the corner of the view."""
_REST = 200
"""Milliseconds after the last change of the map before the picture is painted again."""
_SLICE = 0.004
"""Seconds of a slice, between which the window stays responsive."""
_STRIPS = 12
"""Number of parts in which the picture is painted."""
_KEY_SHARE = 0.25
"""Share of the view by which an arrow key moves it."""


@reports_errors
class Minimap(QWidget):
    """Shows the visible part of the map; a click or drag moves it, and the wheel zooms."""

    painted = Signal()
    """Emitted when the picture shows the current map."""
    left = Signal()
    """Emitted when the focus must return to the map."""

    def __init__(self, scene: MapScene, view: ZoomView) -> None:
        """Create the minimap as a child of the view. The viewport would scroll it along."""
        super().__init__(view)
        self._scene = scene
        self._view = view
        self._picture = QPixmap()
        self._next = QImage()
        self._strip = 0
        self._grip: QPointF | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._go_on)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Minimap"))
        self.setAccessibleDescription(tr("Arrow keys move the visible part, plus and minus zoom."))
        self.setToolTip(tr("Drag to move the visible part · the wheel zooms"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        scene.laid_out.connect(self._paint_again)
        view.moved.connect(self.follow)
        self.hide()

    @property
    def is_complete(self) -> bool:
        """True if the picture shows the current map."""
        return not self._timer.isActive()

    def flush(self) -> None:
        """Paint the picture of the current map at once."""
        while self._timer.isActive():
            self._timer.stop()
            self._go_on()

    def frame(self) -> QRectF:
        """Return the visible part of the map in pixels of this widget."""
        paper = self._view.paper()
        seen = self._view.visible_region().intersected(paper).translated(-paper.topLeft())
        scale, inset = self._scale(), QPointF(_BORDER, _BORDER)
        return QRectF(seen.topLeft() * scale + inset, seen.size() * scale)

    def covers(self, part: QRect) -> bool:
        """Return True if the minimap is over a part of the viewport."""
        return self.isVisible() and self._room().intersects(part)

    def margins(self) -> tuple[QMarginsF, QMarginsF]:
        """Return two margins of the viewport, each of which leaves the minimap out: below and beside."""
        room, viewport = self._room(), self._view.viewport()
        below = QMarginsF(0, 0, 0, viewport.height() - room.top())
        if self._scene.layout.rtl:
            return below, QMarginsF(room.right() + 1, 0, 0, 0)
        return below, QMarginsF(0, 0, viewport.width() - room.left(), 0)

    def follow(self) -> None:
        """Show the current part of the map."""
        if self.isVisible():
            self._take_place()
            self.update()

    def showEvent(self, event: QShowEvent) -> None:
        """Paint the map that is shown now."""
        super().showEvent(event)
        self._take_place()
        self._begin(0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the map, shaded outside the frame."""
        colors = style.colors()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), QColor(colors.chrome))
            sheet = QRect(_BORDER, _BORDER, self.width() - 2 * _BORDER, self.height() - 2 * _BORDER)
            painter.fillRect(sheet, QColor(self._view.paper_color()))
            if not self._picture.isNull():
                painter.drawPixmap(sheet.topLeft(), self._picture)
            frame = self.frame()
            shade = QColor(colors.desk)
            shade.setAlpha(95)
            for rect in QRegion(sheet) - QRegion(frame.toAlignedRect()):  # type: ignore[attr-defined]
                painter.fillRect(rect, shade)
            painter.setPen(QPen(QColor(colors.accent if self.hasFocus() else colors.edge), 1))
            painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
            # The paper decides, not the window: the accent must be visible on it.
            dark = QColor(self._view.paper_color()).lightnessF() < 0.5
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor((DARK if dark else LIGHT).accent), 2))
            painter.drawRoundedRect(frame.intersected(QRectF(sheet)).adjusted(1, 1, -1, -1), 2, 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Grip the frame, or bring the pressed place to the middle of the view first."""
        if event.button() == Qt.MouseButton.LeftButton:
            if not self.frame().contains(event.position()):
                self._show(event.position())
            self._grip = event.position() - self.frame().center()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the view with the gripped frame."""
        if self._grip is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._show(event.position() - self._grip)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Release the frame."""
        self._grip = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the middle of the view."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        self._view.set_zoom(self._view.zoom() * ZOOM_STEP ** (turn / 120))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the view with the arrow keys, zoom with + and −, and leave with Esc."""
        key = Qt.Key(event.key())
        viewport = self._view.viewport()
        if key in ARROWS:
            across, down = ARROWS[key]
            self._view.scroll_by(
                across * viewport.width() * _KEY_SHARE, down * viewport.height() * _KEY_SHARE
            )
        elif event.text() in ("+", "="):
            self._view.zoom_in()
        elif event.text() == "-":
            self._view.zoom_out()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _scale(self) -> float:
        """Return the pixels of this widget per scene unit."""
        paper = self._view.paper()
        room = _LARGEST - QSize(2 * _BORDER, 2 * _BORDER)
        return min(room.width() / max(paper.width(), 1.0), room.height() / max(paper.height(), 1.0))

    def _room(self) -> QRect:
        """Return the place of the minimap in the viewport."""
        return self.geometry().translated(-self._view.viewport().pos())

    def _take_place(self) -> None:
        """Move to the corner of the view that is opposite to the beginning of the map."""
        scale, paper = self._scale(), self._view.paper()
        width = max(round(paper.width() * scale), _SMALLEST) + 2 * _BORDER
        height = max(round(paper.height() * scale), _SMALLEST // 2) + 2 * _BORDER
        room = self._view.viewport().geometry()
        x = room.left() + _GAP if self._scene.layout.rtl else room.right() + 1 - _GAP - width
        place = QRect(x, room.bottom() + 1 - _GAP - height, width, height)
        if place != self.geometry():
            self.setGeometry(place)
        self.raise_()

    def _show(self, at: QPointF) -> None:
        """Bring a place to the middle of the view."""
        scale = self._scale()
        self._view.look_at(self._view.paper().topLeft() + (at - QPointF(_BORDER, _BORDER)) / scale)

    def _paint_again(self) -> None:
        if self.isVisible():
            self.follow()
            self._begin(_REST)

    def _begin(self, delay: int) -> None:
        self._strip = 0
        self._next = QImage()
        self._timer.start(delay)

    def _go_on(self) -> None:
        """Paint some of the strips, and show the picture when it is complete."""
        end = perf_counter() + _SLICE
        if not self._scene.shown.prepare_low_detail(end):
            self._timer.start(0)
            return
        ratio = self.devicePixelRatioF()
        scale = self._scale() * ratio
        if self._next.isNull():
            paper = self._view.paper()
            size = QSize(ceil(paper.width() * scale), ceil(paper.height() * scale))
            self._next = QImage(size.expandedTo(QSize(1, 1)), QImage.Format.Format_RGB32)
            self._next.fill(QColor(self._view.paper_color()))
        while self._strip < _STRIPS:
            self._paint_strip(scale)
            self._strip += 1
            if perf_counter() >= end and self._strip < _STRIPS:
                self._timer.start(0)
                return
        self._picture = QPixmap.fromImage(self._next)
        self._picture.setDevicePixelRatio(ratio)
        self._next = QImage()
        self.update()
        self.painted.emit()

    def _paint_strip(self, scale: float) -> None:
        height = self._next.height()
        top, bottom = height * self._strip // _STRIPS, height * (self._strip + 1) // _STRIPS
        if top == bottom:
            return
        corner = self._view.paper().topLeft()
        room = Box(
            corner.x(),
            corner.y() + (top - 1) / scale,
            self._next.width() / scale,
            (bottom - top + 2) / scale,
        )
        with QPainter(self._next) as painter:
            painter.setClipRect(QRect(0, top, self._next.width(), bottom - top))
            painter.scale(scale, scale)
            painter.translate(-corner)
            self._scene.shown.paint_low_detail(painter, room, scale, perf_counter() + _SLICE)

    def changeEvent(self, event: QEvent) -> None:
        """Repaint when the colours of the window change."""
        super().changeEvent(event)
        self.update()
