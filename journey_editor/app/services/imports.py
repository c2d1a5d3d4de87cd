"""Import of files in other formats into the project of a window, and correction of what was guessed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from journey_editor.app.runtime.jobs import OwnedJobs
from journey_editor.app.services.table_imports import Again, ask_about_table
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.backends.qt_images import decode_ahead
from journey_editor.conversion import formats
from journey_editor.conversion.formats import Imported
from journey_editor.editing.commands.projects import merge_project, remove_journey
from journey_editor.editing.commands.references import relocate_references
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.journey_tables.source import Source, TableImport, journey_from
from journey_editor.model.document import Document


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An imported file: its name and content, its journeys, and the document after the import."""

    name: str
    imported: Imported
    journeys: tuple[str, ...]
    document: Document


class Imports:
    """Imports files into the project of one window, and shows errors in its notice bar."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        jobs: OwnedJobs,
    ) -> None:
        self._window, self._session, self._settings = window, session, settings
        self._notice_bar, self._jobs = notice_bar, jobs

    def ask(self) -> None:
        """Ask for files, and import them."""
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Import into this project"),
            str(self._settings.folder),
            formats.open_filter(),
        )
        if chosen:
            self._settings.set_folder(Path(chosen[0]).parent)
            self.add(Path(each) for each in chosen)

    def add(self, paths: Iterable[Path]) -> None:
        """Add the journeys of files to the project, each file as one undo step.

        Files that cannot be read are skipped, and reported at the end.
        """
        self._add_next(list(paths), (), self._notice_bar.show_notice)

    def _add_next(
        self, waiting: Sequence[Path], errors: Sequence[str], notify: Callable[[str], None]
    ) -> None:
        if not waiting:
            if errors:
                notify("\n".join(errors))
            return
        if not self._session.may_edit():
            return
        path, *others = waiting

        def on_success(imported: Imported) -> None:
            if imported.table is not None:
                ask_about_table(
                    self._window, path.name, imported.table, self._settings, self._jobs.jobs,
                    lambda again: self._jobs.run([path.name], again, on_success, on_error),
                    lambda: self._add_next(others, errors, notify),
                )  # fmt: skip
                return
            result = self._merge(path.name, imported, tr("Import"))
            if result is None:
                return
            sentence = tr("“{name}” was imported into this project. The file itself was not changed.")
            self._notify(sentence.format(name=path.name), result)
            # Errors are added to the notice.
            self._add_next(others, errors, self._notice_bar.add_notice)

        def on_error(error: UserError) -> None:
            self._add_next(others, (*errors, error.sentence), notify)

        def read() -> Imported:
            imported = formats.read(path)
            decode_ahead(imported.pictures)
            return imported

        self._jobs.run([path.name], read, on_success, on_error)

    def notify_new_project(self, name: str, imported: Imported) -> None:
        """Report that the project of the window was imported from a file."""
        document = self._session.document
        sentence = tr("“{name}” was imported into a new project. The file itself was not changed.")
        journeys = tuple(journey.id for journey in document.journeys())
        self._notify(sentence.format(name=name), ImportResult(name, imported, journeys, document))

    def again(self, result: ImportResult, kinds: Mapping[str, str]) -> None:
        """Import the text again with other kinds of personas, and replace its journeys."""
        guess = result.imported.guess
        assert guess is not None

        def on_success(imported: Imported) -> None:
            there = [each for each in result.journeys if each in self._session.document]
            if (new := self._merge(result.name, imported, tr("Import again"), there)) is not None:
                self._notify(tr("“{name}” was imported again.").format(name=result.name), new)

        def on_error(error: UserError) -> None:
            self._notice_bar.show_notice(error.sentence)

        self._jobs.run([result.name], lambda: guess.again(kinds), on_success, on_error)

    def ask_about_copied_table(
        self, source: Source, on_success: Callable[[Imported], object], on_cards: Callable[[], object]
    ) -> None:
        """Show the map from a copied table; the user can paste its cells as cards instead."""
        run, name = self._jobs.run, source.title or tr("Copied table")

        def on_error(error: UserError) -> None:
            self._notice_bar.show_notice(error.sentence)

        def on_chosen(again: Again) -> None:
            run([name], again, on_success, on_error)

        def ask(found: TableImport) -> None:
            window, settings, jobs = self._window, self._settings, self._jobs.jobs
            ask_about_table(window, name, found, settings, jobs, on_chosen, lambda: None, on_cards)

        run([name], lambda: journey_from(source), ask, on_error)

    def _merge(
        self, name: str, imported: Imported, step: str, replaced: Iterable[str] = ()
    ) -> ImportResult | None:
        session = self._session
        session.add_pictures(imported.pictures)
        transaction = session.edit(step)
        with transaction as draft:
            for journey_id in replaced:
                remove_journey(draft, journey_id)
            journeys = merge_project(draft, imported.document)
            relocate_references(draft, None, session.folder, new=True)
        if not transaction.succeeded:
            return None
        session.show_journey(journeys[0])
        return ImportResult(name, imported, tuple(journeys), session.document)

    def _notify(self, sentence: str, result: ImportResult) -> None:
        guess, remarks = result.imported.guess, result.imported.remarks
        if guess is None:
            self._notice_bar.show_notice("\n".join((sentence, *remarks)))
            return
        # The first remarks are about changed lines, which the dialog lists.
        changes, kinds = len(guess.changes), remarks[len(guess.changes) :]
        more = [
            ntr("{n} part of the text was interpreted differently from how it is written.",
                "{n} parts of the text were interpreted differently from how they are written.", changes)
        ] if changes else []  # fmt: skip
        look: NoticeButton = (tr("Review…"), lambda: self._review(result))
        self._notice_bar.show_notice("\n".join((sentence, *kinds, *more)), [look])

    def _review(self, result: ImportResult) -> None:
        from journey_editor.app.dialogs.import_review import ImportReview

        edited = self._session.document is not result.document
        dialog = ImportReview(self._window, result.name, result.imported, edited=edited)
        dialog.chosen.connect(lambda kinds: self.again(result, kinds))
        dialog.open()
