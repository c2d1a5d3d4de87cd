"""Catalogues of words, one for each language, as translators' programs write them (gettext's `.po`)."""

import gettext
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from string import Formatter

from journey_editor.foundation.resources import resources

_logger = logging.getLogger(__name__)

DOMAIN = "journey_editor"

_ALIASES = {
    "no": "nb", "nn": "nb", "iw": "he", "in": "id",
    "zh": "zh-hans", "zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant", "yue": "zh-hant",
}  # fmt: skip
"""Tags whose words are found under another; a region is given up where there is none for it."""

_SCRIPTS = {
    "arab": "ar fa ur", "armn": "hy", "beng": "bn", "cyrl": "be bg mk ru sr uk", "deva": "hi mr ne",
    "geor": "ka", "grek": "el", "gujr": "gu", "guru": "pa", "hani": "zh yue", "hebr": "he", "jpan": "ja",
    "knda": "kn", "kore": "ko", "mlym": "ml", "taml": "ta", "telu": "te", "thai": "th",
}  # fmt: skip
_USUAL_SCRIPT = {language: script for script, languages in _SCRIPTS.items() for language in languages.split()}
"""A language in another script than its usual one, or Latin, is not to be had from the usual one's words."""


def _english_form(count: int) -> int:
    return int(count != 1)


@dataclass(frozen=True)
class Catalogue:
    """Words of a language by the English ones; what is counted has a form for each number of the language."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    form_of: Callable[[int], int] = _english_form

    def one(self, text: str) -> str:
        """The words for `text`; itself where there are none."""
        found = self.words.get(text)
        return found[0] if found else text

    def counted(self, one: str, many: str, count: int) -> str:
        """The words for `count` of something."""
        found = self.words.get(one)
        if found is None:
            return one if count == 1 else many
        return found[min(self.form_of(count), len(found) - 1)]


ENGLISH = Catalogue()


@lru_cache(256)
def catalogue_of(language: str) -> Catalogue | None:
    """The words of a language by its tag (BCP 47), read when first asked for; None where there are none."""
    tag = nearest(language)
    return _read(tag) if tag else None


def nearest(language: str) -> str | None:
    """The tag of the catalogue for a language: its own, or one close to it; None where there is none."""
    known = {tag.lower(): tag for tag in catalogue_tags()}
    return next((known[tag] for tag in _tags(language) if tag in known), None)


@cache
def catalogue_tags() -> tuple[str, ...]:
    """The tags of all catalogues; that of English is built in."""
    return ("en", *sorted(file.parent.parent.name for file in _folder().glob(f"*/LC_MESSAGES/{DOMAIN}.po")))


@cache
def _read(tag: str) -> Catalogue:
    if tag == "en":
        return ENGLISH
    file = _folder() / tag / "LC_MESSAGES" / f"{DOMAIN}.po"
    try:
        # Some editors put a mark of UTF-8 in front.
        return read_catalogue(file.read_text("utf-8-sig"))
    except (OSError, ValueError) as error:
        # People mend these files by hand: a slip there must not keep them from their maps.
        _logger.warning("The words of %s stay English. %s: %s", tag, file, error)
        return ENGLISH


def _folder() -> Path:
    return resources() / "languages"


def _tags(language: str) -> Iterator[str]:
    """The tags under which the words of a language may be found, the nearest first."""
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
    """A catalogue from the text of a `.po` file.

    What is marked as fuzzy, has no translation, or has a placeholder that cannot be filled is left out.
    Raises `ValueError` where a line is none of such a file, or the rule for plurals is none.
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
    """Which form a number has by a rule in C, such as `n != 1`. Raises `ValueError` where that gives none."""
    form_of = gettext.c2py(rule)
    try:
        sound = all(form_of(count) >= 0 for count in range(200))
    except ZeroDivisionError:
        sound = False
    if not sound:
        raise ValueError(f"not every number has a form: {rule}")
    return form_of


def _placeholders(*texts: str) -> set[tuple[str | None, ...]]:
    """The placeholders of some texts, each with how it is filled; one without a name for wrong braces."""
    try:
        return {
            tuple(found) for text in texts for _, *found in Formatter().parse(text) if found[0] is not None
        }
    except ValueError:
        return {(None,)}


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The entries of a `.po` file: each line's keyword with its text, in their order."""
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
                raise ValueError(f"line {number}: what does it translate? {line}")
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
