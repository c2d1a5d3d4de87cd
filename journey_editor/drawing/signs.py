"""Small signs of the map: icons, faces, markers, stars and badges."""

from collections.abc import Iterator
from functools import cache
from math import cos, pi, sin, sqrt

from journey_editor.drawing.outlines import KAPPA
from journey_editor.drawing.primitives import Path, Picture, Primitive, Rect, Stroke
from journey_editor.drawing.text import draw_text
from journey_editor.foundation.geometry import Box, PathCommand, Point
from journey_editor.layout.boxes import BadgeLayout, TagLayout
from journey_editor.layout.icons import ICON_SIZE, icon_for
from journey_editor.layout.reference_sign import ICON_OF_EVIDENCE
from journey_editor.layout.theme import (
    CURVE_LINE,
    CURVE_LINES,
    DOTTED,
    TOLD,
    KindColors,
    PersonaLook,
    TagLook,
    Theme,
)
from journey_editor.text.text_block import TextBlock
from journey_editor.wording.map_words import level_of

NOTE_MARK = 7.0
_BACKING = 10.0


def draw_icon(name: str, box: Box, color: str, width: float = 1.5, *, rtl: bool = False) -> Path:
    """Return an icon that fills a box; `rtl` is True on right-to-left maps."""
    stroke = Stroke(color, width, cap="round", join="round")
    return Path(icon_for(name, rtl), None, stroke, box.x, box.y, box.width / ICON_SIZE)


def draw_star(box: Box, fill: str, edge: str) -> Path:
    """Return a star with an edge that separates it from its background."""
    return Path(_star(), fill, Stroke(edge, 1.5, join="round"), *box.center, box.width / 2)


def draw_fail_point(box: Box, color: str, paper: str) -> Iterator[Primitive]:
    """Yield the sign of a fail point: a disc with an exclamation mark."""
    x, y = box.center
    radius = box.width / 2
    yield Path(circle(), color, Stroke(paper, 1.5), x, y, radius)
    yield Path((("M", 0.0, -0.5), ("L", 0.0, 0.1)), None, Stroke(paper, 2, cap="round"), x, y, radius)
    yield Path(circle(), paper, None, x, y + radius * 0.5, radius * 0.14)


def draw_disc(x: float, y: float, radius: float, color: str, edge: str) -> Path:
    """Return a disc with an edge that separates it from its background."""
    return Path(circle(), color, Stroke(edge, 1.5), x, y, radius)


def draw_note_mark(right: float, bottom: float, color: str, *, rtl: bool) -> Path:
    """Return the mark of a card with a note: a small triangle in the lower corner at the end of its lines.

    `right` and `bottom` are its corner; on right-to-left maps (`rtl`) `right` is the left one.
    """
    side = -NOTE_MARK if rtl else NOTE_MARK
    outline = (("M", right, bottom), ("L", right - side, bottom), ("L", right, bottom - NOTE_MARK), ("Z",))
    return Path(outline, color, None)


def draw_triangle(x: float, y: float, color: str, *, folded: bool, rtl: bool) -> Path:
    """Return the triangle of a group around a point: it points down, or ahead if the group is collapsed."""
    long, short = 5.0, 3.0
    corners = [(-long, -short), (long, -short), (0.0, short)]
    if folded:
        ahead = -1 if rtl else 1
        corners = [(down * ahead, across) for across, down in corners]
    return Path(_closed(*((x + dx, y + dy) for dx, dy in corners)), color, None)


def draw_face(x: float, y: float, value: float, color: str, fill: str, radius: float) -> Iterator[Primitive]:
    """Yield a face for a value from −1 to +1: five moods that differ in mouth and brows."""
    mood = level_of(value) - 3
    yield Path(circle(), fill, Stroke(color, radius * 0.16), x, y, radius)
    line = Stroke(color, radius * 0.15, cap="round", join="round")
    eyes = y - radius * (0.04 if mood == -2 else 0.2)
    for side in (-1, 1):
        yield Path(circle(), color, None, x + side * radius * 0.36, eyes, radius * 0.13)
    if mood == -2:
        yield Path(_brows(), None, line, x, y, radius)
    yield Path(_mouth(mood), color if mood == 2 else None, line, x, y, radius)


