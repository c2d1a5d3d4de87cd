"""Handling of unexpected errors: they are written to the log, and the user is notified."""

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
_handlers: list[Callable[[str, str], None]] = []
_crash_files: list[TextIOWrapper] = []


class _LogFile(logging.Handler):
    """Log file. The rotating handler is imported when first needed, because the import is slow."""

    _file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record to the log file in the user's log folder."""
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
    """Start a new log file with private permissions."""
    with contextlib.suppress(OSError):
        Path(full).replace(old)
    make_private_file(Path(full))


def install() -> None:
    """Send uncaught errors to the log and to the error handler.

    If the process itself crashes, the stacks of its threads are written to a file next to the log.
    """
    _log.addHandler(_LogFile())
    _crash_files.append(make_private_file(user_log() / "crash.log").open("a", encoding="utf-8"))
    faulthandler.enable(_crash_files[-1])
    sys.excepthook = note
    threading.excepthook = lambda args: note(args.exc_type, args.exc_value, args.exc_traceback)


def uninstall() -> None:
    """Restore Python's own handling of uncaught errors."""
    sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
    faulthandler.disable()
    while _crash_files:
        _crash_files.pop().close()
    for handler in tuple(_log.handlers):
        _log.removeHandler(handler)
        handler.close()


def notify_with(handler: Callable[[str, str], None]) -> None:
    """Set the function that notifies the user of errors; it gets a sentence and the details."""
    _handlers[:] = [handler]


def note(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    """Log an error and notify the user."""
    if issubclass(kind, KeyboardInterrupt):
        # End the program like the signal would. Python's own handler would raise KeyboardInterrupt here
        # again.
        if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
        signal.raise_signal(signal.SIGINT)
        return
    _log.error("uncaught", exc_info=(kind, error or kind(), traceback))
    sentence = tr(
        "An internal error occurred and the last action was not completed. Your map is intact and will "
        "still be saved. Details are in {folder}."
    ).format(folder=user_log())
    import platform

    details = "".join(tracebacks.format_exception(kind, error, traceback))
    about = f"Journey Editor {__version__}, Python {platform.python_version()}, {platform.platform()}"
    for handler in _handlers:
        handler(sentence, f"{about}\n{details}")
