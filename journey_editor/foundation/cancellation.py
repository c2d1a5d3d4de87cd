"""Long work that may be called off: it asks from time to time whether to go on."""

from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from journey_editor.foundation.errors import CancelledError

Given = ParamSpec("Given")
Made = TypeVar("Made")

GoOn = Callable[[], bool]
"""Answers, on whichever thread, whether somebody still waits for the work."""


def always() -> bool:
    """Yes: nobody calls this work off."""
    return True


def check(go_on: GoOn) -> None:
    """Raise `CancelledError` where nobody waits any more."""
    if not go_on():
        raise CancelledError


_asked: ContextVar[GoOn] = ContextVar("asked", default=always)


def asking(work: Callable[Given, Made]) -> Callable[Given, Made]:
    """Makes `check_now` ask the `go_on` that a function is called with (by its name), while it is at work."""

    @wraps(work)
    def around(*args: Given.args, **kwargs: Given.kwargs) -> Made:
        before = _asked.set(cast(GoOn, kwargs.get("go_on", always)))
        try:
            return work(*args, **kwargs)
        finally:
            _asked.reset(before)

    return around


def check_now() -> None:
    """Raise `CancelledError` where nobody waits any more for what this thread is at.

    For what is deep within the work, such as the lines of a long text.
    """
    check(_asked.get())
