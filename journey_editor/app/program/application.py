"""The running program: its windows, one for each project, and their common services."""

import os
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import wait
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from journey_editor.app.program.job_display import JobDisplay
from journey_editor.app.program.opening import Opener
from journey_editor.app.program.salvage import Salvage
from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime import crash_log
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.languages import user_language
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.first_paint import after_first_paint
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.app.canvas.picture.drawn_map import DrawnMap
    from journey_editor.app.program.recovery import Recoveries
    from journey_editor.app.runtime.instance_server import InstanceServer
    from journey_editor.app.session.session import Session
    from journey_editor.app.start.start_window import StartWindow
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.model.document import Document
    from journey_editor.storage.opening import OpenedProject


_SERVER_DELAY = 2_000
"""Maximum milliseconds to wait with the instance server for the first window, which may be minimised."""
_SAVING_PATIENCE = 4.0
"""Maximum seconds for the last saves when the system ends the session. It allows about five."""
_TIDYING_DELAY = 1_000
"""Milliseconds from the closing of a window until its memos are cleared: others may close, too."""


class Application(QObject):
    """The running program. It ends when its last window closes."""

    _error_noted = Signal(str, str)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._qt = application
        self.settings = Settings(self)
        self.tidying = QTimer(self, singleShot=True, interval=_TIDYING_DELAY)
        """Timer from the last closing of a window until its memos are cleared."""
        self.tidying.timeout.connect(self._tidy_up)
        self.jobs = Jobs(self)
        self._windows = Windows(application, self, self)
        self._windows.window_destroyed.connect(self.tidying.start)
        self._instance_server: InstanceServer | None = None
        self.window_showing = self._windows.window_showing
        """Signal with a new window before it is shown."""
        JobDisplay(self.jobs, self._windows)
        self._salvage = Salvage(self._windows, self.jobs, self)
        self._opener = Opener(self._windows, self.jobs, self._salvage, self.show_opened)
        application.setApplicationName("Journey Editor")
        application.setWindowIcon(style.program_icon())
        style.load_fonts(application, at_once=False)
        style.use_theme(application, self.settings.theme)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.commitDataRequest.connect(self.save_for_the_end)
        application.aboutToQuit.connect(self.before_the_end)
        # Through a signal, because the error may be on another thread.
        self._error_noted.connect(self._show_error)
        crash_log.notify_with(self._error_noted.emit)

    @cached_property
    def recoveries(self) -> "Recoveries":
        """Projects to recover. They are created on first use, because the import is slow."""
        from journey_editor.app.program.recovery import Recoveries

        return Recoveries(self._windows, self.jobs)

    @property
    def windows(self) -> "list[MainWindow]":
        """Windows of the open projects."""
        return self._windows.projects

    @property
    def start_window(self) -> "StartWindow | None":
        """The start page; None if it is closed."""
        return self._windows.start

    def listen_to_later_starts(self) -> None:
        """Open the files of later starts of the program, which then exit."""
        if self._instance_server is not None:
            return
        from journey_editor.app.runtime.instance_server import InstanceServer

        self._instance_server = InstanceServer(self)
        self._instance_server.asked.connect(self._open_asked)

    def show_start_page(self) -> "StartWindow":
        """Show the recent projects and the templates."""
        return self._windows.show_start_page()

    def new_project(self, template_id: str) -> "MainWindow":
        """Create a project without a name from a template, in a new window."""
        from journey_editor.editing.templates import project_from_template

        return self.show_unnamed(project_from_template(template_id, language=user_language()))

    def open(self, path: Path, asked_from: QWidget | None = None) -> "MainWindow | None":
        """Open a file. If it is open already, raise its window; if it has another format, import it.

        Return its window if it was read within a moment. Otherwise the window `asked_from` shows that it is
        being read, and shows an error if there is one. If it has closed, another window does.
        """
        return self.open_all([path], asked_from)

    def open_all(self, paths: Iterable[Path], asked_from: QWidget | None = None) -> "MainWindow | None":
        """Open files, like `open`; return the window of the last one that was read within a moment."""
        return self._opener.open_all(paths, asked_from)

    def open_template(self, path: Path, asked_from: QWidget) -> None:
        """Open a template of the user as a new project without a name."""
        self._salvage.open_template(path, asked_from)

    def open_copy(self, path: Path, asked_from: QWidget, name: str = "") -> None:
        """Open a project file as a project without a name. `name` is its display name."""
        self._salvage.open_copy(path, asked_from, name)

    def session_of(self, path: Path) -> "Session | None":
        """Return the session in which a file is open; None if there is none."""
        for session in (each.session for each in self.windows):
            if os.path.realpath(session.store.path) == os.path.realpath(path):
                return session
        return None

    def ask_open(self, asked_from: QWidget) -> None:
        """Ask for files and open them."""
        from journey_editor.conversion.formats import open_filter

        chosen, _ = QFileDialog.getOpenFileNames(
            asked_from, tr("Open a journey"), str(self.settings.folder), open_filter()
        )
        if chosen:
            self.settings.set_folder(Path(chosen[0]).parent)
            self.open_all((Path(each) for each in chosen), asked_from)

    def show_unnamed(
        self,
        document: "Document",
        pictures: Mapping[str, bytes] | None = None,
        drawn: "DrawnMap | None" = None,
    ) -> "MainWindow":
        """Show a new project without a name in a new window. `drawn` is its map, if it was drawn already."""
        return self._windows.show_unnamed(document, pictures, drawn)

    def note_recent(self, window: "MainWindow") -> None:
        """Remember a window's project as recent, if it has a name and was saved."""
        self._windows.note_recent(window)

    def use_theme(self, name: str) -> None:
        """Use a theme in all windows, and remember it."""
        self.settings.set_theme(name)
        style.use_theme(self._qt, name)
        for window in self.windows:
            window.paint_icons()
        if self.start_window is not None:
            self.start_window.refresh()

    def quit(self) -> None:
        """Save and close all windows. If one cannot be saved, it stays open and the program continues."""
        self.jobs.cancel_all()
        for window in tuple(self.windows):
            if not window.close():
                return
        self._qt.quit()

    def end(self) -> None:
        """Exit because the system requires it. Unsaved edits are offered for recovery at the next start."""
        self._qt.exit()

    def save_for_the_end(self) -> None:
        """Save all projects while the user's session ends. The windows stay open in case it continues."""
        for window in self.windows:
            window.finish_all_typing()
        stores = [each.session.store for each in self.windows]
        until = time.monotonic() + _SAVING_PATIENCE
        wait([each.finish() for each in stores], _SAVING_PATIENCE)
        for store in stores:
            # The system may end the program as soon as this returns. Edits that are not in the file by then,
            # and unfinished typing, must be in the journal.
            store.wait_until_safe(until - time.monotonic())

    def show_opened(self, opened: "OpenedProject", drawn: "DrawnMap | None" = None) -> "MainWindow":
        """Show a project that was opened in a new window. `drawn` is its first map, if drawn already."""
        from journey_editor.app.session.project_store import ProjectStore
        from journey_editor.storage.journal.recovered import Recovered

        project = opened.project
        if isinstance(project, Recovered):
            window = self.recoveries.show(opened, drawn)
        else:
            store = ProjectStore(project, lock=opened.lock, read_only=opened.read_only)
            window = self._windows.show_project(project.document, store, drawn)
            window.read_only_notice.show()
        # Writing the list of recent projects may wait for the disk.
        after_first_paint(window, lambda: self._windows.remember(window))
        return window

    def bring_to_front(self, window: QWidget) -> None:
        """Raise and activate a window."""
        self._windows.bring_to_front(window)

    def _open_asked(self, files: list[Path]) -> None:
        if files:
            self.open_all(files)
            return
        if self.windows:
            self.bring_to_front(self.windows[-1])
        else:
            self.show_start_page()

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.use_theme("system")

    def _show_error(self, sentence: str, details: str) -> None:
        place = self._windows.place_for(None)
        if place is None:
            return
        bar = place.notice_bar
        if bar.isHidden() or bar.text != sentence:
            # An error in painting is reported once, because showing the bar paints the window again.
            copy = (tr("Copy details"), lambda: self._qt.clipboard().setText(details))
            bar.show_notice(sentence, [copy])

    def _tidy_up(self) -> None:
        """Clear the memos of closed windows. Open windows compute again what they need."""
        from journey_editor.app.runtime.garbage_collection import settle
        from journey_editor.backends import qt_painter
        from journey_editor.foundation import memo

        memo.forget_all()
        if not self.windows:
            memo.forget_values()
        qt_painter.forget()
        settle()

    def before_the_end(self) -> None:
        """Close all windows at the end of the program, and clear the clipboard, whose data would crash Qt."""
        from journey_editor.app.services.clipboard import clear_own_data

        try:
            self.jobs.stop()
            self.save_for_the_end()
            for window in tuple(self.windows):
                window.leave()
        finally:
            clear_own_data()


