"""Words of a persona's sheet. On the sheet they are in the `language` of the journey."""

from journey_editor.foundation.translation import tr

SHEET_TEXTS = ("demographics", "behaviours", "preferences", "goals", "frustrations", "needs")
"""Texts of a persona that only its sheet shows, in order."""


def section_name(field: str, language: str | None = None) -> str:
    """Return the name of a part of a persona's sheet, by its field."""
    return {
        "demographics": tr("Demographics", language),
        "behaviours": tr("Behaviours", language),
        "preferences": tr("Preferences", language),
        "goals": tr("Goals", language),
        "frustrations": tr("Frustrations", language),
        "needs": tr("Needs", language),
        "channels": tr("Preferred channels", language),
    }[field]


def kind_of_persona(kind: str, language: str | None = None) -> str:
    """Return the name of a kind of persona, for one of them."""
    return {
        "customer": tr("Customer", language),
        "staff": tr("Staff", language),
        "system": tr("System", language),
    }[kind]
