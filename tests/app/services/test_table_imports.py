"""Tables open with a preview, in which each column's role can be changed before the map is made."""

from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs import table_review
from journey_editor.app.dialogs.table_review import TableReview
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.interchange.journey_tables.grid import Grid
from journey_editor.interchange.journey_tables.plan import Plan, guessed
from journey_editor.model.records import Lane
from tests.app.dialog_driver import opened
from tests.app.driver import choose, find, menu_text, press

ROWS = """Stage,User action,Emotion,Pain point,Remarks of Ada
Search,Looks around,curious,too much,first
Search,Compares,4,confusing,
Buy,Pays,2,slow,last
"""


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "trip.csv"
    file.write_text(ROWS, "utf-8")
    return file


def lanes(window: MainWindow) -> list[str]:
    document, journey = window.session.document, window.session.journey
    return [each.kind for each in document.lanes_of(journey.id)]


def texts(dialog: TableReview) -> list[str]:
    return [
        str(dialog.model.headerData(each, Qt.Orientation.Horizontal))
        for each in range(dialog.model.columnCount())
    ]


def test_a_table_opens_with_a_preview_and_its_roles_are_remembered(
    program: Application, table: Path, qtbot: QtBot
) -> None:
    assert program.open(table) is None, "nothing opens before the user agrees"
    dialog = opened(TableReview)
    assert texts(dialog) == [
        "Stage",
        "Cards: Actions",
        "Emotion curve",
        "Cards: Pain points",
        "Note of the first card",
    ]
    assert [each.accessibleName() for each in dialog.roles][:2] == ["Stage", "User action"]
    dialog.table.setFocus()
    press(dialog.table, Qt.Key.Key_Tab)
    assert dialog.roles[0].hasFocus(), "Tab leads on as the window is laid out"
    before = dialog.map.drawing
    dialog.roles[3].setCurrentIndex(dialog.roles[3].findData(""))
    assert dialog.map.drawing != before, "the map is drawn again at once"
    assert "Not imported: “Pain point”." in dialog.notes.toPlainText()
    cell = dialog.model.index(1, 3)
    assert dialog.model.data(cell, Qt.ItemDataRole.FontRole).strikeOut(), "it is not only grey"
    assert dialog.model.data(cell, Qt.ItemDataRole.AccessibleTextRole) == "too much, not used"
    press(dialog, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(program.windows) == 1)
    window = program.windows[0]
    assert lanes(window) == ["action", "emotion"]
    assert find(window, "card", "Compares")
    assert "“trip.csv” was imported into a new project" in window.notice_bar.text
    other = table.with_name("other.csv")
    other.write_text(ROWS.replace("Pays", "Signs"), "utf-8")
    program.open(other)
    dialog = opened(TableReview)
    assert texts(dialog)[3] == "Not used", "the table has the same headings"
    dialog.reject()
    assert len(program.windows) == 1


def test_a_table_is_imported_into_a_project_as_one_step(
    program: Application, sample: MainWindow, table: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(table)], ""))
    before = sample.session.document
    choose(sample, "project.import")
    dialog = opened(TableReview)
    dialog.turned.click()
    assert dialog.plan.turned and dialog.model.headerData(0, Qt.Orientation.Horizontal) == "A"
    dialog.turned.click()
    dialog.create_button.click()
    qtbot.waitUntil(lambda: sample.session.document is not before)
    assert sample.session.journey.title == "trip"
    assert {each.kind for each in sample.session.document.lanes_of(sample.session.journey_id)} == {
        "action", "emotion", "pain_point",
    }  # fmt: skip
    assert menu_text(sample, "edit.undo") == "Undo Import"
    choose(sample, "edit.undo")
    assert sample.session.document == before
    assert sample.session.document.select(Lane)


