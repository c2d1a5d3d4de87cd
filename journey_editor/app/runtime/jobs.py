"""Files are read off the interface's thread; what takes longer than a moment can be called off."""

import contextlib
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from journey_editor.foundation.cancellation import GoOn
from journey_editor.foundation.errors import UserError

if TYPE_CHECKING:
    from journey_editor.app.program.application import Application
    from journey_editor.app.start.start_window import StartWindow
    from journey_editor.app.widgets.waiting_bar import WaitingWindow
    from journey_editor.app.window.main_window import MainWindow

AT_ONCE = 0.15
"""So many seconds the interface waits for what is read; nearly every file is there by then."""
SOON = 0.3
"""After so many it is shown that something is read, where there is a window,"""
SOON_AT_START = 1.2
"""and after so many where there is none yet."""
_ALONE = 8
"""So many times as long the program waits where it has no window yet that could stand still."""
_AT_A_TIME = 3
_TURN = 0.001
"""Seconds for which a thread may keep Python to itself meanwhile: what is drawn asks for it many times."""


class Reading:
    """One piece of reading. It is over when it was settled here, on the interface's thread, or called off."""

    def __init__(
        self,
        name: str,
        work: Callable[[GoOn], Any],
        then: Callable[[Any], object],
        otherwise: Callable[[UserError], object],
        place: "MainWindow | StartWindow | None",
        *,
        called_off: Callable[[], object] = lambda: None,
        let_go: Callable[[Any], object] = lambda _: None,
    ) -> None:
        """Read what people know as `name`.

        `work` is done on a thread of its own, `then` gets here what came of it and `otherwise` why nothing
        did; where it is `called_off` nobody gets anything, and what came of it after all is `let_go` of.
        `place` is the window from which it was asked for.
        """
        self.name, self.place, self.began = name, place, time.monotonic()
        self.over = False
        self._work, self._then, self._otherwise = work, then, otherwise
        self._called_off, self._let_go = called_off, let_go
        self._wanted = True
        self._done = threading.Event()
        self._outcome: tuple[Any, BaseException | None] = (None, None)
        self._decision = threading.Lock()

    def wait(self, seconds: float) -> bool:
        """Wait for the work, for at most so many seconds; whether it is done."""
        return self._done.wait(seconds)

    def do(self) -> bool:
        """Do the work; whether anybody wants to know. For the thread."""
        result, error = None, None
        try:
            result = self._work(lambda: self._wanted)
        except BaseException as raised:  # noqa: BLE001 - it is raised again where it is settled
            error = raised
        # Nothing of it may live on in here: what it holds must end on the interface's thread.
        del self._work
        with self._decision:
            wanted = self._wanted
            self._outcome = (result, error)
            if wanted:
                self._done.set()
        if not wanted:
            if error is None:
                self._let_go(result)
            self._done.set()
        return wanted

    def settle(self) -> None:
        """Hand on what came of it; a second time does nothing."""
        if self.over:
            return
        self.over = True
        result, error = self._outcome
        self._outcome = (None, None)
        if error is None:
            self._then(result)
        elif isinstance(error, UserError):
            self._otherwise(error)
        else:
            # A fault of the program is told as such; nobody may wait for this any longer.
            self._called_off()
            raise error

    def call_off(self) -> None:
        """Want it no more: at once, whatever the work is at."""
        if self.over:
            return
        self.over = True
        with self._decision:
            self._wanted = False
            done, (result, error) = self._done.is_set(), self._outcome
        if done and error is None:
            self._let_go(result)
        self._called_off()


