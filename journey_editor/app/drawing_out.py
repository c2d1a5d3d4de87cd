"""Maps drawn into files: PDF, PNG and SVG, each written beside and moved into its place."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from journey_editor.drawing.pages import pages_for
from journey_editor.drawing.primitives import Page
from journey_editor.foundation.atomic_file import replacing
from journey_editor.foundation.errors import CancelledError
from journey_editor.model.document import Document

Progress = Callable[[float], bool]
"""Is told the share that is done, and answers whether to go on."""

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


def sheet_pages(
    document: Document,
    journey_id: str,
    sheet: Sheet,
    when: datetime,
    go_on: Callable[[], bool] = lambda: True,
) -> list[Page]:
    """The pages of a journey on such a sheet. Raises `CancelledError` where `go_on` said so."""
    return pages_for(
        document,
        journey_id,
        today=when.date(),
        paper=sheet.paper,
        orientation=sheet.orientation,
        theme=sheet.theme,
        go_on=go_on,
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

    Answers sentences on what was not kept of a file that was there before. Raises `UserError`, or
    `CancelledError` where `progress` said so; then the old file is as it was.
    """
    remarks: list[str] = []
    with replacing(path, remarks=remarks) as stream:
        if path.suffix.lower() == ".pdf":
            from journey_editor.backends.pdf import write_pdf

            write_pdf(pages, stream, pictures=pictures, created=when, progress=progress)
        elif path.suffix.lower() == ".svg":
            from journey_editor.backends.svg import write_svg

            write_svg(
                pages[0],
                stream,
                pictures=pictures,
                real_text=sheet.real_text,
                transparent=sheet.transparent,
                progress=progress,
            )
        else:
            from journey_editor.backends.png import write_png

            write_png(
                pages[0],
                stream,
                dpi=sheet.dpi,
                pictures=pictures,
                transparent=sheet.transparent,
                progress=progress,
            )
        if progress is not None and not progress(1.0):
            raise CancelledError
    return remarks
