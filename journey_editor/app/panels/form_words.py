"""Lists of choices in the inspector."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from journey_editor.app.session.languages import LANGUAGES, OTHER_LANGUAGES

Value = TypeVar("Value")


def choices(values: Sequence[Value], name: Callable[[Value], str]) -> Callable[[], list[tuple[Value, str]]]:
    """Return the options of a field as a callable, each with its name."""
    made = [(value, name(value)) for value in values]
    return lambda: made


def language_choices(present: str) -> list[tuple[str, str]]:
    """Return all languages, and the current one if it is not among them."""
    known = sorted((*LANGUAGES, *OTHER_LANGUAGES), key=lambda each: each[1].casefold())
    return known if any(code == present for code, _ in known) else [*known, (present, present or "–")]
