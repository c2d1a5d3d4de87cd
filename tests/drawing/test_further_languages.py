"""Maps in many scripts: each letter has a bundled font, and all outputs look the same."""

import re
import unicodedata
from dataclasses import astuple
from datetime import date
from functools import cache

import pypdfium2
import pytest
from hypothesis import settings

from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Page
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.languages import is_right_to_left
from journey_editor.text.ruler import HarfBuzzRuler
from tests.backends.sample import pdf_of, png_of, svg_of
from tests.fonts_of_a_computer import ruler_with
from tests.languages import FURTHER, journey_in
from tests.layout.invariants import check_all
from tests.raster import difference, pdf_page, svg_page

SCALE = 2.0
# A selection; `--hypothesis-profile=thorough` tests all of them.
ALL = settings.get_current_profile_name() == "thorough"
LAID_OUT = tuple(FURTHER) if ALL else ("ur", "dv", "ml", "my", "bo", "mn-Mong", "fi", "hy", "ban-Bali", "nan")
COMPARED = tuple(FURTHER) if ALL else ("bo", "nan")
FROM_THE_LEFT = tuple(filter(lambda tag: not is_right_to_left(tag), FURTHER))
SEARCHED = FROM_THE_LEFT if ALL else ("bn", "ta", "bo", "yo-NG", "ckt", "mn-Mong")


@cache
def ruler() -> HarfBuzzRuler:
    return ruler_with()


@cache
def laid_out(language: str) -> MapLayout:
    document = journey_in(language)
    return lay_out(document, document.journeys()[0].id, today=date(2026, 11, 22), ruler=ruler())


def page_in(language: str) -> Page:
    drawing = draw_map(journey_in(language), laid_out(language))
    return Page(drawing, drawing.width, drawing.height)


def test_no_map_needs_an_installed_font() -> None:
    for language, words in FURTHER.items():
        assert ruler().book.missing([str(astuple(words))], language) == (), language


@pytest.mark.parametrize("language", LAID_OUT)
def test_nothing_is_cut_off_and_nothing_overlaps(language: str) -> None:
    layout = laid_out(language)
    check_all(layout)
    assert layout.rtl is is_right_to_left(language)


@pytest.mark.parametrize("language", COMPARED)
def test_screen_paper_and_svg_agree(language: str) -> None:
    page = page_in(language)
    screen = png_of(page, dpi=72 * SCALE)
    for other in (pdf_page(pdf_of(page), scale=SCALE), svg_page(svg_of(page), screen.size)):
        found = difference(screen, other)
        assert (found.share < 0.001, found.worst < 0.12, found.tint < 0.05) == (True, True, True), found


@pytest.mark.parametrize("language", SEARCHED)
def test_words_are_copied_from_the_pdf_as_they_were_written(language: str) -> None:
    words = FURTHER[language]
    with pypdfium2.PdfDocument(pdf_of(page_in(language))) as pdf:
        # PDFium takes a hyphen at the end of a line for one that divides a word.
        read = re.sub("[-\\s\ufffe]", "", pdf[0].get_textpage().get_text_range())
    for text in (words.title, *words.stages, *words.lanes, *words.actions, *words.touchpoints, *words.pains):
        assert re.sub("[- ]", "", text) in read


def test_the_languages_use_more_than_30_scripts() -> None:
    letters = "".join("".join(map(str, astuple(words))) for words in FURTHER.values())
    scripts = {unicodedata.name(char, " ").split()[0] for char in letters if char.isalpha()}
    assert len(scripts) > 30
