"""Texts of a map that can be edited in place: their fields, their boxes and their styles."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.field_layout import WRITTEN
from journey_editor.model.document import Queries
from journey_editor.model.fields import Text
from journey_editor.model.records import Card, EmotionPoint, Lane, Note, Stage, Step, specs
from journey_editor.text.text_block import Align, TextBlock
from journey_editor.text.text_style import TextStyle
from journey_editor.wording import map_words


@dataclass(frozen=True, slots=True)
class Editable:
    """Text that can be edited in place: the field of a record, its box on the map, and its style.

    `lines` is true if the field may contain line breaks. `frame` is the box of the object around the text.
    """

    id: str
    field: str
    text: str
    box: Box
    frame: Box
    style: TextStyle
    align: Align
    lines: bool


def editable(layout: MapLayout, document: Queries, record_id: str, field: str = "") -> Editable | None:
    """Return the editable text of a record's field (by default its main one), or None if there is none."""
    record = document.find(record_id)
    if record is None:
        return None
    for name, block, frame in _texts(layout, record_id):
        if field in ("", name):
            spec = specs(type(record))[name]
            lines = isinstance(spec, Text) and spec.lines
            height = max(block.height, block.style.line_height)
            box = Box(block.x, block.y, block.width, height)
            text = str(getattr(record, name))
            if isinstance(record, Lane) and name == "title":
                # A lane without a title shows the name of its kind, so editing starts from that name.
                text = map_words.title_of(record, layout.language)
            # The editor shows marks of emphasis as they are typed.
            style = replace(block.style, rich=False, faces=())
            return Editable(record_id, name, text, box, frame, style, block.align, lines)
    return None


def _texts(layout: MapLayout, record_id: str) -> Iterator[tuple[str, TextBlock, Box]]:
    """Yield the texts of a record by field, the main one first. Empty fields have a box too."""
    start: Literal["left", "right"] = "right" if layout.rtl else "left"
    card = layout.cards.get(record_id)
    if card is not None:
        text = card.body.text
        yield "text", replace(text, x=card.box.x + text.x, y=card.box.y + text.y), card.box
    for stage in layout.stages:
        if stage.id == record_id:
            yield "name", stage.name, stage.box
            yield "goal", stage.goal or _below(stage.name, theme.STAGE_GOAL), stage.box
    for step in layout.steps:
        if step.id == record_id:
            top = Box(step.column.x, step.column.y - 22, step.column.width, 20)
            header = step.head or top
            yield "name", step.name or _empty(header, theme.STEP_NAME, "center"), header
    for lane in layout.lanes:
        if lane.id == record_id:
            yield "title", lane.title, lane.label
            yield "subtitle", lane.subtitle or _below(lane.title, theme.LANE_SUBTITLE), lane.label
    for heading in layout.lane_groups:
        if heading.id == record_id:
            yield "name", heading.name, heading.header
    for persona in layout.header.personas:
        if persona.id == record_id:
            frame = persona.box.grown(4)
            yield "name", persona.name, frame
            yield "role", persona.role or _below(persona.name, theme.PERSONA_ROLE), frame
            yield "quote", persona.quote or _below(persona.name, theme.PERSONA_QUOTE), frame
    for group in layout.persona_lanes:
        if group.persona == record_id:
            yield "name", group.name, group.header
    for note in layout.notes:
        if note.id == record_id:
            yield "text", note.text, note.box
    for chart in (each for each in layout.charts if not each.figures):
        for curve in chart.curves:
            for point in curve.points:
                if point.id == record_id:
                    drawn = None if point.in_legend else point.label
                    room = point.label_box if drawn is not None else None
                    room = room or Box(point.x - 60, point.y - 36, 120, 20)
                    yield "label", drawn or _empty(room, theme.POINT_LABEL, "center"), room
    for link in layout.links:
        if link.id == record_id:
            x, y = link.points[len(link.points) // 2]
            if link.disc is not None:
                x, y = link.disc.center
            room = link.label.box if link.label is not None else Box(x - 60, y - 10, 120, 20)
            yield "label", link.label or _empty(room, theme.LINK_LABEL, "center"), room
    if layout.journey == record_id:
        title = layout.header.title
        yield "title", title, title.box.grown(6)
        shown = {each.field: each.text for each in layout.header.fields}
        if "scenario" not in shown:
            shown["scenario"] = _empty(_under(title), theme.FIELD_TEXT, start)
        for field in WRITTEN:
            if field in shown:
                yield field, shown[field], shown[field].box.grown(6)


def _empty(room: Box, style: TextStyle, align: Align) -> TextBlock:
    y = room.y + max(room.height - style.line_height, 0.0) / 2
    return _without_lines(room.x, y, room.width, style, align)


def _under(block: TextBlock) -> Box:
    return Box(block.x, block.y + max(block.height, block.style.line_height), block.width, 20)


def _below(block: TextBlock, style: TextStyle) -> TextBlock:
    return _without_lines(block.x, _under(block).y, block.width, style, block.align)


def _without_lines(x: float, y: float, width: float, style: TextStyle, align: Align) -> TextBlock:
    """Return the block of an empty text: it has no lines, so no baseline."""
    return TextBlock(x, y, width, style, 0.0, (), align)


def ink_of(layout: MapLayout, record: object, place: Editable) -> str:
    """Return the colour of a field's text."""
    colors = theme_named(layout.theme)
    match record:
        case Card(kind=kind):
            return colors.of_kind(kind).text
        case Note():
            return colors.note.text
        case Stage():
            return colors.stage_text if place.field == "name" else colors.stage_second
        case Lane(kind=kind):
            return colors.of_kind(kind).ink if place.field == "title" else colors.second
        case Step() | EmotionPoint():
            return colors.text
    return colors.text if place.field in ("title", "name", "quote", *WRITTEN) else colors.second
