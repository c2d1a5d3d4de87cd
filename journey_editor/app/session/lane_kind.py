"""Change of the kind of lanes, with a notice if the map no longer shows curves."""

from collections.abc import Sequence

from journey_editor.app.session.session import Session
from journey_editor.editing.commands.lanes import add_lane_kind, set_lane_kind
from journey_editor.editing.unhiding import lanes_drawing
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.kinds import LANE_KINDS
from journey_editor.model.records import Lane
from journey_editor.wording.map_words import lane_name


def change_lane_kind(session: Session, lane_ids: Sequence[str], kind: str, name: str) -> bool:
    """Change the kind of lanes in an undo step of this name. Return False if it was refused.

    `kind` can be the id of one that users defined. Cards keep their own kinds, and curves stay in the
    journey, so that nothing is lost.
    """
    before = _drawn_curves(session.document, session.journey_id)
    transaction = session.edit(name)
    with transaction as draft:
        for each in lane_ids:
            if each in draft:
                set_lane_kind(draft, each, kind)
    if transaction.succeeded and before - _drawn_curves(session.document, session.journey_id):
        session.notice.emit(
            tr("The map no longer shows its curves. They are kept, and an emotion lane shows them again.")
        )
    return transaction.succeeded


def new_kind_of_lanes(session: Session, lane_ids: Sequence[str]) -> None:
    """Define a new kind for lanes."""
    with session.edit(tr("Add kind of lane")) as draft:
        kind = add_lane_kind(draft, tr("New kind", session.journey.language))
        for each in lane_ids:
            set_lane_kind(draft, each, kind.id)


def lane_kind_choices(document: Queries) -> list[tuple[str, str]]:
    """Return the kinds of lanes with their names; those that users defined are last, by their ids."""
    own = [(each.id, each.name or tr("No name")) for each in document.lane_kinds()]
    return [*((kind, lane_name(kind)) for kind in LANE_KINDS), *own]


def kind_of_lane(lane: Lane) -> str:
    """Return the id of the kind that users defined for a lane, or else its kind."""
    return lane.own_kind or lane.kind


def _drawn_curves(document: Queries, journey: str) -> set[str]:
    """Return the curves with points that an emotion lane draws."""
    return {
        curve.id
        for curve in document.curves_of(journey)
        if document.points_of(curve.id) and any(True for _ in lanes_drawing(document, journey, curve))
    }
