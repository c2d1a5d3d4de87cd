"""Base of dialogs that show the rows of a file beside fields about them, and what follows from both."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTableWidget, QVBoxLayout, QWidget

from journey_editor.app.runtime.jobs import Job, Jobs, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.layouts import scrolling_side
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr


@reports_errors
class TableDialog(QDialog):
    """Tables with a message, beside a form with a button that accepts. One job at a time reads the file."""

    def __init__(self, parent: QWidget, jobs: Jobs, accept: str, pause: int) -> None:
        """`accept` is the text of the button; after a change, `pause` milliseconds pass until `read`."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs = OwnedJobs(jobs, self)
        self._job: Job | None = None
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.accept_button = QPushButton(accept)
        self.accept_button.clicked.connect(self.accept)
        self.timer = QTimer(self, singleShot=True, interval=pause)
        """Timer that runs from a change of a field until the file is read again."""

    @property
    def is_current(self) -> bool:
        """True if what is shown follows from the fields."""
        return not self.timer.isActive() and (self._job is None or self._job.over)

    def start(self, work: Callable[[], Any], on_success: Callable[[Any], object], name: str) -> None:
        """Start a job that reads the file `name`, instead of an earlier one."""
        self.timer.stop()
        self._jobs.cancel(self._job)
        self._job = self._jobs.start(work, on_success, self.show_error)
        self.say(tr("Reading “{name}”…").format(name=name))

    def show_error(self, error: UserError) -> None:
        """Show why the file could not be read."""
        self.say(error.sentence, failed=True)

    def say(self, words: str, *, failed: bool = False) -> None:
        """Show a message below the tables."""
        self.message.setProperty("role", "error" if failed else "second")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(words)
        if failed:
            announce(self.message, words)

    def lay_out(
        self,
        tables: Sequence[tuple[str, QTableWidget, int]],
        side: QWidget,
        size: QSize,
        width: int,
        below: QWidget | None = None,
    ) -> None:
        """Lay out tables with their names and shares of the height beside a form of a minimum width.

        `below` is between the tables and the message.
        """
        column = QVBoxLayout()
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(6)
        for name, table, stretch in tables:
            heading = QLabel(name)
            heading.setProperty("role", "label")
            heading.setBuddy(table)
            column.addWidget(heading)
            column.addWidget(table, stretch)
        if below is not None:
            column.addWidget(below)
        column.addWidget(self.message)
        cancel = QPushButton(tr("Cancel"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(scrolling_side(side, buttons, width))
        make_primary(self.accept_button)
        resize_within_screen(self, size)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, possibly together with the program."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def done(self, result: int) -> None:
        """Cancel the jobs and close."""
        self.timer.stop()
        self._jobs.close()
        super().done(result)
