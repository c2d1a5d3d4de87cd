"""Handling of keys, wheel and pointer during a presentation."""

from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QTouchEvent, QWheelEvent

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.presentation_screen import Laser

REST = 3000
"""Milliseconds without a movement after which the pointer hides."""
NOTCH = 120
"""Angle of one notch of a mouse wheel, in eighths of a degree."""

_FORWARD = (Qt.Key.Key_Down, Qt.Key.Key_PageDown)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_PageUp)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_REMOVE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_DARKEN = (Qt.Key.Key_B, Qt.Key.Key_Period)
_OF_THE_MAP = (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_F2, Qt.Key.Key_Menu)
_ALONE = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_NumLock,
)
_COMMANDING = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
_WHEEL_BEGINS = (Qt.ScrollPhase.ScrollBegin, Qt.ScrollPhase.NoScrollPhase)


class Commands(Protocol):
    """Commands of a presentation for the input."""

    @property
    def is_dark(self) -> bool:
        """True while the dark curtain is shown."""

    def move(self, by: int) -> None:
        """Go on (+1) or back (−1) by a step."""

    def go_to(self, index: int) -> None:
        """Show a step; −1 is the last one."""

    def show_all(self) -> None:
        """Show the whole map, or the step again."""

    def arrive(self) -> None:
        """End a move of the view to another step at once."""

    def change_uncovering(self) -> None:
        """Change the order of uncovering."""

    def toggle_laser(self) -> None:
        """Use the pointer as a laser dot or not."""

    def toggle_curtain(self) -> None:
        """Darken the screen or not."""

    def end(self) -> None:
        """End the presentation."""


