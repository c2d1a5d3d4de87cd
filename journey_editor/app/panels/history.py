"""History panel: the named steps of the session, done and undone; a click goes there."""

from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.editing.history import History
from journey_editor.foundation.memo import Same
from journey_editor.foundation.translation import ntr, tr

_NO_PARENT = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex


@reports_errors
class HistoryPanel(QWidget):
    """List of the steps, the earliest first; the first row is the state at the beginning."""

    left = Signal()
    """Emitted when the focus must return to the map."""
    step_chosen = Signal(int)
    """Emitted with the number of steps that are to be done."""
    cancelled = Signal()
    """Emitted when a long way is to end where it is."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("side", "left")
        self.setProperty("below", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(120, 96)
        self._session = session
        self._shown: tuple[object, ...] = ()
        self.steps = _Steps(session.editor.history)
        self.list = _List(self.steps)
        self.list.clicked.connect(self._go)
        self.list.row_activated.connect(self._go)
        self.list.escaped.connect(self._leave)
        heading = QLabel(tr("History"))
        heading.setProperty("role", "section")
        heading.setIndent(8)
        self.progress = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.progress.setProperty("role", "second")
        cancel = QPushButton(tr("Cancel"))
        cancel.clicked.connect(self.cancelled)
        self._waiting = QWidget()
        row = QHBoxLayout(self._waiting)
        row.setContentsMargins(8, 0, 4, 8)
        row.addWidget(self.progress, 1)
        row.addWidget(cancel)
        self._waiting.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 4, 0)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        column.addWidget(self._waiting)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the current steps."""
        done, undone = self.steps.history.done, self.steps.history.undone
        shown = (Same(done[-1]) if done else None, len(done), len(undone))
        if shown != self._shown and self.isVisibleTo(self.window()):
            self._shown = shown
            self.steps.refresh()
            current = self.steps.index(len(done))
            self.list.setCurrentIndex(current)
            self.list.scrollTo(current)

    def show_progress(self, remaining: int) -> None:
        """Show how many steps remain of a long way; 0 at its end."""
        self._waiting.setVisible(remaining > 0)
        self.progress.setText(ntr("{n} step to go…", "{n} steps to go…", remaining))
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the steps made while the panel was hidden."""
        super().showEvent(event)
        self.refresh()

    def _go(self, index: QModelIndex) -> None:
        self.step_chosen.emit(index.row())

    def _leave(self) -> None:
        if self._waiting.isVisible():
            self.cancelled.emit()
        else:
            self.left.emit()


@reports_errors
class _Steps(QAbstractListModel):
    """Steps of a history: the beginning, then the done steps, then the undone ones."""

    def __init__(self, history: History) -> None:
        super().__init__()
        self.history = history

    def refresh(self) -> None:
        """Read the history again."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = _NO_PARENT) -> int:
        """Return the number of steps, and one for the beginning."""
        return 0 if parent.isValid() else 1 + len(self.history.done) + len(self.history.undone)

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a step; the current one is bold with a mark, undone ones are italic."""
        row, current = index.row(), len(self.history.done)
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return self._name(row)
        if role == roles.ToolTipRole:
            return plain_tool_tip(self._described(row, current))
        if role == roles.AccessibleTextRole:
            return self._described(row, current)
        if role == roles.DecorationRole:
            return style.icon("chevron-right" if row == current else "blank")
        if role == roles.ForegroundRole and row > current:
            return style.brush(style.colors().second)
        if role == roles.FontRole and row >= current:
            font = QFont(style.FAMILIES)
            font.setPixelSize(13)
            font.setBold(row == current)
            font.setItalic(row > current)
            return font
        return None

    def _name(self, row: int) -> str:
        if row == 0:
            return tr("Beginning")
        done, undone = self.history.done, self.history.undone
        step = done[row - 1] if row <= len(done) else undone[len(done) - row]
        return step.name

    def _described(self, row: int, current: int) -> str:
        if row == current:
            return tr("{step}, current state").format(step=self._name(row))
        return tr("{step}, undone").format(step=self._name(row)) if row > current else self._name(row)


@reports_errors
class _List(QListView):
    """List in which a click or Enter chooses a row, and Esc leaves."""

    row_activated = Signal(QModelIndex)
    escaped = Signal()

    def __init__(self, steps: _Steps) -> None:
        super().__init__()
        self.setObjectName("history")
        self.setModel(steps)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(tr("History"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the row on Enter and Space, and leave on Esc."""
        keys = Qt.Key
        if event.key() in (keys.Key_Return, keys.Key_Enter, keys.Key_Space):
            self.row_activated.emit(self.currentIndex())
        elif event.key() == keys.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)
