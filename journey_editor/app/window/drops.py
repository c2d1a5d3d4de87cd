"""Files, web pages, texts and pictures that are dropped onto a window, or pasted into it as files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.panels.inspector import Inspector
from journey_editor.app.services.clipboard import Clipboard, has_picture, picture_in
from journey_editor.app.services.imports import Imports
from journey_editor.app.services.pictures import PicturePlace, Pictures, is_picture
from journey_editor.app.services.references import ReferencePlace, References
from journey_editor.app.session.evidence_drag import evidence_in
from journey_editor.app.session.program import Program
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.file_drops import FileDrops, web_addresses
from journey_editor.conversion import formats
from journey_editor.editing.commands.evidence import can_be_backed, place_evidence
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import CellLayout
from journey_editor.layout.queries.hit_testing import Hit, cell_at, hit


class Drops:
    """Opens projects, imports other files, and adds what else is dropped where it is dropped."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        program: Program,
        canvas: MapView,
        inspector: Inspector,
        pictures: Pictures,
        imports: Imports,
        references: References,
        clipboard: Clipboard,
    ) -> None:
        """Take what is dropped onto a window, and handle what its clipboard pastes."""
        self._window, self._session, self._program = window, session, program
        self._canvas, self._inspector = canvas, inspector
        self._pictures, self._imports, self._clipboard = pictures, imports, clipboard
        self._references = references
        clipboard.add_pictures, clipboard.add_references = pictures.add, references.paste
        clipboard.handle_files, clipboard.ask_about_table = self.paste_files, imports.ask_about_copied_table
        pictures.drop_shown.connect(self._mark)
        FileDrops(window, self._add_files, self._show_files, self._add_content, self._show_content)

    def paste_files(self, files: Sequence[Path]) -> None:
        """Handle pasted files as if they were dropped where the focus is."""
        self._handle_files(files, self._pictures.add, self._references.paste_files)

    def _handle_files(
        self,
        files: Sequence[Path],
        add_pictures: Callable[[Sequence[Path]], object],
        add_references: Callable[[Sequence[tuple[str, str]]], bool],
    ) -> None:
        """Open projects, pass on pictures, import files in other formats, and refer to the rest."""
        pictures = [file for file in files if is_picture(file)]
        projects = [file for file in files if file.suffix.lower() == ".journey"]
        others = [file for file in files if not formats.can_read(file) and file not in pictures]
        self._program.open_all(projects, self._window)
        if others and add_references([(file.as_uri(), file.name) for file in others]):
            files = [file for file in files if file not in others]
        self._imports.add(file for file in files if file not in (*projects, *pictures))
        if pictures:
            add_pictures(pictures)

    def _add_files(self, files: Sequence[Path], at: QPoint) -> None:
        place = self._reference_place(at)

        def add_references(named: Sequence[tuple[str, str]]) -> bool:
            if place is not None:
                self._references.add(named, place)
            return place is not None

        def add_pictures(pictures: Sequence[Path]) -> None:
            self._pictures.drop(pictures, self._picture_place(at))

        self._handle_files(files, add_pictures, add_references)

    def _add_content(self, data: QMimeData, at: QPoint) -> None:
        """Add a picture, web pages or a text from another program where they were dropped."""
        if not self._session.may_edit():
            return
        if evidence_in(data):
            self._place_evidence(evidence_in(data), at)
            return
        picture = picture_in(data)
        if picture is not None:
            self._pictures.drop([picture], self._picture_place(at))
            return
        named, place = web_addresses(data), self._reference_place(at)
        if named and place is not None:
            self._references.add(named, place)
            return
        if named:
            self._session.notice.emit(tr("Drop a link onto a card, or onto a cell for a new card."))
            return
        cell = self._cell_at(at)
        if cell is None:
            self._session.notice.emit(tr("Drop text onto a cell. Each line becomes a card there."))
        else:
            self._clipboard.drop_text(data, (cell.step, cell.lane))

    def _show_files(self, files: Sequence[Path], at: QPoint) -> None:
        if any(map(is_picture, files)):
            self._pictures.show_drop(self._picture_place(at))
        else:
            refers = any(not formats.can_read(file) for file in files)
            self._mark_place(self._reference_place(at) if refers else None)

    def _reference_place(self, at: QPoint) -> ReferencePlace | None:
        """Return the target of a web page or file that is dropped on the map, or on the inspector."""
        viewport = self._canvas.viewport()
        on_map = viewport.mapFrom(self._window, at)
        if viewport.rect().contains(on_map):
            return self._references.place_at(self._canvas.place_at(QPointF(on_map)))
        cards = self._session.selection.of_kind("card")
        return ReferencePlace(cards, None, None) if cards and self._is_on_inspector(at) else None

    def _is_on_inspector(self, at: QPoint) -> bool:
        inspector = self._inspector
        return inspector.isVisible() and inspector.rect().contains(inspector.mapFrom(self._window, at))

    def _show_content(self, data: QMimeData, at: QPoint) -> None:
        """Mark where a picture, a web page or a text would be added."""
        if self._session.read_only:
            return
        if evidence_in(data):
            found = self._backed_at(at)
            self._mark(found.box if found is not None else None)
        elif has_picture(data):
            self._pictures.show_drop(self._picture_place(at))
        elif web_addresses(data):
            self._mark_place(self._reference_place(at))
        else:
            cell = self._cell_at(at)
            self._mark(cell.box if cell is not None else None)

    def _place_evidence(self, ids: Sequence[str], at: QPoint) -> None:
        """Let evidence of this project back what it was dropped onto."""
        session, found = self._session, self._backed_at(at)
        own = [each for each in ids if each in session.document]
        if found is None or not own:
            session.notice.emit(
                tr("Drop evidence of this project onto a card, a point, a persona or a stage.")
            )
            return
        with session.edit(tr("Place evidence")) as draft:
            for each in own:
                place_evidence(draft, each, [found.id])
        session.selection.replace([found.id])

    def _backed_at(self, at: QPoint) -> Hit | None:
        """Return the item at a position of the window that evidence can back."""
        viewport = self._canvas.viewport()
        on_map = viewport.mapFrom(self._window, at)
        if not viewport.rect().contains(on_map):
            return None
        place = self._canvas.place_at(QPointF(on_map))
        found = hit(self._canvas.map_scene.layout, place.x(), place.y())
        return found if found is not None and found.id and can_be_backed([found.id]) else None

    def _cell_at(self, at: QPoint) -> CellLayout | None:
        """Return the cell at a position of the window."""
        viewport = self._canvas.viewport()
        on_map = viewport.mapFrom(self._window, at)
        if not viewport.rect().contains(on_map):
            return None
        place = self._canvas.place_at(QPointF(on_map))
        return cell_at(self._canvas.map_scene.layout, place.x(), place.y())

    def _picture_place(self, at: QPoint) -> PicturePlace | None:
        """Return the target of a picture that is dropped on the map, or on the inspector."""
        viewport = self._canvas.viewport()
        on_map = viewport.mapFrom(self._window, at)
        if viewport.rect().contains(on_map):
            return self._pictures.place_at(self._canvas.place_at(QPointF(on_map)))
        return self._pictures.place_of(self._inspector.pictured) if self._is_on_inspector(at) else None

    def _mark_place(self, place: ReferencePlace | None) -> None:
        self._mark(place.box if place is not None else None)

    def _mark(self, box: Box | None) -> None:
        self._canvas.overlay.mark(rooms=[box] if box is not None else ())
