"""Saved views of a map: showing, changing and leaving them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.zoom_view import FIT_MARGIN
from journey_editor.app.dialogs.name import NameDialog
from journey_editor.app.window import view_bar
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.views import save_view
from journey_editor.model.records import Card, Lane, View
from tests.app.driver import choose, find, menu_text, press, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

KEY = Qt.Key
SEVERE = CardFilter(severity=4)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """What a screen reader says."""
    words: list[str] = []
    monkeypatch.setattr(view_bar, "announce", lambda _, said: words.append(said))
    yield words


def names(window: MainWindow) -> list[str]:
    return [each.name for each in window.session.document.views_of(window.session.journey_id)]


def save(window: MainWindow, name: str, card_filter: CardFilter) -> str:
    """Filter the cards and save this as a view, as a user does; return its id."""
    window.bars.filter_bar.set_filter(card_filter)
    choose(window, "views.save")
    answer(window, name)
    return window.session.shown_view.id


def answer(window: MainWindow, name: str) -> None:
    (dialog,) = window.findChildren(NameDialog)
    dialog.name.setText(name)
    dialog.accept()
    settle()
    QApplication.sendPostedEvents(None, 52)


def entries(window: MainWindow) -> dict[str, QAction]:
    menu = window.top_bar.menus["views"]
    menu.aboutToShow.emit()
    return {each.text(): each for each in menu.actions() if each.text()}


def lanes(window: MainWindow) -> set[str]:
    return {lane.id for lane in window.canvas.map_scene.layout.lanes}


def test_a_filter_is_saved_as_a_view_shown_left_and_shown_again(sample: MainWindow, heard: list[str]) -> None:
    scene, bar = sample.canvas.map_scene, sample.bars.view_bar
    assert bar.isHidden()
    choose(sample, "view.filter")
    assert not sample.bars.filter_bar.save_button.isEnabled()
    sample.bars.filter_bar.set_filter(SEVERE)
    settle()
    sample.canvas.set_zoom(0.5)
    sample.bars.filter_bar.save_button.click()
    (dialog,) = sample.findChildren(NameDialog)
    assert dialog.name.text() == "View 1"
    dialog.name.setText(" ")
    assert not dialog.button.isEnabled()
    answer(sample, "Severe")
    assert menu_text(sample, "edit.undo") == "Undo Save view"
    assert bar.isVisible() and bar.name.text() == "Severe"
    assert not bar.state.isVisible()
    total = len(sample.session.document.cards_of(sample.session.journey_id))
    matching = total - len(scene.faint)
    assert heard[-1] == f"View “Severe” shown, {matching} of {total} cards"
    sample.canvas.set_zoom(1.0)
    bar.whole_button.click()
    settle()
    assert heard[-1] == "The whole map is shown."
    assert bar.isHidden() and sample.bars.filter_bar.isHidden() and not scene.faint
    assert sample.canvas.zoom() == 1.0
    assert entries(sample)["Whole map"].isChecked()
    unsaved = sample.session.document
    entries(sample)["Severe"].trigger()
    settle()
    assert sample.session.document is unsaved, "showing a view is not an edit"
    assert sample.canvas.zoom() == 0.5
    assert bar.isVisible() and sample.bars.filter_bar.isVisible() and scene.faint
    assert entries(sample)["Severe"].isChecked()
    assert sample.bars.filter_bar.buttons["severity"].text() == "Severity 4 or more"


def test_a_changed_filter_can_be_saved_in_the_view(sample: MainWindow) -> None:
    view = save(sample, "Severe", SEVERE)
    bar, shown = sample.bars.view_bar, sample.session.shown_view
    sample.bars.filter_bar.set_filter(CardFilter(severity=5, hides=True))
    settle()
    assert bar.state.isVisible() and bar.update_button.isVisible()
    bar.update_button.click()
    settle()
    assert not bar.state.isVisible()
    assert sample.session.document.get(View, view).severity == 5
    assert menu_text(sample, "edit.undo") == "Undo Update view"
    sample.session.undo()
    settle()
    assert shown.filter == SEVERE, "an unchanged filter follows its view"
    sample.session.undo()
    settle()
    assert not shown.id and bar.isHidden()
    assert shown.filter == SEVERE, "the filter is as before saving"


def test_hiding_lanes_in_a_view_changes_the_view_only(sample: MainWindow) -> None:
    save(sample, "Severe", SEVERE)
    session = sample.session
    thoughts, actions = (find(sample, "lane", each) for each in ("Thoughts", "Actions"))
    select(sample, "lane", "Thoughts")
    choose(sample, "lane.hide")
    assert thoughts not in lanes(sample)
    assert not session.document.get(Lane, thoughts).hidden
    assert menu_text(sample, "edit.undo") == "Undo Hide lane"
    found = sample.outline.tree.findItems(
        "Thoughts (hidden)", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    assert found
    select(sample, "persona", "Amira")
    choose(sample, "persona.hide")
    assert len(session.seen.personas_of(session.journey_id, hidden=False)) == 1
    choose(sample, "views.whole")
    assert thoughts in lanes(sample)
    with session.edit("Hide lane") as draft:
        draft.change(draft.get(Lane, actions), hidden=True)
    entries(sample)["Severe"].trigger()
    settle()
    assert actions in lanes(sample) and thoughts not in lanes(sample), "exactly the view's lanes are hidden"
    select(sample, "lane", "Thoughts")
    box = sample.inspector.form.fields["hidden"]
    assert box.isChecked()  # type: ignore[attr-defined]
    box.click()  # type: ignore[attr-defined]
    settle()
    assert thoughts in lanes(sample)
    session.undo()
    settle()
    assert thoughts not in lanes(sample)
    choose(sample, "lane.show_all")
    assert lanes(sample) == {each.id for each in session.document.lanes_of(session.journey_id)}
    assert session.document.get(Lane, actions).hidden


def test_views_are_renamed_duplicated_moved_and_deleted(sample: MainWindow) -> None:
    save(sample, "First", SEVERE)
    save(sample, "Second", CardFilter(severity=5))
    choose(sample, "views.rename")
    answer(sample, "Severe & “worst” " * 12)
    assert sample.bars.view_bar.name.text().endswith("…")
    assert "worst" in sample.bars.view_bar.name.toolTip()
    sample.session.undo()
    settle()
    choose(sample, "views.duplicate")
    assert names(sample) == ["First", "Second", "Second (2)"]
    assert sample.bars.view_bar.name.text() == "Second (2)"
    choose(sample, "views.up")
    choose(sample, "views.up")
    assert not sample.actions_of_table["views.up"].isEnabled()
    assert names(sample) == ["Second (2)", "First", "Second"]
    choose(sample, "views.delete")
    assert names(sample) == ["First", "Second"]
    assert not sample.session.shown_view.id and not sample.session.shown_view.filter.active
    assert menu_text(sample, "edit.undo") == "Undo Delete view"


def test_keys_go_through_the_views_and_open_their_list(sample: MainWindow) -> None:
    save(sample, "First", SEVERE)
    save(sample, "Second", CardFilter(severity=5))
    shown = sample.session.shown_view
    sample.activateWindow()
    sample.canvas.setFocus()
    settle()
    seen = []
    for _ in range(3):
        press(sample.canvas, KEY.Key_F7)
        seen.append(shown.record.name if shown.record else "")
    assert seen == ["", "First", "Second"]
    QTest.keyClick(sample.canvas, KEY.Key_F7, Qt.KeyboardModifier.ControlModifier)
    menu = sample.bars.view_bar.menu
    assert menu.isVisible()
    assert menu.activeAction().text() == "Second"
    press(menu, KEY.Key_Up)
    press(menu, KEY.Key_Return)
    assert shown.record is not None and shown.record.name == "First"


def test_what_a_view_hides_is_not_selected(sample: MainWindow) -> None:
    save(sample, "Severe", CardFilter(severity=4, hides=True))
    choose(sample, "views.whole")
    document, selection = sample.session.document, sample.session.selection
    choose(sample, "edit.select_all")
    assert len(selection.ids) == len(document.cards_of(sample.session.journey_id))
    choose(sample, "views.next")
    severe = set(sample.canvas.map_scene.layout.cards)
    assert set(selection.ids) == severe and len(severe) < 10
    selection.clear()
    choose(sample, "edit.select_all")
    assert set(selection.ids) == severe
    choose(sample, "edit.delete")
    sample.session.undo()
    settle()
    assert sample.session.document == document
    with sample.session.edit("Rename") as draft:
        card = draft.get(Card, find(sample, "card", "Leaflet"))
        draft.change(card, text="Flyer")
    selection.clear()
    sample.session.undo()
    assert not selection.ids, "the card is hidden"


def test_a_view_is_shown_at_its_zoom_without_empty_desk(sample: MainWindow) -> None:
    view, canvas = save(sample, "Severe", CardFilter(severity=5, hides=True)), sample.canvas
    with sample.session.edit("Update view") as draft:
        draft.change(draft.get(View, view), zoom=0.9)
    choose(sample, "views.whole")
    canvas.set_zoom(2.0)
    canvas.scroll_by(10_000, 10_000)
    choose(sample, "views.next")
    assert canvas.zoom() == 0.9
    seen, paper = canvas.mapToScene(canvas.viewport().rect()).boundingRect(), canvas.paper()
    desk = FIT_MARGIN / canvas.zoom() + 2
    assert seen.left() > paper.left(), "the map is wider than the window"
    assert paper.adjusted(-desk, -desk, desk, desk).contains(seen)


def test_each_journey_keeps_its_view_while_the_window_is_open(sample: MainWindow) -> None:
    view = save(sample, "Severe", SEVERE)
    session, first = sample.session, sample.session.journey_id
    with session.edit("New journey") as draft:
        other = add_journey(draft, title="Another").id
    session.show_journey(other)
    settle()
    assert not session.shown_view.id and session.shown_view.filter == CardFilter()
    assert sample.bars.view_bar.isHidden()
    session.show_journey(first)
    settle()
    assert session.shown_view.id == view and sample.bars.view_bar.isVisible()
    assert sample.canvas.map_scene.faint


def test_a_presentation_shows_the_view(sample: MainWindow) -> None:
    save(sample, "Severe", CardFilter(severity=4, hides=True))
    cards = set(sample.canvas.map_scene.layout.cards)
    choose(sample, "view.present")
    assert sample.bars.view_bar.isHidden() and sample.bars.filter_bar.isHidden()
    shown = {each for stop in sample.presentation.stops for each in sample.canvas.map_scene.layout.cards}
    assert shown == cards
    sample.presentation.end()
    settle()
    assert sample.bars.view_bar.isVisible()


def test_a_read_only_project_shows_views_and_saves_none(
    sample: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(sample, "Severe", SEVERE)
    choose(sample, "views.whole")
    monkeypatch.setattr(type(sample.session), "read_only", True)
    entries(sample)["Severe"].trigger()
    settle()
    assert sample.bars.view_bar.isVisible() and sample.canvas.map_scene.faint
    sample.bars.filter_bar.set_filter(CardFilter(severity=5))
    refused: list[bool] = []
    sample.session.edit_refused.connect(lambda: refused.append(True))
    choose(sample, "views.save")
    choose(sample, "views.rename")
    choose(sample, "views.update")
    assert len(refused) == 3 and not sample.findChildren(NameDialog)
    monkeypatch.undo()


def test_forty_views_with_long_names_fit_the_menu(sample: MainWindow) -> None:
    with sample.session.edit("Save views") as draft:
        for number in range(40):
            save_view(draft, sample.session.journey_id, f"{number} " + "Anna & Tom " * 20, SEVERE, 1.0)
    assert len(entries(sample)) == len(entries(sample)) == 50
    menu = sample.top_bar.menus["views"]
    menu.popup(QPoint(0, 0))
    settle()
    assert menu.width() < 1000 and menu.height() <= menu.screen().availableGeometry().height()
    menu.close()


def test_the_map_is_seen_as_support_and_as_an_experience(sample: MainWindow) -> None:
    session = sample.session
    before = save(sample, "Severe", SEVERE)
    choose(sample, "views.whole")
    whole = {lane.kind for lane in sample.canvas.map_scene.layout.lanes}
    choose(sample, "views.support")
    assert names(sample) == ["Severe", "Support"] and session.shown_view.record is not None
    assert session.shown_view.record.name == "Support"
    kinds = [lane.kind for lane in sample.canvas.map_scene.layout.lanes]
    assert kinds == ["touchpoint", "pain_point", "coverage", "metrics"]
    # What was added for it is neither on the whole map nor in other views.
    for other in ("", before):
        session.shown_view.show(other)
        settle()
        assert {lane.kind for lane in sample.canvas.map_scene.layout.lanes} == whole
    choose(sample, "views.experience")
    kinds = [lane.kind for lane in sample.canvas.map_scene.layout.lanes]
    assert set(kinds) == {"action", "touchpoint", "thought", "emotion", "opportunity"}
    choose(sample, "views.support")
    assert names(sample)[-1] == "Support (2)"
    lanes = session.document.select(Lane, journey=session.journey_id)
    assert sum(lane.kind == "coverage" for lane in lanes) == 1
    session.undo()
    session.undo()
    session.undo()
    settle()
    assert names(sample) == ["Severe"]
    assert all(lane.kind != "coverage" for lane in session.document.select(Lane, journey=session.journey_id))
