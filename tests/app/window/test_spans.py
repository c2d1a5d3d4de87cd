"""Cards span several steps: by keys, menus, the palette and the inspector, and screen readers hear it."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from journey_editor.app.window.actions.palette import matching
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.commands.stages import add_step
from journey_editor.model.records import Card, Journey
from journey_editor.wording.spoken import describe_card
from tests.app.canvas.test_context_menu import opened
from tests.app.driver import choose, find, menu_text, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

KEYS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def span(window: MainWindow, words: str) -> list[int]:
    """Return the indexes of the columns that a card spans."""
    document = window.session.document
    columns = [each.id for each in document.columns_of(window.session.journey_id)]
    return [columns.index(each) for each in document.span_of(document.get(Card, find(window, "card", words)))]


def key(window: MainWindow, arrow: Qt.Key) -> None:
    QTest.keyClick(window.canvas, arrow, KEYS)
    settle()


def until(window: MainWindow) -> QComboBox:
    combo: Any = window.inspector.form.fields["last_step"]
    assert isinstance(combo, QComboBox)
    return combo


def pick(window: MainWindow, index: int) -> None:
    until(window).setCurrentIndex(index)
    until(window).activated.emit(index)
    settle()


def test_the_second_keys_work_if_the_window_manager_takes_the_first(sample: MainWindow) -> None:
    select(sample, "card", "Leaflet")
    sample.canvas.setFocus()
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for pressed, spanned in ((Qt.Key.Key_PageDown, [1, 2]), (Qt.Key.Key_PageUp, [1])):
        QTest.keyClick(sample.canvas, pressed, held)
        settle()
        assert span(sample, "Leaflet") == spanned


def test_keys_and_commands_change_how_many_steps_a_card_spans(sample: MainWindow) -> None:
    select(sample, "card", "Leaflet")
    sample.canvas.setFocus()
    assert span(sample, "Leaflet") == [1]
    assert not sample.actions_of_table["span.fewer"].isEnabled()
    key(sample, Qt.Key.Key_Right)
    key(sample, Qt.Key.Key_Right)
    assert span(sample, "Leaflet") == [1, 2, 3]
    assert sample.session.editor.undo_name == "Change span"
    key(sample, Qt.Key.Key_Left)
    assert span(sample, "Leaflet") == [1, 2]
    assert menu_text(sample, "span.more") == "Span one step more"
    choose(sample, "span.fewer")
    assert span(sample, "Leaflet") == [1]
    for words in ("merge cells", "stretch", "wide card", "span"):
        assert "span.more" in {row.id for row, _ in matching(sample.actions_of_table, words)}
    menu = opened(sample)
    assert "Size › Span one step more" in menu and "Size › Span one step fewer" not in menu
    menu["Size › Span one step more"].trigger()
    settle()
    assert span(sample, "Leaflet") == [1, 2]


def test_on_a_right_to_left_map_the_keys_go_the_other_way(sample: MainWindow) -> None:
    with sample.session.edit("Turn") as draft:
        draft.change(draft.get(Journey, sample.session.journey_id), direction="rtl")
    select(sample, "card", "Leaflet")
    sample.canvas.setFocus()
    keys = [each.toString() for each in sample.actions_of_table["span.more"].shortcuts()]
    assert keys == ["Alt+Shift+Left", "Ctrl+Shift+PgDown"]
    key(sample, Qt.Key.Key_Left)
    assert span(sample, "Leaflet") == [1, 2]
    key(sample, Qt.Key.Key_Right)
    assert span(sample, "Leaflet") == [1]
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    for pressed, spanned in ((Qt.Key.Key_PageDown, [1, 2]), (Qt.Key.Key_PageUp, [1])):
        # These keys have no side.
        QTest.keyClick(sample.canvas, pressed, held)
        settle()
        assert span(sample, "Leaflet") == spanned


def test_the_inspector_sets_the_last_step_also_of_several_cards(sample: MainWindow) -> None:
    with sample.session.edit("Add steps without a name") as draft:
        stage = draft.stages_of(sample.session.journey_id)[-1].id
        add_step(draft, stage)
        add_step(draft, stage)
    select(sample, "card", "Leaflet")
    names = [until(sample).itemText(index) for index in range(until(sample).count())]
    columns = sample.session.document.columns_of(sample.session.journey_id)
    assert names[0] == "Own step only"
    assert len(names) == len(columns) - 1
    assert all(names) and len(set(names)) == len(names)
    pick(sample, 2)
    assert span(sample, "Leaflet") == [1, 2, 3]
    assert sample.session.editor.undo_name == "Change span"
    select(sample, "card", "Leaflet", "Address check")
    assert until(sample).currentIndex() == -1
    assert until(sample).placeholderText() == "Several values"
    pick(sample, 3)
    assert span(sample, "Leaflet")[-1] == span(sample, "Address check")[-1] == 4
    pick(sample, 0)
    assert len(span(sample, "Leaflet")) == len(span(sample, "Address check")) == 1


def test_screen_readers_and_the_outline_hear_how_many_steps_a_card_spans(
    sample: MainWindow, screen_reader: Callable[[], None]
) -> None:
    screen_reader()
    (card,) = select(sample, "card", "Leaflet")
    sample.canvas.setFocus()
    document = sample.session.document
    assert "spans" not in describe_card(document, document.get(Card, card))
    for _ in range(2):
        key(sample, Qt.Key.Key_Right)
    document = sample.session.document
    assert "spans 3 steps" in describe_card(document, document.get(Card, card))
    item = sample.outline.tree.currentItem()
    assert item is not None
    assert "spans 3 steps" in item.data(0, Qt.ItemDataRole.AccessibleTextRole)


def test_removing_the_first_step_of_a_card_leaves_it_in_the_next(sample: MainWindow) -> None:
    select(sample, "card", "Leaflet")
    sample.canvas.setFocus()
    key(sample, Qt.Key.Key_Right)
    document = sample.session.document
    stages = document.stages_of(sample.session.journey_id)
    select(sample, "stage", stages[1].name)
    choose(sample, "edit.delete")
    assert span(sample, "Leaflet") == [1]
    sample.session.undo()
    settle()
    assert span(sample, "Leaflet") == [1, 2]


def test_filling_a_lane_goes_on_after_a_wide_card(sample: MainWindow) -> None:
    document = sample.session.document
    columns = [each.id for each in document.columns_of(sample.session.journey_id)]
    lane = document.get(Card, find(sample, "card", "Leaflet")).lane
    with sample.session.edit("Leave one wide card") as draft:
        for card in draft.select(Card, lane=lane)[1:]:
            draft.remove(card.id)
        (wide,) = draft.select(Card, lane=lane)
        draft.change(wide, step=columns[0], last_step=columns[2])
    sample.session.selection.replace([wide.id])
    choose(sample, "card.fill_lane")
    QTest.keyClicks(sample.canvas.writing.editor, "Filled")
    sample.canvas.writing.finish()
    settle()
    assert span(sample, "Filled") == [3]
