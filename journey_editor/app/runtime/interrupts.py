"""Handling of Ctrl+C and SIGTERM during a command, which must not leave incomplete files."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


@contextmanager
def may_be_stopped(*, at_once: bool = True) -> Iterator[None]:
    """Cancel the work of the block on Ctrl+C or SIGTERM, and raise `KeyboardInterrupt`.

    With `at_once` the signal handler raises it. Drawing needs `at_once=False`, because Qt crashes if an
    exception interrupts it. The work is cancelled in any case, since an exception is lost if it is raised in
    a callback of Python itself.
    """
    received: list[int] = []

    def stop(number: int, _frame: object) -> None:
        received.append(number)
        if at_once:
            raise KeyboardInterrupt

    # Ignored signals stay ignored: background commands of a script do not receive its Ctrl+C.
    stopping = [
        each for each in (signal.SIGINT, signal.SIGTERM) if signal.getsignal(each) is not signal.SIG_IGN
    ]
    hook, sys.unraisablehook = sys.unraisablehook, _ignore_interrupts
    before = [signal.signal(each, stop) for each in stopping]
    try:
        with cancellable(lambda: not received):
            yield
    except CancelledError:
        raise KeyboardInterrupt from None
    finally:
        for each, handler in zip(stopping, before, strict=True):
            signal.signal(each, handler)
        sys.unraisablehook = hook


def _ignore_interrupts(lost: "UnraisableHookArgs") -> None:
    """Print exceptions that Python could not raise, except for the requested interruption."""
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
