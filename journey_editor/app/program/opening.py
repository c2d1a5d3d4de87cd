"""Files become windows: read off the interface's thread, shown when they are there."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from journey_editor.app.program.rescue import Rescue
from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime.jobs import Job, Jobs
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.regular_file import is_same

if TYPE_CHECKING:
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.conversion.formats import Imported
    from journey_editor.model.document import Document
    from journey_editor.storage.opening import ForWork

    Read = Imported | ForWork | Path
    """What was read; of a file that is open already, the path under which it is."""

_AGAIN = 100
"""Milliseconds until a file that is also being opened under another name is looked at again."""
_ALONE = 8
"""Factor by which the program waits longer for a file while it has no window yet that could freeze."""


@dataclass(slots=True)
class _Asked:
    """Files that were asked for at once: how many are still being read, what was opened, what was refused."""

    asked_from: QWidget | None
    left: int = 0
    opened: "MainWindow | None" = None
    refusals: list[tuple[Path, UserError]] = field(default_factory=list)


class Opener:
    """Opens the files that people ask for, each in a window of its own and in one alone."""

    def __init__(
        self,
        windows: Windows,
        jobs: Jobs,
        rescue: Rescue,
        show_opened: "Callable[[ForWork], MainWindow]",
    ) -> None:
        self._windows, self._jobs, self._rescue = windows, jobs, rescue
        self._show_opened = show_opened
        self._under_way: dict[Path, Job] = {}

    def open_all(self, paths: Iterable[Path], asked_from: QWidget | None = None) -> "MainWindow | None":
        """Open files. Return the window of the last that was read within a moment; the others follow.

        The window that they were `asked_from` says why a file cannot be opened, else another window, else
        the start page.
        """
        asked, jobs = _Asked(asked_from), []
        # Without the dots; links stay as they are.
        for path in dict.fromkeys(Path(os.path.abspath(each)) for each in paths):  # noqa: PTH100
            if path in self._under_way:
                continue
            window = self._windows.window_of(path)
            if window is not None:
                self._windows.bring_forward(window)
                asked.opened = window
                continue
            asked.left += 1
            jobs.append(self._begin(path, asked))
        if jobs:
            # What shows it is imported while it is read.
            import journey_editor.app.session.project_store
            import journey_editor.app.window.main_window  # noqa: F401

            self._jobs.wait(jobs, 1 if self._windows.places() else _ALONE)
        return asked.opened

    def _begin(self, path: Path, asked: _Asked) -> Job:
        windows, others = tuple(self._windows.projects), self._windows.open_files()
        was_alone = self._is_alone

        def over() -> None:
            self._under_way.pop(path, None)
            asked.left -= 1

        def on_success(found: "Read") -> None:
            over()
            try:
                window = self._show(path, found, windows, was_alone=was_alone)
                if window is None:
                    asked.left += 1
                    QTimer.singleShot(_AGAIN, self._windows, lambda: self._begin(path, asked))
                else:
                    asked.opened = window
            finally:
                self._end(asked)

        def on_error(error: UserError) -> None:
            over()
            asked.refusals.append((path, error))
            self._end(asked)

        def on_cancel() -> None:
            over()
            self._end(asked)

        job = Job(
            known_name(path),
            lambda: _read(path, others),
            on_success,
            on_error,
            asked.asked_from,
            on_cancel=on_cancel,
            release=_let_go,
        )
        self._under_way[path] = job
        return self._jobs.start(job)

    @property
    def _is_alone(self) -> bool:
        """Whether no file is being read, nor the work of a cancelled job still running."""
        return not self._under_way and not self._jobs.are_ending

    def _show(
        self, path: Path, found: "Read", before: "Sequence[MainWindow]", *, was_alone: bool
    ) -> "MainWindow | None":
        """Return the window of what was read; None if another job with the same file has to end first."""
        from journey_editor.conversion.formats import Imported

        windows = self._windows
        if isinstance(found, Path):
            window = windows.window_of(found)
            if window is not None:
                windows.bring_forward(window)
            return window
        if isinstance(found, Imported):
            window = windows.show_unnamed(found.document, found.assets)
            window.imports.tell_new_project(path.name, found)
            return window
        # It may have been opened under another name while it was read.
        for window in windows.projects:
            if window not in before and is_same(window.session.store.path, path):
                _let_go(found)
                windows.bring_forward(window)
                return window
        if found.is_held_here and not (was_alone and self._is_alone):
            _let_go(found)
            return None
        return self._show_opened(found)

    def _end(self, asked: _Asked) -> None:
        """When all that was asked for at once was opened or refused, say what was refused."""
        windows = self._windows
        if asked.left or self._jobs.stopped:
            return
        refusals, asked.refusals = asked.refusals, []
        place = windows.place_for(asked.asked_from)
        if place is None and not self._jobs.active:
            place = windows.show_start_page()
        if refusals:
            # The start page has gone when a project opened.
            place = place or windows.show_start_page()
            actions = self._rescue.actions_for(*refusals[0], place) if len(refusals) == 1 else ()
            place.notice_bar.show_notice("\n".join(error.sentence for _, error in refusals), actions)


def _read(path: Path, others: Sequence[Path]) -> "Read":
    """Read a file, on whichever thread; of one of `others` the path of that."""
    from journey_editor.conversion import formats
    from journey_editor.storage.opening import open_for_work

    for other in others:
        if is_same(other, path):
            return other
    if formats.format_of(path, reading=True).id != "journey":
        imported = formats.read(path)
        _prepare(imported.document, imported.assets)
        return imported
    opened = open_for_work(path)
    try:
        recovered = opened.recovered[1] if opened.recovered is not None else None
        found = opened.project or recovered
        if found is not None:
            _prepare(found.document, found.assets)
    except BaseException:
        opened.let_go()
        raise
    return opened


def _prepare(document: "Document", pictures: Mapping[str, bytes]) -> None:
    """Lay out and draw what a window shows first: it finds that done, and nobody waits for a large map."""
    from journey_editor.backends.qt_images import make_ready
    from journey_editor.drawing.draw_map import draw_map
    from journey_editor.foundation.identity import now
    from journey_editor.layout.map_layout import lay_out

    layout = lay_out(document, document.journeys()[0].id, today=now().date())
    draw_map(document, layout)
    make_ready(pictures)


def _let_go(found: "Read") -> None:
    """Leave everything as if it had not been read."""
    from journey_editor.storage.opening import ForWork

    if isinstance(found, ForWork):
        found.let_go()
