"""What text runs say where one follows another, for outputs whose words are read or copied."""

from journey_editor.drawing.primitives import Primitive, TextRun
from journey_editor.layout.shaping import GlyphRun


def goes_on(item: TextRun, following: Primitive | None) -> bool:
    """Whether the next run begins where this one ends, as where a line's font changes within a word."""
    return (
        isinstance(following, TextRun)
        and following.y == item.y
        and abs(item.x + item.run.width - following.x) < 0.01
    )


def is_divided(run: GlyphRun) -> bool:
    """Whether the run ends with a hyphen that was drawn because the word goes on in the next line."""
    # It is drawn last, and stands where the text ends.
    return bool(run.clusters) and len(run.text) in (run.clusters[0], run.clusters[-1])


def wants_blank(item: TextRun, following: Primitive | None) -> bool:
    """Whether a reader needs a blank behind the run, lest its last word is glued to the next."""
    run = item.run
    return not (goes_on(item, following) or is_divided(run) or run.text.endswith(" "))
