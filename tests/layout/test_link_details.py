"""Handoffs, escalations, channel switches and recoveries on the map: their words, signs and legend."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest

from journey_editor.drawing.draw_map import draw_map
from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.links import set_recovery_action
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.records import Link
from journey_editor.wording.link_words import link_marks, link_words
from tests.layout.invariants import check_all


class SupportMap:
    """Draft of a map of three stages, with a link from the first card to the second."""

    def __init__(self) -> None:
        self.draft = Draft(Document(), counting_ids())
        new_project(self.draft)
        self.journey = add_journey(self.draft, title="A broken router").id
        self.lane = add_lane(self.draft, self.journey, "touchpoint").id
        stages = [add_stage(self.draft, self.journey, name=name) for name in ("Notice", "Call", "Repair")]
        steps = [self.draft.steps_of(stage.id)[0].id for stage in stages]
        self.cards = [add_card(self.draft, step, self.lane, "Waits").id for step in steps]
        self.link = link_cards(self.draft, *self.cards[:2]).id

    def say(self, **fields: object) -> str:
        """Return the words at the link with these fields."""
        self.draft.change(self.draft.get(Link, self.link), **fields)
        return link_words(self.draft, self.draft.get(Link, self.link), "en").replace("\u00a0", " ")

    def laid_out(self) -> MapLayout:
        self.document = self.draft.finish()
        layout = lay_out(self.document, self.journey, today=date(2026, 3, 1))
        check_all(layout)
        return layout


@pytest.fixture
def support() -> SupportMap:
    return SupportMap()


def test_a_link_says_what_its_kind_needs(support: SupportMap) -> None:
    phone = add_channel(support.draft, "", "phone").id
    mail = add_channel(support.draft, "Our mail", "email").id
    agent = add_persona(support.draft, support.journey, name="Agent").id
    team = add_persona(support.draft, support.journey, name="Field team").id
    assert support.say() == ""
    assert support.say(giver=agent, taker=team) == "Agent → Field team"
    assert support.say(channel_before=phone, channel_after=mail) == "Phone → Our mail"
    assert support.say(passed="order number") == "order number"
    said = support.say(wait=1500, wait_target=300, context="lost")
    assert said == "order number · wait 25 min · target 5 min · context lost"
    assert support.say(label="Second line").startswith("Second line · wait 25 min")
    said = support.say(kind="escalation", label="", from_level="1", to_level="2", time_limit=14_400)
    assert said == "1 → 2 · wait 25 min · target 5 min · after 4 h · context lost"
    # What does not apply to the kind is kept, but not shown.
    said = support.say(kind="channel_switch", context="partly", wanted="no")
    assert said == "Phone → Our mail · context partly kept · not wanted by the customer"
    assert support.say(kind="next") == ""
    assert support.say(kind="service_recovery") == ""
    for action, done in (("apologise", True), ("fix", True), ("follow_up", False)):
        set_recovery_action(support.draft, support.link, action, done=done, by="Ben")
    assert support.say() == "2 of 6 actions done"


def test_signs_show_what_goes_wrong(support: SupportMap) -> None:
    link = support.draft.get(Link, support.link)
    for fields, marks in (
        ({}, ()),
        ({"wait": 60}, ("baton",)),
        ({"context": "kept"}, ("baton",)),
        ({"context": "partly", "wait": 60, "wait_target": 60}, ("partly",)),
        ({"context": "lost", "wait": 61, "wait_target": 60}, ("lost", "missed")),
        ({"kind": "channel_switch", "context": "lost", "wait": 61, "wait_target": 60}, ("lost",)),
        ({"kind": "depends", "context": "lost"}, ()),
    ):
        assert link_marks(replace(link, **fields)) == marks
    support.say(context="lost", wait=61, wait_target=60, passed="order number")
    layout = support.laid_out()
    (drawn,) = layout.links
    assert drawn.mark_box is not None
    assert not any(card.box.overlaps(drawn.mark_box) for card in layout.cards.values())
    meanings = ["".join(line.text for line in each.text.lines) for each in layout.footer.legend]
    assert {"Context lost", "Target missed"} <= set(meanings)
    group = next(each for each in draw_map(support.document, layout).groups if each.owner == drawn.id)
    assert len(group.children) > 4


def test_signs_of_links_side_by_side_do_not_cover_each_other(support: SupportMap) -> None:
    below = add_lane(support.draft, support.journey, "backstage").id
    add_lane(support.draft, support.journey, "emotion")
    third = add_lane(support.draft, support.journey, "support_process").id
    step = support.draft.columns_of(support.journey)[1].id
    back = add_card(support.draft, step, third, "Ticket").id
    other = add_card(support.draft, step, below, "Looks up").id
    for source, target in ((support.cards[1], back), (back, support.cards[2]), (support.cards[1], other)):
        link = link_cards(support.draft, source, target)
        support.draft.change(link, context="lost", wait=3600)
    boxes = [link.mark_box for link in support.laid_out().links if link.mark_box is not None]
    assert len(boxes) == 3
    assert not any(one.overlaps(two) for one, two in combinations(boxes, 2))
