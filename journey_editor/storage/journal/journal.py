"""Journal of an open project. Each edit is written at once, so that it survives a crash.

The interface posts items and does not wait; one thread writes them (see `writer`).
"""

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from journey_editor.editing.editor import Edited
from journey_editor.foundation.identity import Clock, now
from journey_editor.model.document import Document
from journey_editor.model.records import Record
from journey_editor.storage.journal.entries import Typed
from journey_editor.storage.journal.items import Edit, End, Item, Saving, Typing
from journey_editor.storage.journal.recovered import Recovered
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.stamp import Stamp

_logger = logging.getLogger(__name__)

_MOST_ITEMS = 500
"""Maximum number of items that are written together."""
_CLOSE_TIMEOUT = 20.0
"""Seconds to wait for the disk at the end."""


class Journal:
    """Journal of the edits of one project, from when it is opened.

    `on_change` is called from the writing thread when `durable` or `error` changes; it must not block.
    Nothing is written before the first edit or before `delay` seconds have passed, so that the start of the
    program is not delayed. A recovered project is written at once, and its old journal is discarded then.
    """

    def __init__(
        self,
        project: Project,
        *,
        on_change: Callable[[], None] = lambda: None,
        delay: float = 1.0,
        clock: Clock = now,
    ) -> None:
        self._on_change = on_change
        self._clock = clock
        recovered = project if isinstance(project, Recovered) else None
        self._posted = self.durable = recovered.number if recovered is not None else 0
        self.error = ""
        """Sentence for the user if edits cannot be written to a journal; else empty."""
        self.folder: Path | None = None
        """Folder of the journal; None before anything is written, and if nothing can be written."""
        self._pictures: Mapping[str, bytes] = dict(project.pictures)
        self._typing = recovered is not None and recovered.typed is not None
        self._items: queue.SimpleQueue[Item] = queue.SimpleQueue()
        # Numbers of items that were posted, and that the writer has processed.
        self._put_count = self._written_count = 0
        self._changed = threading.Condition()
        # Not an argument of the thread, which would keep it alive as long as it runs.
        self._project: Project | None = project
        delay = 0.0 if recovered is not None else delay
        self._thread = threading.Thread(target=self._run, args=(delay,), name="journal", daemon=True)
        self._thread.start()

    @property
    def posted(self) -> int:
        """Number of the latest edit. Edits are counted from 1, including those that were recovered."""
        return self._posted

    @property
    def typing(self) -> bool:
        """True if there is typing that is not an edit yet."""
        return self._typing

    def record_edit(self, edited: Edited, pictures: Mapping[str, bytes] | None = None) -> int:
        """Post an edit and return its number. The edit is safe once `durable` is at least that number.

        `pictures` has the bytes of all pictures from now on, by SHA-256. It must not be changed afterwards.
        """
        self._posted += 1
        if pictures is not None:
            self._pictures = pictures
        self._put(Edit(self._posted, edited, time.time(), self._pictures))
        return self._posted

    def record_typing(self, record: Record, field: str, text: str) -> None:
        """Post the text that is being typed into a field of a record. It replaces earlier typing."""
        self._typing = True
        self._put(Typing(Typed(record, field, text, time.time())))

    def clear_typing(self) -> None:
        """Record that the typing has ended, with an edit or without."""
        if self._typing:
            self._typing = False
            self._put(Typing(None))

    def record_save(self, number: int, path: Path, stamp: Stamp, data: bytes, document: Document) -> None:
        """Post that the file at `path` now holds `document`, as it is after edit `number`, in these bytes."""
        self._put(Saving(number, path, stamp, data, document, time.time()))

    def wait(self, number: int | None = None, timeout: float = 30.0) -> bool:
        """Wait up to `timeout` seconds until an edit is safe; return whether it is.

        Without a number, wait for everything that was posted, including unfinished typing.
        """
        with self._changed:
            if number is not None:
                return self._changed.wait_for(lambda: self.durable >= number, timeout)
            count = self._put_count
            written = self._changed.wait_for(lambda: self._written_count >= count, timeout)
            return written and not self.error

    def close(self, *, keep: bool, closed: bool = False) -> None:
        """Write all pending items, and end the thread. The journal is deleted unless `keep` is set.

        Set it if not all edits are in the project file, and `closed` if the user closed the project. A disk
        that does not respond is not waited for.
        """
        self._put(End(keep, closed))
        self._thread.join(_CLOSE_TIMEOUT)

    def report(self, folder: Path | None, durable: int, error: str) -> None:
        """Set the folder, the number of safe edits and the error. The writer calls this."""
        with self._changed:
            same = (self.folder, self.durable, self.error) == (folder, durable, error)
            self.folder, self.durable, self.error = folder, durable, error
            self._changed.notify_all()
        if not same:
            try:
                self._on_change()
            except Exception:
                _logger.exception("the listener of the journal failed")

    def _put(self, item: Item) -> None:
        # Several threads call this: the interface posts edits, and the saving thread posts saves.
        with self._changed:
            self._put_count += 1
            self._items.put(item)

    def _run(self, delay: float) -> None:
        batch: list[Item] = []
        with contextlib.suppress(queue.Empty):
            batch.append(self._items.get(timeout=delay))
        # Importing SQLAlchemy takes a fifth of a second, too long for the start of the program.
        from journey_editor.storage.journal.writer import RETRY, JournalWriter

        project, self._project = self._project, None
        if project is None:
            return
        writer = JournalWriter(project, f"{self._clock():%Y-%m-%d %H.%M.%S}", self.report)
        del project
        while True:
            while len(batch) < _MOST_ITEMS and not self._items.empty():
                batch.append(self._items.get())
            end = next((each for each in batch if isinstance(each, End)), None)
            writer.process([each for each in batch if not isinstance(each, End)], ends=end is not None)
            with self._changed:
                self._written_count += len(batch)
                self._changed.notify_all()
            if end is not None:
                writer.finish(keep=end.keep, closed=end.closed)
                return
            batch = []
            with contextlib.suppress(queue.Empty):
                batch.append(self._items.get(timeout=RETRY if self.error else None))
