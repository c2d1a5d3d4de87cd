"""Salvage of damaged project files: everything that can be read, and a report of the losses."""

import hashlib
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence, Set
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.picture_parts import is_foreign
from journey_editor.foundation.picture_size import size_of
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.digest import MODULUS, values_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Record, specs
from journey_editor.storage.migrations import MIGRATIONS, Migration, Rows, SqlValue
from journey_editor.storage.project.gate import FILE_TABLES, MOST_ROWS, tables_of, validate, version_by_tables
from journey_editor.storage.project.refusal import FileRefusedError, refusal_of
from journey_editor.storage.project.stamp import read_stamped
from journey_editor.storage.project.tables import COLUMNS, RECORD_TABLES, record_of
from journey_editor.storage.salvage.loss_report import loss_remarks
from journey_editor.storage.salvage.repair import OutOfTimeError, Values, repair
from journey_editor.storage.salvage.row_finder import FoundRow, RowFinder

_Columns = dict[str, list[tuple[str, str]]]
"""Name and type of each column, by table."""

Renew = Callable[[bytes], bytes | None]
"""Function that encodes a picture of another program again; None if that is not possible."""

_MOST_COPIES = 4
SECONDS = 60.0
"""Maximum processor time for one file, in seconds; a limit of time would be stricter on a busy computer."""


@dataclass(frozen=True, slots=True)
class Salvaged:
    """Result of a salvage: the document, the bytes of its pictures by SHA-256, and sentences on the losses.

    `remarks` is empty for an undamaged file.
    """

    document: Document
    pictures: dict[str, bytes]
    remarks: tuple[str, ...] = ()


def read_what_can_be_read(path: Path, *, renew: Renew = lambda _: None) -> Salvaged:
    """Read what can be read of a damaged file. `renew` encodes pictures of other programs again.

    Raises `FileRefusedError` if nothing of a project is in it, and `CancelledError`.
    """
    return salvage(read_stamped(path)[0], path, renew=renew)


def salvage(
    data: bytes,
    path: Path,
    *,
    migrations: Sequence[Migration] = MIGRATIONS,
    renew: Renew = lambda _: None,
) -> Salvaged:
    """Read what can be read of the bytes of the file at `path`.

    Raises `FileRefusedError` if nothing can be read, and `CancelledError`.
    """
    try:
        validated = validate(data, path, migrations=migrations)
    except FileRefusedError as refused:
        if refused.reason != "damaged":
            raise
        try:
            return _salvaged(data, migrations, renew)
        except CancelledError:
            raise
        except Exception as error:
            raise_if_cancelled()
            # Nothing is left, the search takes too long, or a migration cannot handle the rows.
            reason = "too much left" if isinstance(error, OutOfTimeError) else "nothing left"
            raise refusal_of(path, reason, details=f"{refused.details}; {error!r}") from error
    return Salvaged(validated.document, validated.pictures)


def _salvaged(data: bytes, migrations: Sequence[Migration], renew: Renew) -> Salvaged:
    # Bytes before the header must not shift the pages.
    data = data[max(0, data.find(b"SQLite format 3\x00")) :]
    until = time.thread_time() + SECONDS

    def check_time() -> None:
        raise_if_cancelled()
        if time.thread_time() > until:
            raise OutOfTimeError

    version = version_by_tables(data, migrations) or _stated_version(data, len(migrations) + 1)
    texts = tables_of(version, migrations)
    remains = _Remains(RowFinder(data, check=check_time), _columns(texts))
    rows = remains.rows
    for migration in migrations[version - 1 :]:
        migration.change(rows)
    raise_if_cancelled()
    values = {
        kind: {str(row["id"]): _values_of(record_of(kind, row)) for row in rows[kind]}
        for kind in RECORD_TABLES
    }
    lost = Counter(remains.missing)
    pictures, renewed = _put_pictures(values["asset"], remains, lost, renew)
    repaired = repair(values, check=check_time)
    for kind, count in repaired.recreated.items():
        # Most of the records that were added again are already counted as missing by their page.
        lost[kind] = max(lost[kind], count)
    remarks = loss_remarks(
        lost + repaired.dropped,
        recreated=bool(repaired.recreated),
        changed=repaired.changed,
        renewed=renewed,
        sure=remains.as_saved,
    )
    return Salvaged(repaired.document, pictures, remarks)


def _put_pictures(
    rows: dict[str, Values], remains: "_Remains", lost: Counter[str], renew: Renew
) -> tuple[dict[str, bytes], int]:
    """Adapt the rows of pictures to their bytes, and drop rows without bytes.

    Return the bytes by SHA-256, and the number of pictures that were encoded again.
    """
    found = remains.pictures({str(row["sha256"]) for row in rows.values()})
    ours = {key: renew(data) if is_foreign(data) else data for key, data in found.items()}
    pictures: dict[str, bytes] = {}
    renewed = 0
    for picture_id, row in list(rows.items()):
        picture = ours.get(str(row["sha256"]))
        if picture is None:
            del rows[picture_id]
            lost["asset"] += 1
            continue
        row["size"] = len(picture)
        row["width"], row["height"] = size_of(picture) or (row["width"], row["height"])
        sha256 = hashlib.sha256(picture).hexdigest()
        if sha256 != row["sha256"]:
            row["media_type"] = "image/jpeg" if picture.startswith(b"\xff\xd8") else "image/png"
            row["sha256"] = sha256
            renewed += 1
        pictures[sha256] = picture
    return pictures, renewed


