"""Curves of another journey in a chart, in the window: chosen, read, opened, and redrawn."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPushButton
from pytestqt.qtbot import QtBot

from journey_editor.app.canvas.accessible import focus_words
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.layout.chart_boxes import CurveLayout
from journey_editor.layout.queries.navigation import Place
from journey_editor.model.records import EmotionPoint, Lane
from tests.app.canvas.test_context_menu import opened
from tests.app.driver import choose, menu_text, settle
from tests.app.panels.test_outline import item, rows
from tests.two_journeys import as_is_and_to_be


def others(window: MainWindow) -> list[CurveLayout]:
    return [each for chart in window.canvas.map_scene.layout.charts for each in chart.others]


def click(window: MainWindow, x: float, y: float) -> None:
    at = window.canvas.mapFromScene(x, y)
    QTest.mouseClick(window.canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at))
    settle()


def test_the_intended_curves_are_chosen_read_opened_and_follow_undo(
    program: Application, qtbot: QtBot
) -> None:
    window = program.show_unnamed(as_is_and_to_be())
    qtbot.waitExposed(window)
    session, scene = window.session, window.canvas.map_scene
    journey, later = (each.id for each in session.document.journeys())
    lane = next(each for each in session.document.lanes_of(journey) if each.kind == "emotion")

    # The inspector of the lane offers the other journeys, with their states.
    session.selection.replace([lane.id])
    settle()
    combo = window.inspector.form.fields["other_journey"]
    assert isinstance(combo, QComboBox) and combo.currentText() == "To-be: Buying a bike"
    for text, count in (("None", 0), ("To-be: Buying a bike", 3)):
        combo.setCurrentIndex(combo.findText(text))
        combo.activated.emit(combo.currentIndex())
        settle()
        assert len(others(window)) == count
    session.undo()
    session.undo()
    assert session.document.get(Lane, lane.id).other_journey == later

    # A screen reader hears them at the lane and at each step, and the outline lists them.
    session.selection.replace([lane.id])
    settle()
    said = focus_words(scene, window.canvas.focus.place())
    assert said.endswith("With the curves of the journey “To-be: Buying a bike”")
    pay = session.document.columns_of(journey)[3].id
    said = focus_words(scene, Place("", pay, lane.id))
    assert said.endswith("To-be: Sofie: pleased, To-be: Bo: neutral, To-be: Kim: annoyed")
    item(window, "Emotion").setExpanded(True)
    assert "  To-be: Sofie 6" in rows(window)

    # A click says whose the curve is; it neither selects nor sets anything.
    before, sofie = session.document, others(window)[0]
    point = sofie.points[-1]
    click(window, point.x, point.y)
    assert "“Sofie” is a curve of the journey “To-be: Buying a bike”" in window.notice_bar.text
    assert session.document is before and not session.selection.ids
    (button,) = (each for each in window.notice_bar.findChildren(QPushButton) if each.isVisible())
    button.click()
    settle()
    assert session.journey_id == later and not others(window)
    choose(window, "journey.back")
    assert (session.journey_id, session.selection.ids) == (journey, (lane.id,))

    # So does the lane's menu, or Alt+Enter.
    assert menu_text(window, "journey.open_detail") == "Open the journey of the other curves"
    menu = opened(window)
    assert "Open the journey of the other curves" in menu
    window.canvas.setFocus()
    choose(window, "journey.open_detail")
    assert session.journey_id == later

    # What is drawn there is drawn here, and undone here, too.
    drawn = {each.id: (each.x, each.y) for each in sofie.points}
    with session.edit("Change emotion") as draft:
        draft.change(draft.get(EmotionPoint, point.id), value=-1.0)
    session.show_journey(journey)
    assert {each.id: (each.x, each.y) for each in others(window)[0].points} != drawn
    session.undo()
    session.show_journey(journey)
    assert {each.id: (each.x, each.y) for each in others(window)[0].points} == drawn
