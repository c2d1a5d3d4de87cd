"""Hit testing on a finished map: pure functions over the layout's boxes."""

from collections.abc import Iterator
from math import hypot
from typing import Literal

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import CardLayout, CellLayout, MapLayout, NoteLayout
from journey_editor.layout.card_layout import ICON_OF_JOURNEY
from journey_editor.layout.chart_boxes import OTHER_LINE, ChartLayout, PointLayout
from journey_editor.layout.chart_layout import OTHER_SIGN
from journey_editor.layout.reference_sign import around_sign, box_of_sign, seal_of, target_of
from journey_editor.text.text_block import TextBlock

HitKind = Literal[
    "card",
    "point",
    "curve",
    "other_curve",
    "link",
    "note",
    "stage",
    "step",
    "lane",
    "lane_group",
    "persona_lane",
    "persona",
    "cell",
    "chart",
    "journey",
    "offer",
    "measure",
]

_AROUND_SIGN = 6.0
"""Distance from the triangle of a group within which it is hit, in map units."""
_AROUND_SEAL = 4.0
"""Distance from the seal of a persona within which it is hit, in map units."""
POINT_RADIUS = 10.0
"""Radius of a curve's point for hit testing, in map units: that of its face."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Object on the map: its kind, the id of its record, and its box.

    A cell has no record: its `id` is empty, and `step` and `lane` identify it. Support that is not offered
    has no `id` either; `step` is the id of the stage, and `field` that of the channel. The `id` of a chart is
    that of its lane, the `id` of a persona lane that of the persona, and the `id` of an `other_curve` that of
    a curve of another journey. `field` is the field whose text was hit, if any; it is `fold` for the triangle
    of a group of lanes.
    """

    kind: HitKind
    id: str
    box: Box
    step: str = ""
    lane: str = ""
    field: str = ""


def hit(layout: MapLayout, x: float, y: float, tolerance: float = 0.0) -> Hit | None:
    """Return the topmost object at a position. Points and links are extended by `tolerance` map units."""
    for look in (
        _note_at, _point_at, _curve_at, _other_at, _card_at, _link_at, _row_at, _column_at, _header_at,
        _legend_at,
    ):  # fmt: skip
        found = look(layout, x, y, tolerance)
        if found is not None:
            return found
    return None


def boxes_of(layout: MapLayout, record_id: str) -> tuple[Box, ...]:
    """Return all boxes in which a record is drawn; a lane that is in several bands has several."""
    card = layout.cards.get(record_id)
    if card is not None:
        return (card.box, *(each.box for each in layout.cards.wide if each.id == record_id and each != card))
    return tuple(each.box for each in _objects_outside_cards(layout) if each.id == record_id)


def cell_at(layout: MapLayout, x: float, y: float) -> CellLayout | None:
    """Return the cell at a position, or None."""
    return next((cell for cell in layout.cells if cell.box.contains(x, y)), None)


def chart_at(layout: MapLayout, x: float, y: float) -> ChartLayout | None:
    """Return the chart at a position, or None."""
    return next((chart for chart in layout.charts if chart.frame.contains(x, y)), None)


def chart_of(layout: MapLayout, point_id: str) -> ChartLayout | None:
    """Return the chart in which a point of a curve is drawn, or None."""
    return next(
        (
            chart
            for chart in layout.charts
            if any(point.id == point_id for curve in chart.curves for point in curve.points)
        ),
        None,
    )


def cell_of(layout: MapLayout, step: str, lane: str) -> CellLayout | None:
    """Return the cell of a step and a lane, or None if it is not drawn."""
    return next((cell for cell in layout.cells if cell.step == step and cell.lane == lane), None)


def box_of_cell(layout: MapLayout, step: str, lane: str) -> Box | None:
    """Return the box of a cell, for an emotion lane that of the step's part of the chart, or None."""
    cell = cell_of(layout, step, lane)
    if cell is not None:
        return cell.box
    column = next((each for each in layout.steps if each.id == step), None)
    frames = [
        chart.frame for chart in layout.charts if column and (chart.lane, chart.band) == (lane, column.band)
    ]
    if column is None or not frames:
        return None
    frame = bounds(frames)
    return Box(column.column.x, frame.y, column.column.width, frame.height)


def cards_in(layout: MapLayout, cell: CellLayout) -> tuple[CardLayout, ...]:
    """Return the cards that are drawn in a cell, in order."""
    return tuple(layout.cards[each] for each in cell.cards)


def covering(layout: MapLayout, cell: CellLayout) -> tuple[CardLayout, ...]:
    """Return the cards, or parts of cards, of other cells that cover a cell, from the top."""
    found = [
        part for part in layout.cards.wide if part.id not in cell.body.cards and part.box.overlaps(cell.box)
    ]
    return tuple(sorted(found, key=lambda part: part.box.y))


