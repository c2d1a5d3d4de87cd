"""What a run shows as readers shall find it: one shape for each piece of text that glyphs stand for together.

A letter and its marks, a syllable of several glyphs, a letter drawn as a bow and dots: if they were shown one
by one, readers would have to guess what belongs together, and each guesses otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from journey_editor.layout.bidi_rules import MIRRORED
from journey_editor.layout.shaping import GlyphRun

Shape = tuple[tuple[int, int, int], ...]
"""Glyphs, each with how far right and up it is from where the shape begins, in font units."""

_MOST = 8
"""A shape of more glyphs is shown in pieces: a font has room for 32 em or less of one."""
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Cluster:
    """One shape of a run, in units of the map."""

    shape: Shape
    text: str
    x: float
    y: float
    """Below the baseline."""
    width: float


def told(run: GlyphRun) -> str:
    """The text of a run as readers are told it: they mirror the signs of what they read from the right."""
    return run.text.translate(MIRRORED) if run.rtl else run.text


def clusters_of(run: GlyphRun) -> Iterator[Cluster]:
    """The shapes of a run from left to right; a drawn hyphen stands for a soft one."""
    reading = told(run) + _SOFT_HYPHEN
    ends = dict(pairwise(sorted({*run.clusters, len(run.text), len(reading)})))
    xs, ys, pens = run.xs, run.ys, list(accumulate(run.advances, initial=0.0))
    units = run.face.units_per_em / run.size
    at = 0
    for start, group in groupby(run.clusters):
        whole = at + len(tuple(group))
        text = reading[start : ends[start]]
        text = text.replace(_SOFT_HYPHEN, "") or text
        if run.rtl:
            # Readers turn round each character of what they read from the right, those of a shape too.
            text = text[::-1]
        while at < whole:
            end = min(at + _MOST, whole)
            if end == at + 1:
                shape: Shape = ((run.glyphs[at], 0, 0),)
                x, y = xs[at], ys[at]
            else:
                # The letter that stands on the baseline, where there is one, bears the others.
                x, y = pens[at], min(ys[at:end], key=abs)
                shape = tuple(
                    [
                        (glyph, round((right - x) * units), round((y - down) * units))
                        for glyph, right, down in zip(run.glyphs[at:end], xs[at:end], ys[at:end], strict=True)
                    ]
                )
            yield Cluster(shape, text, x, y, pens[end] - pens[at])
            at = end
            text = ""
