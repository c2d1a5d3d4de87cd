"""Row of the start page for a project to recover."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.folders import is_among_drafts
from journey_editor.foundation.translation import ntr, tr
from journey_editor.storage.journal.recovered import MOST_ATTEMPTS, Recoverable
from journey_editor.wording.map_words import long_date


class RecoveryRow(QFrame):
    """Shows the name of a project, its time and its unsaved content, with buttons for three actions."""

    chosen = Signal()
    postponed = Signal()
    discarded = Signal()

    def __init__(self, found: Recoverable) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setMaximumWidth(1024)
        sign = QLabel()
        sign.setPixmap(style.icon("history").pixmap(24, 24))
        name = QLabel(found.name, textFormat=Qt.TextFormat.PlainText)
        name.setProperty("role", "tile")
        name.setToolTip(plain_tool_tip(str(found.path)))
        second = QLabel(f"{_when(found)} · {_what(found)}", textFormat=Qt.TextFormat.PlainText)
        second.setProperty("role", "label")
        second.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(name)
        words.addWidget(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        row.addWidget(sign)
        row.addLayout(words, 1)
        self.open_button = QPushButton(tr("Open"))
        self.open_button.setProperty("role", "first")
        self.open_button.setEnabled(not found.newer)
        self.open_button.setAccessibleName(tr("Recover {name}").format(name=found.name))
        self.open_button.clicked.connect(self.chosen)
        self.later_button = QPushButton(tr("Later"))
        self.later_button.setToolTip(tr("Offer it again at the next start"))
        self.later_button.clicked.connect(self.postponed)
        self.discard_button = QPushButton(tr("Discard"))
        self.discard_button.setToolTip(tr("Discard the unsaved changes; they stay in the trash for 30 days"))
        self.discard_button.clicked.connect(self.discarded)
        for button in (self.discard_button, self.later_button, self.open_button):
            button.setAutoDefault(True)
            row.addWidget(button)


def _when(found: Recoverable) -> str:
    """Return the time of the last edit, such as `22 November 2026, 12:03`."""
    return f"{long_date(found.when.date())}, {found.when:%H:%M}"


def _what(found: Recoverable) -> str:
    """Return a phrase about the unsaved content."""
    if found.newer:
        return tr("Only a newer version of Journey Editor can open this")
    if found.computer:
        return tr("Open on {computer}, or not closed properly there").format(computer=found.computer)
    if found.attempts >= MOST_ATTEMPTS:
        return tr("Opening it crashed the program before")
    if found.unsaved is None:
        return tr("Damaged; the readable part can be opened")
    if found.unsaved == 0:
        return tr("Unfinished typing") if found.typing else tr("Its file no longer exists")
    if is_among_drafts(found.path):
        return ntr(
            "{n} change, not saved to a file yet", "{n} changes, not saved to a file yet", found.unsaved
        )
    return ntr("{n} change that is not in the file", "{n} changes that are not in the file", found.unsaved)