def qt_application() -> QApplication:
    """Return the application of Qt, created on the first call.

    Docks and task bars identify the program of a window by the name and the desktop file.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["journey-editor"])
    application.setDesktopFileName("journey-editor")
    return application


def run(files: Sequence[Path]) -> int:
    """Run the program with files or the start page, until its last window closes; return the exit status.

    If another process runs already, it opens the files instead.
    """
    from journey_editor.app.runtime.garbage_collection import Collector
    from journey_editor.app.runtime.preloading import FirstPicture
    from journey_editor.app.runtime.single_instance import files_sent, release
    from journey_editor.app.runtime.termination import EndSignals

    qt = qt_application()
    if files_sent([Path(os.path.abspath(file)) for file in files]):  # noqa: PTH100
        return 0
    program = Application(qt)
    signals = EndSignals(program)
    signals.asked.connect(program.end)
    first = FirstPicture(qt)
    program.window_showing.connect(first.watch)
    # Only now: importing the network code takes a third of the time until then, and the fonts even longer.
    first.painted.connect(program.listen_to_later_starts)
    first.painted.connect(lambda: style.load_other_fonts(qt))
    QTimer.singleShot(_SERVER_DELAY, program.listen_to_later_starts)
    # Other threads must not collect garbage.
    Collector(qt)
    if files:
        program.open_all(files)
    else:
        program.show_start_page()
    try:
        return qt.exec()
    finally:
        signals.close()
        release()
