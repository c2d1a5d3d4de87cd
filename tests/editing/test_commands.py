"""Commands on a map."""

from contextlib import AbstractContextManager

import pytest

from journey_editor.editing.commands import cards, curves, journeys, lanes, personas, stages
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.ordering import LONG_KEY
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import (
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    Link,
    Persona,
    Stage,
    Step,
)


class Map:
    """A journey with stages A, B and C, lanes L and M, and cards a, b and c in the cell of A and L."""

    def __init__(self) -> None:
        self.editor = Editor(Document(), new_id=counting_ids())
        with self.edit() as draft:
            journeys.new_project(draft)
            self.journey = journeys.add_journey(draft, title="Support").id
            self.stages = [stages.add_stage(draft, self.journey, name=name).id for name in "ABC"]
            self.lane = lanes.add_lane(draft, self.journey, "touchpoint", title="L").id
            self.other = lanes.add_lane(draft, self.journey, "pain_point", title="M").id
            self.steps = [step.id for step in draft.columns_of(self.journey)]
            self.cards = [cards.add_card(draft, self.steps[0], self.lane, text).id for text in "abc"]

    def edit(self) -> AbstractContextManager[Draft]:
        return self.editor.edit("Edit")

    @property
    def document(self) -> Document:
        return self.editor.document

    def stage_names(self) -> str:
        return "".join(stage.name for stage in self.document.stages_of(self.journey))

    def lane_titles(self) -> str:
        return "".join(lane.title for lane in self.document.lanes_of(self.journey))

    def texts(self, step: int = 0, lane: str = "") -> str:
        return "".join(card.text for card in self.document.cards_in(self.steps[step], lane or self.lane))

    def steps_taken(self) -> int:
        return len(self.editor.history.done)


@pytest.fixture
def map_() -> Map:
    return Map()


class TestStages:
    def test_a_new_stage_has_one_step_and_the_given_position(self, map_: Map) -> None:
        with map_.edit() as draft:
            stage = stages.add_stage(draft, map_.journey, name="N", goal="Know us", before=map_.stages[1])
        assert map_.stage_names() == "ANBC"
        assert len(map_.document.steps_of(stage.id)) == 1

    @pytest.mark.parametrize(
        ("moved", "before", "then"), [(0, 2, "BAC"), (0, None, "BCA"), (2, 0, "CAB"), (1, 2, "ABC")]
    )
    def test_a_stage_is_moved_before_another_or_to_the_end(
        self, map_: Map, moved: int, before: int | None, then: str
    ) -> None:
        with map_.edit() as draft:
            stages.move_stage(draft, map_.stages[moved], None if before is None else map_.stages[before])
        assert map_.stage_names() == then

    def test_a_move_changes_one_record_or_none_if_the_place_is_the_same(self, map_: Map) -> None:
        with map_.edit() as draft:
            stages.move_stage(draft, map_.stages[2], map_.stages[1])
            assert list(draft.changes().changes) == [map_.stages[2]]
        steps = map_.steps_taken()
        for before in (map_.stages[2], map_.stages[1]):
            with map_.edit() as draft:
                stages.move_stage(draft, map_.stages[2], before)
        assert map_.stage_names() == "ACB"
        assert map_.steps_taken() == steps

    def test_a_step_is_moved_with_its_cards_unless_it_is_the_only_one(self, map_: Map) -> None:
        with map_.edit() as draft:
            second = stages.add_step(draft, map_.stages[0], name="Second")
            stages.move_step(draft, map_.steps[0], map_.stages[1], map_.steps[1])
        assert [step.id for step in map_.document.columns_of(map_.journey)][:2] == [second.id, map_.steps[0]]
        assert map_.texts() == "abc"
        with pytest.raises(UserError, match="must have at least one step"), map_.edit() as draft:
            stages.move_step(draft, second.id, map_.stages[1], None)

    def test_the_only_step_of_a_stage_cannot_be_removed(self, map_: Map) -> None:
        with pytest.raises(UserError, match="delete the stage"), map_.edit() as draft:
            stages.remove_step(draft, map_.steps[0])
        with pytest.raises(UserError, match="delete the stage"), map_.edit() as draft:
            draft.remove(map_.steps[0])

    def test_a_stage_is_removed_with_its_steps_cards_points_and_links(self, map_: Map) -> None:
        with map_.edit() as draft:
            curve = curves.curve_for(draft, map_.journey)
            curves.set_emotion(draft, curve.id, map_.cards[0], 0.5)
            curves.add_point(draft, curve.id, map_.steps[0], 0.5, -0.5)
            elsewhere = cards.add_card(draft, map_.steps[1], map_.lane, "d")
            cards.link_cards(draft, map_.cards[0], elsewhere.id)
        full = map_.document
        with map_.edit() as draft:
            draft.remove(map_.stages[0])
        assert [card.text for card in map_.document.select(Card)] == ["d"]
        assert not map_.document.select(EmotionPoint)
        assert not map_.document.select(Link)
        assert map_.document.select(Curve)
        map_.editor.undo()
        assert map_.document == full


