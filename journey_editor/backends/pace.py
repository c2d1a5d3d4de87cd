"""How far the work of an output is, told often enough for nobody to wait when it is to end."""

from collections.abc import Callable

from journey_editor.foundation.errors import CancelledError

_EVERY = 100
"""So many primitives are drawn between two questions: a few thousandths of a second."""


class Pace:
    """Tells the share that is done, and ends the work when the answer is not to go on."""

    def __init__(self, progress: Callable[[float], bool] | None) -> None:
        self._progress = progress
        self._since = 0
        self.share = 0.0
        """What is told the next time, 0 to 1."""

    def step(self, primitives: int) -> None:
        """Some primitives are about to be drawn; raises `CancelledError` when they are not to be."""
        self._since += primitives
        if self._since >= _EVERY:
            self.check()

    def check(self) -> None:
        """Before what takes long. Raises `CancelledError` when it is not to be done."""
        self._since = 0
        if self._progress is not None and not self._progress(self.share):
            raise CancelledError
