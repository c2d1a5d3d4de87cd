"""Cancellation of long work.

A context variable tells the loops of the work, so that the functions on the way need no parameter for it. A
new thread begins without it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from journey_editor.foundation.errors import CancelledError

GoOn = Callable[[], bool]
"""Function that returns False once the result of some work is no longer wanted. Any thread may call it."""

_wanted: ContextVar[tuple[GoOn, ...]] = ContextVar("wanted", default=())


@contextmanager
def cancellable(wanted: GoOn) -> Iterator[None]:
    """Let the work in the block be cancelled: it raises `CancelledError` once `wanted` returns False.

    This includes work in nested blocks, which any of the surrounding ones can cancel.
    """
    before = _wanted.set((*_wanted.get(), wanted))
    try:
        yield
    finally:
        _wanted.reset(before)


def raise_if_cancelled() -> None:
    """Raise `CancelledError` if the work of this thread is cancelled. Long work calls this in its loops."""
    for wanted in _wanted.get():
        check(wanted)


def always() -> bool:
    """Return True: for work that cannot be cancelled."""
    return True


def check(go_on: GoOn) -> None:
    """Raise `CancelledError` if `go_on` returns False."""
    if not go_on():
        raise CancelledError
