"""Pictures on cards and next to names keep their proportions."""

from datetime import date

import pytest

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.pictures import add_picture, show_picture
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardBody, MapLayout
from journey_editor.layout.card_layout import SMALLEST_PICTURE
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Lane

TODAY = date(2026, 11, 22)


def with_picture(width: int, height: int, text: str = "", **journey: str) -> tuple[Document, str]:
    """Return a map with an additional card that has a picture of this size, and the id of the card."""
    draft = Draft(project_from_template("support", new_id=counting_ids()))
    [lane, *_] = [each for each in draft.select(Lane) if each.kind == "action"]
    step = draft.columns_of(lane.journey)[0]
    picture = add_picture(draft, sha256="a" * 64, media_type="image/png", size=9, width=width, height=height)
    card = add_card(draft, step.id, lane.id, text, picture=picture.id)
    show_picture(draft, draft.personas_of(lane.journey)[0].id, picture.id)
    draft.change(draft.journeys()[0], **journey)
    return draft.finish(), card.id


def laid_out(document: Document) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=TODAY)


def body_of(document: Document, card: str) -> CardBody:
    return laid_out(document).cards[card].body


@pytest.mark.parametrize(
    ("width", "height"),
    [(2000, 1500), (1500, 2000), (300, 299), (40, 30), (1, 1), (5, 2), (2000, 40), (40, 2000)],
)
def test_a_picture_keeps_its_proportions_within_the_card(width: int, height: int) -> None:
    body = body_of(*with_picture(width, height, "Words"))
    box, inner = body.picture_box, body.width - 2 * theme.CARD_PADDING
    assert box is not None
    assert box.width / box.height == pytest.approx(width / height)
    assert box.x >= theme.CARD_PADDING - 0.01
    assert box.right <= body.width - theme.CARD_PADDING + 0.01
    assert box.height <= inner + 0.01
    assert body.text.y > box.bottom
    assert max(box.width, box.height) >= min(SMALLEST_PICTURE, inner)


def test_a_small_picture_is_not_enlarged() -> None:
    box = body_of(*with_picture(60, 40)).picture_box
    assert box is not None
    assert (box.width, box.height) == (60, 40)


@pytest.mark.parametrize(("width", "height"), [(2000, 1), (1, 2000)])
def test_a_very_thin_picture_is_visible(width: int, height: int) -> None:
    box = body_of(*with_picture(width, height)).picture_box
    assert box is not None
    assert min(box.width, box.height) >= 1.0


def test_a_card_without_text_ends_below_its_picture() -> None:
    body = body_of(*with_picture(200, 100))
    assert body.picture_box is not None
    assert body.text.lines == ()
    assert body.height == pytest.approx(body.picture_box.bottom + theme.CARD_PADDING_Y)


def test_pictures_are_mirrored_on_a_right_to_left_map() -> None:
    left = body_of(*with_picture(60, 40, "Words"))
    right = body_of(*with_picture(60, 40, "Words", direction="rtl"))
    assert left.picture_box is not None
    assert right.picture_box is not None
    assert right.picture_box.right == pytest.approx(right.width - left.picture_box.x)


def test_portraits_are_next_to_names_and_initials_on_cards() -> None:
    document, _ = with_picture(400, 400)
    layout = laid_out(document)
    first, *others = layout.header.personas
    assert first.badge.portrait is not None
    assert all(each.badge.portrait is None for each in others)
    badges = [badge for card in layout.cards.values() for badge in card.body.content.badges]
    assert all(badge.portrait is None for badge in badges)