class Readings(QObject):
    """All that is being read. It outlives each piece, so that no answer is lost."""

    _finished = Signal(object)

    def __init__(self, application: "Application") -> None:
        super().__init__(application)
        self.patience = AT_ONCE
        self.stopped = False
        self._application = application
        self._waiting: deque[Reading] = deque()
        self._at_work: list[Reading] = []
        self._ending: list[Reading] = []
        self._window: WaitingWindow | None = None
        self._usual_turn = sys.getswitchinterval()
        self._finished.connect(self._settle)
        self._look = QTimer(self, interval=50)
        self._look.timeout.connect(self._show)

    @property
    def under_way(self) -> list[Reading]:
        """What is neither settled nor called off."""
        return [each for each in (*self._at_work, *self._waiting) if not each.over]

    @property
    def are_ending(self) -> bool:
        """Whether something that was called off is still at work: it holds what it took until it ends."""
        self._ending = [each for each in self._ending if not each.wait(0)]
        return bool(self._ending)

    def begin(self, reading: Reading) -> Reading:
        """Read, as soon as few others are being read."""
        self._waiting.append(reading)
        self._start_next()
        self._look.start()
        return reading

    def wait(self, readings: Iterable[Reading]) -> None:
        """Wait a moment for all of them, and settle those that are done by then."""
        alone = not self._application.places()
        until = time.monotonic() + self.patience * (_ALONE if alone else 1)
        for each in readings:
            if not each.wait(max(0.0, until - time.monotonic())):
                return
            self._settle(each)

    def call_off_all(self) -> None:
        """Want nothing of it any more."""
        for each in self.under_way:
            self._call_off(each)

    def stop(self) -> None:
        """Call everything off, and read nothing more: the program ends."""
        self.stopped = True
        self.call_off_all()

    def _start_next(self) -> None:
        while self._waiting and len(self._at_work) < _AT_A_TIME:
            reading = self._waiting.popleft()
            if reading.over:
                continue
            self._at_work.append(reading)
            sys.setswitchinterval(_TURN)
            # A share that does not answer must not keep the program from ending.
            threading.Thread(target=self._do, args=(reading,), name="reading", daemon=True).start()

    def _do(self, reading: Reading) -> None:
        if reading.do():
            # The program may have ended meanwhile.
            with contextlib.suppress(RuntimeError):
                self._finished.emit(reading)

    def _settle(self, reading: Reading) -> None:
        self._take_off(reading)
        try:
            reading.settle()
        finally:
            self._show()

    def _call_off(self, reading: Reading) -> None:
        if reading in self._at_work:
            self._ending.append(reading)
        self._take_off(reading)
        reading.call_off()
        self._show()

    def _take_off(self, reading: Reading) -> None:
        if reading in self._at_work:
            self._at_work.remove(reading)
        self._start_next()
        if not self._at_work:
            sys.setswitchinterval(self._usual_turn)

    def _show(self) -> None:
        """Show in each window what has been read for longer than a moment, or show it no more."""
        now = time.monotonic()
        shown: dict[MainWindow | StartWindow | None, list[Reading]] = {}
        for each in self.under_way:
            place = self._application.place_for(each.place)
            if now - each.began >= (SOON if place is not None else SOON_AT_START):
                shown.setdefault(place, []).append(each)
        for place in self._application.places():
            self._show_in(place, shown.get(place, []))
        self._show_alone(shown.get(None, []))
        if not self.under_way:
            self._look.stop()

    def _show_in(self, place: "MainWindow | StartWindow", readings: list[Reading]) -> None:
        # Nearly every file is there before anybody could read that.
        from journey_editor.app.widgets.waiting_bar import WaitingBar

        bar = place.findChild(WaitingBar)
        if bar is None and readings:
            bar = WaitingBar(place.notice_bar.over)
            bar.called_off.connect(lambda: self._call_off_in(place))
        if bar is not None:
            bar.show_names([each.name for each in readings])

    def _show_alone(self, readings: list[Reading]) -> None:
        if readings and self._window is None:
            from journey_editor.app.widgets.waiting_bar import WaitingWindow

            self._window = WaitingWindow()
            self._window.called_off.connect(lambda: self._call_off_in(None))
        if self._window is not None:
            self._window.show_names([each.name for each in readings])
            if not readings:
                self._window.deleteLater()
                self._window = None

    def _call_off_in(self, place: "MainWindow | StartWindow | None") -> None:
        for each in self.under_way:
            if self._application.place_for(each.place) is place:
                self._call_off(each)
