"""The map at zooms too low to read, while it is moved."""

import pytest

from journey_editor.app.canvas.picture.low_detail import cell_batches
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Group, Rect
from journey_editor.editing.draft import Draft
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.theme import LIGHT
from journey_editor.model.records import Card
from tests.drawing.test_gallery import TODAY
from tests.gallery import tags_everywhere


@pytest.mark.parametrize("far", [False, True])
def test_tags_are_seen_on_all_cards_of_a_cell(far: bool) -> None:
    draft = Draft(tags_everywhere())
    for card in draft.select(Card):
        if not card.text:
            draft.change(card, kind="feeling")
    document = draft.finish()
    drawing = draw_map(document, lay_out(document, document.journeys()[0].id, today=TODAY))
    tints = {tag.tint for tag in LIGHT.tags}
    cells = [
        tuple(
            card for card in group.children if isinstance(card, Group) and isinstance(card.children[0], Rect)
        )
        for group in drawing.groups
    ]
    for cards in filter(None, cells):
        faces = {card.children[0].fill for card in cards}  # type: ignore[union-attr]
        colors = [color.name().upper() for color, _ in cell_batches(cards, far)]
        chips = [at for at, color in enumerate(colors) if color in tints]
        assert chips and min(chips) > max(at for at, color in enumerate(colors) if color in faces)
