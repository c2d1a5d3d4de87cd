"""Marks of what changed from one journey to another, or differs between two personas."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import replace

from journey_editor.drawing.faint import with_faint
from journey_editor.drawing.primitives import Drawing, Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.signs import draw_disc
from journey_editor.foundation.geometry import PathCommand
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.link_boxes import LinkLayout
from journey_editor.layout.theme import Theme
from journey_editor.wording import map_words

MARK = 8.0
"""Radius of a mark, in map units."""
_NEXT = 2 * MARK + 1
_CORNER = (3.0, 1.0)
"""Centre of the first mark, from the top corner of the card where its lines begin."""
_READABLE = 0.6
"""Share of their colours that dropped cards and earlier curves keep: they are to be read, too."""
_DASH = (4.0, 3.0)
KIND_OF_CHANGE = {
    "added": "opportunity",
    "dropped": "pain_point",
    "moved": "touchpoint",
    "reworded": "thought",
    "changed": "physical_evidence",
    "channel": "touchpoint",
    "emotion": "feeling",
    "alone": "physical_evidence",
    "better": "opportunity",
    "worse": "pain_point",
}
"""Kind of card that has the colour of a change or a difference."""
_SIGNS: dict[str, tuple[PathCommand, ...]] = {
    "added": (("M", -0.5, 0.0), ("L", 0.5, 0.0), ("M", 0.0, -0.5), ("L", 0.0, 0.5)),
    "dropped": (("M", -0.5, 0.0), ("L", 0.5, 0.0)),
    "moved": (("M", -0.5, 0.0), ("L", 0.5, 0.0), ("M", 0.1, -0.4), ("L", 0.5, 0.0), ("L", 0.1, 0.4)),
    "reworded": (
        ("M", -0.5, -0.2), ("L", 0.5, -0.2), ("M", -0.5, 0.2), ("L", 0.5, 0.2), ("M", 0.22, -0.55),
        ("L", -0.22, 0.55),
    ),
    "changed": (("M", -0.45, 0.0), ("L", -0.45, 0.01), ("M", 0.0, 0.0), ("L", 0.0, 0.01), ("M", 0.45, 0.0),
                ("L", 0.45, 0.01)),
    "channel": (
        ("M", -0.5, -0.2), ("L", 0.5, -0.2), ("M", -0.5, 0.2), ("L", 0.5, 0.2), ("M", 0.22, -0.55),
        ("L", -0.22, 0.55),
    ),
    "emotion": (
        ("M", 0.0, -0.55), ("L", 0.0, 0.55), ("M", -0.3, -0.25), ("L", 0.0, -0.55), ("L", 0.3, -0.25),
        ("M", -0.3, 0.25), ("L", 0.0, 0.55), ("L", 0.3, 0.25),
    ),
    "alone": (("M", 0.0, -0.5), ("L", 0.0, 0.5), ("M", -0.25, -0.3), ("L", 0.0, -0.5)),
    "better": (("M", -0.45, 0.2), ("L", 0.0, -0.25), ("L", 0.45, 0.2)),
    "worse": (("M", -0.45, -0.2), ("L", 0.0, 0.25), ("L", 0.45, -0.2)),
}  # fmt: skip


def draw_changes(
    drawing: Drawing,
    layout: MapLayout,
    marks: Mapping[str, Sequence[str]],
    faint: Set[str],
    gaps: Sequence[tuple[str, str]] = (),
) -> Drawing:
    """Return the drawing of two journeys in one with the changes between them, or of two personas.

    `marks` are the kinds of changes or differences by card id. They are at the corner where the lines of the
    card begin. What has an id in `faint` is only in the earlier journey. `gaps` are pairs of points of curves
    that differ; the mark of a pair is between them.
    """
    drawing = with_faint(drawing, faint, _READABLE)
    theme, language, rtl = theme_named(layout.theme), layout.language, layout.rtl

    def marked(card: Primitive) -> Primitive:
        changes = marks.get(card.owner, ()) if isinstance(card, Group) else ()
        if not isinstance(card, Group) or not changes:
            return card
        face, *others = card.children
        assert isinstance(face, Rect)
        if "dropped" in changes and face.stroke is not None:
            face = replace(face, stroke=replace(face.stroke, dash=_DASH))
        signs: list[Primitive] = []
        for index, kind in enumerate(changes):
            x = _CORNER[0] + index * _NEXT
            signs += draw_change(face.width - x if rtl else x, _CORNER[1], kind, theme, rtl=rtl)
        said = ", ".join(_name(each, language) for each in changes)
        label = map_words.named(said, card.label, language)
        return replace(card, children=(face, *others, *signs), label=label)

    links = {link.id: link for link in layout.links if link.id in marks}

    def with_marks(group: Group) -> Group:
        if group.role == "cell":
            return replace(group, children=tuple([marked(each) for each in group.children]))
        if group.owner in links:
            return _marked_link(group, links[group.owner], marks[group.owner], theme, language)
        return group

    groups = [with_marks(group) for group in drawing.groups]
    return replace(drawing, groups=(*groups, *_gaps(layout, gaps, theme)))


def _marked_link(
    group: Group, link: LinkLayout, changes: Sequence[str], theme: Theme, language: str
) -> Group:
    """Return a link with the marks of its changes: at its number or label, or where its line begins."""
    x, y = link.points[0]
    ahead = link.points[1]
    upright = abs(ahead[0] - x) < abs(ahead[1] - y)
    if link.disc is not None:
        disc = link.disc
        x, y = (disc.right + MARK, disc.center[1]) if upright else (disc.center[0], disc.bottom + MARK)
    elif link.label is not None:
        x, y = link.label.box.x - MARK, link.label.box.y + MARK
    else:
        away = min(1.0, 1.5 * MARK / (abs(ahead[0] - x) + abs(ahead[1] - y) or 1.0))
        x, y = x + away * (ahead[0] - x), y + away * (ahead[1] - y)
    signs = [each for kind in changes for each in draw_change(x, y, kind, theme)]
    said = map_words.named(", ".join(_name(each, language) for each in changes), group.label, language)
    return replace(group, children=(*group.children, *signs), label=said)


def _gaps(layout: MapLayout, gaps: Sequence[tuple[str, str]], theme: Theme) -> Iterator[Group]:
    """Yield the marks between pairs of points: a line from one to the other, and a disc in its middle."""
    curves = (curve for chart in layout.charts for curve in chart.curves)
    places = {point.id: (point.x, point.y) for curve in curves for point in curve.points} if gaps else {}
    for pair in gaps:
        if not places.keys() >= set(pair):
            continue
        start, end = (places[each] for each in pair)
        line = Stroke(theme.of_kind(KIND_OF_CHANGE["emotion"]).ink, 1.25, (2.0, 3.0), "round")
        x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
        parts = (
            Path((("M", *start), ("L", *end)), None, line),
            *draw_change(x, y, "emotion", theme),
        )
        yield Group(f"{pair[0]}/gap", "gap", 0, 0, parts, _name("emotion", layout.language))


def _name(kind: str, language: str) -> str:
    """Return the name of a kind of changes of cards, or of differences."""
    is_change = kind in ("added", "dropped", "moved", "reworded", "changed")
    return (map_words.change_name if is_change else map_words.difference_name)(kind, language)


def draw_change(x: float, y: float, kind: str, theme: Theme, *, rtl: bool = False) -> Iterator[Primitive]:
    """Yield the mark of a kind of change, around a point: a disc with a sign."""
    yield draw_disc(x, y, MARK, theme.of_kind(KIND_OF_CHANGE[kind]).ink, theme.paper)
    line = Stroke(theme.paper, 2.4 if kind == "changed" else 1.8, (), "round", "round")
    commands = _SIGNS[kind]
    if rtl and kind == "moved":
        commands = tuple((each[0], -each[1], each[2]) for each in commands if len(each) == 3)
    yield Path(commands, None, line, x, y, MARK)
