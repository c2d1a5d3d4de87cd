"""Confirmation before earlier versions are deleted permanently."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.storage.project.versions import KeptProject, delete_versions
from journey_editor.wording.map_words import long_date


class DeleteVersions(QMessageBox):
    """Asks for confirmation, and deletes the versions if the user agrees.

    `on_done` is called with a sentence about the result.
    """

    def __init__(
        self, parent: QWidget, projects: Sequence[KeptProject], on_done: Callable[[str], None]
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Delete versions"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._projects, self._on_done = projects, on_done
        self.setText(_question(projects))
        self.setInformativeText(_consequences(projects))
        self.delete = QPushButton(tr("Delete permanently"))
        self.keep = QPushButton(tr("Keep"))
        # The deletion cannot be undone, so Enter keeps the versions.
        self.keep.setProperty("role", "first")
        self.addButton(self.delete, QMessageBox.ButtonRole.DestructiveRole)
        self.addButton(self.keep, QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)
        self.delete.clicked.connect(self._delete)

    def _delete(self) -> None:
        try:
            for project in self._projects:
                delete_versions(project)
        except UserError as error:
            self._on_done(error.sentence)
            return
        count = sum(len(each.versions) for each in self._projects)
        self._on_done(ntr("{n} version was deleted.", "{n} versions were deleted.", count))


def ask_delete_versions(
    parent: QWidget, projects: Sequence[KeptProject], on_done: Callable[[str], None]
) -> DeleteVersions:
    """Open the confirmation for the kept versions of projects, and return it."""
    question = DeleteVersions(parent, projects, on_done)
    question.open()
    return question


def count_words(projects: Sequence[KeptProject]) -> str:
    """Return the number of versions of projects, such as `12 versions`."""
    return ntr("{n} version", "{n} versions", sum(len(each.versions) for each in projects))


def size_words(projects: Sequence[KeptProject]) -> str:
    """Return the size of the versions, such as `3 MB`."""
    size = sum(each.size for each in projects)
    return QLocale().formattedDataSize(size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def _question(projects: Sequence[KeptProject]) -> str:
    if len(projects) == 1:
        return tr("Delete all earlier versions of “{name}”?").format(name=projects[0].name)
    return tr("Delete all earlier versions of {n} projects?").format(n=len(projects))


def _consequences(projects: Sequence[KeptProject]) -> str:
    oldest = min(version.saved_at for each in projects for version in each.versions)
    words = tr("{versions} since {date} ({size}) will be deleted permanently. This cannot be undone.")
    sentences = [
        words.format(versions=count_words(projects), date=long_date(oldest.date()), size=size_words(projects))
    ]
    gone = [each for each in projects if each.is_gone]
    if gone and len(projects) == 1:
        sentences.append(
            tr("The file of this project no longer exists. The versions may be its only copies.")
        )
    elif gone:
        names = ", ".join(f"“{each.name}”" for each in gone[:5])
        sentences.append(
            tr(
                "The files of these projects no longer exist, and the versions may be their only copies: "
                "{names}."
            ).format(names=names if len(gone) <= 5 else f"{names}…")
        )
    else:
        sentences.append(tr("The current contents of the file are kept."))
    return "\n\n".join(sentences)
