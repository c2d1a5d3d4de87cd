"""Layout of a map on a page: as large as the map, or fitted to a paper size with its stages in rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.columns import Rows
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.note_layout import NotePlace, place_of, places_on_paper
from journey_editor.layout.paper import LONGEST_SIDE, MM, paper_size
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

_STEP = 64.0
"""Map units by which a map gets wider, so that few edits change the widths of its columns."""

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Layout of a map on a page.

    `width` and `height` are those of the page, in points. The map is scaled by `scale`, then moved by `x` and
    `y`. `map_sized` is true for a page as large as the map.
    """

    layout: MapLayout
    rows: Rows
    width: float
    height: float
    scale: float
    x: float = 0.0
    y: float = 0.0
    map_sized: bool = False

    @property
    def smallest_type(self) -> float:
        """Size of the smallest type on the page, in points."""
        return self.scale * SMALLEST_TYPE


def lay_out_page(
    document: Queries,
    journey_id: str,
    *,
    today: date,
    paper: str | None = None,
    orientation: str | None = None,
    theme_name: str | None = None,
    more_legend: Sequence[tuple[str, str]] = (),
    former: Mapping[str, tuple[str, str]] = {},
    pages: int = 1,
    rows: Rows | None = None,
) -> PageLayout:
    """Lay out a journey's map on a page; `paper` and `orientation` override the journey's own settings.

    A page of the map's own size is scaled down only if it exceeds the maximum length of a PDF page. On a
    paper size the map is as large as possible, with its stages in one to three rows, from the top on. If its
    height limits it, its columns get wider. `rows` are those to use instead of the best. For the other
    arguments see `lay_out`. Raises `CancelledError`.
    """
    journey = document.get(Journey, journey_id)
    paper, orientation = paper or journey.paper, orientation or journey.orientation

    def laid_out(rows: Rows, places: Mapping[str, NotePlace] = {}) -> MapLayout:
        return lay_out(
            document,
            journey_id,
            today=today,
            rows=rows.most,
            least_width=rows.least_width,
            even=rows.even,
            theme_name=theme_name,
            places_of_notes=places,
            more_legend=more_legend,
            former=former,
            pages=pages,
        )

    if paper == "map":
        layout = laid_out(Rows())
        scale = min(1.0, LONGEST_SIDE / max(layout.width, layout.height))
        # The product may be slightly too large because of rounding.
        width, height = (min(LONGEST_SIDE, side * scale) for side in (layout.width, layout.height))
        return PageLayout(layout, Rows(), width, height, scale, map_sized=True)
    ways = ["portrait", "landscape"] if orientation == "auto" else [orientation]
    sheets = [paper_size(paper, way) for way in ways]
    notes = document.notes_of(journey_id)
    places = {note.id: place_of(note) for note in notes}
    if any(not (note.card or note.step) for note in notes):
        # Free notes would be next to other steps in several rows, and any note could make the page larger.
        places = places_on_paper(document, laid_out(Rows()))

    def on_page(rows: Rows) -> PageLayout:
        return _on_page(laid_out(rows, places), rows, sheets)

    return on_page(rows) if rows is not None else _best(on_page, len(document.stages_of(journey_id)), sheets)


def _best(on_page: Callable[[Rows], PageLayout], stages: int, sheets: Sequence[Size]) -> PageLayout:
    """Return the best of the layouts that `on_page` makes."""
    best = on_page(Rows())
    for most in range(2, min(MOST_ROWS, stages) + 1):
        if max(_scale_by(best.layout.height, height) for _, height in sheets) < best.scale * WORTH_A_ROW:
            # The height already limits the scale, and another row increases it.
            break
        # Cards that get wider to fill their row can get higher, for example if they have pictures.
        for rows in (Rows(most), Rows(most, even=False)):
            found = on_page(rows)
            if found.scale >= best.scale * WORTH_A_ROW:
                best = found
    rows = replace(best.rows, least_width=_least_width(best))
    if rows.least_width > best.layout.header.box.width:
        found = on_page(rows)
        best = found if found.scale >= best.scale else best
    return best


def scale_on(width: float, height: float, page: Size) -> float:
    """Return the largest scale at which a map fits a page, with its content inside the printable area."""
    return min(_scale_by(width, page[0]), _scale_by(height, page[1]))


def _scale_by(side: float, paper: float) -> float:
    return min(paper / side, (paper - 2 * UNPRINTED) / (side - 2 * theme.MARGIN))


def _on_page(layout: MapLayout, rows: Rows, sheets: Sequence[Size]) -> PageLayout:
    """Return the layout on that of the sheets on which it is largest.

    The rest of the page is below the map, as at the end of a text, and on both sides: a map at one side would
    look as if a part of it were missing on the other.
    """
    width, height = max(sheets, key=lambda sheet: scale_on(layout.width, layout.height, sheet))
    scale = scale_on(layout.width, layout.height, (width, height))
    x, y = (max(0.0, spare / 2) for spare in (width - layout.width * scale, height - layout.height * scale))
    # A small map has a small margin, which the printer must still be able to print.
    y = min(y, max(0.0, UNPRINTED - theme.MARGIN * scale))
    return PageLayout(layout, rows, width, height, scale, x, y)


def _least_width(page: PageLayout) -> float:
    """Return the inner width with which a map of the same height and scale fills the width of its page."""
    outer = min(page.width / page.scale - 2 * theme.MARGIN, (page.width - 2 * UNPRINTED) / page.scale)
    return outer // _STEP * _STEP
