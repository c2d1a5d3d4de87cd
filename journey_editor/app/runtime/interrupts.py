"""Ctrl+C and SIGTERM while a command works: it leaves nothing half written, and says so."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from journey_editor.foundation.cancellation import GoOn
from journey_editor.foundation.errors import CancelledError

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


@contextmanager
def may_be_stopped(*, at_once: bool = True) -> Iterator[GoOn]:
    """Let the process be asked to end; gives what answers whether to go on.

    It ends `at_once`, by `KeyboardInterrupt`, unless it draws: Qt crashes if drawing just does. It is asked
    in any case, since an exception that comes while Python itself calls something is lost.
    """
    asked: list[int] = []

    def stop(number: int, _frame: object) -> None:
        asked.append(number)
        if at_once:
            raise KeyboardInterrupt

    # Signals that were ignored stay so: a script's background commands do not hear its Ctrl+C.
    stopping = [
        each for each in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(each) is not signal.SIG_IGN
    ]
    hook, sys.unraisablehook = sys.unraisablehook, _say_nothing_of_stopping
    before = [signal.signal(each, stop) for each in stopping]
    try:
        yield lambda: not asked
    except CancelledError:
        raise KeyboardInterrupt from None
    finally:
        for each, handler in zip(stopping, before, strict=True):
            signal.signal(each, handler)
        sys.unraisablehook = hook


def _say_nothing_of_stopping(lost: "UnraisableHookArgs") -> None:
    """Print what Python could not raise, unless that is the stop that was asked for."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
