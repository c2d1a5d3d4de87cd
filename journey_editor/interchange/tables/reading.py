"""Opening of a table in any of the formats that can be read."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile, ZipFile

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.interchange.tables.delimited import DelimitedTable
from journey_editor.interchange.tables.ods import OpenDocumentTable
from journey_editor.interchange.tables.unlocked import buffered
from journey_editor.interchange.tables.values import Row, Sheet
from journey_editor.interchange.tables.xlsx import ExcelTable
from journey_editor.interchange.tables.xml_stream import BrokenWorkbookError, Parts, protected

SUFFIXES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".ods")
"""Endings of the names of files that can be read as tables."""
_OLD_WORKBOOK = bytes.fromhex("D0CF11E0")


class Table(Protocol):
    """Table that is open: its sheets, and their rows as a stream."""

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """Sheets in order, with the hidden ones."""

    @property
    def hidden(self) -> int:
        """Number of hidden rows among those that were read so far."""

    @property
    def remarks(self) -> list[str]:
        """Sentences about what was read so far."""

    def rows(self, sheet: str = "") -> Iterator[Row]:
        """Yield the rows with cells of a sheet, by default the first one. Raises `UserError`."""


@contextmanager
def open_table(path: Path) -> Iterator[Table]:
    """Open a table for the block, without keeping its file open. It is recognised by its content.

    The block may raise `UserError`, for a file that is missing or no table, too, and `CancelledError`.
    """
    name = path.name
    try:
        with buffered(path) as stream:
            start = stream.read(4)
            stream.seek(0)
            if start == _OLD_WORKBOOK:
                raise UserError(
                    tr(
                        "“{name}” is a workbook in an old format or with a password. Save it as .xlsx or "
                        ".ods, without a password, and try again."
                    ).format(name=name)
                )
            if start != b"PK\3\4":
                yield DelimitedTable(path)
                return
            with ZipFile(stream) as archive:
                yield _workbook(archive)
    except FileNotFoundError as error:
        raise UserError(tr("“{name}” was not found.").format(name=name)) from error
    except OSError as error:
        raise UserError(
            tr("“{name}” cannot be read: {reason}").format(name=name, reason=error.strerror or error)
        ) from error
    except (BadZipFile, BrokenWorkbookError, NotImplementedError) as error:
        raise UserError(
            tr("“{name}” is damaged, or not a workbook that can be read.").format(name=name)
        ) from error


def _workbook(archive: ZipFile) -> Table:
    parts = Parts(archive)
    if parts.has("EncryptedPackage") or parts.has("encrypted-package"):
        raise protected()
    kind: Callable[[Parts], Table] = OpenDocumentTable if parts.has("content.xml") else ExcelTable
    return kind(parts)
