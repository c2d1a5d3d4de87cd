"""Word boundaries, compared with those of the `regex` package, and in scripts without spaces."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.text.word_boundaries import is_word_boundary

EXPECTED = regex.compile(r"(?w)\b")


def boundaries(text: str) -> list[int]:
    return [at for at in range(len(text) + 1) if is_word_boundary(text, at)]


# The package treats quotation marks, flags and some marks otherwise than the standard.
@given(st.text(alphabet="abZß 12_.,:;-\néאבカ字ひ한ش٣日ア\u00a0\u3000👩", max_size=12))
def test_boundaries_are_those_of_the_standard(text: str) -> None:
    assert boundaries(text) == [match.start() for match in EXPECTED.finditer(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("can't wait", [0, 5, 6, 10]),
        ("it’s 3.14, ok", [0, 4, 5, 9, 10, 11, 13]),
        ("cafe\u0301s", [0, 6]),
        ("a\u0301.b", [0, 4]),
        ("🇩🇪🇫🇷", [0, 2, 4]),
        ("👩\u200d👧!", [0, 3, 4]),
        ("snake_case x", [0, 10, 11, 12]),
        ('ח"ב', [0, 3]),
        ("line\r\nend", [0, 4, 6, 9]),
        ("ลูกค้าโทรหา", [0, 6, 9, 11]),
        ("", []),
    ],
)
def test_marks_and_signs_inside_words_do_not_divide_them(text: str, expected: list[int]) -> None:
    assert boundaries(text) == expected
