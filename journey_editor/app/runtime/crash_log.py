"""What happens to an error that nobody expected: it is written to the log, and told in one quiet sentence."""

import contextlib
import faulthandler
import logging
import signal
import sys
import threading
import traceback as tracebacks
from collections.abc import Callable
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from journey_editor import __version__
from journey_editor.foundation.folders import make_private_file, user_log
from journey_editor.foundation.translation import tr

_log = logging.getLogger("journey_editor")
_tellers: list[Callable[[str, str], None]] = []
_crash_files: list[TextIOWrapper] = []


class _LogFile(logging.Handler):
    """Writes the log; what rotates files is loaded when there is something to write, since it takes long."""

    _file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record into the file in the person's folder."""
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            name = make_private_file(user_log() / "journey-editor.log")
            self._file = RotatingFileHandler(
                name, maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
            )
            self._file.rotator = _rotate
            self._file.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        self._file.handle(record)

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()
        super().close()


def _rotate(full: str, old: str) -> None:
    """Begin a log anew, as private as the one before."""
    with contextlib.suppress(OSError):
        Path(full).replace(old)
    make_private_file(Path(full))


def install() -> None:
    """Send every uncaught error to the log in the person's folder, and to whoever tells people.

    Where the process itself crashes, what its threads were at goes into a file beside the log.
    """
    _log.addHandler(_LogFile())
    _crash_files.append(make_private_file(user_log() / "crash.log").open("a", encoding="utf-8"))
    faulthandler.enable(_crash_files[-1])
    sys.excepthook = note
    threading.excepthook = lambda args: note(args.exc_type, args.exc_value, args.exc_traceback)


def uninstall() -> None:
    """Let Python itself treat uncaught errors again."""
    sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
    faulthandler.disable()
    while _crash_files:
        _crash_files.pop().close()
    for handler in tuple(_log.handlers):
        _log.removeHandler(handler)
        handler.close()


def tell_with(teller: Callable[[str, str], None]) -> None:
    """Tell people of errors by this function from now on; it is given a sentence and the details."""
    _tellers[:] = [teller]


def note(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    """Write an error down, and tell of it."""
    if issubclass(kind, KeyboardInterrupt):
        # The program ends as a signal ends it. Python's own handler would raise the same here once more.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
        return
    _log.error("uncaught", exc_info=(kind, error or kind(), traceback))
    sentence = tr(
        "Something went wrong inside the program, and what was being done was not done. Your map is still "
        "here and is saved as before; what happened is written down in {folder}."
    ).format(folder=user_log())
    import platform

    details = "".join(tracebacks.format_exception(kind, error, traceback))
    about = f"Journey Editor {__version__}, Python {platform.python_version()}, {platform.platform()}"
    for teller in _tellers:
        teller(sentence, f"{about}\n{details}")
