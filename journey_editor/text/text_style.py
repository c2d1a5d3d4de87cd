"""Style of a text: its face, size and line height."""

from collections.abc import Iterator
from dataclasses import replace
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
    rich: bool = False
    """True for a text whose marks of emphasis were read: the items of its lists hang."""
    faces: tuple[tuple[int, int, Face], ...] = ()
    """Ranges of characters in another face: start, end, and face, in ascending order."""

    def part(self, start: int, end: int) -> "TextStyle":
        """Return the style for a part of the text."""
        if not self.faces:
            return self
        # A hyphen that is added at the end has the face before it.
        faces = tuple(
            [
                (max(first - start, 0), last - start if last < end else end - start + 1, face)
                for first, last, face in self.faces
                if first < end and start < last
            ]
        )
        return replace(self, faces=faces)

    def runs(self, length: int) -> Iterator[tuple[int, int, Face]]:
        """Yield the parts of a text of this length that have one face each."""
        at = 0
        for start, end, face in self.faces:
            if start >= length:
                break
            if at < start:
                yield at, start, self.face
            yield start, min(end, length), face
            at = min(end, length)
        if at < length:
            yield at, length, self.face


class FixedTextStyle(TextStyle):
    """Style of a text whose place does not grow, so that a larger text size does not change it."""

    __slots__ = ()
