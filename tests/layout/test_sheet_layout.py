"""Sheet of a persona: everything that is known about it is on the page, in any language and length."""

import pytest

from journey_editor.drawing.draw_sheet import draw_sheet
from journey_editor.drawing.pages import sheet_page
from journey_editor.drawing.primitives import Drawing, Group, TextRun
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.persona_sheets import add_fact, prefer_channel
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.sheet_layout import SheetLayout, lay_out_sheet
from journey_editor.model.document import Document
from journey_editor.wording.sheet_words import SHEET_TEXTS

JOURNEY, PERSONA = "journey:1", "persona:1"


def project(language: str = "en", times: int = 1, **texts: str) -> Document:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Return", language=language)
    draft.change(journey, direction="rtl" if language == "ar" else "ltr")
    persona = add_persona(draft, journey.id, name="Ada Brook", role="Role of Ada", quote="Quote of Ada")
    draft.change(persona, **{name: f"The {name} of Ada. " * times for name in SHEET_TEXTS} | texts)
    add_fact(draft, persona.id, "Shoe size", "Size 44")
    prefer_channel(draft, persona.id, add_channel(draft, "Service desk", "in_person").id, preferred=True)
    return draft.finish()


def words(drawing: Drawing) -> str:
    return " ".join(
        item.run.text
        for group in drawing.groups
        for item in group.children
        if isinstance(item, TextRun)
    )  # fmt: skip


def boxes(layout: SheetLayout) -> list[Box]:
    texts = [entry.text for section in layout.sections for entry in section.texts]
    lines = [layout.name, layout.role, layout.quote, layout.imprint, *texts]
    return [each.box for each in lines if each is not None]


def test_the_page_has_everything() -> None:
    page = sheet_page(project(), JOURNEY, PERSONA, imprint="Project · today", paper="a4")
    found = words(page.drawing)
    for text in ("Ada Brook", "Role of Ada", "Quote of Ada", "Customer", "Shoe size", "Size 44"):
        assert text in found
    for text in ("Preferred channels", "Service desk", "Project · today", *map(str.title, SHEET_TEXTS)):
        assert text in found
    assert all(f"The {name} of" in found for name in SHEET_TEXTS)


def test_parts_without_text_are_left_out() -> None:
    layout = lay_out_sheet(project(goals="", needs=""), JOURNEY, PERSONA)
    fields = [section.field for section in layout.sections]
    assert "goals" not in fields and "frustrations" in fields


@pytest.mark.parametrize("orientation", ["portrait", "landscape"])
@pytest.mark.parametrize("times", [1, 40])
def test_a_sheet_fills_the_paper_and_nothing_is_outside(times: int, orientation: str) -> None:
    page = sheet_page(project(times=times), JOURNEY, PERSONA, paper="a4", orientation=orientation)
    drawing = page.drawing
    assert drawing.width * page.scale == pytest.approx(page.width, abs=1)
    assert drawing.height * page.scale == pytest.approx(page.height, abs=1)


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_text_overlaps_another(language: str) -> None:
    layout = lay_out_sheet(project(language, times=8), JOURNEY, PERSONA)
    found = boxes(layout)
    whole = Box(0.0, 0.0, layout.width, layout.height)
    for index, box in enumerate(found):
        assert whole.x <= box.x and box.right <= whole.right and box.bottom <= whole.bottom
        assert not any(box.overlaps(other) for other in found[:index])
    assert (layout.side.x > layout.name.x) == (language == "ar")


def test_each_part_is_a_group_with_a_label_for_screen_readers() -> None:
    document = project()
    drawing = draw_sheet(document, JOURNEY, lay_out_sheet(document, JOURNEY, PERSONA))
    labels = {group.owner: group.label for group in drawing.groups if isinstance(group, Group)}
    assert labels[PERSONA] == "Ada Brook"
    assert labels[f"{PERSONA}/goals"] == "Goals"
    assert labels["persona_fact:1"] == "Shoe size"


def test_a_name_of_many_letters_stays_on_the_page() -> None:
    document = project(name="Wolfeschlegelsteinhausenbergerdorff" * 12, role="x" * 500)
    layout = lay_out_sheet(document, JOURNEY, PERSONA)
    widest = max(line.width for line in layout.name.lines)
    assert layout.name.x + widest <= layout.width
