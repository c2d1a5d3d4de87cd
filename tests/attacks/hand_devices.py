"""Mouse, keyboard, input method and touch pad, as the system hands their events to the program's windows."""

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
    """Return the window that the system would give a key to."""
    for widget in (
        QApplication.activePopupWidget(),
        QApplication.activeModalWidget(),
        QApplication.activeWindow(),
    ):
        if widget is not None and widget.windowHandle() is not None:
            return widget.windowHandle()
    return QGuiApplication.focusWindow()


class Mouse:
    """The pointer over a widget; a button that is pressed stays down until it is released."""

    def __init__(self) -> None:
        self.down: Qt.MouseButton | None = None
        self._over: QWidget | None = None

    def press(self, over: QWidget, at: QPoint, button: Qt.MouseButton = LEFT, held: Modifiers = NONE) -> None:
        """Press a button over a place of a widget."""
        self.down, self._over = button, over
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mousePress(window, button, held, place)

    def move(self, over: QWidget, at: QPoint) -> None:
        """Move to a place of a widget, also to one outside it while a button is down."""
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mouseMove(window, place)

    def release(self, over: QWidget, at: QPoint, held: Modifiers = NONE) -> None:
        """Let the button go."""
        button, self.down = self.down or LEFT, None
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mouseRelease(window, button, held, place)

    def click(self, over: QWidget, at: QPoint, button: Qt.MouseButton = LEFT, held: Modifiers = NONE) -> None:
        """Press and let go."""
        self.press(over, at, button, held)
        self.release(over, at, held)

    def double_click(self, over: QWidget, at: QPoint, button: Qt.MouseButton = LEFT) -> None:
        """Click twice."""
        window, place = _in_window(over, at)
        if window is not None:
            QTest.mouseDClick(window, button, NONE, place)

    def lose_release(self, over: QWidget, at: QPoint) -> None:
        """Move with no button down, though no release came: it went to another program."""
        self.down = None
        place = QPointF(over.mapToGlobal(at))
        none = Qt.MouseButton.NoButton
        _send(over, QMouseEvent(QEvent.Type.MouseMove, QPointF(at), place, none, none, NONE))

    def turn(self, over: QWidget, at: QPoint, angle: QPoint, pixels: QPoint, held: Modifiers = NONE) -> None:
        """Turn the wheel, or move two fingers, which may give pixels alone."""
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
    """Press a key and let it go, or `only` one of the two, where the system would."""
    for name, action in (("press", QTest.KeyAction.Press), ("release", QTest.KeyAction.Release)):
        # The key may have closed the window, or opened another.
        window = window_in_front()
        if window is not None and only in ("", name):
            QTest.sendKeyEvent(action, window, Qt.Key(key), text, held)


def type_text(text: str) -> None:
    """Type letter by letter, in whatever script; Return for a line's end is Shift+Enter."""
    for letter in text:
        if letter == "\n":
            press_key(Qt.Key.Key_Return, Modifiers.ShiftModifier, "\r")
        elif letter == "\t":
            press_key(Qt.Key.Key_Tab, NONE, "\t")
        else:
            key = ord(letter.upper()) if letter.isascii() else int(Qt.Key.Key_unknown)
            press_key(key, Modifiers.ShiftModifier if letter.isupper() else NONE, letter)


def compose(preedit: str, commit: str = "", *, replaced: tuple[int, int] = (0, 0)) -> None:
    """Let an input method show what is being composed, or give what was."""
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
    """A window of another program, to which Alt+Tab goes."""

    def __init__(self) -> None:
        self._window = QWindow()
        # One that does not keep the program running.
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
    """Something that is dragged over a window from another program."""

    def __init__(self, over: QWidget, data: QMimeData, held: Modifiers = NONE) -> None:
        while not over.acceptDrops() and not over.isWindow():
            over = over.parentWidget()
        self._over, self._data, self._held = over, data, held
        self._taken = False

    def enter(self, at: QPoint) -> None:
        """Come over a widget."""
        self._send(QDragEnterEvent(at, _COPY_OR_MOVE, self._data, LEFT, self._held))

    def move(self, at: QPoint) -> None:
        """Go on over it."""
        self._send(QDragMoveEvent(at, _COPY_OR_MOVE, self._data, LEFT, self._held))

    def leave(self) -> None:
        """Go elsewhere."""
        _send(self._over, QDragLeaveEvent())

    def drop(self, at: QPoint) -> None:
        """Let go; where it is not taken, it has left."""
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
