"""Process of a run, which `hand` starts: the program with random actions, reporting what happens.

``python -m tests.attacks.hand_session PLAN`` with the file of a `Plan`.
"""

import faulthandler
import json
import logging
import os
import secrets
import signal
import sys
import threading
import time
import traceback
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

from PySide6.QtCore import QObject, QThread, QTimer, QtMsgType, QUrl, Slot, qInstallMessageHandler
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from journey_editor.app.command_line import main as command_line
from journey_editor.app.program import application
from journey_editor.app.program.application import Application
from journey_editor.app.services.clipboard import MIME
from tests.attacks.hand_checks import check_window
from tests.attacks.hand_fields import dialogs
from tests.attacks.hand_moves import move
from tests.attacks.hand_person import Hand
from tests.attacks.hand_report import Report, watch

MOST_SECONDS = 2.0
"""Maximum seconds for which a step may block the window."""
STUCK = 90.0
"""Seconds before a step that does not end is reported with its stack and killed with the program."""
_NESTED = 40
"""Milliseconds before the following steps use a dialog that runs its own event loop."""
_HARMLESS = (
    "This plugin does not support",
    "Mouse event at ",
)
_ALL_THE_SAME = "Close without"


@dataclass(frozen=True, slots=True)
class Plan:
    """Plan of a run: the steps from `first` on, and the way it ends.

    `ends` is `quit` or `kill at rest` (after all checks), `quit at once`, or `kill` (during the last step).
    With `only`, all other steps are left out.
    """

    seed: int
    home: str
    report: str
    first: int = 0
    steps: int = 300
    ends: str = "quit"
    files: tuple[str, ...] = ()
    only: tuple[int, ...] | None = None

    def write(self, path: Path) -> None:
        """Write the plan for the process that executes it."""
        path.write_text(json.dumps(asdict(self)), "utf-8")

    @classmethod
    def read(cls, path: Path) -> "Plan":
        """Read a written plan."""
        values = json.loads(path.read_text("utf-8"))
        values["files"] = tuple(values["files"])
        values["only"] = None if values["only"] is None else tuple(values["only"])
        return cls(**values)


_programs: list[Application] = []


