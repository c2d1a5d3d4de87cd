"""The running program: its windows, one for each project, and what they share."""

import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import wait
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from journey_editor.app import faults
from journey_editor.app.look import style
from journey_editor.app.recovering import Recoveries
from journey_editor.app.rescue import ways_on
from journey_editor.app.settings import Settings
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import now
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document

if TYPE_CHECKING:
    from journey_editor.app.keeping import Keeping
    from journey_editor.app.main_window import MainWindow
    from journey_editor.app.start_page import StartWindow


_PATIENCE = 4.0
"""So many seconds the last saves have where the system ends the program; it gives about five itself."""


class Application(QObject):
    """Opens windows, and keeps them until they close. The last one to close ends the program."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._qt = application
        self.settings = Settings(self)
        self.windows: list[MainWindow] = []
        self.start_window: StartWindow | None = None
        self.recoveries = Recoveries(self)
        application.setApplicationName("Journey Editor")
        application.setWindowIcon(style.program_icon())
        style.load_fonts(application)
        style.use_theme(application, self.settings.theme)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)
        application.commitDataRequest.connect(self.save_for_the_end)
        application.aboutToQuit.connect(self.before_the_end)
        faults.tell_with(self._tell_fault)

    def answer_later_starts(self) -> None:
        """Open what later starts of the program bring, instead of having them run beside."""
        from journey_editor.app.door import Door

        self._door = Door(self)
        self._door.asked.connect(self._open_asked)

    def show_start_page(self) -> "StartWindow":
        """Show what was open lately, and the templates."""
        from journey_editor.app.start_page import StartWindow

        if self.start_window is None:
            self.start_window = StartWindow(self)
            self.start_window.closed.connect(self._forget_start_window)
        self.start_window.refresh()
        _bring_forward(self.start_window)
        return self.start_window

    def new_project(self, template_id: str) -> "MainWindow":
        """Begin a project from a template, in a window of its own. It has no name yet."""
        return self.show_unnamed(project_from_template(template_id))

    def open(self, path: Path, asked_from: "MainWindow | StartWindow | None" = None) -> "MainWindow | None":
        """Open a file; one that is open already is brought forward, one in another format is imported.

        Where that fails, the window that it was `asked_from` says why, else the start page.
        """
        return self.open_all([path], asked_from)

    def open_all(
        self, paths: Iterable[Path], asked_from: "MainWindow | StartWindow | None" = None
    ) -> "MainWindow | None":
        """Open files, each as `open` does; answers the window of the last that could be opened."""
        opened, refusals = None, []
        for path in paths:
            try:
                # Without the dots; links stay as they are.
                opened = self._opened(Path(os.path.abspath(path)))  # noqa: PTH100
            except UserError as error:
                refusals.append((path, error))
        if refusals:
            # The start page has gone when a project opened.
            stays = asked_from if opened is None or asked_from in self.windows else None
            teller = stays or opened or self.show_start_page()
            ways = ways_on(self, *refusals[0], teller) if len(refusals) == 1 else ()
            teller.notice_bar.show_notice("\n".join(error.sentence for _, error in refusals), ways)
        return opened

    def ask_open(self, asked_from: "MainWindow | StartWindow") -> None:
        """Ask for files and open them."""
        from journey_editor.app.formats import open_filter

        chosen, _ = QFileDialog.getOpenFileNames(
            asked_from, tr("Open a journey"), str(self.settings.folder), open_filter()
        )
        if chosen:
            self.settings.set_folder(Path(chosen[0]).parent)
            self.open_all((Path(each) for each in chosen), asked_from)

    def show_unnamed(self, document: Document, assets: Mapping[str, bytes] | None = None) -> "MainWindow":
        """Show a project that has no name yet, in a window of its own."""
        from journey_editor.app.keeping import Keeping
        from journey_editor.storage.drafts import new_draft

        return self.show_kept(document, Keeping(document, assets or {}, new_draft(), None))

    def note_recent(self, window: "MainWindow") -> None:
        """Remember a window's project, if it has a name and lies in its file by now."""
        keeping = window.session.keeping
        if keeping is not None and keeping.path.is_file():
            self._remember(window)

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
            window.canvas.cancel()
        keepings = [each.session.keeping for each in self.windows]
        wait([each.finish() for each in keepings if each is not None], _PATIENCE)

    def _opened(self, path: Path) -> "MainWindow":
        from journey_editor.app import formats

        for window in self.windows:
            if window.session.keeping is not None and _is_same(window.session.keeping.path, path):
                _bring_forward(window)
                return window
        found = formats.format_of(path, reading=True)
        if found.id != "journey":
            imported = formats.read(path)
            window = self.show_unnamed(imported.document, imported.assets)
            window.imports.tell_new_project(path.name, imported)
            return window
        from journey_editor.app.keeping import Keeping
        from journey_editor.storage.project_file import read_project

        recovered = self.recoveries.reopened(path)
        if recovered is not None:
            self._remember(recovered)
            return recovered
        project = read_project(path)
        keeping = Keeping(project.document, project.assets, path, project.stamp, data=project.data)
        window = self.show_kept(project.document, keeping)
        self._remember(window)
        return window

    def _remember(self, window: "MainWindow") -> None:
        from journey_editor.storage import recent

        keeping = window.session.keeping
        if keeping is not None and keeping.has_name:
            recent.remember(keeping.path, window.session.title, now())

    def show_kept(self, document: Document, keeping: "Keeping") -> "MainWindow":
        """Show a project that is kept in a file, or will be, in a window of its own."""
        from journey_editor.app.main_window import MainWindow
        from journey_editor.app.session import Session

        window = MainWindow(self, Session(document, keeping=keeping))
        self.windows.append(window)
        window.closed.connect(lambda: self._forget(window))
        window.show()
        if self.start_window is not None:
            self.start_window.close()
        return window

    def _open_asked(self, files: list[Path]) -> None:
        if files:
            self.open_all(files)
            return
        if self.windows:
            _bring_forward(self.windows[-1])
        else:
            self.show_start_page()

    def _forget(self, window: "MainWindow") -> None:
        self.windows.remove(window)
        self.note_recent(window)

    def _forget_start_window(self) -> None:
        self.start_window = None

    def _follow_system(self) -> None:
        if self.settings.theme == "system":
            self.use_theme("system")

    def _tell_fault(self, sentence: str, details: str) -> None:
        active = self._qt.activeWindow()
        places: list[MainWindow | StartWindow] = [*self.windows]
        if self.start_window is not None:
            places.append(self.start_window)
        place = next((each for each in places if each is active), places[0] if places else None)
        if place is not None:
            copy = (tr("Copy details"), lambda: self._qt.clipboard().setText(details))
            place.notice_bar.show_notice(sentence, [copy])

    def before_the_end(self) -> None:
        """Close what is still open, and leave nothing behind that Qt would stumble over."""
        from journey_editor.app.clipboard import clear_own_data

        self.save_for_the_end()
        for window in tuple(self.windows):
            window.leave()
        clear_own_data()


def _is_same(one: Path, other: Path) -> bool:
    return one == other or (one.exists() and other.exists() and one.samefile(other))


def _bring_forward(window: QWidget) -> None:
    window.show()
    window.raise_()
    window.activateWindow()


def run(files: Sequence[Path]) -> int:
    """Show the program with files, or its start page, until its last window closes.

    Where it runs already, that process shows it instead.
    """
    from journey_editor.app.ending import EndSignals
    from journey_editor.app.one_process import handed_over, let_go
    from journey_editor.app.warming import FirstPicture

    application = QApplication.instance()
    qt = application if isinstance(application, QApplication) else QApplication([])
    if handed_over([Path(os.path.abspath(file)) for file in files]):  # noqa: PTH100
        return 0
    program = Application(qt)
    signals = EndSignals(program)
    signals.asked.connect(program.end)
    FirstPicture(qt)
    if program.open_all(files) is None:
        program.show_start_page()
    # The first picture comes before the door.
    QTimer.singleShot(0, program.answer_later_starts)
    try:
        return qt.exec()
    finally:
        signals.close()
        let_go()
