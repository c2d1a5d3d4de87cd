"""The mouse on the canvas: what is under it, clicks, and the gesture that is going on."""

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.app.canvas.overlay.affordances import Affordance, affordance_at, affordances
from journey_editor.app.canvas.overlay.animation import Animation
from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.choosing import gesture_at
from journey_editor.app.canvas.tools.draw_link import DrawLink
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.layout.queries.hit_testing import Hit, hit

THRESHOLD = 4
"""So many pixels the hand moves before a press becomes a drag."""
TOLERANCE = 6
"""So many pixels beside a point or a link it is still hit."""
_EDGE = 36
_FASTEST = 24
_FRAME = 16

_SELECTABLE = ("card", "point", "link", "note", "stage", "step", "lane", "persona_lane", "persona")
_CURSORS = {
    "point": Qt.CursorShape.SizeVerCursor,
    "link": Qt.CursorShape.PointingHandCursor,
}


class Pointer(QObject):
    """Turns presses, moves and releases into clicks and gestures."""

    gesture_changed = Signal()
    """A gesture has begun or ended."""
    button_pushed = Signal(object)
    """A button on the map was clicked: its `Affordance`."""
    chart_double_clicked = Signal(str, QPointF)
    """A place on the chart of a lane was double-clicked: the lane's id, and the place on the map."""

    def __init__(
        self,
        scene: MapScene,
        overlay: Overlay,
        animation: Animation,
        writing: Writing,
        surface: Surface,
        parent: QWidget,
    ) -> None:
        """`parent` gets the keyboard focus when the pointer presses."""
        super().__init__(parent)
        self._scene = scene
        self._selection = scene.session.selection
        self._overlay = overlay
        self._animation = animation
        self._writing = writing
        self._surface = surface
        self._parent = parent
        self.gesture: Gesture | None = None
        self._pressed_at: QPoint | None = None
        self._start = QPointF()
        self._found: Hit | None = None
        self._button: Affordance | None = None
        self._shown: list[Affordance] = []
        self._last = QPointF(-1, -1)
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self._scrolling = QTimer(self, interval=_FRAME)
        self._scrolling.timeout.connect(self._scroll)

    @property
    def busy(self) -> bool:
        """Whether the hand is in the middle of something."""
        return self.gesture is not None or self._pressed_at is not None

    def press(self, event: QMouseEvent) -> None:
        """Remember what was pressed, and select it."""
        self._writing.finish("left")
        self._parent.setFocus(Qt.FocusReason.MouseFocusReason)
        self._look(event.position())
        if event.button() == Qt.MouseButton.RightButton:
            if self._found is not None and self._id() not in self._selection:
                self._select(Qt.KeyboardModifier.NoModifier)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        # The release of an unfinished gesture has been lost.
        self.cancel()
        self._pressed_at = event.position().toPoint()
        self._start = self._surface.place_at(event.position())
        self._modifiers = event.modifiers()
        if self._button is None and not self._keeps_selection(event.modifiers()):
            self._select(event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """Hover, begin a gesture or go on with it."""
        self._last, self._modifiers = event.position(), event.modifiers()
        if not event.buttons() & Qt.MouseButton.LeftButton:
            # The release has been lost: in another window, or in a menu.
            self.cancel()
        if self.gesture is not None:
            self.gesture.move(self._surface.place_at(self._last), self._modifiers)
            self._scrolling.start()
        elif self._pressed_at is not None:
            if (event.position().toPoint() - self._pressed_at).manhattanLength() >= THRESHOLD:
                self._begin()
        else:
            self._look(event.position())

    def release(self, event: QMouseEvent) -> None:
        """End the gesture, or make it a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            return
        self._pressed_at = None
        if self.gesture is not None:
            gesture, self.gesture = self.gesture, None
            self._scrolling.stop()
            self._animation.leave_out(self._overlay.end_drag())
            gesture.release(self._surface.place_at(event.position()), event.modifiers())
            self.gesture_changed.emit()
        elif self._button is not None:
            self.button_pushed.emit(self._button)
        elif self._keeps_selection(event.modifiers()):
            self._click_on_selected(event.modifiers())

    def double_click(self, event: QMouseEvent) -> None:
        """Write what lies there, or add a card or a point."""
        self._look(event.position())
        if self._button is not None:
            self.press(event)
            return
        found = self._found
        at = self._surface.place_at(event.position())
        if found is None:
            return
        if found.kind == "cell":
            self._writing.capture(found.step, found.lane)
        elif found.kind == "chart":
            self.chart_double_clicked.emit(found.lane, at)
        else:
            self._writing.mend(found.id, found.field)

    def buttons_at(self, x: float, y: float) -> list[Affordance]:
        """The buttons that come up while the pointer is at a place of the map."""
        if self._writing.active:
            return []
        return affordances(self._scene.layout, x, y, self._surface.zoom(), self._selection.single)

    def cancel(self) -> None:
        """Drop the gesture: everything is as it was before."""
        self._pressed_at = None
        if self.gesture is not None:
            gesture, self.gesture = self.gesture, None
            self._scrolling.stop()
            self._overlay.end_drag()
            gesture.cancel()
            self.gesture_changed.emit()

    def refresh_hover(self) -> None:
        """Look again at what is under the pointer: the map below it is another."""
        if not self.busy:
            if self._parent.underMouse():
                self._look(self._last)
            else:
                self._show(None, [])

    def leave(self) -> None:
        """The pointer has left the canvas."""
        if not self.busy:
            self._show(None, [])

    def _begin(self) -> None:
        if self._button is not None and self._button.what == "link":
            start = QPointF(self._button.x, self._button.y)
            self.gesture = DrawLink(self._scene, self._overlay, start, self._button.id)
        else:
            self.gesture = gesture_at(self._scene, self._overlay, self._start, self._found)
        self._show(None, [])
        self._animation.finish()
        self.gesture.press()
        self.gesture.move(self._surface.place_at(self._last), self._modifiers)
        self.gesture_changed.emit()

    def _look(self, at: QPointF) -> None:
        """Find what is under the pointer, and show it."""
        self._last = at
        place, zoom = self._surface.place_at(at), self._surface.zoom()
        shown = self.buttons_at(place.x(), place.y())
        self._button = affordance_at(shown, place.x(), place.y(), zoom)
        self._found = hit(self._scene.layout, place.x(), place.y(), TOLERANCE / zoom)
        self._show(self._found if self._button is None else None, shown)

    def _show(self, found: Hit | None, buttons: list[Affordance]) -> None:
        self._overlay.show_hover(found.box if found is not None and found.kind in _SELECTABLE else None)
        self._overlay.show_buttons(buttons, self._button)
        if self._surface.is_panning():
            return
        if self._button is not None and buttons:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = _CURSORS.get(found.kind if found else "", Qt.CursorShape.ArrowCursor)
        viewport = self._surface.viewport()
        if viewport.cursor().shape() != shape:
            viewport.setCursor(shape)

    def _id(self) -> str:
        return self._found.id if self._found is not None and self._found.kind in _SELECTABLE else ""

    def _cell(self) -> tuple[str, str] | None:
        found = self._found
        return (found.step, found.lane) if found is not None and found.kind in ("card", "cell") else None

    def _keeps_selection(self, modifiers: Qt.KeyboardModifier) -> bool:
        """Whether a press leaves the selection alone until it is known to be no drag."""
        taken = self._id() in self._selection
        return taken or bool(modifiers & Qt.KeyboardModifier.ControlModifier)

    def _click_on_selected(self, modifiers: Qt.KeyboardModifier) -> None:
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            if self._id():
                self._selection.toggle(self._id())
        elif not modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._select(modifiers)

    def _select(self, modifiers: Qt.KeyboardModifier) -> None:
        selection, record_id = self._selection, self._id()
        adding = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        if record_id:
            selection.replace((*selection.ids, record_id) if adding else (record_id,), self._cell())
        elif not adding:
            selection.replace((), self._cell())

    def _scroll(self) -> None:
        """Scroll as long as something is dragged near an edge of the view."""
        if self.gesture is None:
            self._scrolling.stop()
            return
        size = self._surface.viewport().size()
        dx = _pull(self._last.x(), size.width())
        dy = _pull(self._last.y(), size.height())
        if not dx and not dy:
            self._scrolling.stop()
            return
        self._surface.scroll_by(dx, dy)
        self._modifiers = QApplication.keyboardModifiers()
        self.gesture.move(self._surface.place_at(self._last), self._modifiers)


def _pull(at: float, length: int) -> float:
    """How far to scroll in a frame for a pointer at a place along an edge's direction."""
    if at < _EDGE:
        return -_FASTEST * min((_EDGE - at) / _EDGE, 1.0)
    if at > length - _EDGE:
        return _FASTEST * min((at - length + _EDGE) / _EDGE, 1.0)
    return 0.0
