"""Bold and italic words and lists in cards, written on the map and in the inspector."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from journey_editor.app.window.main_window import MainWindow
from journey_editor.layout.note_layout import NotePlace
from journey_editor.model.records import Card
from journey_editor.text.fonts import default_book
from tests.app.canvas.driver import CTRL, SHIFT, Driver
from tests.app.driver import find, select, settle

KEY = Qt.Key


def faces_of(driver: Driver, card: str) -> list[tuple[str, str]]:
    """Return the runs of a card's text with the names of their faces."""
    book = default_book()
    names = {book.face(name): name for name in ("regular", "italic", "semibold", "bold")}
    lines = driver.layout.cards[card].body.text.lines
    return [(run.text, names[run.face]) for line in lines for _, run in line.runs]


def choose_word(field: QTextEdit | QPlainTextEdit, word: str) -> None:
    cursor = field.textCursor()
    start = field.toPlainText().index(word)
    cursor.setPosition(start)
    cursor.setPosition(start + len(word), QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)


def test_the_usual_keys_make_words_bold_and_italic_and_plain_again(driver: Driver) -> None:
    card = driver.card("Calls the shop")
    driver.double_click(driver.middle(card))
    editor = driver.view.writing.editor
    choose_word(editor, "Calls")
    driver.key(KEY.Key_B, CTRL)
    assert editor.text == "**Calls** the shop" and editor.textCursor().selectedText() == "Calls"
    choose_word(editor, "shop")
    driver.key(KEY.Key_I, CTRL)
    driver.key(KEY.Key_Return)
    assert driver.document.get(Card, card).text == "**Calls** the *shop*"
    assert faces_of(driver, card) == [("Calls", "bold"), (" the ", "regular"), ("shop", "italic")]
    driver.double_click(driver.middle(card))
    choose_word(editor, "Calls")
    driver.key(KEY.Key_B, CTRL)
    assert editor.text == "Calls the *shop*"


def test_an_empty_item_ends_the_list(driver: Driver) -> None:
    card = driver.card("Calls the shop")
    driver.double_click(driver.middle(card))
    driver.type("- name").key(KEY.Key_Return, SHIFT).key(KEY.Key_Return, SHIFT).type("then waits")
    driver.key(KEY.Key_Return)
    assert driver.document.get(Card, card).text == "- name\nthen waits"
    driver.double_click(driver.middle(card))
    driver.type("- name").key(KEY.Key_Return, SHIFT).key(KEY.Key_Return)
    assert driver.document.get(Card, card).text == "- name"


def test_a_key_without_a_word_writes_no_marks(driver: Driver) -> None:
    before = driver.document
    driver.view.write_note(NotePlace(400.0, 300.0))
    driver.settle().key(KEY.Key_B, CTRL)
    assert driver.view.writing.editor.text == ""
    driver.key(KEY.Key_Escape)
    assert driver.document is before


def test_the_map_shows_the_marks_while_they_are_typed(driver: Driver) -> None:
    card = driver.card("Calls the shop")
    driver.double_click(driver.middle(card))
    driver.type("*Rings* twice")
    height = driver.layout.cards[card].box.height
    driver.type(" and *again* and **again** until somebody answers")
    assert driver.layout.cards[card].box.height > height
    shown = "".join(text for text, _ in faces_of(driver, card))
    assert "*Rings*" in shown and "*again*" in shown
    driver.key(KEY.Key_Escape)
    assert "*" not in "".join(text for text, _ in faces_of(driver, card))


def test_a_new_line_after_an_item_is_an_item(driver: Driver) -> None:
    card = driver.card("Calls the shop")
    driver.double_click(driver.middle(card))
    driver.type("- name").key(KEY.Key_Return, SHIFT).type("number").key(KEY.Key_Return)
    assert driver.document.get(Card, card).text == "- name\n- number"
    assert [text for text, _ in faces_of(driver, card)] == ["• name", "• number"]


def test_keys_of_the_inspector_do_the_same_and_the_outline_shows_the_words(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "On hold for 26")
    field = sample.inspector.form.fields["text"]
    assert isinstance(field, QPlainTextEdit)
    field.setFocus()
    choose_word(field, "hold")
    QTest.keyClick(field, KEY.Key_B, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert sample.session.document.get(Card, card).text.startswith("On **hold** for 26")
    assert find(sample, "card", "On **hold**") == card
