"""Conversion of text blocks to text runs."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby, pairwise

from journey_editor.drawing.primitives import Path, Stroke, TextRun
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.text.glyph_outlines import glyph_path
from journey_editor.text.shaping import GlyphRun, Line
from journey_editor.text.text_block import TextBlock

_STROKE_HEIGHT = 0.28
"""Height of a stroke through a text above its baseline, as a share of the size of its letters."""


def draw_text(block: TextBlock, color: str) -> Iterator[TextRun | Path]:
    """Yield the runs of a block's lines, each on its baseline."""
    for index, line in enumerate(block.lines):
        baseline = block.baseline + index * block.style.line_height
        yield from draw_line(line, block.line_x(line), baseline, color)


def draw_strokes_through(block: TextBlock, color: str) -> Iterator[Path]:
    """Yield the strokes through the lines of a block."""
    for index, line in enumerate(block.lines):
        x = block.line_x(line)
        y = block.baseline + index * block.style.line_height - block.style.size * _STROKE_HEIGHT
        yield Path((("M", x, y), ("L", x + line.width, y)), None, Stroke(color, 1.0))


def draw_line(line: Line, x: float, baseline: float, color: str) -> Iterator[TextRun | Path]:
    """Yield the runs of a line, then the upper layers of its emoji.

    The first layer of an emoji is text, so that it is read and copied with the words around it.
    """
    above: list[Path] = []
    for offset, run in line.runs:
        raise_if_cancelled()
        if run.face.has_colors:
            yield from _pictures(run, x + offset, baseline, color, above)
        else:
            yield TextRun(x + offset, baseline, run, color)
    yield from above


def _pictures(run: GlyphRun, x: float, baseline: float, color: str, above: list[Path]) -> Iterator[TextRun]:
    """Yield the first layers of a run of emoji; add all other layers to `above`."""
    xs, ys = run.xs, run.ys
    ends = dict(pairwise(sorted({*run.clusters, len(run.text)})))
    at = 0
    for cluster, group in groupby(run.clusters):
        raise_if_cancelled()
        count = len(tuple(group))
        layers = [
            (layer, own or color, at + index)
            for index, glyph in enumerate(run.glyphs[at : at + count])
            for layer, own in run.face.layers(glyph) or ((glyph, None),)
        ]
        (first, first_color, _), *others = layers
        part = replace(
            run,
            text=run.text[cluster : ends[cluster]],
            glyphs=(first,),
            steps=(sum(run.steps[at : at + count]),),
            places=tuple([(0, up) for _, up in run.places[at : at + 1]]),
            clusters=(0,),
        )
        yield TextRun(x + xs[at], baseline, part, first_color)
        for layer, own_color, place in others:
            outline = glyph_path(run.face, layer)
            if outline:
                above.append(
                    Path(outline, own_color, x=x + xs[place], y=baseline + ys[place], scale=run.scale)
                )
        at += count


def said(block: TextBlock | None) -> str:
    """Return the text of a block, for labels."""
    return "".join(line.text for line in block.lines).strip() if block else ""
