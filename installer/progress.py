"""Progress of the set-up on stderr."""

import io
import shutil
import sys
import time
from typing import TextIO


class Progress:
    """Progress display: one line that is updated on a terminal, otherwise a new line for each new percentage.

    It writes nothing before the first step, so nothing is shown if there is nothing to do.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        # Processes can be started without stderr.
        self._stream = stream or sys.stderr or io.StringIO()
        self._started = time.monotonic()
        self._shown = ""
        self._percent = -1

    def step(self, percent: float, what: str) -> None:
        """Show the current step and the progress in percent."""
        line = f"Setting up Journey Editor: {percent:3.0f} %  {what}"
        if self._stream.isatty():
            # A line as wide as the terminal would wrap and could not be overwritten.
            line = line[: shutil.get_terminal_size().columns - 1]
            self._stream.write("\r" + line.ljust(len(self._shown)))
        elif round(percent) != self._percent:
            self._stream.write(line + "\n")
        self._percent = round(percent)
        self._stream.flush()
        self._shown = line

    def finish(self) -> None:
        """Show that everything is done."""
        if self._shown:
            self.step(100, f"done in {time.monotonic() - self._started:.0f} s")
        self.leave_line()

    def leave_line(self) -> None:
        """End the current line, so that the next output begins on a new one."""
        if self._shown and self._stream.isatty():
            self._stream.write("\n")
            self._stream.flush()
