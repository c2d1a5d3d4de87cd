"""Right-to-left words keep their order among left-to-right ones."""

import pytest

from journey_editor.layout.bidi import levels, starts_right_to_left, visual_order


def shown(text: str) -> str:
    """The characters from left to right, as a reader sees them."""
    order = visual_order(levels(text, starts_right_to_left(text)))
    return "".join(text[at] for at in order)


@pytest.mark.parametrize("text", ["", "Delivery, 2 days (late)", "Доставка: 12 €", "客服", "123"])
def test_a_text_without_right_to_left_letters_stays_as_it_is(text: str) -> None:
    assert shown(text) == text
    assert levels(text, False) == [0] * len(text)


@pytest.mark.parametrize(
    ("read", "seen"),
    [
        ("אבג", "גבא"),
        ("say אבג twice", "say גבא twice"),
        ("say אבג דהו twice", "say והד גבא twice"),
        ("אבג abc דהו", "והד abc גבא"),
        ("אבג 123 דהו", "והד 123 גבא"),
        ("price 1.50 אבג", "price 1.50 גבא"),
        ("אבג 1.50, 20% דה", "הד 20% ,1.50 גבא"),
        ("abc אבג.", "abc גבא."),
        ("אבג abc.", ".abc גבא"),
    ],
)
def test_words_and_numbers_stand_where_a_reader_expects_them(read: str, seen: str) -> None:
    assert shown(read) == seen


def test_the_first_letter_with_a_direction_decides_for_the_paragraph() -> None:
    assert starts_right_to_left("12 אבג abc")
    assert not starts_right_to_left("12 abc אבג")
    assert not starts_right_to_left("12")


def test_arabic_digits_after_arabic_letters_are_numbers_among_them() -> None:
    assert levels("ا 12", True) == [1, 1, 2, 2]


def test_blanks_at_the_end_of_a_line_stay_at_the_end_of_the_paragraphs_side() -> None:
    assert levels("abc אבג  ", False)[-2:] == [0, 0]
    assert levels("אבג abc  ", True)[-2:] == [1, 1]
