"""Details of links in the inspector: who passes the customer on, what is lost, what is repaired."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.panels.recovery_field import RecoveryField
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.links import recovery_action
from journey_editor.model.records import Link
from tests.app.driver import press, select, settle, type_into
from tests.app.panels.test_inspector import field, pick

pytestmark = pytest.mark.usefixtures("kept_window")


def test_a_handoff_that_loses_the_context_is_described_and_undone(sample: MainWindow) -> None:
    session = sample.session
    link = next(each for each in session.document.select(Link) if each.kind == "handoff").id
    session.selection.replace([link])
    settle()
    pick(sample, "context", "Lost")
    type_into(field(sample, "passed"), "customer number")
    type_into(field(sample, "wait"), "25 min")
    type_into(field(sample, "wait_target"), "5 min")
    press(field(sample, "wait_target"), Qt.Key.Key_Return)
    found = session.document.get(Link, link)
    assert (found.context, found.passed, found.wait, found.wait_target) == (
        "lost",
        "customer number",
        1500,
        300,
    )
    drawn = next(each for each in sample.canvas.map_scene.layout.links if each.id == link)
    assert drawn.marks == ("lost", "missed")
    for _ in range(4):
        session.undo()
    settle()
    assert session.document.get(Link, link).context == ""


def test_a_recovery_is_ticked_off_action_by_action_and_found(sample: MainWindow) -> None:
    session = sample.session
    (link,) = select(sample, "link", "")[:1]
    pick(sample, "kind", "Service recovery")
    recovery = field(sample, "recovery")
    assert isinstance(recovery, RecoveryField)
    done, day, by = recovery.rows["apologise"]
    assert not day.isVisibleTo(recovery)
    QTest.mouseClick(done, Qt.MouseButton.LeftButton)
    settle()
    assert day.isVisibleTo(recovery)
    type_into(day, "2026-03-01")
    press(day, Qt.Key.Key_Return)
    type_into(by, "Ben Mayer")
    settle()
    found = recovery_action(session.document, link, "apologise")
    assert found is not None and (found.done, found.day, found.by) == (True, "2026-03-01", "Ben Mayer")
    sample.open_find()
    type_into(sample.bars.find_bar.line, "Ben Mayer")
    assert sample.bars.find_bar.info.text().startswith("Who does an action of a service recovery")
    assert session.selection.ids == (link,)
    sample.bars.find_bar.close_button.click()
    session.undo()
    session.undo()
    session.undo()
    settle()
    assert recovery_action(session.document, link, "apologise") is None
    assert not day.isVisibleTo(recovery)
