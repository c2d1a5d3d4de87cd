"""Channels that are chosen for a channel matrix: shown, left out, copied, and removed."""

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import choose_channels, show_channel, shown_channels
from journey_editor.editing.commands.projects import duplicate_as_to_be, journey_document, merge_project
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.pasting import duplicate, paste_clip
from journey_editor.foundation.identity import ids_from
from journey_editor.interchange.json_format import dumps, loads
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import Channel, Lane, LaneChannel
from journey_editor.model.rules import RuleError, check_document
from tests.lane_maps import offered_channels, summaries

OFFERED = ["Website", "Shop in the old town", "App"]


def matrix(document: Queries, journey: str = "") -> Lane:
    """Return the last matrix of a journey, by default of the first one."""
    lanes = document.lanes_of(journey or document.journeys()[0].id)
    return [lane for lane in lanes if lane.kind == "channel"][-1]


def names(document: Queries, lane: Lane) -> list[str]:
    return [each.name or each.kind for each in shown_channels(document, lane)]


def test_a_matrix_shows_all_used_channels_until_some_are_chosen() -> None:
    draft = Draft(summaries())
    lane, channels = matrix(draft), {each.name: each.id for each in draft.channels()}
    assert names(draft, lane) == ["Website", "Shop in the old town", "phone"]
    app = add_channel(draft, "App", "app").id
    assert names(draft, lane)[-1] == "phone", "nobody uses it"
    # The choice begins with what is shown.
    show_channel(draft, lane.id, app, shown=True)
    show_channel(draft, lane.id, channels["Website"], shown=False)
    assert names(draft, lane) == ["Shop in the old town", "phone", "App"]
    choose_channels(draft, lane.id, [channels["Website"], app])
    assert names(draft, lane) == ["Website", "App"]
    draft.remove(app)
    assert names(draft, lane) == ["Website"]
    show_channel(draft, lane.id, channels["Website"], shown=False)
    assert names(draft, lane) == ["Website", "Shop in the old town", "phone"] and not draft.select(
        LaneChannel
    )


def test_a_channel_is_chosen_once_and_the_choice_goes_with_its_lane() -> None:
    editor = Editor(offered_channels(), new_id=ids_from("new"))
    lane = matrix(editor.document)
    app = next(each.id for each in editor.document.channels() if each.name == "App")
    with pytest.raises(RuleError, match="already shows"), editor.edit("Change lane") as draft:
        draft.add(LaneChannel, lane=lane.id, channel=app)
    with editor.edit("Delete") as draft:
        draft.remove(lane.id)
    assert not editor.document.select(LaneChannel)
    editor.undo()
    assert names(editor.document, lane) == OFFERED


def test_copies_of_the_lane_show_the_same_channels_also_in_another_project() -> None:
    document = offered_channels()
    journey = document.journeys()[0].id
    draft = Draft(document, ids_from("new"))
    (copy,) = duplicate(draft, journey, matrix(draft).id)
    assert names(draft, draft.get(Lane, copy)) == OFFERED

    other = Draft(Document(), ids_from("other"))
    new_project(other)
    there = add_journey(other, title="Elsewhere").id
    add_channel(other, "App", "app")
    clip = Clip.from_json(clip_of(document, journey, [matrix(document).id]).to_json())
    paste_clip(other, there, clip, None)
    assert sorted(names(other, matrix(other))) == sorted(OFFERED)
    assert len(other.select(Channel)) == 3, "the project's own app is the same channel"


def test_copies_of_the_journey_and_of_the_project_keep_the_choice() -> None:
    draft = Draft(offered_channels(), ids_from("new"))
    journey = draft.journeys()[0].id
    later = duplicate_as_to_be(draft, journey)
    assert names(draft, matrix(draft, later)) == OFFERED
    document = draft.finish()
    assert loads(dumps(document)) == document
    # A journey alone takes nothing of the other journey along, although they share channels.
    alone = journey_document(document, later)
    check_document(alone)
    assert {lane.journey for lane in alone.select(Lane)} == {later}
    assert names(alone, matrix(alone, later)) == OFFERED
    other = Draft(Document(), ids_from("other"))
    new_project(other)
    first, second = merge_project(other, document)
    assert names(other, matrix(other, first)) == names(other, matrix(other, second)) == OFFERED
