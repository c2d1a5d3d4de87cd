"""Primitives of an emotion lane's chart: the frame with its levels, and a group for each curve."""

from collections.abc import Iterator

from journey_editor.drawing.primitives import Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.signs import draw_dot, draw_face, draw_marker
from journey_editor.drawing.text import draw_text, said
from journey_editor.layout import theme as figures
from journey_editor.layout.boxes import ChartLayout, CurveLayout, PointLayout
from journey_editor.layout.theme import DOTTED, PersonaLook, Theme

CURVE_WIDTH = 2.5


def curve_owner(curve: CurveLayout, band: int) -> str:
    """Return the owner of the group of a curve in a band."""
    return curve.id if band == 0 else f"{curve.id}/band{band}"


def draw_chart(chart: ChartLayout, theme: Theme) -> Iterator[Group]:
    """Yield the group of the chart, then a group for each curve, which contains a group for each point."""
    frame = chart.frame
    edge = Stroke(theme.chart_edge, 1)
    parts: list[Primitive] = [
        Rect(frame.x, frame.y, frame.width, frame.height, figures.PANEL_RADIUS, theme.chart, edge)
    ]
    for level in chart.levels:
        line = Stroke(theme.hairline, 1, (1.0, 4.0), "round")
        if level.value == 0:
            line = Stroke(theme.neutral, 1.25)
        parts.append(Path((("M", frame.x + 1, level.y), ("L", frame.right - 1, level.y)), None, line))
        if level.face is not None and level.face_box is not None:
            x, y = level.face_box.center
            parts.extend(
                draw_face(x, y, level.face / 2, theme.second, theme.paper, level.face_box.width / 2 - 0.75)
            )
        if level.text is not None:
            parts.extend(draw_text(level.text, theme.second))
    # Leader lines are below the curves and the labels that they cross.
    parts.extend(
        Path(
            (("M", point.x, point.y), ("L", *point.leader)), None, Stroke(theme.persona(curve.color).color, 1)
        )
        for curve in chart.curves
        for point in curve.points
        if point.leader is not None
    )
    strip = chart.curves[0].id if len(chart.levels) == 1 and chart.curves else ""
    yield Group(f"{chart.lane}/chart{chart.band}{strip}", "chart", 0, 0, tuple(parts))
    for curve in chart.curves:
        yield _curve(curve, chart.band, theme)


def _curve(curve: CurveLayout, band: int, theme: Theme) -> Group:
    look = theme.persona(curve.color)
    parts: list[Primitive] = []
    for index, (start, out, into, end) in enumerate(curve.stretches):
        assumed = curve.points[index].assumed or curve.points[index + 1].assumed
        stroke = Stroke(look.color, CURVE_WIDTH, DOTTED if assumed else look.dash, "round", "round")
        parts.append(Path((("M", *start), ("C", *out, *into, *end)), None, stroke))
    if curve.name is not None:
        # Background for the name, so that no level line crosses it.
        under = curve.name.box
        parts.append(Rect(under.x - 2, under.y, under.width + 4, under.height, 0, theme.chart))
        parts.extend(draw_text(curve.name, look.color))
    parts.extend(_point(point, look, theme) for point in curve.points)
    return Group(curve_owner(curve, band), "curve", 0, 0, tuple(parts), said(curve.name))


def _point(point: PointLayout, look: PersonaLook, theme: Theme) -> Group:
    parts: list[Primitive] = []
    if point.label is not None and point.label_box is not None:
        box = point.label_box
        edge = Stroke(look.color, 1.25)
        radius = min(box.height / 2, 11.0)
        parts.append(Rect(box.x, box.y, box.width, box.height, radius, theme.paper, edge))
        parts.extend(draw_text(point.label, look.color))
    if point.marked:
        parts.extend(draw_marker(point.x, point.y, look, point.value, theme.paper))
    else:
        parts.append(draw_dot(point.x, point.y, look))
    return Group(point.id, "emotion_point", 0, 0, tuple(parts), said(point.label))
