"""Cleaning of text: unsuitable characters are removed, and text is never cut off."""

import hypothesis.strategies as st
import pytest
from hypothesis import given

from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import clean_text, in_one_line, is_clean, one_line

# By default, Hypothesis generates no lone surrogates.
ANYTHING = st.text(st.characters() | st.characters(categories=["Cs", "Cc", "Cf", "Cn"]), max_size=40)


@pytest.mark.parametrize(
    ("pasted", "kept"),
    [
        ("Calls support", "Calls support"),
        ("one\r\ntwo\rthree\u2028four\x0bfive", "one\ntwo\nthree\nfour\nfive"),
        ("tab\tstays", "tab\tstays"),
        ("bell\x07 null\x00 escape\x1b delete\x7f", "bell null escape delete"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ("\u2066isolated\u2069", "isolated"),
        ("half \ud83d a sign", "half  a sign"),
        ("no\ufffecharacter \U0001ffff", "nocharacter "),
        ("\ufeffa mark of order", "a mark of order"),
        ("e\u0301 and é", "e\u0301 and é"),
        ("👩‍👩‍👧 می‌خواهم \u200fעברית", "👩‍👩‍👧 می‌خواهم \u200fעברית"),
        ("  blanks  stay  ", "  blanks  stay  "),
        ("", ""),
    ],
)
def test_unsuitable_characters_are_removed(pasted: str, kept: str) -> None:
    assert clean_text(pasted) == kept


def test_line_ends_and_tabs_become_spaces_in_a_single_line() -> None:
    assert clean_text("one\r\ntwo\tthree", lines=False) == "one two three"


def test_a_text_that_is_too_long_is_refused_with_its_length_and_the_limit() -> None:
    assert clean_text("x" * 20_000) == "x" * 20_000
    with pytest.raises(UserError, match="20001 characters, but a field can have at most 20000"):
        clean_text("x" * 20_001)
    assert clean_text("x\x00" * 500, limit=500) == "x" * 500


@given(ANYTHING, st.booleans())
def test_cleaning_a_clean_text_does_not_change_it(text: str, lines: bool) -> None:
    cleaned = clean_text(text, lines=lines)
    assert is_clean(cleaned, lines=lines)
    assert clean_text(cleaned, lines=lines) == cleaned
    cleaned.encode("utf-8")


@given(ANYTHING, st.booleans())
def test_a_text_is_clean_exactly_if_cleaning_does_not_change_it(text: str, lines: bool) -> None:
    assert is_clean(text, lines=lines) == (clean_text(text, lines=lines) == text)


def test_a_text_that_is_too_long_is_not_clean() -> None:
    assert not is_clean("xxx", limit=2)


def test_text_for_a_terminal_is_one_line_without_control_characters() -> None:
    assert one_line("“a\nb\x1b[2J\u202ec\udce9.mmd” d’été\xa0!") == (
        "“a\\nb\\x1b[2J\\u202ec\\udce9.mmd” d’été\xa0!"
    )


def test_only_plain_spaces_are_collapsed_in_one_line() -> None:
    assert in_one_line(" 12\u00a0€ \n\t a  month\u3000 ") == "12\u00a0€ a month\u3000"
