"""Right-to-left words keep their order in left-to-right text."""

import pytest

from journey_editor.text.bidi import levels, starts_right_to_left, visual_order


def shown(text: str) -> str:
    """Return the characters from left to right, as they are displayed."""
    order = visual_order(levels(text, starts_right_to_left(text)))
    return "".join(text[at] for at in order)


@pytest.mark.parametrize("text", ["", "Delivery, 2 days (late)", "Доставка: 12 €", "客服", "123"])
def test_a_text_without_right_to_left_letters_is_unchanged(text: str) -> None:
    assert shown(text) == text
    assert levels(text, False) == bytes(len(text))


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
def test_words_and_numbers_are_displayed_in_the_expected_order(read: str, seen: str) -> None:
    assert shown(read) == seen


def test_the_first_strong_letter_sets_the_direction_of_the_paragraph() -> None:
    assert starts_right_to_left("12 אבג abc")
    assert not starts_right_to_left("12 abc אבג")
    assert not starts_right_to_left("12")


def test_digits_after_arabic_letters_are_arabic_numbers() -> None:
    assert levels("ا 12", True) == bytes([1, 1, 2, 2])


def test_trailing_spaces_have_the_direction_of_the_paragraph() -> None:
    assert levels("abc אבג  ", False)[-2:] == bytes([0, 0])
    assert levels("אבג abc  ", True)[-2:] == bytes([1, 1])


@pytest.mark.parametrize(
    ("read", "seen"),
    [
        ("אבג (דהו)", "(והד) גבא"),
        ("אבג (abc)", "(abc) גבא"),
        ("call אבג (abc) now", "call גבא (abc) now"),
        ("אבג (abc דהו) xyz", "xyz (והד abc) גבא"),
        ("אבג [abc (דהו)]", "[(והד) abc] גבא"),
    ],
)
def test_brackets_take_the_direction_of_the_text_around_or_inside_them(read: str, seen: str) -> None:
    mirrored = str.maketrans("()[]", ")(][")
    found = levels(read, starts_right_to_left(read))
    characters = (read[at].translate(mirrored) if found[at] % 2 else read[at] for at in visual_order(found))
    assert "".join(characters) == seen


@pytest.mark.parametrize("depth", [10, 125, 4000])
@pytest.mark.parametrize("opening", ["\u202b", "\u202a\u202b", "\u2067", "\u2068a", "("])
def test_directions_may_be_nested_to_any_depth(depth: int, opening: str) -> None:
    text = opening * depth + "אבג 12"
    found = levels(text, False)
    assert len(found) == len(text)
    assert max(found) <= 126
    assert found[-1] % 2 == 0 and found[-4] % 2 == 1


def test_unassigned_characters_have_the_direction_of_their_block() -> None:
    # Unassigned today, in the blocks of Arabic and Hebrew, and outside of right-to-left blocks.
    for letter, level in (("\u07bf", 1), ("\u05ff", 1), ("\u0870", 1), ("\U0001ebff", 1), ("\u0378", 0)):
        assert levels(letter, False) == bytes([level])
