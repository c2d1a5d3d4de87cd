"""Difficult maps look the same on screen and on paper, with all their text."""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pypdfium2
import pytest

from journey_editor.drawing.pages import pages_for, smallest_type
from journey_editor.drawing.primitives import Group, Page, Picture
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.errors import CancelledError
from journey_editor.layout.paper import MM
from journey_editor.layout.theme import MARGIN
from journey_editor.model.document import Document
from journey_editor.model.lane_groups import is_folded
from journey_editor.model.records import Card
from tests import gallery_pages
from tests.backends.sample import pdf_of, png_of, svg_of
from tests.fakes import Token
from tests.fonts_of_a_computer import copy_font
from tests.gallery import GALLERY, sample
from tests.groups import every_group
from tests.raster import Difference, difference, pdf_page, svg_page

TODAY = date(2026, 11, 22)
SCALE = 2.0


def page_of(document: Document, **details: str) -> Page:
    return pages_for(document, document.journeys()[0].id, today=TODAY, **details)[0]


def compared(page: Page) -> Difference:
    return difference(png_of(page, dpi=72 * SCALE), pdf_page(pdf_of(page), scale=SCALE))


@cache
def unkind_map(name: str) -> Document:
    return GALLERY[name]()


@cache
def unkind_page(name: str, **details: str) -> Page:
    return page_of(unkind_map(name), **details)


@cache
def unkind_pdf(name: str) -> bytes:
    return pdf_of(unkind_page(name))


@pytest.fixture(params=GALLERY, ids=str)
def unkind(request: pytest.FixtureRequest) -> str:
    """Name of a map; each process draws its page and its PDF once."""
    return str(request.param)


def test_screen_and_paper_agree(unkind: str) -> None:
    page = unkind_page(unkind)
    screen = png_of(page, dpi=72 * SCALE)
    pdf, svg = pdf_page(unkind_pdf(unkind), scale=SCALE), svg_page(svg_of(page), screen.size)
    for found in (difference(screen, pdf), difference(screen, svg)):
        assert found.share < 0.001, found
        assert found.worst < 0.12, found
        assert found.tint < 0.05, found


def test_the_text_of_every_card_can_be_found_in_the_pdf(unkind: str) -> None:
    with pypdfium2.PdfDocument(unkind_pdf(unkind)) as pdf:
        read = _letters(pdf[0].get_textpage().get_text_range())
    document = unkind_map(unkind)
    shown = document.lanes_of(document.journeys()[0].id)
    lanes = {lane.id for lane in shown if not (lane.collapsed or lane.hidden or is_folded(document, lane))}
    for card in document.select(Card):
        if card.lane in lanes:
            assert _letters(plain(card.text)) in read


def _letters(text: str) -> str:
    # PDFium returns U+FFFE for a hyphen at the end of a line.
    return re.sub(r"[\s\ufffe]", "", text)


def test_lists_and_support_look_the_same_on_screen_and_paper() -> None:
    _, *listed = gallery_pages.changes()
    for page in (*listed, *gallery_pages.lists(), *gallery_pages.support_and_care()):
        found = compared(page)
        assert found.share < 0.001 and found.worst < 0.12 and found.tint < 0.05, found


@pytest.mark.parametrize("theme", ["light", "dark", "room"])
def test_every_theme_looks_the_same_on_screen_and_paper(theme: str) -> None:
    page = page_of(sample(), theme=theme)
    found = compared(page)
    assert found.share < 0.001 and found.tint < 0.05, found


def test_a_page_is_as_large_as_the_map() -> None:
    page = page_of(sample())
    assert (page.width, page.height, page.scale) == (page.drawing.width, page.drawing.height, 1.0)


@pytest.mark.parametrize("paper", ["a5", "a4", "a3", "a0", "letter", "tabloid"])
def test_on_a_paper_size_the_whole_map_is_as_large_as_possible(paper: str) -> None:
    page = page_of(sample(), paper=paper)
    width, height = page.drawing.width * page.scale, page.drawing.height * page.scale
    margin = MARGIN * page.scale
    left, below = page.x, page.height - page.y - height
    # It begins at the top margin, between equal margins at the sides.
    assert page.y + margin == pytest.approx(max(margin, 5 * MM), abs=0.01)
    assert left >= 0 and width + 2 * left == pytest.approx(page.width)
    least = min(left, below)
    assert least == pytest.approx(0, abs=0.01) or least + margin == pytest.approx(5 * MM)


