"""Clipboard commands: cards, stages, lanes and notes, and content from other programs."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from journey_editor.app.services.pictures import Source
from journey_editor.app.session.insertion_point import focused_stage, insertion_cell, why_no_cell
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.file_drops import local_files, remote_files
from journey_editor.editing.clip import Clip, clip_of, clip_text, duplicate, paste_clip, paste_text
from journey_editor.editing.commands.cards import duplicate_cards
from journey_editor.editing.commands.selection import outermost
from journey_editor.editing.commands.stages import duplicate_step
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling
from journey_editor.editing.tables import beyond_the_map
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Cell
from journey_editor.model.records import Lane, Stage, Step, kind_of
from journey_editor.wording.map_words import title_of

MIME = "application/x-journey-editor"
_ENCODED = ("image/png", "image/jpeg", "image/webp", "image/gif", "image/bmp")
"""Encoded picture formats that are imported as they are, best first."""
AddPictures = Callable[[Sequence[Source]], object]
HandleFiles = Callable[[Sequence[Path]], object]


class Clipboard:
    """Copies the selection of a session, and pastes at its focus."""

    def __init__(
        self,
        session: Session,
        add_pictures: AddPictures = lambda _: None,
        handle_files: HandleFiles = lambda _: None,
    ) -> None:
        """`add_pictures` adds pictures to the map; `handle_files` handles files as if they were dropped."""
        self._session, self._add_pictures, self._handle_files = session, add_pictures, handle_files
        self._overflow = ""

    def copy(self, *, to_remove: bool = False) -> None:
        """Copy the selection, or what its removal takes from the map, to the clipboard, also as text."""
        session = self._session
        clip = clip_of(
            session.document, session.journey_id, session.selection.ids, session.pictures, whole=to_remove
        )
        if clip.chosen:
            data = QMimeData()
            data.setData(MIME, clip.to_json().encode())
            data.setText(clip_text(clip))
            QGuiApplication.clipboard().setMimeData(data)

    def paste(self) -> None:
        """Paste the clipboard into the map, as one undo step."""
        data = _on_clipboard()
        if data is not None and not data.hasFormat(MIME):
            if files := local_files(data):
                self._handle_files(files)
                return
            if remote := remote_files(data):
                self._session.notice.emit(_elsewhere(remote))
                return
            if (picture := picture_in(data)) is not None:
                self._add_pictures([picture])
                return
        new: list[str] = []
        self._overflow = ""
        transaction = self._session.edit(tr("Paste"))
        with transaction as draft:
            if data is not None and data.hasFormat(MIME):
                new = self._paste_clip(draft, Clip.from_json(bytes(data.data(MIME).data())))
            elif data is not None and data.hasText():
                new = self._paste_text(draft, data.text())
            else:
                raise UserError(tr("The clipboard contains nothing that can be pasted onto a map."))
        if transaction.succeeded and new:
            self._session.selection.replace(new, self._session.selection.cell)
            self._report_overflow()

    def drop_text(self, text: str, cell: Cell) -> None:
        """Add a card for each line of a dropped text at the end of a cell, or a grid of cards for a table."""
        new: list[str] = []
        transaction = self._session.edit(tr("Drop text"))
        with transaction as draft:
            new = self._add_text(draft, text, cell, None)
        if transaction.succeeded and new:
            self._session.selection.replace(new, cell)
            self._report_overflow()

    def duplicate(self) -> None:
        """Insert a copy next to each selected item that is not inside another, as one undo step."""
        session = self._session
        chosen = outermost(session.document, session.selection.ids)
        cards = [each for each in chosen if kind_of(each) == "card"]
        steps = [each for each in chosen if kind_of(each) == "step"]
        others = [each for each in chosen if kind_of(each) in ("stage", "lane", "note")]
        new: list[str] = []
        transaction = session.edit(tr("Duplicate"))
        with transaction as draft:
            new += [card.id for card in duplicate_cards(draft, cards)]
            new += [duplicate_step(draft, each).id for each in steps]
            for each in others:
                new += duplicate(draft, session.journey_id, each)
        if transaction.succeeded:
            session.selection.replace(new, session.selection.cell)

    def _paste_clip(self, draft: Draft, clip: Clip) -> list[str]:
        session = self._session
        place = insertion_cell(session)
        after = next(iter(session.selection.of_kind("lane")), None) or focused_stage(session)
        session.add_pictures(clip.pictures)
        cell = place[0] if place else None
        return paste_clip(draft, session.journey_id, clip, cell, after, session.pictures)

    def _paste_text(self, draft: Draft, text: str) -> list[str]:
        place = insertion_cell(self._session)
        if place is None:
            reason = tr("Cards need a stage and a lane. Add them first, then paste again.")
            raise UserError(why_no_cell(self._session, reason))
        cell, after = place
        return self._add_text(draft, text, cell, next_sibling(draft.cards_in(*cell), after))

    def _add_text(self, draft: Draft, text: str, cell: Cell, before: str | None) -> list[str]:
        new = paste_text(draft, text, cell, before)
        columns, rows, (step_id, lane_id) = beyond_the_map(draft, text, cell)
        step, lane = draft.get(Step, step_id), draft.get(Lane, lane_id)
        language = self._session.journey.language
        names = (step.name or draft.get(Stage, step.stage).name or tr("Stage"), title_of(lane, language))
        self._overflow = _overflow(columns, rows, *names)
        return new

    def _report_overflow(self) -> None:
        """Say where the cells of a table are that have no place of their own."""
        if self._overflow:
            self._session.notice.emit(self._overflow)


def clear_own_data() -> None:
    """Remove our own format from the clipboard before the program ends, but keep the text.

    Qt for Python crashes if such data exists longer than the program.
    """
    data = _on_clipboard()
    if data is not None and data.hasFormat(MIME):
        QGuiApplication.clipboard().setText(data.text())


def picture_in(data: QMimeData) -> bytes | QImage | None:
    """Return a picture from another program.

    If there is also text, other than the address of the picture, there is none: some programs add a picture
    of the text.
    """
    if data.text().strip() and QUrl(data.text().strip()).scheme() not in ("http", "https"):
        return None
    for kind in _ENCODED:
        # Otherwise Qt would decode it on this thread.
        if data.hasFormat(kind) and (encoded := bytes(data.data(kind).data())):
            return encoded
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def _overflow(columns: int, rows: int, step: str, lane: str) -> str:
    sentences = []
    if columns:
        sentences.append(
            ntr(
                "{n} column had no step; its cards are in “{name}”.",
                "{n} columns had no step; their cards are in “{name}”.",
                columns,
                name=step,
            )
        )
    if rows:
        sentences.append(
            ntr(
                "{n} row had no lane; its cards are in “{name}”.",
                "{n} rows had no lane; their cards are in “{name}”.",
                rows,
                name=lane,
            )
        )
    return " ".join(sentences)


def _elsewhere(names: Sequence[str]) -> str:
    if len(names) == 1:
        words = tr("“{name}” is not on this computer. Copy it to a local folder, and paste it from there.")
        return words.format(name=names[0])
    return tr("These files are not on this computer. Copy them to a local folder, and paste them from there.")


def _on_clipboard() -> QMimeData | None:
    """Return the content of the clipboard, which can be None in spite of Qt's type."""
    return QGuiApplication.clipboard().mimeData()
