"""Curves of figures: which measures they show, where, and on which scale."""

import pytest

from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.journeys import add_channel, add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import add_measure
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.insight.figure_curves import figure_curve, points_shown
from journey_editor.model.document import Document
from journey_editor.model.records import Curve, Reading
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.figure_levels import figure_levels, target_words


class Map:
    """Draft of a journey with a stage of two steps, a card, and a curve of figures."""

    def __init__(self) -> None:
        self.draft = draft = Draft(Document(), counting_ids())
        new_project(draft)
        self.journey = add_journey(draft, title="A broken router").id
        self.stage = add_stage(draft, self.journey, name="Contact").id
        add_step(draft, self.stage)
        self.steps = [each.id for each in draft.steps_of(self.stage)]
        self.card = add_card(draft, self.steps[0], add_lane(draft, self.journey, "touchpoint").id, "Calls").id
        self.curve = add_curve(draft, self.journey).id

    def show(self, kind: str) -> Curve:
        return self.draft.change(self.draft.get(Curve, self.curve), figures=kind)

    def measure(self, place: str, kind: str, *values: float, target: float | None = None) -> str:
        measure = add_measure(self.draft, self.journey, place, kind)
        self.draft.change(measure, target=target)
        for day, value in enumerate(values, start=1):
            self.draft.add(Reading, measure=measure.id, day=f"2026-01-0{day}", value=value)
        return measure.id


@pytest.fixture
def made() -> Map:
    return Map()


def test_the_latest_figures_are_points_where_their_measures_are(made: Map) -> None:
    curve = made.show("csat")
    at_stage = made.measure(made.stage, "csat", 20, 50)
    at_step = made.measure(made.steps[1], "csat", 100)
    at_card = made.measure(made.card, "csat", 0)
    made.measure(made.card, "nps", 10)
    made.measure(made.card, "csat")
    made.measure(made.journey, "csat", 70)
    made.measure(add_channel(made.draft, "", "phone").id, "csat", 70)
    points = {point.id: point for point in points_shown(made.draft, curve)}
    assert {each: point.value for each, point in points.items()} == {at_stage: 0, at_step: 1, at_card: -1}
    assert (points[at_stage].step, points[at_stage].at) == (made.steps[1], 0.0), "the middle of both steps"
    assert (points[at_step].step, points[at_step].at) == (made.steps[1], 0.5)
    assert points[at_card].card == made.card and points[at_card].source == "measured"
    assert curve_name(made.draft, curve) == "CSAT"
    assert points_shown(made.draft, made.show("")) == ()


@pytest.mark.parametrize(
    ("kind", "values", "levels"),
    [
        ("csat", (10,), ("100 %", "75 %", "50 %", "25 %", "0 %")),
        ("nps", (10,), ("+100", "+50", "0", "−50", "−100")),
        ("ces", (5,), ("7", "5.5", "4", "2.5", "1")),
        ("waiting", (7,), ("8 s", "6 s", "4 s", "2 s", "0 s")),
        ("waiting", (600,), ("20 min", "15 min", "10 min", "5 min", "0 s")),
        ("resolution", (90 * 86_400,), ("112 days", "84 days", "56 days", "28 days", "0 s")),
        ("own", (930,), ("1000", "750", "500", "250", "0")),
        ("own", (-3, 9), ("15", "10", "5", "0", "−5")),
        ("own", (), ("2", "1.5", "1", "0.5", "0")),
    ],
)
def test_a_scale_has_round_numbers_that_cover_the_figures(
    made: Map, kind: str, values: tuple[float, ...], levels: tuple[str, ...]
) -> None:
    for value in values:
        made.measure(made.card, kind, value)
    curve = made.show(kind)
    assert figure_levels(curve, figure_curve(made.draft, curve)) == levels


def test_each_target_is_said_once(made: Map) -> None:
    made.measure(made.card, "waiting", 500, target=120)
    made.measure(made.stage, "waiting", 100, target=120)
    made.measure(made.steps[0], "waiting", 100, target=60)
    curve = made.show("waiting")
    said = target_words(figure_curve(made.draft, curve), "de")
    assert [words for _, words in said] == ["Ziel 1 min", "Ziel 2 min"]
    assert all(-1 < value < -0.5 for value, _ in said)
