"""Editing text of any script and length: it does not jump, is not lost, and does not block."""

from collections.abc import Callable

import pytest
from PIL import Image, ImageChops, ImageFilter
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.document import Document
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import Driver

KEY = Qt.Key
CARD = "Sees an advert"


def paste(driver: Driver, text: str) -> None:
    data = QMimeData()
    data.setText(text)
    driver.view.writing.editor.insertFromMimeData(data)
    driver.settle()


def compose(driver: Driver, widget: QWidget, text: str) -> None:
    """Let an input method show uncommitted text."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))
    driver.settle()


def mend(driver: Driver, text: str) -> None:
    """Set the text of the first card and edit it."""
    card = driver.document.cards_in(driver.step("Awareness"), driver.lane("Actions"))[0]
    with driver.session.edit("Change card") as draft:
        draft.change(card, text=text)
    driver.settle()
    driver.view.edit_text(card.id)
    driver.settle()


def first_text(driver: Driver) -> str:
    return driver.texts("Awareness", "Actions")[0]


def test_no_break_spaces_are_kept(driver: Driver) -> None:
    words = "Pays 12\u00a0€, or 5\u202f%\nfrom\u00a0now on"
    mend(driver, words)
    before = driver.document
    driver.key(KEY.Key_Return)
    assert driver.document is before, "editing without a change must not change the text"
    driver.double_click(driver.middle(driver.card("Pays")))
    paste(driver, words + "\u00a0!")
    driver.key(KEY.Key_Return)
    assert first_text(driver) == words + "\u00a0!"


@pytest.mark.parametrize("letter", ["x", "\u0301"])
def test_pasting_a_million_letters_is_refused_and_the_old_text_is_kept(driver: Driver, letter: str) -> None:
    said: list[str] = []
    driver.session.notice.connect(said.append)
    driver.double_click(driver.middle(driver.card(CARD)))
    driver.type("Sees it")
    paste(driver, letter * 1_000_000)
    assert driver.view.writing.editor.toPlainText() == "Sees it"
    assert "1000007" in said[0] and "20000" in said[0]
    paste(driver, " twice")
    driver.key(KEY.Key_Return)
    assert first_text(driver) == "Sees it twice"


def test_pasted_text_replaces_the_selection(driver: Driver) -> None:
    """An emoji counts as one character, although Qt counts it as two."""
    driver.double_click(driver.at(*driver.layout.stages[0].name.box.center))
    paste(driver, "👍" * 400)
    driver.view.writing.editor.moveCursor(QTextCursor.MoveOperation.End)
    paste(driver, "🏁" * 101)
    assert driver.view.writing.editor.toPlainText() == "👍" * 400
    paste(driver, "🏁" * 100)
    driver.view.writing.editor.selectAll()
    paste(driver, "🏁" * 500)
    driver.key(KEY.Key_Return)
    assert driver.stages()[0] == "🏁" * 500


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Hi 👩‍👩‍👧‍👦", "Hi "),
        ("To 🇩🇪🇫🇷", "To 🇩🇪"),
        ("Yes 👍🏽", "Yes "),
        ("cafe\u0301", "caf"),
        ("क्षि", "क्ष"),
        ("مُحَمَّد", "مُحَمَّ"),
        ("שָׁ", "שָ"),
        ("กำ", "ก"),
        ("One\n", "One"),
        ("x" + "\u0301" * 20, "x" + "\u0301" * 19),
    ],
)
def test_backspace_deletes_one_grapheme_cluster(driver: Driver, text: str, left: str) -> None:
    """Emoji and accented letters are deleted whole; vowels and marks with their own key are deleted alone."""
    mend(driver, text)
    driver.view.writing.editor.moveCursor(QTextCursor.MoveOperation.End)
    driver.key(KEY.Key_Backspace)
    assert driver.view.writing.editor.toPlainText() == left


def test_backspace_deletes_the_selection_and_nothing_at_the_beginning(driver: Driver) -> None:
    mend(driver, "👍🏽 done")
    driver.view.writing.editor.moveCursor(QTextCursor.MoveOperation.Start)
    driver.key(KEY.Key_Backspace)
    assert driver.view.writing.editor.toPlainText() == "👍🏽 done"
    driver.view.writing.editor.selectAll()
    driver.key(KEY.Key_Backspace)
    assert driver.view.writing.editor.toPlainText() == ""


@pytest.mark.parametrize("how", ["clicks elsewhere", "closes the window", "goes to another window"])
def test_composed_text_is_kept_however_editing_ends(driver: Driver, how: str) -> None:
    driver.double_click(driver.middle(driver.card(CARD)))
    editor = driver.view.writing.editor
    compose(driver, editor, "広告")
    assert editor.toPlainText() == "", "uncommitted text must not be in the document"
    if how == "clicks elsewhere":
        driver.click(QPoint(3, 3))
    elif how == "closes the window":
        driver.view.cancel()
    else:
        editor.clearFocus()
        driver.settle()
    assert not driver.view.writing.active
    assert first_text(driver) == "広告"
    driver.session.undo()
    assert first_text(driver) == CARD


def test_cancelled_composition_leaves_the_text_unchanged(driver: Driver) -> None:
    before = driver.document
    driver.double_click(driver.middle(driver.card(CARD)))
    editor = driver.view.writing.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    compose(driver, editor, "こうこく")
    compose(driver, editor, "")
    driver.key(KEY.Key_Escape)
    assert driver.document is before


def test_a_card_begun_by_composing_gets_all_of_its_text(driver: Driver) -> None:
    """Some input methods still send events to the map for a while after the editor has the focus."""
    driver.click(driver.cell("Purchase", "Pain points"))
    compose(driver, driver.view, "ㅎ")
    assert driver.view.writing.active
    compose(driver, driver.view, "하")
    decided = QInputMethodEvent()
    decided.setCommitString("한")
    QApplication.sendEvent(driver.view, decided)
    compose(driver, driver.view.writing.editor, "글")
    driver.key(KEY.Key_Escape)
    assert driver.texts("Purchase", "Pain points") == ["한글"]


def test_files_dropped_on_an_open_editor_are_handled_by_the_window(driver: Driver) -> None:
    driver.double_click(driver.middle(driver.card(CARD)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/photo.png")])
    for text in (None, "/photo.png"):
        if text is not None:
            data.setText(text)
        event = QDragEnterEvent(
            QPoint(2, 2), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)
        )
        QApplication.sendEvent(driver.view.writing.editor.viewport(), event)
        assert not event.isAccepted()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Ruft im Laden an, wartet 20 Minuten (vergeblich)"),
        ("ar", "تتصل بالمتجر وتطلب استرداد 250 ريالاً (iPhone 15) وتنتظر"),
        ("he", "iPhone שבור (Zalando) – מבקשת החזר של 250 ש״ח"),
        ("hi", "दुकान को फ़ोन करती है, 2026 मिनट (प्रतीक्षा) 20"),
        ("bn", "দোকানে ফোন করে, 20 মিনিট (অপেক্ষা) 2026"),
        ("ta", "கடைக்கு அழைத்து, 20 நிமிடம் (காத்திருப்பு)"),
        ("si", "සාප්පුවට කතා කරයි, විනාඩි 20 (බලා සිටී)"),
        ("km", "ហៅទូរស័ព្ទ 20 នាទី"),
        ("th", "โทรหาร้านค้าและขอเงินคืน 20 นาที (รอสาย)"),
    ],
)
def test_text_does_not_move_when_it_is_edited(
    drive: Callable[[Document], Driver], language: str, words: str
) -> None:
    """Also with numbers and symbols among the letters of another script."""
    driver = drive(story("rtl" if language in ("ar", "he") else "ltr"))
    with driver.session.edit("Change journey") as draft:
        draft.change(driver.session.journey, language=language)
    mend(driver, words)
    driver.key(KEY.Key_Escape)
    driver.session.selection.clear()
    card = driver.card(words)
    before = _ink(driver, card)
    driver.view.edit_text(card)
    editor = driver.view.writing.editor
    editor.moveCursor(QTextCursor.MoveOperation.Start)
    editor.setCursorWidth(0)
    meanwhile = _ink(driver, card)
    editor.setCursorWidth(1)
    driver.key(KEY.Key_Escape)
    driver.session.selection.clear()
    assert _lost(before, meanwhile) < 0.05 and _lost(meanwhile, before) < 0.05
    assert _ink(driver, card).tobytes() == before.tobytes()


def _ink(driver: Driver, card: str) -> Image.Image:
    """Return the letters of a card as displayed, in black on white."""
    driver.settle()
    block, corner = driver.layout.cards[card].body.text, boxes_of(driver.layout, card)[0]
    place = driver.view.mapFromScene(QPointF(corner.x + block.x, corner.y + block.y))
    image = driver.view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    whole = Image.frombytes(
        "L", (image.width(), image.height()), bytes(image.constBits()), "raw", "L", image.bytesPerLine()
    )
    room = (place.x(), place.y(), place.x() + round(block.width), place.y() + round(block.height))
    return whole.crop(room).point(lambda value: 0 if value < 120 else 255)


def _lost(one: Image.Image, other: Image.Image) -> float:
    """Return the share of one picture's ink with no ink within two pixels in the other."""
    ink, near = ImageChops.invert(one), ImageChops.invert(other).filter(ImageFilter.MaxFilter(5))
    alone = ImageChops.subtract(ink, near)
    assert ink.histogram()[255] > 200, "letters must be visible"
    return alone.histogram()[255] / ink.histogram()[255]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("hi", "दुकान को फ़ोन करती है, 20 मिनट (प्रतीक्षा) 2026"),
        ("pl", "Zauważenie problemu"),
        ("fa", "هیچ‌کس وضعیت سفارش را نمی‌داند؛ باید دوباره توضیح دهد"),
        ("bn", "৪৮ ঘণ্টার প্রতিশ্রুতি রক্ষা হয়নি"),
        ("en", "👍👍👍 One\n\nand another line that goes on below"),
    ],
)
def test_lines_break_in_the_editor_as_on_the_map(driver: Driver, language: str, words: str) -> None:
    """Also if the last word of a line just fits or just does not."""
    with driver.session.edit("Change journey") as draft:
        draft.change(driver.session.journey, language=language)
    mend(driver, words)
    map_lines = driver.layout.cards[driver.card(words)].body.text.lines
    lines, block = [], driver.view.writing.editor.document().begin()
    while block.isValid():
        found = [block.layout().lineAt(at) for at in range(block.layout().lineCount())]
        lines += [block.text().encode("utf-16-le")[2 * x.textStart() :][: 2 * x.textLength()] for x in found]
        block = block.next()
    assert [line.decode("utf-16-le").strip() for line in lines] == [line.text.strip() for line in map_lines]
