"""Display names of choices in the inspector."""

from collections.abc import Callable, Sequence

from journey_editor.app.session.languages import LANGUAGES, OTHER_LANGUAGES
from journey_editor.foundation.translation import tr


def choices(values: Sequence[str], name: Callable[[str], str]) -> Callable[[], list[tuple[str, str]]]:
    """Return the options of a field as a callable, each with its name."""
    made = [(value, name(value)) for value in values]
    return lambda: made


def language_choices(present: str) -> list[tuple[str, str]]:
    """Return all languages, and the current one if it is not among them."""
    known = sorted((*LANGUAGES, *OTHER_LANGUAGES), key=lambda each: each[1].casefold())
    return known if any(code == present for code, _ in known) else [*known, (present, present or "–")]


def initiator_name(value: str) -> str:
    """Return the name of a touchpoint's initiator."""
    return {"": tr("Not specified"), "customer": tr("Customer"), "organisation": tr("Organisation")}[value]


def persona_kind_name(value: str) -> str:
    """Return the name of a kind of persona."""
    return {"customer": tr("Customers"), "staff": tr("Staff"), "system": tr("System")}[value]


def source_name(value: str) -> str:
    """Return the name of an emotion's source."""
    return {
        "assumed": tr("Assumed (dotted)"),
        "observed": tr("Observed"),
        "measured": tr("Measured"),
    }[value]


def scale_name(value: str) -> str:
    """Return the name of a curve's scale."""
    return {
        "words": tr("Words"),
        "one_to_five": tr("1 to 5"),
        "minus_two_to_two": tr("−2 to +2"),
        "minus_five_to_five": tr("−5 to +5"),
        "zero_to_ten": tr("0 to 10"),
    }[value]


def paper_name(value: str) -> str:
    """Return the name of a paper size."""
    names = {
        "map": tr("Map size"),
        "letter": tr("Letter"),
        "legal": tr("Legal"),
        "tabloid": tr("Tabloid"),
    }
    return names.get(value, value.upper())


def orientation_name(value: str) -> str:
    """Return the name of a paper orientation."""
    return {"auto": tr("Automatic"), "portrait": tr("Portrait"), "landscape": tr("Landscape")}[value]


def theme_name(value: str) -> str:
    """Return the name of a theme."""
    return {"light": tr("Light"), "dark": tr("Dark"), "room": tr("Projector")}[value]
