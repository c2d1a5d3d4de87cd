"""Grid of tiles over a map, in device pixels from the map's origin."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect

SIDE = 256
"""Side of a tile in device pixels."""

Place = tuple[int, int]
"""Column and row of a tile; the map's origin is in tile (0, 0)."""


def room_of(place: Place) -> QRect:
    """Return the pixels of a tile."""
    return QRect(place[0] * SIDE, place[1] * SIDE, SIDE, SIDE)


def united(rects: Iterable[QRect]) -> QRect:
    """Return the bounding rectangle of several rectangles."""
    whole = QRect()
    for rect in rects:
        whole = whole.united(rect)
    return whole


def away(place: Place, middle: QPoint) -> int:
    """Return the Manhattan distance in pixels from the centre of a tile to a point."""
    way = room_of(place).center() - middle
    return abs(way.x()) + abs(way.y())
