"""JSON format of a project: all records, with its own version (described in help/json.md)."""

import base64
import binascii
import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields
from itertools import accumulate
from typing import TYPE_CHECKING, Any, NoReturn

from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import from_before_emphasis
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.picture_parts import is_foreign
from journey_editor.foundation.picture_size import is_valid
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.model.fields import Real, Spec, Text
from journey_editor.model.records import RECORD_TYPES, TYPE_OF_KIND, Picture, Record, View, specs
from journey_editor.model.rules import RuleError, check_record, check_whole

if TYPE_CHECKING:
    from journey_editor.interchange.pictures import IncomingPicture

FORMAT = "journey-editor"
VERSION = 7
_WITHOUT_EMPHASIS, _WITHOUT_VIEWS, _WITHOUT_PICTURES = 4, 3, 1
"""The last versions without emphasis in texts, views and pictures. Else, later ones only add fields with
default values.
"""
LARGEST = 20_000_000
"""Maximum size in UTF-8, in bytes."""

DEEPEST = 32
"""Maximum depth of nesting."""
_TEXTS = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?')
_NO_BRACKETS = bytes(each for each in range(256) if each not in b"[]{}")
_PICTURE = re.compile('^    "([0-9a-f]{64})": "', re.MULTILINE)
"""Beginning of a picture's line."""
_STEPS = bytes(1 + (each in b"[{") - (each in b"]}") for each in range(256))
"""Changes of depth by brackets, plus 1."""


@dataclass(frozen=True, slots=True)
class Read:
    """Content of a JSON: the document, and the bytes of its pictures by SHA-256.

    `left_out` counts pictures whose bytes are missing or damaged; they are not in the document.
    """

    document: Document
    pictures: dict[str, bytes]
    left_out: int = 0


def dumps(document: Document, pictures: Mapping[str, bytes] | None = None) -> str:
    """Return the document as JSON: kind by kind, each record on its own line, then the pictures.

    Pictures that are missing in `pictures` are left out, and those that would make the text too large.
    """
    kinds = []
    records = document.in_order()
    for record_type in RECORD_TYPES:
        lines = [
            "      " + json.dumps(_values(record), ensure_ascii=False, allow_nan=False)
            for record in records
            if isinstance(record, record_type)
        ]
        if lines:
            kinds.append(f'    "{record_type.KIND}": [\n' + ",\n".join(lines) + "\n    ]")
    text = (
        f'{{\n  "format": "{FORMAT}",\n  "version": {VERSION},\n  "records": {{\n'
        + ",\n".join(kinds)
        + "\n  }"
    )
    lines = list(_picture_lines(document, pictures or {}, LARGEST - len(text.encode()) - 100))
    if lines:
        text += ',\n  "pictures": {\n' + ",\n".join(lines) + "\n  }"
    return text + "\n}\n"


def left_out_of(text: str, document: Document) -> int:
    """Return the number of pictures of a document that are not in its `text` from `dumps`."""
    return len({picture.sha256 for picture in document.select(Picture)}.difference(_PICTURE.findall(text)))


def loads(text: str) -> Document:
    """Return only the document in `text`."""
    return read(text).document


def read(text: str) -> Read:
    """Read a JSON. Its texts are cleaned, and missing fields get their default values.

    Raises `CancelledError`, and `UserError` with the position if `text` is not valid.
    """
    records: dict[str, Record] = {}
    places: dict[str, str] = {}
    content = _content(text)
    for place, record in _read_records(content):
        raise_if_cancelled()
        if record.id in records:
            _refuse(
                place, tr("The JSON was not read: the id “{id}” of “{place}” is not unique."), id=record.id
            )
        records[record.id] = record
        places[record.id] = place
    document = Document(records.values())
    for record in document:
        raise_if_cancelled()
        try:
            check_record(document, record)
        except RuleError as error:
            raise UserError(f"{places[record.id]}: {error}") from error
    check_whole(document)
    pictures = _read_pictures(content)
    document, left_out = _with_pictures(document, pictures)
    named = {each.sha256 for each in document.select(Picture)}
    return Read(document, {key: pictures[key] for key in named}, left_out)


