"""Thumbnail of an open project, updated after saves."""

import contextlib
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer

from journey_editor.app.runtime.jobs import Jobs, OwnedJobs
from journey_editor.app.session.session import Session
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.regular_file import is_file
from journey_editor.storage.project import recent
from journey_editor.storage.project.autosave import SaveState

_PAUSE = 60_000
"""Milliseconds between two thumbnails while the map is edited."""
_CLOSING_PATIENCE = 1.0
"""Maximum seconds for the thumbnail of a window that closes. After that the previous one stays."""


class Thumbnail(QObject):
    """Updater of a project's thumbnail, so that the start page has one even after a crash."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = OwnedJobs(jobs, self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._shown: tuple[Any, ...] = ()
        session.changed.connect(self._follow)

    def make_soon(self) -> None:
        """Make the thumbnail on a thread."""
        self._pause.start()
        self._jobs.cancel_all()
        content = self._content()
        if content is not None:
            self._jobs.start(self._work(), lambda _: self._note(content))

    def finish(self) -> None:
        """Make the thumbnail of the project as it is when its window closes."""
        self._session.changed.disconnect(self._follow)
        self._jobs.close()
        if self._content() is not None:
            until = time.monotonic() + _CLOSING_PATIENCE
            with contextlib.suppress(CancelledError), cancellable(lambda: time.monotonic() < until):
                self._work()()

    def _follow(self) -> None:
        store = self._session.store
        if self._pause.isActive():
            return
        if store.status.state is SaveState.SAVED and not store.unsaved:
            self.make_soon()

    def _content(self) -> tuple[Any, ...] | None:
        """Return the content of the next thumbnail; None if the last one shows the same."""
        session, store = self._session, self._session.store
        content = (session.document, session.journey_id, store.path)
        return content if is_file(store.path) and content != self._shown else None

    def _note(self, content: tuple[Any, ...]) -> None:
        self._shown = content

    def _work(self) -> Callable[[], None]:
        session = self._session
        document, journey_id, today = session.document, session.journey_id, session.today()
        file = recent.thumbnail_path(session.store.path)
        # A copy for the other thread, because the window continues to change the original.
        pictures = dict(session.pictures)

        def work() -> None:
            # Imported here, because the window opens without the drawing code.
            from journey_editor.app.session.thumbnail_image import write_thumbnail

            write_thumbnail(document, journey_id, today, pictures, file)

        return work
