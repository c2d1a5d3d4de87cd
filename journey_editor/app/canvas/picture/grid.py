"""The grid of tiles over a map, in pixels of the screen from the map's corner."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QRect

SIDE = 256
"""The side of a tile in pixels of the screen."""

Place = tuple[int, int]
"""A tile's column and row; the map's corner is that of 0, 0."""


def room_of(place: Place) -> QRect:
    """The pixels of a tile."""
    return QRect(place[0] * SIDE, place[1] * SIDE, SIDE, SIDE)


def united(rects: Iterable[QRect]) -> QRect:
    """The smallest rectangle around all of them."""
    whole = QRect()
    for rect in rects:
        whole = whole.united(rect)
    return whole


def away(place: Place, middle: QPoint) -> int:
    """How far a tile is from a place, in pixels along both sides."""
    way = room_of(place).center() - middle
    return abs(way.x()) + abs(way.y())