def _with_pictures(document: Document, pictures: dict[str, bytes]) -> tuple[Document, int]:
    """Return the document without missing pictures, and their number.

    Pictures made by other programs are encoded again, and added to `pictures`.
    """
    draft = Draft(document)
    for picture in document.select(Picture):
        raise_if_cancelled()
        data = pictures.get(picture.sha256, b"")
        if len(data) != picture.size:
            draft.remove(picture.id)
        elif not is_foreign(data):
            continue
        elif (new := _encoded_again(data)) is None:
            draft.remove(picture.id)
        else:
            pictures[new.sha256] = new.data
            size = {"size": len(new.data), "width": new.width, "height": new.height}
            draft.change(picture, sha256=new.sha256, media_type=new.media_type, **size)
    if not draft.changes():
        return document, 0
    found = draft.finish()
    return found, len(document.select(Picture)) - len(found.select(Picture))


def _encoded_again(data: bytes) -> "IncomingPicture | None":
    """Return a picture of another program, encoded again; None if it is damaged."""
    # Imported here since most files have no such picture, and the import takes a moment.
    from journey_editor.interchange.pictures import import_picture

    try:
        return import_picture(data)
    except UserError:
        return None


def _picture_lines(document: Document, pictures: Mapping[str, bytes], room: int) -> Iterator[str]:
    for key in sorted({picture.sha256 for picture in document.select(Picture)} & pictures.keys()):
        line = f'    "{key}": "{base64.b64encode(pictures[key]).decode()}"'
        if len(line) + 2 <= room:
            room -= len(line) + 2
            yield line


def _read_pictures(content: dict[str, Any]) -> dict[str, bytes]:
    found = content.get("pictures", {})
    if not isinstance(found, dict):
        _refuse(
            "pictures",
            tr("The JSON was not read: “{place}” must be an object with the bytes of each picture."),
        )
    pictures = {}
    for key, value in found.items():
        raise_if_cancelled()
        try:
            data = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
        except (binascii.Error, ValueError):
            data = b""
        if not is_valid(data, key):
            _refuse(
                f"pictures.{key[:80]}",
                tr("The JSON was not read: “{place}” must be a PNG or JPEG with this SHA-256, in Base64."),
            )
        pictures[key] = data
    return pictures


def _values(record: Record) -> dict[str, object]:
    return {field.name: getattr(record, field.name) for field in fields(record)}


