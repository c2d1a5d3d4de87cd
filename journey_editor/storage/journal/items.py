"""Items that a journal passes to its writer."""

from collections.abc import Mapping
from pathlib import Path

from journey_editor.editing.editor import Edited
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Document
from journey_editor.storage.journal.entries import Typed
from journey_editor.storage.project.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit with its number and its time (seconds since 1970).

    `pictures` has the bytes of all pictures that the document or its history may need after it.
    """

    number: int
    edited: Edited
    at: float
    pictures: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Saving:
    """A save: `data` are the bytes of `document` after edit `number`, now in the file at `path`."""

    number: int
    path: Path
    stamp: Stamp
    data: bytes
    document: Document
    at: float


@dataclass(frozen=True, slots=True)
class Typing:
    """Unfinished typing; None once it is over."""

    typed: Typed | None


@dataclass(frozen=True, slots=True)
class End:
    """The last item. The journal is deleted unless `keep` is set, for a recovery.

    `closed` is True if the user closed the project.
    """

    keep: bool
    closed: bool


Item = Edit | Saving | Typing | End
