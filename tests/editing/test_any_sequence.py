"""After any sequence of edits, undo and redo, the editor and all listeners have the same document."""

from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath
from typing import Any

import hypothesis.strategies as st
from hypothesis import Phase, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from journey_editor.editing.commands import (
    cards,
    curves,
    journeys,
    lane_groups,
    lane_spans,
    lanes,
    personas,
    pictures,
    spans,
    stages,
    tags,
)
from journey_editor.editing.commands.references import add_reference, move_reference, relocate_references
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Edited, Editor
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model import kinds
from journey_editor.model.digest import document_digest
from journey_editor.model.document import Document, run_of
from journey_editor.model.lane_groups import spannable
from journey_editor.model.records import (
    RECORD_TYPES,
    TYPE_OF_KIND,
    Card,
    CardReference,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    LaneGroup,
    Link,
    Note,
    Persona,
    Picture,
    Record,
    Stage,
    Step,
    Tag,
    references,
)
from journey_editor.model.rules import check_document

TEXTS = st.sampled_from(["", "Calls support", "Gesundheit! ß", "two\nlines", "a\u202eb", "日本語"])
VALUES = st.floats(-2.0, 2.0) | st.just(float("nan"))
Command = Callable[[Draft], object]


class Journeying(RuleBasedStateMachine):
    """A user who edits a project, and a follower that receives only the change sets."""

    def __init__(self) -> None:
        super().__init__()
        self.editor = Editor(Document(), new_id=counting_ids())
        self.follower: dict[str, Record] = {}
        self.told: list[Edited] = []
        self.editor.listen(self._follow)

    def _follow(self, edited: Edited) -> None:
        self.told.append(edited)
        for record_id, before, after in edited.changes:
            assert self.follower.get(record_id) == before, "the change set has the previous state"
            if after is None:
                del self.follower[record_id]
            else:
                self.follower[record_id] = after

    def _edit(self, command: Command, extends: tuple[str, ...] | None = None) -> None:
        before, told = self.editor.document, len(self.told)
        digest = document_digest(before)
        try:
            with self.editor.edit("Edit", extends=extends) as draft:
                command(draft)
        except UserError as refused:
            assert refused.sentence
            assert self.editor.document is before, "a refused edit changes nothing"
            assert len(self.told) == told
        if len(self.told) > told:
            assert self.editor.redo_name is None, "nothing can be redone after a new edit"
        assert document_digest(before) == digest, "a document is immutable"

    def _any(self, data: st.DataObject, record_type: type[Record]) -> Any:
        """Return any record of a kind, or None if there are none."""
        found = sorted(self.editor.document.select(record_type), key=lambda each: each.id)
        return data.draw(st.sampled_from(found)) if found else None

    def _pick(self, data: st.DataObject, record_type: type[Record]) -> Any:
        return getattr(self._any(data, record_type), "id", "")

    @initialize()
    def begin(self) -> None:
        def begin(draft: Draft) -> None:
            journeys.new_project(draft, name="Support")
            for title in ("As it is", "As it should be"):
                journey = journeys.add_journey(draft, title=title)
                first = stages.add_stage(draft, journey.id, name="A")
                stages.add_stage(draft, journey.id, name="B")
                persona = personas.add_persona(draft, journey.id, name="Ana")
                lane = lanes.add_lane(draft, journey.id, "touchpoint", persona=persona.id)
                lanes.add_lane(draft, journey.id, "pain_point")
                step = draft.steps_of(first.id)[0]
                card = cards.add_card(draft, step.id, lane.id, "Calls")
                cards.set_card_personas(draft, card.id, [persona.id])
                curve = curves.curve_for(draft, journey.id, persona.id)
                curves.set_emotion(draft, curve.id, card.id, -0.5)

        self._edit(begin)
        self.start = self.editor.document

    @rule(data=st.data(), text=TEXTS)
    def make_columns(self, data: st.DataObject, text: str) -> None:
        journey, stage, other = (self._pick(data, each) for each in (Journey, Stage, Stage))
        step = self._pick(data, Step)
        commands: list[Command] = [
            lambda draft: stages.add_stage(draft, journey, name=text, before=stage),
            lambda draft: stages.add_step(draft, stage, name=text, before=step),
            lambda draft: stages.move_stage(draft, stage, other),
            lambda draft: stages.move_step(draft, step, stage, None),
            lambda draft: stages.move_step(draft, step, stage, self._pick(data, Step)),
            lambda draft: journeys.add_journey(draft, title=text),
        ]
        self._edit(data.draw(st.sampled_from(commands)))

    @rule(data=st.data(), kind=st.sampled_from(kinds.LANE_KINDS), text=TEXTS)
    def make_rows(self, data: st.DataObject, kind: str, text: str) -> None:
        journey, lane, other, persona = (self._pick(data, each) for each in (Journey, Lane, Lane, Persona))
        group = self._pick(data, LaneGroup)
        commands: list[Command] = [
            lambda draft: lanes.add_lane(draft, journey, kind, title=text, before=lane),
            lambda draft: lanes.add_lane(draft, journey, kind, persona=persona, before=lane),
            lambda draft: lanes.move_lane(draft, lane, other),
            lambda draft: lanes.move_lane(draft, lane, None),
            lambda draft: lanes.move_persona_lane(draft, journey, persona, other),
            lambda draft: draft.change(draft.get(Lane, lane), kind=kind, persona=persona),
            lambda draft: lane_groups.group_lanes(draft, [lane, other], text),
            lambda draft: lane_groups.move_lane_by_one(draft, lane, 1),
            lambda draft: lanes.give_to_persona(draft, [lane], persona),
        ]
        if group:
            commands += [
                lambda draft: lanes.move_lane(draft, lane, other, group),
                lambda draft: lane_groups.move_group(draft, group, other),
                lambda draft: lane_groups.ungroup(draft, [group]),
                lambda draft: lane_groups.remove_group(draft, group),
            ]
        self._edit(data.draw(st.sampled_from(commands if lane else commands[:1])))

    @rule(data=st.data(), text=TEXTS, number=st.integers(-1, 6))
    def fill_cells(self, data: st.DataObject, text: str, number: int) -> None:
        step, lane, other, persona = (self._pick(data, each) for each in (Step, Lane, Card, Persona))
        found = [each.id for each in self.editor.document.select(Card)]
        chosen = data.draw(st.lists(st.sampled_from(found), max_size=4, unique=True)) if found else []
        channel = self._pick(data, Channel)
        commands: list[Command] = [
            lambda draft: cards.add_card(draft, step, lane, text, before=other, importance=number),
            lambda draft: cards.add_card(draft, step, lane, text, channel=channel),
            lambda draft: cards.move_cards(draft, chosen, step, lane, other),
            lambda draft: cards.move_cards(draft, chosen, step, lane),
            lambda draft: [self._span(data, draft, each) for each in chosen],
            lambda draft: spans.extend_spans(draft, chosen, number),
            lambda draft: [self._span_lanes(data, draft, each) for each in chosen],
            lambda draft: lane_spans.extend_lane_spans(draft, chosen, number),
            lambda draft: cards.duplicate_cards(draft, chosen),
            lambda draft: [cards.set_card_personas(draft, each, [persona]) for each in chosen],
            lambda draft: [cards.link_cards(draft, each, other) for each in chosen],
            lambda draft: [draft.change(draft.get(Card, each), channel=channel) for each in chosen],
        ]
        self._edit(data.draw(st.sampled_from(commands if lane else commands[4:])))

    @rule(data=st.data(), text=TEXTS)
    def classify(self, data: st.DataObject, text: str) -> None:
        tag, other, card = (self._pick(data, each) for each in (Tag, Tag, Card))
        commands: list[Command] = [lambda draft: tags.add_tag(draft, text)]
        if tag:
            commands += [
                lambda draft: tags.rename_tag(draft, tag, text),
                lambda draft: tags.move_tag(draft, tag, other),
                lambda draft: draft.remove(tag),
            ]
        if tag and card:
            commands += [
                lambda draft: tags.mark_tag(draft, card, tag, marked=True),
                lambda draft: tags.set_card_tags(draft, card, [other, tag]),
            ]
        self._edit(data.draw(st.sampled_from(commands)))

    def _span(self, data: st.DataObject, draft: Draft, card: str) -> None:
        columns = [step.id for step in draft.columns_of(draft.journey_of(card))]
        first, last = (data.draw(st.sampled_from(columns)) for _ in range(2))
        spans.set_span(draft, card, first, last)

    def _span_lanes(self, data: st.DataObject, draft: Draft, card: str) -> None:
        ends = spannable(draft, draft.get(Card, card).lane)
        first, last = (data.draw(st.sampled_from(ends)) for _ in range(2))
        lane_spans.set_lane_span(draft, card, first, last)

    @rule(data=st.data(), text=TEXTS, by=st.integers(-2, 2))
    def refer(self, data: st.DataObject, text: str, by: int) -> None:
        card, reference = self._pick(data, Card), self._pick(data, CardReference)
        old, new = PurePosixPath("/a/b"), PurePosixPath("/a")
        commands: list[Command] = [lambda draft: relocate_references(draft, old, new)]
        if card:
            commands.append(lambda draft: add_reference(draft, card, f"/a/b/{text}", text))
        if reference:
            commands.append(lambda draft: move_reference(draft, reference, by))
        self._edit(data.draw(st.sampled_from(commands)))

    @rule(data=st.data(), picture=st.integers(0, 2))
    def look(self, data: st.DataObject, picture: int) -> None:
        target = self._pick(data, data.draw(st.sampled_from([Card, Persona])))
        details = {"sha256": str(picture) * 64, "media_type": "image/png", "size": 9, "width": 4, "height": 3}
        commands: list[Command] = [
            lambda draft: pictures.show_picture(draft, target, pictures.add_picture(draft, **details).id),
            lambda draft: pictures.show_picture(draft, target, ""),
            lambda draft: pictures.add_picture(draft, **details),
        ]
        self._edit(data.draw(st.sampled_from(commands)))

    @rule(data=st.data(), text=TEXTS, journey_too=st.booleans())
    def call_in_people(self, data: st.DataObject, text: str, journey_too: bool) -> None:
        journey, persona, other = (self._pick(data, each) for each in (Journey, Persona, Persona))
        there = [each.id for each in self.editor.document.personas_of(journey)]
        commands: list[Command] = [
            lambda draft: personas.add_persona(draft, journey, name=text),
            lambda draft: journeys.channel_of_kind(draft, text, "phone"),
            lambda draft: journeys.add_note(draft, journey, text, 10, 20.5),
        ]
        if persona:
            commands += [
                lambda draft: personas.add_existing_persona(draft, journey, persona),
                lambda draft: personas.remove_persona_from_journey(draft, journey, persona),
            ]
        if there:
            commands.append(lambda draft: personas.move_persona(draft, journey, there[-1], other))
        self._edit(data.draw(st.sampled_from(commands)))

    @rule(data=st.data(), value=VALUES, at=VALUES)
    def feel(self, data: st.DataObject, value: float, at: float) -> None:
        journey, persona = self._pick(data, Journey), self._pick(data, Persona)
        curve, card, step, point = (self._pick(data, each) for each in (Curve, Card, Step, EmotionPoint))
        commands: list[Command] = [lambda draft: curves.curve_for(draft, journey, persona)]
        if curve:
            commands.append(lambda draft: curves.add_point(draft, curve, step, at, value))
        if curve and card:
            commands.append(lambda draft: curves.set_emotion(draft, curve, card, value))
        if point:
            commands.append(lambda draft: curves.move_point(draft, point, value, step=step, at=at))
        self._edit(data.draw(st.sampled_from(commands)))

    @rule(data=st.data(), kind=st.sampled_from(RECORD_TYPES))
    def take_away(self, data: st.DataObject, kind: type[Record]) -> None:
        target = self._pick(data, kind)
        self._edit(lambda draft: draft.remove(target))

    @rule(data=st.data())
    def take_a_step_away(self, data: st.DataObject) -> None:
        step = self._pick(data, Step)
        if step:
            self._edit(lambda draft: stages.remove_step(draft, step))

    @rule(data=st.data(), texts=st.lists(TEXTS, min_size=1, max_size=3))
    def type_on(self, data: st.DataObject, texts: list[str]) -> None:
        choices = [(Card, "text"), (Stage, "name"), (Note, "text"), (Link, "label")]
        record_type, field = data.draw(st.sampled_from(choices))
        found = self._any(data, record_type)
        if found is not None:
            for text in texts:
                type_it = partial(Draft.change, record=found, **{field: text})
                self._edit(type_it, extends=("type", found.id))

    @rule(data=st.data())
    def point_elsewhere(self, data: st.DataObject) -> None:
        """Change a reference to another record of its kind, which no command does yet."""
        record = self._any(data, data.draw(st.sampled_from(RECORD_TYPES)))
        if record is None or not references(type(record)):
            return
        name, ref = data.draw(st.sampled_from(sorted(references(type(record)).items())))
        targets = [each.id for each in self.editor.document.select(TYPE_OF_KIND[ref.kind])]
        target = data.draw(st.sampled_from(["", f"{ref.kind}:gone", *sorted(targets)]))
        self._edit(lambda draft: draft.change(record, **{name: target}))

    @rule(times=st.integers(1, 4))
    def undo(self, times: int) -> None:
        for _ in range(times):
            if len(self.editor.history.done) > 1:
                self.editor.undo()

    @precondition(lambda self: self.editor.redo_name)
    @rule()
    def redo(self) -> None:
        self.editor.redo()

    @rule()
    def everything_back_and_forth(self) -> None:
        end, digest = self.editor.document, document_digest(self.editor.document)
        steps = len(self.editor.history.done)
        while len(self.editor.history.done) > 1:
            self.editor.undo()
        assert self.editor.document == self.start
        while len(self.editor.history.done) < steps:
            self.editor.redo()
        assert self.editor.document == end
        assert document_digest(self.editor.document) == digest

    @invariant()
    def all_see_the_same(self) -> None:
        document = self.editor.document
        afresh = Document(document.records.values())
        assert document.records == self.follower
        assert document == afresh
        assert document._groups == afresh._groups
        for kind, fields, values in afresh._groups:
            record_type = TYPE_OF_KIND[kind]
            named = dict(zip(fields, values, strict=True))
            assert document.select(record_type, **named) == afresh.select(record_type, **named)

    @invariant()
    def no_picture_and_no_group_stays_without_a_use(self) -> None:
        document = self.editor.document
        shown = [each.picture for each in document.select(Card)]
        shown += [each.portrait for each in document.select(Persona)]
        assert {each.id for each in document.select(Picture)} == set(shown) - {""}
        grouped = {each.group for each in document.select(Lane)}
        assert {each.id for each in document.select(LaneGroup)} == grouped - {""}

    @invariant()
    def the_map_satisfies_rules(self) -> None:
        if len(self.editor.document):
            check_document(self.editor.document)
        for journey in self.editor.document.journeys():
            shown = self.editor.document.lanes_of(journey.id)
            for places in ([lane.persona or lane.id for lane in shown], [*map(run_of, shown)]):
                assert len(set(places)) == sum(
                    place != before for place, before in zip(places, ["", *places], strict=False)
                ), "the lanes of a persona are adjacent, and those of a group"

    def teardown(self) -> None:
        if hasattr(self, "start"):
            self.everything_back_and_forth()


def test_listeners_have_the_same_document_after_any_sequence_of_edits() -> None:
    # Shrinking a failing example takes minutes, so only the `thorough` profile does it.
    usual = settings.default.max_examples
    phases = list(Phase) if settings.get_current_profile_name() == "thorough" else [Phase.generate]
    run_state_machine_as_test(Journeying, settings=settings(max_examples=2 * usual, phases=phases))
