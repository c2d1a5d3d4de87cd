"""Simulated mouse, keyboard, input method and touch pad, which send events to windows as the system does."""

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QInputMethodEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPointingDevice,
    QTextCharFormat,
    QWindow,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

Modifiers = Qt.KeyboardModifier
NONE = Modifiers.NoModifier
_COPY_OR_MOVE = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
LEFT, MIDDLE, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton


def window_in_front() -> QWindow | None:
    """Return the window that would receive keys."""
    for widget in (
        QApplication.activePopupWidget(),
        QApplication.activeModalWidget(),
        QApplication.activeWindow(),
    ):
        if widget is not None and widget.windowHandle() is not None:
            return widget.windowHandle()
    return QGuiApplication.focusWindow()


class Mouse:
    """Pointer over a widget; a pressed button stays down until it is released."""

    def __init__(self) -> None:
        self.down: Qt.MouseButton | None = None
        self._over: QWidget | None = None

    def press(self, over: QWidget, at: QPoint, button: Qt.MouseButton = LEFT, held: Modifiers = NONE) -> None:
        """Press a button at a position of a widget."""
        self.down, self._over = button, over
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mousePress(window, button, held, place)

    def move(self, over: QWidget, at: QPoint) -> None:
        """Move to a position of a widget, also outside it while a button is down."""
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mouseMove(window, place)

    def release(self, over: QWidget, at: QPoint, held: Modifiers = NONE) -> None:
        """Release the button."""
        button, self.down = self.down or LEFT, None
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mouseRelease(window, button, held, place)

    def click(self, over: QWidget, at: QPoint, button: Qt.MouseButton = LEFT, held: Modifiers = NONE) -> None:
        """Press and release a button."""
        self.press(over, at, button, held)
        self.release(over, at, held)

    def double_click(self, over: QWidget, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        """Double-click."""
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mouseDClick(window, button, NONE, place)

    def lose_release(self, over: QWidget, at: QPoint) -> None:
        """Move with no button down although no release was received: it went to another program."""
        self.down = None
        place = QPointF(over.mapToGlobal(at))
        none = Qt.MouseButton.NoButton
        _send(over, QMouseEvent(QEvent.Type.MouseMove, QPointF(at), place, none, none, NONE))

    def turn(self, over: QWidget, at: QPoint, angle: QPoint, pixels: QPoint, held: Modifiers = NONE) -> None:
        """Turn the wheel, or scroll with two fingers, which may report only pixels."""
        window, place = _in_window(over, at)
        if window is not None:
            QTest.wheelEvent(window, QPointF(place), angle, pixels, held)


def pinch(over: QWidget, at: QPoint, by: float) -> None:
    """Pinch on a touch pad."""
    zoom = Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    place = QPointF(at)
    _send(over, QNativeGestureEvent(zoom, device, 2, place, place, place, by, QPointF()))


def press_key(key: int, held: Modifiers = NONE, text: str = "", *, only: str = "") -> None:
    """Press and release a key, or do `only` one of both, in the window that would receive it."""
    for name, action in (("press", QTest.KeyAction.Press), ("release", QTest.KeyAction.Release)):
        # The key may have closed the window or opened another.
        window = window_in_front()
        if window is not None and only in ("", name):
            QTest.sendKeyEvent(action, window, Qt.Key(key), text, held)


def type_text(text: str) -> None:
    """Type character by character in any script; line ends are typed with Shift+Enter."""
    for letter in text:
        if letter == "\n":
            press_key(Qt.Key.Key_Return, Modifiers.ShiftModifier, "\r")
        elif letter == "\t":
            press_key(Qt.Key.Key_Tab, NONE, "\t")
        else:
            key = ord(letter.upper()) if letter.isascii() else int(Qt.Key.Key_unknown)
            press_key(key, Modifiers.ShiftModifier if letter.isupper() else NONE, letter)


def compose(preedit: str, commit: str = "", *, replaced: tuple[int, int] = (0, 0)) -> None:
    """Send composed text or committed text of an input method."""
    focus = QGuiApplication.focusObject()
    if focus is None:
        return
    attributes = []
    if preedit:
        look = QTextCharFormat()
        look.setFontUnderline(True)
        attributes = [
            QInputMethodEvent.Attribute(
                QInputMethodEvent.AttributeType.TextFormat, 0, len(preedit.encode("utf-16-le")) // 2, look
            ),
            QInputMethodEvent.Attribute(QInputMethodEvent.AttributeType.Cursor, len(preedit) // 2, 1, None),
        ]
    event = QInputMethodEvent(preedit, attributes)
    event.setCommitString(commit, *replaced)
    QApplication.sendEvent(focus, event)


class OtherProgram:
    """Window of another program, for switching with Alt+Tab."""

    def __init__(self) -> None:
        self._window = QWindow()
        # A window type that does not keep the program running.
        self._window.setFlag(Qt.WindowType.ToolTip)

    def come(self) -> None:
        """Take the focus."""
        self._window.show()
        self._window.requestActivate()
        QApplication.processEvents()

    def leave(self, to: QWidget | None) -> None:
        """Give the focus back."""
        self._window.hide()
        if to is not None:
            to.activateWindow()
        QApplication.processEvents()


class Drag:
    """Drag from another program over a window."""

    def __init__(self, over: QWidget, data: QMimeData, held: Modifiers = NONE) -> None:
        while not over.acceptDrops() and not over.isWindow():
            over = over.parentWidget()
        self._over, self._data, self._held = over, data, held
        self._taken = False

    def enter(self, at: QPoint) -> None:
        """Enter a widget."""
        self._send(QDragEnterEvent(at, _COPY_OR_MOVE, self._data, LEFT, self._held))

    def move(self, at: QPoint) -> None:
        """Move over the widget."""
        self._send(QDragMoveEvent(at, _COPY_OR_MOVE, self._data, LEFT, self._held))

    def leave(self) -> None:
        """Leave the widget."""
        _send(self._over, QDragLeaveEvent())

    def drop(self, at: QPoint) -> None:
        """Drop; a drop that is not accepted leaves the widget."""
        if self._taken:
            self._send(QDropEvent(QPointF(at), _COPY_OR_MOVE, self._data, LEFT, self._held))
        else:
            self.leave()

    def _send(self, event: QDropEvent) -> None:
        event.ignore()
        _send(self._over, event)
        self._taken = event.isAccepted()


def _in_window(over: QWidget, at: QPoint) -> tuple[QWindow | None, QPoint]:
    top = over.window()
    return top.windowHandle(), over.mapTo(top, at)


def _send(to: QWidget, event: QEvent) -> None:
    QApplication.sendEvent(to, event)
