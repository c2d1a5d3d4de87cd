"""Import of pictures into the project of a window: from a dialog, a file manager or the clipboard."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from journey_editor.app.panels.inspector import Inspector
from journey_editor.app.runtime.jobs import OwnedJobs
from journey_editor.app.session.insertion_point import insertion_cell, why_no_cell
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.backends.qt_images import decode_ahead
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.pictures import add_picture, picture_of, show_picture
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import next_sibling
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.picture_size import MOST_BYTES
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.queries.hit_testing import boxes_of, cell_at, hit
from journey_editor.model.document import Cell
from journey_editor.model.records import Card, kind_of

if TYPE_CHECKING:
    from journey_editor.interchange.pictures import IncomingPicture
    from journey_editor.layout.boxes import MapLayout

_SUFFIXES = (".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".webp", ".bmp")
_REFUSED = (".svg", ".svgz", ".tif", ".tiff", ".heic", ".heif", ".avif", ".psd", ".eps", ".ico", ".raw")
"""Unsupported picture formats, which are refused as pictures and not as unknown files."""
_LONGEST = 2_000
"""Maximum side, in pixels, to which a picture from the clipboard is scaled down first."""

Source = Path | QImage | bytes
"""File, or picture from the clipboard, decoded or encoded."""


@dataclass(frozen=True, slots=True)
class PicturePlace:
    """Target of pictures: the card or persona `record`, otherwise new cards in `cell` after `after`.

    `box` is its box on the map.
    """

    record: str = ""
    cell: Cell | None = None
    after: str | None = None
    box: Box | None = None

    @property
    def is_persona(self) -> bool:
        """True if the picture becomes a portrait."""
        return kind_of(self.record) == "persona"


def is_picture(file: Path) -> bool:
    """Return True if a file is a picture by its name, even if its format is not supported."""
    return file.suffix.lower() in (*_SUFFIXES, *_REFUSED)


class Pictures(QObject):
    """Pictures of the project of one window. Errors are shown in the notice bar."""

    added = Signal(str)
    """Emitted with the id of a record that got a picture."""
    drop_shown = Signal(object)
    """Emitted during a drag with the `Box` of the target of a drop, or None if there is no target."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        jobs: OwnedJobs,
        layout: "Callable[[], MapLayout]",
    ) -> None:
        """`layout` returns the layout of the map that is shown."""
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._notice_bar, self._jobs, self._layout = notice_bar, jobs, layout

    def serve(self, inspector: Inspector) -> None:
        """Add and remove the pictures that an inspector asks for."""
        inspector.picture_wanted.connect(self.ask)
        inspector.picture_unwanted.connect(lambda record: self.remove([record]))

    def place_of_selection(self) -> PicturePlace | None:
        """Return the selected card or persona, otherwise the place of a new card, or None."""
        single = self._session.selection.single or ""
        if kind_of(single) in ("card", "persona"):
            return PicturePlace(single)
        found = insertion_cell(self._session)
        return PicturePlace(cell=found[0], after=found[1]) if found is not None else None

    def place_at(self, at: QPointF) -> PicturePlace | None:
        """Return the target of a picture that is dropped at a position of the map."""
        layout = self._layout()
        found = hit(layout, at.x(), at.y())
        if found is not None and found.kind in ("card", "persona", "persona_lane"):
            return PicturePlace(found.id, box=found.box)
        cell = cell_at(layout, at.x(), at.y())
        return PicturePlace(cell=(cell.step, cell.lane), box=cell.box) if cell is not None else None

    def ask(self, record: str = "") -> None:
        """Ask for a picture for a card or a persona, by default for the selection."""
        place = PicturePlace(record) if record else self.place_of_selection()
        if place is None or not self._session.may_edit():
            return
        endings = " ".join(f"*{each}" for each in _SUFFIXES)
        chosen, _ = QFileDialog.getOpenFileNames(
            self._window,
            tr("Choose a portrait") if place.is_persona else tr("Choose pictures"),
            str(self._settings.folder),
            tr("Pictures ({endings})").format(endings=endings),
        )
        if chosen:
            self._settings.set_folder(Path(chosen[0]).parent)
            self.add([Path(each) for each in chosen], place)

    def add(self, sources: Sequence[Source], place: PicturePlace | None = None) -> None:
        """Read pictures in the background, and add them at a place as one undo step."""
        place = place or self.place_of_selection()
        if not sources or not self._session.may_edit():
            return
        if place is None:
            reason = tr("A picture needs a stage and a lane. Add them first, then try again.")
            self._notify(why_no_cell(self._session, reason))
            return
        portrait = place.is_persona
        surplus = len(sources) - 1 if portrait else 0
        sources = sources[:1] if portrait else sources
        self._jobs.run(
            [each.name if isinstance(each, Path) else tr("Picture from the clipboard") for each in sources],
            lambda: _read(sources, portrait),
            lambda found: self._put(found, place, surplus),
            lambda error: self._notify(error.sentence),
        )

    def place_of(self, record: str) -> PicturePlace | None:
        """Return the card or persona `record` as a place, or None for an empty id."""
        boxes = boxes_of(self._layout(), record)
        return PicturePlace(record, box=next(iter(boxes), None)) if record else None

    def drop(self, files: Sequence[Source], place: PicturePlace | None) -> None:
        """Add the files that were dropped at a place; None if there is no target."""
        if place is None:
            self._notify(tr("Drop a picture onto a card, a cell or a persona."))
        else:
            self.add(files, place)

    def show_drop(self, place: PicturePlace | None) -> None:
        """Show the target of a drop, or none."""
        self.drop_shown.emit(place.box if place is not None else None)

    def remove(self, ids: Sequence[str]) -> None:
        """Remove the pictures from cards and personas."""
        portraits = all(kind_of(each) == "persona" for each in ids)
        pictures = ntr("Remove picture", "Remove pictures", len(ids))
        name = ntr("Remove portrait", "Remove portraits", len(ids)) if portraits else pictures
        with self._session.edit(name) as draft:
            for each in ids:
                show_picture(draft, each, "")

    def has_one(self, ids: Sequence[str]) -> bool:
        """Return True if one of these records has a picture."""
        return any(picture_of(self._session.document, each) is not None for each in ids)

    def _put(self, found: "_Found", place: PicturePlace, surplus: int) -> None:
        refused = "\n".join(found.refusals)
        if surplus:
            words = ntr(
                "A persona has one portrait. {n} more picture was not added.",
                "A persona has one portrait. {n} more pictures were not added.",
                surplus,
            )
            refused = f"{refused}\n{words}".strip()
        if found.pictures and place.record and place.record not in self._session.document:
            refused = tr(
                "The picture was not added, because its card or persona was deleted in the meantime."
            )
        elif found.pictures:
            new = self._insert(found.pictures, place)
            if new:
                cell = place.cell if place.cell is not None else self._session.selection.cell
                self._session.selection.replace(new, cell)
                self.added.emit(new[-1])
        if refused:
            self._notify(refused)

    def _insert(self, pictures: "Sequence[IncomingPicture]", place: PicturePlace) -> list[str]:
        """Add pictures at a place. Return the ids of the records that show them, none if refused."""
        session = self._session
        session.add_pictures({each.sha256: each.data for each in pictures})
        new: list[str] = []
        transaction = session.edit(_step(len(pictures), place, self.has_one([place.record])))
        with transaction as draft:
            ids = [
                add_picture(
                    draft,
                    sha256=each.sha256,
                    media_type=each.media_type,
                    size=len(each.data),
                    width=each.width,
                    height=each.height,
                ).id
                for each in pictures
            ]
            if place.record:
                show_picture(draft, place.record, ids.pop(0))
                new.append(place.record)
            new += _as_cards(draft, ids, place)
        return new if transaction.succeeded else []

    def _notify(self, sentence: str) -> None:
        self._notice_bar.show_notice(sentence)


