"""Lines are broken as a careful designer would, and nothing is ever cut off."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journey_editor.text.ruler import default_ruler
from journey_editor.text.segmentation import grapheme_boundaries
from journey_editor.text.shaping import Line
from journey_editor.text.text_style import TextStyle
from tests.fakes import FakeRuler

CARD = TextStyle("regular", 13, 18)
RULER = default_ruler()
# With the fake ruler and this style every character is 1 unit wide.
ONE = TextStyle("regular", 2, 3)


def broken(text: str, characters: float, language: str = "en") -> list[str]:
    lines = FakeRuler().lines(text, ONE, characters, language)
    assert "".join(line.text for line in lines) == text
    return [seen(line) for line in lines]


def seen(line: Line) -> str:
    """Return the visible text of a line; the fake ruler's glyphs are characters, including hyphens."""
    return "".join(chr(glyph) for _, run in line.runs for glyph in run.glyphs)


def test_a_card_is_broken_between_words() -> None:
    assert broken("Sees the toy in a friend's video", 20) == ["Sees the toy in a", "friend's video"]


def test_a_text_that_fits_exactly_is_one_line() -> None:
    assert broken("Sees the toy", 12) == ["Sees the toy"]
    assert broken("Sees the toy ", 12) == ["Sees the toy"]


def test_spaces_do_not_count_at_the_end_of_a_line_but_at_its_start() -> None:
    assert broken("one   two", 4) == ["one", "two"]
    assert broken("  one", 5) == ["  one"]


def test_line_ends_in_the_text_and_empty_lines_are_kept() -> None:
    assert broken("one\n\ntwo\n", 10) == ["one", "", "two", ""]
    assert broken("one\r\ntwo\u2028three", 10) == ["one", "two", "three"]
    assert broken("", 10) == [""]


def test_units_that_belong_together_are_not_divided() -> None:
    assert broken("wait “so long”, 20\u00a0% of us (why)?", 10) == [
        "wait “so",
        "long”,",
        "20\u00a0% of us",
        "(why)?",
    ]
    assert broken("a well-known and/or", 8) == ["a well-", "known", "and/or"]


def test_a_word_is_divided_only_if_its_line_would_be_nearly_empty() -> None:
    assert broken("my representation", 14) == ["my represent-", "ation"]
    assert broken("number representation", 14) == ["number", "representation"]
    assert broken("the number representation", 17) == ["the number", "representation"]


def test_a_word_that_is_wider_than_a_line_is_divided_by_its_language() -> None:
    assert broken("Verbraucherschutzverordnung", 14, "de") == ["Verbraucher-", "schutzverord-", "nung"]
    assert broken("Die Verbraucherschutzverordnung", 15, "de-AT") == [
        "Die Verbrau-",
        "cherschutzver-",
        "ordnung",
    ]


def test_the_parts_of_a_german_compound_stay_apart() -> None:
    assert broken("Servicemitarbeiterin", 14, "de") == ["Servicemitar-", "beiterin"]
    assert broken("Servicemitarbeiterin", 12, "de") == ["Servicemit-", "arbeiterin"]


def test_soft_hyphens_in_the_text_replace_the_patterns() -> None:
    assert broken("Verbraucher\u00adschutz", 14, "de") == ["Verbraucher\u00ad-", "schutz"]
    assert RULER.line("co\u00adop", CARD).width == pytest.approx(RULER.line("coop", CARD).width, abs=0.3)


def test_a_word_in_a_language_without_a_dictionary_is_broken_between_letters() -> None:
    assert broken("representation", 5, "vi") == ["repre", "senta", "tion"]
    assert broken("abcdefghijklm", 5) == ["abcde", "fghij", "klm"]


def test_chinese_is_broken_between_characters_but_not_before_a_full_stop() -> None:
    assert broken("客服很慢。我等你了", 4) == ["客服很", "慢。我等", "你了"]


def test_no_ideograph_is_left_alone_on_the_last_line() -> None:
    assert broken("订单的物流查询页面", 8, "zh") == ["订单的物流查询", "页面"]
    assert broken("ご連絡します」", 6, "ja") == ["ご連絡し", "ます」"]
    assert broken("客服很", 2, "zh") == ["客服", "很"], (
        "moving the second one would leave the first one alone"
    )
    assert broken("客服", 1, "zh") == ["客", "服"]


def test_no_character_is_divided() -> None:
    family = "👩‍👩‍👧"
    assert broken(family * 2, 3) == [family, family]
    assert broken("e\u0301e\u0301", 2) == ["e\u0301", "e\u0301"]


