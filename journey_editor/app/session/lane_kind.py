"""Change of the kind of lanes, with a notice if the map no longer shows curves."""

from collections.abc import Sequence

from journey_editor.app.session.session import Session
from journey_editor.editing.unhiding import lanes_drawing
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Lane


def set_lane_kind(session: Session, lane_ids: Sequence[str], kind: str, name: str) -> bool:
    """Change the kind of lanes in an undo step of this name. Return False if it was refused.

    Cards keep their own kinds, and curves stay in the journey, so that nothing is lost.
    """
    before = _drawn_curves(session.document, session.journey_id)
    transaction = session.edit(name)
    with transaction as draft:
        for each in lane_ids:
            if each in draft:
                draft.change(draft.get(Lane, each), kind=kind)
    if transaction.succeeded and before - _drawn_curves(session.document, session.journey_id):
        session.notice.emit(
            tr("The map no longer shows its curves. They are kept, and an emotion lane shows them again.")
        )
    return transaction.succeeded


def _drawn_curves(document: Queries, journey: str) -> set[str]:
    """Return the curves with points that an emotion lane draws."""
    return {
        curve.id
        for curve in document.curves_of(journey)
        if document.points_of(curve.id) and any(True for _ in lanes_drawing(document, journey, curve))
    }