def test_another_table_of_a_file_is_read_in_the_background(
    program: Application, sample: MainWindow, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "two.md"
    row = "| Search | Looks |\n"
    file.write_text(f"| Stage | Action |\n|-|-|\n{row}\n# Other\n\n| Stage | Quote |\n|-|-|\n{row}", "utf-8")
    sample.imports.add([file])
    dialog = opened(TableReview)
    gate = Event()

    def guessed_at_last(grid: Grid) -> Plan:
        assert gate.wait(10)
        return guessed(grid)

    monkeypatch.setattr(program.jobs, "patience", 0)
    monkeypatch.setattr(table_review, "guessed", guessed_at_last)
    other = 1 - dialog.tables.currentIndex()
    dialog.tables.setCurrentIndex(other)
    dialog.tables.activated.emit(other)
    assert dialog.notes.toPlainText().startswith("Reading “") and not dialog.create_button.isEnabled()
    before = dialog.plan
    gate.set()
    qtbot.waitUntil(dialog.create_button.isEnabled)
    assert dialog.plan != before and dialog.tables.currentIndex() == other
    dialog.reject()


COPIED = (
    '\tAwareness\t\tOrder\nActions\tsees ad\t"asks\na friend"\torders\n'
    'Quotes\t"I cannot find it\t"Too slow" she said\tHe said "no" and left\nEmotions\t4\t2\t1\n'
)
PAGE = (
    "<table><tr><th></th><th colspan=2>Awareness</th><th>Order</th></tr>"
    "<tr><td>Actions</td><td><p>sees ad</p><p>clicks it</p></td><td>asks<br>a friend</td><td>orders</td></tr>"
    "<tr><td rowspan=2>Pain points</td><td><ul><li>noise</li><li>dear</li></ul></td><td>unsure</td>"
    "<td>slow</td></tr><tr><td>cookie banner</td><td>-</td><td>fees</td></tr></table>"
)


def paste(window: MainWindow, text: str, html: str = "") -> None:
    """Paste what another program copied."""
    data = QMimeData()
    if text:
        data.setText(text)
    if html:
        data.setHtml(html)
    QGuiApplication.clipboard().setMimeData(data)
    choose(window, "edit.paste")


def cards(window: MainWindow) -> list[str]:
    session = window.session
    return sorted(card.text for card in session.document.cards_of(session.journey_id))


def test_a_whole_journey_that_is_pasted_becomes_the_map_that_was_meant(
    program: Application, sample: MainWindow
) -> None:
    window = program.new_project("blank")
    before = window.session.document
    paste(window, COPIED)
    opened(TableReview).create_button.click()
    session = window.session
    names = [stage.name for stage in session.document.stages_of(session.journey_id)]
    assert names == ["Awareness", "Order"] and lanes(window) == ["action", "thought", "emotion"]
    assert '"Too slow" she said' in cards(window) and '"I cannot find it' in cards(window)
    assert len(session.document.journeys()) == 1, "it replaces the blank map"
    choose(window, "edit.undo")
    assert session.document == before

    titles = [each.title for each in sample.session.document.journeys()]
    paste(sample, "", PAGE)
    opened(TableReview).create_button.click()
    assert [each.title for each in sample.session.document.journeys()] == [*titles, "Pasted journey"]
    assert cards(sample) == [
        "a friend", "asks", "clicks it", "cookie banner", "dear", "fees", "noise", "orders", "sees ad",
        "slow", "unsure",
    ]  # fmt: skip

    choose(sample, "edit.undo")
    paste(sample, COPIED)
    opened(TableReview).cards_button.click()
    assert sample.canvas.placing.mode is not None, "its cells are placed as cards"


def test_a_copied_mermaid_journey_becomes_a_map(sample: MainWindow) -> None:
    before = sample.session.document
    paste(sample, "journey\n  title Tea\n  section Make\n    Boil: 3: Me\n")
    assert sample.session.journey.title == "Tea" and cards(sample) == ["Boil"]
    choose(sample, "edit.undo")
    assert sample.session.document == before
    paste(sample, "journey\nof a lifetime\n")
    assert "of a lifetime" in cards(sample)


def test_lists_and_lines_of_a_cell_are_pasted_as_they_were_meant(sample: MainWindow) -> None:
    paste(sample, "•\tfirst\n•\tsecond\n")
    assert {"first", "second"} <= set(cards(sample))
    paste(sample, '"two\nlines"\n')
    assert "two\nlines" in cards(sample)
    paste(sample, "", "<ul><li>only</li><li>as HTML</li></ul>")
    assert {"only", "as HTML"} <= set(cards(sample))
