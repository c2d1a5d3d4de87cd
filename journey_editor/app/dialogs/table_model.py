"""Table of a file as a model of Qt: the source beside the map that is made from it."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr
from journey_editor.interchange.journey_tables.grid import Grid
from journey_editor.interchange.journey_tables.plan import Plan
from journey_editor.interchange.tables.values import column_letters
from journey_editor.wording.table_words import role_name

_MOST_ROWS, _MOST_COLUMNS = 500, 100
_LONGEST = 200
Index = QModelIndex | QPersistentModelIndex


@reports_errors
class TableModel(QAbstractTableModel):
    """First rows of a table. What is not on the map is grey and struck through, and its header says so."""

    def __init__(self, grid: Grid, plan: Plan) -> None:
        super().__init__()
        self._grid, self._plan = grid, plan

    def show_plan(self, grid: Grid, plan: Plan) -> None:
        """Show a table, or another plan of it."""
        self.beginResetModel()
        self._grid, self._plan = grid, plan
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of rows that are shown."""
        return 0 if parent.isValid() else min(len(self._grid.rows), _MOST_ROWS)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Return the number of columns that are shown."""
        return 0 if parent.isValid() else min(self._grid.width, _MOST_COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the text and the look of a cell."""
        text = self._grid.rows[index.row()][index.column()]
        line, place = self._line_and_place(index.row(), index.column())
        used = bool(self._plan.roles[line]) if line < len(self._plan.roles) else False
        if role == Qt.ItemDataRole.DisplayRole:
            return text[:_LONGEST]
        if role == Qt.ItemDataRole.ToolTipRole:
            return ""
        if role == Qt.ItemDataRole.AccessibleTextRole and not used and text:
            return tr("{text}, not used").format(text=text)
        if role == Qt.ItemDataRole.ForegroundRole and not used:
            return QColor(style.colors().second)
        if role == Qt.ItemDataRole.FontRole and (not used or place == self._plan.heading):
            font = QFont()
            font.setStrikeOut(not used)
            font.setBold(place == self._plan.heading)
            return font
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the role of a column, or of a row if the stages are in columns, and otherwise its place."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        across = orientation == Qt.Orientation.Horizontal
        if across == self._plan.turned:
            return column_letters(section) if across else str(section + 1)
        roles = self._plan.roles
        return role_name(roles[section]) if section < len(roles) else ""

    def _line_and_place(self, row: int, column: int) -> tuple[int, int]:
        """Return which role a cell has, and its place within its line."""
        return (row, column) if self._plan.turned else (column, row)
