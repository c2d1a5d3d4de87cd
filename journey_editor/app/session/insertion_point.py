"""Place on the map for new cards, derived from the selection."""

from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds
from journey_editor.model.document import Cell
from journey_editor.model.records import Card, EmotionPoint, Lane, Stage, Step


def focused_stage(session: Session) -> str | None:
    """Return the stage of the selection, else the last stage of the journey."""
    step = focused_step(session)
    if step is not None:
        return session.document.get(Step, step).stage
    stages = session.document.stages_of(session.journey_id)
    return stages[-1].id if stages else None


def focused_step(session: Session) -> str | None:
    """Return the step of the selection (of a stage its first one), or None."""
    document = session.document
    candidates = [*session.selection.ids, *(session.selection.cell or ())]
    for record_id in candidates:
        record = document.find(record_id)
        if isinstance(record, EmotionPoint):
            record = document.find(record.card or record.step)
        step = document.find(record.step) if isinstance(record, Card) else record
        if isinstance(step, Step):
            return step.id
        if isinstance(step, Stage):
            return document.steps_of(step.id)[0].id
    return None


def why_no_cell(session: Session, without_lanes: str) -> str:
    """Return why the map has no cells: all lanes are hidden, or else `without_lanes`."""
    document, journey_id = session.document, session.journey_id
    lanes = any(lane.kind in kinds.CARD_LANES for lane in document.lanes_of(journey_id))
    if lanes and document.stages_of(journey_id):
        return tr("All lanes for cards are hidden. Select one in the outline and show it on the map.")
    return without_lanes


def lanes_for_cards(session: Session) -> list[Lane]:
    """Return the lanes of the map that can have cards."""
    lanes = session.seen.lanes_of(session.journey_id, hidden=False)
    return [lane for lane in lanes if lane.kind in kinds.CARD_LANES]


def insertion_cell(session: Session) -> tuple[Cell, str | None] | None:
    """Return the cell for a new card and the card before it, or None if the map has no cells.

    The cell is that of the last selected card, else the focused one, else that of the selected step and lane,
    or of the first ones. A selected emotion point and the focus in a chart have a step, too.
    """
    document, selection = session.document, session.selection
    steps = {step.id for step in document.columns_of(session.journey_id)}
    lanes = [lane.id for lane in lanes_for_cards(session)]
    if not steps or not lanes:
        return None
    cards = [document.get(Card, each) for each in selection.of_kind("card")]
    if cards:
        return (cards[-1].step, cards[-1].lane), cards[-1].id
    if selection.cell and selection.cell[0] in steps and selection.cell[1] in lanes:
        return selection.cell, None
    step = focused_step(session)
    lane = next((each for each in selection.of_kind("lane") if each in lanes), None)
    first_step = document.columns_of(session.journey_id)[0].id
    return (step or first_step, lane or lanes[0]), None
