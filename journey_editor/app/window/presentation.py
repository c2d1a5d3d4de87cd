"""Presentation of the map in full screen, stage by stage, in the window in which it is edited."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.accessible import announce_focus
from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.zoom_view import ViewState
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.app.widgets.presentation_screen import Curtain, Laser, Progress
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.layout.queries.presentation_stops import (
    Mask,
    Screen,
    Step,
    Stop,
    Uncovering,
    below_the_map,
    corner_of,
    covered,
    outside,
    steps,
    stop_of,
    stops,
)
from journey_editor.layout.theme import THEMES
from journey_editor.model.document import Cell
from journey_editor.model.records import Lane, Stage
from journey_editor.wording.map_words import title_of

THEME = "room"
"""Theme of the map during a presentation."""
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
_ORDER: tuple[Uncovering, ...] = ("off", "stage", "lane")
_WHEEL_BEGINS = (Qt.ScrollPhase.ScrollBegin, Qt.ScrollPhase.NoScrollPhase)


@dataclass(frozen=True, slots=True)
class _Before:
    """State of window and map before a presentation."""

    journey: str
    view: ViewState
    window: Qt.WindowState
    selection: tuple[str, ...]
    cell: Cell | None
    show_surroundings: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Widgets over the map during a presentation."""

    laser: Laser
    curtain: Curtain
    progress: Progress