def cards_across(layout: MapLayout, cell: CellLayout) -> tuple[CardLayout, ...]:
    """Return the cards of a cell and those of other cells that cover it.

    They are in order; with a card that spans several columns or lanes, they are from the top.
    """
    own, others = cards_in(layout, cell), covering(layout, cell)
    if not others and not cell.body.wide:
        return own
    return tuple(sorted((*own, *others), key=lambda card: card.box.y))


def inner_columns(cards: tuple[CardLayout, ...], *, rtl: bool) -> tuple[tuple[CardLayout, ...], ...]:
    """Return the cards of a cell by the stacks inside it, in the order in which these are filled.

    A card that spans several columns is in the first stack.
    """
    columns: dict[float, list[CardLayout]] = {}
    for card in cards:
        columns.setdefault(round(card.box.right if rtl else card.box.x, 3), []).append(card)
    return tuple(map(tuple, columns.values()))


def touched_by(layout: MapLayout, area: Box) -> tuple[str, ...]:
    """Return the ids of the cards, points and notes that a selection rectangle touches, in reading order."""
    # A card that spans several columns may begin far away.
    wide = {part.id for part in layout.cards.wide if part.box.overlaps(area)}
    cells = [
        cell
        for cell in _cells_in_order(layout)
        if cell.box.grown(8.0).overlaps(area) or not wide.isdisjoint(cell.body.cards)
    ]
    cards = [
        card.id
        for cell in cells
        for card in cards_in(layout, cell)
        if card.id in wide or card.box.overlaps(area)
    ]
    points = [
        point.id
        for chart in layout.charts
        if not chart.figures
        for curve in chart.curves
        for point in curve.points
        if _around(point.x, point.y, POINT_RADIUS / 2).overlaps(area)
    ]
    notes = [note.id for note in layout.notes if note.box.overlaps(area)]
    return (*cards, *points, *notes)


def card_order(layout: MapLayout) -> tuple[str, ...]:
    """Return the ids of all drawn cards in reading order: lane by lane in each band, and along each lane."""
    return tuple(card for cell in _cells_in_order(layout) for card in cell.cards)


def note_order(layout: MapLayout) -> tuple[str, ...]:
    """Return the ids of all drawn notes from top to bottom, and in reading direction."""

    def place(note: NoteLayout) -> tuple[float, float]:
        return note.box.y, -note.box.right if layout.rtl else note.box.x

    return tuple(note.id for note in sorted(layout.notes, key=place))


def _cells_in_order(layout: MapLayout) -> list[CellLayout]:
    rank = {(lane.id, lane.band): index for index, lane in enumerate(layout.lanes)}
    band_of = {step.id: step.band for step in layout.steps}
    return sorted(layout.cells, key=lambda cell: rank.get((cell.lane, band_of[cell.step]), 0))


def _around(x: float, y: float, reach: float) -> Box:
    return Box(x - reach, y - reach, 2 * reach, 2 * reach)


def _note_at(layout: MapLayout, x: float, y: float, _: float) -> Hit | None:
    for note in reversed(layout.notes):
        if note.box.contains(x, y):
            return Hit("note", note.id, note.box, field="text")
    return None


def _point_at(layout: MapLayout, x: float, y: float, tolerance: float) -> Hit | None:
    nearest: tuple[float, Hit] | None = None
    for chart in layout.charts:
        if not chart.frame.grown(POINT_RADIUS + tolerance).contains(x, y):
            continue
        for curve in chart.curves:
            for point in curve.points:
                away = hypot(point.x - x, point.y - y)
                sealed = bool(point.evidence) and away > POINT_RADIUS and _on_seal(point, x, y)
                near = sealed or away <= POINT_RADIUS + tolerance
                if near and (nearest is None or away < nearest[0]):
                    box, field = _around(point.x, point.y, POINT_RADIUS), "evidence" if sealed else ""
                    nearest = away, Hit(_kind_in(chart), point.id, box, lane=chart.lane, field=field)
                elif point.label_box is not None and point.label_box.contains(x, y) and nearest is None:
                    kind = _kind_in(chart)
                    nearest = away, Hit(kind, point.id, point.label_box, lane=chart.lane, field="label")
    return nearest[1] if nearest else None


def _on_seal(point: PointLayout, x: float, y: float) -> bool:
    """Return whether a position is on the seal above the right edge of a point with a marker."""
    away = POINT_RADIUS * 0.9
    return point.marked and hypot(point.x + away - x, point.y - away - y) <= _AROUND_SIGN


