"""Backlog: pain points and opportunities in a table, rated, assigned and copied."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemDelegate, QComboBox, QLineEdit

from journey_editor.app.dialogs.backlog import BacklogDialog
from journey_editor.app.dialogs.backlog_model import COLUMNS
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Card
from tests.app.driver import choose, press, settle

pytestmark = pytest.mark.usefixtures("kept_window")


@pytest.fixture
def dialog(sample: MainWindow) -> BacklogDialog:
    choose(sample, "edit.backlog")
    settle()
    found = sample.findChild(BacklogDialog)
    assert found is not None
    return found


def words(dialog: BacklogDialog, column: str) -> list[str]:
    at = COLUMNS.index(column)
    return [dialog.rows.index(row, at).data() for row in range(dialog.rows.rowCount())]


def edit(dialog: BacklogDialog, row: int, column: str, value: str) -> None:
    """Edit a cell in place."""
    table = dialog.table
    index = dialog.rows.index(row, COLUMNS.index(column))
    table.setCurrentIndex(index)
    table.edit(index)
    editor = table.findChild(QComboBox) or table.viewport().findChild(QLineEdit)
    if isinstance(editor, QComboBox):
        editor.setCurrentText(value)
    else:
        editor.setText(value)
    table.commitData(editor)
    table.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
    settle()


def test_cards_are_rated_and_assigned_in_the_table(sample: MainWindow, dialog: BacklogDialog) -> None:
    scores = [int(each) for each in words(dialog, "score") if each]
    assert scores == sorted(scores, reverse=True) and len(scores) > 4
    first = dialog.items()[0].card
    edit(dialog, 0, "owner", "Grace")
    edit(dialog, 0, "status", "Done")
    changed = sample.session.document.get(Card, first.id)
    assert (changed.owner, changed.status) == ("Grace", "done")
    assert first.id not in [each.card.id for each in dialog.items()], "what is done is not shown"
    dialog.finished_shown.setChecked(True)
    assert first.id in [each.card.id for each in dialog.items()]
    QTest.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Undo))
    assert sample.session.document.get(Card, first.id).status == ""
    assert dialog.message.text().startswith("Undone: Change card")
    table, row = dialog.table, dialog.table.currentIndex().row()
    others = [table.columnWidth(at) for at in range(len(COLUMNS))][1:]
    assert table.columnWidth(0) == max(260, table.viewport().width() - sum(others)), "no gap at the end"
    for focused, shown in ((dialog.filter, dialog.matrix), (dialog.matrix, table)):
        focused.setFocus()
        QTest.keyClick(focused, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
        assert dialog.tabs.currentWidget() is shown and shown.hasFocus()
    press(table, Qt.Key.Key_Tab)
    assert not table.hasFocus() and table.currentIndex().row() == row, "Tab leaves the table"


def test_rows_are_filtered_copied_and_shown_on_the_map(sample: MainWindow, dialog: BacklogDialog) -> None:
    card = dialog.items()[-1].card
    dialog.filter.setText(card.text[:12])
    assert [each.card.id for each in dialog.items()] == [card.id]
    dialog.buttons["table"].click()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2 and lines[0].startswith("Pain point or opportunity\tStage\tSeverity")
    dialog.buttons["list"].click()
    assert QGuiApplication.clipboard().text().startswith("## ")
    dialog.buttons["show"].click()
    settle()
    assert sample.session.selection.ids == (card.id,)


def test_an_opportunity_is_dragged_to_another_rating(sample: MainWindow, dialog: BacklogDialog) -> None:
    dialog.tabs.setCurrentWidget(dialog.matrix)
    settle()
    matrix = dialog.matrix
    layout = matrix.layout_of_matrix
    assert layout is not None
    dot = layout.dots[0]
    target = next(cell for cell in layout.cells if (cell.impact, cell.effort) == (1, 5))
    start = matrix.mapFromScene(QPointF(*dot.at))
    end = matrix.mapFromScene(QPointF(*target.box.center))
    for stopped in (True, False):
        QTest.mousePress(matrix.viewport(), Qt.MouseButton.LeftButton, pos=start)
        QTest.mouseMove(matrix.viewport(), (start + end) / 2)
        QTest.mouseMove(matrix.viewport(), end)
        if stopped:
            press(dialog, Qt.Key.Key_Escape)
        QTest.mouseRelease(matrix.viewport(), Qt.MouseButton.LeftButton, pos=end)
        settle()
        card = sample.session.document.get(Card, dot.id)
        assert ((card.impact, card.effort) == (1, 5)) != stopped and dialog.isVisible()
    assert dialog.message.text() == "Impact 1, effort 5"
    QTest.keySequence(dialog, QKeySequence(QKeySequence.StandardKey.Undo))
    assert sample.session.document.get(Card, dot.id).effort != 5
