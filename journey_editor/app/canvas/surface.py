"""Interface that the parts of the canvas use to access their view."""

from typing import Protocol

from PySide6.QtCore import QPoint, QPointF, QRectF
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from journey_editor.foundation.geometry import Box


class Surface(Protocol):
    """View as its parts see it: coordinates, zoom and scrolling. `MapView` implements it."""

    bare: bool
    """True to show nothing but the map."""

    def viewport(self) -> QWidget:
        """Return the widget on which the map is painted."""

    def font(self) -> QFont:
        """Return the font of the interface."""

    def zoom(self) -> float:
        """Return the zoom in screen pixels per scene unit."""

    def visible_region(self) -> QRectF:
        """Return the visible part of the scene."""

    def place_at(self, at: QPointF, /) -> QPointF:
        """Return the map position at a viewport position, including under the frozen headers."""

    def content_at(self, at: QPointF, /) -> QPointF:
        """Return the map position of what is shown at a viewport position, also on a name that has moved."""

    def to_viewport(self, at: QPointF, /) -> QPointF:
        """Return the viewport position of a scene position, with subpixel precision."""

    def mapFromScene(self, at: QPointF, /) -> QPoint:
        """Return the viewport pixel at a scene position."""

    def is_panning(self) -> bool:
        """Return True if dragging pans the map now, or would on a press."""

    def scroll_by(self, dx: float, dy: float) -> None:
        """Scroll by a number of pixels."""

    def scroll_to_edge(self, dx: float, dy: float) -> bool:
        """Scroll by a number of pixels, but not past the map's edge; return False if it is reached."""

    def free_region(self) -> QRectF:
        """Return the part of the viewport that the frozen headers do not cover, in pixels."""

    def show_box(self, box: Box) -> None:
        """Scroll as little as possible to bring a part of the map into view."""

    def reveal(self, record_id: str) -> None:
        """Scroll as little as possible to bring a record into view."""
