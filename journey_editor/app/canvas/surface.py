"""What the parts of the canvas need of the view that holds them."""

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from journey_editor.foundation.geometry import Box


class Surface(Protocol):
    """The view as its parts see it: coordinates, zoom, and scrolling. `MapView` implements it."""

    def viewport(self) -> QWidget:
        """Return the widget on which the map is painted."""

    def font(self) -> QFont:
        """Return the font of the interface."""

    def zoom(self) -> float:
        """Return how many pixels of the screen a unit of the map takes."""

    def visible_region(self) -> QRectF:
        """Return the part of the scene that is in view."""

    def place_at(self, at: QPointF, /) -> QPointF:
        """Return the place of the map under a place of the viewport, also under the frozen headers."""

    def to_viewport(self, at: QPointF, /) -> QPointF:
        """Return where a place of the scene is in the viewport, exact to parts of a pixel."""

    def mapFromScene(self, at: QPointF, /) -> QPoint:
        """Return the pixel of the viewport that shows a place of the scene."""

    def is_panning(self) -> bool:
        """Tell whether the pointer moves the map now, or would if it was pressed."""

    def scroll_by(self, dx: float, dy: float) -> None:
        """Scroll by some pixels."""

    def show_box(self, box: Box) -> None:
        """Scroll as little as needed to see a part of the map."""

    def reveal(self, record_id: str) -> None:
        """Scroll as little as needed to see a record."""
