"""Catalogues of translations, one for each language, in gettext's `.po` format."""

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import field
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.resources import resources

_logger = logging.getLogger(__name__)

DOMAIN = "journey_editor"

_ALIASES = {
    "no": "nb", "nn": "nb", "iw": "he", "in": "id",
    "zh": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant", "yue": "zh-hant",
}  # fmt: skip
"""Tags whose catalogue has another tag. A region without a catalogue uses the one of the language."""

_SCRIPTS = {
    "arab": "ar fa ur", "armn": "hy", "beng": "bn", "cyrl": "be bg mk ru sr uk", "deva": "hi mr ne",
    "geor": "ka", "grek": "el", "gujr": "gu", "guru": "pa", "hani": "zh yue", "hebr": "he", "jpan": "ja",
    "knda": "kn", "kore": "ko", "mlym": "ml", "taml": "ta", "telu": "te", "thai": "th",
}  # fmt: skip
_USUAL_SCRIPT = {language: script for script, languages in _SCRIPTS.items() for language in languages.split()}
"""Usual script of each language; Latin for all others. Another script needs its own catalogue."""


def _english_form(count: int) -> int:
    return int(count != 1)


@dataclass(frozen=True)
class Catalogue:
    """Translations by English text; counted texts have a form for each grammatical number."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    form_of: Callable[[int], int] = _english_form

    def one(self, text: str) -> str:
        """Return the translation of `text`, or `text` itself."""
        found = self.words.get(text)
        return found[0] if found else text

    def counted(self, one: str, many: str, count: int) -> str:
        """Return the translation of a counted text for `count`."""
        found = self.words.get(one)
        if found is None:
            return one if count == 1 else many
        return found[min(self.form_of(count), len(found) - 1)]


ENGLISH = Catalogue()


@lru_cache(256)
def catalogue_of(language: str) -> Catalogue | None:
    """Return the catalogue of a language by its tag (BCP 47), or None. It is read on first use."""
    if language == "en":
        # Looking through the folders of all languages would take as long as the layout of a map.
        return ENGLISH
    tag = nearest(language)
    return _read(tag) if tag else None


def nearest(language: str) -> str | None:
    """Return the tag of the catalogue for a language or one close to it, or None."""
    known = {tag.lower(): tag for tag in catalogue_tags()}
    return next((known[tag] for tag in _tags(language) if tag in known), None)


@cache
def catalogue_tags() -> tuple[str, ...]:
    """Return the tags of all catalogues. English is built in."""
    return ("en", *sorted(file.parent.parent.name for file in _folder().glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


@cache
def _read(tag: str) -> Catalogue:
    if tag == "en":
        return ENGLISH
    file = _folder() / tag / "LC_MESSAGES" / f"{DOMAIN}.po"
    try:
        # Some editors write a byte order mark.
        return read_catalogue(file.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        # People edit these files by hand: an error in one must not prevent the start.
        _logger.warning("The texts in %s stay English. %s: %s", tag, file, error)
        return ENGLISH


def _folder() -> Path:
    return resources() / "languages"


def _tags(language: str) -> Iterator[str]:
    """Yield the tags of suitable catalogues for a language, the closest first."""
    first, *others = language.lower().replace("_", "-").split("-")
    usual = _USUAL_SCRIPT.get(first, "latn")
    parts = [first, *(each for each in others if each != usual)]
    while parts:
        tag = "-".join(parts)
        yield tag
        if tag in _ALIASES:
            yield _ALIASES[tag]
        last = parts.pop()
        if len(last) == 4 and last.isalpha() and parts:
            return


def read_catalogue(text: str) -> Catalogue:
    """Return the catalogue in the text of a `.po` file.

    Entries that are fuzzy, have no translation or an unknown placeholder are left out. Raises `ValueError` if
    a line or the plural rule is invalid.
    """
    words: dict[str, tuple[str, ...]] = {}
    form_of: Callable[[int], int] = _english_form
    for entry in _entries(text):
        key = entry.pop("msgid")
        english = (key, entry.pop("msgid_plural", ""))
        context = entry.pop("msgctxt", None)
        forms = tuple(entry.values())
        if not key:
            said = re.search(r"plural\s*=([^;\n]+)", forms[0])
            form_of = _forms_by(said[1]) if said else form_of
        elif all(forms) and _placeholders(*forms) <= _placeholders(*english):
            words[key if context is None else f"{context}\x04{key}"] = forms
    return Catalogue(words, form_of)


def _forms_by(rule: str) -> Callable[[int], int]:
    """Return a function for a plural rule in C, such as `n != 1`. Raises `ValueError` if it is invalid."""
    import gettext

    form_of = gettext.c2py(rule)
    try:
        sound = all(form_of(count) >= 0 for count in range(200))
    except ZeroDivisionError:
        sound = False
    if not sound:
        raise ValueError(f"not every number has a form: {rule}")
    return form_of


def _placeholders(*texts: str) -> set[tuple[str | None, ...]]:
    """Return the placeholders of texts with their format; one without a name for invalid braces."""
    try:
        return {
            tuple(found) for text in texts for _, *found in Formatter().parse(text) if found[0] is not None
        }
    except ValueError:
        return {(None,)}


def _entries(text: str) -> Iterator[dict[str, str]]:
    """Yield the entries of a `.po` file: texts by keyword, in their order."""
    entry: dict[str, str] = {}
    keyword, fuzzy = "", False
    for number, line in enumerate([*text.split("\n"), 'msgid ""'], 1):
        line = line.strip()
        if line.startswith("#"):
            if keyword.startswith("msgstr"):
                if not fuzzy:
                    yield entry
                entry, keyword, fuzzy = {}, "", False
            fuzzy = fuzzy or (line.startswith("#,") and "fuzzy" in line)
        elif line:
            found = _LINE.fullmatch(line)
            if found is None or not (found[1] or keyword):
                raise ValueError(f"line {number}: {line}")
            if (found[1] or "").startswith("msgstr") and "msgid" not in entry:
                raise ValueError(f"line {number}: translation without a text: {line}")
            if found[1] in ("msgctxt", "msgid") and keyword.startswith("msgstr"):
                if not fuzzy:
                    yield entry
                entry, fuzzy = {}, False
            keyword = found[1] or keyword
            said = found[2]
            if "\\" in said:
                said = _ESCAPE.sub(lambda match: _ESCAPES.get(match[1], match[1]), said)
            entry[keyword] = entry.get(keyword, "") + said


_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
