"""Open windows of the program: one for each project, and the start page."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.app.session.program import Program
from journey_editor.foundation.identity import now
from journey_editor.foundation.regular_file import is_file

if TYPE_CHECKING:
    from journey_editor.app.canvas.picture.drawn_map import DrawnMap
    from journey_editor.app.session.project_store import ProjectStore
    from journey_editor.app.session.settings import Settings
    from journey_editor.app.start.start_window import StartWindow
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.model.document import Document
    from journey_editor.storage.project.recent import LeftAt

    Place = MainWindow | StartWindow
    """A window in which a notice can be shown."""


class Windows(QObject):
    """Shows windows, and refers to them until they close."""

    window_showing = Signal(QWidget)
    """Emitted with a new window before it is shown."""
    window_destroyed = Signal()
    """Emitted after a closed window was deleted."""

    def __init__(self, qt: QApplication, program: Program, parent: QObject) -> None:
        """Prepare for windows that call `program`."""
        super().__init__(parent)
        self._qt, self._program = qt, program
        self.projects: list[MainWindow] = []
        self.start: StartWindow | None = None

    def places(self) -> "list[Place]":
        """Return the windows in which a notice can be shown."""
        return [*self.projects, *([self.start] if self.start is not None else [])]

    def place_for(self, asked_from: QObject | None) -> "Place | None":
        """Return the window `asked_from`, or another if it has closed; None if there are none."""
        places = self.places()
        active = self._qt.activeWindow()
        for wanted in (asked_from, active):
            found = next((each for each in places if each is wanted), None)
            if found is not None:
                return found
        return places[-1] if places else None

    def window_of(self, path: Path) -> "MainWindow | None":
        """Return the window of a file that is open under this path; None if there is none."""
        for window in self.projects:
            if window.session.store.path == path:
                return window
        return None

    @property
    def settings(self) -> "Settings":
        """Settings of the user."""
        return self._program.settings

    @property
    def as_on_paper(self) -> bool:
        """True if new windows show their maps as on paper."""
        return self._program.settings.as_on_paper

    def open_files(self) -> list[Path]:
        """Return the files of all windows."""
        return [each.session.store.path for each in self.projects]

    def show_start_page(self) -> "StartWindow":
        """Show the recent projects and the templates."""
        from journey_editor.app.start.start_window import StartWindow

        if self.start is None:
            self.start = StartWindow(self._program)
            self.start.closed.connect(self._forget_start)
            self.window_showing.emit(self.start)
        self.start.refresh()
        self.bring_to_front(self.start)
        return self.start

    def show_unnamed(
        self,
        document: "Document",
        pictures: Mapping[str, bytes] | None = None,
        drawn: "DrawnMap | None" = None,
    ) -> "MainWindow":
        """Show a new project without a name in a new window."""
        from journey_editor.app.session.project_store import ProjectStore
        from journey_editor.storage.project.drafts import new_draft
        from journey_editor.storage.project.project import Project

        project = Project(document, pictures or {}, new_draft())
        return self.show_project(document, ProjectStore(project), drawn)

    def show_project(
        self, document: "Document", store: "ProjectStore", drawn: "DrawnMap | None" = None
    ) -> "MainWindow":
        """Show a project in a new window. `drawn` is its first map, if it was drawn already."""
        from journey_editor.app.services.review_notice import ReviewNotice
        from journey_editor.app.session.session import Session
        from journey_editor.app.window.main_window import MainWindow

        session = Session(document, store=store)
        session.paper_view.usual = self.as_on_paper
        window = MainWindow(self._program, session, drawn)
        self.projects.append(window)
        window.closed.connect(lambda: self._forget(window))
        window.files.saved_as.connect(lambda: self.note_recent(window))
        self._qt.focusChanged.connect(window.take_lost_focus)
        window.destroyed.connect(self.window_destroyed)
        self.window_showing.emit(window)
        _return_to_place(window)
        ReviewNotice(window.session, window).found.connect(window.notice_bar.add_notice)
        window.show()
        window.files.warn_if_temporary()
        if self.start is not None:
            self.start.close()
        return window

    def bring_to_front(self, window: QWidget) -> None:
        """Raise and activate a window."""
        window.show()
        window.raise_()
        window.activateWindow()

    def note_recent(self, window: "MainWindow") -> None:
        """Remember a window's project as recent, if it has a name and was saved."""
        store = window.session.store
        if is_file(store.path):
            self.remember(window)

    def remember(self, window: "MainWindow") -> None:
        """Remember a window's project as recent, if it has a name."""
        self._remember(window)

    def _remember(self, window: "MainWindow", left_at: "LeftAt | None" = None) -> None:
        from journey_editor.storage.project import recent

        store = window.session.store
        # A draft is not listed there, but is opened where it was left.
        if store.has_name or left_at is not None:
            recent.remember(store.path, window.session.title, now(), left_at)

    def _forget(self, window: "MainWindow") -> None:
        self.projects.remove(window)
        if is_file(window.session.store.path):
            self._remember(window, _place_in(window))

    def _forget_start(self) -> None:
        self.start = None


def _place_in(window: "MainWindow") -> "LeftAt":
    """Return the place in the map that a window shows."""
    from journey_editor.storage.project.recent import LeftAt

    middle = window.canvas.visible_region().center()
    return LeftAt(window.session.journey_id, window.canvas.zoom(), middle.x(), middle.y())


def _return_to_place(window: "MainWindow") -> None:
    """Show the journey of a new window that was shown last, and prepare its map for where it was left."""
    from journey_editor.storage.project.recent import place_in

    session = window.session
    place = place_in(session.store.path) if is_file(session.store.path) else None
    if place is not None and place.journey in {each.id for each in session.document.journeys()}:
        session.show_journey(place.journey)
        window.canvas.left_at = (place.zoom, QPointF(place.x, place.y))