class TestCards:
    def test_a_new_card_has_the_kind_of_its_lane_by_default(self, map_: Map) -> None:
        with map_.edit() as draft:
            assert cards.add_card(draft, map_.steps[0], map_.other).kind == "pain_point"
            assert cards.add_card(draft, map_.steps[0], map_.other, kind="text").kind == "text"

    def test_a_card_in_another_lane_takes_its_kind_unless_it_had_its_own(self, map_: Map) -> None:
        with map_.edit() as draft:
            draft.change(draft.get(Card, map_.cards[1]), kind="opportunity")
            cards.move_cards(draft, map_.cards, map_.steps[1], map_.other)
        assert [map_.document.get(Card, each).kind for each in map_.cards] == [
            "pain_point",
            "opportunity",
            "pain_point",
        ]

    @pytest.mark.parametrize(
        ("moved", "before", "then"),
        [
            ("c", "a", "cab"),
            ("a", None, "bca"),
            ("ca", "b", "cab"),
            ("ac", "b", "acb"),
            ("a", "a", "abc"),
            ("ab", "a", "abc"),
            ("ab", "b", "abc"),
            ("cb", "b", "acb"),
            ("abc", None, "abc"),
        ],
    )
    def test_cards_are_moved_within_their_cell(
        self, map_: Map, moved: str, before: str | None, then: str
    ) -> None:
        ids = dict(zip("abc", map_.cards, strict=True))
        steps = map_.steps_taken()
        with map_.edit() as draft:
            target = ids[before] if before else None
            cards.move_cards(draft, [ids[text] for text in moved], map_.steps[0], map_.lane, target)
        assert map_.texts() == then
        assert map_.steps_taken() == steps + (then != "abc"), "a move to the same place is no undo step"

    def test_several_cards_are_moved_in_the_given_order(self, map_: Map) -> None:
        with map_.edit() as draft:
            cards.add_card(draft, map_.steps[1], map_.lane, "x")
            last = cards.add_card(draft, map_.steps[1], map_.lane, "y")
            cards.move_cards(draft, [map_.cards[2], map_.cards[0]], map_.steps[1], map_.lane, last.id)
        assert (map_.texts(0), map_.texts(1)) == ("b", "xcay")

    def test_an_emotion_lane_cannot_hold_cards(self, map_: Map) -> None:
        with map_.edit() as draft:
            feelings = lanes.add_lane(draft, map_.journey, "emotion").id
        for refused in (
            lambda draft: cards.add_card(draft, map_.steps[0], feelings, "Glad"),
            lambda draft: cards.move_cards(draft, map_.cards, map_.steps[0], feelings),
            lambda draft: draft.change(draft.get(Lane, map_.lane), kind="emotion"),
        ):
            with pytest.raises(UserError, match="emotion lane"), map_.edit() as draft:
                refused(draft)

    def test_copies_follow_their_originals_and_have_the_same_personas(self, map_: Map) -> None:
        with map_.edit() as draft:
            ana = personas.add_persona(draft, map_.journey, name="Ana").id
            cards.set_card_personas(draft, map_.cards[0], [ana])
            copies = cards.duplicate_cards(draft, map_.cards[:2])
        assert map_.texts() == "aabbc"
        assert [each.name for each in map_.document.personas_on(copies[0].id)] == ["Ana"]

    def test_a_card_has_each_persona_only_once(self, map_: Map) -> None:
        with map_.edit() as draft:
            ana, ben = (personas.add_persona(draft, map_.journey, name=name).id for name in ("Ana", "Ben"))
            cards.set_card_personas(draft, map_.cards[0], [ana, ana])
            cards.set_card_personas(draft, map_.cards[0], [ben, ana])
        assert [each.persona for each in map_.document.select(CardPersona)] == [ana, ben]
        with map_.edit() as draft:
            cards.set_card_personas(draft, map_.cards[0], [])
        assert not map_.document.select(CardPersona)

    def test_a_card_stays_when_its_channel_is_removed(self, map_: Map) -> None:
        with map_.edit() as draft:
            phone = journeys.channel_of_kind(draft, "Phone", "phone")
            assert journeys.channel_of_kind(draft, "Phone", "phone") == phone
            draft.change(draft.get(Card, map_.cards[0]), channel=phone.id)
        with map_.edit() as draft:
            draft.remove(phone.id)
        assert map_.document.get(Card, map_.cards[0]).channel == ""

    def test_texts_are_cleaned_when_they_are_set(self, map_: Map) -> None:
        with map_.edit() as draft:
            card = cards.add_card(draft, map_.steps[0], map_.lane, "one\r\ntwo\x00\u202e")
            stage = stages.add_stage(draft, map_.journey, name="one\ntwo")
        assert map_.document.get(Card, card.id).text == "one\ntwo"
        assert map_.document.get(Stage, stage.id).name == "one two"

    def test_order_keys_stay_short_after_many_insertions(self, map_: Map) -> None:
        first = map_.cards[0]
        with map_.edit() as draft:
            for index in range(400):
                card = cards.add_card(draft, map_.steps[0], map_.lane, before=map_.cards[1])
                if index % 2:
                    cards.move_cards(draft, [card.id], map_.steps[0], map_.lane, first)
        found = map_.document.cards_in(map_.steps[0], map_.lane)
        assert len(found) == 403
        assert max(len(card.order) for card in found) < LONG_KEY
        assert [card.id for card in found if card.id in map_.cards] == map_.cards