class _Remains:
    """Rows that were found in a file.

    `rows` has the best row for each id of a record. `missing` counts, by kind, the rows that pages list but
    were not found. `as_saved` is set if the rows have the digest that the file states.
    """

    def __init__(self, finder: RowFinder, columns: _Columns) -> None:
        self._finder, self._columns = finder, columns
        found = self._found()
        chosen = {each: max(rows, key=lambda row: (row.whole, row.counted)) for each, rows in found.items()}
        self.as_saved = self._choose_by_digest(found, chosen)
        self.missing: Counter[str] = Counter() if self.as_saved else self._missing(found)
        self.rows: Rows = {name: [] for name in columns}
        for row in chosen.values():
            names = [name for name, _ in columns[row.table]]
            self.rows[row.table].append(dict(zip(names, row.values, strict=True)))

    def _missing(self, found: Mapping[SqlValue, Sequence[FoundRow]]) -> Counter[str]:
        missing: Counter[str] = Counter()
        on_pages = Counter((row.table, row.page) for rows in found.values() for row in rows if row.counted)
        for (kind, page), count in on_pages.items():
            missing[kind] += self._finder.missing_in(page, count)
        return missing

    def pictures(self, hashes: Set[str]) -> dict[str, bytes]:
        """Return the bytes of undamaged pictures by SHA-256."""
        found: dict[str, bytes] = {}
        for row in self._finder.with_hashes("asset_bytes", hashes, len(COLUMNS["asset_bytes"])):
            sha256, data = str(row.values[0]), row.values[1]
            if isinstance(data, bytes) and hashlib.sha256(data).hexdigest() == sha256:
                found[sha256] = data
        return found

    def _found(self) -> dict[SqlValue, list[FoundRow]]:
        kinds = {name: len(of_table) for name, of_table in self._columns.items() if name not in FILE_TABLES}
        found: dict[SqlValue, list[FoundRow]] = {}
        for number, row in enumerate(self._finder.records(kinds)):
            if number > MOST_ROWS:
                raise OutOfTimeError
            if self._has_types(row):
                found.setdefault(row.values[0], []).append(self._typed(row))
        return found

    def _has_types(self, row: FoundRow) -> bool:
        """Return False if a number is in a column for texts, or a text in one for numbers.

        The tables are strict, so such a row is the inside of another one, at a reference to a record.
        """
        return all(
            isinstance(value, str | bytes) == (kind == "TEXT")
            for value, (_, kind) in zip(row.values, self._columns[row.table], strict=True)
            if value is not None
        )

    def _typed(self, row: FoundRow) -> FoundRow:
        """Return a row with floats in REAL columns, where SQLite stores whole numbers as integers."""
        types = [kind for _, kind in self._columns[row.table]]
        if "REAL" not in types:
            return row
        values = [
            float(value) if kind == "REAL" and isinstance(value, int) else value
            for value, kind in zip(row.values, types, strict=True)
        ]
        return replace(row, values=tuple(values))

    def _choose_by_digest(
        self, found: dict[SqlValue, list[FoundRow]], chosen: dict[SqlValue, FoundRow]
    ) -> bool:
        """Choose another row for one id if the digest then matches. Return whether the digest matches."""
        stated = [
            int(value, 16)
            for row in self._finder.with_key("meta", "digest", len(COLUMNS["meta"]))
            if isinstance(value := row.values[1], str) and re.fullmatch("[0-9a-f]{64}", value)
        ]
        have = sum(_digest(row) for row in chosen.values())
        for digest in stated[:2]:
            wrong_by = (digest - have) % MODULUS
            if not wrong_by:
                return True
            for record_id, rows in found.items():
                for other in rows[:_MOST_COPIES] if len(rows) > 1 else ():
                    if (_digest(other) - _digest(chosen[record_id])) % MODULUS == wrong_by:
                        chosen[record_id] = other
                        return True
        return False


def _digest(row: FoundRow) -> int:
    # Bytes that are not UTF-8 are not from this program.
    return values_digest("" if isinstance(value, bytes) else value for value in row.values)


def _values_of(record: Record) -> Values:
    return {name: getattr(record, name) for name in specs(type(record))}


def _stated_version(data: bytes, newest: int) -> int:
    version = int.from_bytes(data[60:64], "big")
    return version if 1 <= version <= newest else newest


def _columns(texts: Mapping[str, str]) -> _Columns:
    with closing(sqlite3.connect(":memory:")) as database:
        for text in texts.values():
            database.execute(text)
        return {
            name: [(row[1], row[2]) for row in database.execute(f'PRAGMA table_info("{name}")')]
            for name in texts
        }
