"""Which formats there are, by the names of files; and reading and writing each of them.

What a format needs is imported when it is used, so that a conversion loads nothing else.
"""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import ids_from
from journey_editor.foundation.regular_file import NotAFileError, open_regular
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Document
from journey_editor.model.records import Journey

_LARGEST_TEXT = 20_000_000
"""The largest text file that is read, in bytes."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What was read: the project, the bytes of its pictures, and sentences on what had to be mended.

    `guess` is there where a person may know better whom the names stand for.
    """

    document: Document
    assets: Mapping[str, bytes]
    remarks: tuple[str, ...] = ()
    guess: "Guess | None" = None


@dataclass(frozen=True, slots=True)
class Guess:
    """Whom each name of a text was taken for, and what else of it was read otherwise than it stands there.

    `again` reads the same text with the kinds of personas that a person chose instead.
    """

    kinds: Mapping[str, str]
    changes: tuple[str, ...]
    again: Callable[[Mapping[str, str]], Imported]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name, how its names end, whether it can be read, and whether it is a drawing.

    A `whole` one holds a project with all of its journeys, the others hold one journey.
    """

    id: str
    name: str
    suffixes: tuple[str, ...]
    whole: bool = False
    reads: bool = True
    draws: bool = False


def formats() -> tuple[Format, ...]:
    """All formats, in the order in which they are offered."""
    return (
        Format("journey", tr("Journey Editor project"), (".journey",), whole=True),
        Format("mermaid", tr("Mermaid journey"), (".mmd", ".mermaid")),
        Format("markdown", tr("Markdown with a Mermaid journey"), (".md", ".markdown")),
        Format("json", tr("JSON"), (".json",), whole=True),
        Format("pdf", tr("PDF"), (".pdf",), reads=False, draws=True),
        Format("png", tr("PNG picture"), (".png",), reads=False, draws=True),
        Format("svg", tr("SVG drawing"), (".svg",), reads=False, draws=True),
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
    raise UserError(words.format(name=path.name or path, endings=endings))


def read(path: Path) -> Imported:
    """Read a file of any format that can be read.

    Raises `UserError` and `CancelledError`.
    """
    if os.path.isdir(path):  # noqa: PTH112 - a `Path` raises where the name is too long
        raise UserError(tr("“{name}” is a folder. Choose a file in it.").format(name=path.name or path))
    return _READERS[format_of(path, reading=True).id](path)


def write(path: Path, project: Imported, journey_id: str) -> list[str]:
    """Write a project (or the one journey of it that the format holds) to a file, as a whole.

    Answers sentences on what of the map the format cannot carry, and on what was not kept of a file that was
    there before. Raises `UserError`.
    """
    found = format_of(path, reading=False).id
    if found == "journey":
        from journey_editor.storage.project.project_file import proven_bytes, put_in_place

        remark = put_in_place(path, proven_bytes(project.document, project.assets)).remark
        return [remark] if remark else []
    lost: list[str] = []
    if found == "json":
        from journey_editor.interchange.json_format import dumps, left_out_of

        text = dumps(project.document, project.assets)
        if missing := left_out_of(text, project.document):
            lost.append(
                ntr("{n} picture has no room in the JSON.", "{n} pictures have no room in the JSON.", missing)
            )
    else:
        from journey_editor.interchange.mermaid.exporter import mermaid_text

        text, lost = mermaid_text(project.document, journey_id)
        if found == "markdown":
            title = " ".join(project.document.get(Journey, journey_id).title.split())
            text = f"# {title}\n\n```mermaid\n{text}```\n"
    from journey_editor.foundation.atomic_file import write_file

    return lost + write_file(path, text.encode())


def _read_project(path: Path) -> Imported:
    from journey_editor.storage.project.project_file import read_project

    opened = read_project(path)
    return Imported(opened.document, opened.assets)


def _read_json(path: Path) -> Imported:
    from journey_editor.interchange.json_format import read

    found = read(_text(path))
    lost = ntr(
        "{n} picture is not in the JSON itself, and was left out.",
        "{n} pictures are not in the JSON itself, and were left out.",
        found.left_out,
    )
    return Imported(found.document, found.pictures, (lost,) if found.left_out else ())


def _read_mermaid(path: Path) -> Imported:
    return _mermaid(_text(path), path.stem, {}, markdown=False)


def _read_markdown(path: Path) -> Imported:
    return _mermaid(_text(path), path.stem, {}, markdown=True)


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


def _text(path: Path) -> str:
    """The text of a file, in whichever of the usual encodings. Raises `UserError`."""
    name = path.name or str(path)
    try:
        with open_regular(path) as stream:
            data = stream.read(_LARGEST_TEXT + 1)
    except (FileNotFoundError, NotADirectoryError) as error:
        raise UserError(tr("There is no file “{name}”.").format(name=name)) from error
    except NotAFileError as error:
        raise UserError(tr("“{name}” is a pipe or a device, and no file.").format(name=name)) from error
    except OSError as error:
        raise UserError(
            tr("“{name}” cannot be read: {reason}.").format(name=name, reason=error.strerror)
        ) from error
    raise_if_cancelled()
    if len(data) > _LARGEST_TEXT:
        raise UserError(tr("“{name}” is larger than 20 MB, and was not read.").format(name=name))
    if not data.strip():
        raise UserError(tr("“{name}” is empty.").format(name=name))
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = [] if b"\x00" in data else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UserError(tr("“{name}” is not a text, though its name says so.").format(name=name))


_READERS: dict[str, Callable[[Path], Imported]] = {
    "journey": _read_project,
    "mermaid": _read_mermaid,
    "markdown": _read_markdown,
    "json": _read_json,
}


def open_filter() -> str:
    """The formats that can be opened, as a file dialog wants them."""
    readable = [each for each in formats() if each.reads]
    everything = " ".join(f"*{ending}" for each in readable for ending in each.suffixes)
    return ";;".join(
        (tr("All supported files") + f" ({everything})", *(name_filter(each) for each in readable))
    )


def name_filter(found: Format) -> str:
    """Return a format as a file dialog wants it."""
    return f"{found.name} ({' '.join(f'*{ending}' for ending in found.suffixes)})"
