"""The window as its actions see it."""

from typing import Protocol

from journey_editor.app.services.clipboard import Clipboard
from journey_editor.app.services.files import Files
from journey_editor.app.services.imports import Imports
from journey_editor.app.services.pictures import Pictures
from journey_editor.app.session.program import Program
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings


class MapCommands(Protocol):
    """What an action may do with the map that is shown."""

    def edit_text(self, record_id: str) -> None:
        """Edit the main text of a record in place."""

    def write_card(self, step: str, lane: str, before: str | None = None) -> None:
        """Write a new card in a cell."""

    def pen_persona(self) -> str:
        """Return the persona whose emotion is set next; empty for everyone."""

    def add_emotion_point(self) -> None:
        """Add a point to a curve, where the context menu was opened or at the selection."""

    def reveal(self, record_id: str) -> None:
        """Scroll until a record can be seen."""

    def zoom_in(self) -> None:
        """Show the map larger."""

    def zoom_out(self) -> None:
        """Show the map smaller."""

    def set_zoom(self, zoom: float) -> None:
        """Show the map at a size; 1 is 100 %."""

    def fit(self) -> None:
        """Show the whole map."""

    def fit_selection(self) -> None:
        """Show what is selected as large as possible."""


class ActionHost(Protocol):
    """What an action may use of the window in which it runs."""

    @property
    def program(self) -> Program:
        """The running program."""

    @property
    def session(self) -> Session:
        """The project of the window."""

    @property
    def settings(self) -> Settings:
        """The choices that outlive a run."""

    @property
    def canvas(self) -> MapCommands:
        """The map."""

    @property
    def files(self) -> Files:
        """The file commands."""

    @property
    def imports(self) -> Imports:
        """The import of files."""

    @property
    def pictures(self) -> Pictures:
        """The pictures of the project."""

    @property
    def clipboard(self) -> Clipboard:
        """The clipboard."""

    def finish_typing(self) -> bool:
        """Cancel an unfinished gesture, and write what was typed. Return False if a field refused it."""

    def middle_of_view(self) -> tuple[float, float]:
        """Return the middle of what can be seen of the map."""

    def add_journey(self) -> None:
        """Add a journey to the project and show it."""

    def delete_journey(self) -> None:
        """Delete the journey that is shown."""

    def choose_language(self) -> None:
        """Let the language of the journey be chosen."""

    def ask_channel(self) -> None:
        """Ask for a new channel."""

    def shows_panel(self, name: str) -> bool:
        """Return whether a panel is shown: `outline` or `inspector`."""

    def open_capture_line(self) -> None:
        """Show the capture line for the step and lane in focus."""

    def toggle_panel(self, name: str) -> None:
        """Hide or show a panel: `outline` or `inspector`."""

    def show_palette(self) -> None:
        """Show all commands."""

    def show_keys(self) -> None:
        """Show all keys."""

    def show_help(self) -> None:
        """Show the documentation."""

    def show_about(self) -> None:
        """Show the version of the program."""

    def close_soon(self) -> None:
        """Close the window when the present event is over."""

    def ask_open(self) -> None:
        """Ask for files and open them."""
