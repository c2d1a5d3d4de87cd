"""Storyboards: pictures fill the top of their cards at equal height, with the texts below."""

from dataclasses import replace
from datetime import date

import pytest

from journey_editor.drawing.draw_card import draw_card
from journey_editor.drawing.extent import extent
from journey_editor.drawing.primitives import Picture, Rect
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.draft import Draft
from journey_editor.layout.boxes import CardLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.theme import THEMES
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Lane
from tests.lane_maps import storyboard


def cards(document: Document, direction: str = "ltr") -> list[CardLayout]:
    draft = Draft(document)
    draft.change(draft.journeys()[0], direction=direction)
    layout = lay_out(draft.finish(), document.journeys()[0].id, today=date(2026, 1, 1))
    return list(layout.cards.values())


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_pictures_fill_their_cards_at_equal_height_with_the_caption_below(direction: str) -> None:
    framed = [card for card in cards(storyboard(), direction) if card.body.content.picture]
    assert len(framed) == 6
    for card in framed:
        box = card.body.picture_box
        assert box is not None
        assert (box.x, box.y, box.width) == (0, 0, card.body.width)
        assert box.height == framed[0].body.picture_box.height  # type: ignore[union-attr]
        texts = [card.body.text, *([card.body.head] if card.body.head else [])]
        assert all(text.y >= box.bottom for text in texts if text.lines)
    bare = [card for card in framed if not card.body.content.text]
    assert all(card.box.height == card.body.picture_box.height for card in bare)  # type: ignore[union-attr]


@pytest.mark.parametrize("theme", THEMES)
def test_a_picture_is_cropped_to_the_inside_of_its_card_and_covers_it(theme: str) -> None:
    for card in cards(storyboard()):
        parts, _ = draw_card(card.body, theme, "en", False)
        assert isinstance(parts[0], Rect)
        for picture in (each for each in parts if isinstance(each, Picture)):
            seen = extent(picture)
            assert seen is not None and card.body.picture_box is not None
            half = THEMES[theme].edge_width / 2
            assert seen.x >= half - 0.01 and seen.right <= card.body.width - half + 0.01
            assert seen.width == pytest.approx(card.body.width - 2 * half)
            whole = replace(picture, clip=None)
            covered = extent(whole)
            assert covered is not None
            assert covered.x <= seen.x and covered.bottom >= seen.bottom


def test_new_cards_are_texts_and_a_lane_that_becomes_a_storyboard_keeps_its_cards() -> None:
    document = storyboard()
    draft = Draft(document)
    (lane,) = draft.select(Lane)
    card = add_card(draft, draft.columns_of(lane.journey)[0].id, lane.id, "Rings")
    assert card.kind == "text"
    before = draft.select(Card)
    draft.change(lane, kind="action")
    changed = draft.finish()
    assert changed.select(Card) == before
    plain = [each.body for each in cards(changed)]
    assert not any(body.content.framed for body in plain), "in other lanes the whole picture is shown"
