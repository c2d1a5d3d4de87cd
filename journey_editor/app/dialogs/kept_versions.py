"""Dialog with the projects that have earlier versions, including those whose files are gone."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.delete_versions import ask_delete_versions, count_words, size_words
from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.foundation.file_words import folder_words, known_name
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.drafts import is_draft
from journey_editor.storage.project.versions import KeptProject, kept_projects

_PROJECT = Qt.ItemDataRole.UserRole
_WIDEST = 460
"""Maximum width of the name of a project and its folder, in pixels."""


class KeptVersionsDialog(QDialog):
    """List of the projects with the number and size of their versions, which can be shown and deleted."""

    def __init__(self, parent: QWidget, opener: ProjectOpener) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Versions of all projects"))
        self._asked_from, self._opener = parent, opener
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(TwoSidedDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(tr("Projects"))
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.delete = QPushButton(tr("Delete versions…"))
        self.show_versions = QPushButton(tr("Show versions…"))
        self.show_versions.setProperty("role", "first")
        self.show_versions.setDefault(True)
        self._lay_out()
        self._fill()

    @property
    def chosen(self) -> list[KeptProject]:
        """Selected projects."""
        return [each.data(_PROJECT) for each in self.list.selectedItems()]

    def show_chosen(self) -> None:
        """Close, and show the versions of the selected project."""
        path = self._path_to_show()
        if path is None:
            return
        session = self._opener.session_of(path)
        self.close()
        VersionsDialog(self._asked_from, self._opener, path, session).open()

    def ask_delete(self) -> None:
        """Delete the versions of the selected projects after a confirmation."""
        if self.chosen:
            ask_delete_versions(self, self.chosen, self._show_deleted)

    def _lay_out(self) -> None:
        self.list.itemSelectionChanged.connect(self._follow_choice)
        self.list.itemDoubleClicked.connect(self.show_chosen)
        self.delete.clicked.connect(self.ask_delete)
        self.show_versions.clicked.connect(self.show_chosen)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addWidget(self.delete)
        buttons.addStretch(1)
        for button in (close, self.show_versions):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.words)
        column.addWidget(self.list, 1)
        column.addLayout(buttons)
        resize_within_screen(self, QSize(680, 440))

    def _fill(self) -> None:
        projects = kept_projects()
        self.list.clear()
        for project in projects:
            words = self.fontMetrics().elidedText(_words(project), Qt.TextElideMode.ElideRight, _WIDEST)
            item = QListWidgetItem(words)
            item.setData(TwoSidedDelegate.RIGHT, f"{count_words([project])} · {size_words([project])}")
            item.setData(_PROJECT, project)
            item.setToolTip(plain_tool_tip(str(project.path or project.folder)))
            self.list.addItem(item)
        self.words.setText(_explanation(projects))
        if projects:
            self.list.setCurrentRow(0)
        self._follow_choice()

    def _follow_choice(self) -> None:
        self.delete.setEnabled(bool(self.chosen))
        self.show_versions.setEnabled(self._path_to_show() is not None)

    def _path_to_show(self) -> Path | None:
        return self.chosen[0].path if len(self.chosen) == 1 else None

    def _show_deleted(self, sentence: str) -> None:
        self._fill()
        self.words.setText(sentence)


def _words(project: KeptProject) -> str:
    if project.path is None:
        return project.name
    if project.is_gone:
        return tr("{name} · file not found").format(name=project.name)
    if is_draft(project.path):
        if project.name == known_name(project.path):
            return project.name
        return tr("{name} · draft").format(name=project.name)
    return f"{project.name} · {folder_words(project.path)}"


def _explanation(projects: Sequence[KeptProject]) -> str:
    if not projects:
        return tr("There are no earlier versions yet. Each save keeps the previous version.")
    return tr(
        "Earlier versions are stored in your own data folder, apart from the project files, and are kept "
        "when a file is deleted. Total size: {size}."
    ).format(size=size_words(projects))
