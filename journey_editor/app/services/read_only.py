"""The notice of a read-only project: why it is read-only, and what can be done."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.jobs import WindowJobs
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.storage.opening import ForWork


class ReadOnlyNotice(QObject):
    """Refuses edits in one quiet sentence, until the person works on a copy, or the file is free."""

    save_as_wanted = Signal()
    """The copy is to get a name."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        notice_bar: NoticeBar,
        jobs: WindowJobs,
        opener: ProjectOpener,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._notice_bar = window, session, notice_bar
        self._jobs, self._opener = jobs, opener
        self._shown = ""
        session.edit_refused.connect(self._refuse)

    def show(self) -> None:
        """Say why the project is read-only, if it is."""
        store = self._session.store
        if store.read_only is None:
            return
        looked_at = tr("You look at it read-only; what you change needs a copy.")
        actions: list[NoticeButton] = [
            (tr("Work on a copy"), self.work_on_copy),
            (tr("Try again"), self.try_again),
        ]
        owner = store.read_only.owner
        if owner is not None and not owner.is_here:
            actions.append((tr("Open it all the same…"), self._ask_all_the_same))
        self._say(f"{store.read_only.sentence} {looked_at}", actions)

    def work_on_copy(self) -> None:
        """Go on with the project as one without a name."""
        store = self._session.store
        if store.read_only is None:
            return
        name = known_name(store.path)
        store.work_on_copy(self._session.document)
        words = tr("This is a copy of “{name}” without a name. Save it to keep it.").format(name=name)
        self._say(words, [(tr("Save as…"), self.save_as_wanted.emit)])

    def try_again(self, *, force: bool = False) -> None:
        """Work on the file itself, if it is free by now, or `force`; it is read anew."""
        store = self._session.store
        if store.read_only is None:
            return
        from journey_editor.storage.opening import open_for_work

        path = store.path
        self._jobs.run(
            known_name(path),
            lambda: open_for_work(path, force=force),
            self._take,
            self._fail,
            release=lambda found: found.let_go(),
        )

    def _take(self, found: "ForWork") -> None:
        session, store = self._session, self._session.store
        if store.read_only is None:
            # Meanwhile it has become a copy.
            found.let_go()
        elif found.read_only is not None:
            found.let_go()
            store.read_only = found.read_only
            self.show()
        elif found.is_held_here:
            # Another window has gone on in this file.
            found.let_go()
            self.show()
            self._opener.open(found.path, self._window)
        elif found.project is None:
            # What the last session left is another project than the one that is looked at.
            self._opener.show_opened(found).setGeometry(self._window.geometry())
            self._window.close()
        else:
            store.assets.update(found.project.assets)
            if found.project.document != session.document:
                session.set_records(found.project.document)
            store.work_here(session.document, found.project, found.lock)
            self._notice_bar.show_notice(
                tr("“{name}” is yours to work on now.").format(name=known_name(found.path))
            )

    def _fail(self, error: UserError) -> None:
        actions: list[NoticeButton] = [
            (tr("Work on a copy"), self.work_on_copy),
            (tr("Try again"), self.try_again),
        ]
        self._say(error.sentence, actions)

    def _ask_all_the_same(self) -> None:
        words = tr(
            "If that computer has been switched off or has lost the folder, nobody works on the file there. "
            "Should somebody do so after all, nothing is overwritten: whoever saves second is asked first."
        )
        actions: list[NoticeButton] = [
            (tr("Open it all the same"), lambda: self.try_again(force=True)),
            (tr("Stay read-only"), self.show),
        ]
        self._say(words, actions)

    def _refuse(self) -> None:
        # Once, not for each key.
        bar = self._notice_bar
        if bar.isHidden() or bar.text != self._shown:
            self.show()

    def _say(self, sentence: str, actions: list[NoticeButton]) -> None:
        self._shown = sentence
        self._notice_bar.show_notice(sentence, actions)
