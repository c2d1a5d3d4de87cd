"""Coverage on the map: where support is offered, late or missing, channel by channel."""

from datetime import date

import pytest

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.support import offer_support
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.insight.rules import findings
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.hit_testing import boxes_of, hit
from journey_editor.layout.summary_boxes import OfferLayout
from journey_editor.model.document import Document
from journey_editor.wording.insight_words import finding_words
from journey_editor.wording.support_words import describe_offer
from tests.layout.invariants import check_all


class Support:
    """Draft of a map with three stages, calls in the second and the third, and a lane of coverage."""

    def __init__(self, direction: str = "ltr") -> None:
        self.draft = draft = Draft(Document(), counting_ids())
        new_project(draft)
        self.journey = add_journey(draft, title="Support", direction=direction).id
        self.phone, self.chat = (add_channel(draft, "", kind).id for kind in ("phone", "live_chat"))
        add_channel(draft, "Nobody uses it", "email")
        touch = add_lane(draft, self.journey, "touchpoint").id
        self.lane = add_lane(draft, self.journey, "coverage").id
        self.stages = [add_stage(draft, self.journey, name=name).id for name in ("Notice", "Call", "Repair")]
        add_step(draft, self.stages[1], name="Again")
        for stage in self.stages[1:]:
            step = draft.steps_of(stage)[-1].id
            add_card(draft, step, touch, "Calls", channel=self.phone)

    def offers(self) -> dict[tuple[str, str], OfferLayout]:
        """Return the boxes by the ids of their stages and channels."""
        self.document = self.draft.finish()
        self.layout = lay_out(self.document, self.journey, today=date(2026, 3, 1))
        check_all(self.layout)
        (summary,) = self.layout.summaries
        self.said = summary.said
        return {(each.stage, each.channel): each for each in summary.offers}


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_what_is_offered_late_and_missing_looks_different(direction: str) -> None:
    support = Support(direction)
    notice, call, repair = support.stages
    chat = offer_support(support.draft, notice, support.chat).id
    late = offer_support(support.draft, call, support.phone)
    support.draft.change(late, hours="Mon–Fri 9–17", first_answer=1560, answer_target=120)
    offers = support.offers()
    states = {
        (notice, support.phone): "none",
        (notice, support.chat): "offered",
        (call, support.phone): "late",
        (call, support.chat): "none",
        (repair, support.phone): "missing",
        (repair, support.chat): "none",
    }
    assert {key: offer.state for key, offer in offers.items()} == states
    assert "Call: Phone: Mon–Fri 9–17 · first answer 26 min · target 2 min" in support.said.replace(
        "\u00a0", " "
    )
    assert "Repair: Phone: nothing offered" in support.said
    box = offers[call, support.phone].box
    columns = [step.column for step in support.layout.steps if step.stage == call]
    assert box.x == min(each.x for each in columns) and box.right == max(each.right for each in columns)
    # A click finds what is offered, and where nothing is, the stage and the channel.
    found = hit(support.layout, *offers[notice, support.chat].box.center)
    assert found is not None and (found.kind, found.id) == ("offer", chat)
    assert boxes_of(support.layout, chat) == (offers[notice, support.chat].box,)
    found = hit(support.layout, *offers[repair, support.phone].box.center)
    assert found is not None and (found.id, found.step, found.field) == ("", repair, support.phone)


def test_a_row_is_as_high_as_its_longest_words() -> None:
    support = Support()
    offer = offer_support(support.draft, support.stages[0], support.phone)
    offer = support.draft.change(offer, staffed_by="First line and second line " * 6)
    offers = support.offers()
    box = offers[support.stages[0], support.phone].box
    text = offers[support.stages[0], support.phone].text
    assert text is not None and len(text.lines) > 3
    assert box.y < text.y and text.bottom < box.bottom
    assert offers[support.stages[1], support.phone].box.height == box.height
    assert "First line and second line" in describe_offer(support.document, offer)


def test_the_rules_know_what_is_offered() -> None:
    support = Support()
    assert not [each for each in findings(support.draft, support.journey) if each.rule == "uncovered_channel"]
    offer = offer_support(support.draft, support.stages[1], support.phone)
    support.draft.change(offer, resolution=7200, resolution_target=3600)
    found = {each.rule: each for each in findings(support.draft, support.journey)}
    assert finding_words(support.draft, found["uncovered_channel"]) == (
        "“Calls”: Phone offers no support in Repair."
    )
    assert found["missed_promise"].items == (offer.id,)


def test_nobody_needs_support_where_the_organisation_comes_to_the_customer() -> None:
    support = Support()
    _, call, repair = support.stages
    offer_support(support.draft, call, support.phone)
    for card in support.draft.cards_of(support.journey):
        support.draft.change(card, started_by="organisation")
    assert support.offers()[repair, support.phone].state == "none"
    assert not [
        each for each in findings(support.document, support.journey) if each.rule == "uncovered_channel"
    ]
    parcels = Support()
    parcel = add_channel(parcels.draft, "", "delivery").id
    for card in parcels.draft.cards_of(parcels.journey):
        parcels.draft.change(card, channel=parcel)
    assert not parcels.offers(), "a parcel answers no question"