@pytest.mark.parametrize(
    ("word", "width", "lines"),
    [
        # A letter without a vowel ends a syllable, and stacked letters stay together.
        ("வாடிக்கையாளரின்", 14, ["வாடிக்கையாள", "ரின்"]),
        ("വേദനാബിന്ദുക്കൾ", 14, ["വേദനാബിന്ദു", "ക്കൾ"]),
        ("ಸ್ಪರ್ಶಕ್ಷೇತ್ರ", 8, ["ಸ್ಪರ್ಶ", "ಕ್ಷೇತ್ರ"]),
        ("ක්‍ෂේත්‍ර", 8, ["ක්‍ෂේ", "ත්‍ර"]),
        ("កម្ពុជា", 4, ["ក", "ម្ពុ", "ជា"]),
        # A syllable that is wider than a line is broken between grapheme clusters.
        ("க்க்க்", 2, ["க்", "க்", "க்"]),
    ],
)
def test_a_long_word_in_a_south_asian_script_is_broken_between_syllables(
    word: str, width: float, lines: list[str]
) -> None:
    assert broken(word, width) == lines


def test_if_a_word_must_be_broken_no_line_begins_with_closing_punctuation() -> None:
    assert broken("abcdef,ghi", 6) == ["abcde", "f,ghi"]
    assert broken("abcd(efgh)ij", 9) == ["abcd(efg", "h)ij"]
    assert broken("!!!!!!!!!", 4) == ["!!!!", "!!!!", "!"]


def test_a_line_knows_its_position_in_the_text() -> None:
    lines = FakeRuler().lines("one two\nthree", ONE, 5)
    assert [(line.start, line.end, line.text) for line in lines] == [
        (0, 4, "one "),
        (4, 8, "two\n"),
        (8, 13, "three"),
    ]


def test_a_drawn_hyphen_is_not_part_of_the_text_and_is_not_copied() -> None:
    first, *_ = RULER.lines("Verbraucherschutzverordnung", CARD, 100, "de")
    ((_, run),) = first.runs
    assert first.hyphenated
    assert run.text == first.text == "Verbraucher"
    assert run.clusters[-1] == len(run.text)
    assert len(run.glyphs) == len(run.text) + 1
    assert first.width == pytest.approx(run.width)


def test_hebrew_lines_run_from_right_to_left_in_order() -> None:
    lines = RULER.lines("שלום עולם abc שלום", CARD, 60)
    assert "".join(line.text for line in lines) == "שלום עולם abc שלום"
    assert len(lines) > 1
    # The space at the end of the first line has no glyph.
    assert lines[0].runs[-1][1].text.startswith("שלום")


WORDS = ["toy", "Verbraucherschutz", "12", "AVATAR.", "客服", "é", "👍🏽", "שלום", "ждёт"]
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text("abcdefgh  AVTo.,-–'“”()\n\u00ad", max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join),
)


@given(text=TEXTS, width=st.one_of(st.floats(0.01, 400), st.sampled_from([1.0, 40.0, 120.0])))
@example("A. V. A. V. A. V. A. V. T. o. " * 3, 50.0)
@example("\n", 10.0)
def test_no_text_is_lost_and_no_line_is_too_wide(text: str, width: float) -> None:
    lines = RULER.lines(text, CARD, width, "de")
    assert "".join(line.text for line in lines) == text
    assert [line.start for line in lines] == [0, *(line.end for line in lines[:-1])]
    assert lines[-1].end == len(text)
    for line in lines:
        assert text[line.start : line.end] == line.text
        drawn = "".join(run.text for _, run in line.runs)
        assert sorted(drawn) == sorted(line.text[: len(drawn)])
        assert line.text[len(drawn) :].strip("\u200b") == "" or line.text[len(drawn) :].isspace()
        assert line.width <= width + 1e-3 or len(grapheme_boundaries(drawn)) == 2


@given(text=TEXTS, width=st.floats(5, 200))
def test_a_line_ends_only_when_the_next_word_would_not_fit(text: str, width: float) -> None:
    lines = RULER.lines(text, CARD, width, "vi")
    for line, after in pairwise(lines):
        if line.text.rstrip("\n\r\v\f\x85\u2028\u2029") != line.text:
            continue
        first_word = after.text.split(" ")[0]
        both = RULER.line(line.text + first_word.rstrip(), CARD, "vi").width
        assert both > width - 0.5 * CARD.size


@pytest.mark.parametrize(
    "text", ["a" * 20_000, "客服" * 10_000, "ждём" * 5_000], ids=["latin", "chinese", "cyrillic"]
)
def test_twenty_thousand_characters_without_a_space_are_broken(text: str) -> None:
    lines = RULER.lines(text, CARD, 160)
    assert "".join(line.text for line in lines) == text
    assert max(line.width for line in lines) <= 160


def test_letters_are_vertically_centred_in_their_line() -> None:
    baseline = RULER.baseline(CARD)
    assert 0 < RULER.cap_height(CARD) < baseline < CARD.line_height
    space_above = baseline - RULER.cap_height(CARD)
    space_below = CARD.line_height - baseline
    assert space_above == pytest.approx(space_below, abs=1.0)
