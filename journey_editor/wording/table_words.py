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
        "importance": tr("Importance, 1 to 5"),
        "severity": tr("Severity, 1 to 5"),
        "frequency": tr("Frequency, 1 to 5"),
        "impact": tr("Impact, 1 to 5"),
        "effort": tr("Effort, 1 to 5"),
        "moment_of_truth": tr("Moment of truth"),
        "fail_point": tr("Fail point"),
        "tags": tr("Tags"),
        "due": tr("Due"),
        "journey": tr("Title of the journey"),
        "kind": tr("Kind of the card"),
        "lane": tr("Lane of the card"),
        "card": tr("Text of the card"),
    }
    return names[role] if role in names else tr("Cards: {lane}").format(lane=lane_name(role))
