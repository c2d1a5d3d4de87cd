"""Blocks of text are set with one ruler, in one language and direction."""

import pytest

from journey_editor.text.ruler import default_ruler
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter
from tests.fakes import FakeRuler

STYLE = TextStyle("regular", 2, 3)
"""With the fake ruler every character is 1 unit wide."""


def test_a_text_is_broken_into_lines_of_the_width() -> None:
    block = Typesetter(FakeRuler(), "en", "ltr").block("one two three", STYLE, 4, 5, 8)
    assert [line.text for line in block.lines] == ["one two ", "three"]
    assert (block.x, block.y, block.width, block.height) == (4, 5, 8, 6)


def test_words_are_divided_by_the_rules_of_the_language() -> None:
    def lines(language: str) -> list[str]:
        block = Typesetter(FakeRuler(), language, "ltr").block("Algorithmus", STYLE, 0, 0, 7)
        return [line.text for line in block.lines]

    assert lines("de") == ["Algo", "rithmus"]
    assert lines("it") == ["Algori", "thmus"]


def test_the_first_baseline_is_in_its_first_line() -> None:
    block = Typesetter(FakeRuler(), "en", "ltr").block("one two three", STYLE, 4, 5, 8)
    assert block.baseline == 5 + FakeRuler().baseline(STYLE) < 5 + STYLE.line_height


def test_the_width_of_a_text_is_that_of_a_single_line() -> None:
    assert Typesetter(FakeRuler(), "en", "ltr").width("one two three", STYLE) == 13


@pytest.mark.parametrize(("language", "direction"), [("de", "ltr"), ("en", "rtl")])
def test_only_equal_typesetters_share_what_is_memoised(language: str, direction: str) -> None:
    one = Typesetter(default_ruler(), "en", "ltr")
    memo = {one: "memoised"}
    assert memo[Typesetter(default_ruler(), "en", "ltr")] == "memoised"
    assert Typesetter(default_ruler(), language, direction) not in memo
    assert Typesetter(FakeRuler(), "en", "ltr") not in memo


def test_the_direction_tells_whether_a_map_is_read_from_the_right() -> None:
    assert Typesetter(default_ruler(), "ar", "rtl").rtl
    assert not Typesetter(default_ruler(), "ar", "ltr").rtl
