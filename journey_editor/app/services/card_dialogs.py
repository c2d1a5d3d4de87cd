"""Dialogs for the channels, tags and files of cards, and for the sheets of personas."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from journey_editor.app.panels.inspector import Inspector
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.card_references import add_references, change_address
from journey_editor.app.session.figure_sources import FigureSources
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Lane, Persona, kind_of


class CardDialogs:
    """Opens the dialogs over the window; by default they are about the selected cards."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        jobs: Jobs,
        export: Callable[[str], object],
        figure_sources: FigureSources,
        settings: Settings,
    ) -> None:
        """`export` opens the export dialog with the sheet of a persona."""
        self._window, self._session, self._jobs, self._export = window, session, jobs, export
        self._figure_sources, self._settings = figure_sources, settings

    def serve(self, inspector: Inspector) -> None:
        """Open the dialogs that an inspector asks for."""
        inspector.channel_wanted.connect(self.ask_channel)
        inspector.sheet_wanted.connect(self.show_sheet)
        inspector.files_wanted.connect(self.choose_files)
        self._session.evidence_wanted.connect(self.show_evidence)

    def ask_channel(self, ids: Sequence[str] | None = None) -> None:
        """Ask for a new channel, and assign it to cards or show it in lanes."""
        from journey_editor.app.dialogs.channel import ChannelDialog

        ChannelDialog(self._window, self._session, self._cards(ids)).open()

    def ask_tag(self, card_ids: Sequence[str] | None = None) -> None:
        """Ask for a tag, and add it to cards."""
        from journey_editor.app.dialogs.tag import TagDialog

        if self._session.may_edit():
            TagDialog(self._window, self._session, self._cards(card_ids)).open()

    def choose_files(self, ids: Sequence[str]) -> None:
        """Choose files to which cards refer, or another file for references."""
        session = self._session
        if not session.may_edit() or not ids:
            return
        folder = str(session.folder or "")
        if kind_of(ids[0]) == "card":
            chosen, _ = QFileDialog.getOpenFileNames(self._window, tr("Choose files"), folder)
            if chosen:
                add_references(session, ids, [(Path(each).as_uri(), "") for each in chosen])
            return
        path, _ = QFileDialog.getOpenFileName(self._window, tr("Choose a file"), folder)
        if path:
            change_address(session, tuple(ids), Path(path).as_uri())

    def manage_tags(self) -> None:
        """Show all tags, to rename, colour, order, merge and delete them."""
        from journey_editor.app.dialogs.tags import TagsDialog

        if self._session.may_edit():
            TagsDialog(self._window, self._session).open()

    def show_backlog(self, reveal: Callable[[str], object]) -> None:
        """Show what hurts and what helps most; `reveal` shows a card on the map."""
        from journey_editor.app.dialogs.backlog import BacklogDialog

        def show(card: str) -> None:
            journey = self._session.document.journey_of(card)
            if journey != self._session.journey_id:
                self._session.show_journey(journey)
            self._session.selection.replace([card])
            reveal(card)

        dialog = BacklogDialog(self._window, self._session)
        dialog.export_wanted.connect(self._export)
        dialog.shown_on_map.connect(show)
        dialog.show()

    def show_evidence(self, record_id: str = "") -> None:
        """Show the evidence of the project beside the map, or only what backs a record, which is selected."""
        from journey_editor.app.dialogs.evidence import EvidenceDialog

        if record_id:
            self._session.selection.replace([record_id])
        shown = self._window.findChild(EvidenceDialog)
        dialog = shown or EvidenceDialog(self._window, self._session, self._jobs)
        if record_id:
            dialog.show_selection()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def show_measures(self, add_lane: Callable[[], object], measure_id: str = "") -> None:
        """Show the measures of the journey beside the map, at first one of them if its id is given.

        `add_lane` inserts a lane of metrics.
        """
        from journey_editor.app.dialogs.measures import MeasuresDialog

        shown = self._window.findChild(MeasuresDialog)
        dialog = shown or MeasuresDialog(
            self._window, self._session, add_lane, self._figure_sources, self._jobs, self._settings
        )
        if measure_id:
            dialog.show_measure(measure_id)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def ask_contact_log(self) -> None:
        """Ask for the log of a contact centre, and show the figures that it gives."""
        from journey_editor.app.dialogs.figures.contact_log import ContactLogDialog
        from journey_editor.app.dialogs.figures.tables import ask_for_table

        session = self._session
        if session.may_edit():
            path = ask_for_table(self._window, session.folder or self._settings.folder)
            if path is not None:
                self._settings.set_folder(path.parent)
                ContactLogDialog(self._window, session, self._jobs, path).open()

    def show_sheet(self, persona_id: str = "") -> None:
        """Show the sheet of a persona, by default of the selected one."""
        from journey_editor.app.dialogs.persona_sheet import PersonaSheet

        persona = self._session.document.find(persona_id or self.persona)
        if isinstance(persona, Persona):
            PersonaSheet(self._window, self._session, persona.id, self._export).open()

    @property
    def persona(self) -> str:
        """Id of the selected persona, or that of the selected lane, or an empty text."""
        ids = self._session.selection.ids
        record = self._session.document.find(ids[0]) if len(ids) == 1 else None
        if isinstance(record, Lane):
            return record.persona
        return record.id if isinstance(record, Persona) else ""

    def _cards(self, card_ids: Sequence[str] | None) -> Sequence[str]:
        return self._session.selection.of_kind("card") if card_ids is None else card_ids
