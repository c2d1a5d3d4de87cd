"""Which formats there are, by the names of files; and reading and writing each of them.

What a format needs is imported when it is used, so that a conversion loads nothing else.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")
_LONGEST_NAME = 80
_LARGEST_TEXT = 20_000_000
"""The largest text file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: the project, the bytes of its pictures, and sentences on what had to be mended."""

    document: Document
    assets: Mapping[str, bytes]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, how its names end, and whether it can be read, written or drawn."""

    id: str
    name: str
    suffixes: tuple[str, ...]
    reads: bool = True
    draws: bool = False


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are offered."""
    return (
        Format("journey", tr("Journey Editor project"), (".journey",)),
        Format("mermaid", tr("Mermaid journey"), (".mmd", ".mermaid")),
        Format("markdown", tr("Markdown with a Mermaid journey"), (".md", ".markdown")),
        Format("json", tr("JSON"), (".json",)),
        Format("pdf", tr("PDF"), (".pdf",), reads=False, draws=True),
        Format("png", tr("PNG picture"), (".png",), reads=False, draws=True),
    )


def format_of(path: Path, *, reading: bool) -> Format:
    """The format that a file's name tells. Raises `UserError` when there is none."""
    suffix = path.suffix.lower()
    usable = [each for each in formats() if each.reads or not reading]
    for each in usable:
        if suffix in each.suffixes:
            return each
    endings = ", ".join(ending for each in usable for ending in each.suffixes)
    words = (
        tr("“{name}” cannot be read: its name says no format that is known. It may end in {endings}.")
        if reading
        else tr("“{name}” cannot be written: its name says no format that is known. It may end in {endings}.")
    )
    raise UserError(words.format(name=path.name, endings=endings))


def read(path: Path) -> Imported:
    """Read a file of any format that can be read. Raises `UserError`."""
    return _READERS[format_of(path, reading=True).id](path)


def text_of(document: Document, journey_id: str, format_id: str) -> str:
    """A project as JSON, or a journey of it as Mermaid, alone or in Markdown."""
    if format_id == "json":
        from journey_editor.interchange.json_format import dumps

        return dumps(document, {})
    raise NotImplementedError


def safe_name(title: str) -> str:
    """A title as the name of a file on every system, without an ending."""
    name = " ".join(_FORBIDDEN.sub(" ", title).split()).strip(". ")[:_LONGEST_NAME].strip(". ")
    return f"_{name}" if _DEVICES.fullmatch(name) else name or tr("Journey")


def open_filter() -> str:
    """The formats that can be opened, as a file dialog wants them."""
    readable = [each for each in formats() if each.reads]
    everything = " ".join(f"*{ending}" for each in readable for ending in each.suffixes)
    return ";;".join(
        (tr("All that can be opened") + f" ({everything})", *(_filter(each) for each in readable))
    )


def project_filter() -> str:
    """The project file, as a file dialog wants it."""
    return _filter(formats()[0])


def _filter(found: Format) -> str:
    return f"{found.name} ({' '.join(f'*{ending}' for ending in found.suffixes)})"
