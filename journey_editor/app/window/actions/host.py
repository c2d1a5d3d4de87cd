"""Protocols of the window and the map for actions."""

from typing import Protocol

from journey_editor.app.services.clipboard import Clipboard
from journey_editor.app.services.files import Files
from journey_editor.app.services.imports import Imports
from journey_editor.app.services.pictures import Pictures
from journey_editor.app.session.program import Program
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings


class MapCommands(Protocol):
    """Commands of the map for actions."""

    def edit_text(self, record_id: str) -> None:
        """Edit the main text of a record in place."""

    def write_card(self, step: str, lane: str, before: str | None = None) -> None:
        """Open the editor for a new card in a cell."""

    def write_note(self, x: float, y: float) -> None:
        """Open the editor for a new note."""

    def pen_persona(self) -> str:
        """Return the persona whose emotion is set next; empty for everyone."""

    def add_emotion_point(self) -> None:
        """Add a point to a curve, where the context menu was opened or at the selection."""

    def reveal(self, record_id: str) -> None:
        """Scroll until a record is visible."""

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


class ActionHost(Protocol):
    """Window in which an action runs."""

    @property
    def program(self) -> Program:
        """Program."""

    @property
    def session(self) -> Session:
        """Session of the window."""

    @property
    def settings(self) -> Settings:
        """Settings of the user."""

    @property
    def canvas(self) -> MapCommands:
        """Map."""

    @property
    def files(self) -> Files:
        """File commands."""

    @property
    def imports(self) -> Imports:
        """Import of files."""

    @property
    def pictures(self) -> Pictures:
        """Pictures of the project."""

    @property
    def clipboard(self) -> Clipboard:
        """Clipboard commands."""

    def finish_typing(self) -> bool:
        """Cancel an unfinished gesture, and commit typed text. Return False if a field rejected it."""

    def place_of_new_note(self) -> tuple[float, float]:
        """Return the free place of the visible map that is nearest to its middle."""

    def add_journey(self) -> None:
        """Add a journey to the project and show it."""

    def delete_journey(self) -> None:
        """Delete the current journey."""

    def choose_language(self) -> None:
        """Open the language field of the journey."""

    def ask_channel(self) -> None:
        """Ask for a new channel."""

    def shows_panel(self, name: str) -> bool:
        """Return whether a panel is shown: `outline` or `inspector`."""

    def open_capture_line(self) -> None:
        """Show the capture line for the step and lane in focus."""

    def toggle_panel(self, name: str) -> None:
        """Hide or show a panel: `outline` or `inspector`."""

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
