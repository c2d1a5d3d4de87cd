"""Presentation of the map in full screen, stage by stage, in the window in which it is edited."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.canvas.zoom_view import ViewState
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import describe
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.app.widgets.presentation_screen import Curtain, Laser, Progress
from journey_editor.app.window.areas import can_have_focus
from journey_editor.app.window.glide import Glide
from journey_editor.app.window.presentation_input import PresentationInput
from journey_editor.app.window.presentation_words import announcement, progress_words
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.layout.queries.presentation_masks import Mask, below_the_map, covered, outside
from journey_editor.layout.queries.presentation_stops import (
    Screen,
    Step,
    Stop,
    Uncovering,
    corner_of,
    steps,
    stop_of,
    stops,
)
from journey_editor.layout.theme import THEMES
from journey_editor.model.document import Cell

THEME = "room"
"""Theme of the map during a presentation."""

_ORDER: tuple[Uncovering, ...] = ("off", "stage", "lane")


@dataclass(frozen=True, slots=True)
class _Before:
    """State of window and map before a presentation."""

    journey: str
    view: ViewState
    window: Qt.WindowState
    selection: tuple[str, ...]
    cell: Cell | None
    focused: QWidget | None
    show_surroundings: Callable[[], None]


@dataclass(frozen=True, slots=True)
class _Shown:
    """Widgets over the map during a presentation, from the lowest to the highest."""

    progress: Progress
    laser: Laser
    curtain: Curtain


class Presentation(QObject):
    """Shows the stops of the map one after the other, and handles keys, wheel and pointer.

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
        save_error: Callable[[], str],
    ) -> None:
        """Prepare for a window.

        `clear_surroundings` hides everything around the canvas, and returns a function that shows it again.
        `save_error` returns a text if the file could not be saved.
        """
        super().__init__(window)
        self._window, self._session, self._canvas = window, session, canvas
        self._notice_bar = notice_bar
        self._clear_surroundings = clear_surroundings
        self._save_error = save_error
        self._before: _Before | None = None
        self._shown: _Shown | None = None
        self.uncovering: Uncovering = "off"
        self.stops: tuple[Stop, ...] = ()
        self.steps: tuple[Step, ...] = ()
        self._planned: MapLayout | None = None
        self.index = 0
        self._asked: tuple[str, Box | None] | None = None
        self.shows_all = False
        self._note = self._reported = ""
        self._corner = QPointF()
        self.glide = Glide(canvas)
        self.glide.arrived.connect(self._expect_next)
        self.input = PresentationInput(self, session, canvas)
        self._resized = QTimer(self, singleShot=True, interval=0)
        self._resized.timeout.connect(self._fit_screen)
        self.input.resized.connect(self._resized.start)
        self._edited = QTimer(self, singleShot=True, interval=0)
        self._edited.timeout.connect(self._follow_edit)
        canvas.moved.connect(self._after_move)
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
        canvas.finding.search.end()
        self._before = self._shown = None
        self.glide.stop()
        canvas.tiles.expect(None)
        self.input.end()
        self._resized.stop()
        self._edited.stop()
        for widget in (shown.laser, shown.curtain, shown.progress):
            widget.hide()
            widget.deleteLater()
        canvas.veil.show_masks(Mask(), Mask())
        canvas.bare = False
        canvas.overlay.placeholders.show()
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
        if before.focused is not None and isValid(before.focused) and can_have_focus(before.focused):
            before.focused.setFocus()
        describe(canvas, tr("The presentation has ended"))
        self._notice_bar.release()
        self.changed.emit()

    def move(self, by: int) -> None:
        """Go on (+1) or back (−1) by a step; from the whole map, return to the step that was left."""
        self.go_to(max(self.index + by, 0) if not self.shows_all else self.index)

    def go_to(self, index: int) -> None:
        """Show a step, or the last if there are not as many; −1 is the last one."""
        if not self._leave_text():
            return
        self._session.selection.clear()
        # The map moves on under a resting pointer, which must not mark what comes to lie there.
        self.input.hide_pointer()
        last = len(self.steps) - 1
        self.index = last if index < 0 else min(index, last)
        self._asked, self.shows_all, self._note = None, False, ""
        self._show_stop(gliding=True)
        self._announce()

    def show_all(self) -> None:
        """Show the whole map; if it is shown already, return to the step that was left."""
        if self.shows_all:
            self.go_to(self.index)
            return
        if not self._leave_text():
            return
        self.shows_all = True
        self._show_stop(gliding=True)
        describe(self._canvas, tr("Presenting the whole map"))

    def arrive(self) -> None:
        """End a move of the view to another step at once."""
        self.glide.finish()

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
        self._canvas.pointer.cancel()
        self._shown.laser.setVisible(on)
        self.input.show_laser(on)
        self._show_note(tr("Laser pointer on") if on else tr("Laser pointer off"))

    def toggle_curtain(self) -> None:
        """Darken the screen, or show the map again."""
        if self._shown is None:
            return
        dark = not self.is_dark
        self._shown.curtain.setVisible(dark)
        if dark:
            describe(self._canvas, tr("The screen is dark. Any key shows the map again."))
        else:
            self._announce()

    @property
    def _layout(self) -> MapLayout:
        return self._canvas.map_scene.layout

    def _screen(self) -> Screen:
        return Screen(self._canvas.viewport().width(), self._canvas.viewport().height())

    def _stop(self) -> Stop:
        return self.stops[self.steps[self.index].stop]

    def _begin(self, stage: str, box: Box | None) -> None:
        if self._before is None:
            self._prepare()
        self._plan()
        self.go_to(self._step_with(stage, box))
        self._asked = stage, box
        self.arrive()

    def _prepare(self) -> None:
        """Store the state of window and map, and change both for the presentation."""
        session, canvas, selection = self._session, self._canvas, self._session.selection
        canvas.finding.search.end()
        journey, view, state = session.journey_id, canvas.state(), self._window.windowState()
        # Hiding the surroundings moves the focus.
        focused = self._window.focusWidget()
        self._notice_bar.hold()
        restore = self._clear_surroundings()
        self._before = _Before(journey, view, state, selection.ids, selection.cell, focused, restore)
        self._shown = _Shown(Progress(canvas), Laser(canvas), Curtain(canvas))
        self._shown.curtain.clicked.connect(self.toggle_curtain)
        selection.clear()
        canvas.bare = True
        canvas.overlay.placeholders.hide()
        canvas.map_scene.use_theme(THEME)
        canvas.frozen.present(True)
        self.input.begin(self._shown.laser)
        self._window.setWindowState(state | Qt.WindowState.WindowFullScreen)
        canvas.setFocus()
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
        """Divide the map again for another screen or journey. A full screen has its size a moment late."""
        if self.active:
            self._plan_again(None)
            if self._asked is not None:
                self.index = self._step_with(*self._asked)
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

    def _show_stop(self, *, gliding: bool = False) -> None:
        """Show the stop, or the whole map, at once or with an animated move of the view."""
        if gliding:
            self.glide.go(self._view_stop)
        else:
            self._view_stop()
        self._show_veil()
        self._show_progress()

    def _view_stop(self) -> None:
        """Bring the stop, or the whole map, into view."""
        if self.shows_all or not self._stop().stages:
            self._canvas.fit()
        else:
            self._canvas.frozen.present(True, self._stop().stages)
            corner = corner_of(self._layout, self._stop(), self._screen())
            self._canvas.show_from(QPointF(*corner), self._stop().zoom)
        self._corner = self._canvas.to_scene(QPointF(0, 0))

    def _expect_next(self) -> None:
        """Have the next stop painted while this one is shown."""
        following = self.steps[self.index + 1 : self.index + 2]
        if not self.active or self.shows_all or not following or not self._stop().stages:
            self._canvas.tiles.expect(None)
            return
        stop = self.stops[following[0].stop]
        corner = corner_of(self._layout, stop, self._screen())
        self._canvas.tiles.expect(self.glide.way_to(QPointF(*corner), stop.zoom))

    def _after_move(self) -> None:
        """Fade what is outside the stop, or not: during an animated move, this stays as it will be."""
        if not self.glide.running:
            self._show_veil()

    def _is_displaced(self) -> bool:
        """Return True if the map has been scrolled or zoomed since the stop was shown."""
        if self.glide.running:
            return False
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
        step = self.steps[self.index]
        words = tr("Whole map") if self.shows_all else progress_words(self._layout, self._stop(), step)
        error, before = self._save_error(), self._reported
        self._reported = error
        if error and error != before:
            describe(self._canvas, error)
        parts = (error, self._note, words)
        share = (self.index + 1) / len(self.steps)
        self._shown.progress.show_progress(" · ".join(filter(None, parts)), share, self._layout.rtl)

    def _show_note(self, note: str) -> None:
        """Show and announce a short text with the progress, until the next step."""
        if self.active:
            self._note = note
            self._show_progress()
            describe(self._canvas, note)

    def _show_refusal(self, sentence: str) -> None:
        """Show why a text that is being typed was refused. All other messages wait."""
        if self.active and self._canvas.writing.active:
            self._show_note(sentence)

    def _announce(self) -> None:
        """Announce the step for screen readers."""
        step = self.steps[self.index]
        describe(self._canvas, announcement(self._session, self._layout, self._stop(), step))

    def _leave_text(self) -> bool:
        """Commit a text that is open; return False if it was refused and is still open."""
        self._canvas.cancel()
        return not self._canvas.writing.active
