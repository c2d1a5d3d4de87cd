"""Command palette: finds actions by a few letters of their names, or by synonyms."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QDialog, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.announce import describe
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.action_set import ActionSet, keys_text
from journey_editor.app.window.actions.search import Searchable, search
from journey_editor.app.window.actions.search_words import need_of, synonyms_of
from journey_editor.foundation.translation import tr

_ROW = Qt.ItemDataRole.UserRole


@reports_errors
class Palette(QDialog):
    """Search field with the list of matching actions. Enter runs the selected one.

    Actions that are disabled come last, with the condition under which they can be run.
    """

    def __init__(self, parent: QWidget, actions: ActionSet, settings: Settings) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # Like a drop-down list, it closes on a click outside.
        self.setWindowFlag(Qt.WindowType.Popup)
        self.setObjectName("palette")
        self.setWindowTitle(tr("All commands"))
        self._actions, self._settings = actions, settings
        actions.refresh()
        self.line = QLineEdit(placeholderText=tr("What do you want to do?"), clearButtonEnabled=True)
        self.line.setAccessibleName(tr("Search commands"))
        self.list = QListWidget()
        # The search field handles the keys. On some systems, a click also emits `itemActivated`.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setItemDelegate(TwoSidedDelegate(self.list))
        self.list.setIconSize(QSize(18, 18))
        self.list.setAccessibleName(tr("Commands"))
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._run)
        self.line.installEventFilter(self)
        self.list.itemClicked.connect(self._run)
        self.list.currentItemChanged.connect(self._announce)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(self.line)
        column.addWidget(self.list)
        resize_within_screen(self, QSize(560, 420))
        self._show("")
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Select another action with the arrow and page keys, while the search field has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            page = max(1, self.list.viewport().height() // max(1, self.list.sizeHintForRow(0)) - 1)
            keys = Qt.Key
            steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: page, keys.Key_PageUp: -page}
            step = steps.get(Qt.Key(event.key()), 0)
            if step:
                row = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(row, 0), self.list.count() - 1))
                return True
        return super().eventFilter(watched, event)

    def _show(self, words: str) -> None:
        self.list.clear()
        for row, action in matching(self._actions, words, self._settings.recent_commands):
            item = QListWidgetItem(style.icon(row.icon or "blank"), row.full or action.text())
            right = keys_text(action)
            if not action.isEnabled():
                item.setFlags(Qt.ItemFlag.ItemIsSelectable)
                right = need_of(row.id)
            item.setData(TwoSidedDelegate.RIGHT, right)
            item.setData(_ROW, row.id)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{item.text()}, {right}" if right else "")
            self.list.addItem(item)
        if not self.list.count():
            nothing = QListWidgetItem(style.icon("blank"), tr("No command found"))
            nothing.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(nothing)
        self.list.setCurrentRow(0)

    def _announce(self, item: QListWidgetItem | None) -> None:
        """Announce the selected action, because the focus stays in the search field."""
        if item is not None:
            describe(self.line, item.data(Qt.ItemDataRole.AccessibleTextRole) or item.text())

    def _run(self) -> None:
        item: QListWidgetItem | None = self.list.currentItem()
        if item is not None and Qt.ItemFlag.ItemIsEnabled in item.flags():
            name = str(item.data(_ROW))
            self._settings.note_command(name)
            self.accept()
            self._actions[name].trigger()


def matching(actions: ActionSet, words: str, recent: Sequence[str] = ()) -> list[tuple[Action, QAction]]:
    """Return the actions that match all words, as `search` does."""
    rows = {row.id: (row, action) for row, action in actions.rows() if row.id != "help.commands"}
    commands = [
        Searchable(
            row.id, f"{action.text()}\n{row.text}\n{row.full}", synonyms_of(row.id), action.isEnabled()
        )
        for row, action in rows.values()
    ]
    return [rows[each] for each in search(commands, words, recent)]
