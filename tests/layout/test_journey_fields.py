"""Fields of a journey in the header of its map: labelled, side by side, and only those that are not empty."""

from dataclasses import replace
from datetime import date

import pytest

from journey_editor.layout import theme
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.field_layout import FieldLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.editable_fields import editable
from journey_editor.model.document import Document
from journey_editor.model.records import Journey
from tests.benchmarks.generated import generated_map
from tests.counting import calls_in
from tests.languages import journey_in
from tests.layout.invariants import check_texts

FULL = {
    "scenario": "A parcel that does not arrive, for the third time",
    "goal": "Get it today",
    "expectations": "Nobody asks for the number twice",
    "owner": "Ida",
    "status": "in_review",
    "review_date": "2027-03-01",
    "reviewed": "2026-09-01",
    "version": "1.2",
}
LONG = "Two households move within a week of each other, one with a deadline at work. " * 40


def laid_out(language: str = "de", rows: int = 1, **fields: str) -> tuple[MapLayout, Document]:
    document = journey_in(language)
    journey = replace(document.journeys()[0], **{"scenario": "", **fields})
    document = Document([*(each for each in document if not isinstance(each, Journey)), journey])
    return lay_out(document, journey.id, today=date(2026, 12, 1), rows=rows), document


def texts(layout: MapLayout) -> dict[str, tuple[str, str]]:
    def said(field: FieldLayout) -> tuple[str, str]:
        first, second = ("".join(line.text for line in block.lines) for block in (field.name, field.text))
        return first, second

    return {field.field: said(field) for field in layout.header.fields}


def test_each_field_has_its_name_in_the_language_of_the_map() -> None:
    found = texts(laid_out(**FULL)[0])
    assert list(found) == ["scenario", "goal", "expectations", "state", "status", "owner", "review_date",
                           "reviewed", "version"]  # fmt: skip
    assert found["status"] == ("Status", "In Prüfung")
    assert found["review_date"] == ("Prüfen bis", "1. März 2027")
    assert found["reviewed"] == ("Geprüft", "1. September 2026")
    overdue = texts(laid_out(**FULL | {"review_date": "2026-11-30"})[0])
    assert overdue["review_date"][1] == "30. November 2026 (Veraltet)"
    assert found["owner"] == ("Zuständig", "Ida")


def test_empty_fields_take_no_place() -> None:
    layout, _ = laid_out()
    # The state that each map has needs no name if it is alone.
    assert texts(layout) == {"state": ("", "Ist-Zustand")}
    full, _ = laid_out(**FULL)
    assert full.header.box.height > layout.header.box.height


@pytest.mark.parametrize("language", ["de", "ar", "th"])
@pytest.mark.parametrize("text", ["Short", LONG, "Donaudampfschifffahrt" * 20, "a\nb\nc"])
def test_fields_of_any_length_are_side_by_side_or_below_each_other(language: str, text: str) -> None:
    layout, _ = laid_out(language, **(FULL | dict.fromkeys(("scenario", "goal", "expectations"), text)))
    check_texts(layout)
    header = layout.header
    boxes = [field.box for field in header.fields]
    for index, box in enumerate(boxes):
        assert box.x >= theme.MARGIN - 1 and box.right <= layout.width - theme.MARGIN + 1
        assert header.title.bottom <= box.y and box.bottom <= header.personas[0].box.y
        assert not any(box.overlaps(other) for other in boxes[:index])


def test_a_long_text_is_wider_so_that_the_header_stays_low() -> None:
    (short,), (long,) = (
        [field.text for field in laid_out(scenario=text)[0].header.fields if field.field == "scenario"]
        for text in (LONG[:200], LONG[:1200])
    )
    assert short.width < long.width < 640
    assert len(short.lines) <= 4


def test_the_texts_can_be_edited_on_the_map_and_an_empty_scenario_too() -> None:
    layout, document = laid_out(**FULL)
    for field in ("scenario", "goal", "expectations", "owner", "version"):
        place = editable(layout, document, layout.journey, field)
        assert place is not None and place.text == FULL[field]
    assert editable(layout, document, layout.journey, "status") is None
    empty, document = laid_out()
    place = editable(empty, document, empty.journey, "scenario")
    assert place is not None and place.text == ""


def test_a_map_without_the_new_fields_takes_no_more_work_to_lay_out_again() -> None:
    document = generated_map(100)
    journey = document.journeys()[0].id
    today = date(2026, 12, 1)
    lay_out(document, journey, today=today)
    again = calls_in(lambda: lay_out(document, journey, today=today))
    full = replace(document.journeys()[0], **FULL)
    other = Document([*(each for each in document if each.id != journey), full])
    lay_out(other, journey, today=today)
    assert again <= calls_in(lambda: lay_out(other, journey, today=today))
