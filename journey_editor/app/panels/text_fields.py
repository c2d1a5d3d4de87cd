"""The fields of the inspector in which one writes: words, a time."""

import re
from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
    QTextLayout,
)
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from journey_editor.app.panels.binding import MIXED, FieldBinding, typings
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.text_direction import let_run
from journey_editor.app.widgets.text_input import (
    brings_files,
    brings_only_files,
    files_refusal,
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
_LONGEST_MEASURED = 4000
"""Characters of a paragraph that are measured: more than all the lines that a field shows can hold."""
_TALLEST = 10_000
"""Pixels: higher than whatever a field shows."""


def _leaves_to_window(event: QEvent) -> bool:
    """Whether a field must not keep a key for itself: undo and redo are the document's."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


@reports_errors
class WordsField(QPlainTextEdit):
    """Words that wrap, as high as they need. Tab goes on to the next field.

    A name, where `breaks` is false, wraps too, but has no line breaks of its own. `instead` says what the map
    shows in its place as long as it is empty.
    """

    def __init__(
        self, binding: FieldBinding, *, breaks: bool = True, instead: Callable[[], str] = lambda: ""
    ) -> None:
        super().__init__(tabChangesFocus=True, undoRedoEnabled=False)
        self._binding, self._breaks, self._instead = binding, breaks, instead
        self.shown_instead = ""
        """What is shown while nothing is written, as the map sets it."""
        self._typing = ""
        self._language = ""
        self._fit_later = QTimer(self, singleShot=True, interval=0)
        self._fit_later.timeout.connect(self._fit)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._write)
        self.textChanged.connect(self._turn)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_later.start)

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
        if brings_only_files(source):
            self._binding.refuse(files_refusal())
            return
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

    def hasHeightForWidth(self) -> bool:
        """Return true: words that wrap need another height at another width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels that the words need at a width, up to the lines that a field shows."""
        heights = self._line_heights(width)
        fewest, most = _LINES_SHOWN if self._breaks else (1, _LINES_SHOWN[1])
        missing = max(0, fewest - len(heights)) * self.fontMetrics().lineSpacing()
        high = sum(heights[:most]) + missing
        if self.shown_instead and self.document().isEmpty():
            room = QRect(0, 0, round(self._text_width(width)), _TALLEST)
            bounds = self.fontMetrics().boundingRect(room, self._instead_flags(), self.shown_instead)
            high = max(high, bounds.height())
        return max(30, round(high + self.document().documentMargin()) + 11)

    def sizeHint(self) -> QSize:
        """Return the size that shows the words at the present width."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a form may make a field narrower, and never lower."""
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Decide about the scroll bar when the event is over.

        The bar changes the width of the text, which is resized for it: inside the event that has no end.
        """
        super().resizeEvent(event)
        self._fit_later.start()

    def _write(self) -> None:
        if not self._binding.write(text_in(self.document()), self._typing or "0"):
            # When Qt is through with the key: what is not kept is not shown either.
            QTimer.singleShot(0, self, self.refresh)

    def _turn(self) -> None:
        let_run(self.document(), self._language)
        self._fit()

    def _fit(self) -> None:
        """Ask for another height if the words need one, and show a scroll bar only for more than fit."""
        bars = Qt.ScrollBarPolicy
        full = len(self._line_heights(self.width())) > _LINES_SHOWN[1]
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if full else bars.ScrollBarAlwaysOff)
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def _text_width(self, width: int) -> float:
        """Return the width of the lines in a field of a width, without its scroll bar."""
        frame = self.width() - self.contentsRect().width()
        return max(1.0, width - frame - 2 * self.document().documentMargin())

    def _line_heights(self, width: int) -> list[float]:
        """Measure the first lines of the words in a field of a width: those of some scripts are higher.

        One line more than a field shows is measured. The scroll bar has no say in it, so that its coming and
        going cannot change the answer.
        """
        heights: list[float] = []
        room = self._text_width(width)
        block = self.document().begin()
        while block.isValid() and len(heights) <= _LINES_SHOWN[1]:
            heights += _measured(block, self.document(), room, _LINES_SHOWN[1] + 1 - len(heights))
            block = block.next()
        return heights


def _measured(block: QTextBlock, document: QTextDocument, width: float, most: int) -> list[float]:
    """Break the beginning of a paragraph into lines, as Qt's plain texts do, and return their heights."""
    layout = QTextLayout(block.text()[:_LONGEST_MEASURED], document.defaultFont())
    layout.setTextOption(document.defaultTextOption())
    shown = block.layout()
    layout.setPreeditArea(min(shown.preeditAreaPosition(), _LONGEST_MEASURED), shown.preeditAreaText())
    heights: list[float] = []
    layout.beginLayout()
    while len(heights) < most and (line := layout.createLine()).isValid():
        line.setLeadingIncluded(True)
        line.setLineWidth(width)
        heights.append(line.height())
    layout.endLayout()
    return heights


class TimeField(QLineEdit):
    """A length of time as minutes and seconds, `m:ss`; hours as `h:mm:ss`; nothing for none."""

    _FORM = re.compile(r"(?:(\d{1,4}):)?(\d{1,5}):(\d{2})|(\d{1,6})")

    def __init__(self, binding: FieldBinding) -> None:
        super().__init__()
        self._binding = binding
        self.editingFinished.connect(self._write)

    def refresh(self) -> None:
        """Show the value."""
        value = self._binding.read()
        text = time_text(value) if isinstance(value, int) else ""
        self.setPlaceholderText(tr("Several values") if value is MIXED else tr("m:ss"))
        if not self.hasFocus() or not self.isModified():
            self.setText(text)

    def _write(self) -> None:
        if not self.isModified():
            return
        self.setModified(False)
        text = self.text().strip()
        match = self._FORM.fullmatch(text)
        if not text:
            # What was begun over several times and taken back leaves them as they are.
            if self._binding.read() is not MIXED:
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
