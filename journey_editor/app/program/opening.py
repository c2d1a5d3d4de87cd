"""Files become windows: read off the interface's thread, shown when they are there."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from journey_editor.app.program.rescue import ways_on
from journey_editor.app.runtime.jobs import Reading
from journey_editor.foundation.cancellation import GoOn, cancellable
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.regular_file import is_same

if TYPE_CHECKING:
    from journey_editor.app.program.application import Application
    from journey_editor.app.start.start_window import StartWindow
    from journey_editor.app.window.main_window import MainWindow
    from journey_editor.conversion.formats import Imported
    from journey_editor.model.document import Document
    from journey_editor.storage.opening import ForWork

    Read = Imported | ForWork | Path
    """What was read; of a file that is open already, the path under which it is."""

_AGAIN = 100
"""Milliseconds until a file that is being opened under another name too is looked at again."""


@dataclass(slots=True)
class _Asked:
    """What was asked for at once: how much of it is still being read, what was opened, what could not be."""

    place: "MainWindow | StartWindow | None"
    left: int = 0
    opened: "MainWindow | None" = None
    refusals: list[tuple[Path, UserError]] = field(default_factory=list)


class Opener:
    """Opens what people ask for, each file in a window of its own and in one alone."""

    def __init__(self, application: "Application") -> None:
        self._application = application
        self._under_way: dict[Path, Reading] = {}

    def open_all(
        self, paths: Iterable[Path], place: "MainWindow | StartWindow | None" = None
    ) -> "MainWindow | None":
        """Open files. Answers the window of the last that was there within a moment; the others follow.

        Of those that cannot be opened the `place` they were asked for from says why, else another window,
        else the start page.
        """
        asked, readings = _Asked(place), []
        # Without the dots; links stay as they are.
        for path in dict.fromkeys(Path(os.path.abspath(each)) for each in paths):  # noqa: PTH100
            if path in self._under_way:
                continue
            window = self._window_of(path)
            if window is not None:
                self._application.bring_forward(window)
                asked.opened = window
                continue
            asked.left += 1
            readings.append(self._begin(path, asked))
        if readings:
            # What shows it is imported while it is read.
            import journey_editor.app.session.project_store
            import journey_editor.app.window.main_window  # noqa: F401

            self._application.readings.wait(readings)
        return asked.opened

    def _begin(self, path: Path, asked: _Asked) -> Reading:
        windows = tuple(self._application.windows)
        others = [each.session.store.path for each in windows if each.session.store is not None]
        was_alone = self._is_alone

        def over() -> None:
            self._under_way.pop(path, None)
            asked.left -= 1

        def then(found: "Read") -> None:
            over()
            try:
                window = self._show(path, found, windows, was_alone=was_alone)
                if window is None:
                    asked.left += 1
                    QTimer.singleShot(_AGAIN, self._application, lambda: self._begin(path, asked))
                else:
                    asked.opened = window
            finally:
                self._end(asked)

        def otherwise(error: UserError) -> None:
            over()
            asked.refusals.append((path, error))
            self._end(asked)

        def called_off() -> None:
            over()
            self._end(asked)

        reading = Reading(
            known_name(path),
            lambda go_on: _read(path, others, go_on),
            then,
            otherwise,
            asked.place,
            called_off=called_off,
            let_go=_let_go,
        )
        self._under_way[path] = reading
        return self._application.readings.begin(reading)

    @property
    def _is_alone(self) -> bool:
        """Whether nothing is being read, nor still at work on what was called off."""
        return not self._under_way and not self._application.readings.are_ending

    def _show(
        self, path: Path, found: "Read", before: "Sequence[MainWindow]", *, was_alone: bool
    ) -> "MainWindow | None":
        """The window of what was read; None where another reading of the same file has to end first."""
        from journey_editor.conversion.formats import Imported

        application = self._application
        if isinstance(found, Path):
            window = self._window_of(found)
            if window is not None:
                application.bring_forward(window)
            return window
        if isinstance(found, Imported):
            window = application.show_unnamed(found.document, found.assets)
            window.imports.tell_new_project(path.name, found)
            return window
        # It may have been opened under another name while it was read.
        for window in application.windows:
            store = window.session.store
            if window not in before and store is not None and is_same(store.path, path):
                _let_go(found)
                application.bring_forward(window)
                return window
        if found.is_held_here and not (was_alone and self._is_alone):
            _let_go(found)
            return None
        return application.show_for_work(found)

    def _end(self, asked: _Asked) -> None:
        """When all that was asked for at once is there, or not to be had: say what is not."""
        application = self._application
        if asked.left or application.readings.stopped:
            return
        refusals, asked.refusals = asked.refusals, []
        place = application.place_for(asked.place)
        if place is None and not application.readings.under_way:
            place = application.show_start_page()
        if refusals:
            # The start page has gone when a project opened.
            place = place or application.show_start_page()
            ways = ways_on(application, *refusals[0], place) if len(refusals) == 1 else ()
            place.notice_bar.show_notice("\n".join(error.sentence for _, error in refusals), ways)

    def _window_of(self, path: Path) -> "MainWindow | None":
        """The window of a file that is open under this very name."""
        for window in self._application.windows:
            if window.session.store is not None and window.session.store.path == path:
                return window
        return None


def _read(path: Path, others: Sequence[Path], go_on: GoOn) -> "Read":
    """Read a file, on whichever thread; of one of `others` the path of that."""
    from journey_editor.conversion import formats
    from journey_editor.storage.opening import open_for_work

    for other in others:
        if is_same(other, path):
            return other
    if formats.format_of(path, reading=True).id != "journey":
        imported = formats.read(path, go_on)
        _prepare(imported.document, imported.assets, go_on)
        return imported
    opened = open_for_work(path, go_on)
    try:
        recovered = opened.recovered[1] if opened.recovered is not None else None
        found = opened.project or recovered
        if found is not None:
            _prepare(found.document, found.assets, go_on)
    except BaseException:
        opened.let_go()
        raise
    return opened


def _prepare(document: "Document", pictures: Mapping[str, bytes], go_on: GoOn) -> None:
    """Lay out and draw what a window shows first: it finds that done, and nobody waits for a large map."""
    from journey_editor.backends.qt_images import make_ready
    from journey_editor.drawing.draw_map import draw_map
    from journey_editor.foundation.identity import now
    from journey_editor.layout.map_layout import lay_out

    with cancellable(go_on):
        layout = lay_out(document, document.journeys()[0].id, today=now().date())
        draw_map(document, layout)
    make_ready(pictures, go_on)


def _let_go(found: "Read") -> None:
    """Leave everything as if it had not been read."""
    from journey_editor.storage.opening import ForWork

    if isinstance(found, ForWork):
        found.let_go()