@reports_errors
class PresentationInput(QObject):
    """Handles keys, wheel and pointer before the map does, except while a text is being edited."""

    resized = Signal()
    """Emitted when the map has another size."""

    def __init__(self, commands: Commands, session: Session, canvas: MapView) -> None:
        super().__init__(canvas)
        self._commands = commands
        self._session = session
        self._canvas = canvas
        self._laser: Laser | None = None
        self._turned = 0.0
        self._swiped = False
        self._pointer_at = QPointF(-1, -1)
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(self.hide_pointer)

    def begin(self, laser: Laser) -> None:
        """Handle the input of the map from now on."""
        self._laser = laser
        for watched in (self._canvas, self._canvas.viewport()):
            watched.installEventFilter(self)
        self._resting.start()

    def end(self) -> None:
        """Leave the input to the map again."""
        self._laser = None
        self._resting.stop()
        for watched in (self._canvas, self._canvas.viewport()):
            watched.removeEventFilter(self)
        self._canvas.viewport().unsetCursor()

    def show_laser(self, on: bool) -> None:
        """Show the laser dot at the pointer instead of the pointer, or the pointer again."""
        viewport = self._canvas.viewport()
        if self._laser is None:
            return
        if on:
            self._canvas.pointer.leave()
            viewport.setCursor(Qt.CursorShape.BlankCursor)
            at = QPointF(viewport.mapFromGlobal(viewport.cursor().pos()))
            self._laser.move_to(self._pointer_at if self._pointer_at.x() >= 0 else at)
        else:
            self._laser.end_trail()
            viewport.unsetCursor()

    def hide_pointer(self) -> None:
        """Hide the pointer, and what it shows on the map, until it moves."""
        if self._laser is not None and not self._canvas.pointer.busy:
            self._canvas.pointer.leave()
            self._canvas.viewport().setCursor(Qt.CursorShape.BlankCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Return True for events that the map must not get."""
        if self._laser is None:
            return False
        if watched is self._canvas:
            return self._filter_keys(event)
        if isinstance(event, QMouseEvent):
            return self._take_mouse(event, self._laser)
        if isinstance(event, QWheelEvent):
            return self._take_wheel(event)
        if isinstance(event, QTouchEvent) and not self._laser.isHidden():
            # Qt sends mouse events for touches that are not accepted, and the laser dot follows these.
            event.ignore()
            return True
        if event.type() == QEvent.Type.Resize:
            self.resized.emit()
        elif event.type() == QEvent.Type.Leave:
            self._laser.hide_dot()
        return event.type() == QEvent.Type.ToolTip

    def _filter_keys(self, event: QEvent) -> bool:
        typing = self._canvas.writing.active
        if event.type() == QEvent.Type.InputMethod:
            return not typing
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or typing:
            return event.type() == QEvent.Type.ToolTip
        if self._canvas.pointer.busy or event.key() in _ALONE:
            return False
        return self._take_key(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        """Handle a key; return False if it belongs to the map."""
        key, modifiers = event.key(), event.modifiers()
        if self._commands.is_dark:
            self._commands.toggle_curtain()
            return True
        if modifiers & _COMMANDING or key in _OF_THE_MAP:
            return False
        selection = self._session.selection
        chosen = bool(selection) or selection.cell is not None
        if (key in _ENTER and chosen) or (key in _REMOVE and selection):
            return False
        if self._canvas.pointer.chart is not None and Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            # Digits choose the persona of the emotion pen.
            return False
        by = self._direction(event)
        if by:
            self._commands.move(by)
        elif key == Qt.Key.Key_Home:
            self._commands.go_to(0)
        elif key == Qt.Key.Key_End:
            self._commands.go_to(-1)
        elif key == Qt.Key.Key_0:
            self._commands.show_all()
        elif key == Qt.Key.Key_U:
            self._commands.change_uncovering()
        elif key == Qt.Key.Key_L:
            self._commands.toggle_laser()
        elif key in _DARKEN:
            self._commands.toggle_curtain()
        elif key == Qt.Key.Key_Escape:
            self._commands.end()
        else:
            # Other characters must not begin a card in front of an audience.
            return bool(event.text())
        return True

    def _direction(self, event: QKeyEvent) -> int:
        """Return the steps by which a key moves on: +1, −1, or 0 for other keys."""
        key = event.key()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ahead, behind = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self._canvas.map_scene.layout.rtl:
            ahead, behind = behind, ahead
        if key in (*_FORWARD, *_ENTER, ahead) or (key == Qt.Key.Key_Space and not shifted):
            return 1
        if key in (*_BACK, behind, Qt.Key.Key_Backspace) or key == Qt.Key.Key_Space:
            return -1
        return 0

    def _take_mouse(self, event: QMouseEvent, laser: Laser) -> bool:
        """Move the laser dot, and show a hidden pointer; return True if the map must not get the event."""
        if event.position() != self._pointer_at:
            self._pointer_at = event.position()
            self._resting.start()
            viewport = self._canvas.viewport()
            if laser.isHidden() and viewport.cursor().shape() == Qt.CursorShape.BlankCursor:
                viewport.unsetCursor()
        middle = Qt.MouseButton.MiddleButton
        presses = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick)
        if event.type() in presses:
            self._commands.arrive()
        if event.type() in presses and laser.isHidden() and event.button() != middle:
            # What is covered must not be opened by chance.
            return self._canvas.veil.covers(self._canvas.place_at(event.position()))
        if laser.isHidden() or event.button() == middle or event.buttons() & middle:
            return False
        left = event.button() == Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseMove:
            laser.move_to(event.position())
        elif left and event.type() == QEvent.Type.MouseButtonRelease:
            laser.end_trail()
        elif left:
            laser.begin_trail(event.position())
        return left or event.type() == QEvent.Type.MouseMove

    def _take_wheel(self, event: QWheelEvent) -> bool:
        """Move on by one step for each notch of a wheel, or for each swipe on a touch pad."""
        if event.modifiers() & _COMMANDING or self._canvas.writing.active:
            return False
        if event.phase() in _WHEEL_BEGINS:
            self._swiped = False
        turn = event.angleDelta() if not event.angleDelta().isNull() else event.pixelDelta()
        across = -turn.x() if self._canvas.map_scene.layout.rtl else turn.x()
        if (turn.y() or across) * self._turned < 0 or event.phase() == Qt.ScrollPhase.ScrollBegin:
            self._turned = 0.0
        self._turned += turn.y() or across
        if abs(self._turned) >= NOTCH and not self._swiped:
            self._commands.move(-1 if self._turned > 0 else 1)
            self._turned = 0.0
            self._swiped = True
        return True
