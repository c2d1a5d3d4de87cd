"""What the fields for words and the editor on the map do alike with their text, beyond what Qt does."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit

from journey_editor.app.widgets.file_drops import has_words, local_files, remote_files
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.text.grapheme_clusters import LONGEST
from journey_editor.text.scripts import script_runs

_TAKEN_WHOLE = frozenset({"Latn", "Grek", "Cyrl"})
"""Letters whose accents belong to them, and (counted among the first) emoji, flags and keycaps.

In other scripts a vowel or another mark has a key of its own, and Backspace takes it back alone.
"""


def text_in(document: QTextDocument) -> str:
    """The words of a document; `toPlainText` would make plain blanks of those that do not break."""
    return document.toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


def with_text(cursor: QTextCursor, text: str) -> str:
    """The words of a cursor's document as they would be with `text` in place of what is selected."""
    # Qt counts in UTF-16.
    whole = text_in(cursor.document()).encode("utf-16-le", "surrogatepass")
    before, after = whole[: 2 * cursor.selectionStart()], whole[2 * cursor.selectionEnd() :]
    return text.join(part.decode("utf-16-le", "surrogatepass") for part in (before, after))


def pasted_text(source: QMimeData, *, lines: bool) -> str:
    """The plain text of what is pasted or dropped, clean, and in one line where `lines` is false."""
    text = source.text()
    # How much a field holds is asked of the whole text.
    text = clean_text(text, limit=len(text))
    return text if lines else clean_text(text.strip("\n"), limit=len(text), lines=False)


def brings_files(source: QMimeData) -> bool:
    """Whether files are dragged, whose names are no text to be written."""
    return bool(local_files(source) or remote_files(source))


def brings_only_files(source: QMimeData) -> bool:
    """Whether files are pasted, and no words with them."""
    return brings_files(source) and not has_words(source)


def files_refusal() -> str:
    """Return what to tell a person who pastes files into a text."""
    return tr("Files cannot be pasted into a text. Finish typing, and paste them onto the map.")


def take_back(cursor: QTextCursor, event: QKeyEvent) -> bool:
    """Let Backspace take what its reader counts as one; False where Qt does so anyway."""
    if event.key() != Qt.Key.Key_Backspace or event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
        return False
    if cursor.hasSelection() or cursor.atBlockStart():
        return False
    cursor.movePosition(QTextCursor.MoveOperation.PreviousCharacter, QTextCursor.MoveMode.KeepAnchor)
    sign = cursor.selectedText()
    if not 1 < len(sign) <= LONGEST or script_runs(sign)[0][1] not in _TAKEN_WHOLE:
        return False
    cursor.removeSelectedText()
    return True


def keep_composed(field: QTextEdit | QPlainTextEdit) -> None:
    """Let what is being composed with an input method stand as it is seen."""
    if field.hasFocus():
        QGuiApplication.inputMethod().commit()
    block = field.textCursor().block()
    composed = block.layout().preeditAreaText() if block.isValid() else ""
    if composed:
        # Not every input method gives its words when it is asked for them.
        event = QInputMethodEvent()
        event.setCommitString(composed)
        QApplication.sendEvent(field, event)
        QGuiApplication.inputMethod().reset()
