"""File of a brand, by which projects share it: JSON with its own version (see help/brand.md)."""

import base64
import binascii
import json
from dataclasses import fields

from journey_editor.editing.commands.brands import PLAIN, Design
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.interchange.json_format import parsed, record_from
from journey_editor.interchange.pictures import IncomingPicture, import_picture
from journey_editor.model.records import Brand, Picture

FORMAT = "journey-editor-brand"
VERSION = 1


def picture_from(incoming: IncomingPicture) -> Picture:
    """Return the record of a picture that is not in a document."""
    return Picture(
        id="asset:1",
        sha256=incoming.sha256,
        media_type=incoming.media_type,
        size=len(incoming.data),
        width=incoming.width,
        height=incoming.height,
    )


def dumps(design: Design, logo: bytes = b"") -> str:
    """Return a brand as a file with its choices only, and with the bytes of its logo."""
    names = [field.name for field in fields(Brand) if field.name not in ("id", "logo")]
    chosen = {name: getattr(design.brand, name) for name in names}
    content: dict[str, object] = {
        "format": FORMAT,
        "version": VERSION,
        "brand": {name: value for name, value in chosen.items() if value != getattr(PLAIN, name)},
    }
    if design.logo is not None and logo:
        content["logo"] = base64.b64encode(logo).decode()
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def loads(text: str) -> tuple[Design, bytes]:
    """Return the brand in a file and the bytes of its logo, or no bytes without one.

    Raises `UserError` with the position if the file is not valid, and `CancelledError`.
    """
    content = parsed(text)
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise UserError(tr("This file is not a brand: its “format” is not “journey-editor-brand”."))
    version = content.get("version")
    if type(version) is not int or version < 1:
        raise UserError(tr("This brand has no format version that this program supports."))
    if version > VERSION:
        raise UserError(
            tr(
                "This brand was written by a newer version of the program (format {version}). Update the "
                "program to open it."
            ).format(version=str(version)[:20])
        )
    for name in content:
        if name not in ("format", "version", "brand", "logo"):
            raise UserError(_unknown(name))
    values = content.get("brand", {})
    if not isinstance(values, dict):
        raise UserError(tr("The brand was not read: “brand” must be an object with its fields."))
    for name in values:
        if name in ("id", "logo"):
            raise UserError(_unknown(f"brand.{name}"))
    record = record_from(Brand, {**values, "id": PLAIN.id}, "brand")
    assert isinstance(record, Brand)
    logo = _logo(content.get("logo", ""))
    if logo is None:
        return Design(record), b""
    return Design(record, picture_from(logo)), logo.data


def _unknown(name: str) -> str:
    return tr("The brand was not read: “{place}” is not part of the format.").format(place=name[:80])


def _logo(value: object) -> IncomingPicture | None:
    """Return the logo of a file; it is encoded again, so that it has the form of the program's pictures."""
    if value == "":
        return None
    try:
        data = base64.b64decode(value, validate=True) if isinstance(value, str) else b""
    except (binascii.Error, ValueError):
        data = b""
    if not data:
        raise UserError(tr("The brand was not read: “logo” must be a picture in Base64."))
    return import_picture(data)
