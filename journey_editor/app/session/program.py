"""Protocols of the program for its windows and dialogs.

A window passes itself as `asked_from`: it then shows that a file is being read, and errors.
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
    from journey_editor.storage.opening import OpenedProject


class ProjectOpener(Protocol):
    """Opens each project in its own window."""

    @property
    def jobs(self) -> "Jobs":
        """Jobs of all windows."""

    def open(self, path: Path, asked_from: "QWidget | None" = None) -> object:
        """Open a file. If it is open already, raise its window; if it has another format, import it."""

    def open_copy(self, path: Path, asked_from: "QWidget", name: str = "") -> object:
        """Open a project file as a project without a name. `name` is its display name."""

    def open_template(self, path: Path, asked_from: "QWidget") -> object:
        """Open a template of the user as a new project without a name."""

    def show_opened(self, opened: "OpenedProject") -> "QWidget":
        """Show a project that was opened, and return its window."""

    def session_of(self, path: Path) -> "Session | None":
        """Return the session in which a file is open; None if there is none."""


class RecoveryOffers(Protocol):
    """Projects that were open when the program crashed."""

    def offers(self) -> "Sequence[Recoverable]":
        """Return the projects that can be recovered, the latest first."""

    def ask_open(self, found: "Recoverable", asked_from: "QWidget") -> None:
        """Open a project; ask first if it may be open on another computer."""

    def postpone(self, found: "Recoverable") -> None:
        """Offer a project again at the next start."""

    def discard(self, found: "Recoverable", asked_from: "QWidget") -> None:
        """Move a project to the trash."""


class Program(ProjectOpener, Protocol):
    """Running program."""

    @property
    def settings(self) -> "Settings":
        """Settings that are kept between runs."""

    @property
    def recoveries(self) -> RecoveryOffers:
        """Projects to recover."""

    def open_all(self, paths: Iterable[Path], asked_from: "QWidget | None" = None) -> object:
        """Open files, like `open`."""

    def ask_open(self, asked_from: "QWidget") -> None:
        """Ask for files and open them."""

    def new_project(self, template_id: str) -> object:
        """Create a project from a template."""

    def show_start_page(self) -> object:
        """Show the start page."""

    def use_theme(self, name: str) -> None:
        """Use a theme in all windows."""

    def quit(self) -> None:
        """Save and close all windows, and exit."""
