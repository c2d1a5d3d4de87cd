"""Clipboard commands: cards, stages, lanes, notes and personas, and content from other programs."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from journey_editor.app.services.pictures import Source
from journey_editor.app.session.insertion_point import focused_stage, insertion_cell, why_no_cell
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.file_drops import local_files, remote_files, web_addresses
from journey_editor.conversion import formats
from journey_editor.editing.blocks import Axes, Block, Pasted, axes_of, block_of_table, fit
from journey_editor.editing.clip import Clip, clip_of, clip_text
from journey_editor.editing.commands.cards import duplicate_cards
from journey_editor.editing.commands.projects import journey_document, merge_project, remove_journey
from journey_editor.editing.commands.references import located, relocate_references
from journey_editor.editing.commands.selection import outermost
from journey_editor.editing.commands.stages import duplicate_step
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling
from journey_editor.editing.pasting import block_of_clip, duplicate, paste_clip
from journey_editor.editing.tables import Table, cells_in, paste_lines, table_in, texts_in
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.geometry import Point
from journey_editor.foundation.translation import tr
from journey_editor.layout.note_layout import NotePlace
from journey_editor.model.document import Cell
from journey_editor.model.records import Card, Journey, kind_of

if TYPE_CHECKING:
    from journey_editor.conversion.formats import Imported
    from journey_editor.interchange.journey_tables.source import Source as TableSource

MIME = "application/x-journey-editor"
_TABS = "text/tab-separated-values"
JOURNEY_MIME = "application/x-journey-editor-journey"
_ENCODED = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp")
"""Encoded picture formats that are imported as they are, best first."""
AddPictures = Callable[[Sequence[Source]], object]
AddReferences = Callable[[Sequence[tuple[str, str]]], bool]
HandleFiles = Callable[[Sequence[Path]], object]
Place = Callable[[Block, Axes, Cell, str], object]
AskAboutTable = Callable[["TableSource", Callable[["Imported"], object], Callable[[], object]], object]


class Clipboard:
    """Copies the selection of a session, and pastes at its focus."""

    def __init__(
        self,
        session: Session,
        place: Place,
        place_of_note: Callable[[], NotePlace] = lambda: NotePlace(0.0, 0.0),
    ) -> None:
        """`place` lets the user choose the cells of a block, with the name of the undo step.

        `place_of_note` returns a free place for a note.
        """
        self._session, self._place, self._place_of_note = session, place, place_of_note
        self.add_pictures: AddPictures = lambda _: None
        """Callable that adds pictures to the map."""
        self.handle_files: HandleFiles = lambda _: None
        """Callable that handles files as if they were dropped."""
        self.add_references: AddReferences = lambda _: False
        """Callable that adds web pages, given by address and title, where the focus is.

        It returns False if there is no place.
        """
        self.ask_about_table: AskAboutTable | None = None
        """Callable that shows the map from a copied table.

        It gets the table, and what to do with the map or if the cells are to be pasted as cards.
        """

    def copy(self, *, to_remove: bool = False) -> None:
        """Copy the selection, or what its removal takes from the map, to the clipboard, also as text."""
        session = self._session
        clip = clip_of(
            session.document, session.journey_id, session.selection.ids, session.pictures, whole=to_remove
        ).located(session.folder)
        if clip.chosen:
            data = QMimeData()
            data.setData(MIME, clip.to_json().encode())
            data.setText(clip_text(clip))
            self._add_table(data, {each.id for each in clip.of(Card)})
            QGuiApplication.clipboard().setMimeData(data)

    def _add_table(self, data: QMimeData, cards: Collection[str]) -> None:
        """Add copied cards as rich text or as a table, for texts, mails and spreadsheets."""
        if cards:
            # Imported on use: a start needs no tables.
            from journey_editor.interchange.table_export.clip_table import tables_of_cards

            html, tabs = tables_of_cards(self._session.document, self._session.journey_id, cards)
            if html:
                data.setHtml(html)
            if tabs:
                data.setData(_TABS, tabs.encode())

    def copy_journey(self) -> None:
        """Copy the whole journey to the clipboard, for this or another project, and its title as text."""
        from journey_editor.interchange import json_format

        session = self._session
        document = located(journey_document(session.document, session.journey_id), session.folder, None)
        data = QMimeData()
        data.setData(JOURNEY_MIME, json_format.dumps(document, session.pictures).encode())
        data.setText(session.journey.title)
        QGuiApplication.clipboard().setMimeData(data)

    def _paste_journey(self, data: bytes) -> None:
        """Add the copied journey to the project, and show it."""
        from journey_editor.interchange import json_format

        session = self._session
        new: list[str] = []
        transaction = session.edit(tr("Paste journey"))
        with transaction as draft:
            found = json_format.read(data.decode("utf-8", "replace"))
            session.add_pictures(found.pictures)
            new = merge_project(draft, found.document, as_copies=True)
            relocate_references(draft, None, session.folder, new=True)
        if transaction.succeeded and new:
            session.show_journey(new[0])

    def paste(self) -> None:
        """Paste the clipboard into the map, as one undo step.

        Of a table, and of copied cards that do not all have a place, the user chooses the cells first.
        """
        data = _on_clipboard()
        if data is not None and data.hasFormat(JOURNEY_MIME):
            self._paste_journey(bytes(data.data(JOURNEY_MIME).data()))
            return
        if data is not None and not data.hasFormat(MIME):
            if files := local_files(data):
                self.handle_files(files)
                return
            if remote := remote_files(data):
                self._session.notice.emit(_elsewhere(remote))
                return
            if (picture := picture_in(data)) is not None:
                self.add_pictures([picture])
                return
            if (named := web_addresses(data)) and self.add_references(named):
                return
        self._paste_cards(data)

    def paste_at(self, data: QMimeData, cell: Cell) -> None:
        """Paste cards, a table or lines at a cell."""
        self._session.selection.replace((), cell)
        self._paste_cards(data)

    def _paste_cards(self, data: QMimeData | None) -> None:
        try:
            if data is not None and data.hasFormat(MIME):
                self._paste_clip(Clip.from_json(bytes(data.data(MIME).data())))
            elif data is not None and (data.hasText() or data.hasHtml()):
                if insertion_cell(self._session) is None and self._offer_journey(
                    data.text(), _html_of(data), None, tr("Paste"), self._insertion_cell
                ):
                    return
                cell, after = self._insertion_cell()
                self._paste_text(data, cell, after, tr("Paste"))
            else:
                raise UserError(_nothing())
        except UserError as refusal:
            self._session.notice.emit(refusal.sentence)

    def drop_text(self, data: QMimeData, cell: Cell) -> None:
        """Add a card for each line of a dropped text at the end of a cell.

        Of a table, the user chooses the cells, unless each card has a place from that cell on.
        """
        try:
            self._paste_text(data, cell, None, tr("Drop text"), dropped=True)
        except UserError as refusal:
            self._session.notice.emit(refusal.sentence)

    def duplicate(self) -> None:
        """Insert a copy next to each selected item that is not inside another, as one undo step."""
        session = self._session
        chosen = outermost(session.document, session.selection.ids)
        cards = [each for each in chosen if kind_of(each) == "card"]
        steps = [each for each in chosen if kind_of(each) == "step"]
        whole = ("stage", "lane", "lane_group", "note", "persona")
        others = [each for each in chosen if kind_of(each) in whole]
        new: list[str] = []
        transaction = session.edit(tr("Duplicate"))
        with transaction as draft:
            new += [card.id for card in duplicate_cards(draft, cards)]
            new += [duplicate_step(draft, each).id for each in steps]
            for each in others:
                new += duplicate(draft, session.journey_id, each)
        if transaction.succeeded:
            session.selection.replace(new, session.selection.cell)

    def _paste_clip(self, clip: Clip) -> None:
        session, name = self._session, tr("Paste")
        session.add_pictures(clip.pictures)
        place = insertion_cell(session)
        if place is not None and len(clip.loose_cards()) == len(clip.chosen):
            block = block_of_clip(clip, session.journey_id, {**session.pictures, **clip.pictures})
            self._paste_block(block, place[0], name, at_once=True)
            return
        lanes = (*session.selection.of_kind("lane"), *session.selection.of_kind("lane_group"))
        lane = next(iter(lanes), None)
        cell, after = place[0] if place else None, lane or focused_stage(session)

        def free_place() -> Point:
            free = self._place_of_note()
            return free.x, free.y

        def paste(draft: Draft) -> Pasted:
            return paste_clip(draft, session.journey_id, clip, cell, after, session.pictures, free_place)

        self._edit(name, paste, session.selection.cell)

    def _paste_text(
        self, data: QMimeData, cell: Cell, after: str | None, name: str, *, dropped: bool = False
    ) -> None:
        """Add the cards of a table, or a card for each line after another card or at the end of a cell."""
        session, text, html = self._session, data.text(), _html_of(data)

        def paste_cards() -> None:
            table = table_in(text, html)
            if table is not None:
                self._paste_block(self._block_of(table, cell), cell, name, at_once=dropped)
                return
            before = next_sibling(session.document.cards_in(*cell), after) if after else None
            self._edit(name, lambda draft: Pasted(paste_lines(draft, text, cell, before, html)), cell)

        if not self._offer_journey(text, html, cell, name, paste_cards):
            if not texts_in(text, html):
                raise UserError(_nothing())
            paste_cards()

    def _block_of(self, table: Table, cell: Cell) -> Block:
        session = self._session
        axes = axes_of(session.seen, session.journey_id, cell[1])
        return block_of_table(table, session.document, session.journey_id, axes)

    def _offer_journey(
        self, text: str, html: str, cell: Cell | None, name: str, paste_cards: Callable[[], object]
    ) -> bool:
        """Offer to make a map of a copied journey, unless its stages and lanes are those of this map.

        A Mermaid journey needs no guess, so it is added at once. Return False if the text is no journey.
        `paste_cards` pastes its cells as cards, if the user prefers that.
        """
        session = self._session
        if (found := formats.of_mermaid(text)) is not None:
            self._add_journey(found, name, replaces=not session.document.cards_of(session.journey_id))
            return True
        # Imported on use: few texts are journeys.
        from journey_editor.interchange.journey_tables.clip import journey_in

        source = journey_in(text, html) if self.ask_about_table is not None else None
        if source is None or self.ask_about_table is None:
            return False
        is_blank = not session.document.cards_of(session.journey_id)
        if not is_blank and cell is not None and (cells := cells_in(text, html)):
            block = self._block_of(cells, cell)
            if block.column is not None and block.row is not None:
                return False

        def refused(action: Callable[[], object]) -> None:
            try:
                action()
            except UserError as refusal:
                session.notice.emit(refusal.sentence)

        self.ask_about_table(
            source,
            lambda made: refused(lambda: self._add_journey(made, name, replaces=is_blank)),
            lambda: refused(paste_cards),
        )
        return True

    def _add_journey(self, imported: "Imported", name: str, *, replaces: bool) -> None:
        """Add the journey of a table as one step, in place of this one if that has no cards yet."""
        session, new = self._session, [""]
        blank = session.journey
        transaction = session.edit(name)
        with transaction as draft:
            new = merge_project(draft, imported.document, as_copies=True)
            found = draft.get(Journey, new[0])
            title = found.title or (blank.title if replaces else tr("Pasted journey"))
            draft.change(found, title=title)
            # Cards may have been added while the table was read.
            if replaces and not draft.cards_of(blank.id):
                remove_journey(draft, blank.id)
        if transaction.succeeded:
            session.show_journey(new[0])
            if imported.remarks:
                session.notice.emit("\n".join(imported.remarks))

    def _paste_block(self, block: Block, cell: Cell, name: str, *, at_once: bool) -> None:
        """Let the user choose the cells of a block; `at_once` only if not all its cards have a place."""
        session = self._session
        axes = axes_of(session.seen, session.journey_id, cell[1])
        fitting = fit(block, axes, block.start(axes, cell))
        if at_once and fitting.complete:
            self._edit(name, lambda draft: block.add(draft, fitting.cells), cell)
        else:
            self._place(block, axes, cell, name)

    def _edit(self, name: str, paste: Callable[[Draft], Pasted], cell: Cell | None) -> None:
        """Paste in one undo step, select what is new, and report what could not be pasted as it was."""
        session, pasted = self._session, Pasted(())
        transaction = session.edit(name)
        with transaction as draft:
            pasted = paste(draft)
            relocate_references(draft, None, session.folder, new=True)
        if transaction.succeeded and pasted.ids:
            session.selection.replace(pasted.ids, cell)
            if pasted.remarks:
                session.notice.emit(" ".join(pasted.remarks))

    def _insertion_cell(self) -> tuple[Cell, str | None]:
        place = insertion_cell(self._session)
        if place is None:
            reason = tr("Cards need a stage and a lane. Add them first, then paste again.")
            raise UserError(why_no_cell(self._session, reason))
        return place


def clear_own_data() -> None:
    """Remove our own format from the clipboard before the program ends, but keep the text.

    Qt for Python crashes if such data exists longer than the program.
    """
    data = _on_clipboard()
    if data is not None and (data.hasFormat(MIME) or data.hasFormat(JOURNEY_MIME)):
        QGuiApplication.clipboard().setText(data.text())


def has_picture(data: QMimeData) -> bool:
    """Return True if data from another program is a picture.

    If there is also text, other than the address of the picture, it is not: some programs add a picture of
    the text.
    """
    if data.text().strip() and QUrl(data.text().strip()).scheme() not in ("http", "https"):
        return False
    return data.hasImage() or any(map(data.hasFormat, _ENCODED))


def picture_in(data: QMimeData) -> bytes | QImage | None:
    """Return the picture that data from another program is, or None."""
    if not has_picture(data):
        return None
    for kind in _ENCODED:
        # Otherwise Qt would decode it on this thread.
        if data.hasFormat(kind) and (encoded := bytes(data.data(kind).data())):
            return encoded
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def _html_of(data: QMimeData) -> str:
    return data.html() if data.hasHtml() else ""


def _nothing() -> str:
    return tr("The clipboard contains nothing that can be pasted onto a map.")


def _elsewhere(names: Sequence[str]) -> str:
    if len(names) == 1:
        words = tr("“{name}” is not on this computer. Copy it to a local folder, and paste it from there.")
        return words.format(name=names[0])
    return tr("These files are not on this computer. Copy them to a local folder, and paste them from there.")


def _on_clipboard() -> QMimeData | None:
    """Return the content of the clipboard, which can be None in spite of Qt's type."""
    return QGuiApplication.clipboard().mimeData()
