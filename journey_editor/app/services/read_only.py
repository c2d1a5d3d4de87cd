"""A window whose project can only be looked at: it says why, and offers the ways on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from journey_editor.app.runtime.jobs import Reading
from journey_editor.app.widgets.notice_bar import NoticeButton
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.storage.opening import ForWork


class Looking(QObject):
    """Refuses edits in one quiet sentence, until the person works on a copy, or the file is free."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        self._told = ""
        window.session.edit_refused.connect(self._refuse)

    def tell(self) -> None:
        """Say why the project can only be looked at, if that is so."""
        store = self._window.session.store
        if store is None or store.read_only is None:
            return
        looked_at = tr("You look at it read-only; what you change needs a copy.")
        ways: list[NoticeButton] = [
            (tr("Work on a copy"), self.work_on_copy),
            (tr("Try again"), self.try_again),
        ]
        owner = store.read_only.owner
        if owner is not None and not owner.is_here:
            ways.append((tr("Open it all the same…"), self._ask_all_the_same))
        self._say(f"{store.read_only.sentence} {looked_at}", ways)

    def work_on_copy(self) -> None:
        """Go on with the project as one without a name."""
        window = self._window
        store = window.session.store
        if store is None or store.read_only is None:
            return
        name = known_name(store.path)
        store.work_on_copy(window.session.document)
        words = tr("This is a copy of “{name}” without a name. Save it to keep it.").format(name=name)
        self._say(words, [(tr("Save as…"), window.files.ask_save_as)])

    def try_again(self, *, all_the_same: bool = False) -> None:
        """Work on the file itself, if it is free by now, or `all_the_same`; it is read anew."""
        store = self._window.session.store
        if store is None or store.read_only is None:
            return
        from journey_editor.storage.opening import open_for_work

        path, readings = store.path, self._window.application.readings
        reading = Reading(
            known_name(path),
            lambda go_on: open_for_work(path, go_on, all_the_same=all_the_same),
            self._take,
            self._fail,
            self._window,
            let_go=lambda found: found.let_go(),
        )
        readings.wait([readings.begin(reading)])

    def _take(self, found: "ForWork") -> None:
        window = self._window
        application, store = window.application, window.session.store
        if window not in application.windows or store is None or store.read_only is None:
            # Meanwhile it was closed, or has become a copy.
            found.let_go()
        elif found.read_only is not None:
            found.let_go()
            store.read_only = found.read_only
            self.tell()
        elif found.is_held_here:
            # Another window has gone on in this file.
            found.let_go()
            self.tell()
            application.open(found.path, window)
        elif found.project is None:
            # What the last session left is another project than the one that is looked at.
            application.show_for_work(found).setGeometry(window.geometry())
            window.close()
        else:
            store.assets.update(found.project.assets)
            if found.project.document != window.session.document:
                window.session.turn_to(found.project.document)
            store.work_here(window.session.document, found.project, found.lock)
            window.notice_bar.show_notice(
                tr("“{name}” is yours to work on now.").format(name=known_name(found.path))
            )

    def _fail(self, error: UserError) -> None:
        ways: list[NoticeButton] = [
            (tr("Work on a copy"), self.work_on_copy),
            (tr("Try again"), self.try_again),
        ]
        self._say(error.sentence, ways)

    def _ask_all_the_same(self) -> None:
        words = tr(
            "If that computer has been switched off or has lost the folder, nobody works on the file there. "
            "Should somebody do so after all, nothing is overwritten: whoever saves second is asked first."
        )
        ways: list[NoticeButton] = [
            (tr("Open it all the same"), lambda: self.try_again(all_the_same=True)),
            (tr("Stay read-only"), self.tell),
        ]
        self._say(words, ways)

    def _refuse(self) -> None:
        # Once, not for each key.
        bar = self._window.notice_bar
        if bar.isHidden() or bar.text != self._told:
            self.tell()

    def _say(self, sentence: str, ways: list[NoticeButton]) -> None:
        self._told = sentence
        self._window.notice_bar.show_notice(sentence, ways)
