"""Pages with what a map says, with the priority matrix, and with the backlog of a journey."""

from collections.abc import Callable

from journey_editor.drawing.draw_matrix import draw_matrix
from journey_editor.drawing.draw_report import draw_report
from journey_editor.drawing.pages import list_size
from journey_editor.drawing.primitives import Page
from journey_editor.insight.backlog import backlog
from journey_editor.insight.rules import findings
from journey_editor.layout.brand_theme import theme_key
from journey_editor.layout.matrix_layout import WIDTH, lay_out_matrix
from journey_editor.layout.paper import LONGEST_SIDE, paper_size
from journey_editor.layout.report_layout import lay_out_report
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey
from journey_editor.wording.report_rows import Report
from journey_editor.wording.reports import backlog_report, findings_report, matrix_report

_Imprint = Callable[[int, int], str]


def list_pages(
    document: Queries,
    journey_id: str,
    name: str,
    imprint: _Imprint,
    *,
    in_one: bool = False,
    paper: str | None = None,
    orientation: str | None = None,
    theme: str | None = None,
) -> list[Page]:
    """Return the pages of a list: `findings`, `matrix` or `backlog`.

    It is on one page, as long as it needs, if `in_one` is true. `imprint` returns the line at the bottom from
    the number of a page and of all pages. The settings are those of `pages_for`. Raises `CancelledError`.
    """
    if name == "matrix":
        return _matrix(document, journey_id, imprint, in_one, paper, orientation, theme)
    if name == "findings":
        report = findings_report(document, journey_id, findings(document, journey_id))
    else:
        report = backlog_report(document, journey_id, backlog(document, [journey_id]))
    return _report(document, journey_id, report, imprint, in_one, paper, orientation, theme)


def _report(
    document: Queries,
    journey_id: str,
    report: Report,
    imprint: _Imprint,
    in_one: bool,
    paper: str | None,
    orientation: str | None,
    theme: str | None,
) -> list[Page]:
    journey = document.get(Journey, journey_id)
    width, height, scale = list_size(journey, paper, orientation)
    pages = lay_out_report(
        report,
        language=journey.language,
        direction=journey.direction,
        theme_name=theme_key(theme or journey.theme, document.brand()),
        width=width / scale,
        height=None if in_one else height / scale,
        imprint=imprint,
    )
    made = []
    for drawing in draw_report(document, journey_id, pages):
        smaller = min(scale, LONGEST_SIDE / drawing.height) if in_one else scale
        high = drawing.height * smaller if in_one else height
        made.append(Page(drawing, drawing.width * smaller if in_one else width, high, smaller))
    return made


def _matrix(
    document: Queries,
    journey_id: str,
    imprint: _Imprint,
    in_one: bool,
    paper: str | None,
    orientation: str | None,
    theme: str | None,
) -> list[Page]:
    """Return the page with the matrix, and if its list is too long for that, pages with the rest of it.

    It lies flat if that may be chosen.
    """
    journey = document.get(Journey, journey_id)
    items = backlog(document, [journey_id])
    paper = paper or journey.paper
    orientation = orientation or journey.orientation
    size = paper if paper != "map" else "a4"
    width, height = paper_size(size, "landscape" if orientation == "auto" or paper == "map" else orientation)
    scale = width / WIDTH
    layout = lay_out_matrix(
        document,
        journey_id,
        items,
        imprint=imprint(1, 1),
        theme_name=theme,
        height=None if in_one else height / scale,
    )
    drawing = draw_matrix(document, layout)
    if in_one:
        scale = min(scale, LONGEST_SIDE / drawing.height)
        return [Page(drawing, drawing.width * scale, drawing.height * scale, scale)]
    scale = min(scale, height / drawing.height)
    first = Page(drawing, width, height, scale, max(0.0, (width - drawing.width * scale) / 2))
    rest = [item for item in items if item.card.kind == "opportunity"][len(layout.entries) :]
    if not rest:
        return [first]
    report = matrix_report(document, journey_id, rest, len(layout.entries) + 1)

    def imprint_after(page: int, pages: int) -> str:
        return imprint(page + 1, pages)

    way = "landscape" if orientation == "auto" else orientation
    return [first, *_report(document, journey_id, report, imprint_after, False, size, way, theme)]
