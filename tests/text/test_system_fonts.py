"""Scripts without a bundled font are set in the best installed font."""

import os
from pathlib import Path

import pytest

from journey_editor.text.fonts import FontBook
from journey_editor.text.shaping import shape
from journey_editor.text.system_fonts import SystemFonts, font_folders
from journey_editor.text.text_style import Face, TextStyle
from tests.fonts_of_a_computer import CJK, FOLDER, book_with, write_font


def families(text: str, language: str, book: FontBook, style: Face = "regular") -> set[str]:
    """Return the families of the installed fonts used for a text, with their styles."""
    line = shape(text, TextStyle(style, 13, 18), book, language)
    return {run.face.key.split("-", 2)[2] for _, run in line.runs if run.face.key.startswith("system")}


@pytest.mark.parametrize(
    ("language", "family"),
    [
        ("zh-Hans", "sc"),
        ("zh", "sc"),
        ("zh-TW", "tc"),
        ("zh-Hant-HK", "tc"),
        ("ja", "jp"),
        ("ryu", "jp"),
        ("ko-KR", "kr"),
    ],
)
def test_ideographs_have_the_shapes_of_the_journeys_language(language: str, family: str) -> None:
    book = book_with(FOLDER)
    assert families("三骨", "zh-Hant" if family == "kr" else language, book) == {
        f"noto-sans-cjk-{'tc' if family == 'kr' else family}-regular"
    }
    known = {"sc": "zh-Hans", "tc": "zh-Hant", "jp": "ja", "kr": "ko"}[family]
    assert families(CJK[known], language, book) == {f"noto-sans-cjk-{family}-regular"}


def test_in_another_language_the_other_letters_determine_the_shape_of_ideographs() -> None:
    book = book_with(FOLDER)
    assert families("the お客様 says", "en", book) == {"noto-sans-cjk-jp-regular"}
    assert families("the 고객 漢 says", "de", book) == {"noto-sans-cjk-kr-regular"}
    assert families("the 客户 says", "en", book) == {"noto-sans-cjk-sc-regular"}


def test_without_a_suitable_font_the_characters_are_missing() -> None:
    assert book_with().missing([CJK["ja"][:3]]) == ("お", "客", "様")
    assert book_with(FOLDER).missing([CJK["ja"]], "ja") == ()
    assert families("漢字", "ja", book_with()) == set()


def test_the_font_with_the_best_weight_and_style_is_used(tmp_path: Path) -> None:
    for family, weight in (
        ("Quill Serif", 400),
        ("Plain Sans", 300),
        ("Plain Sans", 400),
        ("Plain Sans", 700),
        ("Plain Sans Condensed", 400),
        ("Aaa Mono", 400),
    ):
        write_font(tmp_path / f"{family}-{weight}.ttf", "ꀀꀁꀂ", family=family, weight=weight)
    book = book_with(tmp_path)
    chosen = {
        style: {run.face.path.stem for _, run in shape("ꀀꀁꀂ", TextStyle(style, 13, 18), book, "ii").runs}
        for style in ("regular", "italic", "semibold", "bold")
    }
    assert chosen == {
        "regular": {"Plain Sans-400"},
        "italic": {"Plain Sans-400"},
        "semibold": {"Plain Sans-700"},
        "bold": {"Plain Sans-700"},
    }


def test_a_variable_font_is_set_in_the_requested_weight(tmp_path: Path) -> None:
    write_font(tmp_path / "one.ttf", "ꀀꀁꀂ", family="One Sans", axis=(100, 100, 900))
    book = book_with(tmp_path)
    widths = {}
    for style in ("regular", "bold"):
        ((_, run),) = shape("ꀀ", TextStyle(style, 1000, 1400), book, "ii").runs
        assert not run.face.is_plain
        extents = run.face.shaper.get_glyph_extents(run.glyphs[0])
        widths[style] = extents.width
        assert run.face.weight == {"regular": 400, "bold": 700}[style]
    assert widths["regular"] == pytest.approx(600 + 300 * 300 / 800, abs=1)
    assert widths["bold"] == pytest.approx(600 + 300 * 600 / 800, abs=1)


