"""The pages that come out: as large as the map, or the map fitted to a named paper."""

from datetime import date

from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Drawing, Page
from journey_editor.layout import theme as figures
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.paper import LONGEST_SIDE, MM, paper_size
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey

MOST_ROWS = 3
"""On a named paper the stages stand in at most so many rows."""
WORTH_A_ROW = 1.15
"""One more row has to make the type larger by this factor."""
UNPRINTED = 5 * MM
"""What most printers leave white at each edge of a paper, in points."""
SMALLEST_TYPE = 11.0
"""The smallest type on a map at full size, in points."""


def pages_for(
    document: Queries,
    journey_id: str,
    *,
    today: date,
    paper: str | None = None,
    orientation: str | None = None,
    theme: str | None = None,
) -> list[Page]:
    """The pages of a journey; `paper`, `orientation` and `theme` stand in for the journey's own.

    A page as large as the map is only scaled where it would be longer than a PDF's may be. On a named
    paper the map is as large as fits, its stages in one to three rows, and lies in the middle.
    """
    journey = document.get(Journey, journey_id)
    paper = paper or journey.paper
    orientation = orientation or journey.orientation

    def drawn(rows: int) -> Drawing:
        return draw_map(document, lay_out(document, journey_id, today=today, rows=rows, theme_name=theme))

    if paper == "map":
        drawing = drawn(1)
        scale = min(1.0, LONGEST_SIDE / max(drawing.width, drawing.height))
        # The product may come out a hair too long.
        width, height = (min(LONGEST_SIDE, side * scale) for side in (drawing.width, drawing.height))
        return [Page(drawing, width, height, scale)]
    ways = ["portrait", "landscape"] if orientation == "auto" else [orientation]
    best: Page | None = None
    for rows in range(1, min(MOST_ROWS, max(1, len(document.stages_of(journey_id)))) + 1):
        drawing = drawn(rows)
        fitted = [_fitted(drawing, *paper_size(paper, way)) for way in ways]
        largest = max(fitted, key=lambda page: page.scale)
        if best is None or largest.scale >= best.scale * WORTH_A_ROW:
            best = largest
    assert best is not None
    return [best]


def smallest_type(pages: list[Page]) -> float:
    """The size of the smallest type on the pages, in points."""
    return min(page.scale for page in pages) * SMALLEST_TYPE


def _fitted(drawing: Drawing, width: float, height: float) -> Page:
    """A drawing as large as a paper takes it, what it shows clear of the edge that no printer reaches."""
    scale = min(
        width / drawing.width,
        height / drawing.height,
        (width - 2 * UNPRINTED) / (drawing.width - 2 * figures.MARGIN),
        (height - 2 * UNPRINTED) / (drawing.height - 2 * figures.MARGIN),
    )
    spare_x, spare_y = width - drawing.width * scale, height - drawing.height * scale
    return Page(drawing, width, height, scale, max(0.0, spare_x / 2), max(0.0, spare_y / 2))
