"""Tells the person on stderr what set-up is doing."""

import io
import shutil
import sys
import time
from typing import TextIO


class Progress:
    """One line that is written anew on a terminal, and elsewhere a line whenever more is done.

    It says nothing until the first step, so that nothing is shown when there is nothing to do.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        # A process may have been started without any.
        self._stream = stream or sys.stderr or io.StringIO()
        self._started = time.monotonic()
        self._shown = ""
        self._percent = -1

    def step(self, percent: float, what: str) -> None:
        """Say what is being done, and how much of the whole lies behind."""
        line = f"Setting up Journey Editor: {percent:3.0f} %  {what}"
        if self._stream.isatty():
            # A line that fills the terminal would wrap, and could not be written anew.
            line = line[: shutil.get_terminal_size().columns - 1]
            self._stream.write("\r" + line.ljust(len(self._shown)))
        elif round(percent) != self._percent:
            self._stream.write(line + "\n")
        self._percent = round(percent)
        self._stream.flush()
        self._shown = line

    def finish(self) -> None:
        """Say that all is done."""
        if self._shown:
            self.step(100, f"done in {time.monotonic() - self._started:.0f} s")
        self.leave_line()

    def leave_line(self) -> None:
        """Let what is written next begin on a line of its own."""
        if self._shown and self._stream.isatty():
            self._stream.write("\n")
            self._stream.flush()
