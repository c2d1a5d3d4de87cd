"""Progress of an output."""

from collections.abc import Callable

from journey_editor.foundation.cancellation import raise_if_cancelled


class Progress:
    """Reporter that passes the completed share of an output on to `report`, at most once for each percent."""

    def __init__(self, report: Callable[[float], object] | None) -> None:
        self._report = report
        self._percent = -1

    def reach(self, share: float) -> None:
        """Report a completed share, 0 to 1. Raises `CancelledError` if the output is cancelled."""
        raise_if_cancelled()
        percent = int(share * 100)
        if self._report is not None and percent != self._percent:
            self._percent = percent
            self._report(share)
