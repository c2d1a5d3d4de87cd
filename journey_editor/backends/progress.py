"""Progress of an output, reported often enough to cancel without delay."""

from collections.abc import Callable

from journey_editor.foundation.errors import CancelledError

_EVERY = 100
"""Number of primitives drawn between two reports, which takes a few milliseconds."""


class Pace:
    """Progress reporter. It raises `CancelledError` when `progress` returns False."""

    def __init__(self, progress: Callable[[float], bool] | None) -> None:
        self._progress = progress
        self._since = 0
        self.share = 0.0
        """Completed share for the next report, 0 to 1."""

    def step(self, primitives: int) -> None:
        """Count primitives that are about to be drawn. Raises `CancelledError` if the output is cancelled."""
        self._since += primitives
        if self._since >= _EVERY:
            self.check()

    def check(self) -> None:
        """Report progress before a long operation. Raises `CancelledError` if the output is cancelled."""
        self._since = 0
        if self._progress is not None and not self._progress(self.share):
            raise CancelledError
