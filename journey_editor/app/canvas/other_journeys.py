"""Ways that lead from the map: details and references of cards, and curves of other journeys in charts."""

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.session.folding import toggle_groups
from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.hit_testing import Hit
from journey_editor.model.records import Curve, Journey
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.map_words import titled


def follow(scene: MapScene, found: Hit | None) -> bool:
    """Open or fold what a click leads to, or say to which journey a curve belongs.

    Return False if the click leads nowhere.
    """
    if found is not None and found.field == "detail":
        scene.session.open_detail(found.id)
    elif found is not None and found.field == "references":
        scene.session.opening.emit(found.id)
    elif found is not None and found.field == "evidence":
        scene.session.evidence_wanted.emit(found.id)
    elif found is not None and found.field == "fold":
        toggle_groups(scene.session, [found.id])
    elif found is not None and found.kind == "other_curve":
        _offer(scene.session, found)
    else:
        return False
    return True


def _offer(session: Session, found: Hit) -> None:
    """Say whose a curve of another journey is, and offer to open that journey."""
    curve = session.document.get(Curve, found.id)
    journey = session.document.get(Journey, curve.journey)
    words = tr("“{curve}” is a curve of the journey “{title}”. Change it there.").format(
        curve=curve_name(session.document, curve), title=titled(journey)
    )
    open_it = (tr("Open journey"), lambda: session.open_other(curve.journey, found.lane))
    session.offered.emit(words, (open_it,))