def _kind_in(chart: ChartLayout) -> HitKind:
    """Return the kind of the points of a chart."""
    return "measure" if chart.figures else "point"


def _curve_at(layout: MapLayout, x: float, y: float, _: float) -> Hit | None:
    """Return the curve whose name is at a position; the line itself is the ground of the pen."""
    for chart in layout.charts:
        for curve in chart.curves:
            if curve.name is not None and curve.name.box.contains(x, y):
                return Hit("curve", curve.id, curve.name.box, lane=chart.lane)
    return None


def _other_at(layout: MapLayout, x: float, y: float, tolerance: float) -> Hit | None:
    """Return the curve of another journey whose point, label or name is at a position."""
    for chart in layout.charts:
        if not chart.others or not chart.frame.grown(POINT_RADIUS + tolerance).contains(x, y):
            continue
        for curve in chart.others:
            boxes = [_around(each.x, each.y, OTHER_SIGN + tolerance) for each in curve.points]
            boxes += [each.label_box for each in curve.points if each.label_box is not None]
            boxes += [curve.name.box] if curve.name is not None else []
            found = next((box for box in boxes if box.contains(x, y)), None)
            if found is not None:
                return Hit("other_curve", curve.id, found, lane=chart.lane)
    return None


def _legend_at(layout: MapLayout, x: float, y: float, _: float) -> Hit | None:
    """Return the curve or the point that an entry of the legend names."""
    for entry in layout.footer.legend:
        box = bounds((entry.sign, entry.text.box))
        if entry.owner and box.contains(x, y):
            kind: HitKind = "other_curve" if entry.line == OTHER_LINE else "curve"
            return Hit("point" if entry.what == "point_number" else kind, entry.owner, box)
    return None


def _card_at(layout: MapLayout, x: float, y: float, _: float) -> Hit | None:
    for part in layout.cards.wide:
        if part.box.contains(x, y):
            return Hit("card", part.id, part.box, part.step, part.lane, _field_of_card(part, x, y))
    cell = cell_at(layout, x, y)
    if cell is None:
        return None
    for card in reversed(cards_in(layout, cell)):
        if card.box.contains(x, y):
            return Hit("card", card.id, card.box, cell.step, cell.lane, _field_of_card(card, x, y))
    return None


def _field_of_card(card: CardLayout, x: float, y: float) -> str:
    """Return `detail` on the title of a detailed journey, or the sign that is hit, else `text`."""
    for name in ("references", "evidence"):
        sign = target_of(card, name)
        if sign is not None and sign.contains(x, y):
            return name
    detail = detail_box(card)
    return "detail" if detail is not None and detail.contains(x, y) else "text"


def detail_box(card: CardLayout) -> Box | None:
    """Return the place of the title of the journey that shows a card in detail, or None."""
    for line in card.body.foot:
        if line.fact.icon == ICON_OF_JOURNEY and line.icon_box is not None:
            return bounds((line.icon_box, line.text.box)).moved(card.box.x, card.box.y)
    return None


def _link_at(layout: MapLayout, x: float, y: float, tolerance: float) -> Hit | None:
    for link in reversed(layout.links):
        ways = zip(link.points, link.points[1:], strict=False)
        if any(_distance(x, y, start, end) <= tolerance + 1.5 for start, end in ways):
            return Hit("link", link.id, _link_box(link.points))
        words = link.label.box if link.label is not None else link.disc
        if words is not None and words.contains(x, y):
            return Hit("link", link.id, _link_box(link.points), field="label")
    return None


def _row_at(layout: MapLayout, x: float, y: float, _: float) -> Hit | None:
    for group in layout.persona_lanes:
        if group.header.contains(x, y):
            return Hit("persona_lane", group.persona, group.header, field="name")
    for heading in layout.lane_groups:
        if heading.header.contains(x, y):
            field = "fold" if heading.sign.grown(_AROUND_SIGN).contains(x, y) else "name"
            return Hit("lane_group", heading.id, heading.header, field=field)
    for chart in layout.charts:
        if chart.figures and chart.frame.contains(x, y):
            # The pen does not draw there.
            kind: HitKind = "curve" if chart.curves else "other_curve"
            return Hit(kind, (*chart.curves, *chart.others)[0].id, chart.frame, lane=chart.lane)
        if chart.frame.contains(x, y):
            return Hit("chart", chart.lane, chart.frame, _step_at(layout, x, chart.band), chart.lane)
    for summary in layout.summaries:
        for offer in summary.offers:
            if offer.box.contains(x, y):
                return Hit("offer", offer.id, offer.box, offer.stage, summary.lane, offer.channel)
        for figure in summary.figures:
            if figure.box.contains(x, y):
                return Hit("measure", figure.id, figure.box, lane=summary.lane)
    for lane in layout.lanes:
        if lane.handle.contains(x, y):
            below = lane.subtitle is not None and y >= lane.subtitle.y
            return Hit("lane", lane.id, lane.label, lane=lane.id, field="subtitle" if below else "title")
    cell = cell_at(layout, x, y)
    return Hit("cell", "", cell.box, cell.step, cell.lane) if cell else None


