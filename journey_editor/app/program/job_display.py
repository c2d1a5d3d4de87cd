"""Display of jobs: each window shows the files that are being read for it, with a Cancel button."""

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime.jobs import Job, Jobs

if TYPE_CHECKING:
    from journey_editor.app.program.windows import Place
    from journey_editor.app.widgets.waiting_bar import WaitingWindow

DELAY = 0.3
"""Seconds after which a window shows that a file is being read."""
DELAY_AT_START = 1.2
"""Seconds after which a separate window shows it, if the program has no window yet."""


class JobDisplay(QObject):
    """Shows jobs that take longer than a moment."""

    def __init__(self, jobs: Jobs, windows: Windows) -> None:
        super().__init__(jobs)
        self._jobs, self._windows = jobs, windows
        self._alone: WaitingWindow | None = None
        self._showing: set[Place] = set()
        self._timer = QTimer(self, interval=50)
        self._timer.timeout.connect(self._show)
        jobs.started.connect(self._timer.start)
        jobs.ended.connect(self._show)

    @property
    def _named(self) -> list[Job]:
        """The jobs that windows show."""
        return [each for each in self._jobs.active if each.names]

    def _show(self) -> None:
        """Show the jobs of each window that take longer, or hide those that have ended."""
        now = time.monotonic()
        shown: dict[Place | None, list[Job]] = {}
        for each in self._named:
            place = self._place_of(each)
            if now - each.asked_at >= (DELAY if place is not None else DELAY_AT_START):
                shown.setdefault(place, []).append(each)
        for place in self._windows.places():
            if place in shown or place in self._showing:
                self._show_in(place, shown.get(place, []))
        self._showing = {place for place in shown if place is not None}
        self._show_alone(shown.get(None, []))
        if not self._named:
            self._timer.stop()

    def _show_in(self, place: "Place", jobs: list[Job]) -> None:
        # Imported here, because nearly every file is read before it is shown.
        from journey_editor.app.widgets.waiting_bar import WaitingBar

        bar = place.findChild(WaitingBar)
        if bar is None and jobs:
            bar = WaitingBar(place.notice_bar.over)
            bar.cancelled.connect(lambda: self._cancel_in(place))
        if bar is not None:
            bar.show_names([name for each in jobs for name in each.names])

    def _show_alone(self, jobs: list[Job]) -> None:
        if jobs and self._alone is None:
            from journey_editor.app.widgets.waiting_bar import WaitingWindow

            self._alone = WaitingWindow()
            self._alone.cancelled.connect(lambda: self._cancel_in(None))
        if self._alone is not None:
            self._alone.show_names([name for each in jobs for name in each.names])
            if not jobs:
                self._alone.deleteLater()
                self._alone = None

    def _cancel_in(self, place: "Place | None") -> None:
        for each in self._named:
            if self._place_of(each) is place:
                self._jobs.cancel(each)

    def _place_of(self, job: Job) -> "Place | None":
        return self._windows.place_for(job.asked_from)
