"""Paper looks like the screen: the output of the Qt painter is compared with the PDF, as pixels."""

from dataclasses import replace

import pytest
from PIL import Image

from journey_editor.drawing.primitives import Page, Stroke
from tests.backends.sample import (
    BLUE,
    drawing_of,
    faint_drawing,
    pdf_of,
    png_of,
    sample_drawing,
    sheet,
    text,
)
from tests.raster import Difference, difference, pdf_page

# Measured: 0.00001, 0.02, 0.016; if baselines are between pixels, to which Qt rounds them, 0.0003, 0.03,
# 0.031. With one line of text moved by 0.25 pt: 0.0003, 0.12, 0.02.
MOST_WRONG_PIXELS = 0.001
MOST_IN_A_TILE = 0.06
MOST_TINT = 0.04


def agree(found: Difference) -> bool:
    return found.share < MOST_WRONG_PIXELS and found.worst < MOST_IN_A_TILE and found.tint < MOST_TINT


@pytest.fixture(scope="module")
def screen() -> Image.Image:
    return png_of(sheet(sample_drawing())).convert("RGB")


def test_screen_and_paper_agree(screen: Image.Image) -> None:
    found = difference(screen, pdf_page(pdf_of(sheet(sample_drawing()))))
    assert agree(found), found


def test_faint_cards_are_equally_faint_on_screen_and_paper(screen: Image.Image) -> None:
    page = sheet(faint_drawing())
    faint = png_of(page).convert("RGB")
    assert not agree(difference(screen, faint))
    found = difference(faint, pdf_page(pdf_of(page)))
    assert agree(found), found


@pytest.mark.parametrize("dx", [0.5, -0.25])
def test_a_line_of_text_that_moves_slightly_is_detected(screen: Image.Image, dx: float) -> None:
    moved = pdf_page(pdf_of(sheet(sample_drawing(dx=dx))))
    found = difference(screen, moved)
    assert found.worst > MOST_IN_A_TILE
    assert 980 <= found.where[1] <= 1040, "the difference is in the line at the bottom of the page"


@pytest.mark.parametrize("color", ["#404B58", "#9B1C31"])
def test_a_line_of_text_in_another_colour_is_detected(screen: Image.Image, color: str) -> None:
    assert difference(screen, pdf_page(pdf_of(sheet(sample_drawing(color=color))))).tint > MOST_TINT


@pytest.mark.parametrize("left_out", range(7))
def test_a_missing_group_is_detected(screen: Image.Image, left_out: int) -> None:
    whole = sample_drawing()
    groups = tuple(group for at, group in enumerate(whole.groups) if at != left_out)
    assert not agree(difference(screen, pdf_page(pdf_of(sheet(replace(whole, groups=groups))))))


def test_a_thinner_line_is_detected(screen: Image.Image) -> None:
    whole = sample_drawing()
    boxes = whole.groups[2]
    first, circle, *others = boxes.children
    thin = replace(circle, stroke=Stroke("#54407F", 1.5))
    groups = tuple(
        replace(group, children=(first, thin, *others)) if group is boxes else group for group in whole.groups
    )
    assert not agree(difference(screen, pdf_page(pdf_of(sheet(replace(whole, groups=groups))))))


def test_a_map_scaled_onto_a_paper_looks_the_same_on_both() -> None:
    page = Page(sample_drawing(), 595, 420, scale=0.9, x=32, y=84.5)
    found = difference(png_of(page).convert("RGB"), pdf_page(pdf_of(page)))
    assert agree(found), found


@pytest.mark.parametrize("size", [7, 11, 15.9, 16, 24, 64, 120])
def test_letters_of_every_size_are_drawn(size: float) -> None:
    """From 64 pixels, Qt draws no glyphs of a font that was loaded from data."""
    page = sheet(drawing_of(*text(4, size, "Äg", "bold", size), width=4 + 1.5 * size, height=1.4 * size))
    found = difference(png_of(page).convert("RGB"), pdf_page(pdf_of(page)))
    assert found.worst < 0.1
    assert found.tint < 0.07


def test_a_drawing_on_dark_paper_fills_the_whole_sheet() -> None:
    drawing = replace(drawing_of(*text(10, 40, "Room", "semibold", 24, "#FFFFFF")), background=BLUE)
    page = Page(drawing, 300, 200, scale=1, x=50, y=50)
    for picture in (png_of(page, dpi=72).convert("RGB"), pdf_page(pdf_of(page), scale=1)):
        assert picture.getpixel((0, 0)) == (0x17, 0x45, 0x6F)
        assert picture.getpixel((299, 199)) == (0x17, 0x45, 0x6F)
