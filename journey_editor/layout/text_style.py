"""How a text is set: its face, its size and the height of its lines."""

from dataclasses import dataclass
from typing import Literal

Face = Literal["regular", "italic", "semibold", "bold"]
"""The faces of the one family that maps are set in."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A face at a size; the colour is the drawing's business."""

    face: Face
    size: float
    """The em, in units of the map."""
    line_height: float
    """From one baseline to the next, in units of the map."""
