"""Words of the interface about tables that become journeys."""

from journey_editor.foundation.translation import tr
from journey_editor.wording.map_words import lane_name


def role_name(role: str) -> str:
    """Return the name of what a column of a table is; an empty role is for one that is not used."""
    names = {
        "": tr("Not used"),
        "stage": tr("Stage"),
        "step": tr("Step"),
        "number": tr("Number, not on the map"),
        "goal": tr("Goal of the stage"),
        "persona": tr("Persona"),
        "channel": tr("Channel"),
        "emotion": tr("Emotion curve"),
        "note": tr("Note of the first card"),
        "owner": tr("Owner of the first card"),
        "lane": tr("Lane of the card"),
        "card": tr("Text of the card"),
    }
    return names[role] if role in names else tr("Cards: {lane}").format(lane=lane_name(role))