@reports_errors
class Presentation(QObject):
    """Shows the stops of the map one after the other, and gives keys, wheel and pointer their meaning.

    The map stays editable. At the end, window and map are as they were before.
    """

    changed = Signal()
    """Emitted when the presentation has begun or ended."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        canvas: MapView,
        notice_bar: NoticeBar,
        clear_surroundings: Callable[[], Callable[[], None]],
        trouble: Callable[[], str],
    ) -> None:
        """Prepare for a window.

        `clear_surroundings` hides everything around the canvas, and returns a function that shows it again.
        `trouble` returns a text if the file could not be saved.
        """
        super().__init__(window)
        self._window, self._session, self._canvas = window, session, canvas
        self._notice_bar = notice_bar
        self._clear_surroundings = clear_surroundings
        self._trouble = trouble
        self._before: _Before | None = None
        self._shown: _Shown | None = None
        self.uncovering: Uncovering = "off"
        self.stops: tuple[Stop, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self._planned: MapLayout | None = None
        self.index = 0
        self.shows_all = False
        self._note = ""
        self._corner = QPointF()
        self._turned = 0.0
        self._swiped = False
        self._pointer_at = QPointF(-1, -1)
        self._resting = QTimer(self, singleShot=True, interval=REST)
        self._resting.timeout.connect(self.hide_pointer)
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._fit_screen)
        self._edited = QTimer(self, singleShot=True, interval=0)
        self._edited.timeout.connect(self._follow_edit)
        canvas.moved.connect(self._show_veil)
        canvas.map_scene.laid_out.connect(self._edited.start)
        session.journey_changed.connect(self._start_again)
        session.changed.connect(self._show_progress)
        session.notice.connect(self._show_refusal)
        session.edit_refused.connect(lambda: self._show_note(tr("This project is read-only.")))

    @property
    def active(self) -> bool:
        """True during a presentation."""
        return self._before is not None

    @property
    def laser_on(self) -> bool:
        """True while the pointer is a laser dot."""
        return self._shown is not None and not self._shown.laser.isHidden()

    @property
    def is_dark(self) -> bool:
        """True while the dark curtain is shown."""
        return self._shown is not None and not self._shown.curtain.isHidden()

    @property
    def progress(self) -> str:
        """Words at the edge of the screen."""
        return self._shown.progress.words if self._shown is not None else ""

    def begin(self) -> None:
        """Present from the first stop."""
        self._begin("", None)

    def begin_here(self) -> None:
        """Present from the stop with the item in focus, or else with the middle of the view."""
        place = self._canvas.focus.place()
        layout = self._layout
        stage = box = None
        if place is not None:
            stage = next((each.stage for each in layout.steps if each.id == place.step), place.id)
            box = next(iter(boxes_of(layout, place.id)), None) if place.step else None
        if stage not in [each.id for each in layout.stages]:
            middle = self._canvas.visible_region().center()
            box = Box(middle.x() - 1, middle.y() - 1, 2, 2)
            near = [(abs(each.column.center[0] - middle.x()), each.stage) for each in layout.steps]
            stage = min(near)[1] if near else ""
        self._begin(stage or "", box)

    def end(self) -> None:
        """End the presentation, and restore window and map."""
        before, shown = self._before, self._shown
        if before is None or shown is None:
            return
        canvas = self._canvas
        canvas.cancel()
        self._before = self._shown = None
        for timer in (self._resting, self._resized, self._edited):
            timer.stop()
        for watched in (canvas, canvas.viewport()):
            watched.removeEventFilter(self)
        for widget in (shown.laser, shown.curtain, shown.progress):
            widget.hide()
            widget.deleteLater()
        canvas.viewport().unsetCursor()
        canvas.veil.show_masks(Mask(), Mask())
        canvas.bare = False
        canvas.overlay.hints.show()
        canvas.map_scene.use_theme(None)
        canvas.frozen.present(False)
        before.show_surroundings()
        self._window.setWindowState(before.window)
        if self._session.journey_id == before.journey:
            canvas.restore(before.view)
            if not self._session.selection:
                self._session.selection.replace(before.selection, before.cell)
        else:
            canvas.open_at_beginning(self._layout.rtl)
        canvas.viewport().update()
        canvas.setFocus()
        announce_focus(canvas, tr("The presentation has ended"))
        self._notice_bar.release()
        self.changed.emit()

    def move(self, by: int) -> None:
        """Go on (+1) or back (−1) by a step; from the whole map, return to the step that was left."""
        self.go_to(self.index if self.shows_all else self.index + by)

    def go_to(self, index: int) -> None:
        """Show a step, or the first or last if there are not as many."""
        if not self._leave_text():
            return
        self._session.selection.clear()
        self.index = min(max(index, 0), len(self.steps) - 1)
        self.shows_all = False
        self._note = ""
        self._show_stop()
        self._announce()

    def show_all(self) -> None:
        """Show the whole map; if it is shown already, return to the step that was left."""
        if self.shows_all:
            self.go_to(self.index)
            return
        if not self._leave_text():
            return
        self.shows_all = True
        self._canvas.fit()
        self._show_veil()
        self._show_progress()
        announce_focus(self._canvas, tr("Presenting the whole map"))

    def change_uncovering(self) -> None:
        """Uncover by stage, then by lane, then show everything again."""
        self.uncovering = _ORDER[(_ORDER.index(self.uncovering) + 1) % len(_ORDER)]
        stop = self.steps[self.index].stop
        self.steps = steps(self.stops, self.uncovering)
        self.index = next(index for index, step in enumerate(self.steps) if step.stop == stop)
        self._show_veil()
        self._show_note(
            {
                "off": tr("Everything is uncovered"),
                "stage": tr("Uncovering stage by stage"),
                "lane": tr("Uncovering lane by lane"),
            }[self.uncovering]
        )

    def toggle_laser(self) -> None:
        """Use the pointer as a laser dot, or as a pointer again."""
        if self._shown is None:
            return
        on = not self.laser_on
        laser, viewport = self._shown.laser, self._canvas.viewport()
        laser.setVisible(on)
        if on:
            self._canvas.pointer.cancel()
            self._canvas.pointer.leave()
            viewport.setCursor(Qt.CursorShape.BlankCursor)
            at = QPointF(viewport.mapFromGlobal(viewport.cursor().pos()))
            laser.move_to(self._pointer_at if self._pointer_at.x() >= 0 else at)
        else:
            laser.end_trail()
            viewport.unsetCursor()
        self._show_note(tr("Laser pointer on") if on else tr("Laser pointer off"))

    def toggle_curtain(self) -> None:
        """Darken the screen, or show the map again."""
        if self._shown is None:
            return
        dark = not self.is_dark
        self._shown.curtain.setVisible(dark)
        self._shown.curtain.raise_()
        if dark:
            announce_focus(self._canvas, tr("The screen is dark. Any key shows the map again."))
        else:
            self._announce()

    def hide_pointer(self) -> None:
        """Hide the pointer, and what it shows on the map, until it moves."""
        if self.active and not self._canvas.pointer.busy:
            self._canvas.pointer.leave()
            self._canvas.viewport().setCursor(Qt.CursorShape.BlankCursor)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle keys, wheel and pointer before the map does; return True for those that it must not get."""
        if not self.active:
            return False
        if watched is self._canvas:
            return self._filter_keys(event)
        if isinstance(event, QMouseEvent):
            return self._take_mouse(event)
        if isinstance(event, QWheelEvent):
            return self._take_wheel(event)
        if event.type() == QEvent.Type.Resize:
            self._resized.start()
        elif event.type() == QEvent.Type.Leave and self._shown is not None:
            self._shown.laser.hide_dot()
        return event.type() == QEvent.Type.ToolTip

    @property
    def _layout(self) -> MapLayout:
        return self._canvas.map_scene.layout

    def _screen(self) -> Screen:
        viewport = self._canvas.viewport()
        return Screen(viewport.width(), viewport.height())

    def _stop(self) -> Stop:
        return self.stops[self.steps[self.index].stop]

    def _begin(self, stage: str, box: Box | None) -> None:
        if self._before is None:
            self._prepare()
        self._plan()
        self.go_to(self._step_with(stage, box))

    def _prepare(self) -> None:
        """Store the state of window and map, and change both for the presentation."""
        session, canvas, selection = self._session, self._canvas, self._session.selection
        journey, view, state = session.journey_id, canvas.state(), self._window.windowState()
        self._notice_bar.hold()
        restore = self._clear_surroundings()
        self._before = _Before(journey, view, state, selection.ids, selection.cell, restore)
        self._shown = _Shown(Laser(canvas), Curtain(canvas), Progress(canvas))
        self._shown.curtain.clicked.connect(self.toggle_curtain)
        selection.clear()
        canvas.bare = True
        canvas.overlay.hints.hide()
        canvas.map_scene.use_theme(THEME)
        canvas.frozen.present(True)
        for watched in (canvas, canvas.viewport()):
            watched.installEventFilter(self)
        self._window.setWindowState(state | Qt.WindowState.WindowFullScreen)
        canvas.setFocus()
        self._resting.start()
        self.changed.emit()

    def _plan(self, zoom: float | None = None) -> None:
        """Divide the map into stops for the screen."""
        screen = self._screen()
        self._planned = self._layout
        self.stops = stops(self._layout, screen, zoom)
        self.steps = steps(self.stops, self.uncovering)
        self.index = min(self.index, len(self.steps) - 1)
        if self._shown is not None:
            theme = THEMES[THEME]
            self._shown.progress.set_look(screen.scale, theme.second, theme.paper)
            self._shown.laser.set_size(screen.scale)

    def _step_with(self, stage: str, box: Box | None, wanted: Step | None = None) -> int:
        """Return the first step that shows a box of a stage; `wanted` is preferred at the same stop."""
        stop = stop_of(self.stops, stage, box)
        here = [index for index, step in enumerate(self.steps) if step.stop == stop]
        if wanted is not None:
            same = (wanted.stages, wanted.lanes)
            here.sort(key=lambda index: (self.steps[index].stages, self.steps[index].lanes) != same)
        return here[0]

    def _fit_screen(self) -> None:
        """Divide the map again after the size of the screen or the journey has changed."""
        if self.active:
            self._plan_again(None)
            self._show_stop()

    def _start_again(self) -> None:
        """Present another journey from its beginning."""
        self.index = 0
        if self.active:
            self._resized.start()

    def _follow_edit(self) -> None:
        """Divide the map again after an edit, at the same zoom, and keep the view in place while typing."""
        if not self.active:
            return
        at_rest = not (self._is_displaced() or self._canvas.writing.active or self._canvas.pointer.busy)
        self._plan_again(self._stop().zoom if self._stop().stages else None)
        if at_rest:
            self._show_stop()
        else:
            self._show_veil()
            self._show_progress()

    def _plan_again(self, zoom: float | None) -> None:
        step, stop = self.steps[self.index], self._stop()
        self._plan(zoom)
        if any(stop.stages[:1] == (each.id,) for each in self._layout.stages):
            self.index = self._step_with(stop.stages[0], stop.box, step)

    def _show_stop(self) -> None:
        if self.shows_all or not self._stop().stages:
            self._canvas.fit()
        else:
            self._canvas.frozen.present(True, self._stop().stages)
            corner = corner_of(self._layout, self._stop(), self._screen())
            self._canvas.show_from(QPointF(*corner), self._stop().zoom)
        self._corner = self._canvas.to_scene(QPointF(0, 0))
        self._show_veil()
        self._show_progress()

    def _is_displaced(self) -> bool:
        """Return True if the map has been scrolled or zoomed since the stop was shown."""
        off = (self._canvas.to_scene(QPointF(0, 0)) - self._corner) * self._canvas.zoom()
        zoomed = bool(self._stop().stages) and abs(self._canvas.zoom() / self._stop().zoom - 1) > 0.01
        return not self.shows_all and (zoomed or abs(off.x()) > 2 or abs(off.y()) > 2)

    def _show_veil(self) -> None:
        """Cover what is not uncovered yet, and fade what is outside the stop unless the view has moved."""
        if not self.active or self._planned is not self._layout:
            # The map was laid out again, and will be divided again.
            return
        taken = self.steps[: self.index + 1]
        looking_around = self.shows_all or self._is_displaced()
        hidden = covered(self._layout, self.stops, taken, self.uncovering)
        if not looking_around:
            hidden = replace(hidden, map=(*hidden.map, below_the_map(self._layout)))
        self._canvas.veil.show_masks(
            hidden, Mask() if looking_around else outside(self._layout, self._stop())
        )
        for strip in (self._canvas.frozen.top, self._canvas.frozen.side):
            strip.update()

    def _show_progress(self) -> None:
        if self._shown is None or not self.steps:
            return
        words = tr("Whole map") if self.shows_all else self._progress_words()
        parts = (self._trouble(), self._note, words)
        share = (self.index + 1) / len(self.steps)
        self._shown.progress.show_progress(" · ".join(filter(None, parts)), share, self._layout.rtl)
        if self.is_dark:
            self._shown.curtain.raise_()

    def _show_note(self, note: str) -> None:
        """Show and announce a short text with the progress, until the next step."""
        if self.active:
            self._note = note
            self._show_progress()
            announce_focus(self._canvas, note)

    def _show_refusal(self, sentence: str) -> None:
        """Show why a text that is being typed was refused. All other messages wait."""
        if self.active and self._canvas.writing.active:
            self._show_note(sentence)

    def _numbers(self) -> tuple[int, int, int]:
        """Return the numbers of the first and last stage that are shown, and the number of stages."""
        order = [each.id for each in self._layout.stages]
        shown = [order.index(each) + 1 for each in self.steps[self.index].stages if each in order]
        return min(shown, default=0), max(shown, default=0), len(order)

    def _progress_words(self) -> str:
        first, last, total = self._numbers()
        stop = self._stop()
        if not first:
            return tr("Whole map")
        if first == last and stop.parts == 1:
            words = tr("Stage {first} of {total}")
        elif first == last:
            words = tr("Stage {first} of {total} · part {part} of {parts}")
        elif stop.parts == 1:
            words = tr("Stages {first}–{last} of {total}")
        else:
            words = tr("Stages {first}–{last} of {total} · part {part} of {parts}")
        return words.format(first=first, last=last, total=total, part=stop.part, parts=stop.parts)

    def _announce(self) -> None:
        """Announce the step for screen readers."""
        first, last, total = self._numbers()
        step, stop, document = self.steps[self.index], self._stop(), self._session.document
        if not first:
            announce_focus(self._canvas, tr("Presenting the whole map"))
            return
        names = ", ".join(document.get(Stage, each).name or tr("Stage") for each in step.stages)
        if first == last:
            words = tr("Presenting stage {first} of {total}: {names}")
        else:
            words = tr("Presenting stages {first} to {last} of {total}: {names}")
        words = words.format(first=first, last=last, total=total, names=names)
        if stop.parts > 1:
            words += "; " + tr("part {part} of {parts}").format(part=stop.part, parts=stop.parts)
        if self.uncovering == "lane" and step.lanes:
            words += "; " + title_of(document.get(Lane, step.lanes[-1]), self._session.journey.language)
        announce_focus(self._canvas, words)

    def _leave_text(self) -> bool:
        """Commit a text that is open; return False if it was refused and is still open."""
        self._canvas.cancel()
        return not self._canvas.writing.active

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
        if self.is_dark:
            self.toggle_curtain()
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
            self.move(by)
        elif key == Qt.Key.Key_Home:
            self.go_to(0)
        elif key == Qt.Key.Key_End:
            self.go_to(len(self.steps) - 1)
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key == Qt.Key.Key_U:
            self.change_uncovering()
        elif key == Qt.Key.Key_L:
            self.toggle_laser()
        elif key in _DARKEN:
            self.toggle_curtain()
        elif key == Qt.Key.Key_Escape:
            self.end()
        else:
            # Other characters must not begin a card in front of an audience.
            return bool(event.text())
        return True

    def _direction(self, event: QKeyEvent) -> int:
        """Return the steps by which a key moves on: +1, −1, or 0 for other keys."""
        key = event.key()
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        ahead, behind = Qt.Key.Key_Right, Qt.Key.Key_Left
        if self._layout.rtl:
            ahead, behind = behind, ahead
        if key in (*_FORWARD, *_ENTER, ahead) or (key == Qt.Key.Key_Space and not shifted):
            return 1
        if key in (*_BACK, behind, Qt.Key.Key_Backspace) or key == Qt.Key.Key_Space:
            return -1
        return 0

    def _take_mouse(self, event: QMouseEvent) -> bool:
        """Move the laser dot, and show a hidden pointer; return True if the map must not get the event."""
        if self._shown is None:
            return False
        if event.position() != self._pointer_at:
            self._pointer_at = event.position()
            self._resting.start()
            viewport = self._canvas.viewport()
            if not self.laser_on and viewport.cursor().shape() == Qt.CursorShape.BlankCursor:
                viewport.unsetCursor()
        middle = Qt.MouseButton.MiddleButton
        if not self.laser_on or event.button() == middle or event.buttons() & middle:
            return False
        laser, left = self._shown.laser, event.button() == Qt.MouseButton.LeftButton
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
        across = -turn.x() if self._layout.rtl else turn.x()
        if (turn.y() or across) * self._turned < 0 or event.phase() == Qt.ScrollPhase.ScrollBegin:
            self._turned = 0.0
        self._turned += turn.y() or across
        if abs(self._turned) >= NOTCH and not self._swiped:
            self.move(-1 if self._turned > 0 else 1)
            self._turned = 0.0
            self._swiped = True
        return True