def draw_circle(
    x: float, y: float, value: float, color: str, fill: str, radius: float
) -> Iterator[Primitive]:
    """Yield a circle that is filled the more, the better a value from −1 to +1 is."""
    yield Path(circle(), fill, Stroke(color, radius * 0.16), x, y, radius)
    share = sqrt((value + 1) / 2)
    if share > 0:
        yield Path(circle(), color, None, x, y, radius * 0.66 * share)


def draw_mark(mark: str, x: float, y: float, radius: float, look: PersonaLook) -> Path:
    """Return the mark of a point of this radius: a peak, a valley, or the end of a curve."""
    if mark == "end":
        return Path(circle(), None, Stroke(look.color, 1.5), x, y, radius + 3.5)
    ahead = -1 if mark == "peak" else 1
    base = y + ahead * (radius + 6)
    corners = ((x - 4.5, base), (x + 4.5, base), (x, base + ahead * 6))
    return Path(_closed(*corners), look.color, None)


def draw_measured(x: float, y: float, look: PersonaLook) -> Rect:
    """Return the bar under a measured value; `y` is the lower edge of its sign."""
    return Rect(x - 6, y + 1.5, 12, 2.5, 1, look.color)


def draw_backing(x: float, y: float, radius: float, look: PersonaLook, paper: str) -> Iterator[Primitive]:
    """Yield the sign of the evidence of a point of this radius, above its right edge."""
    box = Box(x + radius * 0.9 - _BACKING / 2, y - radius * 0.9 - _BACKING / 2, _BACKING, _BACKING)
    yield from draw_seal(box, look.color, paper)


def draw_seal(box: Box, color: str, paper: str) -> Iterator[Primitive]:
    """Yield the seal of evidence on its background."""
    yield Path(circle(), paper, None, *box.center, box.width / 2)
    yield draw_icon(ICON_OF_EVIDENCE, box, color)


def draw_marker(
    x: float,
    y: float,
    look: PersonaLook,
    value: float,
    paper: str,
    radius: float = 10.0,
    *,
    signs: str = "faces",
) -> Iterator[Primitive]:
    """Yield the marker of a persona at a point of its curve.

    The first persona's is a face, or a circle on scales without faces.
    """
    if look.marker == "circle":
        draw = draw_face if signs == "faces" else draw_circle
        yield from draw(x, y, value, look.color, paper, radius)
        return
    stroke = Stroke(look.color, radius * 0.2, join="round")
    size = radius * 0.8
    if look.marker == "square":
        side = size * 0.85
        yield Rect(x - side, y - side, 2 * side, 2 * side, 0, paper, stroke)
    elif look.marker == "triangle":
        yield Path(_polygon(3), paper, stroke, x, y, size * 1.1)
    elif look.marker == "ring":
        yield Path(circle(), paper, stroke, x, y, size * 0.85)
        yield Path(circle(), look.color, None, x, y, size * 0.35)
    else:
        yield Path(_polygon(4), paper, stroke, x, y, size)


def draw_hollow_marker(x: float, y: float, look: PersonaLook, paper: str) -> Path:
    """Return the sign of a point of another journey: the small outline of the persona's marker."""
    outline, radius = {
        "square": (_closed((-0.8, -0.8), (0.8, -0.8), (0.8, 0.8), (-0.8, 0.8)), 4.5),
        "triangle": (_polygon(3), 5.0),
        "diamond": (_polygon(4), 4.75),
    }.get(look.marker, (circle(), 3.75))
    return Path(outline, paper, Stroke(look.color, 1.25, join="round"), x, y, radius)


def draw_dot(x: float, y: float, look: PersonaLook, radius: float = 3.0) -> Path:
    """Return a point of a curve without room for its marker."""
    return Path(circle(), look.color, None, x, y, radius)


