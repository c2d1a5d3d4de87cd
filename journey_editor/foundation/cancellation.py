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


@contextmanager
def uncancellable() -> Iterator[None]:
    """Let the work in the block finish, whatever surrounds it: for short work that must be complete."""
    before = _wanted.set(())
    try:
        yield
    finally:
        _wanted.reset(before)


def raise_if_cancelled() -> None:
    """Raise `CancelledError` if the work of this thread is cancelled. Long work calls this in its loops."""
    if is_cancelled():
        raise CancelledError


def is_cancelled() -> bool:
    """Return whether the work of this thread is cancelled: for callbacks from C, which cannot raise."""
    for wanted in _wanted.get():  # noqa: SIM110 - `any` takes twice as long, and this is called very often
        if not wanted():
            return True
    return False
