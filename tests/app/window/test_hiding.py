"""Hiding, showing and collapsing lanes and personas."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.visibility import hide_lanes, hide_personas
from journey_editor.model.records import Card, EmotionPoint, Lane
from tests.app.driver import choose, find, menu_text, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

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


def test_cards_of_a_hidden_persona_keep_their_badge_and_are_not_about_everyone(sample: MainWindow) -> None:
    tom = find(sample, "persona", "Tom")
    cards = [
        each.id
        for each in sample.session.document.select(Card)
        if [persona.id for persona in sample.session.document.personas_on(each.id)] == [tom]
    ]
    select(sample, "persona", "Tom")
    choose(sample, "persona.hide")
    layout = sample.canvas.map_scene.layout
    assert [each.id for each in layout.header.personas] == [find(sample, "persona", "Amira")]
    assert cards
    for each in cards:
        (badge,) = layout.cards[each].body.badges
        assert badge.initials is not None
        assert [line.text for line in badge.initials.lines] == ["TL"]


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


def test_an_emotion_that_is_set_shows_its_hidden_lane_in_the_same_step(sample: MainWindow) -> None:
    emotion = find(sample, "lane", "Emotion")
    select(sample, "lane", "Emotion")
    choose(sample, "lane.hide")
    with sample.session.edit("Hide persona") as draft:
        hide_personas(draft, sample.session.journey_id, [find(sample, "persona", "Amira")])
    for action in ("emotion.add", "emotion.2"):
        select(sample, "card", "Leaflet")
        choose(sample, action)
        assert emotion in lanes(sample)
        points = sample.session.document.select(EmotionPoint, card=find(sample, "card", "Leaflet"))
        drawn = {
            each.id
            for chart in sample.canvas.map_scene.layout.charts
            for curve in chart.curves
            for each in curve.points
        }
        assert {each.id for each in points} <= drawn
        sample.session.undo()
        settle()
        assert emotion not in lanes(sample)


def test_an_emotion_that_is_set_expands_its_lane_or_adds_one(sample: MainWindow) -> None:
    select(sample, "lane", "Emotion")
    choose(sample, "lane.collapse")
    select(sample, "card", "Leaflet")
    choose(sample, "emotion.2")
    assert sample.canvas.map_scene.layout.charts
    select(sample, "lane", "Emotion")
    choose(sample, "edit.delete")
    assert not sample.canvas.map_scene.layout.charts
    select(sample, "card", "Leaflet")
    choose(sample, "emotion.4")
    assert sample.canvas.map_scene.layout.charts


def test_a_card_for_a_lane_that_is_not_shown_is_refused_with_a_reason(sample: MainWindow) -> None:
    thoughts = find(sample, "lane", "Thoughts")
    for field in ("hidden", "collapsed"):
        with sample.session.edit("Change lane") as draft:
            draft.change(draft.get(Lane, thoughts), **{field: True})
        select(sample, "card", "One more thing")
        choose(sample, "card.add")
        assert not sample.canvas.writing.active
        assert sample.notice_bar.text.startswith("This lane is hidden or collapsed")
        sample.notice_bar.hide()
        sample.session.undo()
