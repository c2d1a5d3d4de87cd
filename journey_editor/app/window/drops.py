"""Files, texts and pictures that are dropped onto a window, or pasted into it as files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF
from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.panels.inspector import Inspector
from journey_editor.app.services.clipboard import Clipboard, has_picture, picture_in
from journey_editor.app.services.imports import Imports
from journey_editor.app.services.pictures import PicturePlace, Pictures, is_picture
from journey_editor.app.session.program import Program
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.file_drops import FileDrops
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import CellLayout
from journey_editor.layout.queries.hit_testing import cell_at


class Drops:
    """Opens projects, imports other files, and adds pictures and texts where they are dropped."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        program: Program,
        canvas: MapView,
        inspector: Inspector,
        pictures: Pictures,
        imports: Imports,
        clipboard: Clipboard,
    ) -> None:
        self._window, self._session, self._program = window, session, program
        self._canvas, self._inspector = canvas, inspector
        self._pictures, self._imports, self._clipboard = pictures, imports, clipboard
        pictures.drop_shown.connect(self._mark)
        FileDrops(window, self._add_files, self._show_files, self._add_content, self._show_content)

    def handle_files(self, files: Sequence[Path], add_pictures: Callable[[Sequence[Path]], object]) -> None:
        """Open projects, pass on pictures, and import all other files into this project."""
        pictures = [file for file in files if is_picture(file)]
        projects = [file for file in files if file.suffix.lower() == ".journey"]
        self._program.open_all(projects, self._window)
        self._imports.add(file for file in files if file not in (*projects, *pictures))
        if pictures:
            add_pictures(pictures)

    def _add_files(self, files: Sequence[Path], at: QPoint) -> None:
        self.handle_files(files, lambda pictures: self._pictures.drop(pictures, self._picture_place(at)))

    def _add_content(self, data: QMimeData, at: QPoint) -> None:
        """Add a picture or a text from another program where it was dropped."""
        if not self._session.may_edit():
            return
        picture = picture_in(data)
        if picture is not None:
            self._pictures.drop([picture], self._picture_place(at))
            return
        cell = self._cell_at(at)
        if cell is None:
            self._session.notice.emit(tr("Drop text onto a cell. Each line becomes a card there."))
        else:
            self._clipboard.drop_text(data, (cell.step, cell.lane))

    def _show_files(self, files: Sequence[Path], at: QPoint) -> None:
        some = bool(files) and any(map(is_picture, files))
        self._pictures.show_drop(self._picture_place(at) if some else None)

    def _show_content(self, data: QMimeData, at: QPoint) -> None:
        """Mark where a picture or a text would be added."""
        if self._session.read_only:
            return
        if has_picture(data):
            self._pictures.show_drop(self._picture_place(at))
        else:
            cell = self._cell_at(at)
            self._mark(cell.box if cell is not None else None)

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
        viewport, inspector = self._canvas.viewport(), self._inspector
        on_map = viewport.mapFrom(self._window, at)
        if viewport.rect().contains(on_map):
            return self._pictures.place_at(self._canvas.place_at(QPointF(on_map)))
        on_panel = inspector.isVisible() and inspector.rect().contains(inspector.mapFrom(self._window, at))
        return self._pictures.place_of(inspector.pictured) if on_panel else None

    def _mark(self, box: Box | None) -> None:
        self._canvas.overlay.mark(rooms=[box] if box is not None else ())