class _Seen(Application):
    """Application that registers itself, so that the run can find it."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        _programs.append(self)


class Sitting(QObject):
    """Executes the steps in turn, each after the previous one has been processed, also in dialogs."""

    def __init__(self, plan: Plan, report: Report) -> None:
        super().__init__()
        self._plan, self._report = plan, report
        self._index = plan.first
        self._levels: list[int] = []
        self._hand: Hand | None = None
        self._began: _Watch | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)
        self._timer.start(0)

    def _next(self) -> None:
        if self._hand is None:
            self._begin()
            return
        level = QThread.currentThread().loopLevel()
        if self._levels and level <= self._levels[-1]:
            # The running step only processed events; there is no dialog with its own event loop.
            self._timer.start(_NESTED)
            return
        self._measure()
        self._timer.start(_NESTED)
        self._levels.append(level)
        try:
            if self._index < self._plan.first + self._plan.steps:
                pause = self._step(self._hand)
            elif len(self._levels) > 1:
                pause = 10
                _close_what_is_open()
            else:
                self._timer.stop()
                self._end(self._hand)
                return
        finally:
            self._levels.pop()
        self._timer.start(pause)

    def _begin(self) -> None:
        """Wait for the first window of the program."""
        if not _programs or not any(each.isVisible() for each in QApplication.topLevelWidgets()):
            self._timer.start(20)
            return
        plan = self._plan
        self._hand = Hand(_programs[0], Path(plan.home) / "things", plan.seed, self._did)
        self._timer.start(0)

    def _did(self, what: object) -> None:
        self._report.add("does", self._index - 1, str(what))

    def _step(self, hand: Hand) -> int:
        """Execute a step; return the milliseconds before the next one."""
        index, plan = self._index, self._plan
        self._index += 1
        if plan.only is not None and index not in plan.only:
            return 0
        faulthandler.dump_traceback_later(STUCK, exit=True, file=sys.__stderr__)
        hand.dice = Random(f"{plan.seed}/{index}")
        pause = hand.dice.choice((20, 200, 600)) if hand.dice.random() < 0.02 else 0
        if plan.ends == "kill" and self._index == plan.first + plan.steps:
            _kill_soon(hand.dice.random() * 0.2)
        self._began = _Watch()
        try:
            move(hand)
        except Exception as error:  # noqa: BLE001
            self._raised(error)
        if pause:
            self._began = None
        for window in tuple(hand.program.windows):
            self._report.add_safe(window.session)
        return pause

    def _raised(self, error: Exception) -> None:
        last = traceback.extract_tb(error.__traceback__)[-1]
        # A window may have been deleted when a step continues with it.
        if "already deleted" in str(error) and "attacks" in Path(last.filename).parts:
            return
        self._report.add_fault("raised", "".join(traceback.format_exception(error)))

    def _measure(self) -> None:
        """Report a step that blocked the window for too long."""
        if self._began is not None:
            seconds, busy = self._began.seconds()
            if seconds > MOST_SECONDS:
                self._report.add("slow", self._index - 1, round(seconds, 1), round(busy, 1))
        self._began = None

    def _end(self, hand: Hand) -> None:
        plan, program = self._plan, hand.program
        faulthandler.dump_traceback_later(STUCK * 3, exit=True, file=sys.__stderr__)
        if plan.ends != "quit at once":
            _close_what_is_open()
            for window in tuple(program.windows):
                try:
                    check_window(window, self._report)
                except Exception as error:  # noqa: BLE001
                    self._raised(error)
        if plan.ends.startswith("kill"):
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        self._report.add("quits")
        self._insisting = QTimer(self, interval=100)
        self._insisting.timeout.connect(lambda: _insist(program))
        self._insisting.start()
        QTimer.singleShot(0, program.quit)


def _kill_soon(seconds: float) -> None:
    """Kill the process after a delay, at any moment."""

    def kill() -> None:
        time.sleep(seconds)
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    threading.Thread(target=kill, daemon=True).start()


class _Watch:
    """Measures time, excluding the time used by other programs if the system reports it."""

    def __init__(self) -> None:
        self._wall, self._cpu, self._late = time.monotonic(), time.thread_time(), _late()

    def seconds(self) -> tuple[float, float]:
        """Return the elapsed time and the CPU time of this thread, in seconds."""
        now = _late()
        late = max((now[each] - self._late[each] for each in now.keys() & self._late.keys()), default=0.0)
        return time.monotonic() - self._wall - late, time.thread_time() - self._cpu


def _late() -> dict[str, float]:
    """Return the seconds for which each thread of this process has waited for a processor."""
    late = {}
    with suppress(OSError):
        for task in Path("/proc/self/task").iterdir():
            with suppress(OSError, ValueError, IndexError):
                late[task.name] = int((task / "schedstat").read_text("ascii").split()[1]) / 1e9
    return late


def _close_what_is_open() -> None:
    """Close menus and dialogs, so that a window can be checked."""
    for _ in range(20):
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.close()
        elif there := dialogs():
            there[-1].close()
        else:
            break
        QApplication.processEvents()


def _insist(program: Application) -> None:
    """Do what a user does when the program reports why it stays open."""
    _close_what_is_open()
    for window in tuple(program.windows):
        with suppress(RuntimeError):
            for button in window.notice_bar.findChildren(QPushButton):
                if button.isVisible() and button.text().startswith(_ALL_THE_SAME):
                    button.click()
                    break
    if program.windows or program.start_window is not None:
        program.quit()


class _Links(QObject):
    """Receives URLs that would be opened in another program."""

    @Slot(QUrl)
    def open(self, _url: QUrl) -> None:
        """Show nothing."""


def _listen(report: Report) -> None:
    """Report everything that goes wrong, in addition to the program's own handling."""
    program_hook, thread_hook = sys.excepthook, threading.excepthook

    def uncaught(*error: object) -> None:
        report.add_fault("uncaught", "".join(traceback.format_exception(*error)))  # type: ignore[arg-type]
        program_hook(*error)  # type: ignore[arg-type]

    def in_a_thread(args: threading.ExceptHookArgs) -> None:
        report.add_fault("uncaught in a thread", "".join(traceback.format_exception(*args[:3])))
        thread_hook(args)

    def unraisable(args: "sys.UnraisableHookArgs") -> None:
        error = args.exc_value or args.exc_type()
        words = "".join(traceback.format_exception(type(error), error, args.exc_traceback))
        report.add_fault("unraisable", f"{args.err_msg} {args.object!r}\n{words}")

    sys.excepthook, threading.excepthook, sys.unraisablehook = uncaught, in_a_thread, unraisable
    logging.getLogger().addHandler(_Logged(report))


class _Logged(logging.Handler):
    """Reports errors that the program caught and logged."""

    def __init__(self, report: Report) -> None:
        super().__init__(logging.ERROR)
        self._report = report

    def emit(self, record: logging.LogRecord) -> None:
        """Report a record, unless it was reported as an uncaught error."""
        if record.msg != "uncaught":
            self._report.add_fault("logged", self.format(record))


def _hear_qt(report: Report) -> None:
    def said(kind: QtMsgType, _context: object, words: str) -> None:
        if not words.startswith(_HARMLESS) and kind != QtMsgType.QtDebugMsg:
            report.add_fault("Qt says", words)

    qInstallMessageHandler(said)


def _count_ids(dice: Random) -> None:
    """Give records the same ids in each run; other threads get random ids, because their order varies."""
    by_chance = secrets.token_hex

    def token_hex(size: int | None = None) -> str:
        if threading.current_thread() is threading.main_thread():
            return dice.randbytes(size or 32).hex()
        return by_chance(size)

    secrets.token_hex = token_hex


def main(file: str) -> int:
    """Run the program as planned."""
    plan = Plan.read(Path(file))
    report = Report(Path(plan.report))
    _count_ids(Random(f"ids {plan.seed}/{plan.first}"))
    watch(report)
    application.Application = _Seen  # type: ignore[misc]
    _qt = QApplication([])
    _hear_qt(report)
    links = _Links()
    for scheme in ("file", "http", "https", "mailto"):
        QDesktopServices.setUrlHandler(scheme, links, "open")
    sitting: list[Sitting] = []

    def begin() -> None:
        # The program has installed its own hooks by now.
        _listen(report)
        sitting.append(Sitting(plan, report))

    QTimer.singleShot(0, begin)
    status = command_line.main(list(plan.files))
    faulthandler.cancel_dump_traceback_later()
    data = QGuiApplication.clipboard().mimeData()
    if data is not None and not data.hasFormat(MIME):
        # Remove what the simulated user put there; the program must have removed its own content.
        QGuiApplication.clipboard().clear()
    report.add("ended")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
