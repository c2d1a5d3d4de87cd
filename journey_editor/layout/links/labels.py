"""Placement of the labels of links at their lines, or of numbers for those without room."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.memo import memoised
from journey_editor.layout import theme
from journey_editor.layout.boxes import LinkLayout
from journey_editor.text.text_block import Align, TextBlock
from journey_editor.text.typesetter import Typesetter

WIDEST_LABEL = 156.0
_MOST_LINES = 3
_BESIDE_X, _BESIDE_Y = 7.6, 5.0
"""Distance of a label from its line, which ends in a head."""
_CLEAR_X, _CLEAR_Y = 3.0, 0.5
"""Distance of a label from everything else; the space between the cards of two lanes is low."""
ROOM_AT_LINE, ROOM_ON_LINE = 2 * _CLEAR_X, 22.0
"""Width of the room for a label next to a short piece of line, or on it, in addition to that of the label."""
_HEAD = 4.5
"""Half of the size of an arrow head."""
_SIGN = 12.0
"""Distance of a label on a line from the ends of the line, which may have signs."""
DISC = 15.0
"""Height of a disc with a number."""
DISC_PADDING = 9.0
"""Width of a disc with a number, in addition to the digits."""
_HIDDEN = 14.0
"""Minimum length of a piece of line, in addition to the disc on it."""
_TRIES = 4
"""Number of places to try on each side of the middle of a line."""
_SHORTEST_STEP = 7.0
_TILE_X, _TILE_Y = 160.0, 64.0

_Try = tuple[Box, Align, bool]
"""Box for a label, the alignment of its text, and whether it interrupts the line."""


class Taken:
    """Boxes of what labels must not cover, by the tiles of the map that they overlap; lines have a number."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._tiles: dict[tuple[int, int], list[tuple[Box, int]]] = {}
        for box in boxes:
            self.add(box)

    def add(self, box: Box, line: int = -1) -> None:
        """Add a box; `line` is the number of the link if it is a piece of its line."""
        for tile in _tiles(box):
            self._tiles.setdefault(tile, []).append((box, line))

    def meets(self, area: Box, *, own_line: int = -1, lines: bool = True) -> bool:
        """Return whether something is in an area, apart from the own line, and from all `lines` if false."""
        return any(
            box.overlaps(area) and (line < 0 or (lines and line != own_line))
            for tile in _tiles(area)
            for box, line in self._tiles.get(tile, ())
        )


