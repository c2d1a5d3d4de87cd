"""What the rules find in a support journey, and what they leave alone."""

from typing import Any

import pytest

from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.insight.emotions import peak_end_score
from journey_editor.insight.finding import Finding
from journey_editor.insight.rules import RULES, dismissed_findings, findings
from journey_editor.model.document import Document
from journey_editor.model.kinds import INSIGHT_RULES
from journey_editor.model.records import Card, Dismissal, EmotionPoint, Lane, Link
from journey_editor.wording.insight_words import finding_words, rule_name, rule_reason

STAGES = ("Notice", "Contact", "Wait", "Resolve", "Follow up")


class SupportJourney:
    """Draft of a journey with a touchpoint in each stage, and pain points where they are added."""

    def __init__(self) -> None:
        self.draft = draft = Draft(Document(), counting_ids())
        new_project(draft)
        self.journey = add_journey(draft, title="A broken router").id
        self.lane = add_lane(draft, self.journey, "touchpoint").id
        self.pains = add_lane(draft, self.journey, "pain_point").id
        self.steps = [draft.steps_of(add_stage(draft, self.journey, name=each).id)[0].id for each in STAGES]
        self.cards = [
            add_card(draft, step, self.lane, f"Touchpoint in {name}").id
            for step, name in zip(self.steps, STAGES, strict=True)
        ]
        self.curve = ""

    def pain(self, column: int, **fields: Any) -> str:
        return add_card(self.draft, self.steps[column], self.pains, "It hurts", **fields).id

    def touch(self, column: int, **fields: Any) -> str:
        self.draft.change(self.draft.get(Card, self.cards[column]), **fields)
        return self.cards[column]

    def feel(self, *values: float | None, source: str = "observed") -> None:
        """Draw the curve of emotions, from the first stage on."""
        self.curve = self.curve or add_curve(self.draft, self.journey).id
        for card, value in zip(self.cards, values, strict=False):
            if value is not None:
                point = set_emotion(self.draft, self.curve, card, value)
                self.draft.change(self.draft.get(EmotionPoint, point.id), source=source)

    def link(self, source: int, target: int, kind: str, **fields: Any) -> str:
        link = link_cards(self.draft, self.cards[source], self.cards[target], kind)
        return self.draft.change(link, **fields).id

    def found(self, rule: str) -> list[Finding]:
        return [each for each in findings(self.draft, self.journey) if each.rule == rule]

    def items(self, rule: str) -> list[str]:
        return [each.items[0] for each in self.found(rule)]

    def sentences(self, rule: str) -> list[str]:
        return [finding_words(self.draft, each) for each in self.found(rule)]


@pytest.fixture
def support() -> SupportJourney:
    return SupportJourney()


def test_each_rule_has_a_name_and_a_reason() -> None:
    assert tuple(RULES) == INSIGHT_RULES
    assert (
        len({rule_name(each) for each in RULES}) == len({rule_reason(each) for each in RULES}) == len(RULES)
    )


def test_a_pain_where_nothing_supports_is_found(support: SupportJourney) -> None:
    pain, mild = support.pain(0), support.pain(0, severity=1)
    helped = support.pain(1, severity=5)
    support.touch(1, channel=add_channel(support.draft, "", "phone").id)
    assert support.items("pain_without_support") == [pain]
    assert support.sentences("pain_without_support") == [
        "“It hurts”: no channel, person or process supports the customer in Notice."
    ]
    support.touch(1, channel=add_channel(support.draft, "", "delivery").id)
    assert support.items("pain_without_support") == [pain, helped]
    process = add_lane(support.draft, support.journey, "support_process").id
    add_card(support.draft, support.steps[0], process, "Alarm")
    assert support.items("pain_without_support") == [helped] and mild


def test_a_valley_needs_a_recovery(support: SupportJourney) -> None:
    support.feel(0.5, -0.5, -1.0, 0.0, 0.5)
    (finding,) = support.found("valley_without_recovery")
    assert finding.items[1] == support.cards[2] and finding.values["level"] == -1.0
    support.link(2, 3, "service_recovery")
    assert not support.found("valley_without_recovery")
    support.feel(0.5, -0.5, -1.0, 0.0, -0.5)
    assert [each.items[1] for each in support.found("valley_without_recovery")] == [support.cards[4]]


def test_a_recovery_ends_above_the_level_before_the_failure(support: SupportJourney) -> None:
    link = support.link(2, 3, "service_recovery")
    support.feel(0.5, 0.0, -1.0, 0.5)
    assert not support.found("recovery_without_lift")
    support.feel(0.5, 0.0, -1.0, -0.5)
    assert support.items("recovery_without_lift") == [link]
    assert support.sentences("recovery_without_lift") == [
        "“Touchpoint in Wait”: from upset to annoyed; before the failure it was neutral."
    ]
    support.feel(0.5, -1.0, -0.5, -0.5)
    assert support.items("recovery_without_lift") == [link]


def test_promises_are_compared_with_what_happened(support: SupportJourney) -> None:
    small = support.touch(0, wait=90, wait_target=60)
    large = support.link(0, 1, "handoff", wait=7200, wait_target=60)
    support.touch(1, first_answer=60, answer_target=60)
    support.link(1, 2, "next", wait=7200, wait_target=60)
    assert support.items("missed_promise") == [large, small]
    assert support.sentences("missed_promise")[0] == "“Touchpoint in Notice”: 2 h instead of 1 min."


