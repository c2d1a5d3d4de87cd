"""Contents of cells are memoised between edits; unchanged ones are only moved."""

from datetime import date

import pytest

from journey_editor.editing.commands.cards import set_card_personas
from journey_editor.editing.commands.tags import add_tag, mark_tag, rename_tag
from journey_editor.editing.draft import Draft
from journey_editor.layout.boxes import CellBody, MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Channel, Persona
from tests.benchmarks.generated import generated_map


def laid_out(document: Document) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=date(2026, 11, 22))


def bodies(layout: MapLayout) -> dict[tuple[str, str], CellBody]:
    return {(cell.step, cell.lane): cell.body for cell in layout.cells}


def changed(before: MapLayout, after: MapLayout) -> set[tuple[str, str]]:
    """Return the cells whose contents were laid out again."""
    old = bodies(before)
    return {place for place, body in bodies(after).items() if body is not old[place]}


@pytest.fixture(params=["ltr", "rtl"])
def document(request: pytest.FixtureRequest) -> Document:
    draft = Draft(generated_map(60, stages=4, lanes=5))
    draft.change(draft.journeys()[0], direction=request.param)
    return draft.finish()


def test_a_growing_card_moves_the_lanes_below_and_updates_only_its_own_cell(document: Document) -> None:
    before = laid_out(document)
    card = document.cards_of(before.journey)[0]
    draft = Draft(document)
    draft.change(card, text="Many\nmore\nlines\nthan\nthere\nwere\nbefore")
    after = laid_out(draft.finish())
    assert changed(before, after) == {(card.step, card.lane)}
    last = document.cards_of(before.journey)[-1].id
    assert after.cards[last].box.y > before.cards[last].box.y
    assert after.cards[last].box.x == before.cards[last].box.x


def test_cards_show_changes_of_their_channel_and_personas(document: Document) -> None:
    before = laid_out(document)
    touchpoint = next(card for card in document.cards_of(before.journey) if card.channel)
    draft = Draft(document)
    draft.change(draft.get(Channel, touchpoint.channel), name="A pigeon")
    after = laid_out(draft.finish())
    assert after.cards[touchpoint.id].body.content.head == "A pigeon"
    draft = Draft(document)
    draft.change(draft.select(Persona)[0], name="Zoe Zimmer")
    contents = [card.body.content for card in laid_out(draft.finish()).cards.values()]
    assert "ZZ" in {badge.initials for each in contents for badge in each.badges}


def test_a_change_of_a_cards_personas_updates_only_its_own_cell(document: Document) -> None:
    before = laid_out(document)
    touchpoint = next(card for card in document.cards_of(before.journey) if card.kind == "touchpoint")
    draft = Draft(document)
    set_card_personas(draft, touchpoint.id, [persona.id for persona in draft.select(Persona)])
    after = laid_out(draft.finish())
    assert changed(before, after) == {(touchpoint.step, touchpoint.lane)}
    assert len(after.cards[touchpoint.id].body.content.badges) == 2


def test_a_change_of_a_cards_tags_updates_only_its_own_cell(document: Document) -> None:
    before = laid_out(document)
    card, other = document.cards_of(before.journey)[:9:8]
    draft = Draft(document)
    mark_tag(draft, card.id, add_tag(draft, "Costs").id, marked=True)
    tagged = draft.finish()
    one = laid_out(tagged)
    assert changed(before, one) == {(card.step, card.lane)}
    draft = Draft(tagged)
    mark_tag(draft, other.id, add_tag(draft, "Risk").id, marked=True)
    two = laid_out(draft.finish())
    assert changed(one, two) == {(other.step, other.lane)}
    assert [tag.name for tag in two.cards[card.id].body.content.tags] == ["Costs"]
    draft = Draft(tagged)
    rename_tag(draft, draft.tags()[0].id, "Price")
    assert [tag.name for tag in laid_out(draft.finish()).cards[card.id].body.content.tags] == ["Price"]


def test_cards_are_inside_their_cells(document: Document) -> None:
    layout = laid_out(document)
    assert set(layout.cards) == {card.id for card in document.select(Card)}
    for cell in layout.cells:
        for card_id in cell.cards:
            card = layout.cards[card_id]
            assert (card.step, card.lane) == (cell.step, cell.lane)
            assert cell.box.x <= card.box.x and card.box.right <= cell.box.right + 1e-6
