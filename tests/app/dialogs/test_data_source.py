"""Measures are read from files: bound in the window, followed on the disk, and kept if the file fails."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.figures.data_source import SourceDialog
from journey_editor.app.dialogs.measures import MeasuresDialog
from journey_editor.app.program.application import Application
from journey_editor.app.session.figure_sources import failure_words
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import add_measure
from journey_editor.insight.rules import findings
from journey_editor.model.records import DataSource, Measure, Reading
from tests.app.driver import choose, menu_text, settle

EARLY = "Day;Team;CSAT\n01.02.2026;Phone;80 %\n01.03.2026;Phone;90 %\n01.03.2026;Chat;10 %\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def figure_on_map(window: MainWindow) -> str:
    """Return the figure of the measure as a screen reader says it; the sample has its own ones, too."""
    said = "; ".join(each.said for each in window.canvas.map_scene.layout.summaries)
    return next((each for each in said.split("; ") if each.startswith("Satisfaction: ")), "")


@pytest.fixture
def window(sample: MainWindow) -> MainWindow:
    session = sample.session
    with session.edit("Measure") as draft:
        add_lane(draft, session.journey_id, "metrics")
        measure = add_measure(draft, session.journey_id)
        draft.change(measure, name="Satisfaction", target=70.0)
    return sample


def bind(window: MainWindow, path: Path, qtbot: QtBot) -> MeasuresDialog:
    """Bind the measure to a file with the dialogs, to the rows of the phone team."""
    choose(window, "edit.measures")
    measures = window.findChild(MeasuresDialog)
    assert measures is not None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        measures.source.buttons["bind"].click()
    dialog = measures.findChild(SourceDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.is_current and dialog.accept_button.isEnabled())
    assert dialog.fields.chosen() | {"value_column": "CSAT", "day_column": "Day"} == dialog.fields.chosen()
    assert dialog.rows.item(1, 2).text() == "80 %" and dialog.readings.rowCount() == 3
    dialog.fields.columns["filter_column"].setCurrentText("Team")
    dialog.fields.filter_value.setEditText("Phone")
    qtbot.waitUntil(lambda: dialog.is_current and dialog.readings.rowCount() == 2)
    assert [dialog.readings.item(0, each).text() for each in (0, 1)] == ["2026-03-01", "90 %"]
    assert "2 rows were read." in dialog.message.text()
    dialog.accept()
    settle()
    return measures


def test_a_measure_follows_its_file(window: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session = window.session
    path = written(tmp_path / "figures.csv", EARLY)
    dialog = bind(window, path, qtbot)
    (source,) = session.document.select(DataSource)
    assert (Path(source.path).name, source.filter_value) == ("figures.csv", "Phone")
    assert menu_text(window, "edit.undo") == "Undo Read figures from “figures.csv”"
    assert "90 %" in figure_on_map(window)
    assert not dialog.buttons["reading"].isEnabled()
    before = session.store.edits_made
    # The file is replaced, as spreadsheet programs do it; the figure on the map follows, as one step.
    written(tmp_path / "new.csv", EARLY + "01.04.2026;Phone;60 %\n").replace(path)
    qtbot.waitUntil(lambda: "60 %" in figure_on_map(window), timeout=10_000)
    assert session.store.edits_made == before + 1
    assert dialog.source.state.text() == "3 rows were read."
    (missed,) = [
        each for each in findings(session.document, session.journey_id) if each.rule == "missed_target"
    ]
    assert missed.items == (source.measure,)
    # A file that has changed its shape keeps the readings, and says so once.
    written(path, "Day;Team;Score\n01.05.2026;Phone;50 %\n")
    reason = "There is no column “CSAT” in the table."
    qtbot.waitUntil(lambda: reason in window.notice_bar.text, timeout=10_000)
    assert window.notice_bar.text == f"Satisfaction keeps its last readings. {reason}"
    assert dialog.source.state.text() == f"{reason} The last readings are kept."
    assert "60 %" in figure_on_map(window)
    window.notice_bar.hide()
    window.figure_sources.read_now(source.measure)
    qtbot.waitUntil(lambda: not window.program.jobs.active)
    assert window.notice_bar.isHidden()
    path.unlink()
    qtbot.waitUntil(lambda: "“figures.csv” was not found." in dialog.source.state.text(), timeout=10_000)
    # When the file is back, the notice goes.
    assert not window.notice_bar.isHidden()
    written(path, EARLY)
    qtbot.waitUntil(window.notice_bar.isHidden, timeout=10_000)
    assert dialog.source.state.text() == "2 rows were read."
    # Without the source, the readings stay and can be edited again.
    dialog.source.buttons["unbind"].click()
    settle()
    assert not session.document.select(DataSource) and len(session.document.select(Reading)) == 2
    assert dialog.buttons["reading"].isEnabled()


def test_figures_are_read_again_when_the_project_is_opened(
    program: Application, window: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    path = written(tmp_path / "figures.csv", EARLY)
    bind(window, path, qtbot)
    saved = tmp_path / "map.journey"
    window.files.save_as(saved)
    qtbot.waitUntil(lambda: window.session.store.path == saved and not window.session.store.unsaved)
    (source,) = window.session.document.select(DataSource)
    assert source.path == "figures.csv"
    window.close()
    settle()
    written(path, EARLY + "05.03.2026;Phone;20 %\n")
    again = program.open(saved)
    assert again is not None
    qtbot.waitUntil(lambda: "20 %" in figure_on_map(again), timeout=10_000)
    assert menu_text(again, "edit.undo") == "Undo Read figures from “figures.csv”"
    # What is undone is not done again as long as the file stays the same.
    again.session.undo()
    settle()
    again.figure_sources.check()
    qtbot.waitUntil(lambda: not again.program.jobs.active)
    assert "90 %" in figure_on_map(again)
    # Nothing is read while the project is read-only.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(again.session), "read_only", True)
        written(path, EARLY + "06.03.2026;Phone;30 %\n")
        again.figure_sources.check()
        assert not again.program.jobs.active and "90 %" in figure_on_map(again)


def test_a_lost_file_is_said_once_for_all_its_measures() -> None:
    measures = [
        Measure(id=f"measure:{name}", journey="journey:1", name=name) for name in ("A", "B", "C", "D", "E")
    ]
    gone, shape = "“a.csv” was not found.", "There is no column “Wait” in the table."
    failures = [(each, gone) for each in measures[:4]] + [(measures[4], shape)]
    assert failure_words(failures).splitlines() == [
        f"A, B, C and 1 more keep their last readings. {gone}",
        f"E keeps its last readings. {shape}",
    ]
