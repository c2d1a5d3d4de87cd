"""Tables of rows and figures in dialogs, and the question for a file with a table."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from journey_editor.foundation.translation import tr
from journey_editor.interchange.tables.reading import SUFFIXES
from journey_editor.interchange.tables.values import Row, column_letters, value_text

_LONGEST = 200
_MOST_COLUMNS = 60
_FOR_BOLD = 14
_WIDEST = 220
"""Maximum width of a column at first, in pixels."""


def ask_for_table(parent: QWidget, folder: Path) -> Path | None:
    """Ask for a file with a table; return None if none is chosen."""
    endings = " ".join(f"*{each}" for each in SUFFIXES)
    kinds = tr("Tables ({endings})").format(endings=endings)
    chosen, _ = QFileDialog.getOpenFileName(parent, tr("Choose a file"), str(folder), kinds)
    return Path(chosen) if chosen else None


def table_of(name: str) -> QTableWidget:
    """Return an empty table for reading, with a name for screen readers."""
    table = QTableWidget(0, 0)
    table.setAccessibleName(name)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    return table


def fill(table: QTableWidget, headings: list[str], texts: list[list[str]]) -> None:
    """Show texts by row and column, below headings."""
    table.setColumnCount(len(headings))
    table.setHorizontalHeaderLabels(headings)
    table.setRowCount(len(texts))
    for row, line in enumerate(texts):
        for column, text in enumerate(line):
            table.setItem(row, column, QTableWidgetItem(text))
    if table.horizontalHeader().sectionResizeMode(0) == QHeaderView.ResizeMode.Interactive:
        table.resizeColumnsToContents()
        for column in range(table.columnCount()):
            # A heading in bold is a little wider.
            table.setColumnWidth(column, min(table.columnWidth(column) + _FOR_BOLD, _WIDEST))


def fill_rows(table: QTableWidget, rows: Sequence[Row]) -> None:
    """Show rows of a file with the letters of their columns and their numbers."""
    wide = max((max(row.cells) for row in rows), default=-1)
    letters = [column_letters(index) for index in range(min(wide + 1, _MOST_COLUMNS))]
    texts = [[value_text(row.cells.get(index))[:_LONGEST] for index in range(len(letters))] for row in rows]
    fill(table, letters, texts)
    table.setVerticalHeaderLabels([str(row.number) for row in rows])
