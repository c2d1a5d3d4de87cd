"""Fonts of the computer in files: embedded as their licences allow, or replaced by those of the program."""

import io
import string
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pypdf
import pypdfium2
import pytest

from journey_editor.conversion.export import Sheet, sheet_pages
from journey_editor.drawing.primitives import Group, Page, Primitive, TextRun
from journey_editor.editing.commands.brands import PLAIN, Design, set_brand
from journey_editor.editing.draft import Draft
from journey_editor.model.document import Document
from tests.backends.sample import CREATED, pdf_of, png_of, svg_of
from tests.fonts_of_a_computer import copy_font, write_font, write_postscript_font
from tests.gallery import sample
from tests.raster import difference, pdf_page

PRINTABLE = string.printable + "·’“”–"


def branded(font: str) -> Document:
    draft = Draft(sample())
    set_brand(draft, Design(replace(PLAIN, font=font)))
    return draft.finish()


def pages(font: str, **choices: bool) -> list[Page]:
    document = branded(font)
    return sheet_pages(document, document.journeys()[0].id, Sheet(paper="map", **choices), CREATED)


def pdf_in(font: str) -> bytes:
    return pdf_of(*pages(font, with_fonts=True))


def svg_in(font: str) -> str:
    return svg_of(pages(font, with_fonts=True)[0], real_text=True).decode()


def fonts_of(data: bytes) -> dict[str, int]:
    """Return the names of the fonts of a PDF, with the sizes of their files."""
    found = {}
    for each in pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        descriptor = each.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        found[str(descriptor["/FontName"])] = len(descriptor["/FontFile2"].get_data())
    return found


def files_of(children: Iterable[Primitive]) -> set[str]:
    """Return the stems of the files of the fonts in which texts are set."""
    found: set[str] = set()
    for each in children:
        if isinstance(each, Group):
            found |= files_of(each.children)
        elif isinstance(each, TextRun):
            found.add(each.run.face.path.stem)
    return found


def words_of(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as document:
        return document[0].get_textpage().get_text_range()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only font folder of the computer."""
    monkeypatch.setenv("JOURNEY_EDITOR_FONTS", str(tmp_path))
    return tmp_path


def test_a_font_is_embedded_as_its_licence_allows(folder: Path) -> None:
    for name, rights in (("Free", 0), ("Printed", 0x4), ("Closed", 0x2), ("Whole", 0x108)):
        for weight in ("Regular", "Bold", "Italic"):
            file = copy_font(folder, name, weight, rights=rights)
    whole = file.stat().st_size
    found = {name: fonts_of(pdf_in(name)) for name in ("Free", "Printed", "Closed", "Whole")}
    for name in ("Free", "Printed"):
        own = {each: size for each, size in found[name].items() if each.endswith(f"+{name}-Regular")}
        assert len(own) == 1 and max(own.values()) < whole / 3, "only the letters in use"
    assert not any("Closed" in each for each in found["Closed"])
    assert any(each.endswith("+JourneySans-Regular") for each in found["Closed"])
    assert found["Whole"]["/Whole-Italic"] == whole, "all of it, under its own name"

    svgs = {name: svg_in(name) for name in found}
    for name, is_inside in (("Free", True), ("Printed", False), ("Closed", False), ("Whole", True)):
        assert (f"@font-face{{font-family:'{name}'" in svgs[name]) == is_inside
    # The text of a font that may be printed only still names it.
    assert "'Printed'" in svgs["Printed"] and "Closed" not in svgs["Closed"]
    # The screen and pictures have each of them.
    assert files_of(pages("Closed")[0].drawing.groups) == {"Closed-Regular", "Closed-Bold", "Closed-Italic"}


def test_postscript_and_variable_fonts_look_the_same_on_paper_and_stay_text(folder: Path) -> None:
    write_postscript_font(folder, "Post Script", PRINTABLE)
    write_font(folder / "variable.ttf", PRINTABLE, family="Variable", axis=(400, 400, 900))
    for name in ("Post Script", "Variable"):
        (page,) = pages(name, with_fonts=True)
        data = pdf_of(page)
        own = name.lower().replace(" ", "-")
        assert any(own in each for each in fonts_of(data))
        assert "Neighbours name Fjordnet" in words_of(data).replace("\r\n", " ")
        found = difference(png_of(page, dpi=144).convert("RGB"), pdf_page(data, scale=2.0))
        assert found.share < 0.002
