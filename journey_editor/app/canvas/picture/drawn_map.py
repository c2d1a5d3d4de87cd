"""A map that was laid out and drawn before its window exists."""

from datetime import date

from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Drawing
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.columns import Rows
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.page_layout import PageLayout, PageLayouts
from journey_editor.model.document import Queries


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """Layout and drawing of a journey of a document, and its page if it is shown as on paper."""

    document: Queries
    layout: MapLayout
    drawing: Drawing
    page: PageLayout | None = None

    @classmethod
    def of(cls, document: Queries, journey_id: str, today: date, theme_name: str | None = None) -> "DrawnMap":
        """Lay out and draw a journey, in its own theme or another. Raises `CancelledError`."""
        layout = lay_out(document, journey_id, today=today, theme_name=theme_name)
        return cls(document, layout, draw_map(document, layout))

    @classmethod
    def on_paper(
        cls,
        document: Queries,
        journey_id: str,
        today: date,
        theme_name: str | None = None,
        rows: Rows | None = None,
    ) -> "DrawnMap":
        """Do the same for the journey's paper, with these rows or those that fit best."""
        pages = PageLayouts(document, journey_id, today=today, theme_name=theme_name)
        page = pages.best() if rows is None else pages.with_rows(rows)
        return cls(document, page.layout, draw_map(document, page.layout), page)
