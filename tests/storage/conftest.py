"""Project that contains records of every kind."""

import hashlib
from dataclasses import dataclass

import pytest

from journey_editor.editing.commands import cards, curves, journeys, lanes, personas, stages
from journey_editor.editing.editor import Editor
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import (
    RECORD_TYPES,
    Brand,
    CardReference,
    CardTag,
    DataSource,
    Dismissal,
    Evidence,
    EvidencePlace,
    LaneChannel,
    LaneGroup,
    Measure,
    Picture,
    Reading,
    RecoveryAction,
    SupportOffer,
    Tag,
    View,
    ViewItem,
)
from journey_editor.model.sheet_records import PersonaChannel, PersonaFact

PICTURE = b"\x89PNG\r\n\x1a\n and so on"


@dataclass(frozen=True)
class Project:
    editor: Editor
    pictures: dict[str, bytes]

    @property
    def document(self) -> Document:
        return self.editor.document

    def retitle(self, title: str) -> Document:
        with self.editor.edit("Retitle") as draft:
            draft.change(draft.journeys()[0], title=title)
        return self.document


@pytest.fixture
def project() -> Project:
    editor = Editor(Document(), new_id=counting_ids())
    sha256 = hashlib.sha256(PICTURE).hexdigest()
    with editor.edit("Begin") as draft:
        journeys.new_project(draft, name="Ünïcode 🚀", author='O\'Brien "Bob"; DROP TABLE card')
        journey = journeys.add_journey(draft, title="Support", language="ar", direction="rtl")
        draft.change(journey, scenario="Line one\nline two\tand a tab")
        first = stages.add_stage(draft, journey.id, name="Awareness")
        last = stages.add_stage(draft, journey.id, name="Support")
        step = draft.steps_of(first.id)[0]
        ana = personas.add_persona(draft, journey.id, name="Ana", quote="Where is it?")
        lane = lanes.add_lane(draft, journey.id, "touchpoint", persona=ana.id)
        lanes.add_lane(draft, journey.id, "emotion")
        rules = lanes.add_lane(draft, journey.id, "text")
        draft.change(rules, collapsed=True, hidden=True)
        lanes.set_lane_kind(draft, rules.id, lanes.add_lane_kind(draft, "Policies").id)
        phone = journeys.add_channel(draft, "Phone", "phone")
        one = cards.add_card(draft, step.id, lane.id, "Calls", channel=phone.id, importance=5, first_answer=0)
        two = cards.add_card(draft, step.id, lane.id, "Waits", moment_of_truth=True, started_by="customer")
        cards.set_card_personas(draft, one.id, [ana.id])
        link = cards.link_cards(draft, one.id, two.id, "escalation", "on to the second line")
        draft.add(RecoveryAction, link=link.id, action="apologise", done=True, day="2026-11-30", by="Ben")
        curve = curves.add_curve(draft, journey.id, ana.id, scale="zero_to_ten")
        curves.set_emotion(draft, curve.id, one.id, -0.0)
        point = curves.add_point(draft, curve.id, step.id, 1 / 3, 1e-300)
        draft.change(point, confidence=0, source="measured")
        journeys.add_note(draft, journey.id, "Ask Ben", -0.1, 99_999.5)
        tag = draft.add(Tag, name="Quick win", color=7)
        draft.add(CardTag, card=one.id, tag=tag.id)
        second = draft.steps_of(last.id)[0]
        draft.change(two, last_step=second.id)
        view = draft.add(View, journey=journey.id, name="For the board", severity=3, hides=True, zoom=0.5)
        for subject in ({"lane": lane.id, "hidden": True}, {"persona": ana.id}, {"channel": phone.id}):
            draft.add(ViewItem, view=view.id, **subject)
        draft.add(ViewItem, view=view.id, tag=tag.id)
        draft.add(ViewItem, view=view.id, card_kind="pain_point")
        picture = draft.add(Picture, sha256=sha256, size=len(PICTURE), width=4, height=3)
        draft.change(two, picture=picture.id, picture_text="The empty hall")
        draft.change(ana, portrait=picture.id)
        draft.add(PersonaChannel, persona=ana.id, channel=phone.id)
        draft.add(Brand, accent="#00543C", logo=picture.id, text_size=115, column_width=200.0, dividers=True)
        draft.add(SupportOffer, stage=first.id, channel=phone.id, hours="24/7", answer_target=60)
        said = draft.add(Evidence, text="I waited", speaker="Ana", day="2026-11-30", sample_size=12)
        draft.add(EvidencePlace, evidence=said.id, card=one.id)
        csat = draft.add(Measure, journey=journey.id, stage=last.id, kind="csat", target=80.0)
        draft.add(Reading, measure=csat.id, day="2026-11-30", positive=42, total=56)
        draft.add(DataSource, measure=csat.id, path="figures.csv", value_column="CSAT", span="month")
        draft.add(Dismissal, journey=journey.id, rule="no_pain", item=journey.id, reason="Not yet")
        group = draft.add(LaneGroup, journey=journey.id, name="Insights", collapsed=True)
        draft.change(lane, group=group.id)
        draft.add(LaneChannel, lane=rules.id, channel=phone.id)
        draft.add(CardReference, card=one.id, name="Report", address="https://example.com/ü?a=1")
        draft.add(PersonaFact, persona=ana.id, label="Shoe size", value="44")
    assert {record.KIND for record in editor.document} == {each.KIND for each in RECORD_TYPES}
    return Project(editor, {sha256: PICTURE})
