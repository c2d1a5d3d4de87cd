"""Drop targets of dragged rows: lanes, groups of lanes, and all lanes of a persona."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import LaneGroupLayout, LaneLayout, MapLayout
from journey_editor.layout.queries.drop_targets import MARK, band_at

_INSIDE = 12.0
"""Distance of the ends of a mark in a group from those of a mark beside it."""


@dataclass(frozen=True, slots=True)
class RowDrop:
    """Drop target of rows: before a lane, or at the end (None), in a group, or in none if it is empty.

    `room` is the box of that group.
    """

    before: str | None
    mark: Box
    group: str = ""
    room: Box | None = None


@dataclass(frozen=True, slots=True)
class _Row:
    """Lanes that other rows pass as a whole: one lane, those of a group, or those of a persona."""

    box: Box
    lanes: tuple[str, ...]
    group: LaneGroupLayout | None = None


_Place = tuple[float, str | None, LaneGroupLayout | None]
"""Height at which a row is inserted, the lane before which it is, and the group in which it is."""


def lane_drop(layout: MapLayout, y: float, moving: str) -> RowDrop | None:
    """Return the drop target of a lane, or None. The lanes of a persona stay together.

    A lane enters a group of lanes of its persona, or leaves its group, where the pointer is nearest to.
    """
    band = band_at(layout, y)
    own = next((lane for lane in layout.lanes if (lane.id, lane.band) == (moving, band)), None)
    if own is None:
        return None
    return _nearest(layout, band, own.persona, _places(layout, band, own.persona, groups=True), y)


def group_drop(layout: MapLayout, y: float, moving: str) -> RowDrop | None:
    """Return the drop target of a group of lanes, or None. It stays among the lanes of its persona."""
    band = band_at(layout, y)
    own = next((group for group in layout.lane_groups if (group.id, group.band) == (moving, band)), None)
    if own is None:
        return None
    return _nearest(layout, band, own.persona, _places(layout, band, own.persona), y)


def persona_lane_drop(layout: MapLayout, y: float, persona: str) -> RowDrop | None:
    """Return the drop target of all lanes of a persona together, or None."""
    band = band_at(layout, y)
    drop = _nearest(layout, band, "", _places(layout, band, ""), y)
    own = [lane.id for lane in layout.lanes if lane.persona == persona]
    own += [lane for group in layout.lane_groups if group.persona == persona for lane in group.lanes]
    if drop is not None and drop.before in own:
        order = [lane for row in _rows(layout, band, "") for lane in row.lanes]
        rest = order[order.index(drop.before) :]
        return RowDrop(next((lane for lane in rest if lane not in own), None), drop.mark)
    return drop


def _nearest(
    layout: MapLayout, band: int, persona: str, places: Iterator[_Place], y: float
) -> RowDrop | None:
    """Return the place that is nearest to a y."""
    near = min(places, key=lambda place: abs(place[0] - y), default=None)
    if near is None:
        return None
    line, before, group = near
    across = bounds(row.box for row in layout.rows if row.band == band and persona in ("", row.persona))
    inset = _INSIDE if group is not None else 0.0
    mark = Box(across.x + inset, line - MARK / 2, across.width - 2 * inset, MARK)
    if group is None:
        return RowDrop(before, mark)
    return RowDrop(before, mark, group.id, group.header if group.folded is not None else group.box)


def _places(layout: MapLayout, band: int, persona: str, *, groups: bool = False) -> Iterator[_Place]:
    """Yield the places between the rows of a persona or of everyone, and with `groups` also those inside."""
    rows = _rows(layout, band, persona)
    order = [lane for row in _rows(layout, band, "") for lane in row.lanes]
    after = dict(zip(order, [*order[1:], None], strict=True))
    bottom_of = {lane.id: lane.box.bottom for lane in layout.lanes if lane.band == band}
    for row in rows:
        yield row.box.y, row.lanes[0], None
        if groups and row.group is not None:
            last = row.lanes[-1]
            if row.group.folded is not None:
                yield row.group.header.center[1], after[last], row.group
                continue
            yield row.group.header.bottom, row.lanes[0], row.group
            for lane in row.lanes:
                yield bottom_of[lane], after[lane], row.group
    if rows:
        yield rows[-1].box.bottom, after[rows[-1].lanes[-1]], None


def _rows(layout: MapLayout, band: int, persona: str) -> Sequence[_Row]:
    """Return the rows of a persona, or all rows of a band if it is empty: then those of a persona are one."""
    found: list[_Row] = []
    shown = [row for row in layout.rows if row.band == band and persona in ("", row.persona)]
    whole = {each.persona: each.box for each in layout.persona_lanes if each.band == band}
    for owner, own in groupby(shown, key=lambda row: row.persona):
        rows = [_row(row) for row in own if isinstance(row, LaneGroupLayout) or not row.group]
        if owner and not persona:
            rows = [_Row(whole[owner], tuple(lane for row in rows for lane in row.lanes))]
        found += rows
    return found


def _row(row: LaneLayout | LaneGroupLayout) -> _Row:
    if isinstance(row, LaneGroupLayout):
        return _Row(row.box, row.lanes, row)
    return _Row(row.box, (row.id,))
