"""Fields of the export dialog."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.tool_tip import plain_tool_tip

NAME = Qt.ItemDataRole.UserRole + 1
"""Item role of the whole name of a view."""
_WIDTH = 180
"""Maximum width of the name of a view, in pixels."""


def combo(options: list[tuple[Any, str]], chosen: Any) -> QComboBox:
    """Return a combo box with these values and texts."""
    made = ComboBox()
    for value, text in options:
        made.addItem(text, value)
    made.setCurrentIndex(made.findData(chosen))
    return made


def add_names(field: QComboBox, names: Mapping[str, str]) -> None:
    """Add names by their data; those that are too long are cut, with the whole as tool tip."""
    for data, name in names.items():
        field.addItem(field.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _WIDTH), data)
        field.setItemData(field.count() - 1, name, NAME)
        field.setItemData(field.count() - 1, plain_tool_tip(name), Qt.ItemDataRole.ToolTipRole)


def labelled(text: str, field: QWidget, box: QWidget | None) -> QWidget:
    """Return a field below its name, in a given widget or a new one."""
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
