"""File commands of a window: save, save a copy, export, and saving before it closes."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.services.read_only import ReadOnlyNotice
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.conversion import formats
from journey_editor.conversion.file_names import free_name_beside, safe_name
from journey_editor.foundation import folders
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.autosave import SaveState, SaveStatus


class Files(QObject):
    """The files of one window's project. Every refusal is a sentence in the quiet bar."""

    saved_as = Signal()
    """The project was saved in another file, and stays there."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        opener: ProjectOpener,
        read_only: ReadOnlyNotice,
        keep_typing: Callable[[], None],
    ) -> None:
        """`keep_typing` makes an edit of what was typed so far, before it is saved."""
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._notice_bar, self._opener, self._read_only = notice_bar, opener, read_only
        self._keep_typing = keep_typing
        self._give_up = False
        session.store.save_failed.connect(self._tell_trouble)
        settings.changed.connect(self._follow_settings)
        self._follow_settings()

    def tell_where(self) -> None:
        """Say of a project without a name that it lies where it may vanish, if it does."""
        if not self._session.store.has_name and folders.user_data_may_vanish():
            words = tr(
                "Nothing can be written in your home folder. Until you save this project in a file, it lies "
                "among the computer's temporary files, which may be gone after a restart."
            )
            self._tell(words, ((tr("Save as…"), self.ask_save_as),))

    def save(self) -> None:
        """Save now and say so; a project without a name is given one first."""
        self._keep_typing()
        store = self._session.store
        if store.read_only is not None:
            self._read_only.show()
        elif not store.has_name:
            self.ask_save_as()
        else:
            store.save_now(self._say_saved)

    def ask_save_as(self) -> None:
        """Ask for a place, save there and go on in the new file."""
        self._ask_place(tr("Save the project as"), self.save_as)

    def ask_save_copy(self) -> None:
        """Ask for a place, save there and stay in the old file."""
        self._ask_place(tr("Save a copy"), self.save_copy)

    def save_as(self, path: Path) -> None:
        """Save to another place and go on there."""
        self._keep_typing()
        store = self._session.store
        if store.read_only is not None:
            store.work_on_copy(self._session.document)
        actions = ((tr("Save as…"), self.ask_save_as), (tr("Try again"), lambda: self.save_as(path)))
        store.save_as(path, self._say_saved_as, lambda sentence: self._tell(sentence, actions))

    def save_copy(self, path: Path) -> None:
        """Save beside; the window stays with its own file."""
        self._keep_typing()
        actions = ((tr("Save a copy…"), self.ask_save_copy), (tr("Try again"), lambda: self.save_copy(path)))
        self._session.store.save_copy(
            path,
            lambda status: self._say_copied(path, status.remark),
            lambda sentence: self._tell(sentence, actions),
        )

    def show_versions(self) -> None:
        """Show what the file was before, to open it or to put it back."""
        from journey_editor.app.dialogs.versions import VersionsDialog

        path = self._session.store.path
        VersionsDialog(self._window, self._opener, path, self._session).open()

    def show_kept_versions(self) -> None:
        """Show of which projects versions are kept, also where their files are gone."""
        from journey_editor.app.dialogs.kept_versions import KeptVersionsDialog

        KeptVersionsDialog(self._window, self._opener).open()

    def export(self) -> None:
        """Show what an export will look like, and make it."""
        from journey_editor.app.dialogs.export import ExportDialog

        ExportDialog(self._window, self._session, self._settings, self._notice_bar).open()

    def leave(self) -> None:
        """Let the project go, saved or not: the system ends the program."""
        self._session.store.leave()

    def ready_to_close(self) -> bool:
        """Save what is not saved; return whether the window may close. If it may not, the bar says why."""
        from journey_editor.app.dialogs.last_save import wait_for_last_save

        store = self._session.store
        if not self._give_up:
            wait_for_last_save(self._window, store)
            if store.unsaved:
                # What the keeper tells of a failure must not come later, and take the place of this.
                QCoreApplication.sendPostedEvents(store, QEvent.Type.MetaCall)
                self._tell_unsaved(store.status)
                return False
        store.close(save=not self._give_up)
        return True

    def _follow_settings(self) -> None:
        self._session.store.set_automatic(self._settings.saves_itself)

    def _ask_place(self, title: str, on_chosen: Callable[[Path], None]) -> None:
        from journey_editor.app.dialogs.save_place import ask_where_to_save

        session, settings = self._session, self._settings
        store = session.store
        folder = store.path.parent if store.has_name else settings.folder
        proposed = folder / f"{safe_name(session.title)}.journey"

        def take(path: Path) -> None:
            settings.set_folder(path.parent)
            on_chosen(path)

        ask_where_to_save(self._window, title, proposed, formats.formats()[0], take)

    def _say_saved(self, status: SaveStatus) -> None:
        saved = tr("“{name}” is saved.").format(name=known_name(status.path))
        self._tell(f"{saved} {status.remark}".rstrip())

    def _say_saved_as(self, status: SaveStatus) -> None:
        self.saved_as.emit()
        self._say_saved(status)

    def _say_copied(self, path: Path, remark: str) -> None:
        words = tr("The copy “{name}” is saved; this window goes on in its own file.").format(name=path.name)
        self._tell(f"{words} {remark}".rstrip())

    def _tell(self, sentence: str, actions: tuple[NoticeButton, ...] = ()) -> None:
        self._notice_bar.show_notice(sentence, actions)

    def _tell_trouble(self, status: SaveStatus) -> None:
        self._tell(status.sentence, self._actions_for(status))

    def _tell_unsaved(self, status: SaveStatus) -> None:
        sentence = status.sentence or tr("The last changes are not saved yet.")
        leave: NoticeButton = (tr("Close without saving"), self._close_unsaved)
        self._tell(sentence, (*self._actions_for(status), leave))

    def _actions_for(self, status: SaveStatus) -> tuple[NoticeButton, ...]:
        """What can be done where the file could not be saved; the map itself is safe in any case."""
        match status.state:
            case SaveState.CHANGED_OUTSIDE:
                return (
                    (tr("Keep both"), self._keep_both),
                    (tr("Overwrite"), self._overwrite),
                    (tr("Look at it"), self._look),
                )
            case SaveState.GONE:
                return ((tr("Save as…"), self.ask_save_as), (tr("Save it there again"), self._overwrite))
        return (
            (tr("Save a copy…"), self.ask_save_copy),
            (tr("Save as…"), self.ask_save_as),
            (tr("Try again"), self.save),
        )

    def _keep_both(self) -> None:
        """Go on in a file of its own beside the one that something else has changed."""
        self.save_as(free_name_beside(self._session.store.path))

    def _overwrite(self) -> None:
        self._keep_typing()
        self._session.store.save_now(self._say_saved, overwrite=True)

    def _look(self) -> None:
        """Show the file as it is now, in a window of its own, and ask again here."""
        store = self._session.store
        self._tell_trouble(store.status)
        self._opener.open_copy(store.path, self._window)

    def _close_unsaved(self) -> None:
        self._give_up = True
        self._window.close()
