"""Hiding, showing and collapsing lanes and personas."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.visibility import hide_lanes
from journey_editor.model.records import Lane
from tests.app.driver import choose, find, menu_text, select, settle

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def lanes(window: MainWindow) -> set[str]:
    """The lanes that are drawn."""
    return {lane.id for lane in window.canvas.map_scene.layout.lanes}


def hidden_menu(window: MainWindow) -> dict[str, object]:
    menu = window.top_bar.menus["hidden"]
    menu.aboutToShow.emit()
    return {each.text(): each for each in menu.actions() if each.text()}


def test_the_lane_of_the_focused_card_is_hidden_by_its_key_and_listed(sample: MainWindow) -> None:
    thoughts = find(sample, "lane", "Thoughts")
    select(sample, "card", "One more thing")
    sample.activateWindow()
    QTest.keyClick(sample.canvas, Qt.Key.Key_H, CTRL_SHIFT)
    settle()
    assert thoughts not in lanes(sample)
    assert menu_text(sample, "edit.undo") == "Undo Hide lane"
    assert sample.outline.tree.findItems(
        "Thoughts (hidden)", Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    hidden_menu(sample)["Show lane: Thoughts"].trigger()  # type: ignore[attr-defined]
    settle()
    assert thoughts in lanes(sample)
    assert sample.session.selection.single == thoughts
    assert next(iter(hidden_menu(sample))) == "Nothing is hidden"


def test_a_lane_is_collapsed_and_expanded_by_the_same_command(sample: MainWindow) -> None:
    (lane,) = select(sample, "lane", "Actions")
    assert not sample.actions_of_table["lane.collapse"].isChecked()
    choose(sample, "lane.collapse")
    assert sample.session.document.get(Lane, lane).collapsed
    assert sample.actions_of_table["lane.collapse"].isChecked()
    choose(sample, "lane.collapse")
    assert not sample.session.document.get(Lane, lane).collapsed
    assert menu_text(sample, "edit.undo") == "Undo Expand lane"


def test_a_persona_is_hidden_with_its_lanes_and_shown_again(sample: MainWindow) -> None:
    (persona,) = select(sample, "persona", "Amira")
    with sample.session.edit("Own lane") as draft:
        lane = draft.get(Lane, find(sample, "lane", "Thoughts"))
        draft.change(lane, persona=persona)
    choose(sample, "persona.hide")
    assert lane.id not in lanes(sample)
    assert "Show persona: Amira Haddad" in hidden_menu(sample)
    with sample.session.edit("Hide lane") as draft:
        hide_lanes(draft, [lane.id])
    hidden_menu(sample)["Show lane: Thoughts"].trigger()  # type: ignore[attr-defined]
    settle()
    assert lane.id in lanes(sample)
    assert not sample.actions_of_table["persona.show_all"].isEnabled()


def test_a_map_whose_lanes_are_all_hidden_offers_to_show_them(sample: MainWindow) -> None:
    notice = sample.canvas.empty_notice
    every = {lane.id for lane in sample.session.document.lanes_of(sample.session.journey_id)}
    sample.session.selection.replace(every)
    choose(sample, "lane.hide")
    assert not lanes(sample)
    assert notice.isVisible()
    assert notice.words.text() == "All lanes of this map are hidden."
    notice.button.click()
    settle()
    assert lanes(sample) == every
    assert not notice.isVisible()
    assert sample.session.editor.undo_name == "Show all lanes"
