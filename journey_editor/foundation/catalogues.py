"""Catalogues of words, one for each language, as translators' programs write them (gettext's `.po`)."""

import gettext
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from pathlib import Path

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


@dataclass(frozen=True)
class Catalogue:
    """Words of a language by the English ones; what is counted has a form for each number of the language."""

    words: dict[str, tuple[str, ...]] = field(default_factory=dict)
    plural: str = "n != 1"

    @cached_property
    def _form_of(self) -> Callable[[int], int]:
        return gettext.c2py(self.plural)

    def one(self, text: str) -> str:
        """The words for `text`; itself where there are none."""
        found = self.words.get(text)
        return found[0] if found else text

    def counted(self, one: str, many: str, count: int) -> str:
        """The words for `count` of something."""
        found = self.words.get(one)
        if found is None:
            return one if count == 1 else many
        return found[min(self._form_of(count), len(found) - 1)]


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
    file = _folder() / tag / "LC_MESSAGES" / f"{DOMAIN}.po"
    return ENGLISH if tag == "en" else read_catalogue(file.read_text("utf-8"))


def _folder() -> Path:
    # The folders' module speaks to people, with words from here.
    from journey_editor.foundation.folders import resources

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
    """A catalogue from the text of a `.po` file; what is marked as fuzzy or has no translation is left out.

    Raises `ValueError` where a line is none of such a file.
    """
    words: dict[str, tuple[str, ...]] = {}
    plural = Catalogue.plural
    for entry in _entries(text):
        key = entry.pop("msgid")
        entry.pop("msgid_plural", None)
        context = entry.pop("msgctxt", None)
        forms = tuple(entry.values())
        if not key:
            said = re.search(r"plural\s*=([^;\n]+)", forms[0])
            plural = said.group(1).strip() if said else plural
        elif all(forms):
            words[key if context is None else f"{context}\x04{key}"] = forms
    return Catalogue(words, plural)


def _entries(text: str) -> Iterator[dict[str, str]]:
    """The entries of a `.po` file: each line's keyword with its text, in their order."""
    entry: dict[str, str] = {}
    keyword, fuzzy = "", False
    for number, line in enumerate([*text.splitlines(), 'msgid ""'], 1):
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
            if found[1] in ("msgctxt", "msgid") and keyword.startswith("msgstr"):
                if not fuzzy:
                    yield entry
                entry, fuzzy = {}, False
            keyword = found[1] or keyword
            said = _ESCAPE.sub(lambda match: _ESCAPES[match[1]], found[2]) if "\\" in found[2] else found[2]
            entry[keyword] = entry.get(keyword, "") + said


_LINE = re.compile(r'(?:(msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s*)?"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
