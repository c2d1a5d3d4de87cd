"""The running program: its windows, one for each project, and what they share."""

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
from journey_editor.app.program.rescue import Rescue
from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime import crash_log
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.languages import user_language
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.app.program.recovery import Recoveries
    from journey_editor.app.session.session import Session
    from journey_editor.app.start.start_window import StartWindow
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.model.document import Document
    from journey_editor.storage.opening import ForWork


_BEFORE_THE_SERVER = 40
"""Milliseconds for the first picture, before later starts of the program are listened to."""
_PATIENCE = 4.0
"""Seconds for the last saves when the system ends the program; it gives about five itself."""

_PAUSE = 1_000
"""Milliseconds from the closing of a window until what was cached for it is freed: others may close too."""


class Application(QObject):
    """The running program. It ends when its last window closes."""

    _fault_noted = Signal(str, str)

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._qt = application
        self.settings = Settings(self)
        self.tidying = QTimer(self, singleShot=True, interval=_PAUSE)
        """Runs out when windows have closed, and no more do."""
        self.tidying.timeout.connect(self._tidy_up)
        self.jobs = Jobs(self)
        self._windows = Windows(application, self, self)
        self._windows.window_destroyed.connect(self.tidying.start)
        JobDisplay(self.jobs, self._windows)
        self._rescue = Rescue(self._windows, self.jobs, self)
        self._opener = Opener(self._windows, self.jobs, self._rescue, self.show_opened)
        application.setApplicationName("Journey Editor")
        application.setWindowIcon(style.program_icon())
        style.load_fonts(application, at_once=False)
        style.use_theme(application, self.settings.theme)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.commitDataRequest.connect(self.save_for_the_end)
        application.aboutToQuit.connect(self.before_the_end)
        # By a signal: an error may come from another thread.
        self._fault_noted.connect(self._tell_fault)
        crash_log.tell_with(self._fault_noted.emit)

    @cached_property
    def recoveries(self) -> "Recoveries":
        """What was open when the program ended, once somebody asks for it: it takes long to import."""
        from journey_editor.app.program.recovery import Recoveries

        return Recoveries(self._windows, self.jobs)

    @property
    def windows(self) -> "list[MainWindow]":
        """The windows of the open projects."""
        return self._windows.projects

    @property
    def start_window(self) -> "StartWindow | None":
        """The start page, while it is shown."""
        return self._windows.start

    def answer_later_starts(self) -> None:
        """Open what later starts of the program bring, instead of having them run beside."""
        from journey_editor.app.runtime.instance_server import InstanceServer

        self._instance_server = InstanceServer(self)
        self._instance_server.asked.connect(self._open_asked)

    def show_start_page(self) -> "StartWindow":
        """Show the recent projects and the templates."""
        return self._windows.show_start_page()

    def new_project(self, template_id: str) -> "MainWindow":
        """Begin a project from a template, in a window of its own. It has no name yet."""
        from journey_editor.editing.templates import project_from_template

        return self.show_unnamed(project_from_template(template_id, language=user_language()))

    def open(self, path: Path, asked_from: QWidget | None = None) -> "MainWindow | None":
        """Open a file; one that is already open is brought forward, one in another format is imported.

        Return its window if it was read within a moment. Else the window that it was `asked_from` shows that
        it is being read, and says why it cannot be opened; if that one has closed, another window does.
        """
        return self.open_all([path], asked_from)

    def open_all(self, paths: Iterable[Path], asked_from: QWidget | None = None) -> "MainWindow | None":
        """Open files, each as `open` does; return the window of the last that was read within a moment."""
        return self._opener.open_all(paths, asked_from)

    def open_copy(self, path: Path, asked_from: QWidget, name: str = "") -> None:
        """Open a project file as a project without a name; `name` is what people call it."""
        self._rescue.open_copy(path, asked_from, name)

    def session_of(self, path: Path) -> "Session | None":
        """Return the session in which a file is open, if there is one."""
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

    def show_unnamed(self, document: "Document", assets: Mapping[str, bytes] | None = None) -> "MainWindow":
        """Show a project that has no name yet, in a window of its own."""
        return self._windows.show_unnamed(document, assets)

    def note_recent(self, window: "MainWindow") -> None:
        """Remember a window's project, if it has a name and is in its file by now."""
        self._windows.note_recent(window)

    def use_theme(self, name: str) -> None:
        """Colour all windows, now and from now on."""
        self.settings.set_theme(name)
        style.use_theme(self._qt, name)
        for window in self.windows:
            window.paint_icons()
        if self.start_window is not None:
            self.start_window.refresh()

    def quit(self) -> None:
        """Close all windows, each after saving; one that cannot save stays, and with it the program."""
        self.jobs.cancel_all()
        for window in tuple(self.windows):
            if not window.close():
                return
        self._qt.quit()

    def end(self) -> None:
        """End because the system wants it; what no file takes is offered at the next start."""
        self._qt.exit()

    def save_for_the_end(self) -> None:
        """Save what can be saved while the person's session ends; the windows stay, should it go on."""
        for window in self.windows:
            window.finish_typing()
        stores = [each.session.store for each in self.windows]
        until = time.monotonic() + _PATIENCE
        wait([each.finish() for each in stores], _PATIENCE)
        for store in stores:
            # The system may end the program as soon as it has an answer: what is not in the file by then, and
            # words that are no edit yet, have to be in the journal.
            store.wait_until_safe(until - time.monotonic())

    def show_opened(self, found: "ForWork") -> "MainWindow":
        """Show a project that was opened, in a window of its own."""
        from journey_editor.app.session.project_store import ProjectStore

        if found.recovered is not None:
            window = self.recoveries.show(*found.recovered, found.lock)
        else:
            store, document = ProjectStore.of_opened(found)
            window = self._windows.show_project(document, store)
            window.read_only_notice.show()
        self._windows.remember(window)
        return window

    def bring_forward(self, window: QWidget) -> None:
        """Put a window before all others."""
        self._windows.bring_forward(window)

    def _open_asked(self, files: list[Path]) -> None:
        if files:
            self.open_all(files)
            return
        if self.windows:
            self.bring_forward(self.windows[-1])
        else:
            self.show_start_page()

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.use_theme("system")

    def _tell_fault(self, sentence: str, details: str) -> None:
        place = self._windows.place_for(None)
        if place is None:
            return
        bar = place.notice_bar
        if bar.isHidden() or bar.text != sentence:
            # What fails each time that the window is painted is reported once: the bar has it painted again.
            copy = (tr("Copy details"), lambda: self._qt.clipboard().setText(details))
            bar.show_notice(sentence, [copy])

    def _tidy_up(self) -> None:
        """Give back what was kept for windows that are gone: those that are open make anew what they need."""
        from journey_editor.app.runtime.garbage_collection import settle
        from journey_editor.backends import qt_painter
        from journey_editor.foundation import memo

        memo.forget_all()
        if not self.windows:
            memo.forget_values()
        qt_painter.forget()
        settle()

    def before_the_end(self) -> None:
        """Close what is still open, and leave nothing behind that Qt would stumble over."""
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

    Its name and its desktop file tell docks and task bars which program the windows belong to.
    """
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["journey-editor"])
    application.setDesktopFileName("journey-editor")
    return application


def run(files: Sequence[Path]) -> int:
    """Show the program with files, or its start page, until its last window closes.

    Where it runs already, that process shows it instead.
    """
    from journey_editor.app.runtime.garbage_collection import Collector
    from journey_editor.app.runtime.preloading import FirstPicture
    from journey_editor.app.runtime.single_instance import handed_over, let_go
    from journey_editor.app.runtime.termination import EndSignals

    qt = qt_application()
    if handed_over([Path(os.path.abspath(file)) for file in files]):  # noqa: PTH100
        return 0
    program = Application(qt)
    signals = EndSignals(program)
    signals.asked.connect(program.end)
    FirstPicture(qt)
    # Garbage must not be looked for by the thread that reads.
    Collector(qt)
    if files:
        program.open_all(files)
    else:
        program.show_start_page()
    # The first picture comes before the server: what the network needs takes a third of the time until then.
    QTimer.singleShot(_BEFORE_THE_SERVER, program.answer_later_starts)
    try:
        return qt.exec()
    finally:
        signals.close()
        let_go()
