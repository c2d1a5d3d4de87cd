"""Stops of a presentation: the parts of a map that are shown one after the other in readable size.

Each stop shows one or a few stages beside the lane names and below the stage headers. Stages that are too
tall for the screen are shown in several parts, from top to bottom.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Literal

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import LaneLayout, MapLayout, StepLayout
from journey_editor.layout.queries.headers import LARGEST_SHARE, head_of, lane_names, strip_of
from journey_editor.layout.theme import CARD_TEXT

Uncovering = Literal["off", "stage", "lane"]
"""Order in which a presentation uncovers the map."""

SMALLEST_TEXT = 24.0
"""Minimum height of the text of cards on a screen of 1280×720 pixels. It grows with the screen."""
PAD = 8.0
"""Map units between a stop and the lane names."""
PAD_Y = 2.0
"""Map units between a stop and the stage headers."""
_FOOT = 36.0
"""Pixels for the progress at the bottom edge of a screen of 1280×720 pixels."""
_OVERLAP = 36.0
"""Map units that two parts of an item that is too large for the screen have in common."""
_LEAST = 96.0
"""Map units that a stop shows at least, even if the headers leave less room on the screen."""
_NARROWEST = 0.5
"""Minimum factor by which headers are squeezed. Beyond it, they are cut off."""
_LARGER = (1.0, 1.05, 1.1, 1.15, 1.2, 1.25, 1.3, 1.35, 1.4)


Span = tuple[float, float]
"""Interval along one axis."""


@dataclass(frozen=True, slots=True)
class Screen:
    """Size of a screen in pixels."""

    width: float
    height: float

    @property
    def scale(self) -> float:
        """Size of the screen compared with one of 1280×720 pixels, at least 1."""
        return max(1.0, min(self.width / 1280, self.height / 720))

    @property
    def lowest_zoom(self) -> float:
        """Zoom at which the text of cards has the minimum size."""
        return self.scale * SMALLEST_TEXT / CARD_TEXT.size


@dataclass(frozen=True, slots=True)
class Stop:
    """Part of the map that is shown clear of the headers, and the stages and lanes in it.

    `part` counts the stops of the same stages from 1 to `parts`. A map without stages has one stop, without
    any stages, that shows the whole map.
    """

    box: Box
    zoom: float
    stages: tuple[str, ...] = ()
    lanes: tuple[str, ...] = ()
    part: int = 1
    parts: int = 1


@dataclass(frozen=True, slots=True)
class Step:
    """Step of a presentation: the index of its stop, and the stages and lanes that it has uncovered there.

    `uncovered` is the lane that it has just uncovered, if lanes are uncovered one by one.
    """

    stop: int
    stages: tuple[str, ...]
    lanes: tuple[str, ...]
    uncovered: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """Lane or collapsed group in a band, by its id, with the `label` and the bottom of its name.

    The first lane of a persona or of a group begins with the name of that.
    """

    id: str
    label: Box
    name_bottom: float
    top: float
    bottom: float

    def around(self, box: Box) -> Span:
        """Return the vertical interval of a box with a gap, within the lane."""
        return max(box.y - 8, self.top), min(box.bottom + 8, self.bottom)


def squeeze(length: float, zoom: float, room: float) -> tuple[float, float]:
    """Return the pixels for headers of a `length` in map units, and the factor by which they are squeezed."""
    most = room * LARGEST_SHARE
    factor = min(1.0, max(_NARROWEST, most / max(length * zoom, 1.0)))
    return min(length * zoom * factor, most), factor


def stops(layout: MapLayout, screen: Screen, zoom: float | None = None) -> tuple[Stop, ...]:
    """Return the stops of a presentation in reading order, at least one.

    All have the same zoom: `zoom`, or the largest one that does not need more stops than the lowest.
    """
    if not layout.steps:
        whole = Box(0.0, 0.0, layout.width, layout.height)
        fit = min(screen.width / max(whole.width, 1.0), screen.height / max(whole.height, 1.0))
        return (Stop(whole, min(fit, 2 * screen.scale)),)
    planner = _Planner(layout, screen)
    if zoom is not None:
        return planner.stops(zoom)
    fewest = len(planner.stops(screen.lowest_zoom))

    def needs_more(factor: float) -> bool:
        return len(planner.stops(screen.lowest_zoom * factor)) > fewest

    factor = _LARGER[bisect_left(_LARGER, True, lo=1, key=needs_more) - 1]
    return planner.stops(screen.lowest_zoom * factor, even=True)


def corner_of(layout: MapLayout, stop: Stop, screen: Screen) -> tuple[float, float]:
    """Return the map position at the top left corner of the screen for a stop."""
    if not stop.stages:
        return (
            stop.box.center[0] - screen.width / stop.zoom / 2,
            stop.box.center[1] - screen.height / stop.zoom / 2,
        )
    side, top = _side(layout, screen, stop.zoom), _top(layout, screen, stop.zoom, stop.stages)
    if layout.rtl:
        left = stop.box.right + PAD + (side - screen.width) / stop.zoom
    else:
        left = stop.box.x - PAD - side / stop.zoom
    return left, stop.box.y - PAD_Y - top / stop.zoom


def stop_of(found: Sequence[Stop], stage: str, box: Box | None = None) -> int:
    """Return the index of the stop that shows a box of a stage, or else of the first one of the stage."""
    of_stage = [index for index, stop in enumerate(found) if stage in stop.stages]
    if box is not None:
        of_stage.sort(key=lambda index: -_common(found[index].box, box))
    return of_stage[0] if of_stage else 0


def steps(found: Sequence[Stop], uncovering: Uncovering) -> tuple[Step, ...]:
    """Return the steps of a presentation: one for each stop, or for each stage or lane that it uncovers."""
    result: list[Step] = []
    seen: set[tuple[tuple[str, ...], str]] = set()
    for index, stop in enumerate(found):
        if uncovering == "off" or not stop.stages:
            result.append(Step(index, stop.stages, stop.lanes))
            continue
        group = stop.stages if uncovering == "lane" else ()
        items = stop.lanes if uncovering == "lane" else stop.stages
        old = [each for each in items if (group, each) in seen]
        for shown in _growing(old, [each for each in items if each not in old]):
            if uncovering == "lane":
                result.append(Step(index, stop.stages, shown, shown[-1] if shown else ""))
            else:
                result.append(Step(index, shown, stop.lanes))
        seen.update((group, each) for each in items)
    return tuple(result)


def _growing(old: Sequence[str], fresh: Sequence[str]) -> list[tuple[str, ...]]:
    """Return the items of each step that adds one of the `fresh` ones; a single step if there are none."""
    counts = range(1, len(fresh) + 1) if fresh else range(1)
    return [(*old, *fresh[:count]) for count in counts]


class _Planner:
    """Divides a map into stops. What does not depend on the zoom is collected once."""

    def __init__(self, layout: MapLayout, screen: Screen) -> None:
        self._layout = layout
        self._screen = screen
        self._rows = [rows_of(layout, band) for band in range(len(layout.bands))]
        self._cards: dict[tuple[str, str], list[Box]] = {}
        self._by_step: dict[str, list[Box]] = {}
        wide = {card.id for card in layout.cards.wide}
        for cell in layout.cells:
            boxes = {key: card.box.moved(cell.box.x, cell.box.y) for key, card in cell.body.cards.items()}
            self._cards[cell.step, cell.lane] = list(boxes.values())
            # A card that goes beyond its column is no part of a column: it would add stops in others.
            narrow = [box for key, box in boxes.items() if key not in wide]
            self._by_step.setdefault(cell.step, []).extend(narrow)
        for part in layout.cards.wide:
            for cell in layout.cells:
                if part.id not in cell.body.cards and part.box.overlaps(cell.box):
                    self._cards[cell.step, cell.lane].append(part.box)

    def stops(self, zoom: float, *, even: bool = False) -> tuple[Stop, ...]:
        """Return the stops at a zoom; `even` makes the parts of a stage nearly equally high."""
        result: list[Stop] = []
        screen, layout = self._screen, self._layout
        for band in range(len(layout.bands)):
            across = max((screen.width - _side(layout, screen, zoom)) / zoom - 2 * PAD, _LEAST)
            own = [step for step in layout.steps if step.band == band]
            for stages, (low, high) in self._across(own, across):
                left, right = (-high, -low) if layout.rtl else (low, high)
                shown = [each.id for each in own if each.column.x < right and left < each.column.right]
                top = _top(layout, screen, zoom, stages)
                down = max((screen.height - top - _FOOT * screen.scale) / zoom - 2 * PAD_Y, _LEAST)
                result += [
                    Stop(Box(left, above, right - left, below - above), zoom, stages, lanes)
                    for lanes, (above, below) in self._down(band, shown, (left, right), down, even)
                ]
        return tuple(_numbered(result))

    def _across(self, columns: Sequence[StepLayout], room: float) -> list[tuple[tuple[str, ...], Span]]:
        """Return groups of stages with the interval that shows them, in reading direction."""
        of_stage: dict[str, list[StepLayout]] = {}
        for step in columns:
            of_stage.setdefault(step.stage, []).append(step)
        result: list[tuple[tuple[str, ...], Span]] = []
        waiting: list[tuple[str, Span]] = []
        for stage, own in of_stage.items():
            spans = [self._along(step.column) for step in own]
            whole = around(spans)
            if whole[1] - whole[0] <= room:
                waiting.append((stage, whole))
                continue
            result += _packed(waiting, room)
            waiting = []
            pieces = [piece for step in own for piece in self._pieces_of_column(step, room)]
            result += [((stage,), window) for window in _windows(pieces, room)]
        return result + _packed(waiting, room)

    def _pieces_of_column(self, step: StepLayout, room: float) -> list[Span]:
        """Return the parts of a column that should not be divided: the column, or else its stacks."""
        if step.column.width <= room:
            return [self._along(step.column)]
        return [self._along(box) for box in self._by_step.get(step.id, ())] or [self._along(step.column)]

    def _down(
        self, band: int, steps: Sequence[str], across: Span, room: float, even: bool
    ) -> list[tuple[tuple[str, ...], Span]]:
        """Return the parts of a group from top to bottom with their lanes."""
        rows = self._rows[band]
        pieces: list[Span] = []
        for row in rows:
            own = self._pieces_of_row(band, row, steps, across)
            # Cards in other columns make a lane higher than its cards here.
            whole = around(own)
            pieces += [whole] if whole[1] - whole[0] <= room else own
        if not pieces:
            box = self._layout.bands[band]
            return [((), (box.y, box.bottom))]
        return [
            (
                tuple(row.id for row in rows if row.top < below - 1 and above + 1 < row.bottom),
                (above, below),
            )
            for above, below in (_even_windows(pieces, room) if even else _windows(pieces, room))
        ]

    def _pieces_of_row(self, band: int, row: Row, steps: Sequence[str], across: Span) -> list[Span]:
        """Return the parts of a lane that should not be divided: its name, its cards, its charts."""
        pieces = [(row.top, min(row.name_bottom + 4, row.bottom))]
        for step in steps:
            boxes = self._cards.get((step, row.id), ())
            pieces += [row.around(box) for box in boxes if box.x < across[1] and across[0] < box.right]
        charts = (each for each in self._layout.charts if (each.lane, each.band) == (row.id, band))
        return pieces + [row.around(chart.frame) for chart in charts]

    def _along(self, box: Box) -> Span:
        return along(self._layout, box)


def _packed(items: Sequence[tuple[str, Span]], room: float) -> list[tuple[tuple[str, ...], Span]]:
    """Return as few groups of consecutive items as fit into `room` each, if possible of similar lengths."""

    def within(limit: float) -> list[list[tuple[str, Span]]]:
        groups: list[list[tuple[str, Span]]] = []
        for item in items:
            if not groups or item[1][1] - groups[-1][0][1][0] > limit:
                groups.append([])
            groups[-1].append(item)
        return groups

    def shortest(groups: list[list[tuple[str, Span]]]) -> float:
        return min(group[-1][1][1] - group[0][1][0] for group in groups)

    if not items:
        return []
    groups = even = within(room)
    low, high = max(span[1] - span[0] for _, span in items), room
    for _ in range(12):
        middle = (low + high) / 2
        tried = within(middle)
        if len(tried) == len(groups):
            even, high = tried, middle
        else:
            low = middle
    if shortest(even) > 1.2 * shortest(groups):
        groups = even
    return [(tuple(name for name, _ in group), around([span for _, span in group])) for group in groups]


def _windows(spans: Iterable[Span], room: float) -> list[Span]:
    """Return intervals of at most `room` so that each span is in one of them, or else in several in a row."""
    waiting = sorted(set(spans))
    result: list[Span] = []
    begun: list[Span] = []
    at = 0
    while begun or at < len(waiting):
        if not begun:
            begun.append(waiting[at])
            at += 1
        low, high = begun.pop(0)
        windows: list[Span] = []
        last = high - room
        while low < last:
            windows.append((low, low + room))
            low = min(low + max(room - _OVERLAP, room / 2), last)
        end = max(low + room, high)
        while at < len(waiting) and waiting[at][0] < end:
            begun.append(waiting[at])
            at += 1
        windows.append((low, max([high, *(each[1] for each in begun if low <= each[0] and each[1] <= end)])))
        begun = [each for each in begun if not any(a <= each[0] and each[1] <= b for a, b in windows)]
        result += windows
    return result


def _even_windows(spans: Sequence[Span], room: float) -> list[Span]:
    """Return as many windows as for `room`, but of nearly the same length."""
    found = _windows(spans, room)
    low, high = min(room, max(end - start for start, end in spans)), room
    for _ in range(5):
        middle = (low + high) / 2
        tried = _windows(spans, middle)
        if len(tried) <= len(found):
            found, high = tried, middle
        else:
            low = middle
    return found


def _numbered(found: Sequence[Stop]) -> Iterable[Stop]:
    """Yield the stops with the numbers of their parts."""
    for _, group in groupby(found, key=lambda stop: stop.stages):
        parts = list(group)
        for index, stop in enumerate(parts):
            yield replace(stop, part=index + 1, parts=len(parts))


def rows_of(layout: MapLayout, band: int) -> list[Row]:
    """Return the lanes and collapsed groups of a band from top to bottom."""
    rows = []
    top: float | None = None
    for row in (each for each in layout.rows if each.band == band):
        headers = (each.header for each in layout.persona_lanes if each.band == band)
        first = row.box.y if top is None else top
        top = min([first, *(each.y for each in headers if abs(each.bottom - first) < 0.5)])
        if isinstance(row, LaneLayout):
            name_bottom = (row.subtitle or row.title).bottom
        elif row.folded is not None:
            name_bottom = max(row.name.bottom, row.folded.bottom)
        else:
            # Its first lane begins with the heading.
            continue
        rows.append(Row(row.id, row.label, name_bottom, top, row.box.bottom))
        top = None
    return rows


def _side(layout: MapLayout, screen: Screen, zoom: float) -> float:
    """Return the pixels that the lane names take."""
    names = lane_names(layout)
    return squeeze(names.width, zoom, screen.width)[0] if names is not None else 0.0


def _top(layout: MapLayout, screen: Screen, zoom: float, stages: Sequence[str]) -> float:
    """Return the pixels that the headers of some stages take."""
    head = head_of(layout, stages)
    return squeeze(strip_of(head).height, zoom, screen.height)[0] if head is not None else 0.0


def band_of(layout: MapLayout, stage: str) -> int:
    """Return the band of a stage."""
    return next(each.band for each in layout.stages if each.id == stage)


def along(layout: MapLayout, box: Box) -> Span:
    """Return the horizontal interval of a box in reading direction; from the right, it is negative."""
    return (-box.right, -box.x) if layout.rtl else (box.x, box.right)


def around(spans: Sequence[Span]) -> Span:
    """Return the interval around some intervals."""
    return min(low for low, _ in spans), max(high for _, high in spans)


def _common(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common."""
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return max(across, 0.0) * max(down, 0.0)
