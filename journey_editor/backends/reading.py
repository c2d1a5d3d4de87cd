"""What text runs say where one follows another, for outputs whose words are read or copied."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from journey_editor.drawing.primitives import Primitive, TextRun
from journey_editor.layout.shaping import GlyphRun


def goes_on(item: TextRun, following: Primitive | None) -> bool:
    """Whether the next run begins where this one ends, as where a line's font changes within a word."""
    if not isinstance(following, TextRun) or following.y != item.y:
        return False
    left, right = (following, item) if item.run.rtl and following.x < item.x else (item, following)
    return abs(left.x + left.run.width - right.x) < 0.01


def read_in_order(line: Sequence[TextRun]) -> Iterator[TextRun]:
    """The runs of a line, given from left to right, in the order in which they are read.

    A line of both directions is taken to run in that of most of its letters.
    """
    parts = [
        tuple(runs)[:: -1 if from_the_right else 1]
        for from_the_right, runs in groupby(line, key=lambda item: item.run.rtl)
    ]
    letters = sum(len(item.run.text) * (-1 if item.run.rtl else 1) for item in line)
    for part in parts if letters >= 0 else reversed(parts):
        yield from part


def is_divided(run: GlyphRun) -> bool:
    """Whether the run ends with a hyphen that was drawn because the word goes on in the next line."""
    # It is drawn last, and stands where the text ends.
    return bool(run.clusters) and len(run.text) in (run.clusters[0], run.clusters[-1])


def wants_blank(item: TextRun, following: Primitive | None) -> bool:
    """Whether a reader needs a blank behind the run, lest its last word is glued to the next."""
    run = item.run
    return not (goes_on(item, following) or is_divided(run) or run.text.endswith(" "))