def curve_stroke(look: PersonaLook, line: str, *, source: str = "", scale: float = 1.0) -> Stroke:
    """Return the stroke of a curve's line, by default that of its persona.

    It is dotted for assumed values and thinner for told ones. `scale` shortens dashes, for a short sample.
    """
    width, dash = CURVE_LINES.get(line, (CURVE_LINE, look.dash))
    dash = DOTTED if source == "assumed" else tuple(length * scale for length in dash)
    if source == "told":
        width *= TOLD
    return Stroke(look.color, width, dash, "round", "round")


def draw_point_number(number: TextBlock, box: Box, look: PersonaLook, paper: str) -> Iterator[Primitive]:
    """Yield a number for a label in the legend, in a filled capsule."""
    yield Rect(box.x, box.y, box.width, box.height, box.height / 2, look.color)
    yield from draw_text(number, paper)


def draw_badge(badge: BadgeLayout, theme: Theme) -> Iterator[Primitive]:
    """Yield a persona's portrait or initials in a ring, which is dashed differently for each persona."""
    look = theme.persona(badge.color)
    dash = (3.0, 2.0) if look.marker == "diamond" else tuple(length * 0.5 for length in look.dash)
    x, y = badge.box.center
    radius = badge.box.width / 2 - badge.ring / 2
    ring, outline = Stroke(look.color, badge.ring, dash), badge_outline(badge.kind)
    if badge.portrait is not None:
        yield Path(outline, look.tint, None, x, y, radius)
        inside = badge.box.grown(-badge.ring - 0.5)
        shown = badge.portrait.covering(inside)
        clip = Path(outline, None, None, x, y, inside.width / 2)
        yield Picture(shown.x, shown.y, shown.width, shown.height, badge.portrait.sha256, clip=clip)
        yield Path(outline, None, ring, x, y, radius)
        return
    yield Path(outline, look.tint, ring, x, y, radius)
    if badge.initials is not None:
        yield from draw_text(badge.initials, look.color)


def badge_outline(kind: str) -> tuple[PathCommand, ...]:
    """Return the outline of the badge of a kind of persona, within a square with its middle at the origin.

    The outlines have about the same area.
    """
    return {"staff": _rounded_square(), "system": _hexagon()}.get(kind) or circle()


@cache
def _rounded_square() -> tuple[PathCommand, ...]:
    side, radius = 1.8, 0.4
    half, k = side / 2, radius * (1 - KAPPA)
    far, near = half - radius, half - k
    return (
        ("M", -far, -half),
        ("L", far, -half),
        ("C", near, -half, half, -near, half, -far),
        ("L", half, far),
        ("C", half, near, near, half, far, half),
        ("L", -far, half),
        ("C", -near, half, -half, near, -half, far),
        ("L", -half, -far),
        ("C", -half, -near, -near, -half, -far, -half),
        ("Z",),
    )


@cache
def _hexagon() -> tuple[PathCommand, ...]:
    return _closed(*((cos(pi * index / 3), sin(pi * index / 3)) for index in range(6)))


def draw_tag(tag: TagLayout, theme: Theme) -> Iterator[Primitive]:
    """Yield the chip of a tag: its marker and its name."""
    look, box = theme.tag(tag.color), tag.box
    radius = (box.height - tag.name.height + tag.name.style.line_height) / 2
    edge = Stroke(look.edge, (1 + theme.edge_width) / 2)
    yield Rect(box.x, box.y, box.width, box.height, radius, look.tint, edge)
    yield draw_tag_marker(tag.marker, look)
    yield from draw_text(tag.name, look.color)


def draw_tag_marker(box: Box, look: TagLook) -> Path:
    """Return the marker of a tag's colour, filled or as an outline, in a square box."""
    outline, is_filled = _tag_markers()[look.marker]
    line = box.width * 0.2
    radius = box.width / 2 if is_filled else (box.width - line) / 2
    fill, stroke = (look.color, None) if is_filled else (None, Stroke(look.color, line, join="round"))
    return Path(outline, fill, stroke, *box.center, radius)


