"""Lanes of metrics: figures of the journey, its stages and steps, without overlaps."""

from datetime import date
from itertools import combinations

import pytest

from journey_editor.editing.commands.journeys import add_channel
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import add_measure, add_reading
from journey_editor.editing.commands.stages import add_step
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.records import Journey
from tests.insight.test_rules import SupportJourney
from tests.layout.invariants import check_all


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_figures_are_where_they_are_measured(direction: str) -> None:
    support = SupportJourney()
    draft = support.draft
    draft.change(draft.get(Journey, support.journey), direction=direction)
    add_lane(draft, support.journey, "metrics")
    stage = draft.stages_of(support.journey)[1].id
    second = add_step(draft, stage, name="Again").id
    whole = add_measure(draft, support.journey, "", "nps").id
    phone = add_measure(draft, support.journey, "", "waiting")
    phone = draft.change(phone, channel=add_channel(draft, "", "phone").id).id
    of_stage = [add_measure(draft, support.journey, stage, "csat").id for _ in range(5)]
    of_step = add_measure(draft, support.journey, second, "fcr")
    draft.change(of_step, target=80.0, definition="A long definition")
    of_card = add_measure(draft, support.journey, support.cards[4], "handling").id
    for day in ("2026-01-01", "2026-02-01", "2026-03-01"):
        for measure in (whole, of_stage[0], of_step.id):
            add_reading(draft, measure, day=day, value=float(day[6]) * 10)
    layout = lay_out(draft.finish(), support.journey, today=date(2026, 4, 1))
    check_all(layout)
    (summary,) = layout.summaries
    boxes = {each.id: each.box for each in summary.figures}
    assert set(boxes) == {whole, phone, *of_stage, of_step.id, of_card}
    assert not any(one.overlaps(other) for one, other in combinations(boxes.values(), 2))
    columns = {step.id: step.column for step in layout.steps}
    for measure, step in ((of_step.id, second), (of_card, support.steps[4])):
        assert columns[step].x <= boxes[measure].x and boxes[measure].right <= columns[step].right
    assert boxes[whole].y < boxes[of_stage[0]].y < boxes[of_step.id].y
    for each in summary.figures:
        assert each.box.y <= each.name.y and each.value.bottom <= each.box.bottom
        assert (each.sign is not None) == (each.id == of_step.id)
    line = next(each.line for each in summary.figures if each.id == whole)
    assert len(line) == 3 and line[0][1] > line[-1][1], "the values rise"
    assert "NPS: +30" in summary.said and "Phone" not in summary.said
