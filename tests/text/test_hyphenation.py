"""Words are divided according to their language."""

from itertools import pairwise

import pyphen
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.text.hyphenation import hyphen_positions


def divided(word: str, language: str) -> str:
    places = [0, *hyphen_positions(word, language), len(word)]
    return "-".join(word[start:end] for start, end in pairwise(places))


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en-US", "rep-re-sen-ta-tion"),
        ("en", "front-stage"),
        ("de", "Kun-den-zu-frie-den-heit"),
        ("de-AT", "Daten-schutz-grund-ver-ord-nung"),
        ("da", "kun-de-til-freds-hed"),
        ("fr", "insa-tis-fac-tion"),
        ("es", "satis-fac-ción"),
        ("ru", "поль-зо-ва-тель"),
        ("fi", "lähe-tyk-sen-seu-ran-ta-sivu"),
        ("tr-TR", "değer-len-dirme"),
        ("tr", "ılı-şık-lık"),
        ("hy", "գոր-ծո-ղու-թյուն-ները"),
        ("ka", "დაგი-კავ-შირ-დე-ბით"),
        ("haw", "humu-hu-mu-nu-ku-nu-kuā-puaʻa"),
    ],
)
def test_words_are_divided_by_their_language(language: str, word: str) -> None:
    assert divided(word.replace("-", ""), language) == word


def test_two_letters_are_not_split_off_and_short_words_not_divided() -> None:
    assert divided("ability", "en") == "abil-ity"
    assert divided("into", "en") == "into"


def test_a_word_is_not_divided_where_its_spelling_would_change() -> None:
    # By the patterns it would be asz-szony-nak.
    assert divided("asszonynak", "hu") == "asszony-nak"


def test_a_language_without_patterns_has_no_hyphens() -> None:
    assert divided("representation", "vi") == "representation"
    assert divided("representation", "xx-YY") == "representation"


LETTERS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "da": "abdefgiklmnorstuvæøå",
    "fr": "abcdefgilmnoprstuéèàç",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
}


@st.composite
def words(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(sorted(LETTERS)))
    return language, draw(st.text(LETTERS[language], min_size=6, max_size=20))


@given(sample=words())
def test_the_patterns_are_read_as_pyphen_reads_them(sample: tuple[str, str]) -> None:
    language, word = sample
    theirs = [int(place) for place in pyphen.Pyphen(lang=language, left=3, right=3).positions(word)]
    ours = hyphen_positions(word, language)
    assert set(ours) <= set(theirs)
    assert all(place in ours or place - 1 in ours for place in theirs)
