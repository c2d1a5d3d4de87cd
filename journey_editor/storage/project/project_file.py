"""The project file: a SQLite database, built in memory, written as a whole, and never opened in place."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from journey_editor import __version__
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.identity import now
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model.digest import document_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Picture
from journey_editor.storage.migrations import VERSION, SqlValue
from journey_editor.storage.project import drafts, gate
from journey_editor.storage.project.database import in_memory
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.stamp import Stamp, read_stamped
from journey_editor.storage.project.tables import APPLICATION_ID, insert_text, row_of, table_texts
from journey_editor.storage.project.versions import VersionNotKeptError, keep_version

SUFFIX = ".journey"


@dataclass(frozen=True, slots=True)
class Placed:
    """Stamp of a saved file, and sentences about what was not kept of the previous one."""

    stamp: Stamp
    remark: str = ""


def read_project(path: Path) -> Project:
    """Read a project file, without changing it.

    Raises `FileRefusedError` and `CancelledError`.
    """
    data, stamp = read_stamped(path)
    validated = validate(data, path)
    digest = "" if validated.migrated else validated.digest
    return Project(validated.document, validated.pictures, path, data, stamp, digest)


def to_bytes(document: Document, pictures: Mapping[str, bytes], *, saved_at: datetime | None = None) -> bytes:
    """Return the project file of a document. `pictures` has the bytes of all its pictures by SHA-256.

    Pictures that the document does not use are left out.
    """
    return _built(document, pictures, document_digest(document), saved_at or now())


def write_project(
    path: Path, document: Document, pictures: Mapping[str, bytes], *, mode: int | None = None
) -> Stamp:
    """Write the project file of a document to `path` as a whole, and return its stamp.

    The file gets `mode`, if given. If this raises `UserError`, the old file is unchanged.
    """
    return replace_file(path, proven_bytes(document, pictures), mode=mode).stamp


def proven_bytes(document: Document, pictures: Mapping[str, bytes]) -> bytes:
    """Return the project file of a document after validating it. Raises `UserError` if it is invalid."""
    digest = document_digest(document)
    data = _built(document, pictures, digest, now())
    sizes = {picture.sha256: picture.size for picture in document.select(Picture)}
    if len(data) - sum(sizes.values()) > gate.MOST_WORDS:
        raise UserError(
            tr(
                "The project was not saved: it has more than {most} MB of text, the maximum for a file. The "
                "old file is unchanged, and your map is still open. Delete or shorten some texts."
            ).format(most=gate.MOST_WORDS // 1_000_000)
        )
    try:
        found = validate(data, Path()).digest
    except FileRefusedError as refused:
        found = refused.details
    if found != digest:
        raise UserError(
            tr(
                "The project was not saved because of an internal error: the new file could not be read "
                "back. The old file is unchanged, and your map is still open."
            ),
            details=found,
        )
    return data


def replace_file(path: Path, data: bytes, *, title: str = "", mode: int | None = None) -> Placed:
    """Write the bytes of a project file to `path` and read them back. Raises `UserError`.

    The old file is kept as an earlier version. An unnamed project needs a `title` for that.
    """
    if drafts.is_draft(path):
        mode = PRIVATE
    remarks = []
    try:
        keep_version(path, title=title)
    except VersionNotKeptError as error:
        remarks.append(error.sentence)
    remarks += write_file(path, data, mode=mode)
    try:
        written, stamp = read_stamped(path)
    except FileRefusedError as refused:
        raise UserError(
            tr(
                "“{file}” was written but could not be read back, so it may be damaged. Your map is still "
                "open. Save a copy of it in another place."
            ).format(file=known_name(path)),
            details=refused.details or refused.sentence,
        ) from refused
    if written != data:
        raise UserError(
            tr(
                "“{file}” was changed by another program while it was being saved. Your map is still open. "
                "Save it again."
            ).format(file=known_name(path))
        )
    return Placed(stamp, " ".join(remarks))


def _built(document: Document, pictures: Mapping[str, bytes], digest: str, saved_at: datetime) -> bytes:
    rows: dict[str, list[tuple[SqlValue, ...]]] = {
        "meta": [
            ("digest", digest),
            ("program", f"Journey Editor {__version__}"),
            ("saved_at", saved_at.isoformat(timespec="seconds")),
        ],
        "asset_bytes": [
            (key, pictures[key]) for key in sorted({picture.sha256 for picture in document.select(Picture)})
        ],
    }
    for record in document.in_order():
        rows.setdefault(record.KIND, []).append(row_of(record))
    with in_memory() as database:
        database.execute("PRAGMA page_size=4096")
        database.execute(f"PRAGMA application_id={APPLICATION_ID}")
        database.execute(f"PRAGMA user_version={VERSION}")
        database.execute("BEGIN")
        for text in table_texts().values():
            database.execute(text)
        for table, theirs in rows.items():
            database.executemany(insert_text(table), theirs)
        database.commit()
        return database.serialize()
