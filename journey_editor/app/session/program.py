"""Protocols of the program, as its windows and dialogs see it.

A window that asks for something passes itself as `asked_from`: it shows that a file is being read, and why
something cannot be opened.
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
    """Opens projects, each in a window of its own."""

    @property
    def jobs(self) -> "Jobs":
        """Jobs of all windows."""

    def open(self, path: Path, asked_from: "QWidget | None" = None) -> object:
        """Open a file; one that is already open is brought forward, one in another format is imported."""

    def open_copy(self, path: Path, asked_from: "QWidget", name: str = "") -> object:
        """Open a project file as a project without a name; `name` is what people call it."""

    def show_opened(self, found: "ForWork") -> "QWidget":
        """Show a project that was opened; return its window."""

    def session_of(self, path: Path) -> "Session | None":
        """Return the session in which a file is open, if there is one."""


class RecoveryOffers(Protocol):
    """The projects that were still open when the program ended."""

    def offers(self) -> "Sequence[Recoverable]":
        """Return what can be recovered, the latest first."""

    def ask_open(self, found: "Recoverable", asked_from: "QWidget") -> None:
        """Open one of them; ask first if it may be open on another computer."""

    def put_off(self, found: "Recoverable") -> None:
        """Offer it again at the next start."""

    def discard(self, found: "Recoverable", asked_from: "QWidget") -> None:
        """Move it to the trash."""


class Program(ProjectOpener, Protocol):
    """The running program."""

    @property
    def settings(self) -> "Settings":
        """The choices that outlive a run."""

    @property
    def recoveries(self) -> RecoveryOffers:
        """What was still open when the program ended."""

    def open_all(self, paths: Iterable[Path], asked_from: "QWidget | None" = None) -> object:
        """Open files, each as `open` does."""

    def ask_open(self, asked_from: "QWidget") -> None:
        """Ask for files and open them."""

    def new_project(self, template_id: str) -> object:
        """Begin a project from a template."""

    def show_start_page(self) -> object:
        """Show the recent projects and the templates."""

    def use_theme(self, name: str) -> None:
        """Use these colours in all windows."""

    def quit(self) -> None:
        """Close all windows, and end."""
