"""Marks of emphasis in the texts of cards and notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.foundation.emphasis import (
    emphasis,
    escaped,
    from_before_emphasis,
    plain,
    without_empty_item,
)
from journey_editor.foundation.text import TEXT_LIMIT
from tests.counting import calls_in


def parts(text: str) -> tuple[str, list[str], list[str]]:
    """Return a text without marks, and its bold and its italic parts."""
    found = emphasis(text)
    bold, italic = ([found.text[start:end] for start, end in each] for each in (found.bold, found.italic))
    return found.text, bold, italic


@pytest.mark.parametrize(
    ("text", "shown", "bold", "italic"),
    [
        ("Calls **twice**", "Calls twice", ["twice"], []),
        ("Calls *twice* and _waits_", "Calls twice and waits", [], ["twice", "waits"]),
        ("**Never *again* there**", "Never again there", ["Never again there"], ["again"]),
        ("un**believ**able", "unbelievable", ["believ"], []),
        ("“**No** answer”", "“No answer”", ["No"], []),
        ("**长时间**等待", "长时间等待", ["长时间"], []),
        ("**a** and **b**", "a and b", ["a", "b"], []),
        ("2 * 3 * 4", "2 * 3 * 4", [], []),
        ("5*3*2", "5*3*2", [], []),
        ("2**3**4", "2**3**4", [], []),
        ("***Never*** again", "Never again", ["Never"], ["Never"]),
        ("これは*重要*です", "これは重要です", [], ["重要"]),
        ("Name: ______ and *x*", "Name: ______ and x", [], ["x"]),
        ("____", "____", [], []),
        ("**** plain **c**", "**** plain c", ["c"], []),
        ("__init__", "__init__", [], []),
        ("*\ufe0f\u20e3 or *\ufe0f\u20e3", "*\ufe0f\u20e3 or *\ufe0f\u20e3", [], []),
        ("- **one\n- two**", "• **one\n• two**", [], []),
        ("*one _two_ three*", "one two three", [], ["one two three", "two"]),
        ("snake_case_name", "snake_case_name", [], []),
        ("** not bold **", "** not bold **", [], []),
        ("**open", "**open", [], []),
        ("***", "***", [], []),
        (r"\*as typed\*", "*as typed*", [], []),
        ("Order #4711 _", "Order #4711 _", [], []),
    ],
)
def test_marks_are_read_as_in_markdown(text: str, shown: str, bold: list[str], italic: list[str]) -> None:
    assert parts(text) == (shown, bold, italic)


def test_lines_with_a_dash_are_items_of_a_list() -> None:
    found = emphasis("Needs:\n- a name\n* a number\n• a reason\n-5 degrees")
    assert found.text == "Needs:\n• a name\n• a number\n• a reason\n-5 degrees"
    assert found.lists and not emphasis("A - b").lists


def test_a_place_in_the_text_is_found_without_its_marks() -> None:
    text = "Calls **twice** a *day*"
    found = emphasis(text)
    for word in ("Calls", "twice", "day"):
        start = text.index(word)
        assert found.text[found.place(start) : found.place(start + len(word))] == word


@given(st.text(alphabet="ab *_\\-\n•", max_size=40))
def test_marks_of_older_texts_and_of_what_is_typed_are_shown(text: str) -> None:
    for shown in (plain(escaped(text)), plain(from_before_emphasis(text))):
        assert [line.lstrip("-*•") for line in shown.split("\n")] == [
            line.lstrip("-*•") for line in text.split("\n")
        ]


@given(st.text(alphabet="ab *_\\-\n", max_size=40))
def test_each_shown_character_has_its_place_in_the_text_with_marks(text: str) -> None:
    found = emphasis(text)
    for at, shown in enumerate(found.text):
        assert found.place(found.source(at)) == at
        assert shown in (text[found.source(at)], "•")


def test_a_text_of_marks_only_stays_within_the_limit_of_a_field() -> None:
    longest = "*" * TEXT_LIMIT
    assert escaped(longest) == longest


def test_an_item_without_words_at_the_end_is_left_out() -> None:
    assert without_empty_item("- name\n- number\n-") == "- name\n- number"
    assert without_empty_item("Minus\n-") == "Minus\n-"


def test_a_text_of_marks_is_read_in_linear_time() -> None:
    short, long = "**a *b _c " * 100, "**a *b _c " * 1000
    assert calls_in(lambda: emphasis(long)) < 15 * calls_in(lambda: emphasis(short))
