"""Fields of the export dialog."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.conversion.formats import TABLES, Format, formats
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Persona, View
from journey_editor.wording.map_words import persona_name

WITH_SHEETS = "sheets"
"""Content with the map and the sheets of its personas."""
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


def view_combo(views: Sequence[View], chosen: str) -> QComboBox:
    """Return a combo box of the whole map and of views."""
    combo = combo_of([("", tr("Whole map"))], "")
    add_names(combo, {each.id: each.name or tr("No name") for each in views})
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


def exported_formats(*, drawn_only: bool) -> list[Format]:
    """Return the formats of exports: drawings first, then those that are text or tables."""
    found = [
        each for each in formats() if each.draw or (each.write and each.id != "journey" and not drawn_only)
    ]
    return sorted(found, key=lambda each: each.draw is None)


def table_combo() -> QComboBox:
    """Return a combo box of the tables of a journey."""
    names = {"cards": tr("One for each card"), "map": tr("As on the map")}
    return combo_of([(each, names[each]) for each in TABLES], TABLES[0])


def content_combo(people: Sequence[Persona], chosen: str, *, with_lists: bool) -> QComboBox:
    """Return a combo box of the map, the map with all sheets, the lists, and the sheet of each persona."""
    combo = combo_of([("", tr("Map"))], "")
    if people:
        combo.addItem(tr("Map and persona sheets"), WITH_SHEETS)
    if with_lists:
        combo.addItem(tr("What the map says"), "findings")
        combo.addItem(tr("Priority matrix"), "matrix")
        combo.addItem(tr("Backlog"), "backlog")
    add_names(combo, {each.id: tr("Sheet of {name}").format(name=persona_name(each)) for each in people})
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
    return combo


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
