"""Pages of the output: as large as the map, or the map fitted to a paper size."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from journey_editor.drawing.change_marks import draw_changes
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.draw_sheet import draw_sheet
from journey_editor.drawing.faint import with_faint
from journey_editor.drawing.hyperlinks import hyperlinks
from journey_editor.drawing.primitives import Drawing, Page
from journey_editor.layout import theme as figures
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.note_layout import NotePlace, places_on_paper
from journey_editor.layout.paper import LONGEST_SIDE, MM, paper_size
from journey_editor.layout.sheet_layout import WIDTHS, SheetLayout, lay_out_sheet
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey

MOST_ROWS = 3
"""Maximum number of rows of stages on a paper size."""
WORTH_A_ROW = 1.15
"""Factor by which another row has to enlarge the type at least."""
UNPRINTED = 5 * MM
"""Unprintable margin of most printers at each edge of the paper, in points."""
SMALLEST_TYPE = 11.0
"""Size of the smallest type on a map at full size, in points."""


def pages_for(
    document: Queries,
    journey_id: str,
    *,
    today: date,
    paper: str | None = None,
    orientation: str | None = None,
    theme: str | None = None,
    faint: Set[str] = frozenset(),
    marks: Mapping[str, Sequence[str]] | None = None,
    more_legend: Sequence[tuple[str, str]] = (),
    former: Mapping[str, tuple[str, str]] = {},
    owners: Mapping[str, Sequence[str]] = {},
    gaps: Sequence[tuple[str, str]] = (),
    pages: int = 1,
    in_files: bool = False,
) -> list[Page]:
    """Return the pages of a journey; `paper`, `orientation` and `theme` override the journey's own settings.

    The cards and links with the ids in `faint` are faint. If the document compares two journeys or personas,
    `marks` are the changes or differences of cards by id, `gaps` those of points, and `more_legend` explains
    them. `former` are the earlier texts and places of cards, and `owners` the personas of the rows.

    A page of the map's own size is scaled down only if it exceeds the maximum length of a PDF page. On a
    paper size the map is as large as possible, with its stages in one to three rows, from the top margin on
    and between equal margins at the sides. `pages` is the number of pages of the file. `in_files`
    is that of `lay_out`. Raises `CancelledError`.
    """
    journey = document.get(Journey, journey_id)
    paper = paper or journey.paper
    orientation = orientation or journey.orientation

    def laid_out(rows: int, places: Mapping[str, NotePlace] = {}) -> MapLayout:
        return lay_out(
            document,
            journey_id,
            today=today,
            rows=rows,
            in_files=in_files,
            theme_name=theme,
            places_of_notes=places,
            more_legend=more_legend,
            former=former,
            owners=owners,
            pages=pages,
        )

    def drawn(layout: MapLayout) -> Drawing:
        drawing = replace(draw_map(document, layout), links=hyperlinks(document, layout))
        if marks is not None:
            return draw_changes(drawing, layout, marks, faint, gaps)
        return with_faint(drawing, faint)

    if paper == "map":
        drawing = drawn(laid_out(1))
        scale = min(1.0, LONGEST_SIDE / max(drawing.width, drawing.height))
        # The product may be slightly too large because of rounding.
        width, height = (min(LONGEST_SIDE, side * scale) for side in (drawing.width, drawing.height))
        return [Page(drawing, width, height, scale)]
    ways = ["portrait", "landscape"] if orientation == "auto" else [orientation]
    sheets = [paper_size(paper, way) for way in ways]
    # Free notes would be next to other steps in several rows, and any note could make the page larger.
    places = places_on_paper(document, laid_out(1)) if document.notes_of(journey_id) else {}
    most_rows = min(MOST_ROWS, max(1, len(document.stages_of(journey_id))))
    best = _largest(lambda rows: laid_out(rows, places), most_rows, sheets)
    return [_fitted(drawn(best), *max(sheets, key=lambda sheet: _scale(best, *sheet)))]


def _largest(
    laid_out: Callable[[int], MapLayout], most_rows: int, sheets: Sequence[tuple[float, float]]
) -> MapLayout:
    """Return the layout with the number of rows of stages at which a map is largest on one of some sheets."""
    best = laid_out(1)
    best_scale = max(_scale(best, *sheet) for sheet in sheets)
    layout = best
    for rows in range(2, most_rows + 1):
        if max(_scale_by(layout.height, height) for _, height in sheets) < best_scale * WORTH_A_ROW:
            # The height already limits the scale, and another row increases it.
            break
        layout = laid_out(rows)
        scale = max(_scale(layout, *sheet) for sheet in sheets)
        if scale >= best_scale * WORTH_A_ROW:
            best, best_scale = layout, scale
    return best


def sheet_page(
    document: Queries,
    journey_id: str,
    persona_id: str,
    *,
    imprint: str = "",
    paper: str | None = None,
    orientation: str | None = None,
    theme: str | None = None,
    in_files: bool = False,
) -> Page:
    """Return the page with a persona's sheet, in the width at which its text is largest on the paper.

    A page of the map's size is as high as the sheet. The settings are those of `pages_for`. Raises
    `CancelledError`.
    """
    journey = document.get(Journey, journey_id)
    paper = paper or journey.paper
    orientation = orientation or journey.orientation

    def laid_out(width: float, height: float = 0.0) -> SheetLayout:
        return lay_out_sheet(
            document,
            journey_id,
            persona_id,
            width=width,
            least_height=height,
            imprint=imprint,
            theme_name=theme,
            in_files=in_files,
        )

    if paper == "map":
        drawing = draw_sheet(document, journey_id, laid_out(WIDTHS[0]))
        scale = min(1.0, LONGEST_SIDE / max(drawing.width, drawing.height))
        width, height = (min(LONGEST_SIDE, side * scale) for side in (drawing.width, drawing.height))
        return Page(drawing, width, height, scale)
    width, height = paper_size(paper, "portrait" if orientation == "auto" else orientation)

    def scale_of(layout: SheetLayout) -> float:
        return min(width / layout.width, height / layout.height)

    # At the same scale the narrower sheet has the shorter lines.
    best = max(map(laid_out, WIDTHS), key=scale_of)
    # The sheet fills the paper: one that is too high gets wider, and one that is too low gets higher.
    filled = max(best.width, best.height * width / height)
    best = laid_out(filled, filled * height / width)
    scale = scale_of(best)
    drawing = draw_sheet(document, journey_id, best)
    return Page(drawing, width, height, scale, max(0.0, (width - best.width * scale) / 2))


def smallest_type(pages: list[Page]) -> float:
    """Return the size of the smallest type on the pages, in points."""
    return min(page.scale for page in pages) * SMALLEST_TYPE


def _scale(map_: MapLayout | Drawing, width: float, height: float) -> float:
    """Return the largest scale at which a map fits a paper, with its content inside the printable area."""
    return min(_scale_by(map_.width, width), _scale_by(map_.height, height))


def _scale_by(side: float, paper: float) -> float:
    return min(paper / side, (paper - 2 * UNPRINTED) / (side - 2 * figures.MARGIN))


def _fitted(drawing: Drawing, width: float, height: float) -> Page:
    """Return a page with a drawing that is as large as fits.

    Its rest is below the drawing, as at the end of a text, and on both sides: a map at one side would look as
    if a part of it were missing on the other.
    """
    scale = _scale(drawing, width, height)
    spare_x, spare_y = width - drawing.width * scale, height - drawing.height * scale
    # A small map has a small margin, which the printer must still be able to print.
    y = min(max(0.0, spare_y / 2), max(0.0, UNPRINTED - figures.MARGIN * scale))
    return Page(drawing, width, height, scale, max(0.0, spare_x / 2), y)
