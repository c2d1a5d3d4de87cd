"""Parts of a workbook: XML in a zip archive, parsed piece by piece."""

import zlib
from collections.abc import Callable, Iterator, Mapping
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile, ZipInfo

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.tables.values import Budget, too_large

_CHUNK = 1 << 16
_MOST_PARTS = 20_000
_MOST_UNPACKED = 600_000_000
_BOMB = (20_000_000, 150)
"""Unpacked bytes from which on an archive may not be more than so many times as large as it is packed."""

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


class BrokenWorkbookError(Exception):
    """The content of a workbook does not have the form of one."""


class Parts:
    """Parts of an archive. All of them together may be as large as the budget."""

    def __init__(self, archive: ZipFile) -> None:
        """Check an archive. Raises `UserError` if it is a bomb or encrypted."""
        entries = archive.infolist()
        if len(entries) > _MOST_PARTS:
            raise too_large()
        unpacked = sum(each.file_size for each in entries)
        packed = sum(each.compress_size for each in entries)
        if unpacked > _BOMB[0] and unpacked > _BOMB[1] * packed:
            raise too_large()
        self._archive = archive
        self._entries: Mapping[str, ZipInfo] = {each.filename: each for each in entries}
        self.budget = Budget(_MOST_UNPACKED)

    def has(self, name: str) -> bool:
        """Return whether there is a part."""
        return name in self._entries

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield the content of a part. Raises `UserError`, and `BrokenWorkbookError` if it cannot be read."""
        entry = self._entries.get(name)
        if entry is None:
            raise BrokenWorkbookError(name)
        if entry.flag_bits & 1:
            raise protected()
        size = 0
        try:
            with self._archive.open(entry) as stream:
                while chunk := stream.read(_CHUNK):
                    size += len(chunk)
                    # The size in the directory may be a lie.
                    if size > _BOMB[0] and size > _BOMB[1] * entry.compress_size:
                        raise too_large()
                    self.budget.spend(len(chunk))
                    yield chunk
        except (BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, zlib.error) as error:
            raise BrokenWorkbookError(name) from error

    def parse(
        self, name: str, start: Start, end: End | None = None, characters: Characters | None = None
    ) -> Iterator[None]:
        """Parse a part with these handlers, and yield after each piece of it.

        Names are `namespace name`. Entities that the part declares, and external ones, are refused.
        """
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = start
        if end is not None:
            parser.EndElementHandler = end
        if characters is not None:
            parser.CharacterDataHandler = characters
        parser.EntityDeclHandler = _refuse
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise BrokenWorkbookError(name) from error
        yield

    def parse_whole(
        self, name: str, start: Start, end: End | None = None, characters: Characters | None = None
    ) -> None:
        """Parse a part to its end."""
        for _ in self.parse(name, start, end, characters):
            pass


def protected() -> UserError:
    """Return the error about a file with a password."""
    return UserError(
        tr("This workbook is protected with a password. Save it without one, or as CSV, and try again.")
    )


def uncalculated_remarks(count: int) -> list[str]:
    """Return a sentence about formulas without a result, if there are any."""
    if not count:
        return []
    sentence = ntr(
        "{n} formula has no stored result. Open the file in a spreadsheet program, and save it there.",
        "{n} formulas have no stored result. Open the file in a spreadsheet program, and save it there.",
        count,
    )
    return [sentence]


def local(name: str) -> str:
    """Return a name without its namespace."""
    return name.rpartition(" ")[2]


def _refuse(*_: object) -> None:
    raise UserError(tr("This workbook declares XML entities, which is not safe to read. Nothing was read."))
