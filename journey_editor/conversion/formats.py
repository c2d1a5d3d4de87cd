"""Formats of files: reading, writing and drawing each of them.

The modules of a format are imported when it is used, so that a conversion loads nothing else.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from journey_editor.conversion import table_files
from journey_editor.conversion import text_exports as exports
from journey_editor.editing.commands.references import located
from journey_editor.foundation.atomic_file import replacing, write_file
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import ids_from, now
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.regular_file import NotAFileError, open_regular
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Document

if TYPE_CHECKING:
    from journey_editor.conversion.export import Sheet
    from journey_editor.drawing.primitives import Page
    from journey_editor.interchange.journey_tables.source import TableImport

_LARGEST_TEXT = 20_000_000
"""Maximum size of a text file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Imported:
    """Content of a file: the project, the bytes of its pictures, and sentences on what was corrected.

    `guess` is set if the kinds of the personas were guessed from their names, `table` if the roles of the
    columns of a table were.
    """

    document: Document
    pictures: Mapping[str, bytes]
    remarks: tuple[str, ...] = ()
    guess: "Guess | None" = None
    table: "TableImport | None" = None


@dataclass(frozen=True, slots=True)
class Guess:
    """Guessed kinds of personas by name, and sentences about all other differences from the text.

    `again` imports the same text again with other kinds.
    """

    kinds: Mapping[str, str]
    changes: tuple[str, ...]
    again: Callable[[Mapping[str, str]], Imported]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file.

    `read` is None for a format that cannot be opened, `write` for one that is only opened, `draw` for one
    that is not a drawing. `options` are the names of the command-line options that apply to it. `has_fonts`
    is true if files have fonts or outlines of letters in them. `left_out` tells before the writing what a
    journey has that the format has no place for.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    write: "Write | None"
    read: "Read | None" = None
    draw: "Draw | None" = None
    options: tuple[str, ...] = ()
    has_fonts: bool = False
    left_out: "LeftOut | None" = None


Read = Callable[[Path], Imported]
Write = Callable[[Path, Imported, str, str], list[str]]
"""Function of a path, a project, the id of a journey, and one of `TABLES` for tables.

It returns sentences about what was lost.
"""
LeftOut = Callable[[Document, str, str], list[str]]
"""Function of a project, the id of a journey, and one of `TABLES`. It returns sentences."""
TABLES = ("cards", "map")
"""Tables of a journey: with a row for each card, which is the default, or with rows as on the map."""
Progress = Callable[[float], object]
"""Function that is called with the completed share, 0 to 1."""
Draw = Callable[
    ["list[Page]", "Sheet", Mapping[str, bytes], datetime, Progress | None], Callable[[BinaryIO], None]
]
"""Function that returns another one, which writes pages with these pictures into a stream."""


def formats() -> tuple[Format, ...]:
    """Return all formats, in the order in which they are offered."""
    compared = ("compare", "compare_personas")
    lists = ("findings", "matrix", "backlog")
    journey, drawing = ("journey",), ("journey", "view", *compared, "paper", "orientation", "persona")
    return (
        Format("journey", tr("Journey Editor project"), (".journey",), _write_project, _read_project),
        _text("mermaid", tr("Mermaid journey"), (".mmd", ".mermaid"), exports.mermaid, _read_mermaid,
              journey),
        _text("markdown", tr("Markdown"), (".md", ".markdown"), exports.markdown, _read_markdown, journey),
        _text("html", tr("HTML page"), (".html", ".htm"), exports.html, None, journey),
        Format("json", tr("JSON"), (".json",), _write_json, _read_json),
        _text("ojf", tr("OpenJourney"), (".ojf",), exports.open_journey, _read_ojf, journey),
        _text("csv", tr("CSV table"), (".csv",), exports.csv, _read_table, (*journey, "table")),
        _text("tsv", tr("Table with tabs"), (".tsv",), exports.tsv, _read_table, (*journey, "table")),
        _text("xlsx", tr("Excel workbook"), (".xlsx",), exports.xlsx, _read_table),
        Format("xlsm", tr("Excel workbook with macros"), (".xlsm",), None, _read_table),
        Format("ods", tr("OpenDocument spreadsheet"), (".ods",), None, _read_table),
        Format("pdf", tr("PDF"), (".pdf",), _write_drawing, draw=_draw_pdf, has_fonts=True,
               options=(*drawing, "all_journeys", "changes", "sheets", *lists, "without_map")),
        Format("png", tr("PNG picture"), (".png",), _write_drawing, draw=_draw_png,
               options=(*drawing, *lists, "dpi", "transparent")),
        Format("svg", tr("SVG drawing"), (".svg",), _write_drawing, draw=_draw_svg, has_fonts=True,
               options=(*drawing, *lists, "transparent", "text")),
    )  # fmt: skip


