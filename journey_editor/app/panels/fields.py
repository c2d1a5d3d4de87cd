"""The fields of the inspector. Each shows a binding's value, and writes what a person puts in."""

import re
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QObject, QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.look.combo_box import ComboBox
from journey_editor.app.look.text_direction import let_run
from journey_editor.app.panels.binding import MIXED, Binding
from journey_editor.foundation.translation import tr

_LONG_CHOICE = 200
"""In pixels: a box need not be wider for the sake of a long name."""
_LINES_SHOWN = (2, 10)
"""The fewest and the most lines that a field for longer words shows at once; one for a name, at least."""
_typings = count(1)


def _leaves_to_window(event: QEvent) -> bool:
    """Whether a field must not keep a key for itself: undo and redo are the document's."""
    return (
        event.type() == QEvent.Type.ShortcutOverride
        and isinstance(event, QKeyEvent)
        and (event.matches(QKeySequence.StandardKey.Undo) or event.matches(QKeySequence.StandardKey.Redo))
    )


class LineField(QLineEdit):
    """Words in one line; each stretch of typing is one step."""

    def __init__(self, binding: Binding) -> None:
        super().__init__()
        self._binding = binding
        self._typing = ""
        self.textEdited.connect(self._write)

    def refresh(self) -> None:
        """Show the value, unless it is what was just typed."""
        value = self._binding.read()
        self.setPlaceholderText(tr("Several values") if value is MIXED else "")
        text = "" if value is MIXED else str(value)
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)))

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window."""
        if _leaves_to_window(event):
            event.ignore()
            return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin another stretch of typing."""
        self._typing = str(next(_typings))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what the document holds, which differs where something was refused."""
        super().focusOutEvent(event)
        self.refresh()

    def _write(self, text: str) -> None:
        self._binding.write(text, self._typing or "0")


class WordsField(QPlainTextEdit):
    """Words that wrap, as high as they need. Tab goes on to the next field.

    A name, where `breaks` is false, wraps too, but has no line breaks of its own.
    """

    def __init__(self, binding: Binding, *, breaks: bool = True) -> None:
        super().__init__(tabChangesFocus=True, undoRedoEnabled=False)
        self._binding, self._breaks = binding, breaks
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
        text = "" if value is MIXED else str(value)
        if text != self.toPlainText():
            place = self.textCursor().position()
            with QSignalBlocker(self):
                self.setPlainText(text)
            cursor = self.textCursor()
            cursor.setPosition(min(place, len(text)))
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
        self._typing = str(next(_typings))
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show what the document holds."""
        super().focusOutEvent(event)
        self.refresh()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter breaks the line, but not in a name."""
        if self._breaks or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste as plain text; into a name, in one line."""
        text = source.text()
        self.insertPlainText(text if self._breaks else " ".join(text.split()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other lines need another height."""
        super().resizeEvent(event)
        self._fit()

    def _write(self) -> None:
        self._binding.write(self.toPlainText(), self._typing or "0")

    def _turn(self) -> None:
        let_run(self.document(), self._language)
        self._fit()

    def _fit(self) -> None:
        fewest, most = _LINES_SHOWN if self._breaks else (1, _LINES_SHOWN[1])
        # A plain text's layout counts its height in lines.
        lines = min(most, max(fewest, round(self.document().size().height())))
        bars = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(bars.ScrollBarAsNeeded if lines == most else bars.ScrollBarAlwaysOff)
        height = max(30, round(self._height_of(lines)) + 14)
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


class ChoiceField(ComboBox):
    """One of a few choices. `more`, if given, is a last entry that runs something instead."""

    def __init__(
        self,
        binding: Binding,
        options: Callable[[], Sequence[tuple[Any, str]]],
        more: tuple[str, Callable[[], None]] | None = None,
    ) -> None:
        super().__init__()
        self._binding, self._options, self._more = binding, options, more
        self._shown: list[tuple[Any, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumContentsLength(4)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.activated.connect(self._choose)

    def refresh(self) -> None:
        """Show the choices and which of them is taken."""
        options = list(self._options())
        if options != self._shown:
            self._shown = options
            with QSignalBlocker(self):
                self.clear()
                for value, text in options:
                    self.addItem(text, value)
                if self._more is not None:
                    self.insertSeparator(self.count())
                    self.addItem(self._more[0])
        value = self._binding.read()
        self.setPlaceholderText(tr("Several values") if value is MIXED else "")
        self.setCurrentIndex(-1 if value is MIXED else self.findData(value))

    def whole_width(self) -> int:
        """The width at which none of the choices is cut, in pixels; names that are long for any box aside."""
        return min(self.width_for([text for _, text in self._options()]), _LONG_CHOICE)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the panel scroll: a value must not change because the mouse passes over it."""
        event.ignore()

    def _choose(self, index: int) -> None:
        if self._more is not None and index == self.count() - 1:
            self.refresh()
            # Once the list has closed.
            QTimer.singleShot(0, self._more[1])
        else:
            self._binding.write(self.itemData(index))
            self.refresh()


class ScaleField(QWidget):
    """A number from 1 to 5, or none: the chosen one, pressed again, is taken back."""

    def __init__(self, binding: Binding) -> None:
        super().__init__()
        self.setObjectName("segments")
        self._binding = binding
        self._group = QButtonGroup(self, exclusive=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number in range(1, 6):
            button = QToolButton()
            button.setText(str(number))
            button.setCheckable(True)
            button.setProperty("place", {1: "first", 5: "last"}.get(number, ""))
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == 1 else Qt.FocusPolicy.ClickFocus)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self._choose)
        self.setFocusProxy(self._group.button(1))

    def refresh(self) -> None:
        """Show the number."""
        value = self._binding.read()
        for button in self._group.buttons():
            button.setChecked(self._group.id(button) == value)

    def setAccessibleName(self, name: str) -> None:
        """Say what the numbers are about."""
        super().setAccessibleName(name)
        for button in self._group.buttons():
            button.setAccessibleName(f"{name}: {button.text()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before the buttons do, which would only pass the focus on."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Digits choose, 0 and Delete take back, arrows go to the neighbour."""
        digit = event.text() if event.text().isdigit() else ""
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if digit and int(digit) <= 5:
            self._binding.write(int(digit) or None)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._binding.write(None)
        elif step:
            value = self._binding.read()
            start = value if isinstance(value, int) else (0 if step > 0 else 6)
            self._binding.write(min(5, max(1, start + step)))
        else:
            return False
        self.refresh()
        return True

    def _choose(self, number: int) -> None:
        self._binding.write(None if self._binding.read() == number else number)
        self.refresh()


class CheckField(QCheckBox):
    """Yes or no."""

    def __init__(self, binding: Binding, text: str) -> None:
        super().__init__(text)
        self._binding = binding
        self.clicked.connect(self._write)

    def refresh(self) -> None:
        """Show the value; half checked where several differ."""
        value = self._binding.read()
        self.setTristate(value is MIXED)
        self.setCheckState(
            Qt.CheckState.PartiallyChecked
            if value is MIXED
            else Qt.CheckState.Checked
            if value
            else Qt.CheckState.Unchecked
        )

    def _write(self) -> None:
        self._binding.write(self.checkState() is not Qt.CheckState.Unchecked)
        self.refresh()


class TimeField(QLineEdit):
    """A length of time as minutes and seconds, `m:ss`; hours as `h:mm:ss`; nothing for none."""

    _FORM = re.compile(r"(?:(\d{1,4}):)?(\d{1,5}):(\d{2})|(\d{1,6})")

    def __init__(self, binding: Binding) -> None:
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
        self.setText("")
        self.refresh()


def time_text(seconds: int) -> str:
    """A length of time as `m:ss`, from an hour on as `h:mm:ss`."""
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return f"{minutes}:{rest:02d}"
    return f"{minutes // 60}:{minutes % 60:02d}:{rest:02d}"


class SliderField(QWidget):
    """A number on a line from −1 to +1, with the words that `words` has for it; one step for each grip."""

    def __init__(self, binding: Binding, words: Callable[[float], str]) -> None:
        super().__init__()
        self._binding, self._words = binding, words
        self._typing = ""
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(-100, 100)
        self._slider.setSingleStep(5)
        self._slider.setPageStep(25)
        self._text = QLineEdit(readOnly=True)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._text.setFixedWidth(72)
        self._slider.sliderPressed.connect(self._begin)
        self._slider.valueChanged.connect(self._write)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._slider, 1)
        row.addWidget(self._text)
        self.setFocusProxy(self._slider)

    def refresh(self) -> None:
        """Show the value."""
        value = self._binding.read()
        with QSignalBlocker(self._slider):
            self._slider.setValue(0 if value is MIXED else round(value * 100))
        self._text.setText("" if value is MIXED else self._words(value))

    def setAccessibleName(self, name: str) -> None:
        """Say what the number is."""
        self._slider.setAccessibleName(name)

    def _begin(self) -> None:
        self._typing = str(next(_typings))

    def _write(self, value: int) -> None:
        self._binding.write(value / 100, self._typing or "0")
        self.refresh()


class ChecksField(QWidget):
    """Any of a few things, each with a check mark; the value is a tuple of ids."""

    def __init__(self, binding: Binding, options: Callable[[], Sequence[tuple[str, str]]]) -> None:
        super().__init__()
        self._binding, self._options = binding, options
        self._boxes: dict[str, QCheckBox] = {}
        self._shown: list[tuple[str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def refresh(self) -> None:
        """Show the things and which of them are chosen."""
        options = list(self._options())
        if options != self._shown:
            self._rebuild(options)
        value = self._binding.read()
        for each, box in self._boxes.items():
            box.setTristate(value is MIXED)
            chosen = value is not MIXED and each in value
            state = Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
            box.setCheckState(Qt.CheckState.PartiallyChecked if value is MIXED else state)

    def _rebuild(self, options: list[tuple[str, str]]) -> None:
        self._shown = options
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes.clear()
        for each, text in options:
            box = QCheckBox(text.replace("&", "&&"))
            box.clicked.connect(self._write)
            self._boxes[each] = box
            self._column.addWidget(box)

    def _write(self) -> None:
        unchecked = Qt.CheckState.Unchecked
        chosen = tuple(each for each, box in self._boxes.items() if box.checkState() is not unchecked)
        self._binding.write(chosen)
        self.refresh()
