"""Text handling shared by the text fields and the editor on the map."""

import re

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import (
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from journey_editor.app.widgets.file_drops import has_words, local_files, remote_files
from journey_editor.foundation.emphasis import is_within_word
from journey_editor.foundation.text import clean_text, in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.text.grapheme_clusters import LONGEST
from journey_editor.text.scripts import script_runs

_DELETED_WHOLE = frozenset({"Latn", "Grek", "Cyrl"})
"""Scripts whose accents belong to their letters. Emoji, flags and keycaps count as Latin.

In other scripts, a vowel or another mark has its own key, and Backspace removes it alone.
"""


def text_in(document: QTextDocument) -> str:
    """Return the text of a document; `toPlainText` would replace no-break spaces."""
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def with_text(cursor: QTextCursor, text: str) -> str:
    """Return the text of a cursor's document with `text` in place of the selection."""
    # Qt counts UTF-16 code units.
    whole = text_in(cursor.document()).encode("utf-16-le", "surrogatepass")
    before, after = whole[: 2 * cursor.selectionStart()], whole[2 * cursor.selectionEnd() :]
    return text.join(part.decode("utf-16-le", "surrogatepass") for part in (before, after))


def selected_text(widget: QWidget | None) -> str:
    """Return the selected text of a text field on one line; empty for other widgets."""
    if isinstance(widget, QLineEdit):
        return in_one_line(widget.selectedText())
    if isinstance(widget, QTextEdit | QPlainTextEdit):
        return in_one_line(widget.textCursor().selectedText().replace("\u2029", "\n").replace("\u2028", "\n"))
    return ""


def pasted_text(source: QMimeData, *, lines: bool) -> str:
    """Return the plain text that is pasted or dropped, cleaned, and on one line if `lines` is False."""
    text = source.text()
    # Do not shorten it: the limit of the field applies to its whole text.
    text = clean_text(text, limit=len(text))
    return text if lines else clean_text(text.strip("\n"), limit=len(text), lines=False)


def brings_files(source: QMimeData) -> bool:
    """Return True if files are dragged or pasted, whose names must not be inserted as text."""
    return bool(local_files(source) or remote_files(source))


def brings_only_files(source: QMimeData) -> bool:
    """Return True if files are pasted without any other text."""
    return brings_files(source) and not has_words(source)


def files_refusal() -> str:
    """Return the message for files that are pasted into a text."""
    return tr("Files cannot be pasted into text. To add them to the map, finish typing and paste again.")


def delete_cluster(cursor: QTextCursor, event: QKeyEvent) -> bool:
    """Delete a grapheme cluster on Backspace; return False if Qt's own handling is right."""
    if event.key() != Qt.Key.Key_Backspace or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return False
    if cursor.hasSelection() or cursor.atBlockStart():
        return False
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    sign = cursor.selectedText()
    if not 1 < len(sign) <= LONGEST or script_runs(sign)[0][1] not in _DELETED_WHOLE:
        return False
    cursor.removeSelectedText()
    return True


_STARS = {QKeySequence.StandardKey.Bold: 2, QKeySequence.StandardKey.Italic: 1}
_ITEM = re.compile(r"[-*\u2022] ")


def take_emphasis_key(field: QTextEdit | QPlainTextEdit, event: QKeyEvent) -> bool:
    """Make the selection or the word at the cursor bold or italic, or plain again, for the usual keys.

    Return False for other keys.
    """
    stars = next((count for key, count in _STARS.items() if event.matches(key)), 0)
    if not stars:
        return False
    cursor = field.textCursor()
    if not cursor.hasSelection():
        cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    first, last = (field.document().findBlock(at).blockNumber() for at in (start, end))
    cursor.beginEditBlock()
    chosen: list[tuple[int, int]] = []
    for number in range(first, last + 1):
        block = field.document().findBlockByNumber(number)
        # Qt counts UTF-16 code units.
        low = _characters(block.text(), max(start - block.position(), 0)) if number == first else 0
        high = _characters(block.text(), end - block.position()) if number == last else len(block.text())
        line, low, high = toggled(block.text(), low, high, stars)
        change = QTextCursor(block)
        change.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        change.insertText(line)
        if number == last:
            # The lines before may have become longer.
            block = field.document().findBlockByNumber(number)
        chosen.append((block.position() + _units(line[:low]), block.position() + _units(line[:high])))
    cursor.endEditBlock()
    cursor.setPosition(chosen[0][0])
    cursor.setPosition(chosen[-1][1], QTextCursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    return True


def toggled(line: str, start: int, end: int, stars: int) -> tuple[str, int, int]:
    """Add marks of emphasis around a part of a line, or remove them if it has them.

    `stars` is 2 for bold and 1 for italic. Blanks at the ends of the part stay outside, and marks must not be
    within a word, so italic is extended to whole words. Returns the line and the part in it.
    """
    item = _ITEM.match(line)
    start = max(start, item.end() if item else 0)
    while start < end and (line[start].isspace() or line[start] == "*"):
        start += 1
    while end > start and (line[end - 1].isspace() or line[end - 1] == "*"):
        end -= 1
    if start >= end:
        return line, start, start
    before = len(line[:start]) - len(line[:start].rstrip("*"))
    after = len(line[end:]) - len(line[end:].lstrip("*"))
    has = min(before, after, 3)
    if has & stars:
        return line[: start - stars] + line[start:end] + line[end + stars :], start - stars, end - stars
    if stars == 1 and not has:
        while start and is_within_word(line[start - 1]):
            start -= 1
        while end < len(line) and is_within_word(line[end]):
            end += 1
    mark = "*" * stars
    return line[:start] + mark + line[start:end] + mark + line[end:], start + stars, end + stars


def _units(text: str) -> int:
    """Return the length of a text in UTF-16 code units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _characters(text: str, units: int) -> int:
    """Return the number of characters in the first UTF-16 code units of a text."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore"))


def begin_line(cursor: QTextCursor) -> None:
    """Insert a line break. After an item of a list the new line is an item too; an empty one ends a list."""
    line = cursor.block().text()
    item = _ITEM.match(line)
    if item and not line[item.end() :].strip():
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        return
    cursor.insertBlock()
    if item:
        cursor.insertText(item[0])


_MODIFIERS = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta)


def keep_composed_at_key(field: QTextEdit | QPlainTextEdit, event: QKeyEvent) -> None:
    """Commit the text that is being composed before a key other than a modifier acts on it.

    Qt moves the cursor through composed text as if it were committed, past the end of the text, and crashes.
    """
    if event.key() not in _MODIFIERS and _composed(field):
        keep_composed(field)


def keep_composed(field: QTextEdit | QPlainTextEdit) -> None:
    """Commit the text that is being composed with an input method, as it is displayed."""
    if field.hasFocus():
        QGuiApplication.inputMethod().commit()
    composed = _composed(field)
    if composed:
        # Not every input method commits its text on request.
        event = QInputMethodEvent()
        event.setCommitString(composed)
        QApplication.sendEvent(field, event)
        QGuiApplication.inputMethod().reset()


def _composed(field: QTextEdit | QPlainTextEdit) -> str:
    block = field.textCursor().block()
    return block.layout().preeditAreaText() if block.isValid() else ""
