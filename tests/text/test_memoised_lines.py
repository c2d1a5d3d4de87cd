"""The widths of columns change with the steps of a map: lines that stay the same are not broken again."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journey_editor.text.line_breaking import Ruler, broken
from journey_editor.text.ruler import HarfBuzzRuler, default_ruler
from journey_editor.text.text_style import TextStyle
from tests.fakes import FakeRuler

CARD = TextStyle("regular", 13, 18)
ONE = TextStyle("regular", 2, 3)
WORDS = [
    "toy",
    "Verbraucherschutz",
    "12",
    "AVATAR.",
    "客服很慢",
    "é",
    "co\u00adop",
    "👍🏽",
    "שלום",
    "ждёт",
    "a",
]
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
    st.text("abcdefgh  AVTo.,-–'“”()\n\u00ad客", max_size=60),
)


@pytest.mark.parametrize(("ruler", "style"), [(default_ruler(), CARD), (FakeRuler(), ONE)])
@given(text=TEXTS, width=st.floats(1, 200), share=st.floats(0, 1), beyond=st.floats(-1, 1))
@example("A. V. A. V. A. V. A. V. T. o. " * 3, 50.0, 0.0, 0.0)
@example("one two  ", 7.0, 0.0, 0.0)
@settings(deadline=None)
def test_lines_declared_valid_for_another_width_are_its_lines(
    ruler: Ruler, style: TextStyle, text: str, width: float, share: float, beyond: float
) -> None:
    found = broken(text, style, width, language="de", ruler=ruler)
    assert found.holds_for(width)
    most = min(found.most, 400.0)
    for other in (found.least, most, found.least + share * (most - found.least), width + beyond):
        if other > 0 and found.holds_for(other):
            assert found.lines == broken(text, style, other, language="de", ruler=ruler).lines


def test_lines_are_the_same_object_as_long_as_the_same_words_fit() -> None:
    ruler = HarfBuzzRuler(default_ruler().book)
    text = "Asks for the number, waits on hold, calls again"
    lines = ruler.lines(text, CARD, 160)
    widest = max(line.width for line in lines)
    assert ruler.lines(text, CARD, 158) is lines
    assert ruler.lines(text, CARD, widest) is lines
    narrow = ruler.lines(text, CARD, widest - 1)
    assert [line.text for line in narrow] != [line.text for line in lines]
    assert ruler.lines(text, CARD, 160) is lines, "the earlier lines are still cached"
    assert ruler.lines(text, TextStyle("bold", 13, 18), 160) != lines
