"""Place of a new note: free, in view, and as near to the middle of the view as possible."""

from collections.abc import Callable
from dataclasses import asdict
from itertools import product
from math import dist

import pytest

from journey_editor.editing.commands.journeys import add_note
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.note_layout import NOTE_HEIGHT, NOTE_WIDTH
from journey_editor.layout.queries.free_place import _obstacles, place_of_note
from journey_editor.model.document import Document
from tests import gallery
from tests.counting import calls_in
from tests.layout.small_map import TODAY


def laid_out(document: Document) -> MapLayout:
    return lay_out(document, document.journeys()[0].id, today=TODAY)


def noted(document: Document, seen: Box) -> Box:
    """Return the box of a new note of one line in the visible part of a map."""
    draft = Draft(document)
    journey = document.journeys()[0].id
    add_note(draft, journey, "Ask", **asdict(place_of_note(laid_out(document), seen)))
    box = laid_out(draft.finish()).notes[-1].box
    assert (box.width, box.height) == (NOTE_WIDTH, NOTE_HEIGHT)
    return box


@pytest.mark.parametrize("made", [gallery.forty_cards, gallery.from_the_right])
def test_a_new_note_covers_nothing_and_is_nearest_to_the_middle(made: Callable[[], Document]) -> None:
    document = made()
    layout = laid_out(document)
    seen = Box(0.0, 0.0, layout.width, layout.height)
    note = noted(document, seen)
    obstacles = [each.box.grown(4) for each in (*layout.cards.values(), *layout.stages, *layout.notes)]
    assert not any(note.overlaps(each) for each in obstacles)
    assert 0 <= note.x < note.right <= seen.right
    assert 0 <= note.y < note.bottom <= seen.bottom
    # A free place that is nearer to the middle would be around it.
    reach = int(dist(note.center, seen.center) / 16) + 1
    middle = note.moved(seen.center[0] - note.center[0], seen.center[1] - note.center[1])
    every = list(_obstacles(layout))
    for column, row in product(range(-reach, reach + 1), repeat=2):
        place = middle.moved(16 * column, 16 * row)
        if dist(place.center, seen.center) < dist(note.center, seen.center) - 0.01:
            assert any(place.overlaps(each.grown(4)) for each in every)


def test_a_note_in_a_view_smaller_than_a_note_is_in_its_middle() -> None:
    note = noted(gallery.forty_cards(), Box(400.0, 400.0, 20.0, 10.0))
    assert note.center == pytest.approx((410.0, 405.0))


def test_a_free_place_in_a_large_view_is_found_with_little_work() -> None:
    layout = laid_out(gallery.forty_cards())
    wide = Box(0.0, 0.0, 40 * layout.width, 10 * layout.height)
    assert calls_in(lambda: place_of_note(layout, wide)) < 20_000


@pytest.mark.parametrize("made", [gallery.forty_cards, gallery.from_the_right])
def test_a_note_at_a_card_or_in_a_cell_covers_no_text_of_its_own_card(made: Callable[[], Document]) -> None:
    document = made()
    layout = laid_out(document)
    seen = Box(0.0, 0.0, layout.width, layout.height)
    journey = document.journeys()[0].id
    for card in layout.cards.values():
        place = place_of_note(layout, seen, [card.id], (card.step, card.lane))
        assert (place.card, place.step, place.lane) == (card.id, "", "")
        draft = Draft(document)
        add_note(draft, journey, "Ask", **asdict(place))
        note = laid_out(draft.finish()).notes[-1].box
        assert not note.overlaps(card.box.grown(-8.0)) and note.overlaps(card.box.grown(8.0))
    # A cell in focus, below its cards; but not one that is out of view.
    card = next(iter(layout.cards.values()))
    place = place_of_note(layout, seen, (), (card.step, card.lane))
    assert (place.card, place.step, place.lane) == ("", card.step, card.lane)
    aside = Box(0.0, card.box.bottom + 400.0, layout.width, 400.0)
    assert place_of_note(layout, aside, (), (card.step, card.lane)).lane != card.lane