def _column_at(layout: MapLayout, x: float, y: float, _: float) -> Hit | None:
    for step in layout.steps:
        if step.head is not None and step.head.contains(x, y):
            return Hit("step", step.id, step.head, step.id, field="name")
    for stage in layout.stages:
        sign = box_of_sign(stage.evidence)
        if sign is not None and around_sign(sign).contains(x, y):
            return Hit("stage", stage.id, stage.box, field="evidence")
        if stage.box.contains(x, y):
            below = stage.goal is not None and y >= stage.goal.y
            return Hit("stage", stage.id, stage.box, field="goal" if below else "name")
    return None


def _header_at(layout: MapLayout, x: float, y: float, _: float) -> Hit | None:
    for persona in layout.header.personas:
        if persona.evidence and seal_of(persona).grown(_AROUND_SEAL).contains(x, y):
            return Hit("persona", persona.id, persona.box, field="evidence")
        if persona.box.contains(x, y):
            texts = {"name": persona.name, "role": persona.role, "quote": persona.quote}
            other = "portrait" if persona.badge.box.contains(x, y) else "name"
            return Hit("persona", persona.id, persona.box, field=_field_at(texts, x, y) or other)
    header = layout.header
    boxes = {"title": header.title.box} | {each.field: each.box for each in header.fields}
    for field, box in boxes.items():
        if box.contains(x, y):
            return Hit("journey", layout.journey, box, field=field)
    return None


def _field_at(texts: dict[str, TextBlock | None], x: float, y: float) -> str:
    found = (name for name, block in texts.items() if block is not None and block.box.contains(x, y))
    return next(found, "")


def _step_at(layout: MapLayout, x: float, band: int) -> str:
    steps = [step for step in layout.steps if step.band == band]
    near = min(steps, key=lambda step: abs(step.column.center[0] - x), default=None)
    return near.id if near else ""


def _distance(x: float, y: float, start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the distance of a point from a line segment."""
    dx, dy = end[0] - start[0], end[1] - start[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else ((x - start[0]) * dx + (y - start[1]) * dy) / length
    along = min(1.0, max(0.0, along))
    return hypot(start[0] + along * dx - x, start[1] + along * dy - y)


def _link_box(points: tuple[tuple[float, float], ...]) -> Box:
    return bounds(_around(x, y, 4.0) for x, y in points)


def _objects_outside_cards(layout: MapLayout) -> Iterator[Hit]:
    """Yield all objects with a record except cards, each as often as it is drawn."""
    for stage in layout.stages:
        yield Hit("stage", stage.id, stage.box, field="name")
    for step in layout.steps:
        yield Hit("step", step.id, step.head or step.column, step.id, field="name")
    for lane in layout.lanes:
        yield Hit("lane", lane.id, lane.label, lane=lane.id, field="title")
    for heading in layout.lane_groups:
        yield Hit("lane_group", heading.id, heading.header, field="name")
    for persona in layout.header.personas:
        yield Hit("persona", persona.id, persona.box, field="name")
    for group in layout.persona_lanes:
        yield Hit("persona_lane", group.persona, group.header, field="name")
    for chart in layout.charts:
        for curve in chart.curves:
            # A curve that is alone in its chart has its name only in the legend.
            box = curve.name.box if curve.name is not None else chart.frame
            yield Hit("curve", curve.id, box, lane=chart.lane)
            for point in curve.points:
                box = _around(point.x, point.y, POINT_RADIUS)
                yield Hit(_kind_in(chart), point.id, box, lane=chart.lane, field="label")
        for curve in chart.others:
            yield Hit("other_curve", curve.id, curve.name.box if curve.name else chart.frame, lane=chart.lane)
    for link in layout.links:
        yield Hit("link", link.id, _link_box(link.points), field="label")
    for note in layout.notes:
        yield Hit("note", note.id, note.box, field="text")
    for summary in layout.summaries:
        for offer in (each for each in summary.offers if each.id):
            yield Hit("offer", offer.id, offer.box, offer.stage, summary.lane, offer.channel)
        for figure in summary.figures:
            yield Hit("measure", figure.id, figure.box, lane=summary.lane)
    yield Hit("journey", layout.journey, layout.header.title.box, field="title")
