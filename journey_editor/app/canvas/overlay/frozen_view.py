"""Projection of frozen headers: what they show of the map, and where in the view."""

from collections.abc import Collection, Iterator
from functools import cached_property

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from journey_editor.app.canvas.overlay.overlay import LANE_GAP
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.picture.shown import Piece
from journey_editor.drawing.extent import extent
from journey_editor.drawing.primitives import Primitive
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import Memo, Same
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import (
    LaneGroupLayout,
    LaneLayout,
    MapLayout,
    PersonaLaneLayout,
    StageLayout,
    StepLayout,
)
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.queries.frozen_headers import centred, name_bottom, sides, slid

Placed = tuple[Piece, QTransform]
"""Piece of the map, and the transform from scene units to pixels of the view with which it is painted."""
Heading = PersonaLaneLayout | LaneGroupLayout
"""Strip above the lanes of a persona, or of a group."""

_INSET = 10.0
"""Scene units between a text of a stage and the edge of the view, or the end of the stage."""
_splits: Memo[tuple[tuple[Primitive, ...], ...]] = Memo(512)


@dataclass(frozen=True)
class FrozenView:
    """Where frozen headers are shown, in pixels of the view.

    Along the map they keep to its zoom, so that they stay beside their columns and rows; their texts have the
    scale of their strip. `head` is the area of the stage headers on the map, `down` their scale; `side` is
    that of the lane names, `across` their scale. They begin at `head_top` and `side_left`. Hidden areas are
    None. Headers that are not scrolled out are shown at their place if the name of a stage must slide.
    """

    layout: MapLayout
    zoom: float
    origin: QPointF
    width: float
    height: float
    head: Box | None
    head_top: float
    down: float
    side: Box | None
    across: float
    side_left: float
    pinned: bool

    @cached_property
    def top(self) -> float:
        """Height of the stage headers that are scrolled out, in pixels, or 0."""
        return self.head_room.height() if self.head_top == 0 else 0.0

    @cached_property
    def head_room(self) -> QRectF:
        """Rectangle of the stage headers."""
        if self.head is None:
            return QRectF()
        height = round(self.head.height * self.down)
        if self.head_top == 0:
            left, right = max(self.column(0), 0.0), min(self.column(self.layout.width), self.width)
        else:
            left = max(self.column(self.head.x), self.seen[0])
            right = min(self.column(self.head.right), self.seen[1])
        return QRectF(left, self.head_top, max(right - left, 0.0), height)

    @cached_property
    def side_room(self) -> QRectF:
        """Rectangle of the lane names, from the first stage header to the last lane."""
        if self.side is None:
            return QRectF()
        heads = [stage.box.y - 6 for stage in self.layout.stages]
        first = max(self.row(min([self.side.y, *heads])), self.top)
        last = min(self.row(self.side.bottom), self.height)
        return QRectF(self.side_left, first, self.side.width * self.across, max(last - first, 0.0))

    @cached_property
    def seen(self) -> tuple[float, float]:
        """Left and right end of the part of the view beside pinned lane names."""
        if self.side is None or not self.pinned:
            return 0.0, self.width
        room = self.side_room
        return (0.0, room.left()) if self.layout.rtl else (room.right(), self.width)

    def column(self, x: float) -> float:
        """Return the pixel at an x of the map."""
        return self.origin.x() + x * self.zoom

    def row(self, y: float) -> float:
        """Return the pixel at a y of the map."""
        return self.origin.y() + y * self.zoom

    def slide(self, lane: LaneLayout) -> float:
        """Return how far the name of a lane is moved down to stay in view, in pixels.

        The name of a matrix stays above those of its channels.
        """
        if any(each.rows and each.lane == lane.id for each in self.layout.summaries):
            return 0.0
        row = self.row(lane.box.y)
        room = lane.box.height * self.zoom - (name_bottom(lane) - lane.box.y + 4) * self.across
        return min(max(self.top - row, 0.0), max(room, 0.0))

    def slides(self) -> bool:
        """Return True if the name of a lane must be moved to stay in view."""
        rows = (
            lane for lane in self.layout.lanes if self.row(lane.box.y) < self.top < self.row(lane.box.bottom)
        )
        return any(self.slide(lane) > 0 for lane in rows)

    def in_side(self, at: QPointF) -> QPointF:
        """Return the map position beside the rows at a position on the lane names."""
        assert self.side is not None
        x = self.side.x + (at.x() - self.side_left) / self.across
        return QPointF(x, (at.y() - self.origin.y()) / self.zoom)

    def name_at(self, at: QPointF) -> QPointF:
        """Return the map position of what the lane names show at a position: the texts slide and shrink."""
        place = self.in_side(at)
        for lane in self.layout.lanes:
            if lane.box.y <= place.y() < lane.box.bottom:
                y = lane.box.y + (at.y() - self.row(lane.box.y) - self.slide(lane)) / self.across
                if lane.box.y <= y <= name_bottom(lane):
                    return QPointF(place.x(), y)
        return place

    def in_head(self, at: QPointF) -> QPointF:
        """Return the map position at a position on the stage headers."""
        assert self.head is not None
        return QPointF(
            (at.x() - self.origin.x()) / self.zoom, self.head.y + (at.y() - self.head_top) / self.down
        )

    def head_ground(self) -> QTransform:
        """Return the transform of the stage headers, except their texts."""
        assert self.head is not None
        down = self.head_top - self.head.y * self.down
        return QTransform(self.zoom, 0, 0, self.down, self.origin.x(), down)

    def side_ground(self) -> QTransform:
        """Return the transform of the lane names, except their texts."""
        assert self.side is not None
        left = self.side_left - self.side.x * self.across
        return QTransform(self.across, 0, 0, self.zoom, left, self.origin.y())

    def on_head(self, owner: str, box: Box) -> tuple[QTransform, QTransform] | None:
        """Return the transforms of the texts and of the ground of a stage or step with this box.

        None if the stage headers do not show it.
        """
        if self.head is None or not self.head.overlaps(box):
            return None
        heads: list[tuple[StageLayout | StepLayout, Box | None]] = [
            *((stage, stage.box) for stage in self.layout.stages),
            *((step, step.head) for step in self.layout.steps),
        ]
        for found, own in heads:
            if found.id == owner and own == box:
                return self._head_texts(found, box), self.head_ground()
        return None

    def on_side(self, owner: str, box: Box) -> tuple[QTransform, QTransform] | None:
        """Return the transforms of the texts and of the ground of a lane or persona with this box.

        None if the lane names do not show it.
        """
        if self.side is None:
            return None
        for lane in self.layout.lanes:
            if lane.id == owner and lane.label == box:
                return self._lane_texts(lane), self.side_ground()
        for heading in self._headings:
            if owner == _id_of(heading) and heading.header == box:
                return self._heading_texts(heading), self.side_ground()
        return None

    def head_pieces(self, scene: MapScene, seen: QRectF) -> Iterator[Placed]:
        """Yield the stage and step headers in an area of the view."""
        stages = {stage.id: stage for stage in self.layout.stages}
        steps = {step.id: step for step in self.layout.steps}
        for part in scene.shown.parts_with_roles(("stage", "step")):
            found = stages.get(part.owner) or steps.get(part.owner)
            box = found.box if isinstance(found, StageLayout) else found.head if found else None
            if found is None or box is None or self.head is None or not self.head.overlaps(box):
                continue
            if self.column(box.right) < seen.left() or self.column(box.x) > seen.right():
                continue
            stretched = self.head_ground()
            moved = self._head_texts(found, box)
            for piece in scene.pieces_of(part):
                ground, texts = _split(piece.children, 1)
                yield _with(piece, ground), stretched
                yield _with(piece, texts), moved

    def _head_texts(self, found: StageLayout | StepLayout, box: Box) -> QTransform:
        """Return the transform of the texts of a header, which stay in view as long as the header does."""
        assert self.head is not None
        scale, low, high = self.down, self.column(box.x), self.column(box.right)
        blocks = [found.name] if isinstance(found, StepLayout) else [found.name, found.goal]
        ends = [sides(block) for block in blocks if block is not None] or [(box.x, box.x)]
        left, right = min(each[0] for each in ends), max(each[1] for each in ends)
        width, gap = (right - left) * scale, _INSET * scale
        if isinstance(found, StepLayout):
            start = centred(width, (low + gap / 2, high - gap / 2), self.seen)
        else:
            rtl = self.layout.rtl
            start = high - (box.right - left) * scale if rtl else low + (left - box.x) * scale
            seen = (self.seen[0] + gap, self.seen[1] - gap)
            start = slid(start, width, (low + gap, high - gap), seen, rtl=rtl)
        return QTransform(scale, 0, 0, scale, start - left * scale, self.head_top - self.head.y * scale)

    def side_pieces(self, scene: MapScene, seen: QRectF) -> Iterator[Placed]:
        """Yield the names of lanes and personas, and the scales of charts, in an area of the view."""
        if self.side is None:
            return
        for piece, placed in self._lanes(scene, seen):
            yield piece, placed
        for piece, placed in self._strips(scene):
            yield piece, placed
        for piece, placed in self._charts(scene, seen):
            yield piece, placed
        for piece, placed in self._channels(scene):
            yield piece, placed

    def _beside(self, y: float, at: float) -> QTransform:
        """Return the transform of names in which a y of the map is at a pixel."""
        assert self.side is not None
        scale = self.across
        return QTransform(scale, 0, 0, scale, self.side_left - self.side.x * scale, at - y * scale)

    def _lane_texts(self, lane: LaneLayout) -> QTransform:
        if lane.rule is not None:
            # The name stays beside its line.
            return self._beside(lane.rule.y, self.row(lane.rule.y))
        return self._beside(lane.box.y, self.row(lane.box.y) + self.slide(lane))

    @property
    def _headings(self) -> list[Heading]:
        return [*self.layout.persona_lanes, *self.layout.lane_groups]

    def _heading_texts(self, heading: Heading) -> QTransform:
        middle = heading.header.center[1]
        return self._beside(middle, self.row(middle))

    def _lanes(self, scene: MapScene, seen: QRectF) -> Iterator[Placed]:
        lanes: dict[str, list[LaneLayout]] = {}
        for lane in self.layout.lanes:
            lanes.setdefault(lane.id, []).append(lane)
        for part in scene.shown.parts_with_roles(("lane",)):
            lane = lanes[part.owner].pop(0)
            row = self.row(lane.box.y)
            if row > seen.bottom() or self.row(lane.box.bottom) < seen.top():
                continue
            for piece in scene.pieces_of(part):
                line, name = _split(piece.children, int(lane.hairline or lane.rule is not None))
                if lane.rule is not None:
                    yield _with(piece, line), self._lane_texts(lane)
                else:
                    yield _with(piece, line), self._beside(lane.box.y, row)
                yield _with(piece, name), self._lane_texts(lane)

    def _strips(self, scene: MapScene) -> Iterator[Placed]:
        """Yield the strips and bars of personas and of groups of lanes, with their names."""
        stretched = self.side_ground()
        parts = [
            part for role in ("persona_lane", "lane_group") for part in scene.shown.parts_with_roles((role,))
        ]
        for part, heading in zip(parts, self._headings, strict=False):
            for piece in scene.pieces_of(part):
                ground, name = _split(piece.children, 2)
                yield _with(piece, ground), stretched
                yield _with(piece, name), self._heading_texts(heading)

    def _charts(self, scene: MapScene, seen: QRectF) -> Iterator[Placed]:
        layout = self.layout
        charts = [
            chart
            for lane in layout.lanes
            for chart in layout.charts
            if (chart.lane, chart.band) == (lane.id, lane.band)
        ]
        for part, chart in zip(scene.shown.parts_with_roles(("chart",)), charts, strict=False):
            if self.row(chart.frame.y) > seen.bottom() or self.row(chart.frame.bottom) < seen.top():
                continue
            for piece in scene.pieces_of(part):
                for level, children in zip(chart.levels, _by_level(piece.children, chart), strict=True):
                    yield _with(piece, children), self._beside(level.y, self.row(level.y))

    def _channels(self, scene: MapScene) -> Iterator[Placed]:
        """Yield the names of the channels of matrices, each beside its row."""
        rows = [row for each in self.layout.summaries for row in each.rows]
        for part, row in zip(scene.shown.parts_with_roles(("channel",)), rows, strict=False):
            for piece in scene.pieces_of(part):
                yield piece, self._beside(row.line.y, self.row(row.line.y))

    def frames(self, ids: Collection[str]) -> tuple[list[QRectF], list[QRectF]]:
        """Return the frames of selected headers, and of selected lane names, in pixels."""
        heads: list[QRectF] = []
        names: list[QRectF] = []
        if not ids:
            return heads, names
        layout, head, side = self.layout, self.head, self.side
        if head is not None:
            boxes = [stage.box for stage in layout.stages if stage.id in ids]
            boxes += [step.head for step in layout.steps if step.id in ids and step.head is not None]
            for box in (each.grown(1) for each in boxes):
                y, height = self.head_top + (box.y - head.y) * self.down, box.height * self.down
                heads.append(QRectF(self.column(box.x), y, box.width * self.zoom, height))
        if side is not None:
            gap = LANE_GAP if layout.rtl else 0.0
            labels = [lane.label for lane in layout.lanes if lane.id in ids]
            boxes = [Box(each.x - gap, each.y, each.width + LANE_GAP, each.height) for each in labels]
            boxes += [heading.header for heading in self._headings if _id_of(heading) in ids]
            for box in (each.grown(1) for each in boxes):
                x = self.side_left + (box.x - side.x) * self.across
                width = box.width * self.across
                names.append(QRectF(x, self.row(box.y), width, box.height * self.zoom))
        return heads, names


