"""List of keyboard shortcuts: those of the action table, and those of the canvas."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.app.window.actions.action_set import ActionSet, keys_text
from journey_editor.foundation.translation import tr


class KeySheet(QDialog):
    """Dialog with all shortcuts. They can be searched by name and by key."""

    def __init__(self, parent: QWidget, actions: ActionSet) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self._rows = [
            *((row.name, keys_text(action)) for row, action in actions.rows() if row.shortcuts),
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
        resize_within_screen(self, QSize(520, 560))
        self._show("")

    def _show(self, words: str) -> None:
        self.list.clear()
        for name, keys in self._rows:
            if words.casefold() in f"{name} {keys}".casefold():
                item = QListWidgetItem(name)
                item.setData(TwoSidedDelegate.RIGHT, keys)
                self.list.addItem(item)


def canvas_keys() -> list[tuple[str, str]]:
    """Return the keys and mouse actions of the canvas."""
    return [
        (tr("Write a new card in the focused cell"), tr("type")),
        (tr("Edit the text of the selected item"), tr("Enter, double-click")),
        (tr("While writing a new card: start another one below, or in the next stage"), tr("Enter, Tab")),
        (tr("Insert a line break"), tr("Shift+Enter")),
        (tr("Finish typing and keep the text"), tr("Esc")),
        (tr("Move the focus, also to the names of stages and lanes"), tr("arrows, Tab, Shift+Tab")),
        (tr("Move notes by a small distance"), tr("Alt+Shift+arrows, Ctrl+Shift+arrows")),
        (tr("Add an item to the selection, or remove it"), tr("Shift+click, Ctrl+click")),
        (tr("Select everything that the frame touches"), tr("drag on an empty area")),
        (tr("Draw the emotion curve of a persona"), tr("drag on a chart")),
        (tr("Set a point of the emotion curve"), tr("click on a chart")),
        (tr("Choose the persona of the emotion curve"), tr("1 to 9 over a chart")),
        (tr("Erase points of the emotion curve"), tr("Alt+drag on a chart")),
        (tr("Select points of the emotion curve"), tr("Shift+drag on a chart")),
        (tr("Go to the first or last cell of the lane, with Ctrl of the map"), tr("Home, End")),
        (tr("Open the capture line if no card has the focus"), tr("/")),
        (tr("Show this list if no card has the focus"), tr("?")),
        (tr("Let the selected card span more or fewer steps"), tr("drag its left or right edge")),
        (tr("Let the selected card span its own step only"), tr("double-click on its left or right edge")),
        (tr("Cancel a drag"), tr("Esc")),
        (tr("While placing pasted cards: move them, place them, add stages"), tr("arrows, Enter, +")),
        (tr("Pan the map"), tr("Space+drag, middle drag, wheel")),
        (tr("While finding: case sensitive, whole words"), tr("Alt+C, Alt+W")),
        (tr("While finding: select all found cards"), tr("Alt+Enter")),
        (tr("While finding: replace all"), tr("Ctrl+Alt+Enter")),
        (tr("Zoom at the pointer"), tr("Ctrl+wheel, pinch")),
        (tr("Presenting: go on or back"), tr("arrows, Page Down, Page Up, Space, wheel")),
        (tr("Presenting: first or last step"), tr("Home, End")),
        (tr("Presenting: show the whole map, or return"), "0"),
        (tr("Presenting: uncover by stage, by lane, or all at once"), "U"),
        (tr("Presenting: laser dot"), "L"),
        (tr("Presenting: dark curtain"), tr("B or full stop")),
        (tr("End the presentation"), tr("Esc")),
    ]
