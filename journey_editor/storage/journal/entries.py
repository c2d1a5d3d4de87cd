"""Contents of a journal: entries, saves and unfinished typing."""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.records import Record
from journey_editor.storage.project.stamp import Stamp


class Entry(NamedTuple):
    """One edit as the journal stores it. `forward` and `inverse` are JSON: rows by record id.

    A tuple, because up to a hundred thousand of them must be read in a moment.
    """

    number: int
    cause: str
    step: str
    name: str
    forward: str
    inverse: str
    digest: str
    at: float

    @property
    def seal(self) -> bytes:
        """Checksum over the whole entry."""
        number, cause, step, name, forward, inverse, digest, at = self
        words = f"{number}\n{cause}\n{step}\n{name}\n{at!r}\n{digest}\n{len(forward)}\n{forward}{inverse}"
        return hashlib.blake2b(words.encode("utf-8"), digest_size=16).digest()


class Saved(NamedTuple):
    """A save: everything up to entry `number` is in the file at `path` (JSON), which has this stamp."""

    number: int
    path: str
    size: int
    mtime_ns: int
    sha256: str
    at: float

    @classmethod
    def of(cls, number: int, path: Path, stamp: Stamp, at: float) -> "Saved":
        """Return a save as the journal stores it. Paths are JSON, because file names need not be Unicode."""
        return cls(number, json.dumps(str(path)), stamp.size, stamp.mtime_ns, stamp.sha256, at)

    @property
    def stamp(self) -> Stamp:
        """Stamp of the file after the save."""
        return Stamp(self.size, self.mtime_ns, self.sha256)


@dataclass(frozen=True, slots=True)
class Typed:
    """Text that is being typed into a field of a record, at a time in seconds since 1970.

    The record may not be in the document yet.
    """

    record: Record
    field: str
    text: str
    at: float
