"""Fields of the dialog for a brand. Each has a button that resets it."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.announce import describe
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.foundation.translation import tr
from journey_editor.layout.brand_theme import TEXT_CONTRAST, contrast_on_paper, readable_on_paper

_SWATCH = 18
FIELD_WIDTH = 180
"""Width of a field, in pixels."""
_SIZE_STEP = 24


@reports_errors
class ColorField(QWidget):
    """A colour, or the usual one, with a warning and a suggestion if texts could not be read in it."""

    changed = Signal()

    def __init__(self, name: str, usual: str) -> None:
        """`usual` is the colour without a choice."""
        super().__init__()
        self._name, self._usual, self._value = name, usual, ""
        self.swatch = QToolButton()
        self.swatch.setAccessibleName(tr("Choose colour: {name}").format(name=name))
        self.swatch.setToolTip(tr("Choose a colour"))
        self.swatch.clicked.connect(self._ask)
        self.text = QLineEdit(placeholderText=tr("Usual"), maxLength=40)
        self.text.setAccessibleName(name)
        self.text.setFixedWidth(92)
        self.text.textEdited.connect(self._take)
        self.reset = reset_button(name, lambda: self.set_value(""))
        self.warning = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.warning.setProperty("role", "warning")
        self.suggestion = QPushButton(autoDefault=False)
        self.suggestion.clicked.connect(lambda: self.set_value(readable_on_paper(self._value)))
        label = QLabel(name)
        label.setBuddy(self.text)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label, 1)
        for each in (self.swatch, self.text, self.reset):
            row.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.warning)
        column.addWidget(self.suggestion, 0, Qt.AlignmentFlag.AlignRight)
        self._show()

    @property
    def value(self) -> str:
        """The colour as `#RRGGBB`, or empty for the usual one."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show another colour."""
        self.text.setText(value)
        self._take(value)

    def _ask(self) -> None:
        dialog = QColorDialog(QColor(self._value or self._usual), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.swatch.accessibleName())
        dialog.colorSelected.connect(lambda color: self.set_value(color.name().upper()))
        dialog.open()

    def _take(self, text: str) -> None:
        words = text.strip()
        name = next((each for each in (words, f"#{words}") if QColor.isValidColorName(each)), "")
        if words and not name:
            self._warn(tr("This is not a colour. Write it as #RRGGBB, such as #00543C."))
            return
        before, self._value = self._value, QColor(name).name().upper() if name else ""
        self._show()
        if self._value != before:
            self.changed.emit()

    def _show(self) -> None:
        self.swatch.setIcon(_swatch(self._value or self._usual))
        self.reset.setEnabled(bool(self._value))
        contrast = contrast_on_paper(self._value) if self._value else TEXT_CONTRAST
        if contrast >= TEXT_CONTRAST:
            self._warn("")
            return
        # Rounded down, so that a colour with too little contrast never seems to have enough.
        self._warn(
            tr(
                "Contrast to white: {ratio} : 1. Text needs 4.5 : 1, so the map uses a darker shade for "
                "texts and lines."
            ).format(ratio=f"{int(contrast * 10) / 10:.1f}"),
            readable_on_paper(self._value),
        )

    def _warn(self, words: str, better: str = "") -> None:
        self.warning.setText(words)
        self.warning.setVisible(bool(words))
        self.suggestion.setVisible(bool(better))
        if better:
            self.suggestion.setText(tr("Use {color}").format(color=better))
            self.suggestion.setIcon(_swatch(better))
            self.suggestion.setAccessibleName(tr("{name}: use {color}").format(name=self._name, color=better))
        describe(self.text, words)


def reset_button(name: str, reset: Callable[[], object]) -> QToolButton:
    """Return the button that resets the field with this name."""
    button = QToolButton()
    button.setIcon(style.icon("undo-2"))
    button.setToolTip(tr("Reset"))
    button.setAccessibleName(tr("Reset: {name}").format(name=name))
    button.clicked.connect(reset)
    return button


@reports_errors
class ResettableField(QWidget):
    """A field with its label and the button that gives it its usual value."""

    changed = Signal()

    def __init__(
        self, name: str, field: QComboBox | QCheckBox | QLineEdit, usual: float | bool | str
    ) -> None:
        super().__init__()
        self.field, self._usual = field, usual
        field.setAccessibleName(name)
        self.reset = reset_button(name, lambda: self.set_value(usual))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        if isinstance(field, QCheckBox):
            field.setText(name)
            field.toggled.connect(self._follow)
        else:
            label = QLabel(name)
            label.setBuddy(field)
            row.addWidget(label, 1)
            field.setFixedWidth(FIELD_WIDTH)
            moved = field.currentIndexChanged if isinstance(field, QComboBox) else field.textChanged
            moved.connect(self._follow)
        row.addWidget(field, int(isinstance(field, QCheckBox)))
        row.addWidget(self.reset)
        self.set_value(usual)
        self._follow()

    @property
    def value(self) -> float | bool | str:
        """The value of the field."""
        match self.field:
            case QCheckBox():
                return self.field.isChecked()
            case QComboBox():
                chosen: float = self.field.currentData()
                return chosen
            case _:
                return self.field.text().strip()

    def set_value(self, value: float | bool | str) -> None:
        """Show another value. A size that is not offered is added to the list."""
        match self.field:
            case QCheckBox():
                self.field.setChecked(bool(value))
            case QComboBox():
                if self.field.findData(value) < 0:
                    self.field.addItem(f"{value:g}", value)
                self.field.setCurrentIndex(self.field.findData(value))
            case _:
                self.field.setText(str(value))

    def _follow(self) -> None:
        self.reset.setEnabled(self.value != self._usual)
        self.changed.emit()


def sizes(least: int, most: int) -> ComboBox:
    """Return a field for a size in map units; 0 fits the content."""
    field = ComboBox()
    field.addItem(tr("Fit content"), 0.0)
    for size in range(least, most + 1, _SIZE_STEP):
        field.addItem(str(size), float(size))
    return field


def percentages(least: int, most: int) -> ComboBox:
    """Return a field for a size in percent."""
    field = ComboBox()
    for size in range(least, most + 1, 5):
        field.addItem(tr("{n} %").format(n=size), size)
    return field


def _swatch(color: str) -> QIcon:
    picture = QPixmap(_SWATCH, _SWATCH)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(style.colors().edge), 1))
        painter.setBrush(QColor(color))
        painter.drawRoundedRect(1, 1, _SWATCH - 2, _SWATCH - 2, 3, 3)
    return QIcon(picture)