class TestLanes:
    @pytest.fixture
    def people(self, map_: Map) -> dict[str, str]:
        """Return the lanes L, M, then p and q of Ana, x and y of Ben, and Z, by title."""
        with map_.edit() as draft:
            self.ana = personas.add_persona(draft, map_.journey, name="Ana").id
            self.ben = personas.add_persona(draft, map_.journey, name="Ben").id
            for title, persona in zip("pqxyZ", [self.ana, self.ana, self.ben, self.ben, ""], strict=True):
                lanes.add_lane(draft, map_.journey, "action", title=title, persona=persona)
        return {lane.title: lane.id for lane in map_.document.lanes_of(map_.journey)}

    @pytest.mark.parametrize(
        ("moved", "before", "then"),
        [
            ("L", "p", "MLpqxyZ"),
            ("L", "q", "MpqLxyZ"),
            ("L", None, "MpqxyZL"),
            ("L", "L", "LMpqxyZ"),
            ("q", "p", "LMqpxyZ"),
            ("q", "L", "LMqpxyZ"),
            ("p", None, "LMqpxyZ"),
            ("p", "y", "LMqpxyZ"),
            ("q", None, "LMpqxyZ"),
            ("Z", "y", "LMpqxyZ"),
            ("Z", "x", "LMpqZxy"),
        ],
    )
    def test_a_moved_lane_does_not_separate_the_lanes_of_a_persona(
        self, map_: Map, people: dict[str, str], moved: str, before: str | None, then: str
    ) -> None:
        steps = map_.steps_taken()
        with map_.edit() as draft:
            lanes.move_lane(draft, people[moved], people[before] if before else None)
        assert map_.lane_titles() == then
        assert map_.steps_taken() == steps + (then != "LMpqxyZ")
        keys = [lane.order for lane in map_.document.lanes_of(map_.journey)]
        assert keys == sorted(set(keys)), "the order of the keys is that of the map"

    @pytest.mark.parametrize(
        ("before", "then"),
        [("L", "xyLMpqZ"), ("p", "LMxypqZ"), ("q", "LMpqxyZ"), ("y", "LMpqxyZ"), (None, "LMpqZxy")],
    )
    def test_the_lanes_of_a_persona_are_moved_together(
        self, map_: Map, people: dict[str, str], before: str | None, then: str
    ) -> None:
        steps = map_.steps_taken()
        with map_.edit() as draft:
            lanes.move_persona_lane(draft, map_.journey, self.ben, people[before] if before else None)
        assert map_.lane_titles() == then
        assert map_.steps_taken() == steps + (then != "LMpqxyZ")

    @pytest.mark.parametrize(
        ("persona", "before", "then"),
        [("", "q", "LMpqNxyZ"), ("", "p", "LMNpqxyZ"), ("ana", None, "LMpqNxyZ"), ("ana", "L", "LMNpqxyZ")],
    )
    def test_a_new_lane_is_added_next_to_those_of_its_persona(
        self, map_: Map, people: dict[str, str], persona: str, before: str | None, then: str
    ) -> None:
        with map_.edit() as draft:
            target = people[before] if before else None
            whose = self.ana if persona else ""
            lanes.add_lane(draft, map_.journey, "text", title="N", persona=whose, before=target)
        assert map_.lane_titles() == then

    def test_a_lane_that_gets_a_persona_joins_the_other_lanes_of_that_persona(
        self, map_: Map, people: dict[str, str]
    ) -> None:
        with map_.edit() as draft:
            draft.change(draft.get(Lane, people["Z"]), persona=self.ana)
        assert map_.lane_titles() == "LMpqZxy"
        with map_.edit() as draft:
            lanes.move_lane(draft, people["L"], None)
        assert map_.lane_titles() == "MpqZxyL"