def parsed(text: str) -> object:
    """Return the value of a JSON. Raises `UserError` if it is not valid, too large or nested too deep.

    A name that occurs twice in an object is not valid.
    """
    text = text.removeprefix("\ufeff")
    if len(text) > LARGEST or len(text.encode("utf-8", "surrogatepass")) > LARGEST:
        raise UserError(tr("This JSON was not read: it is larger than 20 MB."))
    steps = _TEXTS.sub("", text).encode("ascii", "ignore").translate(_STEPS, _NO_BRACKETS)
    raise_if_cancelled()
    if any(total - at > DEEPEST for at, total in enumerate(accumulate(steps), 1)):
        raise UserError(tr("This JSON was not read: it is nested more than 32 levels deep."))

    def made(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        raise_if_cancelled()
        return _object(pairs)

    try:
        value: object = json.loads(text, object_pairs_hook=made, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise UserError(
            tr("This is not valid JSON: there is an error at line {line}, column {column}.").format(
                line=error.lineno, column=error.colno
            )
        ) from error
    except ValueError as error:
        raise UserError(tr("This JSON contains a number that cannot be read.")) from error
    return value


def _content(text: str) -> dict[str, Any]:
    """Return the top-level object of a project in `text`. Raises `UserError`."""
    content = parsed(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise UserError(tr("This JSON is not a journey project: its “format” is not “journey-editor”."))
    version = content.get("version")
    if isinstance(version, int) and version > VERSION:
        raise UserError(
            tr(
                "This JSON was written by a newer version of the program (format {version}). Update the "
                "program to open it."
            ).format(version=str(version)[:20])
        )
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise UserError(tr("This JSON has no format version that this program supports."))
    records = content.get("records")
    if version <= _WITHOUT_VIEWS and isinstance(records, dict):
        # No such version of the program made or showed views; those of version 1 had no pictures either.
        records.pop(View.KIND, None)
        if version == _WITHOUT_PICTURES:
            records.pop(Picture.KIND, None)
    if version <= _WITHOUT_EMPHASIS and isinstance(records, dict):
        for record in (each for kind in ("card", "note") for each in records.get(kind, ())):
            if isinstance(record, dict) and isinstance(record.get("text"), str):
                record["text"] = from_before_emphasis(record["text"])
    return content


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = Counter(name for name, _ in pairs).most_common(1)[0][0]
        raise UserError(tr("This JSON contains “{name}” twice in one object.").format(name=twice[:80]))
    return found


def _no_number(word: str) -> NoReturn:
    raise UserError(tr("This JSON contains {word}, which is not a valid number.").format(word=word))


def _read_records(content: dict[str, Any]) -> Iterator[tuple[str, Record]]:
    for name in content:
        if name not in ("format", "version", "records", "pictures"):
            _refuse(name[:80], tr("The JSON was not read: “{place}” is not part of the format."))
    kinds = content.get("records")
    if not isinstance(kinds, dict):
        _refuse(
            "records",
            tr("The JSON was not read: “{place}” must be an object with a list for each kind of record."),
        )
    for kind, rows in kinds.items():
        if kind not in TYPE_OF_KIND:
            _refuse(f"records.{kind[:80]}", tr("The JSON was not read: “{place}” is not a kind of record."))
        if not isinstance(rows, list):
            _refuse(f"records.{kind}", tr("The JSON was not read: “{place}” must be a list of records."))
        for index, row in enumerate(rows):
            place = f"records.{kind}[{index}]"
            yield place, record_from(TYPE_OF_KIND[kind], row, place)


def record_from(record_type: type[Record], row: object, place: str) -> Record:
    """Return the record in an object of a JSON at `place`, not yet checked against the rules.

    Raises `UserError` with the position if a field is unknown, missing or not valid.
    """
    if not isinstance(row, dict):
        _refuse(place, tr("The JSON was not read: “{place}” must be an object with the fields of a record."))
    known = {field.name: field for field in fields(record_type)}
    for name in row:
        if name not in known:
            _refuse(
                f"{place}.{name[:80]}",
                tr("The JSON was not read: “{place}” is not a field of this kind of record."),
            )
    for name, field in known.items():
        if field.default is MISSING and name not in row:
            _refuse(f"{place}.{name}", tr("The JSON was not read: “{place}” is missing."))
    if not isinstance(row["id"], str):
        _refuse(f"{place}.id", tr("The JSON was not read: “{place}” must be an id."))
    values = dict(row)
    for name, spec in specs(record_type).items():
        if name in values:
            values[name] = _value(spec, values[name], f"{place}.{name}")
    return record_type(**values)


def _value(spec: Spec, value: object, place: str) -> object:
    if isinstance(spec, Text) and isinstance(value, str):
        try:
            value = clean_text(value, limit=spec.limit, lines=spec.lines)
        except UserError as error:
            raise UserError(f"{place}: {error}") from error
    if isinstance(spec, Real) and isinstance(value, int) and not isinstance(value, bool):
        value = float(value) if abs(value) < 2**53 else value
    if not spec.holds(value):
        shown = json.dumps(value, ensure_ascii=False)
        shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
        _refuse(place, tr("The JSON was not read: {value} is not valid for “{place}”."), value=shown)
    return value


def _refuse(place: str, sentence: str, **words: str) -> NoReturn:
    raise UserError(sentence.format(place=place, **words))
