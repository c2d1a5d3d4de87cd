"""What happens to an error that nobody expected: it is written to the log, and told in one quiet sentence."""

import logging
import sys
import threading
from collections.abc import Callable
from logging.handlers import RotatingFileHandler
from types import TracebackType

from journey_editor.foundation.folders import user_log
from journey_editor.foundation.translation import tr

_log = logging.getLogger("journey_editor")
_tellers: list[Callable[[str], None]] = []


def install() -> None:
    """Send every uncaught error to the log in the person's folder, and to whoever tells people."""
    handler = RotatingFileHandler(
        user_log() / "journey-editor.log", maxBytes=500_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    _log.addHandler(handler)
    sys.excepthook = note
    threading.excepthook = lambda args: note(args.exc_type, args.exc_value, args.exc_traceback)


def uninstall() -> None:
    """Let Python itself treat uncaught errors again."""
    sys.excepthook, threading.excepthook = sys.__excepthook__, threading.__excepthook__
    for handler in tuple(_log.handlers):
        _log.removeHandler(handler)
        handler.close()


def tell_with(teller: Callable[[str], None]) -> None:
    """Tell people of errors by this function from now on."""
    _tellers[:] = [teller]


def note(kind: type[BaseException], error: BaseException | None, traceback: TracebackType | None) -> None:
    """Write an error down, and tell of it."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error or kind(), traceback)
        return
    _log.error("uncaught", exc_info=(kind, error or kind(), traceback))
    sentence = tr(
        "Something went wrong inside the program. Your map is still here and is saved as before; "
        "what happened is written down in {folder}."
    ).format(folder=user_log())
    for teller in _tellers:
        teller(sentence)