class TestPersonas:
    def test_a_shared_persona_is_removed_with_its_last_journey(self, map_: Map) -> None:
        with map_.edit() as draft:
            other = journeys.add_journey(draft, title="To be").id
            ana = personas.add_persona(draft, map_.journey, name="Ana").id
            personas.add_existing_persona(draft, other, ana)
            lanes.add_lane(draft, map_.journey, "action", persona=ana)
            lanes.add_lane(draft, other, "action", persona=ana)
            curves.curve_for(draft, map_.journey, ana)
            cards.set_card_personas(draft, map_.cards[0], [ana])
        with map_.edit() as draft:
            personas.remove_persona_from_journey(draft, map_.journey, ana)
        assert not map_.document.personas_of(map_.journey)
        assert not map_.document.select(CardPersona)
        assert not map_.document.curves_of(map_.journey)
        assert len(map_.document.persona_lane(other, ana)) == 1
        with map_.edit() as draft:
            personas.remove_persona_from_journey(draft, other, ana)
        assert not map_.document.select(Persona)

    def test_personas_are_moved_in_one_journey_only(self, map_: Map) -> None:
        with map_.edit() as draft:
            other = journeys.add_journey(draft, title="To be").id
            people = [personas.add_persona(draft, map_.journey, name=name).id for name in "ABC"]
            for each in people:
                personas.add_existing_persona(draft, other, each)
            personas.move_persona(draft, map_.journey, people[2], people[0])
            personas.move_persona(draft, map_.journey, people[0], None)
        names = {
            journey: "".join(each.name for each in map_.document.personas_of(journey))
            for journey in (map_.journey, other)
        }
        assert names == {map_.journey: "CBA", other: "ABC"}

    def test_a_hidden_persona_is_not_shown(self, map_: Map) -> None:
        with map_.edit() as draft:
            personas.add_persona(draft, map_.journey, name="Ana")
            draft.change(draft.select(JourneyPersona)[0], shown=False)
        assert len(map_.document.personas_of(map_.journey)) == 1
        assert not map_.document.personas_of(map_.journey, hidden=False)