def test_the_same_story_told_again_is_counted(support: SupportJourney) -> None:
    assert not support.found("lost_context")
    one = support.link(0, 1, "handoff", context="lost")
    other = support.link(1, 2, "escalation", repeated="the order number")
    support.link(2, 3, "handoff", context="kept")
    (finding,) = support.found("lost_context")
    assert finding.items == (one, other)
    assert support.sentences("lost_context") == ["At 2 links the customer has to tell the story again."]


def test_channels_escalations_and_care(support: SupportJourney) -> None:
    assert not support.found("care_missing")
    forced = support.link(0, 1, "channel_switch", wanted="no")
    support.link(0, 1, "channel_switch", wanted="yes")
    lost = support.link(1, 2, "escalation")
    support.link(2, 3, "escalation", decided_by="Shift lead")
    assert support.items("forced_channel") == [forced]
    assert support.items("escalation_without_owner") == [lost]
    assert support.items("care_missing") == [support.cards[3]]
    support.touch(4, started_by="organisation")
    assert not support.found("care_missing")


def test_what_people_remember(support: SupportJourney) -> None:
    assert peak_end_score([0.5]) is None
    assert peak_end_score([0.5, -1.0, 0.5]) == -0.25
    assert peak_end_score([1.0, -1.0, 0.0]) == -0.5
    support.feel(0.5, -1.0, 0.0, 0.5, 0.0)
    assert support.sentences("bad_memory") == ["Everyone: the peak–end score is −0.5."]
    support.feel(0.5, -0.5, 0.0, 0.5, 1.0)
    assert not support.found("bad_memory")
    support.feel(0.5, -0.7, 0.7, 0.5, 0.61)
    assert not support.found("bad_memory"), "it is shown as 0.0"


def test_a_moment_of_truth_is_not_below_neutral(support: SupportJourney) -> None:
    support.touch(1, moment_of_truth=True)
    support.touch(2, moment_of_truth=True)
    support.feel(-0.5, -0.5, 0.0)
    assert support.items("bad_moment_of_truth") == [support.cards[1]]


def test_opinion_is_told_from_evidence(support: SupportJourney) -> None:
    support.feel(0.5, source="assumed")
    support.feel(None, None, 0.5)
    for _ in range(3):
        assert not support.found("stage_without_evidence"), "a map that was just begun"
        support.pain(0)
    found = support.sentences("stage_without_evidence")
    assert found == ["“Notice”", "“Contact”", "“Resolve”", "“Follow up”"]
    support.feel(None, 0.5)
    assert support.sentences("stage_without_evidence") == ["“Notice”", "“Resolve”", "“Follow up”"]
    assert support.found("no_feedback") and not support.found("no_pain")
    support.touch(0, satisfaction=4)
    assert not support.found("no_feedback")
    journey = support.draft.journeys()[0]
    support.draft.change(journey, state="to_be")
    assert not support.found("stage_without_evidence")


def test_what_a_map_lacks(support: SupportJourney) -> None:
    chart = add_lane(support.draft, support.journey, "emotion").id
    ideas = add_lane(support.draft, support.journey, "opportunity").id
    assert support.items("empty_lane") == [support.pains, chart, ideas]
    support.feel(0.5)
    idea = add_card(support.draft, support.steps[0], ideas, "Offer a callback").id
    owned = add_card(support.draft, support.steps[0], ideas, "Alarm", owner="Ben").id
    add_card(support.draft, support.steps[0], ideas, "Chat", owner="Ben")
    assert support.items("empty_lane") == [support.pains]
    assert support.items("opportunity_without_owner") == [idea] and owned
    assert support.found("no_pain")
    support.draft.change(support.draft.get(Lane, support.pains), hidden=True)
    assert not support.found("empty_lane")
    for name in ("Six", "Seven"):
        add_stage(support.draft, support.journey, name=name)
    assert not support.found("too_many_stages")
    add_stage(support.draft, support.journey, name="Eight")
    assert support.sentences("too_many_stages") == ["The map has 8 stages."]


def test_a_finding_is_dismissed_with_a_reason_and_a_rule_switched_off(support: SupportJourney) -> None:
    one, other = support.pain(0), support.pain(0)
    support.draft.add(
        Dismissal, journey=support.journey, rule="pain_without_support", item=one, reason="Is planned"
    )
    assert support.items("pain_without_support") == [other]
    ((finding, dismissal),) = dismissed_findings(support.draft, support.journey)
    assert finding.items == (one,) and dismissal.reason == "Is planned"
    support.draft.change(support.draft.project(), rules_off="pain_without_support")
    assert not support.found("pain_without_support")
    assert not dismissed_findings(support.draft, support.journey)


def test_every_finding_has_a_sentence(support: SupportJourney) -> None:
    person = add_persona(support.draft, support.journey, name="").id
    add_curve(support.draft, support.journey, person)
    for value, column in ((1.0, 0), (-1.0, 4)):
        curve = support.draft.curves_of(support.journey)[0].id
        set_emotion(support.draft, curve, support.cards[column], value)
    support.link(3, 4, "escalation")
    support.draft.change(support.draft.select(Link)[0], context="lost")
    for finding in findings(support.draft, support.journey):
        assert finding_words(support.draft, finding).strip()
