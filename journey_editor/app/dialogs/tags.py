"""Dialog for all tags of a project."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.tag import TagDialog
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.card_tags import name_of_tag
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.badges import tag_icon
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.editing.commands.tags import move_tag, rename_tag, tag_named
from journey_editor.editing.draft import Draft
from journey_editor.foundation.text import in_one_line, is_blank
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.kinds import TAG_COLORS
from journey_editor.model.records import CardTag, Tag
from journey_editor.wording.choice_names import tag_color_name

_TAG = Qt.ItemDataRole.UserRole
_NAME_WIDTH = 200
"""Maximum width of a name in the message, in pixels."""


@reports_errors
class _TagDelegate(TwoSidedDelegate):
    """Delegate whose editor takes no longer name than a tag can have."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a line edit."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            editor.setMaxLength(NAME_LIMIT)
        return editor


@reports_errors
class TagsDialog(QDialog):
    """List of the tags with the number of their cards. A name is edited in the list."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Tags"))
        self._session = session
        self._shown: tuple[object, ...] | None = None
        self.list = QListWidget()
        self.list.setItemDelegate(_TagDelegate(self.list))
        self.list.setIconSize(QSize(18, 18))
        self.list.setAccessibleName(tr("Tags"))
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked)
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.message.setProperty("role", "second")
        self.buttons = {
            "new": self._button(tr("New tag…"), self._ask_new),
            "rename": self._button(tr("Rename"), lambda: self.list.editItem(self.list.currentItem()), "F2"),
            "color": self._button(tr("Colour")),
            "up": self._button(tr("Move up"), lambda: self._move(-1), "Alt+Up"),
            "down": self._button(tr("Move down"), lambda: self._move(1), "Alt+Down"),
            "delete": self._button(tr("Delete"), self._delete, "Del"),
        }
        self.buttons["color"].setMenu(self._color_menu())
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._redo)
        self._lay_out()
        self.list.itemChanged.connect(self._rename)
        self.list.currentRowChanged.connect(self._follow_current)
        session.changed.connect(self.refresh)
        self._say(tr("If you give a tag the name of another one, the two become one tag."))
        self.refresh()

    @property
    def tag(self) -> str:
        """Id of the current tag, or an empty text."""
        item: QListWidgetItem | None = self.list.currentItem()
        return str(item.data(_TAG)) if item is not None else ""

    def refresh(self) -> None:
        """Show the tags as they are now. Without a change, a name that is being edited stays open."""
        document, current, row = self._session.document, self.tag, self.list.currentRow()
        tags = [(tag, len(document.select(CardTag, tag=tag.id))) for tag in document.tags()]
        if (shown := (style.colors(), *tags)) == self._shown:
            return
        self._shown = shown
        with QSignalBlocker(self.list):
            self.list.clear()
            for tag, count in tags:
                words = ntr("{n} card", "{n} cards", count)
                item = QListWidgetItem(tag_icon(tag.color), name_of_tag(tag), self.list)
                item.setData(_TAG, tag.id)
                item.setData(TwoSidedDelegate.RIGHT, words)
                item.setData(
                    Qt.ItemDataRole.AccessibleTextRole,
                    ", ".join((name_of_tag(tag), tag_color_name(tag.color), words)),
                )
                item.setToolTip(plain_tool_tip(tag.name))
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            ids = [tag.id for tag, _ in tags]
            self.list.setCurrentRow(ids.index(current) if current in ids else min(max(row, 0), len(ids) - 1))
        self._follow_current()

    def _button(self, text: str, run: Callable[[], object] | None = None, keys: str = "") -> QPushButton:
        """Return a button. Its keys only act while the list has the focus."""
        button = QPushButton(text, autoDefault=False)
        if run is not None:
            button.clicked.connect(lambda _=False: run())
        if keys and run is not None:
            QShortcut(QKeySequence(keys), self.list, run, context=Qt.ShortcutContext.WidgetShortcut)
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            button.setToolTip(plain_tool_tip(shown))
        return button

    def _color_menu(self) -> QMenu:
        menu = QMenu(self)
        for color in range(TAG_COLORS):
            action = menu.addAction(tag_icon(color), tag_color_name(color))
            action.triggered.connect(lambda _=False, color=color: self._set_color(color))
        return menu

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setSpacing(6)
        for button in self.buttons.values():
            side.addWidget(button)
        side.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 1)
        row.addLayout(side)
        close = QPushButton(tr("Close"), autoDefault=False)
        close.clicked.connect(self.close)
        below = QHBoxLayout()
        below.setSpacing(12)
        below.addWidget(self.message, 1)
        below.addWidget(close, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        column.addLayout(row, 1)
        column.addLayout(below)
        resize_within_screen(self, QSize(520, 420))

    def _follow_current(self) -> None:
        row, count = self.list.currentRow(), self.list.count()
        for name, button in self.buttons.items():
            at_end = (name == "up" and row == 0) or (name == "down" and row == count - 1)
            button.setEnabled(name == "new" or (row >= 0 and not at_end))

    def _undo(self) -> None:
        if name := self._session.editor.undo_name:
            self._step(self._session.undo, tr("Undone: {name}").format(name=name))

    def _redo(self) -> None:
        if name := self._session.editor.redo_name:
            self._step(self._session.redo, tr("Redone: {name}").format(name=name))

    def _step(self, run: Callable[[], object], words: str) -> None:
        """Undo or redo a step, say so, and go to the first tag that it restored or changed."""
        before = set(self._session.document.tags())
        run()
        self._go_to(next((each.id for each in self._session.document.tags() if each not in before), self.tag))
        self._say(words)

    def _short(self, name: str) -> str:
        """Return a name as the message shows it: a long one would widen the dialog."""
        return self.message.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _NAME_WIDTH)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        announce(self.message, text)

    def _edit(self, name: str, change: Callable[[Draft, Tag], object]) -> bool:
        tag = self._session.document.find(self.tag)
        if not isinstance(tag, Tag):
            return False
        transaction = self._session.edit(name)
        with transaction as draft:
            change(draft, tag)
        return transaction.succeeded

    def _ask_new(self) -> None:
        dialog = TagDialog(self, self._session, ())
        dialog.accepted.connect(lambda: self._go_to_named(dialog.name.text()))
        dialog.open()

    def _go_to_named(self, name: str) -> None:
        tag = tag_named(self._session.document, name)
        self._go_to(tag.id if tag else "")

    def _go_to(self, tag_id: str) -> None:
        """Make a tag the current one, if it exists."""
        self.refresh()
        for row in range(self.list.count()):
            if self.list.item(row).data(_TAG) == tag_id:
                self.list.setCurrentRow(row)

    def _rename(self, item: QListWidgetItem) -> None:
        name, tag = in_one_line(item.text()), self._session.document.find(self.tag)
        if isinstance(tag, Tag) and not is_blank(name) and name != tag.name:
            other, before = tag_named(self._session.document, name), self._session.shown_view.filter
            other = None if other is None or other.id == tag.id else other
            step = tr("Merge tags") if other else tr("Rename tag")
            if self._edit(step, lambda draft, tag: rename_tag(draft, tag.id, name)) and other:
                self._session.shown_view.merge_tags(before, {tag.id: other.id})
                self._say(
                    tr("“{old}” and “{new}” are one tag now.").format(
                        old=self._short(tag.name), new=self._short(name)
                    )
                )
        # The list is shown again after the editor of the name has closed, also without a change.
        self._shown = None
        QTimer.singleShot(0, self, self.refresh)

    def _set_color(self, color: int) -> None:
        self._edit(tr("Change the tag’s colour"), lambda draft, tag: draft.change(tag, color=color))

    def _move(self, by: int) -> None:
        ids = [tag.id for tag in self._session.document.tags()]
        at = self.list.currentRow()
        if 0 <= at + by < len(ids):
            rest = ids[:at] + ids[at + 1 :]
            before = next(iter(rest[at + by :]), None)
            self._edit(tr("Move tag"), lambda draft, tag: move_tag(draft, tag.id, before))

    def _delete(self) -> None:
        tag = self._session.document.find(self.tag)
        if isinstance(tag, Tag) and self._edit(tr("Delete tag"), lambda draft, tag: draft.remove(tag.id)):
            self._say(tr("“{name}” was deleted.").format(name=self._short(name_of_tag(tag))))
