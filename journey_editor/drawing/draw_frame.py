"""Primitives around the cards: header, personas, chevrons, steps, lane titles, legend and imprint."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from journey_editor.drawing.change_marks import KIND_OF_CHANGE, draw_change
from journey_editor.drawing.draw_link import draw_arrow, draw_marks, draw_number
from journey_editor.drawing.primitives import Group, Path, Picture, Primitive, Rect, Stroke
from journey_editor.drawing.signs import (
    badge_outline,
    curve_stroke,
    draw_badge,
    draw_bar,
    draw_fail_point,
    draw_hollow_marker,
    draw_icon,
    draw_mark,
    draw_marker,
    draw_measured,
    draw_note_mark,
    draw_point_number,
    draw_seal,
    draw_star,
    draw_triangle,
)
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.geometry import Box, PathCommand
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme as figures
from journey_editor.layout.boxes import (
    LaneGroupLayout,
    LaneLayout,
    LegendEntry,
    LogoLayout,
    MapLayout,
    PersonaLaneLayout,
    PersonaLayout,
    StageLayout,
    StepLayout,
)
from journey_editor.layout.card_layout import ICON_OF_MISSED
from journey_editor.layout.chart_boxes import OTHER_LINE
from journey_editor.layout.group_layout import GROUP_GAP
from journey_editor.layout.links.labels import DISC, DISC_PADDING
from journey_editor.layout.reference_sign import ICON_OF_EVIDENCE, ICON_OF_REFERENCES, seal_of
from journey_editor.layout.theme import LINE_STROKES, TIP, Theme
from journey_editor.model.kinds import PERSONA_KINDS
from journey_editor.wording.map_words import in_parentheses, named

_PLATE_PADDING = 6.0
"""Distance of a logo from the edge of the plate behind it."""
BRACKET_WIDTH = 3.0
"""Width of the bracket along the lanes of a group."""
_BAR_INDENT = 7.0
"""Distance of the bar of a kind from the edge of the map, beside the bar of a persona."""


def draw_header(layout: MapLayout, theme: Theme) -> Group:
    """Return the title, the fields and the personas; each persona is a nested group."""
    header = layout.header
    parts: list[Primitive] = [*draw_text(header.title, theme.text)]
    for field in header.fields:
        parts.extend(draw_text(field.name, theme.second))
        parts.extend(draw_text(field.text, theme.text))
    parts.extend(_persona(persona, layout, theme) for persona in header.personas)
    if header.logo is not None:
        parts.append(_logo(header.logo, theme))
    return Group(layout.journey, "header", 0, 0, tuple(parts), said(header.title))


def _logo(logo: LogoLayout, theme: Theme) -> Group:
    parts: list[Primitive] = []
    box = logo.box
    if theme.plate:
        parts.append(Rect(box.x, box.y, box.width, box.height, figures.CARD_RADIUS, theme.plate))
        padding = min(_PLATE_PADDING, box.width / 4, box.height / 4)
        box = logo.picture.fitted(box.grown(-padding))
    parts.append(Picture(box.x, box.y, box.width, box.height, logo.picture.sha256))
    return Group("logo", "logo", 0, 0, tuple(parts), logo.text)


def draw_dividers(layout: MapLayout, theme: Theme) -> Group:
    """Return the lines between the stages."""
    line = Stroke(theme.level, 1)
    lines = (Path((("M", box.x, box.y), ("L", box.x, box.bottom)), None, line) for box in layout.dividers)
    return Group("dividers", "dividers", 0, 0, tuple(lines))


def _persona(persona: PersonaLayout, layout: MapLayout, theme: Theme) -> Group:
    parts: list[Primitive] = []
    if persona.framed:
        box, color = persona.box, theme.persona(persona.badge.color).color
        edge = Stroke(theme.chart_edge, theme.edge_width)
        parts.append(Rect(box.x, box.y, box.width, box.height, figures.PANEL_RADIUS, theme.chart, edge))
        bar = box.right - 4 if layout.rtl else box.x
        parts.append(Rect(bar, box.y + 14, 4, box.height - 28, 2, color))
    parts.extend(draw_badge(persona.badge, theme))
    label = said(persona.name)
    if persona.evidence:
        color = theme.persona(persona.badge.color).color
        parts.extend(draw_seal(seal_of(persona), color, theme.chart if persona.framed else theme.paper))
        label = _with_evidence(label, str(persona.evidence), layout.language)
    parts.extend(draw_text(persona.name, theme.text))
    if persona.role is not None:
        parts.extend(draw_text(persona.role, theme.second))
    if persona.quote is not None:
        parts.extend(draw_text(persona.quote, theme.text))
    return Group(persona.id, "persona", 0, 0, tuple(parts), label)


def _with_evidence(label: str, count: str, language: str) -> str:
    """Return a label with the number of pieces of evidence."""
    return in_parentheses(label, named(tr("Evidence", language), count, language), language)


def draw_stage(stage: StageLayout, layout: MapLayout, theme: Theme) -> Group:
    """Return the chevron of a stage."""
    parts: list[Primitive] = [Path(_chevron(stage, layout.rtl), theme.stage, None)]
    parts.extend(draw_text(stage.name, theme.stage_text))
    if stage.goal is not None:
        parts.extend(draw_text(stage.goal, theme.stage_second))
    sign, label = stage.evidence, said(stage.name) or tr("Stage", layout.language)
    if sign is not None and sign.icon_box is not None:
        parts.append(draw_icon(sign.fact.icon, sign.icon_box, theme.stage_second))
        parts.extend(draw_text(sign.text, theme.stage_second))
        label = _with_evidence(label, sign.fact.parts[0], layout.language)
    return Group(stage.id, "stage", 0, 0, tuple(parts), label)


def _chevron(stage: StageLayout, rtl: bool) -> tuple[PathCommand, ...]:
    box = stage.box
    middle = box.y + box.height / 2
    start, end, ahead = (box.right, box.x, -1) if rtl else (box.x, box.right, 1)
    tip = end if stage.last else end + ahead * TIP
    corners = [(start, box.y), (end, box.y), (tip, middle), (end, box.bottom), (start, box.bottom)]
    if not stage.first:
        corners.append((start + ahead * TIP, middle))
    first, *others = corners
    return (("M", *first), *(("L", *corner) for corner in others), ("Z",))


def draw_step(step: StepLayout, theme: Theme, language: str) -> Group:
    """Return the header of a step, or the plate in its place; the step must have one of them."""
    box = step.head
    assert box is not None
    parts: list[Primitive] = [Rect(box.x, box.y, box.width, box.height, 3, theme.step)]
    if step.header is None:
        # It only closes the row, so it is quieter than a header.
        inside = box.grown(-0.5)
        edge = Stroke(theme.chart_edge, 1)
        parts = [Rect(inside.x, inside.y, inside.width, inside.height, 2.5, theme.chart, edge)]
    if step.name is not None:
        parts.extend(draw_text(step.name, theme.text))
    return Group(step.id, "step", 0, 0, tuple(parts), said(step.name) or tr("Step", language))


def draw_lane(lane: LaneLayout, layout: MapLayout, theme: Theme) -> Group:
    """Return the line and the label of a lane. One line comes first, unless the lane has none."""
    colors = theme.of_kind(lane.kind) if lane.own is None else theme.of_own_kind(lane.own.color)
    ink = colors.ink
    parts: list[Primitive] = []
    if lane.rule is not None:
        width, dash = LINE_STROKES[lane.kind]
        parts.append(_across(lane.rule, Stroke(ink, width, dash), lane.crossed))
    elif lane.hairline:
        parts.append(_across(lane.box, Stroke(theme.hairline, 1), lane.crossed))
    if lane.icon:
        parts.append(draw_icon(lane.icon, lane.icon_box, ink, rtl=layout.rtl))
    indent = -_BAR_INDENT if layout.rtl else _BAR_INDENT
    start = lane.label.right if layout.rtl else lane.label.x
    end = max((lane.subtitle or lane.title).bottom, lane.icon_box.bottom)
    parts.extend(draw_bar(colors, start + indent, lane.icon_box.y, end))
    parts.extend(draw_text(lane.title, ink))
    if lane.subtitle is not None:
        parts.extend(draw_text(lane.subtitle, theme.second))
    if lane.collapsed is not None:
        parts.extend(draw_text(lane.collapsed, theme.second))
    for badge in lane.badges:
        parts.extend(draw_badge(badge, theme))
    words = said(lane.title)
    if lane.badges:
        words = named(words, said(lane.subtitle), layout.language)
    return Group(lane.id, "lane", 0, 0, tuple(parts), words)


def _across(box: Box, stroke: Stroke, gaps: Sequence[Box]) -> Path:
    """Return the line at the top of a box, interrupted at others."""
    across = sorted(gaps, key=lambda gap: gap.x)
    edges = [box.x, *(x for gap in across for x in (gap.x, gap.right)), box.right]
    commands: list[PathCommand] = []
    for left, right in zip(edges[::2], edges[1::2], strict=True):
        commands += [("M", left, box.y), ("L", right, box.y)]
    return Path(tuple(commands), None, stroke)


def draw_persona_lane(lane: PersonaLaneLayout, layout: MapLayout, theme: Theme) -> Group:
    """Return the strip above the lanes of a persona, and the bar along them."""
    look = theme.persona(lane.color)
    header = lane.header
    bar = Box(lane.box.right - 3 if layout.rtl else lane.box.x, lane.box.y, 3, lane.box.height - 8)
    parts: list[Primitive] = [
        Rect(header.x, header.y + 2, header.width, header.height - 4, 4, look.tint),
        Rect(bar.x, bar.y + 2, bar.width, bar.height - 2, 1.5, look.color),
        *draw_badge(lane.badge, theme),
        *draw_text(lane.name, theme.text),
    ]
    return Group(f"{lane.persona}/lanes", "persona_lane", 0, 0, tuple(parts), said(lane.name))


def draw_lane_group(group: LaneGroupLayout, layout: MapLayout, theme: Theme) -> Group:
    """Return the strip above the lanes of a group, with a triangle, and the bracket along them."""
    header, rtl = group.header, layout.rtl
    x = header.right - BRACKET_WIDTH if rtl else header.x
    parts: list[Primitive] = [
        Rect(header.x, header.y, header.width, header.height, 3, theme.step),
        Rect(x, header.y, BRACKET_WIDTH, group.box.bottom - GROUP_GAP - header.y, 1.5, theme.second),
        draw_triangle(*group.sign.center, theme.text, folded=group.folded is not None, rtl=rtl),
        *draw_text(group.name, theme.text),
    ]
    for sign in group.signs:
        colors = theme.of_kind(sign.kind) if sign.own is None else theme.of_own_kind(sign.own.color)
        parts.append(draw_icon(sign.icon, sign.box, colors.ink, rtl=rtl))
    parts += draw_text(group.folded, theme.second) if group.folded is not None else ()
    label = said(group.name)
    if group.folded is not None:
        words = said(group.folded)
        label = named(label, words, layout.language) if label else words
    return Group(group.id, "lane_group", 0, 0, tuple(parts), label)


def draw_footer(layout: MapLayout, theme: Theme) -> Group:
    """Return the legend of the signs in use, and the imprint."""
    footer = layout.footer
    y = footer.box.y
    line = Stroke(theme.hairline, 1)
    parts: list[Primitive] = []
    if footer.legend or footer.imprint is not None:
        parts.append(Path((("M", footer.box.x, y), ("L", footer.box.right, y)), None, line))
    for entry in footer.legend:
        parts.extend(_legend_sign(entry, layout.rtl, theme))
        parts.extend(draw_text(entry.text, theme.second))
    if footer.imprint is not None:
        parts.extend(draw_text(footer.imprint, theme.second))
    return Group("footer", "footer", 0, 0, tuple(parts), said(footer.imprint))


def _legend_sign(entry: LegendEntry, rtl: bool, theme: Theme) -> Iterator[Primitive]:
    box = entry.sign
    x, y = box.center
    if entry.what == "star":
        yield draw_star(Box(x - 8, y - 8, 16, 16), theme.star, theme.paper)
    elif entry.what == "fail_point":
        yield from draw_fail_point(Box(x - 8, y - 8, 16, 16), theme.of_kind("pain_point").ink, theme.paper)
    elif entry.what == "missed":
        yield draw_icon(ICON_OF_MISSED, Box(x - 6, y - 6, 12, 12), theme.of_kind("pain_point").ink, rtl=rtl)
    elif entry.what == "note":
        yield draw_note_mark(x + 4, y + 4, theme.second, rtl=rtl)
    elif entry.what == "reference":
        yield draw_icon(ICON_OF_REFERENCES, Box(x - 7, y - 7, 14, 14), theme.second)
    elif entry.what == "backed":
        yield draw_icon(ICON_OF_EVIDENCE, Box(x - 7, y - 7, 14, 14), theme.second)
    elif entry.what in PERSONA_KINDS:
        yield Path(badge_outline(entry.what), None, Stroke(theme.second, 1.5), x, y, 7.5)
    elif entry.what in KIND_OF_CHANGE:
        yield from draw_change(x, y, entry.what, theme, rtl=rtl)
    elif entry.what.endswith("curve"):
        look = theme.persona(entry.color)
        line = curve_stroke(look, entry.line, source=entry.what.partition("_")[0], scale=0.5)
        line = replace(line, width=line.width * 0.8)
        yield Path((("M", box.x, y), ("L", box.right, y)), None, line)
        if entry.line == OTHER_LINE:
            yield draw_hollow_marker(x, y, look, theme.paper)
        else:
            yield from draw_marker(x, y, look, 0.5, theme.paper, 6.5, signs=entry.signs)
    elif entry.what == "measured":
        look = theme.persona(entry.color)
        yield from draw_marker(x, y - 2, look, 0.5, theme.paper, 6.5, signs=entry.signs)
        yield draw_measured(x, y + 4.5, look)
    elif entry.what == "marks":
        look = theme.persona(entry.color)
        for mark, left in (("peak", x - 9), ("valley", x + 1), ("end", x + 9)):
            yield draw_mark(mark, left, y + {"peak": 8.5, "valley": -8.5}.get(mark, 0), 0.5, look)
    elif entry.what == "evidence":
        part = box.width * entry.share
        left = box.right - part if rtl else box.x
        yield Rect(box.x, y - 3, box.width, 6, 3, theme.hairline)
        yield Rect(left, y - 3, part, 6, 3, theme.second)
    elif entry.what in ("baton", "partly", "lost"):
        yield from draw_marks(
            [entry.what], Box(x - DISC / 2, y - DISC / 2, DISC, DISC), theme.link(None), theme
        )
    elif entry.what == "point_number" and entry.number is not None:
        width = max(entry.number.lines[0].width + 8, entry.number.height)
        capsule = Box(x - width / 2, y - entry.number.height / 2, width, entry.number.height)
        yield from draw_point_number(entry.number, capsule, theme.persona(entry.color), theme.paper)
    elif entry.number is not None:
        width = max(DISC, entry.number.lines[0].width + DISC_PADDING)
        disc = Box(x - width / 2, y - DISC / 2, width, DISC)
        yield from draw_number(entry.number, disc, theme.link(None), theme.paper)
    elif entry.look is not None:
        ends = (box.right, box.x) if rtl else (box.x, box.right)
        yield from draw_arrow(((ends[0], y), (ends[1], y)), entry.look, theme)
