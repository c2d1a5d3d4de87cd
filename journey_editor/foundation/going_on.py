"""Long work that may be called off: it asks from time to time whether to go on."""

from collections.abc import Callable

from journey_editor.foundation.errors import CancelledError

GoOn = Callable[[], bool]
"""Answers, on whichever thread, whether somebody still waits for the work."""


def always() -> bool:
    """Yes: nobody calls this work off."""
    return True


def check(go_on: GoOn) -> None:
    """Raise `CancelledError` where nobody waits any more."""
    if not go_on():
        raise CancelledError
