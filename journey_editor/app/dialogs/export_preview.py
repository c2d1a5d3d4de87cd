"""Preview of an export: its picture, its size, and what is wrong with it or not in it."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtGui import QImage

from journey_editor.backends.png import LARGEST_SIDE, pixel_size, render_image
from journey_editor.conversion.export import Sheet, sheet_pages
from journey_editor.conversion.formats import Format
from journey_editor.drawing.pages import smallest_type
from journey_editor.drawing.primitives import Page
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout.page_layout import SMALLEST_LEGIBLE
from journey_editor.layout.paper import MM
from journey_editor.model.document import Document
from journey_editor.text.font_words import about_font
from journey_editor.text.missing_characters import about_missing, missing_characters

_PREVIEW_SIDE = 1100


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """Picture of a page to export, the number of pages, and sentences about them.

    `left_out` is what a format that is no drawing has no place for. If it is not `is_possible`, `warning`
    says why.
    """

    picture: QImage
    pages: int
    words: str
    warning: str
    left_out: tuple[str, ...]
    is_possible: bool


def preview_of(
    document: Document,
    journey_id: str,
    sheet: Sheet,
    when: datetime,
    pictures: Mapping[str, bytes],
    number: int,
    ratio: float,
    found: Format,
    table: str,
) -> ExportPreview:
    """Return the preview of page `number`, or of the map for a format that is no drawing.

    `ratio` is that of the pixels of the screen. Raises `CancelledError`, and `UserError` if there is too much
    to draw.
    """
    pages = sheet_pages(document, journey_id, sheet, when)
    page = pages[min(number, len(pages) - 1)]
    scale = _PREVIEW_SIDE * ratio / max(page.width, page.height)
    picture = render_image(page, scale, pictures=pictures, transparent=sheet.transparent)
    if found.draw is None:
        left_out = tuple(found.left_out(document, journey_id, table)) if found.left_out else ()
        words = tr("This journey") if "journey" in found.options else tr("All journeys of the project")
        return ExportPreview(picture, 1, words, "", left_out, True)
    lost = about_missing(missing_characters(document, journey_id, sheets=sheet.has_sheets))
    font = about_font(document.font(), in_files=sheet.with_fonts)
    words, warning, is_possible = _about(page, pages, sheet, found)
    warnings = "\n\n".join(filter(None, (warning, font, lost)))
    return ExportPreview(picture, len(pages), words, warnings, (), is_possible)


def _about(page: Page, pages: list[Page], sheet: Sheet, found: Format) -> tuple[str, str, bool]:
    """Return the size of a page in words, what is wrong with it, and whether it can be exported."""
    words = tr("{width} × {height} mm").format(width=round(page.width / MM), height=round(page.height / MM))
    warning = ""
    if "dpi" in found.options:
        width, height = pixel_size(page, sheet.dpi)
        words += "\n" + tr("{width} × {height} pixels").format(width=width, height=height)
        if max(width, height) > LARGEST_SIDE:
            warning = tr(
                "A side of the picture would be longer than {n} pixels. Choose a lower resolution."
            ).format(n=LARGEST_SIDE)
    is_possible = not warning
    if sheet.real_text:
        words += "\n\n" + tr(
            "The text stays editable. It looks the same only if the fonts of the map are installed."
        )
    smallest = smallest_type(pages)
    if not warning and smallest < SMALLEST_LEGIBLE:
        warning = tr(
            "The smallest text is {size} pt. Text below {limit} pt is hard to read. Choose a larger "
            "paper, or “Map size”."
        ).format(size=f"{smallest:.1f}", limit=round(SMALLEST_LEGIBLE))
    return words, warning, is_possible
