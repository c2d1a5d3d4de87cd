"""The PDF apart from its appearance: text, fonts, metadata, bookmarks and size."""

import ctypes
import io
import re
from dataclasses import replace
from itertools import pairwise

import pypdf
import pypdfium2
import pytest
from pypdf.generic import DictionaryObject

from journey_editor.backends.pdf import write_pdf
from journey_editor.drawing.primitives import Bookmark, Group, Hyperlink, Page, TextRun
from journey_editor.foundation.cancellation import cancellable
from journey_editor.foundation.errors import CancelledError, UserError
from journey_editor.foundation.geometry import Box
from tests.backends.sample import (
    CREATED,
    PICTURES,
    drawing_of,
    hyphenated,
    pdf_of,
    png,
    png_of,
    sample_drawing,
    sheet,
    text,
)
from tests.fakes import Token
from tests.raster import difference, pdf_page


def read_text(data: bytes, page: int = 0) -> str:
    """Return a page's text as PDFium copies it, with U+FFFE for a hyphen that divides a word."""
    with pypdfium2.PdfDocument(data) as document:
        return document[page].get_textpage().get_text_range().replace("\r\n", "\n")


def copied(*runs: TextRun) -> str:
    return read_text(pdf_of(sheet(drawing_of(*runs))))


# Text


def test_text_is_read_in_the_order_of_the_drawing() -> None:
    words = read_text(pdf_of(sheet(sample_drawing()))).replace("\ufffe", "").split()
    assert " ".join(words) == (
        "AVATAR, Wavy Notices the need · “Four stars, but what?” First contact, Repair and care "
        "Vận chuyển nhanh, Дорогая Елена, Ταξίδι του πελάτη promised Thursday · kept 62 % fi ffl "
        "kleine Wörter → größer ← ✓ 漢 in first answer 0:40 Kundenzufriedenheit"
    )


def test_a_divided_word_is_copied_as_one_word() -> None:
    assert copied(*hyphenated(10, 20, "Kundenzufriedenheit", 6)) == "Kunden\ufffezufriedenheit"
    # Readers that do not support the mark find the soft hyphen, and not a hyphen that was typed.
    page = pypdf.PdfReader(io.BytesIO(pdf_of(sheet(drawing_of(*hyphenated(10, 20, "Reparatur", 4)))))).pages[
        0
    ]
    assert page.extract_text().replace("\n", "").strip() == "Repa\u00adratur"


def test_a_typed_hyphen_is_kept_next_to_a_divided_word() -> None:
    runs = (
        *text(10, 20, "E-Mail \u2010 \u2010"),
        *hyphenated(10, 40, "Reparatur", 4),
        *text(10, 80, "\u2010"),
    )
    assert copied(*runs).replace("\ufffe", "|").split() == [
        "E-Mail",
        "\u2010",
        "\u2010",
        "Repa|ratur",
        "\u2010",
    ]


def test_lines_of_a_card_are_separated_by_spaces() -> None:
    data = pdf_of(sheet(drawing_of(*text(10, 20, "Sees the toy in a"), *text(10, 38, "friend’s video"))))
    content = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    assert content.replace("\n", "") == "Sees the toy in a friend’s video "


def test_a_word_in_two_fonts_contains_no_space() -> None:
    (first,) = text(10, 20, "Kunden", "bold")
    assert copied(first, *text(first.x + first.run.width, 20, "dienst")) == "Kundendienst"
    assert copied(first, *text(first.x + first.run.width + 4, 20, "dienst")) == "Kunden dienst"


@pytest.mark.parametrize(
    "words",
    [
        "漢字と漢字",
        "x\u030c y\u030c x\u030c",
        "e\u0301 é e e\u0301",
        "a\u00a0b c",
        "😀 and 😁",
        "(a) \\ <b>",
    ],
    ids=["no glyph", "mark on a letter", "composed", "no-break blank", "beyond the plane", "delimiters"],
)
def test_text_is_copied_as_it_was_written(words: str) -> None:
    """Cases: one glyph for several characters, several glyphs for one, one glyph for various texts."""
    found = copied(*text(10, 20, words))
    assert found.replace("\u00a0", " ") == words.replace("\u00a0", " ")


