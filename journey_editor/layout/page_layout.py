"""Layout of a map on a page: as large as the map, or fitted to a paper size with its stages in rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout, StageLayout
from journey_editor.layout.columns import WIDEST_CARD, Rows
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.note_layout import NotePlace, place_of, places_on_paper
from journey_editor.layout.paper import LONGEST_SIDE, MM, paper_size
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey

MOST_ROWS = 3
"""Maximum number of rows of stages on a paper size."""
WORTH_A_ROW = 1.15
"""Factor by which another row has to enlarge the type at least."""
STRETCHED = 1.6 * WIDEST_CARD
"""Width above which a column is too wide to fill a row: a card would be lost in it."""
UNPRINTED = 5 * MM
"""Unprintable margin of most printers at each edge of the paper, in points."""
SMALLEST_TYPE = 11.0
"""Size of the smallest type on a map at full size, in points."""

SMALLEST_LEGIBLE = 6.0
"""Minimum text size, in points, that is easy to read on paper."""

_STEP = 64.0
"""Map units by which a map gets wider, so that few edits change the widths of its columns."""


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Layout of a map on a page.

    `paper` is its name, or `map`. `width` and `height` are those of the page, in points. The map is scaled by
    `scale`, then moved by `x` and `y`.
    """

    layout: MapLayout
    rows: Rows
    paper: str
    width: float
    height: float
    scale: float
    x: float = 0.0
    y: float = 0.0

    @property
    def smallest_type(self) -> float:
        """Size of the smallest type on the page, in points."""
        return self.scale * SMALLEST_TYPE

    @property
    def too_wide(self) -> StageLayout | None:
        """The widest stage of several steps that not even a row of its own shows legibly, or None.

        A row ends only between stages.
        """
        room = (self.width - 2 * UNPRINTED) * SMALLEST_TYPE / SMALLEST_LEGIBLE
        room -= theme.LABEL_WIDTH + theme.LABEL_GAP
        steps = Counter(step.stage for step in self.layout.steps)
        found = (each for each in self.layout.stages if steps[each.id] > 1 and each.box.width > room)
        return max(found, key=lambda stage: stage.box.width, default=None)


