"""Tags of cards: they are shared by the journeys of a project, and go along with copies of cards."""

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, duplicate_cards
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.commands.replacing import replace_hits
from journey_editor.editing.commands.stages import add_stage, duplicate_step
from journey_editor.editing.commands.tags import (
    add_tag,
    mark_tag,
    move_tag,
    rename_tag,
    rename_tags,
    set_card_tags,
)
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.editing.search import find
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import Card, Tag, View, ViewItem
from journey_editor.text.matching import Query
from journey_editor.wording.spoken import describe_card


def project(*tags: str) -> Draft:
    """Return a project with a card “Waits” that has some tags, and a card “Calls” without one."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Support").id
    step = draft.steps_of(add_stage(draft, journey, name="Asks").id)[0].id
    lane = add_lane(draft, journey, "touchpoint").id
    card = add_card(draft, step, lane, "Waits").id
    add_card(draft, step, lane, "Calls")
    set_card_tags(draft, card, [add_tag(draft, each).id for each in tags])
    return draft


def card(document: Queries, text: str) -> Card:
    return next(each for each in document.select(Card) if each.text == text)


def names(document: Queries, text: str = "Waits") -> list[str]:
    return [tag.name for tag in document.tags_on(card(document, text).id)]


def all_names(document: Queries) -> list[str]:
    return [tag.name for tag in document.tags()]


def test_each_new_tag_has_a_colour_that_few_have_and_a_known_name_is_reused() -> None:
    draft = project(*"abcdefgh")
    assert [tag.color for tag in draft.tags()] == list(range(8))
    assert add_tag(draft, " A ").name == "a"
    assert len(draft.tags()) == 8
    draft.remove(draft.tags()[3].id)
    assert add_tag(draft, "Needs\n a   decision").name == "Needs a decision"
    assert draft.tags()[-1].color == 3
    assert "d" not in names(draft)


def test_a_tag_that_is_renamed_to_an_existing_name_becomes_one_with_it() -> None:
    draft = project("Costs", "Risk")
    mark_tag(draft, card(draft, "Calls").id, draft.tags()[1].id, marked=True)
    view = draft.add(View, journey=draft.journeys()[0].id)
    draft.add(ViewItem, view=view.id, tag=draft.tags()[1].id)
    costs = draft.tags()[0]
    assert rename_tag(draft, costs.id, "COSTS").name == "COSTS", "its own name is not another one"
    assert rename_tag(draft, draft.tags()[1].id, "costs").id == costs.id
    document = draft.finish()
    assert all_names(document) == names(document) == names(document, "Calls") == ["COSTS"]
    assert [each.tag for each in document.items_of(view.id)] == [costs.id]


def test_cards_show_their_tags_in_the_order_of_the_project() -> None:
    draft = project("Costs", "Risk", "Legal")
    move_tag(draft, draft.tags()[2].id, draft.tags()[0].id)
    assert names(draft) == ["Legal", "Costs", "Risk"]
    move_tag(draft, draft.tags()[0].id, None)
    assert names(draft) == ["Costs", "Risk", "Legal"]


def test_copies_in_the_same_journey_have_the_same_tags() -> None:
    draft = project("Costs", "Risk")
    (copy,) = duplicate_cards(draft, [card(draft, "Waits").id])
    assert [tag.name for tag in draft.tags_on(copy.id)] == ["Costs", "Risk"]
    step = duplicate_step(draft, copy.step)
    assert sorted(len(draft.tags_on(each.id)) for each in draft.select(Card, step=step.id)) == [0, 2, 2]
    draft.finish()


def test_tags_go_along_to_another_project_by_their_names() -> None:
    source = project("Costs", "Risk")
    source.change(source.tags()[1], color=6)
    source = Draft(source.finish())
    clip = clip_of(source, source.journeys()[0].id, [each.id for each in source.select(Card)])
    target = project("COSTS")
    journey = target.journeys()[0].id
    before = {each.id for each in target.select(Card)}
    paste_clip(target, journey, Clip.from_json(clip.to_json()), None)
    pasted = [each for each in target.select(Card) if each.id not in before]
    tags = {each.text: [tag.name for tag in target.tags_on(each.id)] for each in pasted}
    assert tags == {"Waits": ["COSTS", "Risk"], "Calls": []}
    assert target.tags()[1].color == 6
    target.finish()


def test_a_pasted_card_has_its_tags_again_after_they_were_deleted() -> None:
    draft = project("Costs")
    journey = draft.journeys()[0].id
    waits = card(draft, "Waits")
    clip = clip_of(draft, journey, [waits.id])
    draft.remove(draft.tags()[0].id)
    (new,) = paste_clip(draft, journey, clip, (waits.step, waits.lane)).ids
    assert [tag.name for tag in draft.tags_on(new)] == ["Costs"]


def test_the_journeys_of_an_added_project_share_the_tags_of_the_same_name() -> None:
    draft = project("Costs", "Risk")
    merge_project(draft, project("risk", "Legal").finish())
    document = draft.finish()
    assert all_names(document) == ["Costs", "Risk", "Legal"]
    assert sorted(len(document.tags_on(each.id)) for each in document.select(Card)) == [0, 0, 2, 2]


@pytest.mark.parametrize(("replacement", "left"), [("Risk", ["Risk"]), ("Price", ["Price", "Risk"])])
def test_replacing_a_name_by_that_of_another_tag_leaves_one_tag(replacement: str, left: list[str]) -> None:
    draft = Draft(project("Costs", "Risk").finish())
    replace_hits(draft, find(draft.before, Query("Costs")), replacement)
    document = draft.finish()
    assert all_names(document) == left == names(document)


def test_replacing_merges_only_tags_whose_final_names_are_equal() -> None:
    draft = Draft(project("Phase 1", "Phase 11", "Phase 12").finish())
    one, eleven, _ = draft.tags()
    replace_hits(draft, find(draft.before, Query("1")), "")
    assert one.id in draft and eleven.id not in draft
    assert names(draft) == ["Phase", "Phase 2"]
    draft = Draft(project("Phase 1", "Phase 11").finish())
    replace_hits(draft, find(draft.before, Query("1")), "11")
    assert names(draft) == ["Phase 11", "Phase 1111"]
    draft = project("A", "B", "AA")
    assert list(rename_tags(draft, {draft.tags()[0].id: "b", draft.tags()[1].id: "C"})) == []
    assert names(draft) == ["b", "C", "AA"]


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "\u2060\u00a0"])
def test_a_tag_always_has_a_visible_name(name: str) -> None:
    draft = Draft(project("Costs").finish())
    (tag,) = draft.tags()
    for command in (lambda: add_tag(draft, name), lambda: rename_tag(draft, tag.id, name)):
        with pytest.raises(UserError, match="A tag needs a name"):
            command()
    with pytest.raises(UserError, match="The tag “Costs” would have no name"):
        replace_hits(draft, find(draft.before, Query("Costs")), name)
    assert all_names(draft) == ["Costs"]
    # A file can have one.
    draft.change(tag, name="")
    clip = clip_of(draft, draft.journeys()[0].id, [card(draft, "Waits").id])
    target = project()
    waits = card(target, "Waits")
    (new,) = paste_clip(target, target.journeys()[0].id, clip, (waits.step, waits.lane)).ids
    assert not target.tags_on(new)


def test_screen_readers_hear_the_tags_of_a_card() -> None:
    draft = project("Costs", "Risk")
    assert "tag Costs, tag Risk" in describe_card(draft, card(draft, "Waits"))
    assert "tag" not in describe_card(draft, card(draft, "Calls"))


def test_the_export_to_mermaid_says_how_many_tags_it_left_out() -> None:
    document = project("Costs", "Risk").finish()
    _, lost = mermaid_text(document, document.journeys()[0].id)
    assert "2 tags of cards were not exported." in lost


def test_deleting_a_tag_leaves_the_cards() -> None:
    draft = Draft(project("Costs").finish())
    draft.remove(draft.select(Tag)[0].id)
    document = draft.finish()
    assert not document.tags() and names(document) == []
