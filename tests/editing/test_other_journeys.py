"""Lanes that show the curves of another journey: what editing, copying and comparing makes of them."""

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.projects import (
    duplicate_as_to_be,
    journey_document,
    merge_project,
    remove_journey,
)
from journey_editor.editing.comparison import compare
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.pasting import paste_clip
from journey_editor.foundation.identity import counting_ids, ids_from
from journey_editor.interchange.json_format import dumps, loads
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import Journey, Lane
from journey_editor.model.rules import RuleError, check_document
from tests.two_journeys import as_is_and_to_be


def lane_in(document: Queries, journey: str) -> Lane:
    return next(lane for lane in document.lanes_of(journey) if lane.kind == "emotion")


def shown_by(document: Queries, journey: str) -> str:
    """Return the title and state of the journey whose curves a journey shows."""
    other = document.find(lane_in(document, journey).other_journey)
    return f"{other.title} {other.state}" if isinstance(other, Journey) else ""


def test_removing_the_other_journey_clears_the_field_and_undo_brings_it_back() -> None:
    editor = Editor(as_is_and_to_be(), new_id=ids_from("new"))
    journey, later = (each.id for each in editor.document.journeys())
    with editor.edit("Delete journey") as draft:
        remove_journey(draft, later)
    assert shown_by(editor.document, journey) == ""
    editor.undo()
    assert shown_by(editor.document, journey) == "Buying a bike to_be"


def test_a_lane_cannot_show_its_own_curves_as_those_of_another_journey() -> None:
    editor = Editor(as_is_and_to_be(), new_id=ids_from("new"))
    journey = editor.document.journeys()[0].id
    with pytest.raises(RuleError, match="curves of its own journey"), editor.edit("Change lane") as draft:
        draft.change(lane_in(draft, journey), other_journey=journey)


def test_a_copied_lane_keeps_it_in_the_project_and_loses_it_elsewhere() -> None:
    document = as_is_and_to_be()
    journey, later = (each.id for each in document.journeys())
    copied = clip_of(document, journey, [lane_in(document, journey).id])
    clip = Clip.from_json(copied.to_json())

    draft = Draft(document, ids_from("new"))
    third = add_journey(draft, title="Third").id
    paste_clip(draft, third, clip, None)
    # The journey whose curves it shows is its own now.
    draft.remove(lane_in(draft, later).id)
    paste_clip(draft, later, clip, None)
    assert shown_by(draft, third) == "Buying a bike to_be" and shown_by(draft, later) == ""

    elsewhere = Draft(Document(), counting_ids())
    new_project(elsewhere)
    there = add_journey(elsewhere, title="Elsewhere").id
    add_lane(elsewhere, there, "touchpoint")
    clip = Clip.from_json(copied.to_json().replace(later, "journey:unknown"))
    paste_clip(elsewhere, there, clip, None)
    assert shown_by(elsewhere, there) == ""


def test_a_copy_of_the_journey_shows_the_same_and_a_journey_on_its_own_none() -> None:
    document = as_is_and_to_be()
    journey = document.journeys()[0].id
    draft = Draft(document, ids_from("new"))
    assert shown_by(draft, duplicate_as_to_be(draft, journey)) == "Buying a bike to_be"

    alone = journey_document(document, journey)
    check_document(alone)
    assert len(alone.journeys()) == 1 and shown_by(alone, journey) == ""

    # Both journeys of a project that is added to another one still belong together.
    other = Draft(Document(), ids_from("other"))
    new_project(other)
    add_journey(other, title="Other")
    first, second = merge_project(other, document)
    assert lane_in(other, first).other_journey == second
    merged = other.finish()
    assert loads(dumps(merged)) == merged


def test_the_comparison_of_both_has_each_curve_once() -> None:
    document = as_is_and_to_be()
    journey, later = (each.id for each in document.journeys())
    for earlier, after in ((journey, later), (later, journey)):
        both = compare(document, earlier, after)
        assert not lane_in(both.document, after).other_journey
        assert len(both.document.curves_of(after)) == 5


def test_mermaid_says_that_the_curves_are_left_out() -> None:
    document = as_is_and_to_be()
    journey, later = (each.id for each in document.journeys())
    words = "1 chart was exported without the curves of another journey."
    assert words in mermaid_text(document, journey)[1] and words not in mermaid_text(document, later)[1]
