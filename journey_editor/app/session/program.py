"""Protocols of the program for its windows and dialogs.

A window passes itself as `asked_from`, to show progress and errors.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from journey_editor.app.runtime.jobs import Jobs
    from journey_editor.app.session.session import Session
    from journey_editor.app.session.settings import Settings
    from journey_editor.storage.journal.recovered import Recoverable
    from journey_editor.storage.opening import ForWork


class ProjectOpener(Protocol):
    """Opener of projects, each in its own window."""

    def open(self, path: Path, asked_from: "QWidget | None" = None) -> object:
        """Open a file, show its window if it is open already, or import it if it has another format."""

    def open_copy(self, path: Path, asked_from: "QWidget", name: str = "") -> object:
        """Open a copy of a project file without a file name; `name` is its display name."""

    def show_opened(self, found: "ForWork") -> "QWidget":
        """Show an opened project and return its window."""

    def session_of(self, path: Path) -> "Session | None":
        """Return the session in which a file is open, or None."""


class RecoveryOffers(Protocol):
    """Projects that were open when the program ended unexpectedly."""

    def offers(self) -> "Sequence[Recoverable]":
        """Return the recoverable projects, the latest first."""

    def ask_open(self, found: "Recoverable", asked_from: "QWidget") -> None:
        """Recover one of them; ask first if it may be open on another computer."""

    def put_off(self, found: "Recoverable") -> None:
        """Offer it again at the next start."""

    def discard(self, found: "Recoverable", asked_from: "QWidget") -> None:
        """Move it to the trash."""


class Program(ProjectOpener, Protocol):
    """Running program."""

    @property
    def settings(self) -> "Settings":
        """User settings."""

    @property
    def jobs(self) -> "Jobs":
        """Jobs of all windows."""

    @property
    def recoveries(self) -> RecoveryOffers:
        """Recoverable projects."""

    def open_all(self, paths: Iterable[Path], asked_from: "QWidget | None" = None) -> object:
        """Open several files."""

    def ask_open(self, asked_from: "QWidget") -> None:
        """Ask for files and open them."""

    def new_project(self, template_id: str) -> object:
        """Create a project from a template."""

    def show_start_page(self) -> object:
        """Show the start page."""

    def use_theme(self, name: str) -> None:
        """Set the colour theme of all windows."""

    def quit(self) -> None:
        """Close all windows and end the program."""
