"""The log of a contact centre becomes measures and the actual path beside the planned journey."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.figures.contact_log import ContactLogDialog
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.comparison import compare
from journey_editor.insight.measures import figure
from journey_editor.model.records import Channel, Measure
from journey_editor.wording.measure_words import figure_words
from tests.app.driver import choose, press, select, settle
from tests.interchange.tables.test_contact_log import LOG, written


def opened(window: MainWindow, path: Path, qtbot: QtBot) -> ContactLogDialog:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        choose(window, "edit.contact_log")
    dialog = window.findChild(ContactLogDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.is_current and dialog.accept_button.isEnabled())
    return dialog


def test_a_log_becomes_measures_and_the_actual_path(sample: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    session = sample.session
    planned, before = session.journey_id, session.document
    (stage,) = select(sample, "stage", "Support")
    dialog = opened(sample, written(tmp_path), qtbot)
    rows = [
        tuple(dialog.figures.item(row, column).text() for column in (0, 1, 2, 4))
        for row in range(dialog.figures.rowCount())
    ]
    assert rows[:3] == [
        ("All", "Handling time", "3:25 min", "2"),
        ("All", "Waiting time", "3:15 min", "2"),
        ("All", "ASA", "30 s", "1"),
    ]
    assert dialog.path_words.text().startswith("Commonest path: Started › In queue › Finished. 1 of 3")
    assert "1 row was left out, the first is row 19." in dialog.message.text()
    dialog.roles["customer"].setFocus()
    press(dialog.roles["customer"], Qt.Key.Key_Tab)
    assert next(iter(dialog.states.values())).hasFocus(), "Tab leads on to the states"
    # Without the meaning of talking, nothing was handled.
    talking = dialog.states["Talking"]
    talking.setCurrentIndex(talking.findData(""))
    qtbot.waitUntil(lambda: dialog.is_current and dialog.figures.item(0, 1).text() == "Waiting time")
    talking.setCurrentIndex(talking.findData("talk"))
    qtbot.waitUntil(lambda: dialog.is_current and dialog.figures.item(0, 1).text() == "Handling time")
    dialog.accept()
    settle()
    document = session.document
    measures = document.select(Measure, journey=planned)
    said = [figure_words(figure(document, each)) for each in measures if each.stage == stage]
    assert "Handling time: 3:25 min · n = 2" in said and "Abandoned contacts: 50\u00a0% · n = 2" in said
    channels = {document.get(Channel, each.channel).kind for each in measures if each.channel}
    assert channels == {"phone", "live_chat"}
    assert all("From “log.csv”." in each.definition for each in measures)
    actual = document.journeys()[1]
    assert (actual.title, actual.state) == ("Actual path from “log.csv”", "as_is")
    assert [each.name for each in document.stages_of(actual.id)] == ["Started", "In queue", "Finished"]
    waiting = document.cards_of(actual.id)[1]
    assert (waiting.text, waiting.duration) == ("In queue", 180)
    assert waiting.note == "Channels: Chat (1)\nQueues: Billing (1)"
    assert document.stages_of(actual.id)[1].goal == "3 of 3 contacts"
    assert compare(document, planned, actual.id)
    # It is one step, and read again, the measures are the same ones.
    session.undo()
    assert session.document == before
    session.redo()
    select(sample, "stage", "Support")
    opened(sample, written(tmp_path, LOG.replace("2026-02", "2026-04")), qtbot).accept()
    settle()
    assert len(session.document.select(Measure, journey=planned)) == len(measures)
