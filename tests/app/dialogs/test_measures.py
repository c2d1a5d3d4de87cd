"""Measures in the window: added for what is selected, read from counts, and shown in a lane of metrics."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTableWidgetItem

from journey_editor.app.dialogs.measures import MeasuresDialog
from journey_editor.app.panels.form import Form
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.journeys import set_language
from journey_editor.editing.commands.measures import set_measure_kind
from journey_editor.model.records import Measure, Reading
from tests.app.driver import choose, press, select, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")


@pytest.fixture
def dialog(sample: MainWindow) -> MeasuresDialog:
    select(sample, "stage", "Support")
    choose(sample, "edit.measures")
    settle()
    found = sample.findChild(MeasuresDialog)
    assert found is not None
    return found


def read(dialog: MeasuresDialog, **cells: str) -> None:
    """Add a reading, and type into its cells."""
    dialog.buttons["reading"].click()
    settle()
    row = dialog.readings.currentRow()
    for name, text in cells.items():
        item = dialog.readings.item(row, ("day", "value", "positive", "negative", "total").index(name))
        assert item is not None
        item.setText(text)
        settle()


def test_a_measure_is_added_for_a_stage_read_and_shown(sample: MainWindow, dialog: MeasuresDialog) -> None:
    session = sample.session
    dialog.buttons["add"].click()
    settle()
    form = dialog.area.widget()
    assert isinstance(form, Form)
    type_into(form.fields["target"], "80")
    press(form.fields["target"], Qt.Key.Key_Return)
    read(dialog, day="2026-03-01", positive="42", total="56")
    (measure,) = session.document.select(Measure)
    assert (measure.kind, measure.target) == ("csat", 80.0)
    assert dialog.list.item(0).text() == "CSAT: 75 % · target 80 % · n = 56\nSupport"
    read(dialog, total="many")
    assert dialog.message.text() == "“many” is no valid value here. Nothing was changed."
    # A share is at most 100 %.
    value = dialog.readings.item(dialog.readings.currentRow(), 1)
    assert value is not None
    value.setText("120 %")
    settle()
    assert dialog.message.text() == "“120 %” is no valid value here. Nothing was changed."
    dialog.buttons["no_reading"].click()
    settle()
    (reading,) = session.document.select(Reading)
    assert (reading.day, reading.positive, reading.total) == ("2026-03-01", 42, 56)
    dialog.buttons["lane"].click()
    settle()
    summaries = sample.canvas.map_scene.layout.summaries
    (figure,) = (figure for summary in summaries for figure in summary.figures)
    assert (figure.id, figure.state) == (measure.id, "bad")
    assert dialog.buttons["lane"].isHidden()
    form = dialog.area.widget()
    assert isinstance(form, Form)
    kind = form.fields["kind"]
    assert isinstance(kind, QComboBox)
    kind.setCurrentText("Waiting time")
    kind.activated.emit(kind.currentIndex())
    settle()
    changed = session.document.get(Measure, measure.id)
    assert (changed.kind, changed.higher_is_better) == ("waiting", False)
    dialog.buttons["delete"].click()
    settle()
    assert not session.document.select(Measure) and not session.document.select(Reading)
    session.undo()
    settle()
    assert dialog.list.count() == 1


def test_readings_show_what_the_project_has(
    sample: MainWindow, dialog: MeasuresDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert dialog.list.hint.startswith("Measures are figures such as")
    assert dialog.buttons["add"].text() == "Add for the selection"
    sample.session.selection.clear()
    settle()
    assert dialog.buttons["add"].text() == "Add for the journey"
    dialog.buttons["add"].click()
    settle()
    assert not dialog.list.hint

    def cell() -> QTableWidgetItem:
        found = dialog.readings.item(0, 1)
        assert found is not None
        return found

    read(dialog, day="2026-03-01", value="75")
    cell().setText("  75 %")
    settle()
    assert cell().text() == "75", "the same value is written as before"
    assert not dialog.readings.isColumnHidden(2) and dialog.readings.isColumnHidden(3), "none are against"
    with sample.session.edit("Kind") as draft:
        set_measure_kind(draft, dialog.measure, "nps")
    settle()
    heads = [dialog.readings.horizontalHeaderItem(at) for at in (2, 3)]
    assert [each.text() for each in heads if each] == ["Promoters", "Detractors"]
    assert not dialog.readings.isColumnHidden(3)
    with sample.session.edit("Arabic") as draft:
        set_language(draft, sample.session.journey_id, "ar")
        draft.change(draft.get(Measure, dialog.measure), target=80.0)
    settle()
    figure_of, place = dialog.list.item(0).text().split("\n")
    assert (figure_of[0], figure_of[-1], place) == ("\u2067", "\u2069", "Whole journey")
    monkeypatch.setattr(type(sample.session), "read_only", True)
    dialog.refresh()
    assert not cell().flags() & Qt.ItemFlag.ItemIsEditable
    cell().setText("20")
    settle()
    assert cell().text() == "75"
