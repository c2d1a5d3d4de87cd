"""Opening of files: they are read by jobs, and shown in windows."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journey_editor.app.program.salvage import Salvage
from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime.jobs import Job, Jobs
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.regular_file import is_same

if TYPE_CHECKING:
    from journey_editor.app.canvas.picture.drawn_map import DrawnMap
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.conversion.formats import Imported
    from journey_editor.interchange.journey_tables.source import TableImport
    from journey_editor.model.document import Document
    from journey_editor.storage.opening import OpenedProject

_RETRY = 100
"""Milliseconds to wait before a file is read again that was being opened under another name."""
_PATIENCE_WITHOUT_WINDOWS = 8
"""Factor by which the program waits longer for a file if it has no window that could freeze."""


@dataclass(slots=True)
class _Request:
    """Request to open files: the number still being read, the window of the last one, and the errors."""

    asked_from: QWidget | None
    left: int = 0
    window: "MainWindow | None" = None
    errors: list[tuple[Path, UserError]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Read:
    """Content of a file with its first map drawn; only the path under which it is open, if it is."""

    content: "Imported | OpenedProject | Path"
    drawn: "DrawnMap | None" = None

    def release(self) -> None:
        """Undo the effects of reading."""
        from journey_editor.storage.opening import OpenedProject

        if isinstance(self.content, OpenedProject):
            self.content.release()


class Opener:
    """Opens files, each in one window."""

    def __init__(
        self,
        windows: Windows,
        jobs: Jobs,
        salvage: Salvage,
        show_opened: "Callable[[OpenedProject, DrawnMap | None], MainWindow]",
    ) -> None:
        self._windows, self._jobs, self._salvage = windows, jobs, salvage
        self._show_opened = show_opened
        self._running: dict[Path, Job] = {}

    def open_all(self, paths: Iterable[Path], asked_from: QWidget | None = None) -> "MainWindow | None":
        """Open files. Return the window of the last one that was read within a moment; the others follow.

        Errors are shown in the window `asked_from`, or another one, or on the start page.
        """
        request, jobs = _Request(asked_from), []
        # This removes dots. Links stay as they are.
        for path in dict.fromkeys(Path(os.path.abspath(each)) for each in paths):  # noqa: PTH100
            if path in self._running:
                continue
            window = self._windows.window_of(path)
            if window is not None:
                self._windows.bring_to_front(window)
                request.window = window
                continue
            request.left += 1
            jobs.append(self._begin(path, request))
        if jobs:
            # Import what shows the files while they are read.
            import journey_editor.app.session.project_store
            import journey_editor.app.window.main_window  # noqa: F401

            self._jobs.wait(jobs, 1 if self._windows.places() else _PATIENCE_WITHOUT_WINDOWS)
        return request.window

    def _begin(self, path: Path, request: _Request) -> Job:
        windows, others = tuple(self._windows.projects), self._windows.open_files()
        on_paper = self._windows.as_on_paper
        was_alone = self._is_alone

        def over() -> None:
            self._running.pop(path, None)
            request.left -= 1

        def on_success(read: _Read) -> None:
            if _table_in(read) is not None:
                self._ask(path, read, request, over)
                return
            over()
            try:
                window = self._show(path, read, windows, was_alone=was_alone)
                if window is None:
                    request.left += 1
                    QTimer.singleShot(_RETRY, self._windows, lambda: self._begin(path, request))
                else:
                    request.window = window
            finally:
                self._end(request)

        def on_error(error: UserError) -> None:
            over()
            request.errors.append((path, error))
            self._end(request)

        def on_cancel() -> None:
            over()
            self._end(request)

        job = Job(
            [known_name(path)],
            lambda: _read(path, others, on_paper=on_paper),
            on_success,
            on_error,
            request.asked_from,
            on_cancel=on_cancel,
            release=_Read.release,
        )
        self._running[path] = job
        return self._jobs.start(job)

    def _ask(self, path: Path, read: _Read, request: _Request, over: Callable[[], None]) -> None:
        """Show the map from a table, and open it when the user agrees."""
        from journey_editor.app.services.table_imports import Again, ask_about_table

        windows, table = self._windows, _table_in(read)
        assert table is not None

        def on_success(content: "tuple[Imported, DrawnMap]") -> None:
            over()
            window = windows.show_unnamed(content[0].document, content[0].pictures, content[1])
            window.imports.notify_new_project(path.name, content[0])
            request.window = window
            self._end(request)

        def on_error(error: UserError) -> None:
            over()
            request.errors.append((path, error))
            self._end(request)

        def on_cancel() -> None:
            over()
            self._end(request)

        def on_chosen(again: Again) -> None:
            on_paper = windows.as_on_paper

            def work() -> "tuple[Imported, DrawnMap]":
                imported = again()
                return imported, prepared(imported.document, imported.pictures, on_paper=on_paper)

            names = [known_name(path)]
            self._jobs.start(Job(names, work, on_success, on_error, request.asked_from, on_cancel=on_cancel))

        place = windows.place_for(request.asked_from) or windows.show_start_page()
        ask_about_table(place, path.name, table, windows.settings, self._jobs, on_chosen, on_cancel)

    @property
    def _is_alone(self) -> bool:
        """True if no file is being read, not even by a cancelled job that still runs."""
        return not self._running and not self._jobs.are_ending

    def _show(
        self, path: Path, read: _Read, before: "Sequence[MainWindow]", *, was_alone: bool
    ) -> "MainWindow | None":
        """Return the window of what was read; None if another job with the same file must end first."""
        from journey_editor.conversion.formats import Imported

        windows, content = self._windows, read.content
        if isinstance(content, Path):
            window = windows.window_of(content)
            if window is not None:
                windows.bring_to_front(window)
            return window
        if isinstance(content, Imported):
            window = windows.show_unnamed(content.document, content.pictures, read.drawn)
            window.imports.notify_new_project(path.name, content)
            return window
        # It may have been opened under another name while it was read.
        for window in windows.projects:
            if window not in before and is_same(window.session.store.path, path):
                content.release()
                windows.bring_to_front(window)
                return window
        if content.is_held_here and not (was_alone and self._is_alone):
            content.release()
            return None
        return self._show_opened(content, read.drawn)

    def _end(self, request: _Request) -> None:
        """Show the errors of a request after its last file."""
        windows = self._windows
        if request.left or self._jobs.stopped:
            return
        errors, request.errors = request.errors, []
        place = windows.place_for(request.asked_from)
        if place is None and not self._jobs.active:
            place = windows.show_start_page()
        if errors:
            # The start page closes when a project opens.
            place = place or windows.show_start_page()
            actions = self._salvage.actions_for(*errors[0], place) if len(errors) == 1 else ()
            place.notice_bar.show_notice("\n".join(error.sentence for _, error in errors), actions)


def _read(path: Path, open_files: Sequence[Path], *, on_paper: bool) -> _Read:
    """Read a file, on any thread. Raises `UserError` and `CancelledError`."""
    from journey_editor.conversion import formats
    from journey_editor.storage.opening import open_project

    for other in open_files:
        if is_same(other, path):
            return _Read(other)
    if formats.format_of(path, reading=True).id != "journey":
        imported = formats.read(path)
        if imported.table is not None:
            return _Read(imported)
        return _Read(imported, prepared(imported.document, imported.pictures, on_paper=on_paper))
    opened = open_project(path)
    try:
        project = opened.project
        return _Read(opened, prepared(project.document, project.pictures, on_paper=on_paper))
    except BaseException:
        opened.release()
        raise


def _table_in(read: _Read) -> "TableImport | None":
    return getattr(read.content, "table", None)


def prepared(document: "Document", pictures: Mapping[str, bytes], *, on_paper: bool) -> "DrawnMap":
    """Return the map that a window shows first, and decode its pictures. This may take long."""
    from journey_editor.app.canvas.picture.drawn_map import DrawnMap
    from journey_editor.backends.qt_images import decode_ahead
    from journey_editor.foundation.identity import now

    draw = DrawnMap.on_paper if on_paper else DrawnMap.of
    drawn = draw(document, document.journeys()[0].id, now().date())
    decode_ahead(pictures)
    return drawn
