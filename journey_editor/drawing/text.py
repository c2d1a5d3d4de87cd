"""Blocks of text as text runs."""

from collections.abc import Iterator

from journey_editor.drawing.primitives import TextRun
from journey_editor.layout.boxes import TextBlock
from journey_editor.layout.line_breaking import Ruler


def draw_text(block: TextBlock, color: str, ruler: Ruler) -> Iterator[TextRun]:
    """The runs of a block's lines, each on its baseline."""
    baseline = block.y + ruler.baseline(block.style)
    for index, line in enumerate(block.lines):
        x = block.line_x(line)
        for offset, run in line.runs:
            yield TextRun(x + offset, baseline + index * block.style.line_height, run, color)


def said(block: TextBlock | None) -> str:
    """What a block says, for labels."""
    return "".join(line.text for line in block.lines).strip() if block else ""
