"""Guiding questions in empty cells: they fit in every language, and are set as the texts of cards."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.sizes import set_widths
from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.layout.columns import BEST, NARROWEST_CHOSEN
from journey_editor.layout.queries.hit_testing import cell_of
from journey_editor.layout.theme import CARD_PADDING, CARD_TEXT
from journey_editor.model.document import Document
from journey_editor.model.kinds import LANE_KINDS
from journey_editor.model.records import Journey, Lane
from journey_editor.text.fonts import default_book
from journey_editor.text.ruler import default_ruler
from journey_editor.wording.map_words import guiding_question
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver

UNBUNDLED = {"ja", "ko", "zh-Hans", "zh-Hant"}
"""Languages whose letters come from the fonts of the computer."""


@pytest.mark.parametrize("language", catalogue_tags())
def test_each_question_fits_into_an_empty_cell_in_the_bundled_fonts(language: str) -> None:
    for kind in LANE_KINDS:
        question = guiding_question(kind, language)
        lines = default_ruler().lines(question, CARD_TEXT, BEST - 2 * CARD_PADDING, language)
        assert len(lines) <= (4 if kind == "emotion" else 2), question
        assert language in UNBUNDLED or default_book().missing([question], language) == ()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_a_question_begins_where_the_text_of_a_card_begins(
    drive: Callable[[Document], Driver], language: str, direction: str
) -> None:
    driver = drive(story(direction))
    with driver.session.edit("Language") as draft:
        draft.change(draft.get(Journey, driver.session.journey_id), language=language)
    driver.click(driver.cell("Purchase", "Thoughts"))
    cell = cell_of(driver.layout, driver.step("Purchase"), driver.lane("Thoughts"))
    assert cell
    image = QImage(int(cell.box.width), int(cell.box.height), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.translate(-cell.box.x, -cell.box.y)
    driver.view.overlay.placeholders.paint(painter, QStyleOptionGraphicsItem())
    painter.end()
    inked = [
        x for x in range(image.width()) if any(image.pixel(x, y) & 255 < 160 for y in range(image.height()))
    ]
    begins = inked[0] if direction == "ltr" else image.width() - inked[-1] - 1
    assert abs(begins - CARD_PADDING) <= 2
    assert inked[-1] - inked[0] < image.width() - 2 * CARD_PADDING


def test_a_question_that_does_not_fit_into_a_narrow_cell_is_not_shown(driver: Driver) -> None:
    with driver.session.edit("Width") as draft:
        draft.change(draft.get(Journey, driver.session.journey_id), language="ta")
        set_widths(draft, {driver.step("Purchase"): NARROWEST_CHOSEN})
        add_card(draft, driver.step("Awareness"), driver.lane("Pain points"))
    placeholders, question = driver.view.overlay.placeholders, guiding_question("pain_point", "ta")
    driver.click(driver.cell("Purchase", "Pain points"))
    assert question not in placeholders.texts()
    driver.click(driver.cell("Support", "Pain points", step=1))
    assert question in placeholders.texts()


def test_a_lane_asks_a_question_of_its_own(driver: Driver) -> None:
    lane = driver.lane("Pain points")
    with driver.session.edit("Change lane") as draft:
        draft.change(draft.get(Lane, lane), question="What made you call us?")
    driver.click(driver.cell("Purchase", "Pain points"))
    assert driver.view.overlay.placeholders.texts().count("What made you call us?") == 2
