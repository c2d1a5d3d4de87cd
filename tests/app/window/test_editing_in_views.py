"""Editing while a view hides cards and lanes: what nobody sees stays as it is."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.views import hide_lane_in_view, save_view
from journey_editor.model.records import Card, EmotionPoint, Lane, Step
from tests.app.driver import choose, find, select, settle

pytestmark = pytest.mark.usefixtures("kept_window")

PAINS = CardFilter(kinds=frozenset({"pain_point"}), hides=True)


def drawn(window: MainWindow) -> set[str]:
    return set(window.canvas.map_scene.layout.cards)


def show(window: MainWindow, card_filter: CardFilter, *, hidden_lane: str = "") -> str:
    """Save a view and show it; return its id."""
    session = window.session
    with session.edit("Save view") as draft:
        view = save_view(draft, session.journey_id, "View", card_filter, 1.0).id
        if hidden_lane:
            hide_lane_in_view(draft, view, hidden_lane, hidden=True)
    session.shown_view.show(view)
    settle()
    return view


def among_hidden(window: MainWindow, count: int) -> tuple[Card, list[str]]:
    """Show only pain points. Return one of them, and the hidden cards that follow it in its cell."""
    session = window.session
    card = next(each for each in session.document.cards_of(session.journey_id) if each.kind == "pain_point")
    with session.edit("Add cards") as draft:
        hidden = [
            add_card(draft, card.step, card.lane, f"Hidden {each}", kind="text").id for each in range(count)
        ]
    show(window, PAINS)
    assert not drawn(window).intersection(hidden)
    session.selection.replace([card.id], (card.step, card.lane))
    window.canvas.setFocus()
    settle()
    return card, hidden


@pytest.mark.parametrize("command", ["edit.delete", "edit.cut"])
def test_del_pressed_again_removes_no_card_that_the_view_hides(sample: MainWindow, command: str) -> None:
    card, hidden = among_hidden(sample, 3)
    choose(sample, command)
    assert card.id not in sample.session.document
    assert drawn(sample).issuperset(sample.session.selection.ids)
    QTest.keyClick(sample.canvas, Qt.Key.Key_Delete)
    settle()
    assert all(each in sample.session.document for each in hidden)


@pytest.mark.parametrize("kind", ["stage", "step", "lane"])
def test_the_copies_of_hidden_cards_are_hidden_and_those_of_dimmed_cards_are_dimmed(
    sample: MainWindow, kind: str
) -> None:
    session = sample.session
    card, _ = among_hidden(sample, 2)
    step = session.document.get(Step, card.step)
    original = {"stage": step.stage, "step": step.id, "lane": card.lane}[kind]
    shown = len(drawn(sample))
    session.selection.replace([original])
    choose(sample, "edit.duplicate")
    copies = [each for each in session.document.cards_of(session.journey_id) if each.text == "Hidden 0"]
    assert len(copies) == 2
    assert not drawn(sample).intersection(each.id for each in copies)
    assert len(drawn(sample)) > shown
    assert not sample.canvas.map_scene.faint
    session.undo()
    session.redo()
    assert not drawn(sample).intersection(each.id for each in copies)
    session.undo()
    session.shown_view.set_filter(replace(PAINS, hides=False))
    session.selection.replace([original])
    choose(sample, "edit.duplicate")
    faint = sample.canvas.map_scene.faint
    assert {each.id for each in session.document.select(Card) if each.text == "Hidden 0"} <= faint


@pytest.mark.parametrize("in_view", [True, False])
def test_del_pressed_again_removes_no_lane_that_is_hidden(sample: MainWindow, in_view: bool) -> None:
    session = sample.session
    first, second, third = [each.id for each in session.document.lanes_of(session.journey_id)][:3]
    if in_view:
        show(sample, CardFilter(), hidden_lane=second)
    else:
        with session.edit("Hide") as draft:
            draft.change(draft.get(Lane, second), hidden=True)
    session.selection.replace([first])
    choose(sample, "edit.delete")
    assert session.selection.ids == (third,)
    choose(sample, "edit.delete")
    assert second in session.document


def test_undo_and_redo_leave_no_lane_selected_that_they_hide(sample: MainWindow) -> None:
    session = sample.session
    (lane,) = select(sample, "lane", "Thoughts")
    choose(sample, "lane.hide")
    session.undo()
    assert session.selection.ids == (lane,)
    session.redo()
    settle()
    assert not session.selection.ids
    QTest.keyClick(sample.canvas, Qt.Key.Key_Delete)
    assert lane in session.document


def test_the_keys_set_no_emotion_at_a_card_that_the_view_hides(sample: MainWindow) -> None:
    session = sample.session
    with session.edit("Own lane") as draft:
        lane = add_lane(draft, session.journey_id, "emotion", persona=find(sample, "persona", "Tom")).id
        step = draft.columns_of(session.journey_id)[2].id
        for curve in draft.curves_of(session.journey_id):
            draft.remove(curve.id)
    show(sample, PAINS)
    session.selection.replace((), (step, lane))
    choose(sample, "emotion.5")
    (point,) = session.document.select(EmotionPoint)
    assert (point.card, point.step, point.value) == ("", step, 1.0)


def test_esc_in_an_unwritten_card_selects_no_hidden_card(sample: MainWindow) -> None:
    session = sample.session
    hidden = session.document.get(Card, find(sample, "card", "Leaflet"))
    show(sample, PAINS)
    sample.canvas.write_card(hidden.step, hidden.lane)
    settle()
    QTest.keyClick(sample.canvas.writing.editor, Qt.Key.Key_Escape)
    settle()
    assert not session.selection.ids
    QTest.keyClick(sample.canvas, Qt.Key.Key_Delete)
    settle()
    assert hidden.id in session.document


def test_a_cell_whose_cards_are_hidden_asks_no_guiding_question(sample: MainWindow) -> None:
    session, placeholders = sample.session, sample.canvas.overlay.placeholders
    hidden = session.document.get(Card, find(sample, "card", "Leaflet"))
    session.selection.replace((), (hidden.step, hidden.lane))
    show(sample, PAINS)
    assert session.selection.cell == (hidden.step, hidden.lane)
    assert not placeholders.texts()
    show(sample, CardFilter(severity=5, kinds=frozenset({"action"}), hides=True))
    assert not drawn(sample) and not placeholders.texts()
    with session.edit("Remove") as draft:
        for each in draft.cards_in(hidden.step, hidden.lane):
            draft.remove(each.id)
    settle()
    assert len(placeholders.texts()) == 1, "now it is empty"


def test_a_card_moves_past_the_next_card_that_is_seen(sample: MainWindow) -> None:
    card, hidden = among_hidden(sample, 2)
    session = sample.session
    with session.edit("Add card") as draft:
        seen = add_card(draft, card.step, card.lane, "Seen", kind="pain_point").id

    def order() -> list[str]:
        cell = [each.id for each in session.document.cards_in(card.step, card.lane)]
        return [each for each in cell if each in {card.id, seen, *hidden}]

    assert order() == [card.id, *hidden, seen]
    select(sample, "card", card.text)
    choose(sample, "move.down")
    assert order() == [*hidden, seen, card.id]
    choose(sample, "move.up")
    assert order() == [*hidden, card.id, seen]


def test_a_view_by_kind_keeps_it_when_the_last_card_of_the_kind_goes(sample: MainWindow) -> None:
    session, bar = sample.session, sample.bars.filter_bar
    show(sample, PAINS)
    pains = drawn(sample)
    choose(sample, "edit.select_all")
    choose(sample, "edit.delete")
    assert session.shown_view.filter == PAINS and not session.shown_view.filter_is_changed
    assert not drawn(sample)
    menu = bar.buttons["kinds"].menu()
    menu.aboutToShow.emit()
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["Pain point"]
    session.undo()
    settle()
    assert session.shown_view.filter == PAINS and drawn(sample) == pains
