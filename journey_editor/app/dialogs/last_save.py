"""Wait for the last save before a window closes."""

from concurrent.futures import Future, wait

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QProgressBar, QVBoxLayout, QWidget

from journey_editor.app.session.project_store import ProjectStore
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.autosave import SaveStatus

_AT_ONCE = 0.5
"""Seconds to wait before a dialog is shown."""


def wait_for_last_save(parent: QWidget, store: ProjectStore) -> None:
    """Save unsaved changes, and return when that is done, has failed, or the user has cancelled the waiting.

    If it takes longer than a moment (a slow network share), a dialog is shown. Cancel ends the waiting, but
    not the save itself. `ProjectStore.unsaved` then reports the result.
    """
    save = store.finish()
    QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    try:
        wait([save], _AT_ONCE)
    finally:
        QGuiApplication.restoreOverrideCursor()
    if not save.done():
        _LastSave(parent, known_name(store.path), save).exec()


class _LastSave(QDialog):
    """Progress dialog that is shown until the project is saved."""

    def __init__(self, parent: QWidget, name: str, save: "Future[SaveStatus]") -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Saving"))
        self._save = save
        words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        words.setText(tr("Saving “{name}”…").format(name=name))
        bar = QProgressBar()
        bar.setRange(0, 0)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        # Enter must not cancel: the user may have been typing when the window was closed.
        buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        column.addWidget(words)
        column.addWidget(bar)
        column.addWidget(buttons)
        self.setMinimumWidth(360)
        self._look = QTimer(self, interval=50)
        self._look.timeout.connect(self._end_when_over)
        self._look.start()

    def _end_when_over(self) -> None:
        if self._save.done():
            self.accept()
