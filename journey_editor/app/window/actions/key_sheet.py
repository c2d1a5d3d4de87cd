"""The sheet of keys, made from the action table, with what the canvas itself understands."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.app.window.actions.action_set import ActionSet, keys_text
from journey_editor.foundation.translation import tr


class KeySheet(QDialog):
    """All keys, to be searched by what they do or by the keys themselves."""

    def __init__(self, parent: QWidget, actions: ActionSet) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self._rows = [
            *((row.name, keys_text(row)) for row, _ in actions.rows() if row.shortcuts),
            *canvas_keys(),
        ]
        self.line = QLineEdit(placeholderText=tr("Search"), clearButtonEnabled=True)
        self.list = QListWidget()
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(TwoSidedDelegate(self.list))
        self.line.textChanged.connect(self._show)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.resize(520, 560)
        self._show("")

    def _show(self, words: str) -> None:
        self.list.clear()
        for name, keys in self._rows:
            if words.casefold() in f"{name} {keys}".casefold():
                item = QListWidgetItem(name)
                item.setData(TwoSidedDelegate.RIGHT, keys)
                self.list.addItem(item)


def canvas_keys() -> list[tuple[str, str]]:
    """What keys and mouse do on the map, beside the actions."""
    return [
        (tr("Write a new card in the cell in focus"), tr("type")),
        (tr("Edit the text of what is selected"), tr("Enter, double click")),
        (tr("While writing a new card: go on below, or in the next stage"), tr("Enter, Tab")),
        (tr("A line break in a text"), tr("Shift+Enter")),
        (tr("Finish typing and keep the text"), tr("Esc")),
        (tr("Move the focus"), tr("arrows, Tab, Shift+Tab")),
        (tr("Add to the selection, or remove from it"), tr("Shift+click, Ctrl+click")),
        (tr("Select everything that a frame touches"), tr("drag on empty ground")),
        (tr("Cancel a drag"), tr("Esc")),
        (tr("Pan the map"), tr("Space+drag, middle drag, wheel")),
        (tr("Zoom at the pointer"), tr("Ctrl+wheel, pinch")),
    ]
