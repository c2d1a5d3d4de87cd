"""Files of other formats in a window: they come into its project, and what was guessed can be put right."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from journey_editor.app.runtime.jobs import WindowJobs
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.backends.qt_images import make_ready
from journey_editor.conversion import formats
from journey_editor.conversion.formats import Imported
from journey_editor.editing.commands.projects import bring_in_project, remove_journey
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Document


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that was imported: its name, what was read, the journeys it became, and the project by then."""

    name: str
    imported: Imported
    journeys: tuple[str, ...]
    document: Document


class Imports:
    """Imports into one window's project. Every refusal is a sentence in the quiet bar."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        jobs: WindowJobs,
    ) -> None:
        self._window, self._session, self._settings = window, session, settings
        self._notice_bar, self._jobs = notice_bar, jobs

    def ask(self) -> None:
        """Ask for files, and add their journeys to the project."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Import into this project"),
            str(self._settings.folder),
            formats.open_filter(),
        )
        if chosen:
            self._settings.set_folder(Path(chosen[0]).parent)
            self.take(Path(each) for each in chosen)

    def take(self, paths: Iterable[Path]) -> None:
        """Add the journeys of files to the project, one after the other, each as a step of its own.

        A file that cannot be read keeps none of the others back; a notice says why at the end.
        """
        self._take(list(paths), (), self._notice_bar.show_notice)

    def _take(self, waiting: Sequence[Path], refusals: Sequence[str], notify: Callable[[str], None]) -> None:
        if not waiting:
            if refusals:
                notify("\n".join(refusals))
            return
        if not self._session.may_edit():
            return
        path, *others = waiting

        def on_success(imported: Imported) -> None:
            arrival = self._add(path.name, imported, tr("Import"))
            if arrival is None:
                return
            sentence = tr("“{name}” was imported into this project; the file itself stays as it is.")
            self._tell(sentence.format(name=path.name), arrival)
            # What is refused is said beside it.
            self._take(others, refusals, self._notice_bar.add_notice)

        def on_error(error: UserError) -> None:
            self._take(others, (*refusals, error.sentence), notify)

        def read() -> Imported:
            imported = formats.read(path)
            make_ready(imported.assets)
            return imported

        self._jobs.run(path.name, read, on_success, on_error)

    def tell_new_project(self, name: str, imported: Imported) -> None:
        """Say that the window's project is the one that was read from a file of that name."""
        document = self._session.document
        sentence = tr("“{name}” was imported into a new project; the file itself stays as it is.")
        journeys = tuple(journey.id for journey in document.journeys())
        self._tell(sentence.format(name=name), Arrival(name, imported, journeys, document))

    def again(self, arrival: Arrival, kinds: Mapping[str, str]) -> None:
        """Import the same text anew with these kinds of personas, in place of what it had become."""
        guess = arrival.imported.guess
        assert guess is not None

        def on_success(imported: Imported) -> None:
            there = [each for each in arrival.journeys if each in self._session.document]
            if (new := self._add(arrival.name, imported, tr("Import again"), there)) is not None:
                self._tell(tr("“{name}” was imported again.").format(name=arrival.name), new)

        def on_error(error: UserError) -> None:
            self._notice_bar.show_notice(error.sentence)

        self._jobs.run(arrival.name, lambda: guess.again(kinds), on_success, on_error)

    def _add(
        self, name: str, imported: Imported, step: str, instead_of: Iterable[str] = ()
    ) -> Arrival | None:
        session = self._session
        session.take_pictures(imported.assets)
        transaction = session.edit(step)
        with transaction as draft:
            for journey_id in instead_of:
                remove_journey(draft, journey_id)
            journeys = bring_in_project(draft, imported.document)
        if not transaction.succeeded:
            return None
        session.show_journey(journeys[0])
        return Arrival(name, imported, tuple(journeys), session.document)

    def _tell(self, sentence: str, arrival: Arrival) -> None:
        guess, remarks = arrival.imported.guess, arrival.imported.remarks
        if guess is None:
            self._notice_bar.show_notice("\n".join((sentence, *remarks)))
            return
        # What was read otherwise stands first among the remarks; the dialog has it line by line.
        changes, kinds = len(guess.changes), remarks[len(guess.changes) :]
        more = [
            ntr("{n} thing was read differently from how it is written.",
                "{n} things were read differently from how they are written.", changes)
        ] if changes else []  # fmt: skip
        look: NoticeButton = (tr("Look at it…"), lambda: self._review(arrival))
        self._notice_bar.show_notice("\n".join((sentence, *kinds, *more)), [look])

    def _review(self, arrival: Arrival) -> None:
        from journey_editor.app.dialogs.import_review import ImportReview

        edited = self._session.document is not arrival.document
        dialog = ImportReview(self._window, arrival.name, arrival.imported, edited=edited)
        dialog.chosen.connect(lambda kinds: self.again(arrival, kinds))
        dialog.open()
