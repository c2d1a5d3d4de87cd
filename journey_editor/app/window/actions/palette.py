"""Command palette: finds actions by a few letters of their names."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.action_set import ActionSet, keys_text
from journey_editor.foundation.translation import tr

_ROW = Qt.ItemDataRole.UserRole


@reports_errors
class Palette(QDialog):
    """Search field with the list of matching actions. Enter runs the selected one."""

    def __init__(self, parent: QWidget, actions: ActionSet) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Like a drop-down list, it closes on a click outside.
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setWindowTitle(tr("All commands"))
        self._actions = actions
        actions.refresh()
        self.line = QLineEdit(placeholderText=tr("What do you want to do?"), clearButtonEnabled=True)
        self.list = QListWidget()
        # The search field handles the keys. On some systems, a click also emits `itemActivated`.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(TwoSidedDelegate(self.list))
        self.list.setIconSize(QSize(18, 18))
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._run)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.line)
        column.addWidget(self.list)
        self.resize(520, 420)
        self._show("")
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Select another action with the up and down keys, while the search field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _show(self, words: str) -> None:
        self.list.clear()
        for row, action in matching(self._actions, words):
            item = QListWidgetItem(style.icon(row.icon or "blank"), row.full or action.text())
            item.setData(TwoSidedDelegate.RIGHT, keys_text(row))
            item.setData(_ROW, row.id)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def _run(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            action = self._actions[str(item.data(_ROW))]
            self.accept()
            action.trigger()


def matching(actions: ActionSet, words: str) -> list[tuple[Action, QAction]]:
    """Return the enabled actions whose names contain all words, first those that begin with the first."""
    wanted = words.casefold().split()
    found = []
    for row, action in actions.rows():
        name = f"{action.text()} {row.text} {row.full}".casefold()
        if action.isEnabled() and all(word in name for word in wanted) and row.id != "help.commands":
            begins = bool(wanted) and action.text().casefold().startswith(wanted[0])
            found.append((not begins, row, action))
    return [(row, action) for _, row, action in sorted(found, key=lambda each: each[0])]
