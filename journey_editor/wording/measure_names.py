"""Names of the kinds of measures."""

from journey_editor.foundation.translation import tr


def measure_kind_name(kind: str, language: str | None = None) -> str:
    """Return the name of a kind of measure."""
    return {
        "csat": "CSAT",
        "nps": "NPS",
        "ces": "CES",
        "ces_share": tr("CES, low effort", language),
        "fcr": tr("First-contact resolution", language),
        "first_answer": tr("First answer", language),
        "handling": tr("Handling time", language),
        "resolution": tr("Resolution time", language),
        "service_level": tr("Service level", language),
        "waiting": tr("Waiting time", language),
        "transfers": tr("Transfers", language),
        "reopened": tr("Reopened cases", language),
        "own": tr("Measure", language),
    }[kind]


def measure_choice_name(kind: str) -> str:
    """Return the name of a kind of measure among the other kinds."""
    return tr("Own measure") if kind == "own" else measure_kind_name(kind)
