"""Helper for painting with a shared painter."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPainter


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Save and restore a painter's state around a `with` block, also after an exception."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()