@cache
def circle() -> tuple[PathCommand, ...]:
    """Return a circle of radius 1 around the origin."""
    k = KAPPA
    return (
        ("M", 1.0, 0.0),
        ("C", 1.0, k, k, 1.0, 0.0, 1.0),
        ("C", -k, 1.0, -1.0, k, -1.0, 0.0),
        ("C", -1.0, -k, -k, -1.0, 0.0, -1.0),
        ("C", k, -1.0, 1.0, -k, 1.0, 0.0),
        ("Z",),
    )


@cache
def _polygon(corners: int) -> tuple[PathCommand, ...]:
    turns = [2 * pi * index / corners - pi / 2 for index in range(corners)]
    return _closed(*((cos(turn), sin(turn)) for turn in turns))


def _closed(*corners: Point) -> tuple[PathCommand, ...]:
    first, *others = corners
    return (("M", *first), *(("L", *corner) for corner in others), ("Z",))


@cache
def _star() -> tuple[PathCommand, ...]:
    turns = [2 * pi * index / 10 - pi / 2 for index in range(10)]
    reach = [1.0 if index % 2 == 0 else 0.46 for index in range(10)]
    return _closed(*((cos(turn) * far, sin(turn) * far) for turn, far in zip(turns, reach, strict=True)))


@cache
def _mouth(mood: int) -> tuple[PathCommand, ...]:
    match mood:
        case 2:
            return (
                ("M", -0.48, 0.16),
                ("L", 0.48, 0.16),
                ("C", 0.42, 0.72, -0.42, 0.72, -0.48, 0.16),
                ("Z",),
            )
        case 1:
            return (("M", -0.42, 0.24), ("C", -0.24, 0.52, 0.24, 0.52, 0.42, 0.24))
        case 0:
            return (("M", -0.38, 0.34), ("L", 0.38, 0.34))
        case -1:
            return (("M", -0.42, 0.46), ("C", -0.24, 0.2, 0.24, 0.2, 0.42, 0.46))
    return (("M", -0.46, 0.56), ("C", -0.3, 0.1, 0.3, 0.1, 0.46, 0.56))


@cache
def _brows() -> tuple[PathCommand, ...]:
    return (("M", -0.6, -0.5), ("L", -0.18, -0.3), ("M", 0.6, -0.5), ("L", 0.18, -0.3))


@cache
def _tag_markers() -> dict[str, tuple[tuple[PathCommand, ...], bool]]:
    """Return the outline of each marker of a tag, and whether it is filled."""
    square = _closed((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88))
    a, b = 0.36, 1.0
    plus = ((-a, -b), (a, -b), (a, -a), (b, -a), (b, a), (a, a), (a, b), (-a, b), (-a, a), (-b, a), (-b, -a))
    return {
        "circle": (circle(), True),
        "diamond": (_closed((0.0, -1.15), (1.15, 0.0), (0.0, 1.15), (-1.15, 0.0)), True),
        "triangle": (_closed((0.0, -1.0), (1.1, 0.9), (-1.1, 0.9)), True),
        "ring": (circle(), False),
        "square": (square, True),
        "wedge": (_closed((-1.1, -0.9), (1.1, -0.9), (0.0, 1.0)), True),
        "plus": (_closed(*plus, (-a, -a)), True),
        "frame": (square, False),
    }


_BARS: dict[str, tuple[tuple[float, ...], float, tuple[float, ...]]] = {
    "solid": ((0.0,), 3.0, ()),
    "double": ((-1.75, 1.75), 1.25, ()),
    "dashed": ((0.0,), 3.0, (8.0, 4.0)),
    "dotted": ((0.0,), 3.0, (3.0, 3.0)),
}
"""Distances of the strokes of a bar from its middle, their width and dash pattern, by pattern."""


def draw_bar(colors: KindColors, x: float, top: float, bottom: float) -> Iterator[Path]:
    """Yield the strokes of the bar of a kind with its middle at `x`; nothing if the kind has none."""
    if not colors.bar:
        return
    places, width, dash = _BARS[colors.bar]
    for away in places:
        line = (("M", x + away, top), ("L", x + away, bottom))
        yield Path(line, None, Stroke(colors.ink, width, dash))
