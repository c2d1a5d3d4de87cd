"""Catalogues: each has all texts that the program writes onto maps, with the same placeholders."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from journey_editor.app.panels.form_words import language_choices
from journey_editor.app.session.languages import LANGUAGES, OTHER_LANGUAGES
from journey_editor.foundation.catalogues import catalogue_of, catalogue_tags, nearest, read_catalogue
from journey_editor.foundation.resources import resources

CODE = Path(__file__).parents[2] / "journey_editor"
TAGS = [tag for tag in catalogue_tags() if tag != "en"]


@cache
def words_of_maps() -> dict[str, str]:
    """Return all texts of calls of `tr` and `ntr` with a language, mapped to their plurals."""
    found = {}
    for file in CODE.rglob("*.py"):
        code = file.read_text("utf-8")
        for node in ast.walk(ast.parse(code)) if "tr(" in code else ():
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                texts = [each.value for each in node.args if isinstance(each, ast.Constant)]
                if node.func.id == "tr" and len(node.args) == 2:
                    found[texts[0]] = ""
                elif node.func.id == "ntr" and len(node.args) == 4:
                    found[texts[0]] = texts[1]
    return found


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"\{\w*\}", text))


def test_there_are_texts_and_catalogues() -> None:
    assert {"Touchpoints", "severity {n}", "{n} day", "Moment of truth", "November"} <= set(words_of_maps())
    assert len(TAGS) >= 50


@pytest.mark.parametrize("tag", TAGS)
def test_a_catalogue_is_complete(tag: str) -> None:
    text = (resources() / "languages" / tag / "LC_MESSAGES" / "journey_editor.po").read_text("utf-8")
    assert f"Language: {tag}\\n" in text
    catalogue = read_catalogue(text)
    assert set(catalogue.words) == set(words_of_maps())
    assert len(re.findall("^msgid ", text, re.MULTILINE)) == len(catalogue.words) + 1, (
        "some texts are there twice"
    )
    for english, forms in catalogue.words.items():
        for form in forms:
            assert form == form.strip() and "  " not in form
        if words_of_maps()[english]:
            number = re.search(r"nplurals=(\d)", text)
            assert number and len(forms) == int(number[1])
            assert all(placeholders(form) in ([], ["{n}"]) for form in forms)
        else:
            assert placeholders(forms[0]) == placeholders(english), english


@pytest.mark.parametrize("tag", TAGS)
def test_every_number_has_a_plural_form(tag: str) -> None:
    catalogue = catalogue_of(tag)
    assert catalogue is not None
    for count in range(1000):
        said = catalogue.counted("{n} day", "{n} days", count)
        assert "{n}" in said or (tag in ("ar", "he") and count in (1, 2))


def test_each_language_with_a_catalogue_is_offered_for_journeys() -> None:
    assert {nearest(tag) for tag, _ in LANGUAGES} == {"en", *TAGS}


def test_languages_without_a_catalogue_are_offered_with_unique_names() -> None:
    assert not {tag for tag, _ in OTHER_LANGUAGES} & {*TAGS, "en", "zh"}
    offered = language_choices("km")
    assert ("km", "ខ្មែរ – Khmer") in offered
    assert len({name for _, name in offered}) == len(offered) == len(LANGUAGES) + len(OTHER_LANGUAGES)
