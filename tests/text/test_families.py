"""Font families of the computer: which there are, their faces, and the texts that are set in them."""

import os
import string
from pathlib import Path

import pytest

from journey_editor.text.families import Families, families, read_again
from journey_editor.text.font_words import about_font
from journey_editor.text.ruler import default_ruler, ruler_for
from journey_editor.text.text_style import Face, TextStyle
from tests.fonts_of_a_computer import copy_font, write_font, write_postscript_font

LETTERS = string.ascii_letters + string.digits + " "


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only font folder of the computer."""
    monkeypatch.setenv("JOURNEY_EDITOR_FONTS", str(tmp_path))
    return tmp_path


def used(text: str, family: str, style: Face = "regular", language: str = "en") -> list[tuple[str, str]]:
    """Return the parts of a text with the stems of the files of their fonts."""
    line = ruler_for(family).line(text, TextStyle(style, 13, 18), language)
    return [(run.text, run.face.path.stem) for _, run in line.runs]


def test_families_with_letters_and_outlines_are_listed(folder: Path) -> None:
    copy_font(folder, "Zebra Sans")
    copy_font(folder, "Zebra Sans", "Bold")
    copy_font(folder, "acme Grotesk")
    copy_font(folder, ".SF Hidden")
    write_postscript_font(folder, "Post Script", LETTERS)
    write_font(folder / "variable.ttf", LETTERS, family="Variable Sans", axis=(100, 400, 900))
    write_font(folder / "yi.ttf", "ꀀꀁꀂ", family="Yi Only")
    (folder / "broken.ttf").write_bytes(b"ttcf" + bytes(40))
    assert families().names() == ["acme Grotesk", "Post Script", "Variable Sans", "Zebra Sans"]
    # Fonts that are installed meanwhile are found when the list is read again.
    copy_font(folder, "Bee")
    assert "Bee" not in families().names() and "Bee" in read_again().names()
    assert read_again() is families()


def test_missing_weights_and_slopes_are_those_nearby_or_drawn(folder: Path) -> None:
    copy_font(folder, "One")
    for weight in ("Regular", "Bold", "Italic"):
        copy_font(folder, "Three", weight)
    write_font(folder / "variable.ttf", LETTERS, family="Variable", axis=(300, 400, 650))

    def looks(name: str) -> dict[str, tuple[str, float | None, bool, bool]]:
        family = families().family(name)
        assert family is not None
        return {
            style: (face.path.stem, face.weight, face.thickened, face.slanted)
            for style, face in family.faces.items()
        }

    assert looks("One") == {
        "regular": ("One-Regular", None, False, False),
        "italic": ("One-Regular", None, False, True),
        "semibold": ("One-Regular", None, True, False),
        "bold": ("One-Regular", None, True, False),
    }
    assert looks("Three") == {
        "regular": ("Three-Regular", None, False, False),
        "italic": ("Three-Italic", None, False, False),
        "semibold": ("Three-Bold", None, False, False),
        "bold": ("Three-Bold", None, False, False),
    }
    assert [weight for _, weight, *_ in looks("Variable").values()] == [400, 400, 600, 650]
    assert not any(thickened for _, _, thickened, _ in looks("Variable").values())


def test_it_sets_latin_greek_and_cyrillic_and_leaves_the_rest_to_the_program(folder: Path) -> None:
    copy_font(folder, "Acme", letters="AZaz09é cmeαЯ1.,→ש漢")
    assert used("Acme éa 19", "Acme") == [("Acme éa 19", "Acme-Regular")]
    assert {stem for _, stem in used("αЯ →", "Acme")} == {"Acme-Regular"}
    assert {stem for _, stem in used("Acme lacks w", "Acme")} == {"Acme-Regular", "JourneySans-Regular"}
    assert {stem for _, stem in used("ש", "Acme", language="he")} == {"JourneySansHebrew-Regular"}
    # A mark that the program's own letters cannot carry is in neither of both.
    assert {stem for _, stem in used("a\u0360", "Acme")} == {"JourneySansExtended-Regular"}
    # Capitals are in the middle of a line, as in the font of the program.
    style = TextStyle("regular", 13, 18)
    lines = [ruler_for(name).baseline(style) - ruler_for(name).cap_height(style) / 2 for name in ("Acme", "")]
    assert lines == pytest.approx([9, 9], abs=0.15)


def test_a_family_that_is_missing_or_not_allowed_gives_way_to_the_program(folder: Path) -> None:
    copy_font(folder, "Free")
    copy_font(folder, "Printed", rights=0x4)
    copy_font(folder, "Closed", rights=0x2)
    copy_font(folder, "Bitmaps", rights=0x200)
    copy_font(folder, "Whole", rights=0x108)
    for weight in ("Regular", "Bold", "Italic"):
        copy_font(folder, "Complete", weight, rights=0x108)
    allowed = {}
    for name in families().names():
        on_screen, in_files = ruler_for(name), ruler_for(name, in_files=True)
        assert on_screen is ruler_for(name) and on_screen is not default_ruler()
        allowed[name] = in_files is on_screen
        assert bool(about_font(name, in_files=True)) != allowed[name] and not about_font(name)
    # A bold that is drawn would be a change of a font that must stay whole.
    assert allowed == {
        "Bitmaps": False, "Closed": False, "Complete": True, "Free": True, "Printed": True, "Whole": False
    }  # fmt: skip
    assert "licence" in about_font("Closed", in_files=True)
    assert ruler_for("Gone") is ruler_for("") is default_ruler()
    assert "“Gone” is not installed" in about_font("Gone") and about_font("") == ""


def test_nothing_is_read_without_a_family(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def looked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(os, "walk", looked)
    assert ruler_for("") is default_ruler() and about_font("") == ""
    with pytest.raises(AssertionError):
        Families((folder,)).names()
