"""Interfaces of the window and the map that actions use."""

from typing import Protocol

from journey_editor.app.services.card_dialogs import CardDialogs
from journey_editor.app.services.clipboard import Clipboard
from journey_editor.app.services.files import Files
from journey_editor.app.services.imports import Imports
from journey_editor.app.services.pictures import Pictures
from journey_editor.app.services.references import References
from journey_editor.app.session.program import Program
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.note_layout import NotePlace


class ShownMap(Protocol):
    """The map as it is shown."""

    layout: MapLayout


class LinkCommands(Protocol):
    """Commands of a link that is drawn with the keyboard."""

    def begin(self) -> None:
        """Begin at the selected card or stage."""


class MapCommands(Protocol):
    """Commands of the map for actions."""

    @property
    def key_link(self) -> LinkCommands:
        """Link that is drawn with the keyboard."""

    @property
    def map_scene(self) -> ShownMap:
        """Scene with the map's layout."""

    def edit_text(self, record_id: str) -> None:
        """Edit the main text of a record in place."""

    def write_card(self, step: str, lane: str, before: str | None = None) -> None:
        """Open the editor for a new card in a cell."""

    def write_note(self, place: NotePlace) -> None:
        """Open the editor for a new note."""

    def pen_persona(self, lane: str = "") -> str:
        """Return the persona whose emotion is set next, in an emotion lane if given; empty for everyone."""

    def add_emotion_point(self) -> None:
        """Add a point to a curve at the selection."""

    def reveal(self, record_id: str) -> None:
        """Scroll until a record is visible."""

    def zoom(self) -> float:
        """Return the zoom; 1 is 100 %."""

    def zoom_in(self) -> None:
        """Enlarge the map."""

    def zoom_out(self) -> None:
        """Shrink the map."""

    def set_zoom(self, zoom: float) -> None:
        """Set the zoom; 1 is 100 %."""

    def fit(self) -> None:
        """Show the whole map."""

    def fit_selection(self) -> None:
        """Show the selection as large as possible."""


class PresentationCommands(Protocol):
    """Commands of the presentation for actions."""

    def begin(self) -> None:
        """Present from the first stage."""

    def begin_here(self) -> None:
        """Present from the stage in focus."""


class ViewCommands(Protocol):
    """Commands on saved views for actions."""

    def open_menu(self) -> None:
        """Show the list of views."""

    def ask_save(self) -> None:
        """Ask for the name of a new view."""

    def ask_rename(self) -> None:
        """Ask for another name of the view that is shown."""


class BarCommands(Protocol):
    """Bars of the window that actions use."""

    @property
    def view_bar(self) -> ViewCommands:
        """Commands on saved views."""


class ActionHost(Protocol):
    """Interface of the window in which an action runs."""

    @property
    def program(self) -> Program:
        """The running program."""

    @property
    def session(self) -> Session:
        """Session of the window."""

    @property
    def settings(self) -> Settings:
        """Settings of the user."""

    @property
    def canvas(self) -> MapCommands:
        """Commands of the map."""

    @property
    def bars(self) -> BarCommands:
        """Commands of the bars."""

    @property
    def files(self) -> Files:
        """File commands."""

    @property
    def imports(self) -> Imports:
        """Import commands."""

    @property
    def pictures(self) -> Pictures:
        """Picture commands."""

    @property
    def card_dialogs(self) -> CardDialogs:
        """Dialogs for the channels and tags of cards."""

    @property
    def references(self) -> References:
        """Commands that open references of cards."""

    @property
    def clipboard(self) -> Clipboard:
        """Clipboard commands."""

    def finish_typing(self) -> bool:
        """Cancel an unfinished gesture, and commit typed text. Return False if a field rejected the text."""

    def place_of_new_note(self) -> NotePlace:
        """Return the free place of the visible map that is nearest to its middle."""

    def open_field(self, name: str, *, of_journey: bool = False) -> None:
        """Open a field of the selection, or else of the journey, in the inspector."""

    def shows_panel(self, name: str) -> bool:
        """Return True if a panel is shown: `outline`, `history`, `insights`, `inspector` or `minimap`."""

    def open_capture_line(self) -> None:
        """Show the capture line for the step and lane in focus."""

    def open_filter(self) -> None:
        """Show the filter bar."""

    def open_find(self, *, replacing: bool = False) -> None:
        """Show the find bar, with the field for replacements if `replacing`."""

    def find_again(self, by: int) -> None:
        """Go to the next (+1) or previous (−1) place of the last searched text."""

    def move_to_area(self, by: int) -> None:
        """Move the focus to the next (+1) or previous (−1) area of the window."""

    def toggle_full_screen(self) -> None:
        """Show the window in full screen, or as it was before."""

    def isFullScreen(self) -> bool:
        """Return whether the window is shown in full screen."""

    @property
    def presenting(self) -> bool:
        """True during a presentation."""

    @property
    def presentation(self) -> PresentationCommands:
        """Presentation of the map."""

    def toggle_panel(self, name: str) -> None:
        """Hide or show a panel: `outline`, `history`, `insights`, `inspector` or `minimap`."""

    def show_palette(self) -> None:
        """Show the command palette."""

    def show_keys(self) -> None:
        """Show the keyboard shortcuts."""

    def show_help(self) -> None:
        """Show the documentation."""

    def show_about(self) -> None:
        """Show the version of the program."""

    def close_soon(self) -> None:
        """Close the window after the current event."""

    def ask_open(self) -> None:
        """Ask for files and open them."""