def test_files_that_are_not_fonts_are_skipped(tmp_path: Path) -> None:
    (tmp_path / "broken.ttf").write_bytes(b"ttcf" + bytes(40))
    (tmp_path / "empty.otf").write_bytes(b"")
    (tmp_path / "LastResort.ttf").write_bytes((FOLDER / "cjk-sample.ttc").read_bytes())
    (tmp_path / "gone.ttf").symlink_to(tmp_path / "nowhere")
    (tmp_path / "folder.ttf").mkdir()
    write_font(tmp_path / "folder.ttf" / "good.ttf", "ꀀ", family="Good Sans")
    assert families("ꀀ", "ii", book_with(tmp_path, tmp_path / "missing")) == {"good-sans-regular"}
    assert SystemFonts((tmp_path,)).face_for("漢", "regular", "ja") is None


def test_a_map_in_scripts_with_bundled_fonts_never_searches_for_fonts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def looked(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(os, "walk", looked)
    book = book_with(FOLDER)
    for text in ("Größe →", "Доставка", "سلام", "שלום", "नमस्ते", "สวัสดี", "👍🏽"):
        shape(text, TextStyle("bold", 13, 18), book)
        assert book.missing([text]) == ()


def test_the_font_folders_are_those_of_the_platform_or_configured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JOURNEY_EDITOR_FONTS", os.pathsep.join(("a", "b")))
    assert font_folders() == (Path("a"), Path("b"))
    monkeypatch.setenv("JOURNEY_EDITOR_FONTS", "")
    assert font_folders() == ()
    monkeypatch.delenv("JOURNEY_EDITOR_FONTS")
    for platform, folder in (
        ("linux", Path("/usr/share/fonts")),
        ("darwin", Path("/Library/Fonts")),
        ("win32", Path("C:/Windows/Fonts")),
    ):
        monkeypatch.setattr("sys.platform", platform)
        monkeypatch.setenv("WINDIR", "C:/Windows")
        monkeypatch.setenv("XDG_DATA_DIRS", "/usr/share")
        assert folder in font_folders()


def test_without_a_bold_font_strokes_are_thicker_and_the_width_stays_the_same(tmp_path: Path) -> None:
    write_font(tmp_path / "one.ttf", "ꀀꀁꀂ", family="One Sans")
    book = book_with(tmp_path)
    runs = {
        style: shape("ꀀꀁꀂ", TextStyle(style, 1000, 1400), book, "ii").runs[0][1]
        for style in ("regular", "bold")
    }
    assert [run.face.thickened for run in runs.values()] == [False, True]
    assert runs["regular"].xs == runs["bold"].xs
    inks = [run.face.shaper.get_glyph_extents(run.glyphs[0]).width for run in runs.values()]
    assert inks[1] == pytest.approx(inks[0] + 30, abs=2)


def test_an_icon_font_is_not_used_for_private_use_characters(tmp_path: Path) -> None:
    write_font(tmp_path / "icons.ttf", "\ue001", family="Icons Sans")
    assert book_with(tmp_path).missing(["\ue001"]) == ("\ue001",)


def test_quotes_among_ideographs_are_as_wide_as_ideographs() -> None:
    book = book_with(FOLDER)
    style = TextStyle("regular", 100, 140)
    line = shape("客户“一”天", style, book, "zh-Hans")
    assert {run.face.key for _, run in line.runs} == {"system-0-noto-sans-cjk-sc-regular"}
    assert line.width == pytest.approx(600)
    latin = shape("say “x”", style, book, "zh-Hans")
    assert {run.face.key for _, run in latin.runs} == {"sans-regular"}
    korean = shape("고객 “한”", style, book, "ko")
    assert {run.face.key for _, run in korean.runs} >= {"sans-regular"}
