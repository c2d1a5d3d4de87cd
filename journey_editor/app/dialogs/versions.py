"""Dialog with the earlier versions of a project file, to view, open and restore them."""

import stat
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.delete_versions import ask_delete_versions
from journey_editor.app.runtime.jobs import Job, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.session.session import Session
from journey_editor.app.session.thumbnail_image import title_of_draft
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.app.widgets.page_preview import Preview
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.editing.commands.restore import restore
from journey_editor.foundation.cancellation import uncancellable
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import now
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.drafts import is_draft
from journey_editor.storage.project.versions import (
    DAYS,
    HOURS,
    LAST,
    MINUTES,
    Version,
    kept_of,
    versions_of,
)
from journey_editor.wording.map_words import long_date

if TYPE_CHECKING:
    from journey_editor.storage.project.project import Project

_VERSION = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class _LoadedVersion:
    """Earlier version that was read and drawn."""

    project: "Project"
    picture: QImage


@reports_errors
class VersionsDialog(QDialog):
    """List of the versions of the file at `path` on the left, preview of the selected one on the right.

    If the file is open in `session`, restoring a version is an edit that can be undone. Otherwise the file is
    written, and its current content becomes a version.
    """

    def __init__(
        self,
        parent: QWidget,
        opener: ProjectOpener,
        path: Path,
        session: Session | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._name = _name_of(path, session)
        self.setWindowTitle(tr("Versions of “{name}”").format(name=self._name))
        self._asked_from, self._opener, self._path, self._session = parent, opener, path, session
        self._loaded: dict[Path, _LoadedVersion] = {}
        self._jobs = OwnedJobs(opener.jobs, self)
        self._reading: Job | None = None
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(TwoSidedDelegate(self.list))
        self.list.setFixedWidth(300)
        self.list.setAccessibleName(tr("Versions"))
        self.delete = QPushButton(tr("Delete all versions…"))
        self.preview = Preview()
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.copy = QPushButton(tr("Open as a copy"))
        self.restore_button = QPushButton(tr("Restore"))
        self._lay_out()
        make_primary(self.copy if session is not None and session.read_only else self.restore_button)
        self._fill()

    @property
    def chosen(self) -> Version | None:
        """Selected version."""
        item: QListWidgetItem | None = self.list.currentItem()
        found = item.data(_VERSION) if item is not None else None
        return found if isinstance(found, Version) else None

    def open_copy(self) -> None:
        """Open the selected version as a project without a name."""
        version = self.chosen
        if version is not None:
            name = f"{self._name}, {_moment(version.saved_at)}"
            self.close()
            self._opener.open_copy(version.path, self._asked_from, name)

    def restore(self) -> None:
        """Restore the selected version."""
        version, loaded = self.chosen, self._loaded_version()
        if version is None or loaded is None:
            return
        if self._session is not None:
            self._restore_in_session(self._session, loaded.project, _moment(version.saved_at))
        else:
            self._restore_file(version, loaded.project)

    def ask_delete(self) -> None:
        """Delete all versions after a confirmation."""
        kept = replace(kept_of(self._path), name=self._name)
        ask_delete_versions(self, [kept], self._show_deleted)

    def done(self, result: int) -> None:
        """Cancel the background work and close."""
        self._jobs.close()
        super().done(result)

    def _lay_out(self) -> None:
        self.copy.clicked.connect(self.open_copy)
        self.restore_button.clicked.connect(self.restore)
        self.delete.clicked.connect(self.ask_delete)
        close = QPushButton(tr("Close"))
        close.clicked.connect(self.close)
        self.list.currentItemChanged.connect(self._load_selected)
        buttons = QHBoxLayout()
        buttons.addWidget(self.words, 1)
        for button in (close, self.copy, self.restore_button):
            buttons.addWidget(button)
        left = QVBoxLayout()
        left.addWidget(self.list)
        left.addWidget(self.delete)
        middle = QHBoxLayout()
        middle.addLayout(left)
        middle.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(middle, 1)
        column.addLayout(buttons)
        resize_within_screen(self, QSize(980, 560))

    def _fill(self) -> None:
        self.list.clear()
        for version in versions_of(self._path):
            moment = _moment(version.saved_at)
            words = tr("{moment} · review").format(moment=moment) if version.reviewed else moment
            item = QListWidgetItem(words)
            size = QLocale().formattedDataSize(version.size, 0, QLocale.DataSizeFormat.DataSizeSIFormat)
            item.setData(TwoSidedDelegate.RIGHT, size)
            item.setData(_VERSION, version)
            self.list.addItem(item)
        self.delete.setEnabled(self.list.count() > 0)
        if self.list.count():
            self.list.setCurrentRow(0)
        else:
            self._show(tr("There are no earlier versions yet. Each save keeps the previous version."))

    def _load_selected(self) -> None:
        """Read and draw the selected version in the background."""
        version = self.chosen
        if version is None:
            return
        if version.path in self._loaded:
            self._show()
            return
        self._show(tr("Loading…"))
        path = version.path
        self._jobs.cancel(self._reading)
        self._reading = self._jobs.start(
            lambda: _read_version(path),
            lambda loaded: self._add_loaded(path, loaded),
            lambda error: self._show_if_chosen(path, error.sentence),
        )

    def _add_loaded(self, path: Path, loaded: _LoadedVersion) -> None:
        self._loaded[path] = loaded
        self._show_if_chosen(path)

    def _show_if_chosen(self, path: Path, words: str = "") -> None:
        # Meanwhile all versions may have been deleted.
        if self.chosen is not None and self.chosen.path == path:
            self._show(words)

    def _loaded_version(self) -> _LoadedVersion | None:
        return self._loaded.get(self.chosen.path) if self.chosen is not None else None

    def _show(self, words: str = "") -> None:
        loaded = self._loaded_version()
        self.preview.show_picture(loaded.picture if loaded is not None else QImage())
        self.words.setText(words if loaded is None else _retention())
        self.copy.setEnabled(loaded is not None)
        read_only = self._session is not None and self._session.read_only
        self.restore_button.setEnabled(loaded is not None and not read_only)

    def _restore_in_session(self, session: Session, project: "Project", moment: str) -> None:
        session.add_pictures(project.pictures)
        transaction = session.edit(tr("Restore version"))
        with transaction as draft:
            restore(draft, project.document)
        if transaction.succeeded:
            self.close()
            session.notice.emit(
                tr("Restored the version of {moment}. You can undo this.").format(moment=moment)
            )

    def _show_deleted(self, sentence: str) -> None:
        self._fill()
        self.words.setText(sentence)

    def _restore_file(self, version: Version, project: "Project") -> None:
        path = self._path
        for button in (self.copy, self.restore_button):
            button.setEnabled(False)
        self.words.setText(tr("Restoring…"))
        self._jobs.start(lambda: _write(path, version, project), self._open_file, self._show_error)

    def _open_file(self, _: None) -> None:
        self.close()
        self._opener.open(self._path, self._asked_from)

    def _show_error(self, error: UserError) -> None:
        self._show()
        self.words.setText(error.sentence)


@uncancellable()
def _write(path: Path, version: Version, project: "Project") -> None:
    """Write an earlier version to the file of the project. A deleted file gets its old permissions.

    Raises `UserError`, also if the file is open elsewhere.
    """
    from journey_editor.storage.locking.project_lock import ProjectLock
    from journey_editor.storage.project.project_file import write_project

    lock = ProjectLock.acquire(path)
    try:
        mode = None if path.exists() else stat.S_IMODE(version.path.stat().st_mode)
        write_project(path, project.document, project.pictures, mode=mode)
    finally:
        lock.release()


def _read_version(path: Path) -> _LoadedVersion:
    from journey_editor.app.session.thumbnail_image import picture_of
    from journey_editor.storage.project.project_file import read_project

    project = read_project(path)
    journey = project.document.journeys()[0]
    return _LoadedVersion(project, picture_of(project.document, journey.id, now().date(), project.pictures))


def _retention() -> str:
    return tr(
        "Each save keeps the previous version: the last {last} versions, and one for each of the last "
        "{minutes} minutes, {hours} hours and {days} days of work."
    ).format(last=LAST, minutes=MINUTES, hours=HOURS, days=DAYS)


def _name_of(path: Path, session: Session | None) -> str:
    """Return the name of a project: the name of its file, or the title of a draft."""
    if not is_draft(path):
        return path.stem
    return (session.title if session is not None else "") or title_of_draft(path)


def _moment(when: datetime) -> str:
    """Return a time of today without the date, any other time with it."""
    time = f"{when:%H:%M:%S}"
    if when.date() == now().date():
        return tr("today, {time}").format(time=time)
    return tr("{date}, {time}").format(date=long_date(when.date()), time=time)