def format_of(path: Path, *, reading: bool = False) -> Format:
    """Return the format of a file, by its name. Raises `UserError` if there is none."""
    suffix = path.suffix.lower()
    usable = [each for each in formats() if (each.read if reading else each.write) is not None]
    for each in usable:
        if suffix in each.suffixes:
            return each
    endings = ", ".join(ending for each in usable for ending in each.suffixes)
    words = (
        tr("Cannot open “{name}”: unknown file type. Supported types: {endings}.")
        if reading
        else tr("Cannot write “{name}”: unknown file type. Supported types: {endings}.")
    )
    raise UserError(words.format(name=path.name or path, endings=endings))


def can_read(path: Path) -> bool:
    """Return True if files with the name of this one can be opened."""
    return any(path.suffix.lower() in each.suffixes for each in formats() if each.read is not None)


def read(path: Path) -> Imported:
    """Read a file of any format that can be opened.

    Paths of references that are relative to the file are complete then. Raises `UserError` and
    `CancelledError`.
    """
    if os.path.isdir(path):  # noqa: PTH112 - a `Path` raises an error if the name is too long
        raise UserError(tr("“{name}” is a folder. Choose a file in it.").format(name=path.name or path))
    found = format_of(path, reading=True).read
    assert found is not None
    imported = found(path)
    return replace(imported, document=located(imported.document, _folder_of(path), None))


def write(path: Path, project: Imported, journey_id: str, table: str = TABLES[0]) -> list[str]:
    """Write a project to a file, or one journey of it if the format holds only one, as one of `TABLES`.

    Returns sentences about what the format cannot store, and about properties of the old file that the new
    one does not have. Paths of references to files below its folder are relative to it. If this raises
    `UserError`, the old file is unchanged.
    """
    project = replace(project, document=located(project.document, None, _folder_of(path)))
    into = format_of(path).write
    assert into is not None
    return into(path, project, journey_id, table)


def _folder_of(path: Path) -> Path:
    return Path(os.path.abspath(path)).parent  # noqa: PTH100 - `absolute` keeps `..`


def write_drawing(
    path: Path,
    pages: "list[Page]",
    sheet: "Sheet",
    pictures: Mapping[str, bytes],
    when: datetime,
    progress: Progress | None = None,
) -> list[str]:
    """Write pages as a PDF, or the first of them as a PNG or an SVG, by the name of the file.

    `progress` is called with the completed share, 0 to 1. Returns sentences about properties of the old file
    that the new one does not have. If this raises `UserError` or `CancelledError`, the old file is unchanged.
    """
    found = format_of(path)
    if found.draw is None:
        endings = ", ".join(ending for each in formats() if each.draw for ending in each.suffixes)
        raise UserError(
            tr("“{name}” is not a drawing. Supported types: {endings}.").format(
                name=path.name, endings=endings
            )
        )
    # Import the backend before the file is opened, so that its errors are not reported as errors of the file.
    write = found.draw(pages, sheet, pictures, when, progress)
    remarks: list[str] = []
    with replacing(path, remarks=remarks) as stream:
        write(stream)
        if progress is not None:
            progress(1.0)
        raise_if_cancelled()
    return remarks


