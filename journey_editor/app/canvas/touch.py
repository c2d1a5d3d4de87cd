"""Touch screens: one finger taps, drags things and moves the map; two fingers move and zoom it."""

from collections.abc import Callable
from math import hypot
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer
from PySide6.QtGui import QEventPoint, QInputDevice, QMouseEvent, QTouchEvent
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.app.canvas.pointer import Pointer
from journey_editor.app.runtime.overrides import reports_errors

_STILL = 10.0
"""Pixels that a finger may move while it taps."""
_NEAR = 24.0
"""Pixels between the two taps of a double tap."""
_HOLD = 600
"""Milliseconds after which a resting finger opens the context menu."""
_NEAREST_FINGERS = 20.0
"""Minimum distance of two fingers, in pixels, for zooming."""
_BEGIN_TO_END = (
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TouchEnd,
    QEvent.Type.TouchCancel,
)


@reports_errors
class Touch(QObject):
    """Translates touches of the viewport into pans, zooms and mouse events."""

    def __init__(
        self,
        viewport: QWidget,
        pointer: Pointer,
        *,
        pan: Callable[[float, float], None],
        zoom: Callable[[float, QPointF], None],
        open_menu: Callable[[QPointF], None],
    ) -> None:
        """`pan` scrolls by pixels, `zoom` zooms by a factor, `open_menu` opens the context menu."""
        super().__init__(viewport)
        self._viewport = viewport
        self._pointer = pointer
        self._pan = pan
        self._zoom = zoom
        self._open_menu = open_menu
        self._doing: Literal["", "press", "drag", "pan", "pinch"] = ""
        self._start = QPointF()
        self._fingers: list[QPointF] = []
        self._last_tap: QPointF | None = None
        self.holding = QTimer(self, singleShot=True, interval=_HOLD)
        self.holding.timeout.connect(self._hold)
        self._tapping = QTimer(self, singleShot=True)
        self._tapping.timeout.connect(self._forget_tap)
        viewport.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle the touches of a screen; those of a touch pad arrive as wheel events too."""
        if event.type() not in _BEGIN_TO_END or not isinstance(event, QTouchEvent):
            return False
        if event.device().type() != QInputDevice.DeviceType.TouchScreen:
            return False
        event.accept()
        if event.type() == QEvent.Type.TouchCancel:
            self._end()
            self._pointer.cancel()
            return True
        released = QEventPoint.State.Released
        down = [each.position() for each in event.points() if each.state() != released]
        if event.type() == QEvent.Type.TouchBegin:
            self._begin(down[0] if down else event.points()[0].position())
        if len(down) >= 2:
            self._pinch(down[:2])
        elif len(down) == 1:
            self._follow(down[0])
        else:
            self._lift(event.points()[0].position())
        return True

    def _begin(self, at: QPointF) -> None:
        self._doing, self._start, self._fingers = "press", at, [at]
        self.holding.start()

    def _follow(self, at: QPointF) -> None:
        """Follow a single finger."""
        if self._doing == "pinch":
            # The other finger was lifted: the map follows the one that is left.
            self._doing, self._fingers = "pan", [at]
        elif self._doing == "press" and _distance(at, self._start) > _STILL:
            self.holding.stop()
            if self._pointer.takes(self._start):
                self._doing = "drag"
                self._send(QEvent.Type.MouseButtonPress, self._start)
            else:
                self._doing = "pan"
        if self._doing == "drag":
            self._send(QEvent.Type.MouseMove, at)
        elif self._doing == "pan":
            self._scroll(at)
        self._fingers = [at]

    def _pinch(self, fingers: list[QPointF]) -> None:
        """Move and zoom the map with two fingers."""
        self.holding.stop()
        if self._doing == "drag":
            self._pointer.cancel()
        if self._doing == "pinch" and len(self._fingers) == 2:
            before, now = _distance(*self._fingers), _distance(*fingers)
            middle = (self._fingers[0] + self._fingers[1]) / 2
            if min(before, now) >= _NEAREST_FINGERS and before != now:
                self._zoom(now / before, middle)
            moved = (fingers[0] + fingers[1]) / 2 - middle
            self._pan(-moved.x(), -moved.y())
        self._doing, self._fingers = "pinch", fingers

    def _lift(self, at: QPointF) -> None:
        """End the touch."""
        doing = self._doing
        if doing == "drag":
            self._send(QEvent.Type.MouseButtonRelease, at)
        elif doing == "press":
            self._tap(at)
        self._end()

    def _tap(self, at: QPointF) -> None:
        if self._last_tap is not None and _distance(at, self._last_tap) <= _NEAR:
            self._forget_tap()
            self._send(QEvent.Type.MouseButtonDblClick, at)
        else:
            self._send(QEvent.Type.MouseButtonPress, at)
            self._last_tap = at
            self._tapping.start(QApplication.doubleClickInterval())
        self._send(QEvent.Type.MouseButtonRelease, at)

    def _hold(self) -> None:
        """Open the context menu under a resting finger."""
        if self._doing == "press":
            self._end()
            self._send(QEvent.Type.MouseButtonPress, self._start, Qt.MouseButton.RightButton)
            self._open_menu(self._start)

    def _end(self) -> None:
        self.holding.stop()
        self._doing, self._fingers = "", []

    def _forget_tap(self) -> None:
        self._tapping.stop()
        self._last_tap = None

    def _scroll(self, at: QPointF) -> None:
        moved = at - self._fingers[0]
        self._pan(-moved.x(), -moved.y())

    def _send(
        self, kind: QEvent.Type, at: QPointF, button: Qt.MouseButton = Qt.MouseButton.LeftButton
    ) -> None:
        """Send an event of the mouse to the viewport, so that all who handle the mouse get it."""
        released = kind == QEvent.Type.MouseButtonRelease
        buttons = Qt.MouseButton.NoButton if released else button
        place = QPointF(self._viewport.mapToGlobal(at))
        event = QMouseEvent(kind, at, place, button, buttons, QApplication.keyboardModifiers())
        QApplication.sendEvent(self._viewport, event)


def _distance(one: QPointF, other: QPointF) -> float:
    return hypot(one.x() - other.x(), one.y() - other.y())