@pytest.mark.parametrize("paper", ["a5", "a4", "a0", "letter"])
def test_the_unprintable_margin_is_empty(unkind: str, paper: str) -> None:
    page = unkind_page(unkind, paper=paper)
    below = page.height - page.y - page.drawing.height * page.scale
    assert min(page.x, page.y, below) + MARGIN * page.scale >= 5 * MM - 0.01


def test_a_long_map_is_in_rows_on_portrait_paper() -> None:
    document = GALLERY["five_personas"]()
    upright = page_of(document, paper="a4", orientation="portrait")
    across = page_of(document, paper="a4", orientation="landscape")
    assert (upright.width, across.width) == (across.height, upright.height)
    chevrons = [group.children[0] for group in upright.drawing.groups if group.role == "stage"]
    assert len({path.commands[0][2] for path in chevrons}) > 1  # type: ignore[union-attr,misc]
    assert smallest_type([upright]) > 0


def test_a_map_that_is_too_long_for_a_pdf_is_scaled_down() -> None:
    draft = Draft(GALLERY["nothing"]())
    journey = draft.journeys()[0].id
    for number in range(120):
        add_stage(draft, journey, name=f"Stage {number}")
    # Some of these lengths, divided and multiplied again, become slightly larger.
    for more in range(12):
        add_stage(draft, journey, name=f"Stage {more}")
        document = draft.finish()
        page = page_of(document)
        draft = Draft(document)
        assert page.scale < 1
        assert 14_399.99 < page.width <= 14_400


def test_unchanged_groups_are_not_drawn_again() -> None:
    document = sample()
    before = {group.owner: group.children for group in every_group(page_of(document).drawing)}
    card = next(card for card in document.select(Card) if card.kind == "thought")
    draft = Draft(document)
    draft.change(card, text="Something else to think")
    after = {group.owner: group.children for group in every_group(page_of(draft.finish()).drawing)}
    cards = [owner for owner in before if owner.startswith("card:")]
    assert [owner for owner in cards if before[owner] is not after[owner]] == [card.id]


def test_every_group_represents_one_record_and_has_a_role(unkind: str) -> None:
    groups = list(every_group(unkind_page(unkind).drawing))
    owners = [group.owner for group in groups]
    assert len(owners) == len(set(owners))
    for group in groups:
        assert group.role
        if group.role in {"card", "stage"}:
            assert group.owner in unkind_map(unkind) and group.label


def test_nothing_is_drawn_outside_the_paper(unkind: str) -> None:
    drawing = unkind_page(unkind).drawing
    for group in drawing.groups:
        for x, y in _places(group):
            assert -1 <= x <= drawing.width + 1 and -1 <= y <= drawing.height + 1, group.owner


def _places(group: Group, x: float = 0.0, y: float = 0.0) -> list[tuple[float, float]]:
    found = []
    for part in group.children:
        if isinstance(part, Group):
            found += _places(part, x + group.x, y + group.y)
        else:
            clip = part.clip if isinstance(part, Picture) else None
            shown = part if clip is None else clip
            found.append((x + group.x + shown.x, y + group.y + shown.y))
    return found


@pytest.mark.parametrize("paper", ["map", "a4"])
def test_laying_out_pages_can_be_cancelled(paper: str) -> None:
    document = sample()
    asked = Token(2)
    with pytest.raises(CancelledError), cancellable(asked):
        pages_for(document, document.journeys()[0].id, today=TODAY, paper=paper)
    assert asked.count == 2


def test_the_gallery_can_be_drawn_into_a_pdf(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(gallery_pages, "GALLERY", {name: GALLERY[name] for name in ("sample", "no_stages")})
    copy_font(tmp_path, "Hausschrift")
    monkeypatch.setenv("JOURNEY_EDITOR_FONTS", str(tmp_path))
    assert gallery_pages.main([str(tmp_path / "maps.pdf")]) == 0
    # The sample in three themes, on A4, with its two personas side by side, with a brand, and against another
    # version, and its lists; the sample of support from both sides.
    assert len(pypdfium2.PdfDocument(tmp_path / "maps.pdf")) == 17
    assert gallery_pages.main([str(tmp_path / "maps.png")]) == 2
    assert "OUT.pdf" in capsys.readouterr().err