def _write_project(path: Path, project: Imported, _journey_id: str, _table: str) -> list[str]:
    from journey_editor.storage.project.project_file import proven_bytes, replace_file

    remark = replace_file(path, proven_bytes(project.document, project.pictures)).remark
    return [remark] if remark else []


def _write_json(path: Path, project: Imported, _journey_id: str, _table: str) -> list[str]:
    from journey_editor.interchange.json_format import dumps, left_out_of

    text = dumps(project.document, project.pictures)
    missing = left_out_of(text, project.document)
    lost = ntr(
        "{n} picture does not fit into the JSON file.", "{n} pictures do not fit into the JSON file.", missing
    )
    return [*([lost] if missing else []), *write_file(path, text.encode())]


def _text(
    name_id: str,
    name: str,
    suffixes: tuple[str, ...],
    export: exports.Export,
    reads: Read | None = None,
    options: tuple[str, ...] = (),
) -> Format:
    """Return the format of files with what an export makes of a journey."""

    def write(path: Path, project: Imported, journey_id: str, table: str) -> list[str]:
        data, lost = export(project.document, journey_id, project.pictures, table)
        return [*lost, *write_file(path, data)]

    return Format(
        name_id, name, suffixes, write, reads, options=options, left_out=partial(exports.left_out, export)
    )


def _write_drawing(path: Path, project: Imported, journey_id: str, _table: str) -> list[str]:
    from journey_editor.conversion.export import Sheet, sheet_pages

    sheet, when = Sheet(with_fonts=format_of(path).has_fonts), now()
    pages = sheet_pages(project.document, journey_id, sheet, when)
    return write_drawing(path, pages, sheet, project.pictures, when)


def _draw_pdf(
    pages: "list[Page]",
    _sheet: "Sheet",
    pictures: Mapping[str, bytes],
    when: datetime,
    progress: Progress | None,
) -> Callable[[BinaryIO], None]:
    from journey_editor.backends.pdf import write_pdf

    return partial(write_pdf, pages, pictures=pictures, created=when, progress=progress)


def _draw_png(
    pages: "list[Page]",
    sheet: "Sheet",
    pictures: Mapping[str, bytes],
    _when: datetime,
    progress: Progress | None,
) -> Callable[[BinaryIO], None]:
    from journey_editor.backends.png import write_png

    return partial(
        write_png,
        pages[0],
        dpi=sheet.dpi,
        pictures=pictures,
        transparent=sheet.transparent,
        progress=progress,
    )


def _draw_svg(
    pages: "list[Page]",
    sheet: "Sheet",
    pictures: Mapping[str, bytes],
    _when: datetime,
    progress: Progress | None,
) -> Callable[[BinaryIO], None]:
    from journey_editor.backends.svg import write_svg

    return partial(
        write_svg,
        pages[0],
        pictures=pictures,
        real_text=sheet.real_text,
        transparent=sheet.transparent,
        progress=progress,
    )


def _read_project(path: Path) -> Imported:
    from journey_editor.storage.project.project_file import read_project

    opened = read_project(path)
    return Imported(opened.document, opened.pictures)


def _read_json(path: Path) -> Imported:
    from journey_editor.interchange.json_format import read

    found = read(text_of(path))
    lost = ntr(
        "{n} picture was left out because the JSON file does not contain it.",
        "{n} pictures were left out because the JSON file does not contain them.",
        found.left_out,
    )
    return Imported(found.document, found.pictures, (lost,) if found.left_out else ())


def _read_mermaid(path: Path) -> Imported:
    return _mermaid(text_of(path), path.stem, {}, markdown=False)


