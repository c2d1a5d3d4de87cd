"""A project as it is opened."""

from collections.abc import Mapping
from pathlib import Path

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Document
from journey_editor.storage.project.stamp import Stamp


@dataclass(frozen=True, slots=True)
class Project:
    """A project: its document, the bytes of its pictures by SHA-256, and its file.

    If it was read from the file, `data` has the bytes of the file, `stamp` its stamp, and `digest` the digest
    of the document, if known. A new project has a `path` that does not exist yet.
    """

    document: Document
    pictures: Mapping[str, bytes]
    path: Path
    data: bytes | None = None
    stamp: Stamp | None = None
    digest: str = ""
