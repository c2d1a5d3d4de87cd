"""Each word is shaped once for many texts, with the same result as shaping each text as a whole."""

from itertools import accumulate, islice, product
from random import Random

import pytest
import uharfbuzz as hb

from journey_editor.text.fonts import default_book
from journey_editor.text.shaping import shape
from journey_editor.text.text_style import Face, TextStyle
from journey_editor.text.word_cache import ShapedWords

BOOK = default_book()
LETTERS = {
    "Latn": "AVTWYLPFKRXOavtwyfrkxoceijßđłŁ1247.,:;!?'’“”(-–/&",
    "Grek": "ΑΔΛΤΥΦΨαγδλρτυφώ147.,·;",
    "Cyrl": "АГДЛРТУФЧЪабгдлртуфчъьйё147.,!",
}
IN_A_TEXT = 40


@pytest.mark.parametrize("style", ["regular", "italic", "semibold", "bold"])
@pytest.mark.parametrize("script", LETTERS)
def test_letters_on_both_sides_of_a_space_are_placed_as_in_a_text_shaped_as_a_whole(
    style: Face, script: str
) -> None:
    face = BOOK.face(style)
    pairs = [f"{before} {after}" for before, after in product(LETTERS[script], repeat=2)]
    Random(1).shuffle(pairs)
    every = iter(pairs)
    letter = LETTERS[script][0]
    while some := letter.join(islice(every, IN_A_TEXT)):
        text = letter + some
        ((_, run),) = shape(text, TextStyle(style, face.units_per_em, 1.0), BOOK).runs
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", script, "en"
        hb.shape(face.shaper, buffer, {"kern": True, "liga": False, "clig": False, "calt": False})
        assert run.glyphs == tuple(info.codepoint for info in buffer.glyph_infos)
        steps = [position.x_advance for position in buffer.glyph_positions]
        assert list(run.xs) == pytest.approx(list(accumulate(steps[:-1], initial=0)))


def test_a_repeated_word_is_shaped_once() -> None:
    asked: list[str] = []

    def by_letter(text: str) -> tuple[list[int], list[int]]:
        asked.append(text)
        return [ord(char) for char in text], [1] * len(text)

    words = ShapedWords(by_letter)
    for text in ("waits on hold", "calls on hold", "waits on hold"):
        shaped = words.text(text)
        assert shaped is not None
        assert "".join(map(chr, shaped[0])) == text
        assert len(shaped[1]) == len(text)
    assert asked == ["waits ", " on ", " hold", "calls "]


@pytest.mark.parametrize("text", ["", "waits", "two  blanks", " begins", "ends ", "a\tb c", "a " + "b" * 41])
def test_a_text_that_is_not_a_sequence_of_words_is_shaped_as_a_whole(text: str) -> None:
    assert ShapedWords(lambda word: ([0] * len(word), [1] * len(word))).text(text) is None


def test_a_text_with_more_or_fewer_glyphs_than_characters_is_shaped_as_a_whole() -> None:
    assert ShapedWords(lambda word: None if "\u0301" in word else ([0], [1])).text("a ńx") is not None
    assert ShapedWords(lambda word: None if "\u0301" in word else ([0], [1])).text("a n\u0301x") is None
