"""Commands on the sizes of steps and lanes."""

from collections.abc import Mapping, Sequence

from journey_editor.editing.draft import Draft
from journey_editor.model.document import Queries
from journey_editor.model.records import LONGEST_SIDE, Lane, Stage, Step

_SMALLEST = 1.0
"""Minimum size that can be chosen. The content of a step or a lane usually needs more."""


def steps_in(document: Queries, ids: Sequence[str]) -> list[str]:
    """Return the steps among some records, and all steps of the stages among them."""
    found: dict[str, None] = {}
    for each in ids:
        record = document.find(each)
        if isinstance(record, Stage):
            found.update(dict.fromkeys(step.id for step in document.steps_of(record.id)))
        elif isinstance(record, Step):
            found[record.id] = None
    return list(found)


def set_widths(draft: Draft, widths: Mapping[str, float]) -> None:
    """Choose the widths of steps by id, in map units. The content may need more."""
    for step_id, width in widths.items():
        draft.change(draft.get(Step, step_id), width=_chosen(width))


def set_height(draft: Draft, lane_id: str, height: float) -> None:
    """Choose the minimum height of a lane, in map units."""
    draft.change(draft.get(Lane, lane_id), height=_chosen(height))


def fit_content(draft: Draft, ids: Sequence[str]) -> None:
    """Give steps, the steps of stages, and lanes the size of their content again."""
    for step in steps_in(draft, ids):
        draft.change(draft.get(Step, step), width=0.0)
    for each in ids:
        lane = draft.find(each)
        if isinstance(lane, Lane):
            draft.change(lane, height=0.0)


def _chosen(size: float) -> float:
    return float(round(min(max(size, _SMALLEST), LONGEST_SIDE)))