def _id_of(heading: Heading) -> str:
    return heading.id if isinstance(heading, LaneGroupLayout) else heading.persona


def _with(piece: Piece, children: tuple[Primitive, ...]) -> Piece:
    return Piece(piece.x, piece.y, children, piece.opacity)


def _split(children: tuple[Primitive, ...], count: int) -> tuple[tuple[Primitive, ...], ...]:
    """Return the first primitives and the others: the same objects each time, so that they can be cached."""
    return _splits.get((Same(children), count), lambda: (children[:count], children[count:]))


def _by_level(children: tuple[Primitive, ...], chart: ChartLayout) -> tuple[tuple[Primitive, ...], ...]:
    """Return the faces and words beside a chart, by level."""
    return _splits.get((Same(children), chart.lane), lambda: tuple(_levels(children, chart)))


def _levels(children: tuple[Primitive, ...], chart: ChartLayout) -> Iterator[tuple[Primitive, ...]]:
    places = [(child, box) for child in children if (box := extent(child)) is not None]
    outside = [(child, box) for child, box in places if not chart.frame.x < box.center[0] < chart.frame.right]
    for level in chart.levels:
        yield tuple(
            child
            for child, box in outside
            if min(chart.levels, key=lambda each: abs(each.y - box.center[1])) is level
        )
