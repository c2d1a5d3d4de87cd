"""The earlier versions that are kept of all projects, also of those whose files are gone: show and delete."""

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
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.foundation.file_words import folder_words
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.drafts import is_draft
from journey_editor.storage.project.versions import KeptProject, kept_projects

_PROJECT = Qt.ItemDataRole.UserRole
_WIDEST = 460
"""Pixels for the name of a project and its folder."""


class KeptVersionsDialog(QDialog):
    """Lists the projects of which versions are kept, with their number and how much room they take."""

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
        self.delete = QPushButton(tr("Delete their versions…"))
        self.show_versions = QPushButton(tr("Show versions…"))
        self.show_versions.setProperty("role", "first")
        self.show_versions.setDefault(True)
        self._put_together()
        self._fill()

    @property
    def chosen(self) -> list[KeptProject]:
        """The projects that are chosen in the list."""
        return [each.data(_PROJECT) for each in self.list.selectedItems()]

    def show_chosen(self) -> None:
        """Show the versions of the chosen project in the place of this list."""
        path = self._path_to_show()
        if path is None:
            return
        session = self._opener.session_of(path)
        self.close()
        VersionsDialog(self._asked_from, self._opener, path, session).open()

    def ask_delete(self) -> None:
        """Delete the versions of the chosen projects, once the person has said so."""
        if self.chosen:
            ask_delete_versions(self, self.chosen, self._tell_deleted)

    def _put_together(self) -> None:
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
        self.resize(QSize(680, 440).boundedTo(self.screen().availableSize()))

    def _fill(self) -> None:
        projects = kept_projects()
        self.list.clear()
        for project in projects:
            words = self.fontMetrics().elidedText(_words(project), Qt.TextElideMode.ElideRight, _WIDEST)
            item = QListWidgetItem(words)
            item.setData(TwoSidedDelegate.RIGHT, f"{count_words([project])} · {size_words([project])}")
            item.setData(_PROJECT, project)
            item.setToolTip(str(project.path or project.folder))
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

    def _tell_deleted(self, sentence: str) -> None:
        self._fill()
        self.words.setText(sentence)


def _words(project: KeptProject) -> str:
    if project.path is None:
        return project.name
    if project.is_gone:
        return tr("{name} · its file is gone").format(name=project.name)
    if is_draft(project.path):
        return tr("{name} · draft").format(name=project.name)
    return f"{project.name} · {folder_words(project.path)}"


def _explanation(projects: Sequence[KeptProject]) -> str:
    if not projects:
        return tr("There are no earlier versions yet: each save keeps what it replaces.")
    return tr(
        "Earlier versions lie in your own data folder, apart from the project files, and stay there when a "
        "file is deleted. Altogether they take {size}."
    ).format(size=size_words(projects))
