"""Words of any script and any size, written by hand: nothing jumps, nothing is lost, nobody waits."""

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
    """What an input method shows before it is decided."""
    QApplication.sendEvent(widget, QInputMethodEvent(text, []))
    driver.settle()


def mend(driver: Driver, text: str) -> None:
    """Give the first card this text, and open it."""
    card = driver.document.cards_in(driver.step("Awareness"), driver.lane("Actions"))[0]
    with driver.session.edit("Change card") as draft:
        draft.change(card, text=text)
    driver.settle()
    driver.view.edit_text(card.id)
    driver.settle()


def first_text(driver: Driver) -> str:
    return driver.texts("Awareness", "Actions")[0]


def test_blanks_that_do_not_break_stay_what_they_are(driver: Driver) -> None:
    words = "Pays 12\u00a0€, or 5\u202f%\nfrom\u00a0now on"
    mend(driver, words)
    before = driver.document
    driver.key(KEY.Key_Return)
    assert driver.document is before, "opened and closed, it is the text that it was"
    driver.double_click(driver.middle(driver.card("Pays")))
    paste(driver, words + "\u00a0!")
    driver.key(KEY.Key_Return)
    assert first_text(driver) == words + "\u00a0!"


@pytest.mark.parametrize("letter", ["x", "\u0301"])
def test_a_million_letters_are_refused_as_they_are_pasted_and_what_was_there_stays(
    driver: Driver, letter: str
) -> None:
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


def test_what_is_selected_makes_room_for_what_is_pasted(driver: Driver) -> None:
    """An emoji counts as one character, though Qt takes it for two."""
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
def test_backspace_takes_back_what_its_reader_counts_as_one(driver: Driver, text: str, left: str) -> None:
    """An emoji or an accented letter whole; a vowel or a mark that has a key of its own, alone."""
    mend(driver, text)
    driver.view.writing.editor.moveCursor(QTextCursor.MoveOperation.End)
    driver.key(KEY.Key_Backspace)
    assert driver.view.writing.editor.toPlainText() == left


def test_backspace_takes_what_is_selected_and_nothing_at_the_beginning(driver: Driver) -> None:
    mend(driver, "👍🏽 done")
    driver.view.writing.editor.moveCursor(QTextCursor.MoveOperation.Start)
    driver.key(KEY.Key_Backspace)
    assert driver.view.writing.editor.toPlainText() == "👍🏽 done"
    driver.view.writing.editor.selectAll()
    driver.key(KEY.Key_Backspace)
    assert driver.view.writing.editor.toPlainText() == ""


@pytest.mark.parametrize("how", ["clicks elsewhere", "closes the window", "goes to another window"])
def test_words_that_are_being_composed_are_kept_whoever_ends_the_writing(driver: Driver, how: str) -> None:
    driver.double_click(driver.middle(driver.card(CARD)))
    editor = driver.view.writing.editor
    compose(driver, editor, "広告")
    assert editor.toPlainText() == "", "what is not decided is no text yet"
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


def test_composing_that_is_called_off_leaves_the_text_as_it_was(driver: Driver) -> None:
    before = driver.document
    driver.double_click(driver.middle(driver.card(CARD)))
    editor = driver.view.writing.editor
    editor.moveCursor(QTextCursor.MoveOperation.End)
    compose(driver, editor, "こうこく")
    compose(driver, editor, "")
    driver.key(KEY.Key_Escape)
    assert driver.document is before


def test_a_card_that_is_begun_by_composing_gets_all_of_it(driver: Driver) -> None:
    """Some input methods go on talking to the map for a while after its card has the hand."""
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


def test_files_that_are_dropped_on_an_open_text_are_for_the_window(driver: Driver) -> None:
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
def test_words_stand_where_they_stood_while_they_are_written(
    drive: Callable[[Document], Driver], language: str, words: str
) -> None:
    """Numbers and signs among the letters of another script too."""
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
    """The letters of a card as they are seen, in black on white."""
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
    """The share of the ink of one picture that has none within two pixels in the other."""
    ink, near = ImageChops.invert(one), ImageChops.invert(other).filter(ImageFilter.MaxFilter(5))
    alone = ImageChops.subtract(ink, near)
    assert ink.histogram()[255] > 200, "there are letters to be seen"
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
def test_lines_break_in_the_editor_where_they_break_on_the_map(
    driver: Driver, language: str, words: str
) -> None:
    """Where the last word of a line just fits, or just does not, too."""
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
