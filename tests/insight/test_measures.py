"""Measures: their formulas, their state against the target, and their words."""

import pytest

from journey_editor.editing.commands.measures import add_measure, add_reading, set_measure_kind
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.insight.measures import figure, value_of
from journey_editor.insight.rules import findings
from journey_editor.model.records import Measure, Reading, Stage
from journey_editor.model.rules import RuleError
from journey_editor.text.bidi import levels, visual_order
from journey_editor.wording.insight_words import finding_words
from journey_editor.wording.map_words import keeping_order, level_words
from journey_editor.wording.measure_words import figure_words, number_words
from tests.figures_map import figures_from_the_right
from tests.insight.test_rules import SupportJourney


def reading(**fields: object) -> Reading:
    return Reading(id="reading:1", measure="measure:1", **fields)


@pytest.mark.parametrize(
    ("kind", "counts", "value"),
    [
        ("csat", {"positive": 42, "total": 56}, 75.0),
        ("nps", {"positive": 50, "negative": 30, "total": 100}, 20.0),
        ("nps", {"positive": 5, "negative": 45, "total": 100}, -40.0),
        ("fcr", {"positive": 70, "total": 100}, 70.0),
        ("service_level", {"positive": 80, "total": 100}, 80.0),
        ("ces", {"value": 5.2}, 5.2),
        ("csat", {"positive": 1, "total": 0, "value": 81.0}, 81.0),
        ("nps", {"positive": 1, "total": 4}, None),
        ("csat", {"positive": 3, "total": 4, "value": 99.0}, 75.0),
        ("handling", {"value": 312.0, "positive": 3, "total": 4}, 312.0),
    ],
)
def test_values_are_computed_from_complete_counts(
    kind: str, counts: dict[str, float], value: float | None
) -> None:
    assert value_of(kind, reading(**counts)) == value


def test_the_latest_reading_is_set_against_target_and_warning() -> None:
    support = SupportJourney()
    stage = support.draft.stages_of(support.journey)[1].id
    measure = add_measure(support.draft, support.journey, stage, "csat")
    support.draft.change(measure, target=80.0, warning=70.0)
    measure = support.draft.get(Measure, measure.id)
    assert figure(support.draft, measure).state == ""
    for day, positive, state in (
        ("2026-03-01", 6, "bad"),
        ("2026-01-01", 9, "bad"),
        ("2026-04-01", 8, "good"),
    ):
        add_reading(support.draft, measure.id, day=day, positive=positive, total=10)
        assert figure(support.draft, measure).state == state
    add_reading(support.draft, measure.id, day="2026-05-01", positive=75, total=100)
    found = figure(support.draft, measure)
    assert (found.values, found.state, found.sample) == ((90.0, 60.0, 80.0, 75.0), "warning", 100)
    assert figure_words(found, "en") == "CSAT: 75 % · target 80 % · n = 100"
    (finding,) = (each for each in findings(support.draft, support.journey) if each.rule == "missed_target")
    assert finding_words(support.draft, finding) == "CSAT in “Contact”: 75 %, target 80 %."


def test_of_a_time_less_is_better() -> None:
    support = SupportJourney()
    measure = add_measure(support.draft, support.journey, "", "csat")
    set_measure_kind(support.draft, measure.id, "waiting")
    measure = support.draft.change(support.draft.get(Measure, measure.id), target=60.0)
    assert not measure.higher_is_better
    add_reading(support.draft, measure.id, value=61.0)
    assert figure(support.draft, measure).state == "bad"
    assert number_words(measure, 1560.0, "en") == "26 min"


def test_numbers_are_written_as_the_language_does() -> None:
    own = Measure(id="measure:1", journey="journey:1", unit="€")
    nps = Measure(id="measure:1", journey="journey:1", kind="nps")
    assert number_words(own, 4.25, "en") == "4.2\u00a0€"
    assert number_words(own, -4.0, "en") == "−4\u00a0€"
    assert number_words(own, 4.26, "de") == "4,3\u00a0€"
    assert [number_words(nps, value, "en") for value in (12.0, 0.0, -3.5, None)] == ["+12", "0", "−3.5", "–"]


def test_a_measure_is_about_one_thing_in_its_journey() -> None:
    support = SupportJourney()
    measure = add_measure(support.draft, support.journey, support.cards[0])
    assert measure.place == support.cards[0]
    support.draft.change(measure, step=support.steps[0])
    with pytest.raises(RuleError, match="one stage, step, card"):
        support.draft.finish()


def test_signs_and_dates_keep_their_places_in_a_language_from_the_right() -> None:
    def shown(text: str) -> str:
        """Return the visible characters from the left in a text from the right."""
        seen = "".join(text[at] for at in visual_order(levels(text, right_to_left=True)))
        return seen.replace("\u2068", "").replace("\u2069", "")

    nps = Measure(id="measure:1", journey="journey:1", kind="nps")
    assert shown(number_words(nps, -5.9, "he")) == "−5.9"
    assert shown(number_words(nps, 30.0, "ar")) == "+30"
    assert [shown(each) for each in level_words("minus_two_to_two", "fa")] == ["+2", "+1", "0", "−1", "−2"]
    assert "2026-12-15" in shown(tr("by {day}", "ar").format(day=keeping_order("2026-12-15", "ar")))
    assert number_words(nps, -5.9, "de") == "−5,9"


def test_an_edit_of_something_else_computes_no_figures() -> None:
    document = figures_from_the_right()
    before = {each.id: figure(document, each) for each in document.select(Measure)}
    draft = Draft(document)
    draft.change(draft.select(Stage)[0], name="Care")
    after = draft.finish()
    assert before and all(figure(after, each) is before[each.id] for each in after.select(Measure))