@dataclass(frozen=True, slots=True)
class _Found:
    """Pictures that were read, and sentences about those that were refused."""

    pictures: "tuple[IncomingPicture, ...]"
    refusals: tuple[str, ...]


def _step(count: int, place: PicturePlace, had_one: bool) -> str:
    if place.is_persona:
        return tr("Change portrait") if had_one else tr("Add portrait")
    if had_one and count == 1:
        return tr("Change picture")
    return ntr("Add picture", "Add {n} pictures", count)


def _as_cards(draft: Draft, ids: Sequence[str], place: PicturePlace) -> list[str]:
    """Add a card for each picture, after the card that shows the first one, or in the cell of the place."""
    cell, after = place.cell, place.after
    if place.record and ids:
        card = draft.get(Card, place.record)
        cell, after = (card.step, card.lane), card.id
    if cell is None:
        return []
    if cell[0] not in draft or cell[1] not in draft:
        raise UserError(
            tr("The picture was not added, because its stage or lane was deleted in the meantime.")
        )
    before = next_sibling(draft.cards_in(*cell), after)
    return [add_card(draft, *cell, picture=each, before=before).id for each in ids]


def _read(sources: Sequence[Source], portrait: bool) -> _Found:
    """Read pictures, one after the other. This runs on its own thread."""
    from journey_editor.interchange.pictures import import_picture

    pictures, refusals = [], []
    for source in sources:
        try:
            pictures.append(import_picture(_bytes_of(source), portrait=portrait))
        except UserError as error:
            name = f"“{source.name}”: " if isinstance(source, Path) and len(sources) > 1 else ""
            refusals.append(name + error.sentence)
    decode_ahead({each.sha256: each.data for each in pictures})
    return _Found(tuple(pictures), tuple(refusals))


def _bytes_of(source: Source) -> bytes:
    """Return the bytes of a picture, of a file at most one more than the limit."""
    if isinstance(source, QImage):
        return _encoded(source)
    if isinstance(source, bytes):
        return source
    from journey_editor.foundation.regular_file import open_regular

    try:
        with open_regular(source) as stream:
            return stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(
            tr("Cannot open “{name}”: {reason}.").format(name=source.name, reason=error.strerror)
        ) from error


def _encoded(image: QImage) -> bytes:
    if max(image.width(), image.height()) > _LONGEST:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        image = image.scaled(_LONGEST, _LONGEST, keep, smooth)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(data.data())
