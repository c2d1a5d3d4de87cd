"""Journeys in many scripts are laid out completely, look the same in all outputs, and can be searched."""

import re
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
from journey_editor.model.records import Card
from journey_editor.text.ruler import HarfBuzzRuler
from tests.backends.sample import pdf_of, png_of, svg_of
from tests.fonts_of_a_computer import FOLDER, ruler_with
from tests.languages import JOURNEYS, journey_in
from tests.layout.invariants import check_all
from tests.raster import difference, pdf_page, svg_page

SCALE = 2.0


@cache
def ruler() -> HarfBuzzRuler:
    return ruler_with(FOLDER)


@cache
def laid_out(language: str) -> MapLayout:
    document = journey_in(language)
    return lay_out(document, document.journeys()[0].id, today=date(2026, 11, 22), ruler=ruler())


@cache
def page_in(language: str) -> Page:
    drawing = draw_map(journey_in(language), laid_out(language))
    return Page(drawing, drawing.width, drawing.height)


@pytest.fixture(params=JOURNEYS, ids=str)
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_character_has_a_font(language: str) -> None:
    assert ruler().book.missing([str(astuple(JOURNEYS[language]))], language) == ()


def test_nothing_is_cut_off_and_nothing_overlaps(language: str) -> None:
    check_all(laid_out(language))


# Comparing pictures takes longest: this is a selection; `--hypothesis-profile=thorough` tests all.
COMPARED = ("ar", "hi", "ja") if settings.get_current_profile_name() != "thorough" else tuple(JOURNEYS)


@pytest.mark.parametrize("language", COMPARED)
def test_screen_paper_and_svg_agree(language: str) -> None:
    page = page_in(language)
    screen = png_of(page, dpi=72 * SCALE)
    for other in (pdf_page(pdf_of(page), scale=SCALE), svg_page(svg_of(page), screen.size)):
        found = difference(screen, other)
        assert (found.share < 0.001, found.worst < 0.12, found.tint < 0.05) == (True, True, True), found


def test_the_text_of_every_card_can_be_found_in_the_pdf(language: str) -> None:
    with pypdfium2.PdfDocument(pdf_of(page_in(language))) as pdf:
        read = _letters(pdf[0].get_textpage().get_text_range())
    for card in journey_in(language).select(Card):
        # If a line has several directions, PDFium may change the order of its parts.
        mixed = is_right_to_left(language) and re.search("[a-zA-Z]|[0-9۰-۹]-", card.text)
        for words in card.text.split() if mixed else [card.text]:
            assert _letters(words) in read or (mixed and re.search("[a-zA-Z0-9۰-۹]", words))


def _letters(text: str) -> str:
    # U+FFFE is PDFium's hyphen at the end of a line.
    return "".join(char for char in text if not char.isspace() and char != "\ufffe")


@pytest.mark.parametrize("language", ["ar", "fa", "he"])
def test_a_right_to_left_map_is_mirrored_completely(language: str) -> None:
    layout, other = laid_out(language), laid_out("de")
    assert layout.rtl and not other.rtl
    stages = [stage.box.x for stage in layout.stages]
    assert stages == sorted(stages, reverse=True)
    assert min(lane.box.right for lane in layout.lanes) > max(stage.box.right for stage in layout.stages)
    (chart,) = layout.charts
    (curve,) = chart.curves
    places = [point.x for point in curve.points]
    assert places == sorted(places, reverse=True)
    assert layout.links[0].points[0][0] > layout.links[0].points[-1][0]
    for card in layout.cards.values():
        assert card.body.text.align == "right"
