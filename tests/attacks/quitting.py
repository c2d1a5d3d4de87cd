"""Process of a trial, which `quits` starts: the program is brought into a state and then ended.

``python -m tests.attacks.quitting FILE REPORT STATE WAY SEED``
"""

import faulthandler
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from random import Random

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget

from journey_editor.app.command_line import main as command_line
from journey_editor.app.dialogs.last_save import _LastSave
from journey_editor.app.program import application
from journey_editor.app.program.application import Application
from tests.attacks.quit_states import STATES, Story

LONGEST = 60.0
"""Seconds before a program that does not end is reported with its stack and killed."""
WAYS = ("action", "x", "quit", "session", "SIGTERM", "SIGINT", "SIGHUP")
"""Ctrl+Q, the close button of each window, Quit of the system, the end of the session, and signals."""
_ASKS = ("action", "x", "quit")
"""Ways in which a user can respond to a warning about unsaved work."""
_DISCARD_BUTTONS = ("Close without saving", "Close without this text")
_AGAIN = 0.1

_programs: list[Application] = []


class _Registered(Application):
    """Application that registers itself, so that the trial can find it."""

    def __init__(self, qt: QApplication) -> None:
        super().__init__(qt)
        _programs.append(self)


class Quitting:
    """Brings the program into a state, and ends it in one of the ways."""

    def __init__(self, file: Path, report: Path, state: str, way: str, seed: int) -> None:
        self._dice = Random(seed)
        self._file, self._report, self._state, self._way = file, report, state, way
        self._story: Story | None = None
        self._refused = ""

    def begin(self) -> None:
        """Bring the program into the state, and end it a moment later."""
        if not _programs or not _programs[0].windows or not _programs[0].windows[0].isVisible():
            QTimer.singleShot(20, self.begin)
            return
        story = self._story = Story(_programs[0], self._file, self._dice)
        story.driver.settle()
        self._write_report("the state was not reached")
        reached = False
        try:
            STATES[self._state](story)
            reached = True
        finally:
            if not reached:
                traceback.print_exc()
                os._exit(3)
        self._write_report("")
        QTimer.singleShot(round(self._dice.random() * 120), self._quit)

    def end(self) -> None:
        """Wait for the other processes, and write the report."""
        if self._story is not None:
            for each in self._story.beside:
                each.wait(10)
            self._write_report("")

    def _write_report(self, trouble: str) -> None:
        story = self._story
        report = {"kept": story.kept if story else [], "trouble": trouble, "refused": self._refused}
        self._report.write_text(json.dumps(report), encoding="ascii")

    def _quit(self) -> None:
        if self._way in _ASKS:
            # The simulated user discards unsaved work when the program asks.
            QTimer.singleShot(round(_AGAIN * 1000), self._insist)
        way: dict[str, Callable[[], None]] = {
            "action": self._choose,
            "x": _press_close,
            "quit": QApplication.quit,
            "session": self._end_session,
        }
        way.get(self._way, self._signal)()

    def _choose(self) -> None:
        program = _programs[0]
        window = program.windows[0] if program.windows else program.start_window
        assert window is not None
        next(
            each for each in window.actions() if "Ctrl+Q" in [k.toString() for k in each.shortcuts()]
        ).trigger()

    def _end_session(self) -> None:
        QApplication.instance().commitDataRequest.emit(None)  # type: ignore[union-attr]
        # The system kills a program that does not end.
        os.kill(os.getpid(), signal.SIGKILL)

    def _signal(self) -> None:
        os.kill(os.getpid(), getattr(signal, self._way))

    def _insist(self) -> None:
        """Respond as a user to the message why the program stays open."""
        if QApplication.closingDown():
            return
        QTimer.singleShot(round(_AGAIN * 1000), self._insist)
        modal = QApplication.activeModalWidget()
        popup = QApplication.activePopupWidget()
        if isinstance(modal, _LastSave):
            if self._state == "a save that hangs":
                modal.reject()
        elif popup is not None:
            popup.close()
        elif isinstance(modal, QDialog):
            modal.reject()
        else:
            for window in tuple(_programs[0].windows):
                bar = window.notice_bar
                for button in bar.findChildren(QPushButton):
                    if button.isVisible() and button.text() in _DISCARD_BUTTONS:
                        self._refused = bar.text
                        if button.text() != _DISCARD_BUTTONS[0] and self._story is not None:
                            self._story.kept = []
                        self._write_report("")
                        button.click()
                        return
            if self._way == "x":
                _press_close()
            elif self._refused and _programs[0].windows:
                self._choose()


def _press_close() -> None:
    """Press the close button of each window, as the window manager does."""
    for window in QApplication.topLevelWidgets():
        handle = window.windowHandle()
        if isinstance(window, QWidget) and window.isVisible() and handle is not None:
            handle.close()


def main(file: str, report: str, state: str, way: str, seed: str) -> int:
    """Run the program with a file, as from the command line, until it ends."""
    faulthandler.dump_traceback_later(LONGEST, exit=True, file=sys.__stderr__)
    application.Application = _Registered  # type: ignore[misc]
    _qt = QApplication([])
    quitting = Quitting(Path(file), Path(report), state, way, int(seed))
    QTimer.singleShot(0, quitting.begin)
    status = command_line.main([file])
    quitting.end()
    faulthandler.cancel_dump_traceback_later()
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
