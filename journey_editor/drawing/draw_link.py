"""Primitives of links: lines with the heads of their kinds, labels, and numbers that refer to the legend."""

from collections.abc import Iterator, Sequence
from math import hypot

from journey_editor.drawing.outlines import KAPPA
from journey_editor.drawing.primitives import Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.signs import circle, draw_icon
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.geometry import Box, PathCommand, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import LinkLayout, LinkLook
from journey_editor.layout.card_layout import ICON_OF_MISSED
from journey_editor.layout.theme import Theme
from journey_editor.text.text_block import TextBlock
from journey_editor.wording.map_words import named

_WIDTH, _STRONG = 1.75, 3.0
_RADIUS, _LOOP_RADIUS = 4.0, 12.0
"""Radius of the bends of a link, and of a loop."""
_DASHES = {"solid": (), "dashed": (6.0, 4.0), "dotted": (1.0, 4.0)}


@dataclass(frozen=True, slots=True)
class _Style:
    """Look of a kind of link: its dash pattern, its head, and the sign at its start."""

    dash: tuple[float, ...] = ()
    head: str = "open"
    tail: str = ""


_STYLES = {
    "handoff": _Style(head="bar"),
    "channel_switch": _Style(_DASHES["dotted"]),
    "escalation": _Style(head="double"),
    "service_recovery": _Style(_DASHES["dashed"]),
    "next": _Style(head="filled"),
    "depends": _Style((3.0, 3.5), "hollow"),
    "agreement": _Style(head="filled", tail="filled"),
    "branch": _Style(head="filled", tail="diamond"),
    "loop": _Style((9.0, 3.5, 1.0, 3.5), "filled"),
    "answers": _Style((1.0, 4.0), "hollow", "ring"),
    "own": _Style(tail="ring"),
}


def draw_link(link: LinkLayout, name: str, theme: Theme, language: str) -> Group:
    """Return the group of a link; `name` is that of its kind."""
    color = theme.link(link.look.color)
    children = [*draw_arrow(link.points, link.look, theme, link.gaps)]
    if link.pointer is not None:
        children.append(_pointer(*link.pointer, color))
    label = name
    if link.label is not None:
        # Background for the label, so that no line between lanes crosses it.
        box = link.label.box
        children.append(Rect(box.x - 1, box.y, box.width + 2, box.height, 0, theme.paper))
        children.extend(draw_text(link.label, color))
        label = named(name, said(link.label), language)
    if link.number is not None and link.disc is not None:
        children.extend(draw_number(link.number, link.disc, color, theme.paper))
        label = named(name, said(link.number), language)
    if link.mark_box is not None:
        children.extend(draw_marks(link.marks, link.mark_box, color, theme))
    return Group(link.id, "link", 0, 0, tuple(children), label)


def draw_arrow(
    points: tuple[Point, ...], look: LinkLook, theme: Theme, gaps: tuple[Box, ...] = ()
) -> Iterator[Primitive]:
    """Yield a link's line with rounded bends, interrupted inside `gaps`, and the signs at its ends.

    Each kind differs from the others without colours: by its line, its head, or the sign at its start.
    """
    style, color = _STYLES[look.kind], theme.link(look.color)
    width = _STRONG if look.strong else _WIDTH
    dash = _DASHES.get(look.line, style.dash)
    way = _without(_rounded(points, _LOOP_RADIUS if look.kind == "loop" else _RADIUS), gaps)
    yield Path(way, None, Stroke(color, width, dash, "round", "round"))
    scale = 1.3 if look.strong else 1.0
    yield from _sign(style.head, points[-2], points[-1], color, theme.paper, scale)
    yield from _sign(style.tail, points[1], points[0], color, theme.paper, scale)


def _sign(what: str, before: Point, end: Point, color: str, paper: str, scale: float) -> Iterator[Primitive]:
    """Yield the sign at an end of a line that comes from a point `before`."""
    (x0, y0), (x1, y1) = before, end
    length = hypot(x1 - x0, y1 - y0) or 1.0
    dx, dy = (x1 - x0) / length, (y1 - y0) / length
    line = Stroke(color, _WIDTH * scale, cap="round", join="round")

    def back(by: float) -> Point:
        return x1 - dx * by * scale, y1 - dy * by * scale

    match what:
        case "open" | "bar" | "double":
            for setback in (1.5, 6.5) if what == "double" else (1.5,):
                yield Path(_head(back(setback), dx, dy, 5.0 * scale, 4.0 * scale), None, line)
            if what == "bar":
                (x, y), half = back(0.5), 5.0 * scale
                bar = (("M", x + dy * half, y - dx * half), ("L", x - dy * half, y + dx * half))
                yield Path(bar, None, line)
        case "filled" | "hollow":
            head = _head(back(1.0), dx, dy, 7.0 * scale, 4.0 * scale)
            fill = color if what == "filled" else paper
            yield Path((*head, ("Z",)), fill, Stroke(color, 1.5 * scale, join="round"))
        case "diamond":
            half, (x, y) = 5.0 * scale, back(5.5)
            corners = ((x + dx * half, y + dy * half), (x - dy * half * 0.8, y + dx * half * 0.8))
            others = ((x - dx * half, y - dy * half), (x + dy * half * 0.8, y - dx * half * 0.8))
            outline = [("L", *corner) for corner in (*corners, *others)]
            yield Path((("M", *corners[0]), *outline[1:], ("Z",)), paper, Stroke(color, 1.5, join="round"))
        case "ring":
            yield Path(circle(), paper, Stroke(color, 1.5), *back(4.0), 3.5 * scale)


