"""Characters without a font are listed, so that no one is surprised by boxes on a printed poster."""

import pytest

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.model.records import Card
from journey_editor.text.missing_characters import about_missing, missing_characters
from journey_editor.wording.map_words import state_name
from tests.fonts_of_a_computer import FOLDER, book_with
from tests.gallery import sample
from tests.languages import journey_in


def test_the_fonts_have_all_characters_of_the_sample() -> None:
    document = sample()
    assert missing_characters(document, document.journeys()[0].id) == ()
    assert about_missing(()) == ""


def test_each_character_without_a_font_is_listed_once() -> None:
    document = sample()
    draft = Draft(document)
    standing = document.select(Card)[0]
    add_card(draft, standing.step, standing.lane, "Grüße, 漢字漢 και ещё")
    found = missing_characters(draft.finish(), document.journeys()[0].id)
    assert found == ("漢", "字")
    assert "漢 字" in about_missing(found) and "boxes" in about_missing(found)


def test_a_message_about_many_characters_stays_short() -> None:
    sentence = about_missing(tuple(map(chr, range(0x4E00, 0x4F00))))
    assert len(sentence) < 210 and "…" in sentence


def test_characters_of_an_installed_font_are_not_listed() -> None:
    document = journey_in("ja")
    journey = document.journeys()[0].id
    assert "旅" in missing_characters(document, journey, book_with())
    still = missing_characters(document, journey, book_with(FOLDER))
    assert set(still) <= set(state_name("as_is", "ja")), "the font of this test has the journey’s own words"


def test_characters_of_the_maps_own_words_are_listed_too() -> None:
    document = sample()
    draft = Draft(document)
    draft.change(document.journeys()[0], language="ja")
    found = missing_characters(draft.finish(), document.journeys()[0].id)
    assert found == ("現", "状")


@pytest.mark.parametrize("language", ["ar", "fa", "he", "hi", "th", "vi", "el", "ru", "tr"])
def test_the_bundled_fonts_are_sufficient_for_these_languages(language: str) -> None:
    document = journey_in(language)
    assert missing_characters(document, document.journeys()[0].id) == ()
