"""Cancellation of long work.

The loops of the work read a context variable, so that the functions in between need no parameter. A new
thread starts without a token.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from journey_editor.foundation.errors import CancelledError

Token = Callable[[], bool]
"""Cancellation token: a function that returns False once the result is no longer wanted, on any thread."""

_tokens: ContextVar[tuple[Token, ...]] = ContextVar("tokens", default=())


@contextmanager
def cancellable(token: Token) -> Iterator[None]:
    """Let the work in the block be cancelled: it raises `CancelledError` once `token` returns False.

    This includes work in nested blocks, which any of the surrounding ones can cancel.
    """
    before = _tokens.set((*_tokens.get(), token))
    try:
        yield
    finally:
        _tokens.reset(before)


@contextmanager
def uncancellable() -> Iterator[None]:
    """Ignore cancellation in the block: for short work that must be completed."""
    before = _tokens.set(())
    try:
        yield
    finally:
        _tokens.reset(before)


def raise_if_cancelled() -> None:
    """Raise `CancelledError` if the work of this thread is cancelled. Long work calls this in its loops."""
    # As `is_cancelled`, which is not called because this is called very often.
    for token in _tokens.get():
        if not token():
            raise CancelledError


def is_cancelled() -> bool:
    """Return whether the work of this thread is cancelled: for callbacks from C, which cannot raise."""
    for token in _tokens.get():  # noqa: SIM110 - `any` takes twice as long, and this is called very often
        if not token():
            return True
    return False
