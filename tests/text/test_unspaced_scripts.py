"""Lines are broken as readers of each language expect, even in scripts without spaces between words."""

from itertools import pairwise

import pytest

from journey_editor.text.segmentation import grapheme_boundaries, line_breaks
from tests.fakes import FakeRuler
from tests.text.test_line_breaking import ONE, seen


def parts(text: str, language: str = "") -> str:
    """Return a text with a vertical bar at each possible line break."""
    places = [0, *line_breaks(text, language)]
    return "|".join(text[start:end] for start, end in pairwise(places))


@pytest.mark.parametrize(
    "text",
    [
        "ลูกค้า|ร้องเรียน|เรื่อง|ความล่าช้า|ใน|การจัดส่ง|สินค้า|ออนไลน์",
        "พนักงาน|โทร|ขอโทษ |และ|สัญญา|ว่า|จะ|ส่ง|ภายใน |3 |วัน",
        "สั่งซื้อ|ผ่าน|แอป |(สะดวก|มาก)",
        "เร็วๆ |นี้",
    ],
)
def test_thai_is_broken_between_its_words(text: str) -> None:
    assert parts(text.replace("|", "")) == text


def test_a_name_in_no_list_of_words_stays_whole_unless_it_is_too_wide() -> None:
    name = "ฆฬฌฎฏฐฒณธ"
    assert parts(name) == name
    lines = FakeRuler().lines(name, ONE, 4)
    assert [seen(line) for line in lines] == [name[:4], name[4:8], name[8:]]


@pytest.mark.parametrize(
    "text",
    ["ທຸກ|ຄົນ|ມີ|ສິດ", "ລູກ|ຄ້າ|ຮ້ອງ|ທຸກ|ກ່ຽວ|ກັບ|ຄວາມ|ຊັກ|ຊ້າ", "ត្អូញ|ត្អែរ", "ဝယ်|ယူ|သူ|မှ|တိုင်|ကြား|သည်", "ကုမ္ပ|ဏီ"],
)
def test_lao_khmer_and_burmese_are_broken_between_syllables(text: str) -> None:
    assert parts(text.replace("|", "")) == text


def test_korean_words_stay_whole_in_korean() -> None:
    assert parts("고객이 지연에 대해(3일) 漢字를", "ko") == "고객이 |지연에 |대해(3일) |漢字를"
    assert parts("고객이", "en") == "고|객|이"
    lines = FakeRuler().lines("고객이 지연에", ONE, 5, "ko-KR")
    assert [seen(line) for line in lines] == ["고객이", "지연에"]


def test_no_japanese_line_begins_with_a_small_kana_or_closing_punctuation() -> None:
    text = "「カード」って、ちょっと…キャンセルした。待っー々"
    for line in parts(text, "ja").split("|"):
        assert line[0] not in "」、…。ッャっょー々"
        assert line[-1] not in "「"


def test_syllables_of_devanagari_are_never_split() -> None:
    text = "क्षत्रियश्रीप्रश्नकी"
    clusters = {text[start:end] for start, end in pairwise(grapheme_boundaries(text))}
    assert clusters == {"क्ष", "त्रि", "य", "श्री", "प्र", "श्न", "की"}
    for width in range(1, 8):
        lines = FakeRuler().lines(text, ONE, width, "hi")
        assert all(grapheme_boundaries(text)[0] == 0 for _ in lines)
        assert {line.start for line in lines} <= set(grapheme_boundaries(text))


@pytest.mark.parametrize("language", ["ar", "fa", "he", "hi", "th", "zh", "ja", "ko", "ta"])
def test_scripts_without_hyphens_get_none(language: str) -> None:
    for word in (
        "المستخدمونوالمستخدمات",
        "פרספקטיבותיהם",
        "प्रयोगकर्ताओंकीशिकायत",
        "ความล่าช้าของการจัดส่ง",
        "客户投诉延误店员",
    ):
        lines = FakeRuler().lines(word, ONE, 7, language)
        assert not any(line.hyphenated for line in lines)


def test_german_words_on_a_hebrew_card_are_hyphenated() -> None:
    lines = FakeRuler().lines("שלום Verbraucherschutz", ONE, 14, "de")
    assert any(line.hyphenated for line in lines)
