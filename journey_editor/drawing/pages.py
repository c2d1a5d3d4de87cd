"""Pages of the output: as large as the map, or the map fitted to a paper size."""

from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from journey_editor.drawing.change_marks import draw_changes
from journey_editor.drawing.draw_change_list import draw_change_list
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.draw_sheet import draw_sheet
from journey_editor.drawing.faint import with_faint
from journey_editor.drawing.hyperlinks import hyperlinks
from journey_editor.drawing.primitives import Page
from journey_editor.layout.brand_theme import theme_key
from journey_editor.layout.change_list_layout import lay_out_change_list
from journey_editor.layout.page_layout import SMALLEST_TYPE, PageLayouts
from journey_editor.layout.paper import LONGEST_SIDE, paper_size
from journey_editor.layout.sheet_layout import WIDTHS, SheetLayout, lay_out_sheet
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey
from journey_editor.wording.change_rows import ChangeGroup

_LIST_SCALE = 0.75
"""Scale of a list on paper; its smallest type is then 8 points."""
_WIDEST_LIST = 1123.0
"""Width of a list, in map units, from which it gets larger instead on larger paper."""


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

    `pages` is the number of pages of the file, and `in_files` that of `lay_out`. Raises `CancelledError`.
    """
    page = PageLayouts(
        document,
        journey_id,
        today=today,
        paper=paper,
        orientation=orientation,
        theme_name=theme,
        in_files=in_files,
        more_legend=more_legend,
        former=former,
        owners=owners,
        pages=pages,
    ).best()
    links = hyperlinks(document, page.layout)
    drawing = replace(draw_map(document, page.layout), links=links, journey=journey_id)
    if marks is not None:
        drawing = draw_changes(drawing, page.layout, marks, faint, gaps)
    else:
        drawing = with_faint(drawing, faint)
    return [Page(drawing, page.width, page.height, page.scale, page.x, page.y)]


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


def change_pages(
    document: Queries,
    journey_id: str,
    groups: Sequence[ChangeGroup],
    *,
    title: str,
    columns: tuple[str, str],
    legend: Sequence[tuple[str, str]],
    imprint: Callable[[int, int], str],
    paper: str | None = None,
    orientation: str | None = None,
    theme: str | None = None,
) -> list[Page]:
    """Return the pages with a list of changes to a journey, in upright A4 if the paper is that of the map.

    For the texts see `lay_out_change_list`, for the settings `pages_for`. Raises `CancelledError`.
    """
    journey = document.get(Journey, journey_id)
    width, height, scale = list_size(journey, paper, orientation)
    pages = lay_out_change_list(
        groups,
        title=title,
        columns=columns,
        legend=legend,
        language=journey.language,
        direction=journey.direction,
        theme_name=theme_key(theme or journey.theme, document.brand()),
        width=width / scale,
        height=height / scale,
        imprint=imprint,
    )
    drawings = draw_change_list(document, journey_id, pages)
    return [Page(drawing, width, height, scale) for drawing in drawings]


def list_size(journey: Journey, paper: str | None, orientation: str | None) -> tuple[float, float, float]:
    """Return the size of the pages of a list in points, and its scale; by default they are upright."""
    paper = paper or journey.paper
    orientation = orientation or journey.orientation
    way = "portrait" if orientation == "auto" or paper == "map" else orientation
    width, height = paper_size("a4" if paper == "map" else paper, way)
    return width, height, max(_LIST_SCALE, width / _WIDEST_LIST)


def smallest_type(pages: list[Page]) -> float:
    """Return the size of the smallest type on the pages, in points."""
    return min(page.scale for page in pages) * SMALLEST_TYPE
