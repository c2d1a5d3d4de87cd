"""Lists of choices in the inspector."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeVar

from PySide6.QtCore import QLocale

from journey_editor.app.session.languages import LANGUAGES, OTHER_LANGUAGES

Value = TypeVar("Value")
_ENGLISH = {
    "bn": "Bengali",
    "pnb": "Western Punjabi",
    "pt-BR": "Brazilian Portuguese",
    "sr": "Serbian (Cyrillic)",
    "sr-Latn": "Serbian (Latin)",
    "zh": "Simplified Chinese",
    "zh-Hant": "Traditional Chinese",
}
"""English names of languages that Qt does not know, or does not tell from others."""


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
    english = _ENGLISH.get(tag) or QLocale.languageToString(QLocale(tag).language())
    return name if english == name else f"{name} – {english}"