class PageLayouts:
    """Layouts of a journey's map on a page.

    A page of the map's own size is scaled down only if it exceeds the maximum length of a PDF page. On a
    paper size the map is as large as possible, with its stages in one to three rows, from the top margin on
    and between equal margins at the sides. If its height limits it, its columns get wider. All rows are
    equally wide, unless that would stretch a row too much. All methods raise `CancelledError`.
    """

    def __init__(
        self,
        document: Queries,
        journey_id: str,
        *,
        today: date,
        paper: str | None = None,
        orientation: str | None = None,
        theme_name: str | None = None,
        in_files: bool = False,
        more_legend: Sequence[tuple[str, str]] = (),
        former: Mapping[str, tuple[str, str]] = {},
        owners: Mapping[str, Sequence[str]] = {},
        pages: int = 1,
    ) -> None:
        """`paper` and `orientation` override the journey's own. For the other arguments see `lay_out`."""
        journey = document.get(Journey, journey_id)
        orientation = orientation or journey.orientation
        self._paper = paper or journey.paper
        self._document, self._journey_id = document, journey_id
        self._today, self._theme_name, self._pages = today, theme_name, pages
        self._more_legend, self._former = more_legend, former
        self._owners, self._in_files = owners, in_files
        ways = ["portrait", "landscape"] if orientation == "auto" else [orientation]
        self._sheets = [] if self._paper == "map" else [paper_size(self._paper, way) for way in ways]
        self._places: Mapping[str, NotePlace] = {}
        if self._sheets:
            self._places = self._places_of_notes()

    def best(self) -> PageLayout:
        """Return the layout with the largest type that is worth its rows."""
        *_, best = self.search()
        return best

    def search(self) -> Iterator[PageLayout]:
        """Search for the best layout: yield the best one so far after each layout of the map."""
        tried = self.with_rows(Rows())
        yield tried
        best = self._widened(tried)
        yield best
        most = min(MOST_ROWS, len(self._document.stages_of(self._journey_id))) if self._sheets else 1
        for count in range(2, most + 1):
            reachable = max(_scale_by(tried.layout.height, height) for _, height in self._sheets)
            if reachable < best.scale * WORTH_A_ROW:
                # The height already limits the scale, and another row increases it.
                break
            # Cards that get wider to fill their row can get higher, for example if they have pictures.
            for rows in (Rows(count), Rows(count, even=False)):
                tried = self.with_rows(rows)
                yield best
                found = self._widened(tried)
                same_rows = best.rows.most == count and not rows.even
                least = 1.0 if same_rows and _is_stretched(best) else WORTH_A_ROW
                best = found if found.scale >= best.scale * least else best
                yield best

    def _widened(self, page: PageLayout) -> PageLayout:
        """Return a layout whose height limits its scale with wider columns, if its type gets no smaller."""
        if not self._sheets:
            return page
        rows = replace(page.rows, least_width=_least_width(page))
        if rows.least_width <= page.layout.header.box.width:
            return page
        found = self.with_rows(rows)
        return found if found.scale >= page.scale else page

    def with_rows(self, rows: Rows) -> PageLayout:
        """Return the layout with these rows, on that of the possible sheets on which it is largest."""
        layout = self._laid_out(rows, self._places)
        if not self._sheets:
            scale = min(1.0, LONGEST_SIDE / max(layout.width, layout.height))
            # The product may be slightly too large because of rounding.
            width, height = (min(LONGEST_SIDE, side * scale) for side in (layout.width, layout.height))
            return PageLayout(layout, rows, self._paper, width, height, scale)
        layout = replace(layout, on_paper=True)
        width, height = max(self._sheets, key=lambda sheet: _scale(layout, *sheet))
        scale = _scale(layout, width, height)
        spare = width - layout.width * scale, height - layout.height * scale
        # The rest of the page is below the map, as at the end of a text, and on both sides: a map at one side
        # would look as if a part of it were missing on the other.
        x, y = (max(0.0, each / 2) for each in spare)
        # A small map has a small margin, which the printer must still be able to print.
        y = min(y, max(0.0, UNPRINTED - theme.MARGIN * scale))
        return PageLayout(layout, rows, self._paper, width, height, scale, x, y)

    def _places_of_notes(self) -> Mapping[str, NotePlace]:
        """Return the places of all notes: in several rows, free ones would be next to other steps."""
        notes = self._document.notes_of(self._journey_id)
        if all(note.card or note.step for note in notes):
            return {note.id: place_of(note) for note in notes}
        return places_on_paper(self._document, self._laid_out(Rows()))

    def _laid_out(self, rows: Rows, places: Mapping[str, NotePlace] = {}) -> MapLayout:
        return lay_out(
            self._document,
            self._journey_id,
            today=self._today,
            rows=rows.most,
            least_width=rows.least_width,
            even=rows.even,
            theme_name=self._theme_name,
            in_files=self._in_files,
            places_of_notes=places,
            more_legend=self._more_legend,
            former=self._former,
            owners=self._owners,
            pages=self._pages,
        )


def _is_stretched(page: PageLayout) -> bool:
    """Return True if a row of few stages fills the page with columns that are much wider than their cards."""
    return any(step.column.width > STRETCHED for step in page.layout.steps)


def _scale(layout: MapLayout, width: float, height: float) -> float:
    """Return the largest scale at which a map fits a page, with its content inside the printable area."""
    return min(_scale_by(layout.width, width), _scale_by(layout.height, height))


def _scale_by(side: float, paper: float) -> float:
    return min(paper / side, (paper - 2 * UNPRINTED) / (side - 2 * theme.MARGIN))


def _least_width(page: PageLayout) -> float:
    """Return the inner width with which a map of the same height and scale fills the width of its page."""
    inner = min(page.width / page.scale - 2 * theme.MARGIN, (page.width - 2 * UNPRINTED) / page.scale)
    return inner // _STEP * _STEP
