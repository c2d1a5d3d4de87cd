"""Mouse handling of the canvas: hover, clicks and gestures."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.app.canvas.cursors import OPENED, SIGNS, cursor_shape
from journey_editor.app.canvas.double_click import double_clicked
from journey_editor.app.canvas.edge_scrolling import EdgeScrolling
from journey_editor.app.canvas.other_journeys import follow
from journey_editor.app.canvas.overlay.affordances import Affordance, affordance_at, affordances
from journey_editor.app.canvas.overlay.animation import Animation
from journey_editor.app.canvas.overlay.frozen import Frozen
from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.overlay.pen_preview import PenShown
from journey_editor.app.canvas.pen import Pen
from journey_editor.app.canvas.picture.low_detail import LOW_DETAIL
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.app.session.reference_entries import tip_of_sign
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.queries.edges import Edge, card_edge_at, edge_at
from journey_editor.layout.queries.hit_testing import Hit, chart_at, hit

THRESHOLD = 4
"""Pixels to move before a press becomes a drag."""
TOLERANCE = 6
"""Pixels around a point or a link within which it is still hit."""
EDGE_TOLERANCE = 6
"""Pixels around an edge of a stage, a step, a lane or a card within which its size is changed."""
_ABOVE_EDGES = ("note", "point", "link")
_SELECTABLE = (
    *("card", "point", "curve", "link", "note", "stage", "step", "lane", "lane_group", "persona_lane"),
    *("persona", "offer", "measure"),
)
_MODIFIERS = {
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
}


class Pointer(QObject):
    """Translates presses, moves and releases into clicks and gestures."""

    gesture_changed = Signal()
    """Emitted when a gesture has begun or ended."""
    hover_changed = Signal()
    """Emitted when the pointer has entered or left the ground of a chart, or an edge."""
    status_tip_changed = Signal()
    """Emitted when the status tip of the gesture may have changed."""
    button_pushed = Signal(object)
    """Emitted with the `Affordance` when a button on the map is clicked."""
    sheet_wanted = Signal(str)
    """Emitted with the id of a persona to show its sheet."""
    chart_clicked = Signal(object, QPointF)
    """Emitted with the `ChartLayout` and the map position when the ground of a chart is clicked."""

    def __init__(
        self,
        scene: MapScene,
        overlay: Overlay,
        frozen: Frozen,
        animation: Animation,
        writing: Writing,
        pen: Pen,
        surface: Surface,
        parent: QWidget,
    ) -> None:
        """Give the keyboard focus to `parent` on a press."""
        super().__init__(parent)
        self._scene = scene
        self._selection = scene.session.selection
        self._overlay = overlay
        self._frozen = frozen
        self._animation = animation
        self._writing = writing
        self._pen = pen
        self._surface = surface
        self._parent = parent
        self.gesture: Gesture | None = None
        self.chart: ChartLayout | None = None
        self.edge: Edge | None = None
        """Edge under the pointer, at which a size is changed."""
        self._pressed_at: QPoint | None = None
        self._writing_ends = self._ended_writing = False
        writing.status_tip_changed.connect(self._note_end_of_writing)
        self._start = QPointF()
        self._found: Hit | None = None
        self._button: Affordance | None = None
        self._shown: list[Affordance] = []
        self._shown_on: MapLayout | None = None
        self._shown_for: tuple[object, ...] = ()
        self._last = QPointF(-1, -1)
        self._modifiers = Qt.KeyboardModifier.NoModifier
        self.scrolling = EdgeScrolling(surface, self)
        self.scrolling.scrolled.connect(self._follow_scrolling)

    @property
    def busy(self) -> bool:
        """True while a mouse button is pressed or a gesture is active."""
        return self.gesture is not None or self._pressed_at is not None

    def over_selection(self) -> bool:
        """Return True if the pointer hovers over a selected item."""
        return not self.busy and bool(self._id()) and self._id() in self._selection

    def takes(self, at: QPointF) -> bool:
        """Return True if a drag from a position moves or draws something, and is no selection rectangle."""
        self._look(at)
        found = self._found
        on_ground = found is None or found.kind in ("cell", "journey")
        item = self._button is not None or self.edge is not None or not on_ground
        return item and not self._scene.session.read_only and not self._is_placing()

    def press(self, event: QMouseEvent) -> None:
        """Record the pressed item and select it."""
        if self._is_placing() and event.button() != Qt.MouseButton.RightButton:
            self._pressed_at = event.position().toPoint()
            return
        self._writing.finish("left")
        self._ended_writing = self._writing_ends
        self._parent.setFocus(Qt.FocusReason.MouseFocusReason)
        self._look(event.position())
        if event.button() == Qt.MouseButton.RightButton:
            if self._id() not in self._selection:
                if self.chart is not None:
                    # The persona may no longer be selected, but its curve is meant.
                    self._pen.remember(self._pen.persona_for(self.chart))
                self._select(Qt.KeyboardModifier.NoModifier)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        # The release of an unfinished gesture was lost.
        self.cancel()
        self._pressed_at = event.position().toPoint()
        self._start = self._surface.place_at(event.position())
        self._modifiers = event.modifiers()
        if self._button is None and self.edge is None and not self._keeps_selection(event.modifiers()):
            self._select(event.modifiers())

    def move(self, event: QMouseEvent) -> None:
        """Hover, or begin or continue a gesture."""
        self._last, self._modifiers = event.position(), event.modifiers()
        if not event.buttons() & Qt.MouseButton.LeftButton and not self._is_placing():
            # The release was lost, in another window or in a menu.
            self.cancel()
        if self.gesture is not None:
            self.gesture.move(self._surface.place_at(self._last), self._modifiers)
            self.status_tip_changed.emit()
            if self.gesture.held:
                self.scrolling.follow(self._last, across=self.gesture.across)
        elif self._pressed_at is not None:
            if (event.position().toPoint() - self._pressed_at).manhattanLength() >= THRESHOLD:
                self._begin()
        else:
            self._look(event.position())

    def hold_key(self, event: QKeyEvent, *, down: bool) -> bool:
        """Continue the gesture with other modifiers; return False if the key is no modifier of it."""
        key = Qt.Key(event.key())
        if self.gesture is None or not self.gesture.held or key not in _MODIFIERS:
            return False
        modifiers = event.modifiers() | _MODIFIERS[key] if down else event.modifiers() & ~_MODIFIERS[key]
        if modifiers != self._modifiers:
            self._modifiers = modifiers
            self.gesture.move(self._surface.place_at(self._last), modifiers)
            self.status_tip_changed.emit()
        return True

    def release(self, event: QMouseEvent) -> None:
        """End the gesture, or handle the release as a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed_at is None:
            if not self.busy:  # The gesture was cancelled while the button was held.
                self._look(event.position())
            return
        self._pressed_at = None
        if self.gesture is not None:
            at = self._surface.place_at(event.position())
            self._end(lambda gesture: gesture.release(at, event.modifiers()))
        elif self._button is not None:
            self.button_pushed.emit(self._button)
        elif self.edge is not None:
            self._selection.replace([self.edge.id], self._cell() if self.edge.kind == "card" else None)
        elif self._opens(event.modifiers()) and follow(self._scene, self._found):
            pass
        elif self._draws(event.modifiers()):
            self.chart_clicked.emit(self.chart, self._surface.place_at(event.position()))
        elif self._keeps_selection(event.modifiers()):
            self._click_on_selected(event.modifiers())
        else:
            # The press has changed the selection, and with it the buttons.
            self._look(event.position())

    def double_click(self, event: QMouseEvent) -> None:
        """Edit the text under the pointer, or add a card or a point."""
        self._look(event.position())
        found = self._found
        if self._button is not None or (found is not None and found.field == "fold"):
            # The second click does the same again.
            self.press(event)
            return
        if self.edge is not None:
            from journey_editor.app.canvas.tools.resize import fit_edge

            fit_edge(self._scene.session, self.edge)
            return
        if wanted := double_clicked(found, self._scene.session, self._writing):
            self.sheet_wanted.emit(wanted)

    def buttons_at(self, x: float, y: float) -> list[Affordance]:
        """Return the buttons to show while the pointer is at a map position."""
        if self._writing.active or self._scene.session.read_only:
            return []
        layout, selected, zoom = self._scene.layout, self._selection.single, self._surface.zoom()
        buttons = affordances(layout, x, y, zoom, selected, self._pen.persona_in, self._frozen.shown_name)
        # The audience of a presentation sees only the handle of a card that is selected.
        if self._surface.bare:
            return [each for each in buttons if each.what == "link" and each.id == selected]
        return buttons

    def cancel(self) -> None:
        """Cancel the gesture and restore the previous state."""
        self._pressed_at = None
        if self.gesture is not None:
            gesture, self.gesture = self.gesture, None
            self.scrolling.stop()
            self._overlay.end_drag()
            gesture.cancel()
            self.gesture_changed.emit()

    def begin(self, gesture: Gesture) -> None:
        """Begin a gesture without a held button."""
        self.cancel()
        self._writing.finish("left")
        self._set_edge(None)
        self._start_gesture(gesture)
        self.gesture_changed.emit()

    def confirm(self) -> None:
        """End a gesture without a held button as Enter does."""
        if self._is_placing():
            self._end(lambda gesture: gesture.confirm())

    def refresh_hover(self) -> None:
        """Update the hover after the map under the pointer has changed."""
        if self.busy or self._surface.viewport().cursor().shape() == Qt.CursorShape.BlankCursor:
            # A presentation has hidden the pointer, and nothing is hovered.
            return
        if self._parent.underMouse():
            self._look(self._last)
        else:
            self._show(None, [])

    def leave(self) -> None:
        """Clear the hover after the pointer has left the canvas."""
        if not self.busy:
            self._set_edge(None)
            self._show(None, [])

    def _begin(self) -> None:
        """Begin a gesture. One that edits is refused now in a read-only project, and not at its end."""
        from journey_editor.app.canvas.tools.choosing import gesture_at, gesture_at_edge, gesture_at_handle

        gesture: Gesture
        if self._button is not None and self._button.what == "link":
            gesture = gesture_at_handle(self._scene, self._overlay, self._button)
        elif self.edge is not None:
            gesture = gesture_at_edge(self._scene, self._overlay, self._start, self.edge, self._surface)
        else:
            gesture = gesture_at(
                self._scene,
                self._overlay,
                self._start,
                self._found,
                self._pen,
                modifiers=self._modifiers,
                zoom=self._surface.zoom(),
            )
        if gesture.edits and not self._scene.session.may_edit():
            self._pressed_at = None
            return
        self.scrolling.begin(QPointF(self._pressed_at or QPoint()))
        self._start_gesture(gesture)
        gesture.move(self._surface.place_at(self._last), self._modifiers)
        self.gesture_changed.emit()

    def _start_gesture(self, gesture: Gesture) -> None:
        self.gesture = gesture
        self._show(None, [])
        self._animation.finish()
        gesture.press()

    def _end(self, finish: Callable[[Gesture], None]) -> None:
        """End the gesture with its edit."""
        if self.gesture is not None:
            gesture, self.gesture = self.gesture, None
            self.scrolling.stop()
            self._animation.leave_out(self._overlay.end_drag())
            finish(gesture)
            self.gesture_changed.emit()

    def _is_placing(self) -> bool:
        """Return True during a gesture without a held button."""
        return self.gesture is not None and not self.gesture.held

    def _look(self, at: QPointF) -> None:
        """Find the item under the pointer and show it as hovered."""
        self._last = at
        place, zoom = self._surface.place_at(at), self._surface.zoom()
        # A button may reach into the next cell, which has another one: it stays while the pointer is over it.
        across = self._frozen.across_at(at)
        layout, shown_for = self._scene.layout, (zoom, across, self._selection.ids, self._writing.active)
        same = layout is self._shown_on and shown_for == self._shown_for
        if not same or affordance_at(self._shown, place.x(), place.y(), zoom, across) is None:
            self._shown = self.buttons_at(place.x(), place.y())
            self._shown_on, self._shown_for = layout, shown_for
        shown = self._shown
        self._button = affordance_at(shown, place.x(), place.y(), zoom, across)
        content = self._surface.content_at(at)
        self._found = hit(self._scene.layout, content.x(), content.y(), TOLERANCE / zoom)
        if self._found is not None and self._found.field in SIGNS and zoom < LOW_DETAIL:
            # What a click would open is not drawn.
            self._found = replace(self._found, field="text")
        self._find_edge(place, across or zoom, zoom)
        self._show(self._found if self._button is None else None, shown)

    def _find_edge(self, place: QPointF, across: float, zoom: float) -> None:
        """Find the edge under the pointer. That of the selected card is above the buttons beside it."""
        edge = None
        above = self._found is not None and self._found.kind in _ABOVE_EDGES
        if not above and not self._writing.active and not self._scene.session.read_only:
            layout, card, reach = self._scene.layout, self._selection.single or "", EDGE_TOLERANCE
            edge = card_edge_at(layout, card, place.x(), place.y(), reach / zoom)
            if edge is not None and self._button is not None and self._button.what in ("link", "card"):
                self._button = None
            if self._button is not None:
                edge = None
            elif edge is None:
                edge = edge_at(layout, place.x(), place.y(), reach / across, reach / zoom)
        self._set_edge(edge)

    def _set_edge(self, edge: Edge | None) -> None:
        if edge != self.edge:
            self.edge = edge
            self.hover_changed.emit()

    def _show(self, found: Hit | None, buttons: list[Affordance]) -> None:
        self._overlay.show_hover(found if found is not None and found.kind in _SELECTABLE else None)
        self._overlay.show_buttons(buttons, self._button)
        self._show_pen(found)
        if self._surface.is_panning():
            return
        on_button = self._button is not None and bool(buttons)
        shape = cursor_shape(found, self.edge, on_button=on_button, on_chart=self.chart is not None)
        viewport = self._surface.viewport()
        viewport.setToolTip(tip_of_sign(self._scene.document, found.id, found.field) if found else "")
        if viewport.cursor().shape() != shape:
            viewport.setCursor(shape)

    def _show_pen(self, found: Hit | None) -> None:
        """Show at the pointer whose curve a stroke on the chart below would draw."""
        place = self._surface.place_at(self._last)
        shown, before, self.chart = None, self.chart, None
        drawable = bool(self._scene.layout.steps) and not self._scene.session.read_only
        if found is not None and found.kind == "chart" and drawable:
            self.chart = chart_at(self._scene.layout, place.x(), place.y())
        if self.chart is not None and not self._surface.is_panning():
            color, name = self._pen.shown_on(self.chart)
            shown = PenShown(color, pointer=(place.x(), place.y()), label=name)
        self._overlay.show_pen(shown)
        if self.chart != before:
            self.hover_changed.emit()

    def _opens(self, modifiers: Qt.KeyboardModifier) -> bool:
        """Return True if a click follows what was pressed. Ctrl, which opens links elsewhere, does it too."""
        on_sign = self._found is not None and self._found.field in OPENED
        return not modifiers or (on_sign and modifiers == Qt.KeyboardModifier.ControlModifier)

    def _draws(self, modifiers: Qt.KeyboardModifier) -> bool:
        """Return True if a click on what was pressed sets a point of a curve."""
        # A click that ends a text is meant for that alone.
        plain = not any(modifiers & each for each in _MODIFIERS.values()) and not self._ended_writing
        return plain and self.chart is not None

    def take_key(self, text: str) -> bool:
        """Pass a character to the gesture, or choose the pen's persona with a digit over a chart."""
        if self.gesture is not None:
            taken = self.gesture.take_key(text)
            self.status_tip_changed.emit()
            return taken
        if self.chart is None or not text.isdecimal() or self._pen.choose_number(int(text)) is None:
            return False
        self.refresh_hover()
        return True

    def _note_end_of_writing(self) -> None:
        """Remember for the rest of this event that a text was ended: its editor loses the focus first."""
        if not self._writing.active:
            self._writing_ends = True
            QTimer.singleShot(0, self, self._forget_end_of_writing)

    def _forget_end_of_writing(self) -> None:
        self._writing_ends = False

    def _id(self) -> str:
        return self._found.id if self._found is not None and self._found.kind in _SELECTABLE else ""

    def _cell(self) -> tuple[str, str] | None:
        found = self._found
        return (found.step, found.lane) if found is not None and found.kind in ("card", "cell") else None

    def _keeps_selection(self, modifiers: Qt.KeyboardModifier) -> bool:
        """Return True if a press must not change the selection until it is clear that it is not a drag."""
        taken = self._id() in self._selection
        # The selected persona is the one to draw for.
        drawing = self.chart is not None and bool(self._selection.of_kind("persona"))
        return taken or drawing or bool(modifiers & Qt.KeyboardModifier.ControlModifier)

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

    def _follow_scrolling(self) -> None:
        """Continue the gesture where the map has scrolled under the pointer."""
        if self.gesture is not None:
            self._modifiers = QApplication.keyboardModifiers()
            self.gesture.move(self._surface.place_at(self._last), self._modifiers)
