"""Primitives of the lanes that are computed from the cards: bars, and the matrix of channels."""

from collections.abc import Iterator
from itertools import pairwise
from math import hypot

from journey_editor.drawing.primitives import Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.signs import draw_icon, draw_marker
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.summary_boxes import FigureLayout, SummaryLayout
from journey_editor.layout.theme import KindColors, Theme

MARK_RADIUS = 7.0
_PATH_WIDTH = 2.5
_MARKED_STRETCH = 60.0
"""Minimum length of a stretch of a path that has the marker of its persona in its middle."""
_MARKER_RADIUS = 5.5
_RADIUS = 4.0


def draw_summary(summary: SummaryLayout, layout: MapLayout, theme: Theme) -> Iterator[Group]:
    """Yield a group for the names of each row, then one for the bars or the marks and paths."""
    for row in summary.rows:
        name = (
            draw_icon(row.icon, row.icon_box, theme.second, rtl=layout.rtl),
            *draw_text(row.name, theme.text),
        )
        yield Group(f"{summary.lane}/{row.id}/{summary.band}", "channel", 0, 0, name, said(row.name))
    colors = theme.of_kind(summary.kind)
    parts: list[Primitive] = [*_bars(summary, theme, colors), *_matrix(summary, theme, colors)]
    parts.extend(_times(summary, theme))
    parts.extend(_coverage(summary, theme, colors))
    for figure in summary.figures:
        parts.extend(_figure(figure, theme))
    yield Group(f"{summary.lane}/summary{summary.band}", "summary", 0, 0, tuple(parts), summary.said)


def _bars(summary: SummaryLayout, theme: Theme, colors: KindColors) -> Iterator[Primitive]:
    if not summary.bars:
        return
    for bar in summary.bars:
        if bar.box.height:
            # The edge is inside the bar, so that equal numbers look equal beside the base line.
            edge = Stroke(colors.ink, theme.edge_width)
            yield Rect(bar.box.x, bar.box.y, bar.box.width, bar.box.height, 0, colors.edge, edge)
        yield from draw_text(bar.number, theme.text if bar.box.height else theme.second)
    frame = summary.frame
    base = Box(frame.x, frame.bottom, frame.width, 0)
    yield Path((("M", base.x, base.y), ("L", base.right, base.y)), None, Stroke(theme.neutral, 1.25))


def _times(summary: SummaryLayout, theme: Theme) -> Iterator[Primitive]:
    if summary.total is not None:
        yield from draw_text(summary.total, theme.second)
    for bar in summary.times:
        ink = theme.of_kind("pain_point" if bar.missed else "touchpoint").ink
        yield from draw_text(bar.text, ink if bar.missed else theme.text)
        if bar.box.width:
            # The edge is inside the bar, so that its end shows the time.
            inside = bar.box.grown(-min(0.75, bar.box.width / 3))
            fill = theme.paper if bar.hollow else ink
            yield Rect(inside.x, inside.y, inside.width, inside.height, 0, fill, Stroke(ink, 1.5))
        if bar.tick is not None:
            ends = (("M", bar.tick.x, bar.tick.y), ("L", bar.tick.x, bar.tick.bottom))
            # A tick on a bar has an edge in the colour of the paper, to be seen there, too.
            yield Path(ends, None, Stroke(theme.paper, 5))
            yield Path(ends, None, Stroke(theme.text, 2))


def _coverage(summary: SummaryLayout, theme: Theme, colors: KindColors) -> Iterator[Primitive]:
    """Yield the boxes of support: filled where it is offered, dashed with a warning where it is missing."""
    warning = theme.of_kind("pain_point")
    for offer in summary.offers:
        if offer.state == "none":
            yield _rounded(offer.box, None, Stroke(theme.hairline, 1))
            continue
        missing = offer.state == "missing"
        ink = warning.ink if offer.state in ("missing", "late") else colors.ink
        dash = (4.0, 3.0) if missing else ()
        yield _rounded(offer.box, None if missing else colors.tint, Stroke(ink, 1.25, dash))
        yield draw_icon("check" if offer.state == "offered" else "triangle-alert", offer.sign, ink, 2)
        if offer.text is not None:
            yield from draw_text(offer.text, warning.ink if missing else theme.text)


def _figure(figure: FigureLayout, theme: Theme) -> Iterator[Primitive]:
    """Yield a figure; its state has a sign besides its colour."""
    inks = {
        "good": theme.of_kind("opportunity").ink,
        "warning": theme.star,
        "bad": theme.of_kind("pain_point").ink,
    }
    ink = inks.get(figure.state, theme.text)
    yield _rounded(figure.box, theme.paper, Stroke(theme.hairline, 1))
    yield from draw_text(figure.name, theme.second)
    if figure.sign is not None:
        icons = {"good": "circle-check", "warning": "circle-alert", "bad": "triangle-alert"}
        yield draw_icon(icons[figure.state], figure.sign, ink, 2)
    yield from draw_text(figure.value, ink if figure.state != "warning" else theme.text)
    if figure.target is not None:
        yield from draw_text(figure.target, theme.second)
    if len(figure.line) > 1:
        way = (("M", *figure.line[0]), *(("L", *point) for point in figure.line[1:]))
        yield Path(way, None, Stroke(theme.second, 1.5, cap="round", join="round"))
        x, y = figure.line[-1]
        yield Rect(x - 2.5, y - 2.5, 5, 5, 2.5, ink)


def _rounded(box: Box, fill: str | None, line: Stroke) -> Rect:
    return Rect(box.x, box.y, box.width, box.height, _RADIUS, fill, line)


def _matrix(summary: SummaryLayout, theme: Theme, colors: KindColors) -> Iterator[Primitive]:
    line = Stroke(theme.hairline, 1)
    for row in () if summary.offers else summary.rows:
        yield Path((("M", row.line.x, row.line.y), ("L", row.line.right, row.line.y)), None, line)
    for index, path in enumerate(summary.paths):
        look = theme.persona(path.color)
        first, *others = path.points
        steps = (("M", *first), *(("L", *point) for point in others))
        yield Path(steps, None, Stroke(look.color, _PATH_WIDTH, look.dash, "round", "round"))
        # Without colours, the markers tell the personas apart; those of equal paths are side by side.
        share = (index + 1) / (len(summary.paths) + 1)
        for (x, y), (next_x, next_y) in pairwise(path.points):
            if hypot(next_x - x, next_y - y) >= _MARKED_STRETCH:
                at = (x + share * (next_x - x), y + share * (next_y - y))
                yield from draw_marker(*at, look, 0.5, theme.paper, _MARKER_RADIUS)
    for mark in summary.marks:
        x, y = mark.at
        circle = Rect(
            x - MARK_RADIUS, y - MARK_RADIUS, 2 * MARK_RADIUS, 2 * MARK_RADIUS, MARK_RADIUS,
            colors.tint, Stroke(colors.ink, 1.75),
        )  # fmt: skip
        yield circle
        if mark.number is not None:
            yield from draw_text(mark.number, colors.ink)
        else:
            yield Rect(x - 2.5, y - 2.5, 5, 5, 2.5, colors.ink)