def _tiles(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(int(box.x // _TILE_X), int(box.right // _TILE_X) + 1):
        for row in range(int(box.y // _TILE_Y), int(box.bottom // _TILE_Y) + 1):
            yield column, row


def narrow_width(label: str, typesetter: Typesetter, most: float) -> float:
    """Return the width of a label that is broken to be narrow, or 0 if it is wider than `most` anyway."""
    fitting = [block.width for block in _blocks(label, typesetter) if block.width <= most]
    return min(fitting, default=0.0)


@memoised(16)
def with_labels(
    links: tuple[LinkLayout, ...],
    labels: tuple[str, ...],
    marks: tuple[tuple[str, ...], ...],
    area: Box,
    boxes: tuple[Box, ...],
    hairlines: tuple[float, ...],
    typesetter: Typesetter,
    first: int,
) -> tuple[LinkLayout, ...]:
    """Return links with their labels and marks; with a number if there is no room for the label at the line.

    Labels are inside `area`, and cover none of the `boxes`; `hairlines` are the y of the lines between
    lanes, which they avoid. Equal labels have the same number, from `first` on: the legend has the numbers of
    points before. It is memoised, since most edits move nothing.
    """
    taken = Taken(boxes)
    for number, link in enumerate(links):
        for piece in _pieces(link.points):
            taken.add(piece, number)
        for end in (link.points[0], link.points[-1]):
            taken.add(_around(end, _HEAD, _HEAD), number)
    placed = []
    for number, (link, label) in enumerate(zip(links, labels, strict=True)):
        raise_if_cancelled()
        found = _labelled(link, number, label, area, taken, hairlines, typesetter) if label else link
        placed.append(found)
    numbers: dict[str, int] = {}
    discs = Taken(())
    for number, (link, label) in enumerate(zip(placed, labels, strict=True)):
        if label and link.label is None:
            raise_if_cancelled()
            text = str(numbers.setdefault(label, len(numbers) + first))
            placed[number] = _numbered(link, number, text, taken, discs, typesetter)
    for number, (link, signs) in enumerate(zip(placed, marks, strict=True)):
        if signs:
            box = _disc(link, number, DISC * len(signs), taken, discs)
            placed[number] = replace(link, marks=signs, mark_box=box)
    return tuple(placed)


def _blocks(label: str, typesetter: Typesetter) -> Iterator[TextBlock]:
    """Yield a label on one line, then on two, then on as many as its longest word allows."""
    natural = typesetter.width(label, theme.LINK_LABEL) + 1
    words = label.split()
    longest = max(typesetter.width(word, theme.LINK_LABEL) for word in words) + 1 if words else natural
    seen = set()
    for width in (min(natural, WIDEST_LABEL), max(longest, natural * 0.6), longest):
        block = typesetter.block(label, theme.LINK_LABEL, 0, 0, min(width, WIDEST_LABEL))
        divided = any(line.hyphenated for line in block.lines) and len(words) > 1
        if len(block.lines) <= _MOST_LINES and len(block.lines) not in seen and not divided:
            seen.add(len(block.lines))
            yield replace(block, width=max(line.width for line in block.lines) + 1)


def _labelled(
    link: LinkLayout,
    number: int,
    label: str,
    area: Box,
    taken: Taken,
    hairlines: Sequence[float],
    typesetter: Typesetter,
) -> LinkLayout:
    """Return a link with its label at the best free place, or without one."""
    crossing: tuple[TextBlock, _Try] | None = None
    for block in _blocks(label, typesetter):
        for tried in _places(link.points, block, from_start=link.look.kind == "branch"):
            box, _, cuts = tried
            wide = Box(
                box.x - _CLEAR_X, box.y - _CLEAR_Y, box.width + 2 * _CLEAR_X, box.height + 2 * _CLEAR_Y
            )
            if not _is_inside(area, box) or taken.meets(wide, own_line=number if cuts else -1):
                continue
            if cuts or not any(box.y < y < box.bottom for y in hairlines):
                return _with_label(link, block, tried, taken)
            crossing = crossing or (block, tried)
    return _with_label(link, *crossing, taken) if crossing else link


def _with_label(link: LinkLayout, block: TextBlock, tried: _Try, taken: Taken) -> LinkLayout:
    box, align, cuts = tried
    taken.add(box)
    gaps = (*link.gaps, box.grown(2)) if cuts else link.gaps
    return replace(link, label=replace(block, x=box.x, y=box.y, align=align), gaps=gaps)


def _numbered(
    link: LinkLayout, number: int, text: str, taken: Taken, discs: Taken, typesetter: Typesetter
) -> LinkLayout:
    """Return a link with a number on its line; in the worst case it covers other lines."""
    width = max(DISC, typesetter.width(text, theme.LINK_NUMBER) + DISC_PADDING)
    box = _disc(link, number, width, taken, discs)
    return replace(link, number=typesetter.centered(text, theme.LINK_NUMBER, box), disc=box)


def _disc(link: LinkLayout, number: int, width: float, taken: Taken, discs: Taken) -> Box:
    """Return the place of a disc on a link's line, which is taken then.

    Without a free place it covers something, but none of the other `discs`, if possible.
    """
    tries = list(_discs(link.points, width))
    free = (
        box
        for lines in (True, False)
        for box in tries
        if not taken.meets(box.grown(0.5), own_line=number, lines=lines)
    )
    box = next(free, None) or next((box for box in tries if not discs.meets(box)), tries[0])
    taken.add(box)
    discs.add(box)
    return box


def _discs(points: Sequence[Point], width: float) -> Iterator[Box]:
    """Yield places for a disc: on the line, or next to it if it would hide the line."""
    for start, end in _segments(points):
        upright = start[0] == end[0]
        length = abs(start[0] - end[0]) + abs(start[1] - end[1])
        if length < (DISC if upright else width) + _HIDDEN:
            x, y = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
            for sign in (1, -1):
                if upright:
                    yield _around((x + sign * (width / 2 + _BESIDE_X), y), width / 2, DISC / 2)
                else:
                    yield _around((x, y - sign * (DISC / 2 + 6)), width / 2, DISC / 2)
        else:
            yield from (_around(place, width / 2, DISC / 2) for place in _along((start, end)))


def _segments(points: Sequence[Point]) -> list[tuple[Point, Point]]:
    """Return the segments of a line, from the longest to the shortest."""
    return sorted(
        pairwise(points), key=lambda ends: -abs(ends[0][0] - ends[1][0]) - abs(ends[0][1] - ends[1][1])
    )


def _along(points: Sequence[Point]) -> Iterator[Point]:
    """Yield points along a line: for each of its segments the middle, then further to both ends."""
    for (x0, y0), (x1, y1) in _segments(points):
        middle_x, middle_y = (x0 + x1) / 2, (y0 + y1) / 2
        length = abs(x1 - x0) + abs(y1 - y0)
        step = max(_SHORTEST_STEP, length / (2 * _TRIES + 2)) / max(length, 1.0)
        yield middle_x, middle_y
        for index in range(1, _TRIES + 1):
            if index * step < 0.5:
                for sign in (-1, 1):
                    share = sign * index * step
                    yield middle_x + (x1 - x0) * share, middle_y + (y1 - y0) * share


def _places(points: Sequence[Point], block: TextBlock, *, from_start: bool) -> Iterator[_Try]:
    """Yield places for a label: next to the line, then on it; the condition of a branch is near its start."""
    width, height = block.width, block.height
    on: list[_Try] = []
    for (x0, y0), (x1, y1) in pairwise(points) if from_start else _segments(points):
        along = list(_along(((x0, y0), (x1, y1))))
        if from_start:
            along.sort(key=lambda place: abs(place[0] - x0) + abs(place[1] - y0))
            if y0 == y1:
                # Right after the card, there is room for the label even if the line turns soon.
                reach = _CLEAR_X + width / 2
                along.insert(0, (x0 + (reach if x0 < x1 else -reach), y0))
        for x, y in along:
            if y0 == y1:
                for top in (y - _BESIDE_Y - height, y + _BESIDE_Y):
                    yield Box(x - width / 2, top, width, height), "center", False
                if min(abs(x - x0), abs(x1 - x)) >= width / 2 + _SIGN:
                    on += [
                        (Box(x - width / 2, y - height / 2 + shift, width, height), "center", True)
                        for shift in (0.0, 2.5, -2.5)
                    ]
            else:
                yield Box(x + _BESIDE_X, y - height / 2, width, height), "left", False
                yield Box(x - _BESIDE_X - width, y - height / 2, width, height), "right", False
                if min(abs(y - y0), abs(y1 - y)) >= height / 2 + _SIGN:
                    on.append((Box(x - width / 2, y - height / 2, width, height), "center", True))
    yield from on


def _pieces(points: Sequence[Point]) -> Iterator[Box]:
    """Yield thin boxes around the segments of a line."""
    for (x0, y0), (x1, y1) in pairwise(points):
        yield Box(min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)).grown(1.0)


def _around(place: Point, x: float, y: float) -> Box:
    return Box(place[0] - x, place[1] - y, 2 * x, 2 * y)


def _is_inside(area: Box, box: Box) -> bool:
    return area.x <= box.x and box.right <= area.right and area.y <= box.y and box.bottom <= area.bottom
