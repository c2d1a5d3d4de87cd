"""The program itself, brought into a state and then ended: the process that `quits` starts for each trial.

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
"""Seconds until a program that does not end says where it is, and is ended."""
WAYS = ("action", "x", "quit", "session", "SIGTERM", "SIGINT", "SIGHUP")
"""Ctrl+Q, the button of each window, the system's quit, the end of the person's session, and signals."""
_ASKS = ("action", "x", "quit")
"""The ways in which somebody is there who can be told that something is not saved."""
_ALL_THE_SAME = ("Close without saving", "Close without this text")
_AGAIN = 0.1

_programs: list[Application] = []


class _Seen(Application):
    """A program that can be found."""

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
        """Do what the state is about, and end the program a moment later."""
        if not _programs or not _programs[0].windows or not _programs[0].windows[0].isVisible():
            QTimer.singleShot(20, self.begin)
            return
        story = self._story = Story(_programs[0], self._file, self._dice)
        story.hand.settle()
        self._tell("the state was not reached")
        reached = False
        try:
            STATES[self._state](story)
            reached = True
        finally:
            if not reached:
                traceback.print_exc()
                os._exit(3)
        self._tell("")
        QTimer.singleShot(round(self._dice.random() * 120), self._quit)

    def end(self) -> None:
        """Wait for what was started beside, and tell how it went."""
        if self._story is not None:
            for each in self._story.beside:
                each.wait(10)
            self._tell("")

    def _tell(self, trouble: str) -> None:
        story = self._story
        told = {"kept": story.kept if story else [], "trouble": trouble, "refused": self._refused}
        self._report.write_text(json.dumps(told), encoding="ascii")

    def _quit(self) -> None:
        if self._way in _ASKS:
            # Whoever is told that something is not saved says that it need not be.
            QTimer.singleShot(round(_AGAIN * 1000), self._insist)
        way: dict[str, Callable[[], None]] = {
            "action": self._choose,
            "x": _push_x,
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
        # What the system does with whoever does not end now.
        os.kill(os.getpid(), signal.SIGKILL)

    def _signal(self) -> None:
        os.kill(os.getpid(), getattr(signal, self._way))

    def _insist(self) -> None:
        """What somebody does whom the program has told why it stays open."""
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
                    if button.isVisible() and button.text() in _ALL_THE_SAME:
                        self._refused = bar.text
                        if button.text() != _ALL_THE_SAME[0] and self._story is not None:
                            self._story.kept = []
                        self._tell("")
                        button.click()
                        return
            if self._way == "x":
                _push_x()
            elif self._refused and _programs[0].windows:
                self._choose()


def _push_x() -> None:
    """Push the button of each window, as the window manager does."""
    for window in QApplication.topLevelWidgets():
        handle = window.windowHandle()
        if isinstance(window, QWidget) and window.isVisible() and handle is not None:
            handle.close()


def main(file: str, report: str, state: str, way: str, seed: str) -> int:
    """Run the program with a file, as from the command line, until it ends."""
    faulthandler.dump_traceback_later(LONGEST, exit=True, file=sys.__stderr__)
    application.Application = _Seen  # type: ignore[misc]
    _qt = QApplication([])
    quitting = Quitting(Path(file), Path(report), state, way, int(seed))
    QTimer.singleShot(0, quitting.begin)
    status = command_line.main([file])
    quitting.end()
    faulthandler.cancel_dump_traceback_later()
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
