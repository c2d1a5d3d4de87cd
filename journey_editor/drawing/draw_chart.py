"""Primitives of an emotion lane's chart: the frame with its levels, and a group for each curve."""

from collections.abc import Iterator

from journey_editor.drawing.primitives import Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.signs import (
    curve_stroke,
    draw_backing,
    draw_circle,
    draw_dot,
    draw_face,
    draw_hollow_marker,
    draw_mark,
    draw_marker,
    draw_measured,
    draw_point_number,
)
from journey_editor.drawing.text import draw_text, said
from journey_editor.layout import theme as figures
from journey_editor.layout.chart_boxes import OTHER_LINE, ChartLayout, CurveLayout, PointLayout
from journey_editor.layout.chart_layout import OTHER_SIGN
from journey_editor.layout.theme import PersonaLook, Theme

DOT = 3.0
"""Radius of a point without a marker."""
_NEUTRAL = 1e-9
"""Maximum distance from 0 of the value of a neutral level."""


def draw_chart(chart: ChartLayout, theme: Theme) -> Iterator[Group]:
    """Yield the group of the chart, the lines of the curves, and a group for the points of each curve.

    The latter contains a group for each point. No line crosses the sign of another curve. Curves of another
    journey are below those of this one.
    """
    frame = chart.frame
    edge = Stroke(theme.chart_edge, 1)
    parts: list[Primitive] = [
        Rect(frame.x, frame.y, frame.width, frame.height, figures.PANEL_RADIUS, theme.chart, edge)
    ]
    for curve in chart.curves:
        tint = theme.persona(curve.color).tint
        parts.extend(
            Path((("M", *start), *(("L", *place) for place in others), ("Z",)), tint, None)
            for start, *others in curve.shades
        )
    for level in chart.levels:
        line = Stroke(theme.level, figures.LEVEL_LINE, (0.5, 5.5), "round")
        if abs(level.value) < _NEUTRAL and not chart.figures:
            line = Stroke(theme.neutral, figures.LEVEL_LINE)
        parts.append(Path((("M", frame.x + 1, level.y), ("L", frame.right - 1, level.y)), None, line))
        x, y = level.face_box.center
        radius = level.face_box.width / 2 - 0.75
        if level.number is not None:
            parts.extend(draw_text(level.number, theme.second))
        elif not level.sign:
            pass
        elif level.sign == "circles":
            parts.extend(draw_circle(x, y, level.value, theme.second, theme.paper, radius))
        else:
            parts.extend(draw_face(x, y, level.value, theme.second, theme.paper, radius))
        if level.text is not None:
            parts.extend(draw_text(level.text, theme.second))
    for target in chart.targets:
        line = Stroke(theme.second, 1.25, (5.0, 3.0))
        parts.append(Path((("M", frame.x + 1, target.y), ("L", frame.right - 1, target.y)), None, line))
        parts.extend(draw_text(target.text, theme.second))
    # Leader lines are below the curves and the labels that they cross.
    parts.extend(
        Path(
            (("M", point.x, point.y), ("L", *point.leader)), None, Stroke(theme.persona(curve.color).color, 1)
        )
        for curve in chart.curves
        for point in curve.points
        if point.leader is not None
    )
    for curve in (*chart.curves, *chart.others):
        if curve.name is not None and _is_beside(curve, chart):
            parts.extend(draw_text(curve.name, theme.persona(curve.color).color))
    strip = (*chart.curves, *chart.others)[0].id if chart.strip else ""
    yield Group(f"{chart.lane}/chart{chart.band}{strip}", "chart", 0, 0, tuple(parts))
    yield from (_line(curve, chart, theme) for curve in (*chart.others, *chart.curves))
    yield from (_curve(curve, chart, theme) for curve in (*chart.others, *chart.curves))


def _is_beside(curve: CurveLayout, chart: ChartLayout) -> bool:
    """Return whether the name of a curve is beside its strip, next to the words at its levels."""
    name = curve.name
    return name is not None and not chart.frame.x < name.box.center[0] < chart.frame.right


def _line(curve: CurveLayout, chart: ChartLayout, theme: Theme) -> Group:
    look = theme.persona(curve.color)
    lines: list[Primitive] = []
    for stretch in curve.stretches:
        start, out, into, end = stretch.path
        stroke = curve_stroke(look, curve.line, source=stretch.source)
        lines.append(Path((("M", *start), ("C", *out, *into, *end)), None, stroke))
    return Group(f"{curve.id}/line{chart.band}", "curve", 0, 0, tuple(lines))


def _curve(curve: CurveLayout, chart: ChartLayout, theme: Theme) -> Group:
    look = theme.persona(curve.color)
    parts: list[Primitive] = []
    if curve.name is not None and not _is_beside(curve, chart):
        # Background for the name, so that no level line crosses it.
        under = curve.name.box
        parts.append(Rect(under.x - 2, under.y, under.width + 4, under.height, 0, theme.chart))
        parts.extend(draw_text(curve.name, look.color))
    parts.extend(_point(point, curve, look, theme) for point in curve.points)
    owner = curve.id if chart.band == 0 else f"{curve.id}/band{chart.band}"
    return Group(owner, "curve", 0, 0, tuple(parts), said(curve.name))


def _point(point: PointLayout, curve: CurveLayout, look: PersonaLook, theme: Theme) -> Group:
    parts: list[Primitive] = []
    is_other = curve.line == OTHER_LINE
    if point.label is not None and point.label_box is not None and not point.in_legend:
        box = point.label_box
        edge = Stroke(look.color, 0.75 if is_other else 1.25)
        radius = min(box.height / 2, 11.0)
        parts.append(Rect(box.x, box.y, box.width, box.height, radius, theme.paper, edge))
        parts.extend(draw_text(point.label, look.color))
    if is_other:
        parts.append(draw_hollow_marker(point.x, point.y, look, theme.paper))
    elif point.marked:
        parts.extend(draw_marker(point.x, point.y, look, point.value, theme.paper, signs=curve.signs))
    else:
        parts.append(draw_dot(point.x, point.y, look))
    radius = figures.FACE / 2 if point.marked else OTHER_SIGN if is_other else DOT
    if point.source == "measured":
        parts.append(draw_measured(point.x, point.y + radius, look))
    parts.extend(draw_mark(each, point.x, point.y, radius, look) for each in point.marks)
    if point.evidence:
        parts.extend(draw_backing(point.x, point.y, radius, look, theme.paper))
    if point.in_legend and point.label is not None and point.label_box is not None:
        # A number without room is on its point.
        parts.extend(draw_point_number(point.label, point.label_box, look, theme.paper))
    words = point.in_legend or said(point.label)
    return Group(point.id, "emotion_point", 0, 0, tuple(parts), words)
