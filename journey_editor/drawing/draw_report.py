"""Drawing of a page of a report: a group for each row, in reading order."""

from collections.abc import Iterator, Sequence

from journey_editor.drawing.primitives import Bookmark, Drawing, Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.report_layout import ReportGroupLayout, ReportLayout, ReportRowLayout
from journey_editor.layout.theme import PANEL_RADIUS, Theme
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey


def draw_report(document: Queries, journey_id: str, pages: Sequence[ReportLayout]) -> list[Drawing]:
    """Draw the pages of a report on a journey. Raises `CancelledError`."""
    journey = document.get(Journey, journey_id)
    title = said(pages[0].title)
    return [
        Drawing(
            width=page.width,
            height=page.height,
            background=theme_named(page.theme).paper,
            groups=tuple(_groups(page)),
            title=title,
            author=document.project().author,
            subject=journey.scenario,
            language=journey.language,
            bookmarks=(Bookmark(title, page.title.x, page.title.y),) if page.title is not None else (),
        )
        for page in pages
    ]


def _groups(page: ReportLayout) -> Iterator[Group]:
    theme = theme_named(page.theme)
    for name, block, color in (
        ("title", page.title, theme.text),
        ("subtitle", page.subtitle, theme.second),
        ("nothing", page.nothing, theme.text),
    ):
        if block is not None:
            yield Group(f"{page.id}/{name}", name, 0, 0, tuple(draw_text(block, color)), said(block))
    for group in page.groups:
        raise_if_cancelled()
        yield _heading(group, page, theme)
        for row in group.rows:
            yield _row(row, group, theme)
    if page.imprint is not None:
        parts = tuple(draw_text(page.imprint, theme.second))
        yield Group(f"{page.id}/imprint", "footer", 0, 0, parts, said(page.imprint))


def _heading(group: ReportGroupLayout, page: ReportLayout, theme: Theme) -> Group:
    box = group.plate
    parts: list[Primitive] = [
        Rect(box.x, box.y, box.width, box.height, PANEL_RADIUS / 2, theme.stage),
        *draw_text(group.name, theme.stage_text),
    ]
    for head in group.heads:
        parts += draw_text(head, theme.stage_second)
    if group.note is not None:
        parts += draw_text(group.note, theme.second)
    words = ". ".join(said(each) for each in (group.name, group.note) if each is not None)
    return Group(f"{page.id}/{group.id}", "heading", 0, 0, tuple(parts), words)


def _row(row: ReportRowLayout, group: ReportGroupLayout, theme: Theme) -> Group:
    parts: list[Primitive] = []
    if row.line is not None:
        edge = Stroke(theme.hairline, 1)
        parts.append(Path((("M", row.line.x, row.line.y), ("L", row.line.right, row.line.y)), None, edge))
    for index, column in enumerate(row.cells):
        for place, block in enumerate(column):
            parts += draw_text(block, theme.second if index == 0 and place else theme.text)
    words = in_one_line(plain(", ".join(filter(None, row.row.cells))))
    return Group(f"{row.row.record}/{group.id}", "row", 0, 0, tuple(parts), words)
