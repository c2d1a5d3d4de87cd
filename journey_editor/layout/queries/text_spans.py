"""Boxes of a part of a text on the map, for example of a found word."""

import itertools
from collections.abc import Iterator

from journey_editor.foundation.geometry import Box, Point, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import MapLayout
from journey_editor.text.shaping import GlyphRun, Line
from journey_editor.text.text_block import TextBlock

_NAMING = ("name", "measures", "unit")
"""Fields of a curve that its name on the map can contain."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """Text of a record where it is drawn; `block` is None for a text that only the inspector shows.

    The place of the block is relative to `origin`.
    """

    frame: Box
    block: TextBlock | None
    origin: Point = (0.0, 0.0)

    def boxes_of(self, text: str, start: int, end: int) -> tuple[Box, ...]:
        """Return the boxes of a part of the text, as `boxes_of_span`."""
        if self.block is None:
            return ()
        return tuple(box.moved(*self.origin) for box in boxes_of_span(self.block, text, start, end))


class ShownTexts:
    """Texts of a layout by record and field. A text may be drawn several times, or not at all."""

    def __init__(self, layout: MapLayout) -> None:
        self.layout = layout
        self._texts: dict[tuple[str, str], list[ShownText]] = {}
        for record_id, field, block, frame in _texts_outside_cards(layout):
            self._texts.setdefault((record_id, field), []).append(ShownText(frame, block))

    def of(self, record_id: str, field: str) -> list[ShownText]:
        """Return the places at which a field of a record is drawn."""
        card = self.layout.cards.get(record_id)
        if card is None:
            return self._texts.get((record_id, field), [])
        block = card.body.text if field == "text" else card.body.head if field == "name" else None
        return [ShownText(card.box, block, (card.box.x, card.box.y))]

    def of_tag(self, card_id: str, tag_id: str) -> list[ShownText]:
        """Return the place at which a card shows the name of a tag; none if its lane is not drawn."""
        card = self.layout.cards.get(card_id)
        names = [tag.name for tag in card.body.tags if tag.id == tag_id] if card is not None else []
        return [ShownText(card.box, name, (card.box.x, card.box.y)) for name in names if card is not None]


def boxes_of_span(block: TextBlock, text: str, start: int, end: int) -> tuple[Box, ...]:
    """Return the boxes of a part of `text`, one or more on each line; none if the block shows another text.

    The block may add quotation marks. A part of a line in two directions is the whole line.
    """
    drawn = "".join(line.text for line in block.lines)
    shift = drawn.find(text.rstrip())
    if shift < 0:
        return ()
    found: list[Box] = []
    for number, line in enumerate(block.lines):
        first = max(start + shift, line.start) - line.start
        last = min(end + shift, line.start + len(line.text)) - line.start
        if first < last:
            y = block.y + number * block.style.line_height
            found += _boxes_on_line(line, block.line_x(line), y, block.style.line_height, first, last)
    return tuple(found)


def _boxes_on_line(line: Line, x: float, y: float, height: float, first: int, last: int) -> Iterator[Box]:
    runs = [run for _, run in line.runs]
    if not runs:
        return
    if len({run.rtl for run in runs}) > 1:
        yield Box(x, y, line.width, height)
        return
    at = 0
    for left, run in reversed(line.runs) if runs[0].rtl else line.runs:
        extent = _extent(run, first - at, last - at)
        if extent is not None:
            yield Box(x + left + extent[0], y, extent[1] - extent[0], height)
        at += len(run.text)


def _extent(run: GlyphRun, first: int, last: int) -> tuple[float, float] | None:
    """Return the left and right end of some characters of a run; ligatures are not divided."""
    if first >= len(run.text) or last <= 0:
        return None
    starts = sorted({*run.clusters, len(run.text)})
    end_of = dict(itertools.pairwise(starts))
    lefts, rights = [], []
    pen = 0.0
    for cluster, advance in zip(run.clusters, run.advances, strict=True):
        if cluster < last and end_of.get(cluster, cluster) > first:
            lefts.append(pen)
            rights.append(pen + advance)
        pen += advance
    return (min(lefts), max(rights)) if lefts else None


def _texts_outside_cards(layout: MapLayout) -> Iterator[tuple[str, str, TextBlock | None, Box]]:
    """Yield the texts of all records except cards: record, field, block and frame."""
    header = layout.header
    yield layout.journey, "title", header.title, _written(header.title)
    for shown in header.fields:
        yield layout.journey, shown.field, shown.text, _written(shown.text)
    imprint = layout.footer.imprint
    # Without an imprint, its texts are looked for at the title.
    place = _written(imprint or header.title)
    yield layout.project, "name", imprint, place
    if layout.brand:
        yield layout.brand, "imprint_text", imprint, place
        yield layout.brand, "logo_text", None, header.logo.box if header.logo else place
    for persona in header.personas:
        yield persona.id, "name", persona.name, persona.box
        yield persona.id, "role", persona.role, persona.box
        yield persona.id, "quote", persona.quote, persona.box
        yield persona.id, "sheet", None, persona.box
    for group in layout.persona_lanes:
        yield group.persona, "name", group.name, group.header
    for stage in layout.stages:
        yield stage.id, "name", stage.name, stage.box
        yield stage.id, "goal", stage.goal, stage.box
    for step in layout.steps:
        yield step.id, "name", step.name, step.head or step.column
    for lane in layout.lanes:
        yield lane.id, "title", lane.title, lane.label
        yield lane.id, "subtitle", lane.subtitle, lane.label
    for heading in layout.lane_groups:
        yield heading.id, "name", heading.name, heading.header
    for chart in layout.charts:
        for curve in chart.curves:
            if curve.name is not None:
                for field in _NAMING:
                    yield curve.id, field, curve.name, _written(curve.name)
            yield curve.id, "levels", None, bounds(level.face_box for level in chart.levels)
            for point in curve.points:
                yield point.id, "note", None, Box(point.x - 6, point.y - 6, 12, 12)
                if point.label is not None and point.label_box is not None:
                    dot = Box(point.x - 6, point.y - 6, 12, 12)
                    yield point.id, "label", point.label, bounds((point.label_box, dot))
    for entry in layout.footer.legend:
        if entry.owner:
            for field in ("label",) if entry.what == "point_number" else _NAMING:
                yield entry.owner, field, entry.text, _written(entry.text)
    for link in layout.links:
        if link.label is not None:
            yield link.id, "label", link.label, _written(link.label)
        elif link.number is not None:
            number = link.number.lines[0].text
            for entry in layout.footer.legend:
                if entry.number is not None and entry.number.lines[0].text == number:
                    yield link.id, "label", entry.text, _written(entry.text)
    for note in layout.notes:
        yield note.id, "text", note.text, note.box


def _written(block: TextBlock) -> Box:
    """Return the bounds of the lines of a block."""
    width = block.longest
    left = min((block.line_x(line) for line in block.lines), default=block.x)
    return Box(left, block.y, width, block.height)
