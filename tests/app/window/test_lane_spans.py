"""Cards span lanes of a group: by keys, menus, the palette and the inspector, and screen readers say so."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from journey_editor.app.window.actions.palette import matching
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.lane_groups import lane_span_of
from journey_editor.model.records import Card, Lane
from journey_editor.wording.map_words import title_of
from journey_editor.wording.spoken import describe_card
from tests.app.canvas.test_context_menu import opened
from tests.app.driver import choose, find, press, select, settle, type_into

pytestmark = pytest.mark.usefixtures("kept_window")

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


def over(window: MainWindow, words: str) -> str:
    """Return the titles of the lanes that a card spans."""
    document = window.session.document
    span = lane_span_of(document, document.get(Card, find(window, "card", words)))
    return ", ".join(title_of(document.get(Lane, each), "en") for each in span)


def until(window: MainWindow) -> QComboBox:
    combo: Any = window.inspector.form.fields["last_lane"]
    assert isinstance(combo, QComboBox)
    return combo


def test_keys_menus_and_the_inspector_change_how_many_lanes_a_card_spans(sample: MainWindow) -> None:
    (card,) = select(sample, "card", "Two systems")
    sample.canvas.setFocus()
    assert over(sample, "Two systems") == "Pain points"
    assert not sample.actions_of_table["span.fewer_lanes"].isEnabled()
    QTest.keyClick(sample.canvas, Qt.Key.Key_Down, CTRL | ALT | SHIFT)
    settle()
    assert over(sample, "Two systems") == "Pain points, Opportunities"
    assert sample.session.editor.undo_name == "Change span"
    assert not sample.actions_of_table["span.more_lanes"].isEnabled()
    document = sample.session.document
    assert "spans 2 lanes" in describe_card(document, document.get(Card, card))
    # The second keys are there because a window manager may take the first.
    for key, spanned in (
        (Qt.Key.Key_PageUp, "Pain points"),
        (Qt.Key.Key_PageDown, "Pain points, Opportunities"),
    ):
        QTest.keyClick(sample.canvas, key, CTRL | ALT)
        settle()
        assert over(sample, "Two systems") == spanned
    menu = opened(sample)
    assert "Size › Span one lane fewer" in menu
    menu["Size › Span one lane fewer"].trigger()
    settle()
    assert over(sample, "Two systems") == "Pain points"
    for words in ("merge cells", "several rows", "span"):
        assert "span.more_lanes" in {row.id for row, _ in matching(sample.actions_of_table, words)}
    names = [until(sample).itemText(index) for index in range(until(sample).count())]
    assert names == ["Own lane only", "Opportunities"]
    until(sample).setCurrentIndex(1)
    until(sample).activated.emit(1)
    settle()
    assert over(sample, "Two systems") == "Pain points, Opportunities"
    assert sample.session.editor.undo_name == "Change span"
    # The inspector offers it only where lanes of the group follow.
    select(sample, "card", "Leaflet")
    assert "last_lane" not in sample.inspector.form.fields
    assert not sample.actions_of_table["span.more_lanes"].isEnabled()
    assert "Size › Span one lane more" not in opened(sample)
    select(sample, "card", "Two systems", "No way out of the bot")
    assert until(sample).placeholderText() == "Several values"
    until(sample).activated.emit(0)
    settle()
    assert over(sample, "Two systems") == "Pain points"


def test_a_card_over_lanes_is_found_hidden_filled_around_and_given_up(sample: MainWindow) -> None:
    bot = find(sample, "card", "Two systems")
    columns = [step.id for step in sample.session.document.columns_of(sample.session.journey_id)]
    (opportunities,) = select(sample, "lane", "Opportunities")
    with sample.session.edit("Leave one card") as draft:
        for card in draft.select(Card, lane=opportunities):
            draft.remove(card.id)
        draft.change(draft.get(Card, bot), step=columns[0], last_lane=opportunities)
    settle()
    box = sample.canvas.map_scene.layout.cards[bot].box
    lane = next(each for each in sample.canvas.map_scene.layout.lanes if each.id == opportunities)
    assert box.y < lane.box.y < box.bottom
    choose(sample, "find.find")
    type_into(sample.bars.find_bar.line, "Two systems")
    press(sample.bars.find_bar.line, Qt.Key.Key_Return)
    assert sample.session.selection.ids == (bot,)
    press(sample.bars.find_bar.line, Qt.Key.Key_Escape)
    # Writing along the lane begins after the cell that the card covers.
    sample.session.selection.replace((), (columns[3], opportunities))
    choose(sample, "card.fill_lane")
    QTest.keyClicks(sample.canvas.writing.editor, "Idea")
    sample.canvas.writing.finish()
    settle()
    assert sample.session.document.get(Card, find(sample, "card", "Idea")).step == columns[1]
    # Without its last lane the card is in the first, without a question.
    select(sample, "lane", "Opportunities")
    choose(sample, "lane.hide")
    assert sample.canvas.map_scene.layout.cards[bot].box.height < box.height
    choose(sample, "edit.undo")
    select(sample, "lane", "Opportunities")
    choose(sample, "edit.delete")
    assert over(sample, "Two systems") == "Pain points"
    choose(sample, "edit.undo")
    assert over(sample, "Two systems") == "Pain points, Opportunities"
