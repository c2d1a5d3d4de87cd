"""The fields of the inspector in which one writes: words, a time."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from journey_editor.app.look.text_direction import let_run
from journey_editor.app.panels.binding import MIXED, Binding, FieldBinding, typings
from journey_editor.app.plain_text import (
    brings_files,
    keep_composed,
    pasted_text,
    take_back,
    text_in,
    with_text,
)
from journey_editor.foundation.translation import tr

_LINES_SHOWN = (2, 10)
"""The fewest and the most lines that a field for longer words shows at once; one for a name, at least."""
_LONGEST_TOLD = 40
"""So many characters of what is no time are said back."""


def _leaves_to_window(event: QEvent) -> bool:
    """Whether a field must not keep a key for itself: undo and redo are the document's."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class WordsField(QPlainTextEdit):
    """Words that wrap, as high as they need. Tab goes on to the next field.

    A name, where `breaks` is false, wraps too, but has no line breaks of its own. `instead` says what the map
    shows in its place as long as it is empty.
    """

    def __init__(
        self, binding: Binding, *, breaks: bool = True, instead: Callable[[], str] = lambda: ""
    ) -> None:
        super().__init__(tabChangesFocus=True, undoRedoEnabled=False)
        self._binding, self._breaks, self._instead = binding, breaks, instead
        self.shown_instead = ""
        """What is shown while nothing is written, as the map sets it."""
        self._typing = ""
        self._language = ""
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._write)
        self.textChanged.connect(self._turn)
        self.document().documentLayout().documentSizeChanged.connect(self._fit)
        self._fit()

    def refresh(self) -> None:
        """Show the value, unless it is what was just typed."""
        value = self._binding.read()
        self.setPlaceholderText(tr("Several values") if value is MIXED else "")
        instead = "" if value is MIXED else self._instead()
        if instead != self.shown_instead:
            self.shown_instead = instead
            self.setAccessibleDescription(instead)
            self._fit()
            self.viewport().update()
        text = "" if value is MIXED else str(value)
        if text != text_in(self.document()):
            place = self.textCursor().position()
            with QSignalBlocker(self):
                self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(place, self.document().characterCount() - 1))
            self.setTextCursor(cursor)
            self._turn()

    def be_in(self, language: str) -> None:
        """Let the words run as they do on a map in this language."""
        if language != self._language:
            self._language = language
            self._turn()

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if _leaves_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin another stretch of typing."""
        self._typing = str(next(typings))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what the document holds."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            keep_composed(self)
        super().focusOutEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter breaks the line, but not in a name."""
        if not self._breaks and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        if self.isReadOnly() or not take_back(self.textCursor(), event):
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Files that are dropped here are for the window."""
        return not brings_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text; into a name, in one line. What a field cannot hold does not come in."""
        text = pasted_text(source, lines=self._breaks)
        if text and self._binding.write(with_text(self.textCursor(), text), self._typing or "0"):
            self.insertPlainText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is shown instead of words; Qt would put it at the left in any language."""
        super().paintEvent(event)
        block = self.document().begin()
        if self.shown_instead and self.document().isEmpty() and not block.layout().preeditAreaText():
            margin = round(self.document().documentMargin())
            room = self.viewport().rect().adjusted(margin, margin, -margin, 0)
            with QPainter(self.viewport()) as painter:
                painter.setPen(self.palette().placeholderText().color())
                painter.drawText(room, self._instead_flags(), self.shown_instead)

    def _instead_flags(self) -> int:
        side = self.document().defaultTextOption().alignment()
        return side.value | Qt.AlignmentFlag.AlignTop.value | Qt.TextFlag.TextWordWrap.value

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines need another height."""
        super().resizeEvent(event)
        self._fit()

    def _write(self) -> None:
        if not self._binding.write(text_in(self.document()), self._typing or "0"):
            # When Qt is through with the key: what is not kept is not shown either.
            QTimer.singleShot(0, self, self.refresh)

    def _turn(self) -> None:
        let_run(self.document(), self._language)
        self._fit()

    def _fit(self) -> None:
        fewest, most = _LINES_SHOWN if self._breaks else (1, _LINES_SHOWN[1])
        # A plain text's layout counts its height in lines.
        lines = min(most, max(fewest, round(self.document().size().height())))
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if lines == most else bars.ScrollBarAlwaysOff)
        high = self._height_of(lines)
        if self.shown_instead and self.document().isEmpty():
            room = self.viewport().rect().adjusted(0, 0, -2 * round(self.document().documentMargin()), 0)
            high = max(
                high,
                self.fontMetrics().boundingRect(room, self._instead_flags(), self.shown_instead).height(),
            )
        height = max(30, round(high) + 11)
        if height != self.height():
            self.setFixedHeight(height)

    def _height_of(self, lines: int) -> float:
        """How high the first lines are: those of some scripts are higher than others."""
        document, left, height = self.document(), lines, 0.0
        block = document.begin()
        while block.isValid() and left > 0:
            high = document.documentLayout().blockBoundingRect(block).height()
            count = max(1, block.layout().lineCount())
            height += high * min(1, left / count)
            left -= count
            block = block.next()
        return height + max(left, 0) * self.fontMetrics().lineSpacing()


class TimeField(QLineEdit):
    """A length of time as minutes and seconds, `m:ss`; hours as `h:mm:ss`; nothing for none."""

    _FORM = re.compile(r"(?:(\d{1,4}):)?(\d{1,5}):(\d{2})|(\d{1,6})")

    def __init__(self, binding: FieldBinding) -> None:
        super().__init__(placeholderText=tr("m:ss"))
        self._binding = binding
        self.editingFinished.connect(self._write)

    def refresh(self) -> None:
        """Show the value."""
        value = self._binding.read()
        text = time_text(value) if isinstance(value, int) else ""
        if not self.hasFocus() or not self.isModified():
            self.setText(text)

    def _write(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        text = self.text().strip()
        match = self._FORM.fullmatch(text)
        if not text:
            self._binding.write(None)
        elif match:
            hours, minutes, seconds, alone = (int(part or 0) for part in match.groups())
            # A number alone is minutes, as people say it.
            self._binding.write(hours * 3600 + minutes * 60 + seconds + alone * 60)
        else:
            self._binding.refuse(
                tr("“{text}” is no length of time. Write minutes and seconds, such as 2:30.").format(
                    text=text if len(text) <= _LONGEST_TOLD else text[:_LONGEST_TOLD] + "…"
                )
            )
        self.setText("")
        self.refresh()


def time_text(seconds: int) -> str:
    """A length of time as `m:ss`, from an hour on as `h:mm:ss`."""
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
