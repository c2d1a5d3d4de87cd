"""Very large maps: every output can write them, and can be cancelled while it does."""

import io
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from PIL import Image

from journey_editor.backends.pdf import write_pdf
from journey_editor.backends.png import pixel_size, write_png
from journey_editor.backends.svg import write_svg
from journey_editor.drawing.pages import pages_for
from journey_editor.drawing.primitives import Drawing, Group, Page, TextRun
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.paper import LONGEST_SIDE, MM
from journey_editor.model.document import Document
from tests.backends.sample import CREATED, pdf_of, sheet, svg_of, text
from tests.fakes import Token
from tests.raster import difference, pdf_page, svg_page

WRITERS: dict[str, Callable[[Page, io.BytesIO], None]] = {
    "pdf": lambda page, to: write_pdf([page], to, pictures={}, created=CREATED),
    "png": lambda page, to: write_png(page, to, dpi=36, pictures={}),
    "svg": lambda page, to: write_svg(page, to, pictures={}),
}


def page_of(stages: int, lanes: int, words: str, **details: str) -> Page:
    """Return a page with a card in each stage, on a diagonal of the map."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Large")
    journey = add_journey(draft, title="Large").id
    rows = [add_lane(draft, journey, "action").id for _ in range(lanes)]
    for at in range(stages):
        stage = add_stage(draft, journey, name=f"Stage {at + 1}")
        add_card(draft, draft.steps_of(stage.id)[0].id, rows[at % lanes], f"{words} {at + 1}")
    return pages_for(draft.finish(), journey, today=date(2026, 11, 22), **details)[0]


def shown_alike(page: Page, dpi: float) -> None:
    """Check that all outputs of a page look the same, as far as small pictures show it."""
    stream = io.BytesIO()
    write_png(page, stream, dpi=dpi, pictures={})
    screen = Image.open(stream).convert("RGB")
    assert screen.size == pixel_size(page, dpi)
    for other in (pdf_page(pdf_of(page), scale=dpi / 72), svg_page(svg_of(page), screen.size)):
        found = difference(screen, other)
        assert found.share < 0.01, found
        assert found.tint < 0.1, found


def test_a_map_20_metres_long_is_scaled_to_a_page_of_5_metres() -> None:
    page = page_of(400, 2, "Asks")
    assert page.drawing.width > 20_000 * MM
    assert page.width == LONGEST_SIDE
    shown_alike(page, 24)


def test_500_lanes_fit_on_a_sheet() -> None:
    page = page_of(5, 500, "Asks", paper="a0")
    shown_alike(page, 24)
    with pypdfium2.PdfDocument(pdf_of(page)) as pdf:
        assert "Stage 5" in pdf[0].get_textpage().get_text_range()


def test_a_text_of_20_000_letters_without_a_space_is_complete() -> None:
    page = page_of(2, 1, "w" * 19_990)
    shown_alike(page, 18)
    with pypdfium2.PdfDocument(pdf_of(page)) as pdf:
        assert pdf[0].get_textpage().get_text_range().count("w") >= 39_980


@pytest.fixture(scope="module")
def one_group() -> Page:
    """Three thousand lines of text in one group, which is one step of the progress."""
    (line,) = text(2, 0, "Asks for the number")
    lines = tuple(TextRun(2, 8.0 * at, line.run, line.color) for at in range(3000))
    cards = tuple(Group(f"card:{at}", "card", 0, 0, lines[at : at + 3]) for at in range(0, 3000, 3))
    return sheet(Drawing(200, 24_000, "#FFFFFF", (Group("cell", "cell", 0, 0, cards),)))


@pytest.mark.parametrize("name", WRITERS)
def test_an_output_can_be_cancelled_within_a_group(name: str, one_group: Page) -> None:
    page = Page(one_group.drawing, 100, 12_000, scale=0.5)
    asked = Token()
    with cancellable(asked):
        WRITERS[name](page, io.BytesIO())
    assert asked.count >= 20
    for until in (1, asked.count // 2, asked.count):
        with pytest.raises(CancelledError), cancellable(Token(until)):
            WRITERS[name](page, io.BytesIO())


def test_a_text_of_thousands_of_marks_and_signs_is_written_and_can_be_cancelled() -> None:
    chain = "👩" + "\u200d👩" * 2000
    page = page_of(2, 1, "e" + "\u0301" * 3000 + chain + "\U000e0fff" * 3000)
    shown_alike(page, 24)
    for write in WRITERS.values():
        asked = Token()
        with cancellable(asked):
            write(page, io.BytesIO())
        assert asked.count >= 20
