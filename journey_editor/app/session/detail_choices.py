"""Journeys that can show a card in detail."""

from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr


def detail_choices(session: Session) -> list[tuple[str, str]]:
    """Return the journeys that can show a card in detail: all others."""
    others = (each for each in session.document.journeys() if each.id != session.journey_id)
    return [("", tr("None")), *((each.id, each.title or tr("Untitled journey")) for each in others)]
