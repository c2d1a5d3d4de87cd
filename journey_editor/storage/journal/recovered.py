"""Projects from the journals of programs that have ended: as they are offered, and as they are opened."""

import contextlib
import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from journey_editor.editing.history import History
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.regular_file import is_file
from journey_editor.storage.journal.entries import Entry, Typed
from journey_editor.storage.journal.names import ATTEMPTS
from journey_editor.storage.journal.trash import discard_all_of
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.project.project import Project

_logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 2
"""Maximum number of recoveries that end the program before the journal is only opened on request."""


@dataclass(frozen=True, slots=True)
class Recoverable:
    """A project that was open when its program ended.

    `unsaved` counts the edits that are not in its file, None if unknown. `attempts` counts the recoveries
    that ended the program again.
    """

    folder: Path
    name: str
    path: Path
    when: datetime
    unsaved: int | None
    typing: bool
    attempts: int
    closed: bool = False
    """True if the user closed the project without saving."""
    newer: bool = False
    """Flag for a journal that only a newer version of the program can open."""
    computer: str = ""
    """Other computer on which the project is open, or was open when that computer stopped; else empty."""

    @property
    def has_more_than_its_file(self) -> bool:
        """True if something would be lost without the journal."""
        return self.unsaved != 0 or self.typing or not is_file(self.path)

    @property
    def opens_by_itself(self) -> bool:
        """True if the journal may be opened without a request."""
        return self.attempts < MOST_ATTEMPTS and not self.newer and not self.computer


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered(Project):
    """A project from a journal, with its undo history and its unfinished typing.

    `stamp` is the stamp of its file when it was last saved or opened, after edit `saved_number` of `number`.
    `whole` is False if a part of the journal was damaged and is missing here.
    """

    offer: Recoverable
    """The journal, as it was offered."""
    history: History
    number: int
    saved_number: int
    typed: Typed | None
    entries: Sequence[Entry]
    """Entries that a new journal must carry over for undo and redo."""
    attempts: int
    whole: bool
    lock: FileLock

    @property
    def unsaved(self) -> bool:
        """True if there are edits that are not in the file."""
        return self.number > self.saved_number or self.stamp is None

    def restore(self) -> None:
        """Leave the old journal as if it had not been opened."""
        with contextlib.suppress(UserError):
            write_file(self.offer.folder / ATTEMPTS, str(self.attempts - 1).encode("ascii"), mode=PRIVATE)
        self.lock.release()

    def finish(self, *, discard: bool) -> None:
        """Release the old journal. Discard it if a new one has everything, else leave it as it is."""
        self.lock.release()
        if discard:
            try:
                discard_all_of(self.offer.folder)
            except OSError:
                _logger.exception("cannot discard %s", self.offer.folder)
