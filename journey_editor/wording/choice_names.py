"""Names of the choices that lists offer: papers, themes, scales and kinds of personas."""

from journey_editor.foundation.translation import tr
from journey_editor.wording.map_words import level_words


def initiator_name(value: str) -> str:
    """Return who began a touchpoint."""
    return {"": tr("Not said"), "customer": tr("Customer"), "organisation": tr("Organisation")}[value]


def persona_kind_name(value: str) -> str:
    """Return the name of a kind of persona."""
    return {"customer": tr("Customers"), "staff": tr("Staff"), "system": tr("A system")}[value]


def source_name(value: str) -> str:
    """Return the name of an emotion's source."""
    return {
        "assumed": tr("Assumed (dotted)"),
        "observed": tr("Observed"),
        "measured": tr("Measured"),
    }[value]


def scale_name(value: str) -> str:
    """Return the name of a scale of emotions."""
    return {
        "words": tr("Words"),
        "one_to_five": tr("1 to 5"),
        "minus_two_to_two": tr("−2 to +2"),
        "minus_five_to_five": tr("−5 to +5"),
        "zero_to_ten": tr("0 to 10"),
    }[value]


def emotion_words(scale: str, value: float) -> str:
    """Return an emotion on the scale that is shown."""
    spans = {
        "one_to_five": (2.0, 3.0, False),
        "minus_two_to_two": (2.0, 0.0, True),
        "minus_five_to_five": (5.0, 0.0, True),
        "zero_to_ten": (5.0, 5.0, False),
    }
    if scale in spans:
        factor, middle, signed = spans[scale]
        number = value * factor + middle
        text = f"{number:+.1f}" if signed else f"{number:.1f}"
        return text.replace("-", "−").removesuffix(".0")
    best, _, neutral, _, worst = level_words("words")
    for limit, words in ((0.75, best), (0.25, tr("pleased")), (-0.25, neutral), (-0.75, tr("annoyed"))):
        if value > limit:
            return words
    return worst


def paper_name(value: str) -> str:
    """Return the name of a paper."""
    names = {
        "map": tr("Map size"),
        "letter": tr("Letter"),
        "legal": tr("Legal"),
        "tabloid": tr("Tabloid"),
    }
    return names.get(value, value.upper())


def orientation_name(value: str) -> str:
    """Return the name of an orientation of paper."""
    return {"auto": tr("Automatic"), "portrait": tr("Portrait"), "landscape": tr("Landscape")}[value]


def theme_name(value: str) -> str:
    """Return the name of a map's theme."""
    return {"light": tr("Light"), "dark": tr("Dark"), "room": tr("For a room (projector)")}[value]
