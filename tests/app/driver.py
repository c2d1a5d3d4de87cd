"""Driver for a window: actions of a user, each as one function."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import TYPE_OF_KIND, Lane
from journey_editor.wording.map_words import title_of


def find(window: MainWindow, kind: str, words: str) -> str:
    """Return the id of the first record of a kind whose text, name, title or label contains these words."""
    for record in window.session.document.in_order():
        texts = [str(getattr(record, field, "")) for field in ("text", "name", "title", "label")]
        if isinstance(record, Lane):
            texts = [title_of(record, window.session.journey.language)]
        if isinstance(record, TYPE_OF_KIND[kind]) and any(words in text for text in texts):
            return record.id
    raise AssertionError(f"no {kind} contains “{words}”")


def select(window: MainWindow, kind: str, *words: str) -> list[str]:
    """Select the records of a kind that have these words."""
    ids = [find(window, kind, each) for each in words]
    window.session.selection.replace(ids)
    settle()
    return ids


def choose(window: MainWindow, action_id: str) -> None:
    """Choose an action, as from its menu."""
    window.actions_of_table.refresh()
    action = window.actions_of_table[action_id]
    assert action.isEnabled(), f"{action_id} cannot be chosen now"
    action.trigger()
    settle()


def menu_text(window: MainWindow, action_id: str) -> str:
    """Return the current name of an action in its menu."""
    window.actions_of_table.refresh()
    return window.actions_of_table[action_id].text()


def type_into(field: QWidget, text: str) -> None:
    """Focus a field, and replace its text by typing."""
    field.setFocus()
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClicks(field, text)
    settle()


def paste_into(field: QPlainTextEdit, text: str) -> None:
    """Focus a field, and replace its text by pasting."""
    field.setFocus()
    field.selectAll()
    clip = QMimeData()
    clip.setText(text)
    field.insertFromMimeData(clip)
    settle()


def press(widget: QWidget, key: Qt.Key) -> None:
    """Press a key in a widget."""
    QTest.keyClick(widget, key)
    settle()


def settle() -> None:
    """Process all events that follow from an event."""
    for _ in range(3):
        QApplication.processEvents()
