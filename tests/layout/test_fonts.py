"""The fonts that maps are set in have the letters that people write, and can be embedded everywhere."""

import pytest
from fontTools.ttLib import TTFont

from journey_editor.layout.fonts import FontFace, default_book

FACES = sorted(
    {face for chain in default_book().chains.values() for face in chain}, key=lambda face: face.key
)


@pytest.mark.parametrize("face", FACES, ids=lambda face: face.key)
def test_every_face_is_a_static_true_type_font_with_kerning_and_marks(face: FontFace) -> None:
    with TTFont(face.path, lazy=True) as font:
        assert "glyf" in font, "the PDF can embed TrueType outlines only"
        assert "fvar" not in font, "the PDF would embed the default weight of a variable font"
        assert font["name"].getDebugName(16) or font["name"].getDebugName(1) == "Journey Sans"
        features = {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}
        assert {"kern", "mark", "mkmk"} <= features
    assert len(face.data) < 450_000


def test_the_four_faces_are_four() -> None:
    assert [face.key for face in FACES] == ["sans-bold", "sans-italic", "sans-regular", "sans-semibold"]
    assert len({face.data for face in FACES}) == 4


@pytest.mark.parametrize(
    "words",
    [
        "Sees the toy in a friend's video – “Emil would love that.”",
        "Größe, Übergang, weiß; ærlig, ødelagt, å; naïve, garçon, œuvre; señor, ¿qué?, mañana",
        "Żółć, gęślą jaźń; příliš žluťoučký kůň; Őrült; İstanbul, ışık, ğ, ş; ț, ș, ă; ķ, ļ, ž; Ĝ ŭ; þð; ħ",
        "Tiếng Việt: nghĩa, được, khuyến mãi, thưởng thức, Ặ Ễ Ộ Ữ Ỵ",
        "Ο πελάτης τηλεφωνεί ξανά· άΐΰώ ΆΈΉΊΌΎΏ",
        "Покупатель ждёт; Їжак, ґанок, є; ўсё; Ђ љ њ ћ џ; Ѓ ќ; қазақша: әғқңөұүһі",
        "12 € · £ 3.50 · ¥ · ₹ · ₽ · ₺ · ₴ · ¢ · ½ × 2 ÷ 3 ± 1 − 1 % ‰ ° § … • → ← ↑ ↓ ™ © ® ✓ ★",
    ],
)
@pytest.mark.parametrize("style", ["regular", "italic", "semibold", "bold"])
def test_the_languages_of_europe_and_vietnamese_can_be_written(words: str, style: str) -> None:
    chain = default_book().chains[style]  # type: ignore[index]
    assert [char for char in words if not any(face.covers(char) for face in chain)] == []


def test_the_measures_are_those_of_the_typeface() -> None:
    face = default_book().face("regular")
    assert face.units_per_em == 2048
    assert face.cap_height == pytest.approx(0.7275, abs=1e-3)
    assert 0.9 < face.ascent < 1.0
    assert 0.2 < face.descent < 0.3


def test_characters_without_a_glyph_are_reported_once_in_order() -> None:
    book = default_book()
    assert book.missing("Größe 10 € “да”\t\n") == ()
    assert book.missing("客 a 服 客") == ("客", "服")
    # A joiner and a variation selector are not drawn, so nobody misses them.
    assert book.missing("a\u200db\ufe0f\u00ad") == ()
