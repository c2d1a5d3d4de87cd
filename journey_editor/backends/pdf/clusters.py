"""Clusters of a run for readers: one shape for each piece of text that several glyphs represent together.

Examples are a letter with its marks, a syllable of several glyphs, and a letter drawn as a bow and dots. If
glyphs were shown one by one, readers would have to guess which belong together, with different results.
"""

from collections.abc import Iterator
from itertools import accumulate, groupby, pairwise

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.bidi_rules import MIRRORED
from journey_editor.text.shaping import GlyphRun

Shape = tuple[tuple[int, int, int], ...]
"""Glyphs, each with its offset to the right and upwards from the origin of the shape, in font units."""

_MOST = 8
"""Maximum number of glyphs in a shape; longer ones are split: a font limits a glyph to 32 em or less."""
_SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Cluster:
    """Shape of a run, in map units."""

    shape: Shape
    text: str
    x: float
    y: float
    """Distance below the baseline."""
    width: float


def told(run: GlyphRun) -> str:
    """Return the text of a run for readers, which mirror the signs of right-to-left text."""
    return run.text.translate(MIRRORED) if run.rtl else run.text


def clusters_of(run: GlyphRun) -> Iterator[Cluster]:
    """Yield the shapes of a run from left to right; a drawn hyphen represents a soft hyphen."""
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
            # Readers reverse the characters of right-to-left text, including those of a shape.
            text = text[::-1]
        while at < whole:
            end = min(at + _MOST, whole)
            if end == at + 1:
                shape: Shape = ((run.glyphs[at], 0, 0),)
                x, y = xs[at], ys[at]
            else:
                # The other glyphs are relative to the letter on the baseline, if there is one.
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
