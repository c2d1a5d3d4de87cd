"""References of cards: web pages and files, in one project and from one to another."""

from pathlib import PurePosixPath

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, copy_card, duplicate_cards, is_bare
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.projects import duplicate_as_to_be, merge_project
from journey_editor.editing.commands.references import (
    add_reference,
    entered_address,
    move_reference,
    relocate_references,
)
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.comparison import compare
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import CardReference
from journey_editor.wording.spoken import describe_card

OLD, NEW = PurePosixPath("/home/ann/old"), PurePosixPath("/home/ann")
REPORT, PLAN, PAGE = "docs/report.pdf", "/home/ann/plan.ods", "https://example.com/ü"


@pytest.fixture
def draft() -> Draft:
    """A map with one card that has a name for each of three references."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Help").id
    step = draft.steps_of(add_stage(draft, journey).id)[0].id
    card = add_card(draft, step, add_lane(draft, journey, "action").id, "Calls")
    for address, name in ((REPORT, "Report"), (PLAN, ""), (PAGE, "Page")):
        add_reference(draft, card.id, address, name)
    return draft


def on(queries: Queries, card_id: str) -> list[tuple[str, str]]:
    return [(each.name, each.address) for each in queries.references_of(card_id)]


def test_references_are_added_once_and_put_in_order(draft: Draft) -> None:
    before = on(draft, "card:1")
    assert add_reference(draft, "card:1", PAGE, "Again").name == "Page"
    first, _, last = (each.id for each in draft.references_of("card:1"))
    move_reference(draft, last, -1)
    assert on(draft, "card:1") == [before[0], before[2], before[1]]
    move_reference(draft, first, 5)
    assert on(draft, "card:1") == [before[2], before[1], before[0]]
    move_reference(draft, first, -5)
    assert on(draft, "card:1") == [before[0], before[2], before[1]]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("  ", "needs the address"),
        ("javascript:alert(1)", "begin with “javascript:” are not opened"),
        ("https://", "“https://” is not a valid address"),
        ("https://example.com/" + "x" * 4000, "has 4020 characters"),
        ("cod\u202efdp.exe", "invisible characters"),
        ("a\nb.pdf", "invisible characters"),
    ],
)
def test_an_address_that_would_not_be_opened_is_refused(text: str, reason: str) -> None:
    with pytest.raises(UserError, match=reason):
        entered_address(text, None)


def test_a_typed_file_below_the_project_is_relative_to_it() -> None:
    assert entered_address("file:///home/ann/old/docs/report.pdf", OLD) == REPORT
    assert entered_address("www.example.com", OLD) == "https://www.example.com"


def test_copies_of_a_card_have_its_references(draft: Draft) -> None:
    expected = on(draft, "card:1")
    assert not is_bare(draft, "card:1") and len(expected) == 3
    copies = [duplicate_cards(draft, ["card:1"])[0].id, copy_card(draft, "card:1").id]
    assert [on(draft, each) for each in copies] == [expected] * 2
    draft.remove(copies[0])
    assert len(draft.select(CardReference)) == 6


def test_another_reference_is_a_change_from_one_journey_to_another(draft: Draft) -> None:
    to_be = duplicate_as_to_be(draft, "journey:1")
    document = draft.finish()
    (card,) = document.cards_of(to_be)
    assert on(document, card.id) == on(document, "card:1") != []
    assert compare(document, "journey:1", to_be).changes == ()
    later = Draft(document)
    later.change(later.references_of(card.id)[0], name="Another")
    assert [each.kind for each in compare(later.finish(), "journey:1", to_be).changes] == ["changed"]


def test_files_of_a_copied_card_are_the_same_ones_in_another_project(draft: Draft) -> None:
    clip = Clip.from_json(clip_of(draft, "journey:1", ["card:1"]).located(OLD).to_json())
    other = Draft(Document(), counting_ids())
    new_project(other)
    step = other.steps_of(add_stage(other, add_journey(other, title="Here").id).id)[0].id
    lane = add_lane(other, "journey:1", "action").id
    (card,) = paste_clip(other, "journey:1", clip, (step, lane)).ids
    assert relocate_references(other, None, NEW, new=True) == 2
    assert on(other, card) == [("Report", "old/docs/report.pdf"), ("", "plan.ods"), ("Page", PAGE)]


def test_the_addresses_of_files_follow_the_project_to_another_folder(draft: Draft) -> None:
    before = on(draft, "card:1")
    assert relocate_references(draft, OLD, NEW) == 2
    assert [address for _, address in on(draft, "card:1")] == ["old/docs/report.pdf", "plan.ods", PAGE]
    assert relocate_references(draft, NEW, OLD) == 2
    assert on(draft, "card:1") == before
    # Of a merged project, only what was added is adapted.
    document = draft.finish()
    merged = Draft(document)
    merge_project(merged, document)
    assert relocate_references(merged, OLD, None, new=True) == 1
    assert on(merged, "card:1") == before


def test_references_are_heard_and_missed_in_mermaid(draft: Draft) -> None:
    card = draft.cards_of("journey:1")[0]
    said = describe_card(draft, card)
    assert "reference Report, reference plan.ods, reference Page" in said
    assert "3 references of cards were not exported." in mermaid_text(draft, "journey:1")[1]
