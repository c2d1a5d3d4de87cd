"""Lines and characters are divided as in Unicode's own test files.

The files are those of Unicode 17.0, without comments.
"""

import lzma
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from journey_editor.text import line_break_rules
from journey_editor.text.segmentation import grapheme_boundaries, line_breaks
from journey_editor.text.text_style import TextStyle
from tests.fakes import FakeRuler

FILES = Path(__file__).parents[1] / "data" / "unicode"


def cases(name: str) -> Iterator[tuple[str, ...]]:
    """Yield the parts of each text that must not be divided further."""
    with lzma.open(FILES / f"{name}.txt.xz", "rt", encoding="utf-8") as file:
        for line in file:
            parts = line.replace("×", "").split("÷")
            yield tuple(
                "".join(chr(int(code, 16)) for code in part.split()) for part in parts if part.strip()
            )


def lines_of(text: str) -> tuple[str, ...]:
    """Return the parts that may be on a line of their own; `broken` handles mandatory breaks."""
    found: list[str] = []
    for line in FakeRuler().lines(text, TextStyle("regular", 2, 3), 1e9):
        body = line.text.rstrip("\n\r\v\f\x85\u2028\u2029") or line.text
        ends = [0, *line_breaks(body)[:-1], len(line.text)]
        found += [line.text[start:end] for start, end in pairwise(ends)]
    return tuple(part for part in found if part)


def test_lines_may_end_where_unicode_allows_it() -> None:
    for parts in cases("LineBreakTest"):
        assert lines_of("".join(parts)) == parts


def test_grapheme_clusters_are_those_of_unicode() -> None:
    for parts in cases("GraphemeBreakTest"):
        text = "".join(parts)
        ends = grapheme_boundaries(text)
        assert tuple(text[start:end] for start, end in pairwise(ends)) == parts, ascii(text)


def test_the_classes_of_ascii_are_those_of_the_table() -> None:
    for code in range(32, 127):
        assert line_break_rules._CLASSES[code] == line_break_rules._Classes()[code], chr(code)


def test_the_classes_of_common_characters_are_those_of_the_table() -> None:
    common = "".join(line_break_rules._COMMON.values())
    assert len(set(common)) == len(common) > 450
    for kept, made in (
        (line_break_rules._CLASSES, line_break_rules._Classes()),
        (line_break_rules._KOREAN_CLASSES, line_break_rules._KoreanClasses()),
    ):
        assert {char: kept[ord(char)] for char in common} == {char: made[ord(char)] for char in common}
