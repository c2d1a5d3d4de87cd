"""Journeys of a project: duplicated as to-be, copied to another project, and put in order."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTabBar, QToolButton

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.comparison import compare
from journey_editor.model.records import Journey, Persona
from journey_editor.model.rules import check_document
from tests.app.driver import choose, settle

pytestmark = pytest.mark.usefixtures("kept_window")


def ids(window: MainWindow) -> list[str]:
    return [each.id for each in window.session.document.journeys()]


def tab_bar(window: MainWindow) -> QTabBar:
    tabs = window.journey_bar.findChild(QTabBar)
    assert tabs is not None
    return tabs


def test_a_journey_is_duplicated_as_to_be_with_all_it_has_and_compared_exactly(sample: MainWindow) -> None:
    session = sample.session
    first = session.journey_id
    with session.edit("Set status") as draft:
        draft.change(draft.get(Journey, first), status="in_use", review_date="2026-12-01")
    before = session.document
    choose(sample, "journey.add")
    other = session.journey_id
    QTest.keyClicks(sample.canvas.writing.editor, "Moving out")
    QTest.keyClick(sample.canvas.writing.editor, Qt.Key.Key_Return)
    assert session.journey.title == "Moving out", "its title is typed at once"
    session.show_journey(first)
    choose(sample, "journey.duplicate")
    new = session.journey_id
    assert ids(sample) == [first, new, other]
    title = session.journey.title
    names = [tab_bar(sample).tabText(index) for index in range(3)]
    assert names[:2] == [f"As-is: {title}", f"To-be: {title}"] and ":" not in names[2]
    document = session.document
    check_document(document)
    one, copy = (document.get(Journey, each) for each in (first, new))
    assert (copy.title, copy.state, copy.status, copy.review_date) == (one.title, "to_be", "draft", "")
    for kind in ("stages_of", "columns_of", "lanes_of", "cards_of", "links_of", "notes_of", "curves_of"):
        assert len(getattr(document, kind)(new)) == len(getattr(document, kind)(first)), kind
    # The personas, channels and tags are the same ones.
    assert document.select(Persona) == before.select(Persona) and document.channels() == before.channels()
    assert not compare(document, first, new).changes
    # Since each card knows its origin, it may be moved to another lane and get quite another text.
    card = document.cards_of(new)[0]
    lane = next(each for each in document.lanes_of(new) if each.id != card.lane and each.kind != "emotion")
    with session.edit("Change") as draft:
        draft.change(card, text="Something else", lane=lane.id, step=document.columns_of(new)[2].id)
    found = compare(session.document, first, new).changes
    assert [(each.kind, each.later) for each in found] == [("moved", card.id), ("reworded", card.id)]
    # A copy of the card is another card.
    session.selection.replace([card.id])
    choose(sample, "edit.duplicate")
    assert [each.kind for each in compare(session.document, first, new).changes][-1] == "added"
    assert len(compare(session.document, first, new).changes) == 3
    for _ in range(3):
        choose(sample, "edit.undo")
    assert ids(sample) == [first, other]


def test_a_pair_of_journeys_is_copied_to_another_project_and_still_a_pair(
    sample: MainWindow, program: Application
) -> None:
    session = sample.session
    choose(sample, "journey.duplicate")
    with session.edit("Change") as draft:
        draft.change(draft.cards_of(session.journey_id)[0], text="Quite another text")
    target = program.new_project("blank")
    for each in ids(sample):
        session.show_journey(each)
        choose(sample, "journey.copy")
        assert QGuiApplication.clipboard().text() == session.journey.title
        choose(target, "edit.paste")
    document = target.session.document
    check_document(document)
    _, first, second = ids(target)
    assert target.session.journey_id == second
    assert len(document.cards_of(first)) == len(session.document.cards_of(ids(sample)[0]))
    names = [each.name for each in document.personas_of(second)]
    assert names == [each.name for each in session.document.personas_of(session.journey_id)]
    assert len(names) == len(document.select(Persona))
    assert [each.kind for each in compare(document, first, second).changes] == ["reworded"]
    choose(target, "edit.undo")
    assert ids(target)[1:] == [first]


def test_tabs_are_put_in_order_with_the_mouse_and_the_keyboard(sample: MainWindow) -> None:
    first = sample.session.journey_id
    choose(sample, "journey.add")
    choose(sample, "journey.add")
    _, second, third = ids(sample)
    QTest.keySequence(sample.canvas, "Alt+Shift+PgUp")
    settle()
    assert ids(sample) == [first, third, second]
    sample.actions_of_table.refresh()
    QTest.keySequence(sample.canvas, "Alt+Shift+PgDown")
    settle()
    assert ids(sample) == [first, second, third]
    assert not sample.actions_of_table["journey.right"].isEnabled()
    tabs = tab_bar(sample)
    tabs.resize(tabs.sizeHint())
    start, end = tabs.tabRect(2).center(), tabs.tabRect(0).center()
    steps = sample.session.editor.undo_name
    QTest.mousePress(tabs, Qt.MouseButton.LeftButton, pos=start)
    for share in range(1, 11):
        QTest.mouseMove(tabs, start + (end - start) * share / 10)
    QTest.mouseRelease(tabs, Qt.MouseButton.LeftButton, pos=end)
    settle()
    assert ids(sample) == [third, first, second] and sample.session.journey_id == third
    choose(sample, "edit.undo")
    assert ids(sample) == [first, second, third] and sample.session.editor.undo_name == steps


def test_the_menu_of_a_tab_is_about_its_journey(sample: MainWindow) -> None:
    first = sample.session.journey_id
    choose(sample, "journey.add")
    menu = sample.journey_bar.menu_at(0)
    assert sample.session.journey_id == first
    texts = [each.text() for each in menu.actions() if each.text()]
    assert {"Duplicate as to-be", "Compare journeys…", "Copy journey", "Paste"} <= set(texts)
    next(each for each in menu.actions() if each.text() == "Duplicate as to-be").trigger()
    settle()
    assert len(ids(sample)) == 3


def test_the_tabs_have_room_for_the_bold_name_of_the_current_one(sample: MainWindow) -> None:
    sample.resize(1280, 720)
    choose(sample, "journey.add")
    sample.session.show_journey(ids(sample)[0])
    choose(sample, "journey.duplicate")
    tabs = tab_bar(sample)

    def arrows() -> bool:
        return any(each.isVisible() for each in tabs.findChildren(QToolButton))

    # The width is that of the tabs with a short name in bold.
    tabs.setCurrentIndex(2)
    with sample.session.edit("Rename") as draft:
        draft.change(draft.get(Journey, ids(sample)[2]), title="Later")
    settle()
    for index in (1, 0):
        tabs.setCurrentIndex(index)
        settle()
        assert tabs.width() >= tabs.sizeHint().width() and not arrows()
        QTest.keyClick(sample, Qt.Key.Key_F5)
        settle()
        assert not tabs.isVisible()
        QTest.keyClick(sample.canvas, Qt.Key.Key_Escape)
        settle()
        assert tabs.isVisible() and not arrows()
