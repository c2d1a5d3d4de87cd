"""Shaping: the positions of glyphs, and the text that they represent."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.text.fonts import default_book
from journey_editor.text.shaping import GlyphRun, Line, shape, shape_paragraph
from journey_editor.text.text_style import TextStyle

BOOK = default_book()
CARD = TextStyle("regular", 13, 18)
LETTERS = st.sampled_from("AVTowLYyr.,'’“”- fi0178éĐцщΑγ:/")


def set_line(text: str, style: TextStyle = CARD, language: str = "en") -> Line:
    return shape(text, style, BOOK, language)


def only_run(text: str) -> GlyphRun:
    ((left, run),) = set_line(text).runs
    assert left == 0
    return run


def test_a_word_is_one_run_with_a_glyph_for_each_letter() -> None:
    run = only_run("Delivery")
    assert run.text == "Delivery"
    assert run.face.key == "sans-regular"
    assert (run.size, run.rtl) == (13, False)
    assert len(run.glyphs) == 8
    assert run.clusters == tuple(range(8))
    assert run.ys == (0.0,) * 8
    assert run.xs[0] == 0
    assert run.width == pytest.approx(sum(run.advances))
    for (x, after), advance in zip(pairwise(run.xs), run.advances, strict=False):
        assert after == pytest.approx(x + advance)


def test_text_of_twice_the_size_is_twice_as_wide() -> None:
    assert set_line("Größe", TextStyle("bold", 26, 32)).width == pytest.approx(
        2 * set_line("Größe", TextStyle("bold", 13, 16)).width
    )


def test_letters_are_kerned() -> None:
    assert set_line("AV").width < set_line("A").width + set_line("V").width


def test_ligatures_are_off_so_that_words_can_be_searched_in_every_output() -> None:
    assert len(only_run("office fly").glyphs) == 10
    # Inter has a ligature that is an arrow.
    assert len(only_run("->").glyphs) == 2


@pytest.mark.parametrize("word", ["Trò chơi", "Việt", "é", "ё", "ά", "ų̃", "Ǭ"])
def test_a_decomposed_letter_looks_like_the_composed_one(word: str) -> None:
    composed = set_line(unicodedata.normalize("NFC", word))
    decomposed = set_line(unicodedata.normalize("NFD", word))
    assert decomposed.width == pytest.approx(composed.width)
    assert decomposed.runs[0][1].text == unicodedata.normalize("NFD", word)


def test_a_mark_without_a_composed_letter_is_placed_above_its_letter() -> None:
    run = only_run("x\u0304\u0301o")
    letter, macron, acute, after = run.xs
    width = run.advances[0]
    assert run.clusters == (0, 0, 0, 3)
    assert run.advances[1:3] == (0, 0)
    assert letter <= macron < letter + width
    assert letter <= acute < letter + width
    assert run.ys[2] < run.ys[1] < 0 or run.ys[2] < 0, "the second mark is above the first"
    assert after == pytest.approx(width)


@pytest.mark.parametrize("letter", ["x", "о", "ы", "α"])
def test_a_stress_mark_is_placed_above_its_letter_in_every_script(letter: str) -> None:
    run = only_run(f"{letter}\u0301")
    width = run.advances[0]
    if len(run.glyphs) == 2:
        middle = run.xs[1] + run.face.shaper.get_glyph_extents(run.glyphs[1]).x_bearing * 13 / 2048
        assert 0 < middle < width
    assert run.width == pytest.approx(width)


def test_greek_and_cyrillic_next_to_latin_are_separate_runs() -> None:
    line = set_line("Café Ελλάδα Москва 12")
    assert [run.text for _, run in line.runs] == ["Café ", "Ελλάδα ", "Москва 12"]
    for (left, run), (after, _) in pairwise(line.runs):
        assert after == pytest.approx(left + run.width)


def test_a_sign_that_the_italic_lacks_is_taken_from_the_upright_face() -> None:
    regular, italic = BOOK.face("regular"), BOOK.face("italic")
    sign = min(regular.characters - italic.characters)
    line = set_line(f"a{sign}b", TextStyle("italic", 13, 18))
    assert [(run.text, run.face.key) for _, run in line.runs] == [
        ("a", "sans-italic"),
        (sign, "sans-regular"),
        ("b", "sans-italic"),
    ]


def test_a_character_that_no_font_has_is_a_visible_box() -> None:
    run = only_run("客服")
    assert run.glyphs == (0, 0)
    assert run.width > 0
    extents = run.face.shaper.get_glyph_extents(0)
    assert extents.width > 0
    assert extents.height != 0


@pytest.mark.parametrize("text", ["", "\u200b", "\u00ad"])
def test_a_text_without_visible_characters_has_no_width(text: str) -> None:
    line = set_line(text)
    assert line.width == 0
    assert (line.start, line.end, line.text) == (0, len(text), text)


def test_soft_hyphens_joiners_and_stray_controls_are_not_drawn() -> None:
    assert set_line("Donau\u00addampf").width == pytest.approx(set_line("Donaudampf").width, abs=0.5)
    assert 0 not in set_line("a\u00adb\u200dc\ufe0fd\x07e\u202ef").runs[0][1].glyphs


def test_a_lone_surrogate_from_a_damaged_file_is_harmless() -> None:
    assert set_line("a\ud800b").width > set_line("ab").width


def test_hebrew_runs_from_right_to_left_except_its_numbers() -> None:
    line = set_line("שלום 12 abc")
    # The paragraph begins in Hebrew, so the first words are on the right.
    assert [(run.text, run.rtl) for _, run in line.runs] == [
        ("abc", False),
        (" ", True),
        ("12", False),
        ("שלום ", True),
    ]
    hebrew = line.runs[-1][1]
    assert hebrew.clusters == tuple(reversed(range(5)))


def test_hebrew_in_an_english_sentence_keeps_the_sentence_in_order() -> None:
    line = set_line("says שלום twice")
    assert "".join(run.text for _, run in line.runs) == "says שלום twice"
    assert [run.text for _, run in line.runs if run.rtl] == ["שלום"]


@given(text=st.text(max_size=30))
def test_every_run_represents_a_part_of_the_text(text: str) -> None:
    text = "".join(char for char in text if char not in "\n\r\v\f\x85\u2028\u2029")
    line = set_line(text)
    assert sorted("".join(run.text for _, run in line.runs)) == sorted(text)
    assert line.width == pytest.approx(sum(run.width for _, run in line.runs))
    for _, run in line.runs:
        assert len(run.glyphs) == len(run.xs) == len(run.ys) == len(run.advances) == len(run.clusters)
        assert all(0 <= cluster < len(run.text) for cluster in run.clusters)
    paragraph = shape_paragraph(text, CARD, BOOK)
    assert len(paragraph.offsets) == len(text) + 1
    assert paragraph.offsets[-1] == pytest.approx(line.width)
    assert list(paragraph.offsets) == sorted(paragraph.offsets)


@given(text=st.text(LETTERS, min_size=1, max_size=25), data=st.data())
def test_a_part_cut_out_of_a_line_looks_as_if_shaped_alone(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    runs, width = shape_paragraph(text, CARD, BOOK).cut(start, end)
    alone = set_line(text[start:end])
    assert width == pytest.approx(alone.width)
    assert len(runs) == len(alone.runs)
    for (left, run), (left_alone, run_alone) in zip(runs, alone.runs, strict=True):
        assert left == pytest.approx(left_alone)
        assert (run.text, run.glyphs, run.clusters) == (run_alone.text, run_alone.glyphs, run_alone.clusters)
        assert run.xs == pytest.approx(run_alone.xs)
        assert run.advances == pytest.approx(run_alone.advances)


def test_a_line_keeps_the_order_given_by_its_paragraph() -> None:
    """The number belongs to the Hebrew before it, although that is on another line."""
    text = "אבג 12 abc (דהו"
    whole = shape_paragraph(text, CARD, BOOK, "he")
    runs, _ = whole.cut(4, 10)
    assert [run.text for _, run in runs] == ["abc", " ", "12"]
    runs, _ = whole.cut(11, len(text))
    assert [run.text for _, run in runs] == ["דהו", "("]


@pytest.mark.parametrize(
    ("text", "language", "seen"),
    [
        ("abc אבג", "en", ["abc ", "אבג"]),
        ("abc אבג", "he", ["אבג", " ", "abc"]),
        ("אבג abc", "en", ["abc", "אבג "]),
        ("(12)", "ar", [")", "12", "("]),
        ("(12)", "en", ["(12)"]),
        ("abc (12)", "ar", ["abc (12)"]),
    ],
)
def test_a_paragraph_in_a_right_to_left_language_runs_left_unless_it_is_foreign(
    text: str, language: str, seen: list[str]
) -> None:
    assert [run.text for _, run in shape(text, CARD, BOOK, language).runs] == seen


def test_letters_of_a_divided_word_keep_their_joined_forms() -> None:
    word = "مستخدمون"
    paragraph = shape_paragraph(word, CARD, BOOK, "ar")
    whole = paragraph.all_runs()[0][0][1]
    halves = [paragraph.cut(start, end)[0][0][1] for start, end in ((0, 4), (4, 8))]
    assert sorted(glyph for run in halves for glyph in run.glyphs) == sorted(whole.glyphs)
    alone = [set_line(word[start:end]).runs[0][1] for start, end in ((0, 4), (4, 8))]
    assert sorted(glyph for run in alone for glyph in run.glyphs) != sorted(whole.glyphs)


def test_an_invisible_separator_changes_mongolian_letters_in_their_own_font() -> None:
    """The letter before it changes its form, and the vowel after it has its separate form."""
    ((_, parted),) = shape("ᠬᠠᠮᠢᠭ\u180eᠠ", TextStyle("regular", 13, 18), default_book(), "mn-Mong").runs
    ((_, joined),) = shape("ᠬᠠᠮᠢᠭᠠ", TextStyle("regular", 13, 18), default_book(), "mn-Mong").runs
    assert parted.glyphs[:4] == joined.glyphs[:4]
    assert not set(parted.glyphs[4:]) & set(joined.glyphs[4:])