class TestCurves:
    def test_a_card_has_one_point_on_a_curve(self, map_: Map) -> None:
        with map_.edit() as draft:
            curve = curves.curve_for(draft, map_.journey).id
            curves.set_emotion(draft, curve, map_.cards[0], 0.25)
            curves.set_emotion(draft, curve, map_.cards[0], -7)
            assert curves.curve_for(draft, map_.journey).id == curve
        assert [point.value for point in map_.document.points_of(curve)] == [-1.0]
        assert map_.document.point_at(curve, map_.cards[0]) is not None
        assert map_.document.point_at(curve, map_.cards[1]) is None

    def test_a_point_in_a_step_moves_freely_and_one_at_a_card_vertically(self, map_: Map) -> None:
        with map_.edit() as draft:
            curve = curves.curve_for(draft, map_.journey).id
            free = curves.add_point(draft, curve, map_.steps[0], 2, 1)
            bound = curves.set_emotion(draft, curve, map_.cards[0], 0)
            free = curves.move_point(draft, free.id, -0.5, step=map_.steps[1], at=-1)
            bound = curves.move_point(draft, bound.id, 0.5, step=map_.steps[1], at=1)
        assert (free.step, free.at, free.value) == (map_.steps[1], 0.0, -0.5)
        assert (bound.card, bound.step, bound.value) == (map_.cards[0], "", 0.5)

    def test_values_that_are_not_numbers_are_refused(self, map_: Map) -> None:
        nothing = float("nan")
        with pytest.raises(UserError, match="cannot have this value"), map_.edit() as draft:
            curve = curves.curve_for(draft, map_.journey).id
            curves.set_emotion(draft, curve, map_.cards[0], nothing)
        with pytest.raises(UserError, match="cannot have this value"), map_.edit() as draft:
            curve = curves.curve_for(draft, map_.journey).id
            curves.add_point(draft, curve, map_.steps[0], nothing, 0)
        with pytest.raises(UserError, match="cannot have this value"), map_.edit() as draft:
            journeys.add_note(draft, map_.journey, "Somewhere", float("inf"), 0)


def test_distances_can_be_integers(map_: Map) -> None:
    with map_.edit() as draft:
        note = journeys.add_note(draft, map_.journey, "Here", 10, 20)
    assert (note.x, note.y) == (10.0, 20.0)
    assert isinstance(note.x, float)


def test_a_journey_is_removed_with_everything_in_it(map_: Map) -> None:
    def fill(draft: Draft) -> str:
        journey = journeys.add_journey(draft, title="To be")
        stages.add_stage(draft, journey.id)
        ana = personas.add_persona(draft, journey.id, name="Ana")
        lane = lanes.add_lane(draft, journey.id, "action", persona=ana.id)
        card = cards.add_card(draft, draft.columns_of(journey.id)[0].id, lane.id)
        cards.set_card_personas(draft, card.id, [ana.id])
        journeys.add_note(draft, journey.id, "", 0, 0)
        return journey.id

    before = map_.document
    with map_.edit() as draft:
        journey = fill(draft)
    with map_.edit() as draft:
        draft.remove(journey)
    left = {type(record) for record in map_.document} - {type(record) for record in before}
    assert left == {Persona}, "personas belong to the project"
    assert map_.document.select(Journey) == before.select(Journey)
    assert map_.document.select(Step) == before.select(Step)
