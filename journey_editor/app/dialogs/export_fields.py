"""Fields of the export dialog."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.tool_tip import plain_tool_tip

NAME_WIDTH = 180
"""Maximum width of a name in a list, in pixels."""
WHOLE_NAME = Qt.ItemDataRole.UserRole + 1
"""Item role of the whole name."""


def combo_of(options: list[tuple[Any, str]], chosen: Any) -> QComboBox:
    """Return a combo box with values by their names."""
    combo = ComboBox()
    for value, text in options:
        combo.addItem(text, value)
    combo.setCurrentIndex(combo.findData(chosen))
    return combo


def add_names(combo: QComboBox, names: Mapping[str, str]) -> None:
    """Add names by their data; those that are too long are cut, with the whole as tool tip."""
    for data, name in names.items():
        combo.addItem(combo.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, NAME_WIDTH), data)
        combo.setItemData(combo.count() - 1, name, WHOLE_NAME)
        combo.setItemData(combo.count() - 1, plain_tool_tip(name), Qt.ItemDataRole.ToolTipRole)


def labelled(text: str, field: QWidget, box: QWidget | None) -> QWidget:
    """Return a field below its label, in `box` or in a new one."""
    box = box or QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    label = QLabel(text)
    label.setProperty("role", "label")
    label.setBuddy(field)
    field.setAccessibleName(text)
    column.addWidget(label)
    column.addWidget(field)
    return box
