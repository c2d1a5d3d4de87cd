"""Drawing of a page of a list of changes: a group for each row, in reading order."""

from collections.abc import Iterator, Sequence

from journey_editor.drawing.change_marks import KIND_OF_CHANGE, draw_change
from journey_editor.drawing.primitives import Bookmark, Drawing, Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.change_list_layout import ChangeListLayout, ListGroupLayout, ListRowLayout
from journey_editor.layout.theme import PANEL_RADIUS, Theme
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey
from journey_editor.wording.change_rows import ChangeRow
from journey_editor.wording.map_words import named


def draw_change_list(document: Queries, journey_id: str, pages: Sequence[ChangeListLayout]) -> list[Drawing]:
    """Draw the pages of a list of changes to a journey. Raises `CancelledError`."""
    journey = document.get(Journey, journey_id)
    title = said(pages[0].title)
    drawings = []
    for page in pages:
        heading = page.title
        drawings.append(
            Drawing(
                width=page.width,
                height=page.height,
                background=theme_named(page.theme).paper,
                groups=tuple(_groups(page, journey.language)),
                title=title,
                author=document.project().author,
                subject=journey.scenario,
                language=journey.language,
                bookmarks=(Bookmark(title, heading.x, heading.y),) if heading is not None else (),
            )
        )
    return drawings


def _groups(page: ChangeListLayout, language: str) -> Iterator[Group]:
    theme = theme_named(page.theme)
    if page.title is not None:
        parts = list(draw_text(page.title, theme.text))
        yield Group("list/title", "title", 0, 0, tuple(parts), said(page.title))
    if page.legend:
        signs: list[Primitive] = []
        for entry in page.legend:
            signs += draw_change(*entry.mark.center, entry.kind, theme, rtl=page.rtl)
            signs += draw_text(entry.text, theme.second)
        yield Group("list/legend", "legend", 0, 0, tuple(signs))
    heads = [part for block in page.columns for part in draw_text(block, theme.second)]
    yield Group("list/columns", "columns", 0, 0, tuple(heads))
    for group in page.groups:
        raise_if_cancelled()
        yield _heading(group, theme)
        for row in group.rows:
            yield _row(row, page, theme, language)
    if page.imprint is not None:
        parts = list(draw_text(page.imprint, theme.second))
        yield Group("list/imprint", "footer", 0, 0, tuple(parts), said(page.imprint))


def _heading(group: ListGroupLayout, theme: Theme) -> Group:
    box = group.box
    plate = Rect(box.x, box.y, box.width, box.height, PANEL_RADIUS / 2, theme.stage)
    return Group(
        f"{group.id}/heading",
        "heading",
        0,
        0,
        (plate, *draw_text(group.name, theme.stage_text)),
        said(group.name),
    )


def _row(row: ListRowLayout, page: ChangeListLayout, theme: Theme, language: str) -> Group:
    parts: list[Primitive] = []
    if row.line is not None:
        edge = Stroke(theme.hairline, 1)
        parts.append(Path((("M", row.line.x, row.line.y), ("L", row.line.right, row.line.y)), None, edge))
    first, *others = row.cells
    ink = theme.text
    if row.mark is not None:
        parts += draw_change(*row.mark.center, row.row.kind, theme, rtl=page.rtl)
        ink = theme.of_kind(KIND_OF_CHANGE[row.row.kind]).ink
    for index, block in enumerate(first):
        is_place = bool(row.row.place) and block is first[-1]
        color = ink if index == 0 and row.mark is not None else theme.second if is_place else theme.text
        parts += draw_text(block, color)
    for column in others:
        for block in column:
            parts += draw_text(block, theme.text)
    return Group(f"{row.row.record}/{row.row.kind}", "change", 0, 0, tuple(parts), _said(row.row, language))


def _said(row: ChangeRow, language: str) -> str:
    """Return a row in one line: what changed, where, and from what to what."""
    sides = (", ".join(filter(None, side)) for side in zip(*row.pairs, strict=True))
    words = ", ".join(filter(None, (row.subject, row.place, " → ".join(filter(None, sides)))))
    return named(row.name, in_one_line(plain(words)), language)