def _read_markdown(path: Path) -> Imported:
    from journey_editor.interchange.mermaid.importer import has_journey

    text = text_of(path)
    if has_journey(text):
        found = _mermaid(text, path.stem, {}, markdown=True)
        table = table_files.table_with_more(text, path.stem, found.document)
        return found if table is None else _of_table(table)
    return _of_table(table_files.read_markdown_table(text, path.name))


def _read_table(path: Path) -> Imported:
    own = table_files.read_own_cards(path)
    return Imported(own, {}) if own is not None else _of_table(table_files.read_table(path))


def _read_ojf(path: Path) -> Imported:
    from journey_editor.interchange.ojf import read_ojf

    text = text_of(path)
    document, remarks = read_ojf(text, name=path.stem, new_id=ids_from(text))
    return Imported(document, {}, tuple(remarks))


def _of_table(found: "TableImport") -> Imported:
    return Imported(found.document, {}, found.remarks, table=found)


def of_mermaid(text: str) -> Imported | None:
    """Return the journeys of a copied text, if it is a Mermaid journey or has blocks of them, else None."""
    from journey_editor.interchange.mermaid.importer import has_journey, is_journey

    if is_journey(text):
        return _mermaid(text, "", {}, markdown=False)
    return _mermaid(text, "", {}, markdown=True) if "```" in text and has_journey(text) else None


def _mermaid(text: str, name: str, chosen: Mapping[str, str], *, markdown: bool) -> Imported:
    from journey_editor.interchange.mermaid.importer import (
        kinds_sentences,
        project_from_markdown,
        project_from_mermaid,
    )

    new_id = ids_from(text)
    if markdown:
        document, done = project_from_markdown(text, name=name, kinds=chosen, new_id=new_id)
    else:
        document, one = project_from_mermaid(text, name=name, kinds=chosen, new_id=new_id)
        done = [one]
    kinds = {actor: kind for each in done for actor, kind in each.kinds.items()}
    changes = tuple(dict.fromkeys(sentence for each in done for sentence in each.changes()))
    guess = Guess(kinds, changes, lambda other: _mermaid(text, name, other, markdown=markdown))
    return Imported(document, {}, (*changes, *kinds_sentences(kinds)), guess)


def text_of(path: Path) -> str:
    """Return the text of a file, in whatever encoding it is. Raises `UserError`."""
    name = path.name or str(path)
    try:
        with open_regular(path) as stream:
            data = stream.read(_LARGEST_TEXT + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(tr("There is no file “{name}”.").format(name=name)) from error
    except NotAFileError as error:
        raise UserError(
            tr("Cannot open “{name}”: it is a pipe or a device, not a file.").format(name=name)
        ) from error
    except OSError as error:
        raise UserError(
            tr("Cannot open “{name}”: {reason}.").format(name=name, reason=error.strerror)
        ) from error
    raise_if_cancelled()
    if len(data) > _LARGEST_TEXT:
        raise UserError(tr("Cannot open “{name}”: it is larger than 20 MB.").format(name=name))
    if not data.strip():
        raise UserError(tr("“{name}” is empty.").format(name=name))
    from journey_editor.interchange.tables.encodings import encoding_of

    try:
        return data.decode(encoding_of([data]), "strict" if data.startswith(b"\xff\xfe") else "replace")
    except (UserError, UnicodeDecodeError) as error:
        raise UserError(tr("Cannot open “{name}”: it is not a text file.").format(name=name)) from error


def open_filter() -> str:
    """Return the filter of a file dialog for all formats that can be opened."""
    readable = [each for each in formats() if each.read is not None]
    everything = " ".join(f"*{ending}" for each in readable for ending in each.suffixes)
    return ";;".join(
        (tr("All supported files") + f" ({everything})", *(name_filter(each) for each in readable))
    )


def name_filter(found: Format) -> str:
    """Return the filter of a file dialog for one format."""
    return f"{found.name} ({' '.join(f'*{ending}' for ending in found.suffixes)})"
