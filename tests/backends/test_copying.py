"""Text that is copied from a PDF or found in it is the text that was written, in all scripts."""

import io
from pathlib import Path

import pypdfium2
import pytest

from journey_editor.backends.pdf import write_pdf
from journey_editor.drawing.primitives import Page, TextRun
from journey_editor.drawing.primitives import Path as Shape
from journey_editor.drawing.text import draw_line
from journey_editor.text.fonts import FontBook, default_book
from journey_editor.text.line_breaking import broken
from journey_editor.text.ruler import HarfBuzzRuler
from journey_editor.text.text_style import TextStyle
from tests.backends.sample import CREATED, drawing_of, png_of
from tests.fonts_of_a_computer import CJK, FOLDER, book_with, write_font
from tests.raster import difference, pdf_page

STYLE = TextStyle("regular", 13, 20)
WORDS = {
    "en": "The first contact (3 days) – “fine”, office",
    "de": "Größe und Übergabe, weiß",
    "tr": "İstanbul’da ışık, ĞÜŞİÖÇ ığ",
    "el": "Ο πελάτης τηλεφωνεί ξανά· άΐΰώ",
    "ru": "Покупатель ждёт ответа, 3 дня",
    "vi": "Khách hàng được hoàn tiền, Ặ Ễ Ộ Ữ Ỵ",
    "hi": "ग्राहक देरी की शिकायत करता है। प्रश्न, क्षत्रिय, ज्ञान, श्री (3 दिन)",
    "th": "ลูกค้าร้องเรียนเรื่องความล่าช้า ปั๊มน้ำ ผู้ (3 วัน)",
    **{language: text for language, text in CJK.items() if language != "ko"},
    "ko": "고객이 지연에 대해 불평합니다 (3) 漢",
    "emoji": "fine 👍🏽ok 👩‍👩‍👧 🇩🇪 1️⃣ ❤️ 🎯",
    "marks": "x\u030c Q\u0308 e\u0301",
}
FROM_THE_RIGHT = {
    "ar": "العميلة تشكو لم تُحترم من التأخير (3 أيام) وتقول: «كفى»",
    "fa": "مشتری از تأخیر گله می\u200cکند (۱۲ روز)",
    "he": "הלקוחה מתלוננת על האיחור (3 ימים) [אתמול]",
}


@pytest.fixture(scope="module")
def book() -> FontBook:
    return book_with(FOLDER)


def page_of(
    text: str, language: str, book: FontBook, width: float = 1000
) -> tuple[Page, list[TextRun | Shape]]:
    """Return a page with the lines of a text, and its primitives."""
    lines = broken(text, STYLE, width, language=language, ruler=HarfBuzzRuler(book)).lines
    items: list[TextRun | Shape] = []
    for index, line in enumerate(lines):
        items.extend(draw_line(line, 10, 24 + 20 * index, "#1B2430"))
    height = 20 + 20 * len(lines)
    return Page(drawing_of(*items, width=width + 20, height=height), width + 20, height), items


def pdf(page: Page) -> bytes:
    stream = io.BytesIO()
    write_pdf([page], stream, pictures={}, created=CREATED)
    return stream.getvalue()


def read(data: bytes) -> str:
    """Return the text of the first page as PDFium copies it."""
    with pypdfium2.PdfDocument(data) as document:
        return document[0].get_textpage().get_text_range()


@pytest.mark.parametrize("language", WORDS)
def test_a_line_is_copied_exactly(language: str, book: FontBook) -> None:
    page, _ = page_of(WORDS[language], language, book)
    assert read(pdf(page)).strip() == WORDS[language]


@pytest.mark.parametrize("language", FROM_THE_RIGHT)
def test_a_right_to_left_line_is_copied_exactly_by_pdfium(language: str, book: FontBook) -> None:
    page, _ = page_of(FROM_THE_RIGHT[language], language, book)
    assert read(pdf(page)).strip() == FROM_THE_RIGHT[language]


@pytest.mark.parametrize("language", ["hi", "th", "zh-Hans", "ja", "ko", "vi", "ar", "he"])
def test_words_can_be_found_on_narrow_cards(language: str, book: FontBook) -> None:
    text = (WORDS | FROM_THE_RIGHT)[language]
    page, _ = page_of(text, language, book, 70)
    found = read(pdf(page)).split()
    assert "".join(found).replace("\ufffe", "") == text.replace(" ", "")


@pytest.mark.parametrize("language", ["ja", "ko", "hi", "th", "ar", "emoji", "marks"])
def test_screen_and_paper_look_the_same(language: str, book: FontBook) -> None:
    """Fonts with PostScript outlines, from a collection, are converted for the PDF but not for the screen."""
    page, _ = page_of((WORDS | FROM_THE_RIGHT)[language], language, book, 300)
    found = difference(png_of(page).convert("RGB"), pdf_page(pdf(page)))
    assert (found.share < 0.001, found.worst < 0.07, found.tint < 0.05) == (True, True, True), found


def test_a_variable_font_has_the_same_weight_on_screen_and_paper(tmp_path: Path) -> None:
    write_font(tmp_path / "one.ttf", "ꀀꀁꀂ ", family="One Sans", axis=(100, 100, 900))
    page, _ = page_of("ꀀꀁꀂ ꀀꀁ", "ii", book_with(tmp_path), 300)
    data = pdf(page)
    found = difference(png_of(page).convert("RGB"), pdf_page(data))
    assert (found.share < 0.004, found.worst < 0.08) == (True, True), found
    assert read(data).strip() == "ꀀꀁꀂ ꀀꀁ"


def test_emoji_are_vectors_and_their_first_layer_is_text() -> None:
    _, items = page_of("👍🏽 ok", "en", default_book())
    colors = {item.fill for item in items if isinstance(item, Shape)}
    runs = [item for item in items if isinstance(item, TextRun)]
    assert [item.run.text for item in runs] == ["👍🏽", " ok"]
    assert len(colors | {runs[0].color}) >= 2


def test_a_large_font_is_reduced_to_the_glyphs_in_use(book: FontBook) -> None:
    page, _ = page_of(CJK["ja"][:4], "ja", book)
    whole, _ = page_of(CJK["ja"], "ja", book)
    assert len(pdf(page)) < 8_000
    assert len(pdf(page)) < len(pdf(whole)) - 2_000


def test_the_same_page_gives_the_same_bytes_with_any_fonts(book: FontBook) -> None:
    page, _ = page_of(CJK["ja"] + WORDS["hi"], "ja", book)
    assert pdf(page) == pdf(page)
