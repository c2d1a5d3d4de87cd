"""References of cards: opening web pages and files, when a user asks for it."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QHelpEvent
from PySide6.QtWidgets import QMenu, QToolTip, QWidget

from journey_editor.app.canvas.map_view import MapView
from journey_editor.app.runtime.jobs import OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.card_references import add_cards, add_references
from journey_editor.app.session.insertion_point import insertion_cell
from journey_editor.app.session.reference_entries import add_reference_entries
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.editing.search import shortened
from journey_editor.foundation.addresses import Address, is_relative, read_address
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.programs import has_name_of_program, is_program
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.regular_file import is_file, is_there
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.queries.hit_testing import cell_at, hit
from journey_editor.layout.reference_sign import target_of
from journey_editor.model.document import Cell
from journey_editor.model.records import Card, CardReference
from journey_editor.wording.reference_words import refusal_of, shortened_address

_LONGEST_PATH = 200
"""Maximum number of characters of a path in a sentence."""
_WINDOWS = os.name == "nt"
_Found = Literal["gone", "program", "device", "file", "folder"]


@dataclass(frozen=True, slots=True)
class ReferencePlace:
    """Cards that get references, or the `cell` for new cards `after` another, and its box on the map."""

    cards: Sequence[str]
    cell: Cell | None
    box: Box | None
    after: str | None = None


@reports_errors
class References(QObject):
    """Opens the references of the cards of one window.

    A menu first shows what will be opened. Programs are never opened, and servers only after a question.
    """

    def __init__(
        self, window: QWidget, session: Session, canvas: MapView, notice_bar: NoticeBar, jobs: OwnedJobs
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._canvas = window, session, canvas
        self._notice_bar, self._jobs = notice_bar, jobs
        session.opening.connect(self._open_record)
        canvas.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the tool tip of the canvas: Qt would only show those of graphics items."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            viewport = self._canvas.viewport()
            QToolTip.showText(event.globalPos(), viewport.toolTip(), viewport)
            return True
        return super().eventFilter(watched, event)

    def show_menu(self) -> None:
        """Show the references of the selected cards in a menu."""
        cards = self._session.selection.of_kind("card")
        if cards:
            self._canvas.reveal(cards[-1])
            self._show_menu(cards)

    def place_at(self, at: QPointF) -> ReferencePlace | None:
        """Return the card or the cell that gets what is dropped at a position of the map, or None."""
        layout = self._canvas.map_scene.layout
        found = hit(layout, at.x(), at.y())
        if found is not None and found.kind == "card":
            return ReferencePlace((found.id,), None, found.box)
        cell = cell_at(layout, at.x(), at.y())
        return ReferencePlace((), (cell.step, cell.lane), cell.box) if cell is not None else None

    def add(self, named: Sequence[tuple[str, str]], place: ReferencePlace) -> None:
        """Add web pages or files, given by address and name, to cards, or as new cards to a cell."""
        session = self._session
        if not session.may_edit():
            return
        if place.cards:
            add_references(session, place.cards, named)
        elif place.cell is not None:
            add_cards(session, place.cell, place.after, named)

    def paste_files(self, named: Sequence[tuple[str, str]]) -> bool:
        """Add files as `paste`, but return False if neither a card nor a cell has the focus."""
        selection = self._session.selection
        focused = bool(selection.of_kind("card")) or selection.cell is not None
        return focused and self.paste(named)

    def paste(self, named: Sequence[tuple[str, str]]) -> bool:
        """Add web pages to the selected cards, or as new cards where the focus is.

        Return False if there is no place.
        """
        session = self._session
        cards = session.selection.of_kind("card")
        if cards:
            self.add(named, ReferencePlace(cards, None, None))
            session.notice.emit(
                ntr(
                    "It was added to the selected card as a reference. To make a card of it, undo this, "
                    "press Esc and paste it again.",
                    "They were added to the selected card as references. To make cards of them, undo this, "
                    "press Esc and paste them again.",
                    len(named),
                )
            )
            return True
        found = insertion_cell(session)
        if found is not None:
            self.add(named, ReferencePlace((), found[0], None, found[1]))
        return found is not None

    def _open_record(self, record_id: str) -> None:
        """Open a reference, or show those of a card in a menu."""
        record = self._session.document.find(record_id)
        if isinstance(record, CardReference):
            self._open(read_address(record.address))
        elif isinstance(record, Card):
            self._show_menu((record_id,))

    def _show_menu(self, cards: "tuple[str, ...]") -> None:
        menu = QMenu(self._window)
        menu.setAccessibleName(tr("References"))
        # Not at once: the rest of the key that closes it may still be sent to it.
        menu.aboutToHide.connect(lambda: QTimer.singleShot(0, menu, menu.deleteLater))
        add_reference_entries(menu, self._session, cards)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.popup(self._below_sign(cards[-1]))
        menu.setActiveAction(menu.actions()[0])

    def _below_sign(self, card_id: str) -> QPoint:
        """Return the global position below the sign of a card, or below the card if it has none."""
        canvas = self._canvas
        card = canvas.map_scene.layout.cards.get(card_id)
        box = (target_of(card) or card.box) if card is not None else None
        at = QPointF(box.x, box.bottom) if box is not None else canvas.free_region().center()
        return canvas.viewport().mapToGlobal((canvas.to_viewport(at) if box is not None else at).toPoint())

    def _open(self, address: Address) -> None:
        match address.kind:
            case "web" | "mail":
                self._launch(QUrl.fromEncoded(address.target.encode()), address)
            case "file":
                try:
                    path = self._path_of(address)
                except UserError as error:
                    self._notice_bar.show_notice(error.sentence)
                else:
                    self._open_file(path, address)
            case "server":
                self._ask_for_server(address)
            case _:
                self._notice_bar.show_notice(refusal_of(address))

    def _path_of(self, address: Address) -> Path:
        """Return the path of a file. Raises `UserError` if it has none here."""
        if is_relative(address):
            folder = self._session.folder
            if folder is None:
                raise UserError(
                    tr(
                        "“{address}” is a file beside the project, but the project has no file yet. Save the "
                        "project there first."
                    ).format(address=shortened_address(address))
                )
            return folder / address.target
        path = Path(os.path.expanduser(address.target))  # noqa: PTH111 - a `Path` raises an error without a home
        if not path.is_absolute():
            raise UserError(
                tr(
                    "“{address}” is a path of another operating system, and cannot be opened on this "
                    "computer."
                ).format(address=shortened_address(address))
            )
        return path

    def _open_file(self, path: Path, address: Address) -> None:
        """Look at a file on its own thread, because its disk may not answer, and open it or its folder."""
        self._jobs.run(
            [address.name],
            lambda: _look_at(path),
            lambda found: self._open_found(path, found, address),
            lambda error: self._notice_bar.show_notice(error.sentence),
        )

    def _open_found(self, path: Path, found: _Found, address: Address) -> None:
        name = shortened(address.name)
        match found:
            case "gone":
                shown = str(path)
                shown = shown if len(shown) <= _LONGEST_PATH else f"…{shown[-_LONGEST_PATH:]}"
                words = tr("The file “{name}” is not there: {path}").format(name=name, path=shown)
                self._notice_bar.show_notice(words)
            case "device":
                words = tr("Cannot open “{name}”: it is a pipe or a device, not a file.").format(name=name)
                self._notice_bar.show_notice(words)
            case "program":
                words = tr("“{name}” can run as a program, so it was not opened. This is its folder.")
                self._notice_bar.show_notice(words.format(name=name))
                self._launch(_url_of_folder(path.parent), address)
            case "folder":
                self._launch(_url_of_folder(path), address)
            case "file":
                self._launch(QUrl.fromLocalFile(str(path)), address)

    def _ask_for_server(self, address: Address) -> None:
        """Ask before a server is contacted, which learns who opens a file."""
        shown = shortened_address(address)
        if not _WINDOWS:
            words = tr("“{address}” is a network path of Windows, and cannot be opened on this computer.")
            self._notice_bar.show_notice(words.format(address=shown))
        elif has_name_of_program(address.target):
            words = tr("“{name}” can run as a program, so it was not opened.")
            self._notice_bar.show_notice(words.format(name=shortened(address.name)))
        else:
            words = tr(
                "“{address}” is on a server in the network, which learns your user name when you open it."
            )
            path = Path(address.target)
            self._notice_bar.show_notice(
                words.format(address=shown), [(tr("Open"), lambda: self._open_file(path, address))]
            )

    def _launch(self, url: QUrl, address: Address) -> None:
        if not QDesktopServices.openUrl(url):
            words = tr("No program on this computer opens “{address}”.")
            self._notice_bar.show_notice(words.format(address=shortened_address(address)))


def _look_at(path: Path) -> _Found:
    """Return what is at a path. This runs on its own thread."""
    if not is_there(path):
        return "gone"
    if is_program(path):
        return "program"
    return "file" if is_file(path) else "folder" if os.path.isdir(path) else "device"  # noqa: PTH112


def _url_of_folder(path: Path) -> QUrl:
    # Without the slash, Windows would run a program of the same name beside the folder.
    return QUrl.fromLocalFile(f"{path}/")
