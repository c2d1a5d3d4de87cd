"""What the map says: the panel lists findings, shows them on the map, and dismisses them with a reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from journey_editor.app.panels.insight_panel import InsightPanel
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.insights import switch_rule
from journey_editor.model.records import Card, Dismissal, Lane
from tests.app.driver import choose, press, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key


@pytest.fixture
def panel(sample: MainWindow) -> InsightPanel:
    choose(sample, "view.insights")
    settle()
    found = sample.findChild(InsightPanel)
    assert found is not None and found.isVisibleTo(sample)
    return found


def branch(panel: InsightPanel, name: str) -> QTreeWidgetItem | None:
    """Return the row of a rule, or of what is not shown."""
    rows = map(panel.tree.topLevelItem, range(panel.tree.topLevelItemCount()))
    return next((row for row in rows if row is not None and row.text(0).startswith(name)), None)


def idea(window: MainWindow, text: str) -> str:
    """Add an opportunity that nobody owns."""
    session = window.session
    with session.edit("Add card") as draft:
        lane = next(each for each in draft.select(Lane) if each.kind == "opportunity")
        step = draft.columns_of(session.journey_id)[0].id
        return add_card(draft, step, lane.id, text, kind="opportunity").id


def test_a_finding_is_shown_dismissed_with_a_reason_and_shown_again(
    sample: MainWindow, panel: InsightPanel, qtbot: QtBot
) -> None:
    session = sample.session
    card = idea(sample, "Ring back within the hour")
    qtbot.waitUntil(lambda: branch(panel, "Opportunity without owner") is not None)
    rule = branch(panel, "Opportunity without owner")
    assert rule is not None
    rows = [rule.child(index) for index in range(rule.childCount())]
    row = next(each for each in rows if each.text(0) == "“Ring back within the hour”")
    panel.tree.scrollToItem(row)
    QTest.mouseClick(
        panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=panel.tree.visualItemRect(row).center()
    )
    settle()
    assert session.selection.ids == (card,)
    assert panel.reason_of_rule.text() == "An idea that nobody owns is rarely carried out."
    press(panel.tree, KEY.Key_Delete)
    type_into(panel.reason, "Decided in March")
    press(panel.reason, KEY.Key_Return)
    settle()
    (dismissal,) = session.document.select(Dismissal)
    assert (dismissal.item, dismissal.reason) == (card, "Decided in March")
    hidden = branch(panel, "Dismissed (1)")
    assert hidden is not None
    assert hidden.child(0).text(0) == "“Ring back within the hour” Reason: Decided in March"
    choose(sample, "edit.undo")
    qtbot.waitUntil(lambda: branch(panel, "Dismissed") is None)
    press(panel.tree, KEY.Key_Escape)
    assert sample.canvas.hasFocus()


def test_the_panel_follows_the_map_and_the_rules_that_are_on(
    sample: MainWindow, panel: InsightPanel, qtbot: QtBot
) -> None:
    session = sample.session
    card = idea(sample, "Ring back")
    qtbot.waitUntil(lambda: branch(panel, "Opportunity without owner") is not None)
    with session.edit("Switch off rule") as draft:
        switch_rule(draft, "opportunity_without_owner", on=False)
    qtbot.waitUntil(lambda: branch(panel, "Opportunity without owner") is None)
    assert branch(panel, "Rules that are off (1)") is not None
    choose(sample, "edit.undo")
    with session.edit("Change card") as draft:
        draft.change(draft.get(Card, card), owner="Ben")
    qtbot.waitUntil(lambda: branch(panel, "Rules that are off") is None)
    rule = branch(panel, "Opportunity without owner")
    words = [rule.child(index).text(0) for index in range(rule.childCount())] if rule else []
    assert "“Ring back”" not in words
    # The panel is remembered, and costs nothing while it is hidden.
    assert "insights" not in sample.settings.panels_hidden
    choose(sample, "view.insights")
    assert "insights" in sample.settings.panels_hidden
