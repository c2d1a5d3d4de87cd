"""A map on a page: as large as possible, with its stages in rows that are filled."""

from dataclasses import replace
from datetime import date

import pytest

from journey_editor.app.session.page_words import page_words
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.columns import in_rows
from journey_editor.layout.page_layout import STRETCHED, PageLayout, PageLayouts
from journey_editor.model.document import Document
from tests.gallery import GALLERY, five_personas

TODAY = date(2026, 11, 22)


def on_paper(document: Document, paper: str, orientation: str) -> PageLayout:
    journey = document.journeys()[0].id
    return PageLayouts(document, journey, today=TODAY, paper=paper, orientation=orientation).best()


@pytest.mark.parametrize(
    ("stages", "rows", "lengths"), [(7, 3, [3, 2, 2]), (5, 2, [3, 2]), (4, 3, [2, 2]), (10, 3, [4, 3, 3])]
)
def test_no_row_of_stages_is_much_shorter_than_the_others(stages: int, rows: int, lengths: list[int]) -> None:
    names = [f"{number}" for number in range(stages)]
    assert [len(row) for row in in_rows(names, dict.fromkeys(names, 196.0), rows)] == lengths


@pytest.mark.parametrize("name", ["five_personas", "pictures_everywhere", "links_everywhere"])
def test_all_rows_of_a_page_end_at_the_same_edge(name: str) -> None:
    layout = on_paper(GALLERY[name](), "a4", "portrait").layout
    ends = [
        max(step.column.right for step in layout.steps if step.band == band)
        for band in range(len(layout.bands))
    ]
    assert len(ends) > 1
    assert ends == pytest.approx([ends[0]] * len(ends))


def test_a_row_of_few_stages_is_not_stretched_beyond_what_cards_can_fill() -> None:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Coffee").id
    lane, *_ = (add_lane(draft, journey, "action").id for _ in range(6))
    for steps in (2, 1, 6, 2, 1):
        stage = add_stage(draft, journey, name="Stage").id
        for _ in range(steps - 1):
            add_step(draft, stage, name="Step")
    for step in draft.columns_of(journey):
        add_card(draft, step.id, lane, "Does it")
    layout = on_paper(draft.finish(), "a4", "landscape").layout
    assert [sum(step.band == band for step in layout.steps) for band in (0, 1)] == [9, 3]
    assert max(step.column.width for step in layout.steps) < STRETCHED


def test_what_helps_against_tiny_text_is_said() -> None:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    stage = add_stage(draft, add_journey(draft, title="One stage").id, name="Everything").id
    for _ in range(11):
        add_step(draft, stage, name="Step")
    document = draft.finish()
    words = page_words(on_paper(document, "a4", "portrait"))
    assert "Split the stage “Everything”, so that it fills several rows" in words
    assert "Split" not in page_words(on_paper(document, "a2", "landscape"))
    assert "Choose a larger paper" in page_words(on_paper(five_personas(), "a5", "portrait"))
    high = replace(on_paper(GALLERY["sample"](), "a0", "portrait"), scale=0.1)
    assert "Collapse or hide lanes" in page_words(high)


def test_columns_get_wider_if_the_height_of_the_map_limits_its_scale() -> None:
    document = project_from_template("several_personas", new_id=counting_ids())
    page = on_paper(document, "a4", "landscape")
    pages = list(
        PageLayouts(document, page.layout.journey, today=TODAY, paper="a4", orientation="landscape").search()
    )
    narrow = pages[0]
    assert pages[-1].rows == page.rows and page.rows.most == narrow.rows.most == 1
    assert page.layout.width > narrow.layout.width and page.scale >= narrow.scale
    assert page.layout.width * page.scale > 0.95 * page.width
    assert narrow.layout.width * narrow.scale < 0.8 * page.width


def test_columns_do_not_get_wider_if_that_makes_the_type_smaller() -> None:
    # The pictures of wider cards are higher.
    page = on_paper(GALLERY["pictures_everywhere"](), "a4", "portrait")
    assert page.rows.least_width == 0
    assert page.x > page.y >= 0


def test_a_page_as_large_as_the_map_has_one_row() -> None:
    page = on_paper(five_personas(), "map", "portrait")
    assert page.paper == "map" and len(page.layout.bands) == 1
    assert (page.width, page.height) == (page.layout.width, page.layout.height)
