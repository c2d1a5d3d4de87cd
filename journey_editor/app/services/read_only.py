"""Notice of a read-only project: the reason, and what the user can do."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.jobs import OwnedJobs
from journey_editor.app.session.card_references import relocate
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.storage.opening import OpenedProject


class ReadOnlyNotice(QObject):
    """Shows why the project of a window is read-only, until the user edits a copy or the file is free."""

    save_as_wanted = Signal()
    """Emitted when the user wants to save the copy under a name."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        notice_bar: NoticeBar,
        jobs: OwnedJobs,
        opener: ProjectOpener,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._notice_bar = window, session, notice_bar
        self._jobs, self._opener = jobs, opener
        self._shown = ""
        session.edit_refused.connect(self._refuse)

    def show(self) -> None:
        """Show why the project is read-only, if it is."""
        store = self._session.store
        if store.read_only is None:
            return
        advice = tr("It is open read-only. To make changes, work on a copy.")
        actions: list[NoticeButton] = [
            (tr("Work on a copy"), self.edit_copy),
            (tr("Try again"), self.try_again),
        ]
        owner = store.read_only.owner
        if owner is not None and not owner.is_here:
            actions.append((tr("Open anyway…"), self._ask_to_force))
        self._show(f"{store.read_only.sentence} {advice}", actions)

    def edit_copy(self) -> None:
        """Turn the window's project into a new project without a name."""
        store = self._session.store
        if store.read_only is None:
            return
        name, folder = known_name(store.path), self._session.folder
        store.edit_copy(self._session.document)
        relocate(self._session, folder, None)
        words = tr("This is an unsaved copy of “{name}”. Save it to keep it.").format(name=name)
        self._show(words, [(tr("Save as…"), self.save_as_wanted.emit)])

    def try_again(self, *, force: bool = False) -> None:
        """Read the file again, and make it editable if it is free, or with `force`."""
        store = self._session.store
        if store.read_only is None:
            return
        from journey_editor.storage.opening import OpenedProject, open_project

        path = store.path
        self._jobs.run(
            [known_name(path)],
            lambda: open_project(path, force=force),
            self._use,
            self._fail,
            release=OpenedProject.release,
        )

    def _use(self, opened: "OpenedProject") -> None:
        from journey_editor.storage.journal.recovered import Recovered

        session, store, project = self._session, self._session.store, opened.project
        if store.read_only is None:
            # It has become a copy meanwhile.
            opened.release()
        elif opened.read_only is not None:
            opened.release()
            store.read_only = opened.read_only
            self.show()
        elif opened.is_held_here:
            # Another window has the file open for editing.
            opened.release()
            self.show()
            self._opener.open(project.path, self._window)
        elif isinstance(project, Recovered):
            # The unsaved project of the last session replaces the one in this window.
            self._opener.show_opened(opened).setGeometry(self._window.geometry())
            self._window.close()
        else:
            store.pictures.update(project.pictures)
            if project.document != session.document:
                session.set_records(project.document)
            store.edit_file(session.document, project, opened.lock)
            self._notice_bar.show_notice(
                tr("You can now edit “{name}”.").format(name=known_name(project.path))
            )

    def _fail(self, error: UserError) -> None:
        actions: list[NoticeButton] = [
            (tr("Work on a copy"), self.edit_copy),
            (tr("Try again"), self.try_again),
        ]
        self._show(error.sentence, actions)

    def _ask_to_force(self) -> None:
        words = tr(
            "Open the file anyway if that computer was switched off or has lost its connection. If someone "
            "is still editing it there, the program asks before it overwrites their changes."
        )
        actions: list[NoticeButton] = [
            (tr("Open anyway"), lambda: self.try_again(force=True)),
            (tr("Stay read-only"), self.show),
        ]
        self._show(words, actions)

    def _refuse(self) -> None:
        # Only once while a key is held or typed.
        bar = self._notice_bar
        if bar.isHidden() or bar.text != self._shown:
            self.show()

    def _show(self, sentence: str, actions: list[NoticeButton]) -> None:
        self._shown = sentence
        self._notice_bar.show_notice(sentence, actions)
