"""Thumbnail of an open project, updated after saves."""

import contextlib
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from journey_editor.app.runtime.background import Background
from journey_editor.app.session.session import Session
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.regular_file import is_file
from journey_editor.storage.project import recent
from journey_editor.storage.project.autosave import SaveState

_PAUSE = 60_000
"""Minimum milliseconds between two thumbnails while the map is edited."""
_LAST_TIMEOUT = 1.0
"""Maximum seconds for the thumbnail when the window closes; after that the previous one stays."""


class Thumbnail(QObject):
    """Updater of a project's thumbnail, so that the start page has one even after a crash."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._background = Background(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._shows: tuple[Any, ...] = ()
        session.changed.connect(self._follow)

    def make_soon(self) -> None:
        """Make the thumbnail on another thread."""
        self._pause.start()
        if (work := self._work()) is not None:
            self._background.run(work, lambda done: done.result())

    def finish(self) -> None:
        """Make the last thumbnail, when the window closes."""
        self._session.changed.disconnect(self._follow)
        self._background.close()
        if (work := self._work()) is not None:
            until = time.monotonic() + _LAST_TIMEOUT
            with contextlib.suppress(CancelledError), cancellable(lambda: time.monotonic() < until):
                work()

    def _follow(self) -> None:
        store = self._session.store
        if self._pause.isActive():
            return
        if store.status.state is SaveState.SAVED and not store.unsaved:
            self.make_soon()

    def _work(self) -> Callable[[], None] | None:
        """Return a function that makes the thumbnail, or None if the last one is up to date."""
        session, store = self._session, self._session.store
        shows = (session.document, session.journey_id, store.path)
        if not is_file(store.path) or shows == self._shows:
            return None
        self._shows = shows
        document, journey_id, today = session.document, session.journey_id, session.today()
        file = recent.thumbnail_path(store.path)
        # A copy for the other thread, because the window goes on changing the original.
        pictures = dict(session.assets)

        def work() -> None:
            # Imported here, because the window opens without the drawing code.
            from journey_editor.app.session.thumbnail_image import write_thumbnail

            write_thumbnail(document, journey_id, today, pictures, file)

        return work
