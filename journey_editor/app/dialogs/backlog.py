"""Backlog of a project: what hurts and what helps most, with owners and progress, as a table."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.backlog_model import CARD, COLUMNS, RATED, SORT, BacklogModel
from journey_editor.app.dialogs.matrix_view import MatrixView
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.foundation.translation import ntr, tr
from journey_editor.insight.backlog import Item
from journey_editor.interchange.action_list import action_list, table_text
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.kinds import ACTION_STATUSES
from journey_editor.wording.choice_names import action_status_choice

_FINISHED = ("done", "dropped")
_TEXT = COLUMNS.index("text")
_LEAST_TEXT = 260
"""Minimum width in pixels of the column with the texts."""
_AnyIndex = QModelIndex | QPersistentModelIndex


@reports_errors
class BacklogDialog(QDialog):
    """Table of pain points and opportunities. Each change is an undo step of the project."""

    shown_on_map = Signal(str)
    """Emitted with the id of a card that is to be shown on the map."""
    export_wanted = Signal(str)
    """Emitted with the name of the list that is to be exported."""

    def __init__(self, parent: QWidget, session: Session) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Backlog"))
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._session = session
        self.model = BacklogModel(session)
        self.rows = _Rows(self.model)
        self.scope = ComboBox()
        self.scope.addItems([tr("This journey"), tr("All journeys")])
        self.scope.setAccessibleName(tr("Journeys"))
        self.scope.currentIndexChanged.connect(self._choose_scope)
        self.filter = QLineEdit(placeholderText=tr("Filter by text, stage or owner"), clearButtonEnabled=True)
        self.filter.setAccessibleName(tr("Filter"))
        self.filter.textChanged.connect(self._filter)
        self.finished_shown = QCheckBox(tr("Show what is done or dropped"))
        self.finished_shown.toggled.connect(self._filter)
        self.table = self._table()
        self.matrix = MatrixView(session)
        self.matrix.clicked.connect(self._choose)
        self.matrix.rated.connect(self._rate)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.table, tr("List"))
        self.tabs.addTab(self.matrix, tr("Priority matrix"))
        self.tabs.currentChanged.connect(lambda _: self._show_matrix())
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        for label in (self.count, self.message):
            label.setProperty("role", "second")
        for key in ("Ctrl+Tab", "Ctrl+Shift+Tab"):
            QShortcut(QKeySequence(key), self, self._turn)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._redo)
        self._lay_out()
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the cards as they are now."""
        self.model.refresh()
        several = self.model.all_journeys
        self.table.setColumnHidden(COLUMNS.index("journey"), not several)
        self._fit()
        self._count()
        self._show_matrix()

    def reject(self) -> None:
        """Put a dragged opportunity back, or else close."""
        if not self.matrix.cancel_drag():
            super().reject()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the texts the rest of the width."""
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """Give the texts the rest of the width, now that the columns have got their fonts."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def items(self) -> list[Item]:
        """Return the items of the shown rows, in their order."""
        rows = range(self.rows.rowCount())
        return [self.model.items[self.rows.mapToSource(self.rows.index(row, 0)).row()] for row in rows]

    def _turn(self) -> None:
        """Show the other tab, with the focus in it."""
        self.tabs.setCurrentIndex(1 - self.tabs.currentIndex())
        self.tabs.currentWidget().setFocus()

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.rows)
        table.setSortingEnabled(True)
        table.sortByColumn(COLUMNS.index("score"), Qt.SortOrder.AscendingOrder)
        table.setItemDelegate(_Delegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        table.setWordWrap(True)
        # Tab leads out of the table, to the tabs and the buttons; the arrow keys go from cell to cell.
        table.setTabKeyNavigation(False)
        table.setAlternatingRowColors(True)
        table.verticalHeader().hide()
        table.setAccessibleName(tr("Backlog"))
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        return table

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.setSpacing(8)
        for widget, stretch in ((self.scope, 0), (self.filter, 1), (self.finished_shown, 0)):
            above.addWidget(widget, stretch)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(self.count)
        below.addWidget(self.message, 1)
        self.buttons = {}
        for name, text, run in (
            ("show", tr("Show on the map"), self._show),
            ("list", tr("Copy list per owner"), self._copy_list),
            ("table", tr("Copy table"), self._copy_table),
            ("export", tr("Export…"), self._export),
            ("close", tr("Close"), self.close),
        ):
            button = QPushButton(text, autoDefault=False)
            button.clicked.connect(lambda _=False, run=run: run())
            below.addWidget(button)
            self.buttons[name] = button
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(above)
        column.addWidget(self.tabs, 1)
        column.addLayout(below)
        resize_within_screen(self, QSize(1080, 620))

    def _export(self) -> None:
        """Ask for an export of the shown tab."""
        self.export_wanted.emit("matrix" if self.tabs.currentWidget() is self.matrix else "backlog")

    def _fit(self) -> None:
        header = self.table.horizontalHeader()
        others = sum(header.sectionSize(at) for at in range(len(COLUMNS)) if at != _TEXT)
        self.table.setColumnWidth(_TEXT, max(_LEAST_TEXT, self.table.viewport().width() - others))

    def _choose_scope(self, index: int) -> None:
        self.model.all_journeys = index == 1
        self.refresh()

    def _filter(self) -> None:
        self.rows.show(self.filter.text(), finished=self.finished_shown.isChecked())
        self._count()
        self._show_matrix()

    def _count(self) -> None:
        shown, count = self.rows.rowCount(), self.model.rowCount()
        if not count:
            words = tr("There are no pain points and no opportunities yet.")
        elif shown < count:
            words = tr("{shown} of {count} are shown.").format(shown=shown, count=count)
        else:
            words = ntr("{n} pain point or opportunity", "{n} pain points and opportunities", count)
        self.count.setText(words)
        for name in ("show", "list", "table"):
            self.buttons[name].setEnabled(shown > 0)

    def _show_matrix(self) -> None:
        if self.tabs.currentWidget() is self.matrix:
            self.matrix.show_items(self.items())

    def _choose(self, card: str) -> None:
        """Make the row of a card current."""
        rows = [item.card.id for item in self.items()]
        if card in rows:
            self.table.setCurrentIndex(self.rows.index(rows.index(card), _TEXT))

    def _rate(self, card: str, impact: int, effort: int) -> None:
        """Rate an opportunity that was dragged in the matrix."""
        if self.model.change(card, impact=impact, effort=effort):
            self._choose(card)
            said = tr("Impact {impact}, effort {effort}").format(impact=impact, effort=effort)
            self._say(said)

    def _show(self) -> None:
        index = self.table.currentIndex()
        if not index.isValid():
            index = self.rows.index(0, 0)
        self.shown_on_map.emit(str(index.data(CARD)))
        self.close()

    def _copy_list(self) -> None:
        QGuiApplication.clipboard().setText(action_list(self._session.document, self.items()))
        self._say(tr("The list was copied."))

    def _copy_table(self) -> None:
        columns = [name for name in COLUMNS if name != "journey" or self.model.all_journeys]
        rows = [[self.model.headerData(COLUMNS.index(name), Qt.Orientation.Horizontal) for name in columns]]
        for row in range(self.rows.rowCount()):
            cells = (self.rows.index(row, COLUMNS.index(name)).data() for name in columns)
            rows.append([cell or "" for cell in cells])
        QGuiApplication.clipboard().setText(table_text(rows))
        self._say(tr("The table was copied. Paste it into a spreadsheet."))

    def _undo(self) -> None:
        if name := self._session.editor.undo_name:
            self._session.undo()
            self._say(tr("Undone: {name}").format(name=name))

    def _redo(self) -> None:
        if name := self._session.editor.redo_name:
            self._session.redo()
            self._say(tr("Redone: {name}").format(name=name))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        announce(self.message, text)


@reports_errors
class _Rows(QSortFilterProxyModel):
    """Rows that contain some words, sorted by a column."""

    def __init__(self, model: BacklogModel) -> None:
        super().__init__()
        self._backlog, self._words, self._finished = model, "", False
        self.setSourceModel(model)
        self.setSortRole(SORT)

    def show(self, words: str, *, finished: bool) -> None:
        """Show only rows with these words; what is done or dropped only if `finished`."""
        self._words, self._finished = words.casefold(), finished
        self.invalidate()

    def filterAcceptsRow(self, row: int, parent: _AnyIndex) -> bool:
        """Return whether a row is shown."""
        card = self._backlog.items[row].card
        if card.status in _FINISHED and not self._finished:
            return False
        cells = (str(self._backlog.index(row, column).data()) for column in range(len(COLUMNS)))
        return self._words in "\n".join(cells).casefold()


@reports_errors
class _Delegate(QStyledItemDelegate):
    """Editors of the table: a list for ratings and progress, a line for names."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: _AnyIndex) -> QWidget:
        """Return the editor of a cell."""
        name = COLUMNS[index.column()]
        if name not in (*RATED, "status"):
            editor = QLineEdit(parent)
            editor.setMaxLength(NAME_LIMIT)
            return editor
        combo = QComboBox(parent)
        if name == "status":
            for status in ACTION_STATUSES:
                combo.addItem(action_status_choice(status), status)
        else:
            combo.addItem(tr("Not rated"), None)
            for number in range(1, 6):
                combo.addItem(str(number), number)
        return combo

    def setEditorData(self, editor: QWidget, index: _AnyIndex) -> None:
        """Show the value of a cell in its editor."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(index.data(Qt.ItemDataRole.EditRole))))
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model: object, index: _AnyIndex) -> None:
        """Write the value of an editor."""
        value = editor.currentData() if isinstance(editor, QComboBox) else None
        if isinstance(editor, QLineEdit):
            value = " ".join(editor.text().split())
        index.model().setData(index, value)
