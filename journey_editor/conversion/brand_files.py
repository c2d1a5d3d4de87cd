"""Files of brands, by which projects share the look of their maps."""

from pathlib import Path
from typing import TYPE_CHECKING

from journey_editor.conversion.formats import Format, Imported, text_of
from journey_editor.editing.commands.brands import Design, design_of
from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.picture_size import MOST_BYTES
from journey_editor.foundation.regular_file import open_regular
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.interchange.pictures import IncomingPicture


def brand_format() -> Format:
    """Return the format of a file with the brand of a project."""
    return Format("brand", tr("Brand of maps"), (".brand",), write_brand)


def read_brand(path: Path) -> tuple[Design, bytes]:
    """Return the brand in a file and the bytes of its logo. Raises `UserError` and `CancelledError`."""
    from journey_editor.interchange.brand_file import loads

    return loads(text_of(path))


def write_brand(path: Path, project: Imported, _journey: str = "", _table: str = "") -> list[str]:
    """Write the brand of a project, with the logo if its bytes are there. Raises `UserError`."""
    from journey_editor.interchange.brand_file import dumps

    design = design_of(project.document)
    logo = project.pictures.get(design.logo.sha256, b"") if design.logo is not None else b""
    return write_file(path, dumps(design, logo).encode())


def read_logo(path: Path) -> "IncomingPicture":
    """Return the picture in a file for a logo. Raises `UserError` and `CancelledError`."""
    from journey_editor.interchange.pictures import import_picture

    try:
        with open_regular(path) as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise UserError(
            tr("Cannot open “{name}”: {reason}.").format(name=path.name, reason=error.strerror)
        ) from error
    return import_picture(data)
