"""The small picture of an open project, made anew when its file is."""

import contextlib
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from journey_editor.app.runtime.background import Background
from journey_editor.app.session.session import Session
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.regular_file import is_file
from journey_editor.storage.project import recent
from journey_editor.storage.project.autosave import SaveState

_PAUSE = 60_000
"""So long, in milliseconds, a picture is good enough while the map is worked on."""
_LAST_PATIENCE = 1.0
"""So many seconds, at most, a window that closes takes for its picture; else the one before it stays."""


class Thumbnail(QObject):
    """Follows the saving of a project, so that the start page has a picture even of what was never closed."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._shows: tuple[Any, ...] = ()
        session.changed.connect(self._follow)

    def make_soon(self) -> None:
        """Make the picture off the interface's thread."""
        self._pause.start()
        if (work := self._work()) is not None:
            self._background.run(lambda: work(lambda: True), lambda done: done.result())

    def finish(self) -> None:
        """Leave the picture of the project as it stands; the last thing that is done here."""
        self._session.changed.disconnect(self._follow)
        self._background.close()
        if (work := self._work()) is not None:
            until = time.monotonic() + _LAST_PATIENCE
            with contextlib.suppress(CancelledError):
                work(lambda: time.monotonic() < until)

    def _follow(self) -> None:
        store = self._session.store
        if self._pause.isActive():
            return
        if store.status.state is SaveState.SAVED and not store.unsaved:
            self.make_soon()

    def _work(self) -> Callable[[Callable[[], bool]], None] | None:
        """What is to be done, asking whether to go on, if the last picture shows something else."""
        session, store = self._session, self._session.store
        shows = (session.document, session.journey_id, store.path)
        if not is_file(store.path) or shows == self._shows:
            return None
        self._shows = shows
        document, journey_id, today = session.document, session.journey_id, session.today()
        file = recent.thumbnail_path(store.path)
        # The interface goes on adding to it.
        pictures = dict(session.assets)

        def work(go_on: Callable[[], bool]) -> None:
            # It draws, and what draws is not needed for the window's first picture.
            from journey_editor.app.session.thumbnail_image import write_thumbnail

            write_thumbnail(document, journey_id, today, pictures, file, go_on)

        return work
