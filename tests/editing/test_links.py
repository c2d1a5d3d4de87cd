"""Copies of links keep their details, in other projects with the actors and channels that are there."""

from journey_editor.editing.clip import clip_of
from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.links import recovery_action, set_recovery_action
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Channel, Link

NEW_ID = counting_ids()
"""Makes the ids of all projects, so that no two records have the same."""


def support_map() -> tuple[Draft, str, list[str]]:
    draft = Draft(Document(), NEW_ID)
    new_project(draft)
    journey = add_journey(draft, title="A broken router").id
    lane = add_lane(draft, journey, "touchpoint").id
    steps = [draft.steps_of(add_stage(draft, journey, name=name).id)[0].id for name in ("Call", "Repair")]
    return draft, journey, [add_card(draft, step, lane, "Waits").id for step in steps]


def test_a_copied_link_keeps_its_details() -> None:
    draft, journey, cards = support_map()
    agent = add_persona(draft, journey, name="Agent").id
    mail = add_channel(draft, "Our mail", "email").id
    link = link_cards(draft, *cards, "service_recovery", "Second line")
    draft.change(link, giver=agent, channel_after=mail, wait=60, wanted="no", color=3)
    set_recovery_action(draft, link.id, "fix", done=True, day="2026-03-01", by="Ben")
    document = draft.finish()
    clip = clip_of(document, journey, cards)

    here = Draft(document, NEW_ID)
    paste_clip(here, journey, clip, None)
    (copy,) = (each for each in here.select(Link) if each.id != link.id)
    assert (copy.giver, copy.channel_after, copy.wait, copy.wanted, copy.color) == (agent, mail, 60, "no", 3)
    action = recovery_action(here, copy.id, "fix")
    assert action is not None and (action.done, action.day, action.by) == (True, "2026-03-01", "Ben")

    other, there, _ = support_map()
    paste_clip(other, there, clip, None)
    (copy,) = other.select(Link)
    assert copy.giver == "" and copy.wait == 60 and copy.label == "Second line"
    assert other.get(Channel, copy.channel_after).name == "Our mail"
    assert recovery_action(other, copy.id, "fix") is not None


def test_an_action_of_which_nothing_is_known_leaves_nothing() -> None:
    draft, _, cards = support_map()
    link = link_cards(draft, *cards, "service_recovery").id
    set_recovery_action(draft, link, "fix", done=True)
    set_recovery_action(draft, link, "fix", done=False)
    assert recovery_action(draft, link, "fix") is None
