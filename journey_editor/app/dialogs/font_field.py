"""Field for a font family of the computer, in the dialog for a brand."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListView, QVBoxLayout, QWidget

from journey_editor.app.dialogs.brand_fields import FIELD_WIDTH, reset_button
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.announce import describe
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.translation import tr
from journey_editor.text.font_words import about_font


@reports_errors
class FontField(QWidget):
    """A font family, or that of the program, with a sentence if maps or files cannot have it.

    The list has only the chosen family until the fonts of the computer have been read.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.list = ComboBox()
        self.list.setAccessibleName(tr("Font"))
        self.list.setFixedWidth(FIELD_WIDTH)
        view = QListView()
        # Each entry is in its font. Without this, the list would load all of them to measure its rows.
        view.setUniformItemSizes(True)
        self.list.setView(view)
        self.reset = reset_button(tr("Font"), lambda: self.set_value(""))
        self.remark = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.remark.setProperty("role", "warning")
        label = QLabel(tr("Font"))
        label.setBuddy(self.list)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(label, 1)
        row.addWidget(self.list)
        row.addWidget(self.reset)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.remark)
        self._is_read = False
        self._fill(())
        self.list.currentIndexChanged.connect(self._follow)

    @property
    def value(self) -> str:
        """The chosen family, or an empty name for the font of the program."""
        return str(self.list.currentData())

    def set_value(self, name: str) -> None:
        """Show another family, also one that the computer does not have."""
        if self.list.findData(name) < 0:
            self._add(name)
        self.list.setCurrentIndex(self.list.findData(name))

    def show_families(self, names: Sequence[str]) -> None:
        """Offer the families of the computer."""
        self._is_read = True
        self.list.blockSignals(True)
        chosen = self.value
        self._fill(names)
        self.set_value(chosen)
        self.list.blockSignals(False)
        self._show_remark()

    def _fill(self, names: Sequence[str]) -> None:
        self.list.clear()
        self.list.addItem(tr("Font of the program"), "")
        for name in names:
            self._add(name)
        self._show_remark()

    def _add(self, name: str) -> None:
        self.list.addItem(name, name)
        row = self.list.count() - 1
        self.list.setItemData(row, plain_tool_tip(name), Qt.ItemDataRole.ToolTipRole)
        if QFontDatabase.hasFamily(name):
            font = QFont(name)
            font.setPixelSize(self.list.font().pixelSize())
            self.list.setItemData(row, font, Qt.ItemDataRole.FontRole)

    def _follow(self) -> None:
        self._show_remark()
        self.changed.emit()

    def _show_remark(self) -> None:
        self.reset.setEnabled(bool(self.value))
        words = about_font(self.value, in_files=True) if self._is_read else ""
        self.remark.setText(words)
        self.remark.setVisible(bool(words))
        describe(self.list, words)
