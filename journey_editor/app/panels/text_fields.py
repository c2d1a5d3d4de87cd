"""Text fields of the inspector: plain text and durations."""

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
from PySide6.QtWidgets import QPlainTextEdit

from journey_editor.app.panels.binding import MIXED, FieldBinding, typings
from journey_editor.app.panels.checked_field import CheckedField
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.text_direction import set_text_direction
from journey_editor.app.widgets.text_input import (
    begin_line,
    brings_files,
    brings_only_files,
    delete_cluster,
    files_refusal,
    keep_composed,
    keep_composed_at_key,
    pasted_text,
    take_emphasis_key,
    text_in,
    with_text,
)
from journey_editor.foundation.translation import tr

_LINES_SHOWN = (2, 10)
"""Minimum and maximum lines that a text field shows at once. A name needs only one."""
_LONGEST_MEASURED = 4000
"""Characters of a paragraph to measure: more than the lines of a field can hold."""
_TALLEST = 10_000
"""Pixels: higher than any field."""


def _leaves_to_window(event: QEvent) -> bool:
    """Return True for the undo and redo shortcuts, which belong to the document."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


@reports_errors
class WordsField(QPlainTextEdit):
    """Text field that wraps and grows with its text. Tab moves to the next field.

    Without `breaks`, for names, the text cannot have line breaks. In a `rich` text, keys make parts bold and
    italic. `instead` returns the text that the map
    shows while the field is empty.
    """

    def __init__(
        self,
        binding: FieldBinding,
        *,
        breaks: bool = True,
        rich: bool = False,
        instead: Callable[[], str] = lambda: "",
    ) -> None:
        super().__init__(tabChangesFocus=True, undoRedoEnabled=False)
        self._binding, self._breaks, self._rich, self._instead = binding, breaks, rich, instead
        self.shown_instead = ""
        """Text that the map shows while the field is empty."""
        self._typing = ""
        self._language = ""
        # A layout asks for the height at a few widths again and again.
        self._heights: dict[float, list[float]] = {}
        self._state_of_heights: tuple[object, ...] = ()
        self._fit_later = QTimer(self, singleShot=True, interval=0)
        self._fit_later.timeout.connect(self._fit)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(3)
        self.textChanged.connect(self._write)
        self.textChanged.connect(self._turn)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_later.start)

    def refresh(self) -> None:
        """Show the value, unless it was just typed."""
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

    def set_language(self, language: str) -> None:
        """Set the text direction of a map in this language."""
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
        """Begin another period of typing."""
        self._typing = str(next(typings))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Commit composed text and show the document's value."""
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            keep_composed(self)
        super().focusOutEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert a line break with Enter, except in a name."""
        keep_composed_at_key(self, event)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._breaks and not self.isReadOnly():
                begin_line(self.textCursor())
                self.ensureCursorVisible()
            return
        if self._rich and not self.isReadOnly() and take_emphasis_key(self, event):
            return
        if self.isReadOnly() or not delete_cluster(self.textCursor(), event):
            super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Reject dropped files, because the window handles them."""
        return not brings_files(source) and super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text, on one line in a name. A text that the field cannot hold is rejected."""
        if brings_only_files(source):
            self._binding.refuse(files_refusal())
            return
        text = pasted_text(source, lines=self._breaks)
        if text and self._binding.write(with_text(self.textCursor(), text), self._typing or "0"):
            self.insertPlainText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the replacement text, which Qt would align left in any language."""
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
        """Return True, because the height of wrapped text depends on the width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in pixels that the text needs at a width, up to the maximum number of lines."""
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
        """Return the size that fits the text at the current width."""
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint with a width of zero: a form may shrink the width of a field only."""
        return QSize(0, self.heightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Update the scroll bar after the event.

        The scroll bar changes the width of the text, which resizes it again: an endless loop in the event.
        """
        super().resizeEvent(event)
        self._fit_later.start()

    def _write(self) -> None:
        if not self._binding.write(text_in(self.document()), self._typing or "0"):
            # Wait until Qt has handled the key, then remove rejected text from the field.
            QTimer.singleShot(0, self, self.refresh)

    def _turn(self) -> None:
        set_text_direction(self.document(), self._language)
        self._fit()

    def _fit(self) -> None:
        """Update the height, and show a scroll bar only if the text has more lines than can be shown."""
        bars = Qt.ScrollBarPolicy
        full = len(self._line_heights(self.width())) > _LINES_SHOWN[1]
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if full else bars.ScrollBarAlwaysOff)
        if self.heightForWidth(self.width()) != self.height():
            self.updateGeometry()

    def _text_width(self, width: int) -> float:
        """Return the width of the lines in a field of a given width, without its scroll bar."""
        frame = self.width() - self.contentsRect().width()
        return max(1.0, width - frame - 2 * self.document().documentMargin())

    def _line_heights(self, width: int) -> list[float]:
        """Measure the first lines of the text at a field width, because some scripts have higher lines.

        One more line than the field can show is measured. The scroll bar is ignored, so that showing it
        cannot change the result.
        """
        document, room = self.document(), self._text_width(width)
        composed = self.textCursor().block().layout().preeditAreaText()
        state = (document.revision(), composed, document.defaultFont().key(), self._language)
        if state != self._state_of_heights:
            self._state_of_heights = state
            self._heights.clear()
        if room not in self._heights:
            self._heights[room] = _heights_of(document, room)
        return self._heights[room]


def _heights_of(document: QTextDocument, width: float) -> list[float]:
    """Return the heights of the first lines: of those that a field shows, and one more."""
    heights: list[float] = []
    block = document.begin()
    while block.isValid() and len(heights) <= _LINES_SHOWN[1]:
        heights += _measured(block, document, width, _LINES_SHOWN[1] + 1 - len(heights))
        block = block.next()
    return heights


def _measured(block: QTextBlock, document: QTextDocument, width: float, most: int) -> list[float]:
    """Break the beginning of a paragraph into lines, as QPlainTextEdit does, and return their heights."""
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


class TimeField(CheckedField):
    """Duration field: shows `m:ss`, or `h:mm:ss` from an hour on; empty for none.

    Numbers with units, such as `3 days`, are understood too. A number alone is in minutes.
    """

    def shown(self, value: object) -> str:
        """Return the text for a number of seconds."""
        return time_text(value) if isinstance(value, int) else ""

    def parsed(self, text: str) -> int | None:
        """Return the seconds of a duration, or None."""
        # Imported here, because a start need not wait for it.
        from journey_editor.foundation.quantities import seconds_from

        seconds = seconds_from(text)
        return None if seconds is None else round(seconds)

    def cleared(self) -> None:
        """Return that there is no duration."""
        return

    def example(self) -> str:
        """Return two forms."""
        return tr("2:30 or 3 days")

    def refusal(self) -> tuple[str, str]:
        """Return the sentences about an invalid duration."""
        return tr("“{text}” is not a valid duration."), tr(
            "Enter a number with a unit, such as 45 s, 90 min, 2 h or 3 days, or minutes and seconds: 2:30."
        )


def time_text(seconds: int) -> str:
    """Format a duration as `m:ss`, or `h:mm:ss` from an hour on."""
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"