def draw_number(number: TextBlock, box: Box, color: str, paper: str) -> Iterator[Primitive]:
    """Yield the disc with the number of a link whose label is in the legend."""
    yield Rect(box.x, box.y, box.width, box.height, box.height / 2, paper, Stroke(color, 1.25))
    yield from draw_text(number, color)


def draw_marks(marks: Sequence[str], box: Box, color: str, theme: Theme) -> Iterator[Primitive]:
    """Yield the signs on a link's line, next to each other in a capsule."""
    yield Rect(box.x, box.y, box.width, box.height, box.height / 2, theme.paper, Stroke(color, 1.25))
    side = box.height
    for index, mark in enumerate(marks):
        place = Box(box.x + index * side, box.y, side, side).grown(-3.0)
        if mark == "missed":
            yield draw_icon(ICON_OF_MISSED, place, theme.of_kind("pain_point").ink, 2)
        else:
            yield from _baton(mark, place, color)


def _baton(mark: str, box: Box, color: str) -> Iterator[Primitive]:
    """Yield a baton that is handed over: whole, cracked (`partly`), or in two pieces (`lost`)."""
    (x, y), half = box.center, box.width / 2
    line = Stroke(color, 2.5, cap="round")
    pieces = {
        "baton": (((-0.8, 0.8), (0.8, -0.8)),),
        "partly": (((-0.8, 0.8), (-0.1, 0.1)), ((0.35, -0.35), (0.8, -0.8))),
        "lost": (((-0.9, 0.5), (-0.35, -0.05)), ((0.35, 0.05), (0.9, -0.5))),
    }[mark]
    for (x0, y0), (x1, y1) in pieces:
        way = (("M", x + x0 * half, y + y0 * half), ("L", x + x1 * half, y + y1 * half))
        yield Path(way, None, line)


def _pointer(start: Point, end: Point, color: str) -> Path:
    """Return a small arrow head in the middle of a link."""
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    head = _head(end, (end[0] - start[0]) / length, (end[1] - start[1]) / length, 4.0, 3.0)
    return Path((*head, ("Z",)), color, Stroke(color, 1, join="round"))


def _head(tip: Point, dx: float, dy: float, length: float, half: float) -> tuple[PathCommand, ...]:
    """Return an arrow head that points in a direction."""
    x, y = tip
    return (
        ("M", x - dx * length + dy * half, y - dy * length - dx * half),
        ("L", x, y),
        ("L", x - dx * length - dy * half, y - dy * length + dx * half),
    )


def _rounded(points: tuple[Point, ...], radius: float) -> tuple[PathCommand, ...]:
    """Return a line through points, with rounded bends."""
    commands: list[PathCommand] = [("M", *points[0])]
    for before, bend, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(radius, _distance(before, bend) / 2, _distance(bend, after) / 2)
        start, end = _towards(bend, before, reach), _towards(bend, after, reach)
        commands.append(("L", *start))
        commands.append(
            ("C", *_towards(start, bend, reach * KAPPA), *_towards(end, bend, reach * KAPPA), *end)
        )
    commands.append(("L", *points[-1]))
    return tuple(commands)


def _without(commands: tuple[PathCommand, ...], gaps: tuple[Box, ...]) -> tuple[PathCommand, ...]:
    """Return a path whose straight vertical and horizontal pieces are interrupted inside boxes."""
    if not gaps:
        return commands
    result: list[PathCommand] = []
    at: Point = (0.0, 0.0)
    for command in commands:
        numbers = [number for number in command if not isinstance(number, str)]
        end = numbers[-2], numbers[-1]
        if command[0] == "L":
            for start, stop in sorted(_shares(at, end, gaps)):
                result += [("L", *_between(at, end, start)), ("M", *_between(at, end, stop))]
        result.append(command)
        at = end
    return tuple(result)


def _shares(start: Point, end: Point, gaps: tuple[Box, ...]) -> Iterator[tuple[float, float]]:
    """Yield the shares of a line between which it is in one of the boxes."""
    for box in gaps:
        low, high = 0.0, 1.0
        for axis, (near, far) in enumerate(((box.x, box.right), (box.y, box.bottom))):
            length = end[axis] - start[axis]
            if length:
                ends = sorted(((near - start[axis]) / length, (far - start[axis]) / length))
                low, high = max(low, ends[0]), min(high, ends[1])
            elif not near <= start[axis] <= far:
                low = 2.0
        if low < high:
            yield low, high


def _between(start: Point, end: Point, share: float) -> Point:
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _distance(a: Point, b: Point) -> float:
    return hypot(b[0] - a[0], b[1] - a[1])


def _towards(a: Point, b: Point, by: float) -> Point:
    length = _distance(a, b) or 1.0
    return a[0] + (b[0] - a[0]) * by / length, a[1] + (b[1] - a[1]) * by / length
