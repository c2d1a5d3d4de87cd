"""References on a map: the sign of a card, its legend, and the links of a PDF and an SVG."""

from datetime import date
from itertools import pairwise

import pytest

from journey_editor.drawing.pages import pages_for
from journey_editor.drawing.primitives import Group, Hyperlink
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane, show_detail
from journey_editor.editing.commands.references import add_reference
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.hit_testing import hit
from journey_editor.layout.reference_sign import sign_of
from journey_editor.model.document import Document

TODAY = date(2026, 12, 1)
ADDRESSES = ("https://ann:secret@example.com/a", "plan.ods", "mailto:b@a.com", "javascript:x", "//srv/c")


def document(direction: str = "ltr", *, shown: bool = True) -> Document:
    """Return a map with a card that has five references, and one that has none."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Help", direction=direction).id
    step = draft.steps_of(add_stage(draft, journey).id)[0].id
    lane = add_lane(draft, journey, "action").id
    show_detail(draft, lane, "references", shown=shown)
    for text in ("Calls", "Waits"):
        add_card(draft, step, lane, text)
    for address in ADDRESSES:
        add_reference(draft, "card:1", address, "Diary" if address == ADDRESSES[0] else "")
    return draft.finish()


def links(shown: Document, **options: str) -> tuple[Hyperlink, ...]:
    return pages_for(shown, "journey:1", today=TODAY, **options)[0].drawing.links


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_sign_of_a_card_leads_to_web_pages_and_mail_side_by_side(direction: str) -> None:
    shown = document(direction)
    found = links(shown)
    # A password stays in the project, and so do paths of this computer.
    assert [(each.url, each.name) for each in found] == [
        ("https://example.com/a", "Diary"),
        ("mailto:b@a.com", "mailto:b@a.com"),
    ]
    layout = lay_out(shown, "journey:1", today=TODAY)
    card = layout.cards["card:1"]
    sign = sign_of(card)
    assert sign is not None and card.body.references is not None
    assert card.body.references.fact.parts == ("5",)
    assert card.box.height == layout.cards["card:2"].box.height, "it has no row of its own here"
    first, second = (each.box for each in (found if direction == "ltr" else found[::-1]))
    assert first.right == second.x and first.x <= sign.x < sign.right <= second.right
    pointed = [hit(layout, *each.box.center) for each in found]
    assert [each.field for each in pointed if each] == ["references"] * 2
    assert [each.text.lines[0].text for each in layout.footer.legend] == ["References"]


def test_a_lane_that_leaves_the_sign_out_has_no_links() -> None:
    shown = document(shown=False)
    layout = lay_out(shown, "journey:1", today=TODAY)
    assert links(shown) == () and layout.footer.legend == ()
    assert layout.cards["card:1"].body.references is None


def test_a_card_that_is_divided_between_rows_has_a_link_in_each() -> None:
    draft = Draft(document())
    journey = "journey:1"
    for _ in range(5):
        add_stage(draft, journey)
    card = draft.cards_of(journey)[0]
    draft.change(card, last_step=draft.columns_of(journey)[-1].id)
    found = links(draft.finish(), paper="a5", orientation="portrait")
    assert len(found) > 2
    assert all(one.box.y < other.box.y for one, other in pairwise(found[::2]))


def test_screen_readers_hear_the_names_of_references_in_an_svg() -> None:
    shown = document()
    drawing = pages_for(shown, "journey:1", today=TODAY)[0].drawing
    cells = [each for each in drawing.groups if each.role == "cell"]
    cards = [each for each in cells[0].children if isinstance(each, Group)]
    assert "(References: Diary, plan.ods, mailto:b@a.com, javascript:x, c)" in cards[0].label
    assert "References" not in cards[1].label
