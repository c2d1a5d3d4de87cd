"""Boxes of a part of a text: on the letters themselves, in any script and direction."""

import pytest

from journey_editor.editing.search import find, text_of
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.text_spans import ShownTexts, boxes_of_span
from journey_editor.text.matching import Query
from journey_editor.text.ruler import default_ruler
from journey_editor.text.text_block import Align, TextBlock
from journey_editor.text.text_style import TextStyle
from tests.gallery import GALLERY
from tests.layout.small_map import TODAY, SmallMap, small_map

STYLE = TextStyle("regular", 13, 18)


def block(text: str, width: float = 400.0, align: Align = "left") -> TextBlock:
    ruler = default_ruler()
    return TextBlock(100, 50, width, STYLE, ruler.baseline(STYLE), ruler.lines(text, STYLE, width), align)


def width(text: str) -> float:
    return default_ruler().line(text, STYLE).width


@pytest.fixture(scope="module")
def small() -> SmallMap:
    return small_map()


def test_a_word_in_a_line_is_as_wide_as_its_letters() -> None:
    text = "Calls the shop"
    (box,) = boxes_of_span(block(text), text, 6, 9)
    assert box.x == pytest.approx(100 + width("Calls "), abs=1)
    assert box.width == pytest.approx(width("the"), abs=1)
    assert (box.y, box.height) == (50, 18)


def test_a_word_in_a_right_to_left_line_counts_from_the_right() -> None:
    text = "שלום לקוח"
    shown = block(text)
    (first,) = boxes_of_span(shown, text, 0, 4)
    (second,) = boxes_of_span(shown, text, 5, 9)
    assert first.x > second.right
    assert first.right == pytest.approx(100 + shown.lines[0].width, abs=1)


def test_a_part_on_two_lines_has_a_box_on_each() -> None:
    text = "Waits for\nthe phone"
    first, second = boxes_of_span(block(text), text, 6, 13)
    assert first.y == 50 and second.y == 68
    assert second.x == 100


def test_a_part_of_a_line_in_two_directions_is_the_whole_line() -> None:
    text = "abc שלום"
    shown = block(text)
    assert boxes_of_span(shown, text, 0, 2) == (Box(100, 50, shown.lines[0].width, 18),)


def test_quotation_marks_of_the_map_are_left_out() -> None:
    (box,) = boxes_of_span(block("“Again?”"), "Again?", 0, 5)
    assert box.x == pytest.approx(100 + width("“"), abs=2)


def test_a_block_with_another_text_has_no_boxes() -> None:
    assert boxes_of_span(block("Something else"), "Calls", 0, 5) == ()


def test_every_text_of_the_map_has_a_place(small: SmallMap) -> None:
    texts = ShownTexts(small.layout)
    for name, field, text in (
        ("journey", "title", "Returning a parcel"),
        ("journey", "scenario", "Shoes that do not fit"),
        ("ada", "role", "runner"),
        ("ada", "quote", "I run tomorrow."),
        ("buy", "goal", "To buy"),
        ("ask", "name", "Asking"),
        ("actions", "subtitle", "About actions"),
        ("orders", "text", "Orders"),
        ("note", "text", "Ask the shop"),
    ):
        (shown, *_) = texts.of(small[name], field)
        assert shown.block is not None, (name, field)
        boxes = shown.boxes_of(text, 0, len(text))
        assert boxes, (name, field)
        inner = bounds(boxes)
        assert shown.frame.grown(2.0).contains(*inner.center), (name, field)


def test_a_note_of_a_card_is_at_the_card(small: SmallMap) -> None:
    (shown,) = ShownTexts(small.layout).of(small["orders"], "note")
    assert shown.block is None
    assert shown.frame == small.layout.cards[small["orders"]].box


@pytest.mark.parametrize("name", GALLERY)
def test_every_drawn_text_of_difficult_maps_is_found_inside_its_frame(name: str) -> None:
    document = GALLERY[name]()
    for journey in document.journeys():
        texts = ShownTexts(lay_out(document, journey.id, today=TODAY))
        for hit in find(document, Query("e")):
            record = document.find(hit.id)
            assert record is not None
            text = text_of(document, hit.journey, record, hit.field)
            for shown in texts.of(hit.id, hit.field):
                boxes = shown.boxes_of(text, hit.start, hit.end)
                assert boxes or shown.block is None, text
                assert all(shown.frame.grown(3.0).contains(*box.center) for box in boxes), text