def test_a_ligature_is_copied_as_its_letters_and_a_letter_with_two_glyphs_once() -> None:
    (line,) = text(10, 20, "office A\u030a")
    run = line.run
    f, i = run.glyphs[1], run.glyphs[3]
    ligature = replace(
        run,
        text="office",
        glyphs=(run.glyphs[0], f, *run.glyphs[4:6]),
        clusters=(0, 1, 4, 5),
        steps=run.steps[:4],
    )
    halves = replace(
        run,
        text="o\u00e6o",
        glyphs=(run.glyphs[0], f, i, run.glyphs[0]),
        clusters=(0, 1, 1, 2),
        steps=run.steps[:4],
    )
    data = pdf_of(sheet(drawing_of(replace(line, run=ligature), replace(line, y=50, run=halves))))
    assert read_text(data).split() == ["office", "o\u00e6o"]
    page = pypdf.PdfReader(io.BytesIO(data)).pages[0]
    assert page.extract_text().split() == ["office", "o\u00e6o"]


def test_a_raised_mark_is_drawn_in_its_shaped_position() -> None:
    """Marks above and below are off the baseline, and the letters after them are on it again."""
    runs = text(10, 20, "Q\u0308 X\u030cz", "regular", 20)
    assert any(any(run.run.ys) for run in runs)
    page = sheet(drawing_of(*runs, *text(10, 60, "x", "regular", 20)))
    found = difference(png_of(page).convert("RGB"), pdf_page(pdf_of(page)))
    assert (found.share < 0.001, found.worst < 0.06) == (True, True), found


def test_a_soft_hyphen_in_the_text_does_not_break_the_word() -> None:
    assert copied(*text(10, 20, "Kunden\u00addienst")) == "Kundendienst"


def test_glyphs_are_drawn_in_their_shaped_positions() -> None:
    runs = [
        *text(10, 40, "AVATAR, To Wavy Type. LTd", "bold", 30),
        *text(10, 60, "Looks for help, finds a form, then a number. Ya, Te.", "regular", 13),
        *text(10, 80, "promised Thursday · kept; importance 3 · satisfaction 4", "italic", 11.5),
    ]
    data = pdf_of(sheet(drawing_of(*runs, width=600)))
    found = []
    with pypdfium2.PdfDocument(data) as document:
        page = document[0].get_textpage()
        for at in range(page.count_chars()):
            x, y = ctypes.c_double(), ctypes.c_double()
            pypdfium2.raw.FPDFText_GetCharOrigin(page, at, x, y)
            char = chr(pypdfium2.raw.FPDFText_GetUnicode(page, at))
            if not char.isspace():
                found.append((char, x.value, 100 - y.value))
    expected = [
        (char, run.x + x, run.y)
        for run in runs
        for char, x in zip(run.run.text, run.run.xs, strict=True)
        if not char.isspace()
    ]
    assert [char for char, _, _ in found] == [char for char, _, _ in expected]
    for (_, x, y), (_, shaped_x, shaped_y) in zip(found, expected, strict=True):
        assert x == pytest.approx(shaped_x, abs=0.01)
        assert y == pytest.approx(shaped_y, abs=0.001)


# Fonts


def fonts(data: bytes) -> list[DictionaryObject]:
    """Return all font dictionaries in a file."""
    reader = pypdf.PdfReader(io.BytesIO(data))
    every = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    return [each for each in every if isinstance(each, DictionaryObject) and each.get("/Type") == "/Font"]


