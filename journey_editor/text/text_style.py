"""Style of a text: its face, size and line height."""

from typing import Literal

from journey_editor.foundation.quick_dataclass import dataclass

Face = Literal["regular", "italic", "semibold", "bold"]
"""Faces of the single font family that is used on maps."""


@dataclass(frozen=True, slots=True)
class TextStyle:
    """Face at a size. The colour belongs to the drawing."""

    face: Face
    size: float
    """Size of the em, in map units."""
    line_height: float
    """Distance between two baselines, in map units."""
