"""Reading order of text runs, for outputs whose text is read or copied."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from journey_editor.drawing.primitives import Primitive, TextRun
from journey_editor.text import bidi
from journey_editor.text.shaping import GlyphRun


def adjoins(item: TextRun, following: Primitive | None) -> bool:
    """Return True if the next run directly adjoins this one, such as when the font changes within a word."""
    if not isinstance(following, TextRun) or following.y != item.y:
        return False
    gaps = following.x - item.x - item.run.width, item.x - following.x - following.run.width
    return min(map(abs, gaps)) < 0.01


def read_in_order(
    line: Sequence[TextRun], before: str = "", *, from_the_right: bool = False
) -> Iterator[TextRun]:
    """Yield the runs of a line, given from left to right, in reading order.

    A line with both directions has the base direction that leads to the given positions. If both directions
    do, it is right to left if `from_the_right` (the map's language is) or if most of its letters are.
    `before` is the text before the line, which affects the direction of numbers.
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
    """Return True if a line with this base direction has its parts in the given order and directions."""
    order = [item.run for part in (reversed(parts) if from_the_right else parts) for item in part]
    text = "".join([run.text for run in order])
    turned = [run.rtl for run in order for _ in run.text]
    found = bidi.levels(before + text, from_the_right)[len(before) :]
    return all(
        level % 2 == rtl for char, level, rtl in zip(text, found, turned, strict=True) if not char.isspace()
    )


def is_divided(run: GlyphRun) -> bool:
    """Return True if the run ends with a hyphen added because the word continues on the next line."""
    # The hyphen is the last glyph, and its cluster is the end of the text.
    return bool(run.clusters) and len(run.text) in (run.clusters[0], run.clusters[-1])


def needs_space(item: TextRun, following: Primitive | None) -> bool:
    """Return True if readers need a space after the run to separate its last word from the next."""
    run = item.run
    return not (adjoins(item, following) or is_divided(run) or run.text.endswith(" "))