def test_every_font_is_embedded_with_only_the_glyphs_in_use() -> None:
    data = pdf_of(sheet(sample_drawing()))
    names = {str(font["/BaseFont"]) for font in fonts(data)}
    assert {name.partition("+")[2] for name in names} == {
        "JourneySans-Regular",
        "JourneySans-Italic",
        "JourneySans-SemiBold",
        "JourneySans-Bold",
    }
    assert all(re.fullmatch(r"/[A-Z]{6}\+.+", name) for name in names)
    for font in fonts(data):
        if font["/Subtype"] == "/CIDFontType2":
            assert len(font["/FontDescriptor"]["/FontFile2"].get_data()) < 40_000
        else:
            assert font["/Subtype"] == "/Type0"
    assert b"Helvetica" not in data
    assert len(data) < 60_000


def test_a_drawing_without_words_has_no_fonts() -> None:
    data = pdf_of(sheet(drawing_of()))
    assert fonts(data) == []
    assert read_text(data) == ""


# Metadata


def test_the_file_has_metadata() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(sheet(sample_drawing()))))
    about = reader.metadata
    assert about is not None
    assert (about.title, about.author) == ("Eine Reise – Ω (1)", "Zoë Ångström")
    assert (about.subject, about.creator) == ("Awareness → support", "Journey Editor")
    assert about.creation_date == CREATED
    assert reader.trailer["/Root"]["/Lang"] == "de"
    assert reader.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_stages_are_bookmarks_that_lead_to_their_positions() -> None:
    page = Page(sample_drawing(), 400, 300, scale=0.5, x=10, y=20)
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(page)))
    found = [
        (mark.title, reader.get_destination_page_number(mark), mark.left, mark.top) for mark in reader.outline
    ]
    assert found == [("Entdecken", 0, 20, 260), ("Kaufen & freuen", 0, 160, 210)]


def test_links_are_on_the_sheets_that_show_them_and_open_their_page() -> None:
    drawing = replace(
        drawing_of(),
        links=(
            Hyperlink("https://example.com/(a)?b=1", "Отчёт (1)", Box(10, 20, 30, 10)),
            Hyperlink("mailto:a@b.de", "Ann", Box(290, 20, 40, 10)),
        ),
    )
    pages = (Page(drawing, 300, 280, scale=0.5, x=5, y=10), Page(drawing, 300, 280, x=-300))
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(*pages)))
    found = [[each.get_object() for each in page.get("/Annots", ())] for page in reader.pages]
    assert [[(each["/A"]["/URI"], each["/Contents"]) for each in on_page] for on_page in found] == [
        [("https://example.com/(a)?b=1", "Отчёт (1)"), ("mailto:a@b.de", "Ann")],
        [("mailto:a@b.de", "Ann")],
    ]
    assert list(found[0][0]["/Rect"]) == [10, 255, 25, 260]
    # Cut off at the edge of the sheet.
    assert list(found[1][0]["/Rect"]) == [0, 250, 30, 260]


def test_a_link_to_a_journey_shows_its_page_if_that_is_in_the_file() -> None:
    links = tuple(Hyperlink("", each, Box(10, 20, 30, 10), each) for each in ("journey:2", "journey:9"))
    first = replace(drawing_of(), links=links, journey="journey:1")
    second = replace(drawing_of(), journey="journey:2")
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(sheet(first), sheet(second))))
    (found,) = (each.get_object() for each in reader.pages[0]["/Annots"])
    action = found["/A"]
    assert (found["/Contents"], action["/S"]) == ("journey:2", "/GoTo")
    page, how = action["/D"]
    assert page.get_object() == reader.pages[1] and how == "/Fit"
    assert "/Annots" not in reader.pages[1]


