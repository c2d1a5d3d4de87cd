"""Other journeys of the project, to which cards and lanes lead."""

from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr
from journey_editor.wording.map_words import titled


def detail_choices(session: Session) -> list[tuple[str, str]]:
    """Return the journeys that can show a card in detail: all others."""
    others = (each for each in session.document.journeys() if each.id != session.journey_id)
    return [("", tr("None")), *((each.id, each.title or tr("Untitled journey")) for each in others)]


def other_journey_choices(session: Session) -> list[tuple[str, str]]:
    """Return the journeys whose curves a chart can show, too: all others, with their states."""
    others = (each for each in session.document.journeys() if each.id != session.journey_id)
    return [("", tr("None")), *((each.id, titled(each)) for each in others)]
