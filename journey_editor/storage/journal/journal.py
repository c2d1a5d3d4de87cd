"""The journal of an open project: each edit goes into it at once, and survives whatever ends the program.

The interface posts and goes on; one thread writes (see `journal_writer`).
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
from journey_editor.storage.journal.items import Edit, End, Item, Opened, Saving, Typing
from journey_editor.storage.project.stamp import Stamp

_logger = logging.getLogger(__name__)

_MOST_AT_ONCE = 500
_PATIENCE = 20.0
"""So many seconds the end waits for a disk."""


class Journal:
    """Keeps what is edited of one project, from when it is opened.

    `on_change` is called from the writing thread when `durable` or `trouble` has become another; it must
    not block. Nothing is written before the first edit, or `delay` seconds, so that the start of the
    program waits for nothing; a recovered project is written at once, and its old journal goes then.
    """

    def __init__(
        self,
        opened: Opened,
        *,
        on_change: Callable[[], None] = lambda: None,
        delay: float = 1.0,
        clock: Clock = now,
    ) -> None:
        self._on_change = on_change
        self._clock = clock
        self._posted = self.durable = opened.recovered.number if opened.recovered is not None else 0
        self.error = ""
        """A sentence where edits are kept in no journal; else empty."""
        self.folder: Path | None = None
        """Where it is written; None before anything is, and where nothing can be."""
        self._assets: Mapping[str, bytes] = dict(opened.assets)
        self._typing = opened.recovered is not None and opened.recovered.typed is not None
        self._items: queue.SimpleQueue[Item] = queue.SimpleQueue()
        # How many items were posted, and how many of them the writer has dealt with.
        self._given = self._taken = 0
        self._changed = threading.Condition()
        # Not an argument of the thread, which would keep it as long as it runs.
        self._opened: Opened | None = opened
        delay = 0.0 if opened.recovered is not None else delay
        self._thread = threading.Thread(target=self._run, args=(delay,), name="journal", daemon=True)
        self._thread.start()

    @property
    def posted(self) -> int:
        """The number of the latest edit. Edits are counted from 1, on from those that were recovered."""
        return self._posted

    @property
    def typing(self) -> bool:
        """Whether something is being typed that is no edit."""
        return self._typing

    def post(self, edited: Edited, assets: Mapping[str, bytes] | None = None) -> int:
        """Take an edit, and answer its number; it is safe when `durable` is that or more.

        `assets` has the bytes of the pictures from now on, by their SHA-256; nobody may change it later.
        """
        self._posted += 1
        if assets is not None:
            self._assets = assets
        self._give(Edit(self._posted, edited, time.time(), self._assets))
        return self._posted

    def keep_typing(self, record: Record, field: str, text: str) -> None:
        """Keep what is being typed into a field of a record, in the place of what was typed before."""
        self._typing = True
        self._give(Typing(Typed(record, field, text, time.time())))

    def forget_typing(self) -> None:
        """What was being typed has become an edit, or nothing."""
        if self._typing:
            self._typing = False
            self._give(Typing(None))

    def note_saved(self, number: int, path: Path, stamp: Stamp, data: bytes, document: Document) -> None:
        """Note that the project's file holds `document`, that after edit `number`, in these bytes."""
        self._give(Saving(number, path, stamp, data, document, time.time()))

    def wait(self, number: int | None = None, timeout: float = 30.0) -> bool:
        """Wait until an edit is safe, or all that was posted unless one is named; whether it is.

        All includes unfinished typing, which is no edit.
        """
        with self._changed:
            if number is not None:
                return self._changed.wait_for(lambda: self.durable >= number, timeout)
            given = self._given
            return self._changed.wait_for(lambda: self._taken >= given, timeout) and not self.error

    def close(self, *, keep: bool) -> None:
        """Write what is still to be written, and end. The journal goes, unless it is to be kept.

        It is to be kept where not everything is in the project's file. A disk that hangs is left to itself.
        """
        self._give(End(keep))
        self._thread.join(_PATIENCE)

    def report(self, folder: Path | None, durable: int, error: str) -> None:
        """For the writer, to say how far it is."""
        with self._changed:
            same = (self.folder, self.durable, self.error) == (folder, durable, error)
            self.folder, self.durable, self.error = folder, durable, error
            self._changed.notify_all()
        if not same:
            try:
                self._on_change()
            except Exception:
                _logger.exception("telling of the journal")

    def _give(self, item: Item) -> None:
        # From several threads: edits come from the interface's, saves from that which saves.
        with self._changed:
            self._given += 1
            self._items.put(item)

    def _run(self, delay: float) -> None:
        batch: list[Item] = []
        with contextlib.suppress(queue.Empty):
            batch.append(self._items.get(timeout=delay))
        # SQLAlchemy takes a fifth of a second to import, which the start of the program does not have.
        from journey_editor.storage.journal.writer import RETRY, JournalWriter

        opened, self._opened = self._opened, None
        if opened is None:
            return
        writer = JournalWriter(opened, f"{self._clock():%Y-%m-%d %H.%M.%S}", self.report)
        del opened
        while True:
            while len(batch) < _MOST_AT_ONCE and not self._items.empty():
                batch.append(self._items.get())
            end = next((each for each in batch if isinstance(each, End)), None)
            writer.take([each for each in batch if not isinstance(each, End)], ends=end is not None)
            with self._changed:
                self._taken += len(batch)
                self._changed.notify_all()
            if end is not None:
                writer.finish(keep=end.keep)
                return
            batch = []
            with contextlib.suppress(queue.Empty):
                batch.append(self._items.get(timeout=RETRY if self.error else None))