def test_bookmarks_lead_to_the_sheet_that_shows_their_target() -> None:
    drawing = replace(sample_drawing(), bookmarks=(Bookmark("Left", 10, 10), Bookmark("Right", 400, 10)))
    other = replace(drawing_of(), bookmarks=(Bookmark("Third", 0, 0),))
    pages = (Page(drawing, 300, 280), Page(drawing, 300, 280, x=-300), sheet(other))
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(*pages)))
    assert [(mark.title, reader.get_destination_page_number(mark)) for mark in reader.outline] == [
        ("Left", 0),
        ("Right", 1),
        ("Third", 2),
    ]


def test_a_page_has_the_requested_size() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(Page(drawing_of(), 841.89, 595.28), sheet(drawing_of()))))
    assert [tuple(map(float, page.mediabox[2:])) for page in reader.pages] == [(841.89, 595.28), (200, 100)]


def test_a_page_that_is_too_long_for_a_pdf_is_refused_with_a_message() -> None:
    stream = io.BytesIO()
    with pytest.raises(UserError, match=r"706 cm long.*at most 508 cm.*Nothing was written"):
        write_pdf([Page(drawing_of(), 20_000, 100)], stream, pictures={}, created=CREATED)
    assert stream.getvalue() == b""
    assert pdf_of(Page(drawing_of(), 14_400, 14_400))


def test_texts_that_cannot_be_encoded_cause_no_error() -> None:
    odd = replace(
        drawing_of(*text(10, 20, "a\ud800b")), title="T\udc00", bookmarks=(Bookmark("\ud800", 0, 0),)
    )
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(sheet(odd))))
    assert reader.metadata is not None
    assert reader.metadata.title == "T\ufffd"


# Writing


def test_the_same_map_gives_the_same_bytes() -> None:
    assert pdf_of(sheet(sample_drawing())) == pdf_of(sheet(sample_drawing()))


def test_different_maps_have_different_ids() -> None:
    ids = {
        str(pypdf.PdfReader(io.BytesIO(pdf_of(sheet(drawing_of(*text(10, 20, words)))))).trailer["/ID"][0])
        for words in ("one", "two", "two")
    }
    assert len(ids) == 2


def test_a_map_on_several_sheets_is_stored_once() -> None:
    drawing = sample_drawing()
    tiles = [Page(drawing, 200, 280, x=-200.0 * at) for at in range(3)]
    data = pdf_of(*tiles)
    assert len(data) < 1.2 * len(pdf_of(tiles[0]))
    for at, tile in enumerate(tiles):
        found = difference(pdf_page(data, at), pdf_page(pdf_of(tile)))
        assert found.share == 0


def test_a_picture_on_the_map_is_stored_once() -> None:
    big = png()
    pictures = sample_drawing().groups[4]
    twice = Group("twice", "picture", 0, 100, pictures.children)
    once = len(pdf_of(sheet(replace(sample_drawing(), groups=(pictures,)))))
    assert len(pdf_of(sheet(replace(sample_drawing(), groups=(pictures, twice))))) < once + len(big) / 2


def test_progress_increases_and_can_cancel_the_output() -> None:
    drawing = replace(drawing_of(), groups=drawing_of(*text(0, 10, "x")).groups * 1000)
    told: list[float] = []
    write_pdf([sheet(drawing)], io.BytesIO(), pictures={}, created=CREATED, progress=told.append)
    assert len(told) > 5
    assert all(0 <= before < after <= 1 for before, after in pairwise(told))
    stream, half = io.BytesIO(), told[: len(told) // 2]
    told.clear()
    with pytest.raises(CancelledError), cancellable(lambda: told != half):
        write_pdf([sheet(drawing)], stream, pictures=PICTURES, created=CREATED, progress=told.append)
    assert told == half
    assert stream.getvalue() == b""


def test_the_output_can_be_cancelled_between_pictures() -> None:
    """Reading and compressing pictures takes longest, long after the first group was reported."""
    page = sheet(replace(sample_drawing(), groups=sample_drawing().groups[4:5]))
    with pytest.raises(CancelledError), cancellable(Token(8)):
        write_pdf([page], io.BytesIO(), pictures=PICTURES, created=CREATED)
