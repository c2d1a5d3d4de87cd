"""Helpers for painting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QLinearGradient, QPainter, QPixmap, QRadialGradient


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Save and restore a painter's state around a `with` block, also after an exception."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()


def painted_icon(size: int, paint: Callable[[QPainter], None]) -> QIcon:
    """Return an icon of `size` pixels that a function paints, for usual screens and for dense ones."""
    made = QIcon()
    for scale in (1, 2):
        picture = QPixmap(size * scale, size * scale)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.scale(scale, scale)
            paint(painter)
        made.addPixmap(picture)
    return made


def paint_shadow(painter: QPainter, paper: QRectF, reach: float) -> None:
    """Paint a soft shadow around a sheet: gradients along its edges and around its corners."""
    stops = ((0.0, 34), (0.3, 16), (0.65, 5), (1.0, 0))
    left, top, right, bottom = paper.left(), paper.top(), paper.right(), paper.bottom()
    edges = (
        (QRectF(left - reach, top, reach, paper.height()), QLinearGradient(left, 0, left - reach, 0)),
        (QRectF(right, top, reach, paper.height()), QLinearGradient(right, 0, right + reach, 0)),
        (QRectF(left, top - reach, paper.width(), reach), QLinearGradient(0, top, 0, top - reach)),
        (QRectF(left, bottom, paper.width(), reach), QLinearGradient(0, bottom, 0, bottom + reach)),
    )
    corners = (
        (QRectF(x - reach * (x == left), y - reach * (y == top), reach, reach), QRadialGradient(x, y, reach))
        for x in (left, right)
        for y in (top, bottom)
    )
    # The shadow is lower than the sheet, so a part of it is next to the sheet's lower edge.
    painter.fillRect(paper, QColor(16, 24, 40, stops[0][1]))
    for room, gradient in (*edges, *corners):
        for place, alpha in stops:
            gradient.setColorAt(place, QColor(16, 24, 40, alpha))
        painter.fillRect(room, gradient)
