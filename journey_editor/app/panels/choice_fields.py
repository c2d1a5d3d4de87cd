"""Choice fields of the inspector: combo box, scale, check boxes and slider."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSlider,
    QStyle,
    QStyleOptionButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.panels.binding import MIXED, Binding, LevelBinding, typings
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.look.wheel import ignore_wheel_without_focus
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.translation import tr

_LEAST_TEXT = 60
"""Minimum width in pixels of a check box with its text."""
_BESIDE_ICON = 4
"""Width in pixels that Qt leaves between the icon and the text of a check box."""
_FEW_LETTERS = 4
_LONG_CHOICE = 200
"""Maximum width in pixels that a long name can ask for."""
_LONG_LIST = 20
"""In longer lists only the chosen entry is measured: for the names of languages Qt searches all fonts."""

_AROUND_TEXT = 22
"""Width in pixels of the frame and the margins of a text."""
_STEPS: dict[int, int] = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Down: -1,
}
"""Arrow keys on a scale."""
_LEAST_TARGET = 24
"""Minimum width in pixels of a button in a row, so that it can be clicked."""


@reports_errors
class ChoiceField(ComboBox):
    """Combo box. `more` is an optional last entry that runs an action instead."""

    def __init__(
        self,
        binding: Binding,
        options: Callable[[], Sequence[tuple[Any, str]]],
        more: tuple[str, Callable[[], None]] | None = None,
        icon_of: Callable[[Any], QIcon] | None = None,
    ) -> None:
        super().__init__()
        self._binding, self._options, self._more, self._icon_of = binding, options, more, icon_of
        self._shown: list[tuple[Any, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._choose)

    def sizeHint(self) -> QSize:
        """Return the size for a few letters.

        Qt would measure all choices. Its policy for a number of letters makes the list at once, which takes
        longer than the rest of the field.
        """
        return self.size_for(_FEW_LETTERS * self.fontMetrics().horizontalAdvance("X"))

    def minimumSizeHint(self) -> QSize:
        """Return the size hint: a long choice is cut off."""
        return self.sizeHint()

    def refresh(self) -> None:
        """Show the choices and the current one."""
        options = list(self._options())
        if options != self._shown:
            self._shown = options
            with QSignalBlocker(self):
                self.clear()
                for value, text in options:
                    self.addItem(self._icon_of(value) if self._icon_of else QIcon(), text, value)
                if self._more is not None:
                    self.insertSeparator(self.count())
                    self.addItem(self._more[0])
        value = self._binding.read()
        self.setPlaceholderText(tr("Several values") if value is MIXED else "")
        self.setCurrentIndex(-1 if value is MIXED else self.findData(value))

    def whole_width(self) -> int:
        """Return the width in pixels at which no choice is cut off, except for very long names.

        In a long list only the chosen entry counts.
        """
        texts = [text for _, text in self._options()]
        return min(self.width_for(texts if len(texts) <= _LONG_LIST else [self.currentText()]), _LONG_CHOICE)

    def _choose(self, index: int) -> None:
        if self._more is not None and index == self.count() - 1:
            self.refresh()
            # Wait until the list has closed.
            QTimer.singleShot(0, self._more[1])
        else:
            self._binding.write(self.itemData(index))
            self.refresh()


@reports_errors
class ScaleField(QWidget):
    """Number from 1 to 5, or none. Clicking the chosen number clears it."""

    def __init__(self, binding: LevelBinding) -> None:
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
            button.setMinimumWidth(_LEAST_TARGET)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if number == 1 else Qt.FocusPolicy.ClickFocus)
            button.installEventFilter(self)
            self._group.addButton(button, number)
            row.addWidget(button)
        self._group.idClicked.connect(self._choose)
        self.setFocusProxy(self._group.button(1))

    def buttons(self) -> list[tuple[int, QToolButton]]:
        """Return the buttons with their numbers."""
        return [(number, self._group.button(number)) for number in range(1, 6)]  # type: ignore[misc]

    def refresh(self) -> None:
        """Show the number. Tab goes to its button, or else to the first one."""
        value = self._binding.read()
        chosen = self._group.button(value) if isinstance(value, int) else None
        for button in self._group.buttons():
            button.setChecked(button is chosen)
            policy = (
                Qt.FocusPolicy.StrongFocus
                if button is (chosen or self._group.button(1))
                else Qt.FocusPolicy.ClickFocus
            )
            button.setFocusPolicy(policy)
        self.setFocusProxy(chosen or self._group.button(1))

    def setAccessibleName(self, name: str) -> None:
        """Set the accessible name of the field and its buttons."""
        super().setAccessibleName(name)
        for button in self._group.buttons():
            button.setAccessibleName(f"{name}: {button.text()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Handle keys before the buttons, which would only move the focus."""
        return isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._take(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Handle a key: digits choose, 0 and Delete clear, arrows step. Return False for other keys."""
        digit = event.text() if event.text().isdigit() else ""
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        step = _STEPS.get(event.key(), 0)
        if digit and int(digit) <= 5:
            self._binding.write(int(digit) or None)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._binding.write(None)
        elif step:
            # Each of several cards steps from its own number.
            none = 0 if step > 0 else 6
            self._binding.change(lambda value: min(5, max(1, (value or none) + step)))
        else:
            return False
        self.refresh()
        # The focus shows which number the next arrow starts from.
        focused = self.focusProxy()
        if focused is not None:
            focused.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _choose(self, number: int) -> None:
        self._binding.write(None if self._binding.read() == number else number)
        self.refresh()


@reports_errors
class CheckField(QCheckBox):
    """Check box. A text that is too long for one line has two, and what is too long for them is elided."""

    def __init__(self, binding: Binding, text: str) -> None:
        super().__init__(text)
        self._binding = binding
        self._lines: tuple[str, ...] = (text,)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._write)

    def refresh(self) -> None:
        """Show the value; partially checked if several records differ."""
        value = self._binding.read()
        self.setTristate(value is MIXED)
        state = (
            Qt.CheckState.PartiallyChecked
            if value is MIXED
            else Qt.CheckState.Checked
            if value
            else Qt.CheckState.Unchecked
        )
        # Qt would paint the box again in any case.
        if state != self.checkState():
            self.setCheckState(state)

    def sizeHint(self) -> QSize:
        """Return the size with one line or two."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), len(self._lines) * self.fontMetrics().lineSpacing()))

    def minimumSizeHint(self) -> QSize:
        """Allow any width at which some of the text is visible."""
        return QSize(_LEAST_TEXT, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the text for the new width."""
        super().resizeEvent(event)
        before, self._lines = self._lines, self._broken(self.text())
        if len(self._lines) != len(before):
            self.updateGeometry()

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Break and elide the text."""
        super().initStyleOption(option)
        shown = "\n".join(self._broken(option.text))
        is_whole = shown.replace("\n", " ") == option.text
        self.setToolTip("" if is_whole else plain_tool_tip(option.text.replace("&&", "&")))
        option.text = shown

    def _broken(self, text: str) -> tuple[str, ...]:
        """Return a text in one line or two that fit."""
        option = QStyleOptionButton()
        super().initStyleOption(option)
        part, metrics = QStyle.SubElement.SE_CheckBoxContents, self.fontMetrics()
        room = self.style().subElementRect(part, option, self).width()
        if not self.icon().isNull():
            room -= self.iconSize().width() + _BESIDE_ICON
        words, first = text.split(" "), 0
        while first < len(words) and metrics.horizontalAdvance(" ".join(words[: first + 1])) <= room:
            first += 1
        lines = (" ".join(words[:first]), " ".join(words[first:])) if 0 < first < len(words) else (text,)
        return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines)

    def _write(self) -> None:
        self._binding.write(self.checkState() is not Qt.CheckState.Unchecked)
        self.refresh()


@reports_errors
class SliderField(QWidget):
    """Slider from −1 to +1 with a text from `words`. Each drag is one undo step."""

    def __init__(self, binding: Binding, words: Callable[[float], str]) -> None:
        super().__init__()
        self._binding, self._words = binding, words
        self._typing = ""
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setRange(-100, 100)
        self._slider.setSingleStep(5)
        self._slider.setPageStep(25)
        ignore_wheel_without_focus(self._slider)
        self._text = QLineEdit(readOnly=True)
        self._text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
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
        texts = [self._words(each / 2) for each in range(-2, 3)]
        longest = max(map(self._text.fontMetrics().horizontalAdvance, [*texts, self._text.text()]))
        self._text.setFixedWidth(longest + _AROUND_TEXT)

    def setAccessibleName(self, name: str) -> None:
        """Set the accessible name of the slider."""
        self._slider.setAccessibleName(name)

    def _begin(self) -> None:
        self._typing = str(next(typings))

    def _write(self, value: int) -> None:
        self._binding.write(value / 100, self._typing or "0")
        self.refresh()


class ChecksField(QWidget):
    """List of check boxes, each with its own binding and perhaps an icon."""

    def __init__(
        self,
        binding_of: Callable[[str], Binding],
        options: Callable[[], Sequence[tuple[str, str]]],
        icon_of: Callable[[str], QIcon] = lambda _: QIcon(),
    ) -> None:
        super().__init__()
        self._binding_of, self._options, self._icon_of = binding_of, options, icon_of
        self._boxes: list[CheckField] = []
        self._shown: list[tuple[str, str]] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def refresh(self) -> None:
        """Show the options and which of them are checked."""
        options = list(self._options())
        if options != self._shown:
            self._rebuild(options)
        for box, (value, _) in zip(self._boxes, options, strict=True):
            icon = self._icon_of(value)
            # Qt would lay out the form again in any case.
            if icon.cacheKey() != box.icon().cacheKey():
                box.setIcon(icon)
            box.refresh()

    def _rebuild(self, options: list[tuple[str, str]]) -> None:
        self._shown = options
        for box in self._boxes:
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes = [CheckField(self._binding_of(each), text.replace("&", "&&")) for each, text in options]
        for box in self._boxes:
            self._column.addWidget(box)
