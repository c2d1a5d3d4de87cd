"""Map with curves of figures and a lane of metrics, from right to left."""

from journey_editor.editing.commands.curves import add_curve
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import add_measure, add_reading
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document

_FIGURES: tuple[tuple[str, tuple[float | None, ...], float | None], ...] = (
    ("csat", (80.0, 62.0, None, 70.0, 100.0), 75.0),
    ("waiting", (40.0, None, 320.0, 1_560.0, 0.0), 120.0),
    ("nps", (None, 20.0, -100.0, None, 55.0), 100.0),
    ("ces", (None, None, None, None, None), None),
)


def figures_from_the_right() -> Document:
    """Return a map with curves of four kinds of figures, one of which has none yet."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Figures")
    journey = add_journey(draft, title="أرقام الدعم", language="ar", direction="rtl").id
    stages = [add_stage(draft, journey, name=name).id for name in ("مشكلة", "بحث", "اتصال", "انتظار", "حل")]
    add_step(draft, stages[1])
    add_lane(draft, journey, "emotion")
    add_lane(draft, journey, "metrics")
    for kind, values, target in _FIGURES:
        draft.change(add_curve(draft, journey), figures=kind, peaks=kind == "csat")
        for stage, value in zip(stages, values, strict=True):
            if value is not None:
                measure = add_measure(draft, journey, stage, kind)
                draft.change(measure, target=target)
                add_reading(draft, measure.id, day="2026-10-01", value=value)
    return draft.finish()
