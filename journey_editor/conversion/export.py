"""Maps drawn into files: PDF, PNG and SVG, each written beside and moved into its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from journey_editor.drawing.pages import pages_for
from journey_editor.drawing.primitives import Page
from journey_editor.foundation.atomic_file import replacing
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.model.fields import Text
from journey_editor.model.records import specs

Progress = Callable[[float], object]
"""Function that is called with the completed share, 0 to 1."""

_MOST_TEXT = 4_000_000
"""Maximum bytes of text in a drawing: laid out, each takes up to 300 bytes of memory."""
USUAL_DPI = 150.0
DPI_CHOICES = (96, 150, 300, 600, 1200)


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a map comes out. None stands for what the journey says itself."""

    paper: str | None = None
    orientation: str | None = None
    dpi: float = USUAL_DPI
    transparent: bool = False
    theme: str | None = None
    real_text: bool = False


def sheet_pages(document: Document, journey_id: str, sheet: Sheet, when: datetime) -> list[Page]:
    """Return the pages of a journey on such a sheet.

    Raises `CancelledError`, and `UserError` if there is too much to draw.
    """
    _check_text(document, journey_id)
    return pages_for(
        document,
        journey_id,
        today=when.date(),
        paper=sheet.paper,
        orientation=sheet.orientation,
        theme=sheet.theme,
    )


def _check_text(document: Document, journey_id: str) -> None:
    """Refuse a journey whose words would take more memory than a computer has."""
    found = 0
    for record in document:
        raise_if_cancelled()
        if document.journey_of(record.id) in (journey_id, ""):
            # A card's note isn't drawn.
            names = (
                name for name, spec in specs(type(record)).items() if type(spec) is Text and name != "note"
            )
            found += sum(len(getattr(record, name).encode()) for name in names)
    if found > _MOST_TEXT:
        raise UserError(
            tr(
                "The journey has {found} MB of text, and a drawing can hold {most} MB. Nothing was written. "
                "Divide the journey into several, or shorten its texts."
            ).format(found=round(found / 1_000_000), most=_MOST_TEXT // 1_000_000)
        )


def write_drawing(
    path: Path,
    pages: list[Page],
    sheet: Sheet,
    pictures: Mapping[str, bytes],
    when: datetime,
    progress: Progress | None = None,
) -> list[str]:
    """Write pages as a PDF, or the first of them as a PNG or an SVG, as the file's name says.

    `progress` is called with the completed share, 0 to 1. Returns sentences about what the new file did not
    keep of the old one. If this raises `UserError` or `CancelledError`, the old file is unchanged.
    """
    # The backend is imported before the file is begun: an error of the import is no error of the folder.
    write = _writer(path, pages, sheet, pictures, when, progress)
    remarks: list[str] = []
    with replacing(path, remarks=remarks) as stream:
        write(stream)
        if progress is not None:
            progress(1.0)
        raise_if_cancelled()
    return remarks


def _writer(
    path: Path,
    pages: list[Page],
    sheet: Sheet,
    pictures: Mapping[str, bytes],
    when: datetime,
    progress: Progress | None,
) -> Callable[[BinaryIO], None]:
    """Return the function that writes the pages into a stream, chosen by the name of the file."""
    if path.suffix.lower() == ".pdf":
        from journey_editor.backends.pdf import write_pdf

        return partial(write_pdf, pages, pictures=pictures, created=when, progress=progress)
    if path.suffix.lower() == ".svg":
        from journey_editor.backends.svg import write_svg

        return partial(
            write_svg,
            pages[0],
            pictures=pictures,
            real_text=sheet.real_text,
            transparent=sheet.transparent,
            progress=progress,
        )
    from journey_editor.backends.png import write_png

    return partial(
        write_png,
        pages[0],
        dpi=sheet.dpi,
        pictures=pictures,
        transparent=sheet.transparent,
        progress=progress,
    )
