"""Helpers for painting."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap


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
