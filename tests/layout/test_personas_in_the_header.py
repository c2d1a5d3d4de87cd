"""Personas in the header of a map: nothing that their style shows is left out, however many there are."""

from datetime import date

import pytest

from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.boxes import MapLayout, PersonaLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.text.text_block import TextBlock
from tests.layout.invariants import check_texts

QUOTE = "I told this to a different person each time."


def laid_out(count: int, style: str, role: str = "", quote: str = "", language: str = "en") -> MapLayout:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Many people", language=language)
    draft.change(journey, persona_style=style, direction="rtl" if language == "ar" else "ltr")
    for number in range(count):
        add_persona(draft, journey.id, name=f"Person {number}", role=role, quote=quote)
    layout = lay_out(draft.finish(), journey.id, today=date(2026, 11, 22))
    check_texts(layout)
    return layout


def words(block: TextBlock | None) -> str:
    return "".join(line.text for line in block.lines) if block else ""


def rows(people: tuple[PersonaLayout, ...]) -> list[int]:
    """Return the number of personas in each row."""
    tops = [each.box.y for each in people]
    return [tops.count(top) for top in dict.fromkeys(tops)]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 9])
@pytest.mark.parametrize("style", ["quote", "card"])
def test_each_persona_has_its_role_and_its_quote(count: int, style: str) -> None:
    people = laid_out(count, style, "runner", QUOTE).header.personas
    assert [words(each.role) for each in people] == ["runner"] * count
    assert [words(each.quote) for each in people] == [f"“{QUOTE}”"] * count


def test_many_personas_are_in_rows_of_about_the_same_length() -> None:
    assert rows(laid_out(3, "quote", quote=QUOTE).header.personas) == [2, 1]
    assert rows(laid_out(9, "card", quote=QUOTE).header.personas) == [2, 2, 2, 2, 1]
    assert rows(laid_out(9, "line", "runner").header.personas) == [4, 4, 1]


def test_personas_on_lines_have_their_roles_but_no_quotes() -> None:
    people = laid_out(7, "line", "runner", QUOTE).header.personas
    assert {words(each.role) for each in people} == {"runner"}
    assert {each.quote for each in people} == {None}
    assert {each.box.height for each in people} == {24.0}


def test_the_cards_of_a_row_have_the_same_height() -> None:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Two")
    draft.change(journey, persona_style="card")
    for quote in ("", QUOTE * 8):
        add_persona(draft, journey.id, name="Ann", quote=quote)
    first, second = lay_out(draft.finish(), journey.id, today=date(2026, 11, 22)).header.personas
    assert first.framed and first.box.height == second.box.height > 100
    assert first.box.right < second.box.x


@pytest.mark.parametrize("style", ["quote", "card", "line"])
def test_an_arabic_map_shows_the_same_from_the_right(style: str) -> None:
    layout = laid_out(3, style, "عدّاء", "أريد أن أعرف أين طردي.", "ar")
    first, second, _ = layout.header.personas
    assert first.box.x > second.box.x
    assert first.badge.box.x > first.name.x


def test_personas_without_roles_and_quotes_are_small_if_there_are_many() -> None:
    assert {each.badge.box.width for each in laid_out(5, "quote").header.personas} == {48.0}
    assert {each.badge.box.width for each in laid_out(6, "quote").header.personas} == {24.0}


def test_the_legend_explains_the_shapes_if_not_all_are_customers() -> None:
    def legend(*present: str) -> list[str]:
        draft = Draft(Document(), counting_ids())
        new_project(draft)
        journey = add_journey(draft, title="Kinds")
        for kind in present:
            add_persona(draft, journey.id, name="Ann", kind=kind)
        layout = lay_out(draft.finish(), journey.id, today=date(2026, 11, 22))
        return [words(each.text) for each in layout.footer.legend]

    assert legend("customer", "customer") == []
    assert legend("system", "customer") == ["Customer", "System"]
    assert legend("staff") == ["Staff"]
