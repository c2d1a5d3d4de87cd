"""What text runs say where one follows another, for outputs whose words are read or copied."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from journey_editor.drawing.primitives import Primitive, TextRun
from journey_editor.layout import bidi
from journey_editor.layout.shaping import GlyphRun


def goes_on(item: TextRun, following: Primitive | None) -> bool:
    """Whether the next run stands right beside this one, as where a line's font changes within a word."""
    if not isinstance(following, TextRun) or following.y != item.y:
        return False
    gaps = following.x - item.x - item.run.width, item.x - following.x - following.run.width
    return min(map(abs, gaps)) < 0.01


def read_in_order(
    line: Sequence[TextRun], before: str = "", *, from_the_right: bool = False
) -> Iterator[TextRun]:
    """The runs of a line, given from left to right, in the order in which they are read.

    A line of both directions runs in the one in which its words come to stand as they do; where both would
    do, `from_the_right` if the map's language is read so, else in that of most of its letters. `before` is
    what was read last, which decides how numbers run.
    """
    parts = [tuple(runs)[:: -1 if rtl else 1] for rtl, runs in groupby(line, key=lambda item: item.run.rtl)]
    letters = sum(len(item.run.text) * (-1 if item.run.rtl else 1) for item in line)
    likely = from_the_right or letters < 0
    if len(parts) > 1:
        ways = [(way, text) for way in (likely, not likely) for text in dict.fromkeys((before, ""))]
        likely = next((way for way, text in ways if _would_stand(parts, way, text)), likely)
    for part in reversed(parts) if likely else parts:
        yield from part


def _would_stand(parts: Sequence[Sequence[TextRun]], from_the_right: bool, before: str) -> bool:
    """Whether parts of a line, given from left to right, run as they do if the line has a direction."""
    order = [item.run for part in (reversed(parts) if from_the_right else parts) for item in part]
    text = "".join([run.text for run in order])
    turned = [run.rtl for run in order for _ in run.text]
    found = bidi.levels(before + text, from_the_right)[len(before) :]
    return all(
        level % 2 == rtl for char, level, rtl in zip(text, found, turned, strict=True) if not char.isspace()
    )


def is_divided(run: GlyphRun) -> bool:
    """Whether the run ends with a hyphen that was drawn because the word goes on in the next line."""
    # It is drawn last, and stands where the text ends.
    return bool(run.clusters) and len(run.text) in (run.clusters[0], run.clusters[-1])


def wants_blank(item: TextRun, following: Primitive | None) -> bool:
    """Whether a reader needs a blank behind the run, lest its last word is glued to the next."""
    run = item.run
    return not (goes_on(item, following) or is_divided(run) or run.text.endswith(" "))
