"""Lists of choices in the inspector."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QLocale

from journey_editor.app.session.languages import LANGUAGES, OTHER_LANGUAGES

Value = TypeVar("Value")


def choices(values: Sequence[Value], name: Callable[[Value], str]) -> Callable[[], list[tuple[Value, str]]]:
    """Return the options of a field as a callable, each with its name."""
    made = [(value, name(value)) for value in values]
    return lambda: made


def language_choices(present: str) -> list[tuple[str, str]]:
    """Return all languages, and the current one if it is not among them."""
    known = _known_languages()
    return known if any(code == present for code, _ in known) else [*known, (present, present or "–")]


@cache
def _known_languages() -> list[tuple[str, str]]:
    """Return the languages in the order of their own names, each also with its English name."""
    known = sorted((*LANGUAGES, *OTHER_LANGUAGES), key=lambda each: each[1].casefold())
    return [(tag, _with_english(tag, name)) for tag, name in known]


def _with_english(tag: str, name: str) -> str:
    language = QLocale(tag).language()
    english = QLocale.languageToString(language)
    return name if language == QLocale.Language.C or english == name else f"{name} – {english}"
