"""Search in a text: what is found, and which part of the text itself it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.text.matching import Matcher, Query, Texts
from tests.counting import calls_in


def found(text: str, query: str, *, case: bool = False, words: bool = False) -> list[str]:
    return [text[start:end] for start, end in Matcher(Query(query, case, words)).spans(text)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("Die Straße, die STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("STRASSE", "straße", ["STRASSE"]),
        ("ὈΔΥΣΣΕΎΣ ὀδυσσεύς", "ὀδυσσεύς", ["ὈΔΥΣΣΕΎΣ", "ὀδυσσεύς"]),
        ("İSTANBUL ısparta", "istanbul", ["İSTANBUL"]),
        ("İSTANBUL ISPARTA", "ısparta", ["ISPARTA"]),
        ("Cafe\u0301 und Café", "café", ["Cafe\u0301", "Café"]),
        ("Waits on\nhold on  hold", "on hold", ["on\nhold"]),
        ("10\u00a0min", "10 min", ["10\u00a0min"]),
        ("Kunden\u00adservice", "kundenservice", ["Kunden\u00adservice"]),
        ("It’s here, it's there", "it's", ["It’s", "it's"]),
        ("a.c abc", "a.c", ["a.c"]),
        ("aaaa", "aa", ["aa", "aa"]),
    ],
)
def test_equivalent_spellings_are_found(text: str, query: str, expected: list[str]) -> None:
    assert found(text, query) == expected


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Straße", "tras s"),
        ("cafe\u0301", "cafe"),
        ("👩\u200d👧", "👩"),
        ("🇩🇪🇫🇷", "🇪🇫"),
        ("Straße", "stras"),
        ("one\ntwo", "\n\n"),
        ("one\ntwo", " "),
        ("text", ""),
        ("text", "\u00ad"),
    ],
)
def test_no_part_of_a_character_is_found(text: str, query: str) -> None:
    assert found(text, query) == []


def test_case_and_whole_words_count_if_that_is_chosen() -> None:
    text = "The other: the THE, die Straße"
    assert found(text, "the", case=True) == ["the", "the"]
    assert found(text, "the", words=True) == ["The", "the", "THE"]
    assert found(text, "the", case=True, words=True) == ["the"]
    assert found(text, "STRASSE", case=True) == []
    assert found("ba a a", "a a", words=True) == ["a a"]
    assert found("ลูกค้าโทรหา", "โทร", words=True) == ["โทร"]


@given(st.lists(st.text(alphabet="aßẞsİiıI é\u0301\n\u00ad한👩\u200dx", max_size=8), max_size=5))
def test_several_texts_at_once_give_the_same_as_one_by_one(texts: list[str]) -> None:
    for query in (Query("s"), Query("ss"), Query("é"), Query("i", case=True), Query("a x", words=True)):
        joined = Texts(texts)
        each = [
            (first + start, first + end)
            for first, text in zip(joined.starts, texts, strict=False)
            for start, end in Matcher(query).spans(text)
        ]
        assert Matcher(query).spans_in(joined) == each


@given(st.text(alphabet="aAßsSé \n", max_size=20), st.text(alphabet="aAßsSé ", min_size=1, max_size=3))
def test_a_found_part_is_the_query_apart_from_case_and_blanks(text: str, query: str) -> None:
    for part in found(text, query):
        assert part.replace("\n", " ").split() == part.split()
        assert "".join(part.split()).casefold() == "".join(query.split()).casefold()


def test_a_long_row_of_blanks_takes_linear_time() -> None:
    def work(length: int) -> int:
        text = "on" + " " * length + "hold"
        return calls_in(lambda: Matcher(Query("on hold")).spans(text))

    # The first search also compiles the pattern, unless it is still known.
    work(2)
    assert work(20_000) < 2 * work(2_000)
