"""Painting with a painter that others go on with."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtGui import QPainter


@contextmanager
def saved(painter: QPainter) -> Iterator[None]:
    """Give the painter its state back afterwards, even after an error: Qt complains of one that is left."""
    painter.save()
    try:
        yield
    finally:
        painter.restore()
