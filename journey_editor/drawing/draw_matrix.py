"""Drawing of the priority matrix: a group for each quadrant, dot and entry."""

from collections.abc import Iterator

from journey_editor.drawing.primitives import Drawing, Group, Primitive, Rect, Stroke
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.matrix_layout import DOT, MatrixLayout
from journey_editor.layout.theme import Theme
from journey_editor.model.document import Queries
from journey_editor.text.text_block import TextBlock


def draw_matrix(document: Queries, layout: MatrixLayout) -> Drawing:
    """Draw the layout of a priority matrix. Raises `CancelledError`."""
    theme = theme_named(layout.theme)
    return Drawing(
        width=layout.width,
        height=layout.height,
        background=theme.paper,
        groups=(
            _grid(layout, theme),
            *(_dot(layout, index, theme) for index in range(len(layout.dots))),
            *_list(layout, theme),
        ),
        title=said(layout.title),
        author=document.project().author,
        subject=document.project().name,
        language=layout.language,
    )


def _grid(layout: MatrixLayout, theme: Theme) -> Group:
    parts: list[Primitive] = [*draw_text(layout.title, theme.text)]
    tints = {
        "quick_win": theme.of_kind("opportunity").tint,
        "big_bet": theme.of_kind("touchpoint").tint,
        "fill_in": theme.paper,
        "time_sink": theme.of_kind("text").tint,
    }
    for cell in layout.cells:
        box = cell.box
        parts.append(Rect(box.x, box.y, box.width, box.height, 0, tints[cell.quadrant]))
    for cell in layout.cells:
        box = cell.box
        parts.append(Rect(box.x, box.y, box.width, box.height, 0, None, Stroke(theme.hairline, 0.75)))
    for key in tints:
        area = bounds([cell.box for cell in layout.cells if cell.quadrant == key])
        parts.append(Rect(area.x, area.y, area.width, area.height, 0, None, Stroke(theme.neutral, 1.5)))
    for text in layout.names:
        parts.extend(draw_text(text, theme.text))
    for text in layout.ticks:
        parts.extend(draw_text(text, theme.second))
    parts.extend(draw_text(layout.imprint, theme.second))
    return Group("matrix", "matrix", 0, 0, tuple(parts), said(layout.title))


def _dot(layout: MatrixLayout, index: int, theme: Theme) -> Group:
    dot = layout.dots[index]
    x, y = dot.at
    disc = Box(x - DOT / 2, y - DOT / 2, DOT, DOT)
    label = next((said(entry.text) for entry in layout.entries if entry.id == dot.id), "")
    return Group(dot.id, "card", 0, 0, tuple(_disc(disc, dot.number, dot.hollow, theme)), label)


def _disc(disc: Box, number: TextBlock, hollow: bool, theme: Theme) -> Iterator[Primitive]:
    color = theme.of_kind("opportunity").ink
    yield Rect(
        disc.x, disc.y, disc.width, disc.height, disc.height / 2,
        theme.paper if hollow else color, Stroke(color, 1.5),
    )  # fmt: skip
    yield from draw_text(number, color if hollow else theme.paper)


def _list(layout: MatrixLayout, theme: Theme) -> Iterator[Group]:
    for entry in layout.entries:
        parts = [*_disc(entry.disc, entry.number, entry.hollow, theme), *draw_text(entry.text, theme.text)]
        if entry.detail is not None:
            parts.extend(draw_text(entry.detail, theme.second))
        yield Group(f"{entry.id}/entry", "entry", 0, 0, tuple(parts), said(entry.text))
