"""What a double click does with an object of the map."""

from journey_editor.app.canvas.cursors import OPENED
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.support import offer_support
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.hit_testing import Hit


def double_clicked(found: Hit | None, session: Session, writing: Writing) -> str:
    """Write in an object, or offer support there. Return the id of a persona whose sheet is wanted, or ""."""
    if found is None or found.kind in ("chart", "other_curve"):
        return ""
    if found.field == "portrait":
        return found.id
    if found.kind == "measure":
        session.measure_wanted.emit(found.id)
    elif found.kind == "offer":
        if not found.id and session.may_edit():
            with session.edit(tr("Offer support")) as draft:
                offer = offer_support(draft, found.step, found.field)
            session.selection.replace([offer.id])
    elif found.kind == "cell":
        writing.capture(found.step, found.lane)
    elif found.field not in OPENED:
        # The first click has opened those.
        writing.mend(found.id, found.field)
    return ""
