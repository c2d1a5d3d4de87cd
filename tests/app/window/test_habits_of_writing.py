"""Habits from canvas tools and spreadsheets: writing on the map."""

import pytest
from PySide6.QtCore import Qt

from tests.app.canvas.driver import SHIFT
from tests.app.window.hand import Hand

KEY = Qt.Key


def written(hand: Hand) -> str:
    """Return the text of the open editor."""
    assert hand.view.writing.active
    return hand.view.writing.editor.toPlainText()


def test_edit_text(hand: Hand) -> None:
    """With a double click, Enter and F2: cards, stages and lanes."""
    for record, text in (
        (hand.card("Calls the shop"), "Calls the shop"),
        (hand.stage("Purchase"), "Purchase"),
        (hand.lane("Thoughts"), "Thoughts"),
    ):
        for how in ("double click", "Return", "F2"):
            if how == "double click":
                hand.double_click(hand.middle(record))
            else:
                hand.session.selection.replace([record])
                hand.view.setFocus()
                hand.keys(how)
            assert written(hand) == text, how
            hand.key(KEY.Key_Escape)
    assert hand.undo_name is None


def test_typing_on_an_empty_cell_begins_a_card_there(hand: Hand) -> None:
    hand.focus_cell("Purchase", "Thoughts").type("xylophone?").key(KEY.Key_Escape)
    assert hand.texts("Purchase", "Thoughts") == ["xylophone?"], "no letter is a shortcut"


def test_typing_on_a_filled_card_begins_a_card_after_it_and_replaces_nothing(hand: Hand) -> None:
    hand.select("Sees an advert").type("Then waits").key(KEY.Key_Escape)
    assert hand.texts("Awareness", "Actions") == ["Sees an advert", "Then waits", "Asks a friend"]


def test_a_stray_key_costs_nothing(hand: Hand) -> None:
    """Space begins no text, and an empty new card leaves nothing behind."""
    before = hand.document
    for place in (hand.focus_cell("Purchase", "Thoughts"), hand.select("Sees an advert")):
        place.key(KEY.Key_Space)
        assert not hand.view.writing.active
        place.type("x").key(KEY.Key_Backspace).key(KEY.Key_Escape)
        assert hand.document == before


def test_while_capturing_enter_goes_down_and_tab_goes_on(hand: Hand) -> None:
    """Shift turns each round; never into a text that was there, and an empty ghost leaves nothing."""
    hand.focus_cell("Purchase", "Thoughts")
    hand.type("Too dear").key(KEY.Key_Return).type("No size 47").key(KEY.Key_Tab)
    hand.type("On hold").key(KEY.Key_Tab).type("Prints").key(KEY.Key_Backtab, SHIFT)
    assert written(hand) == "", "not into “On hold”"
    hand.type("Rings").key(KEY.Key_Return, SHIFT)
    assert written(hand) == "Rings\n", "Shift+Enter is a line break"
    hand.key(KEY.Key_Backspace).key(KEY.Key_Return).key(KEY.Key_Escape)
    assert hand.texts("Purchase", "Thoughts") == ["Too dear", "No size 47"]
    assert sorted(hand.texts("Support", "Thoughts")) == ["On hold", "Rings"]
    assert hand.texts("Support", "Thoughts", 1) == ["Prints"]


def test_while_mending_enter_stays_on_the_card_and_tab_moves_the_focus(hand: Hand) -> None:
    hand.select("Sees an advert").keys("F2").key(KEY.Key_End).type("!").key(KEY.Key_Return)
    assert not hand.view.writing.active
    assert hand.selected() == ["Sees an advert!"]
    hand.keys("Return").key(KEY.Key_End).type("!").key(KEY.Key_Tab)
    assert not hand.view.writing.active
    assert hand.selected() == ["Asks a friend"]
    assert hand.texts("Awareness", "Actions") == ["Sees an advert!!", "Asks a friend"]


@pytest.mark.parametrize("new", [True, False], ids=["capturing", "mending"])
def test_in_both_shift_enter_breaks_the_line_and_esc_keeps_the_text(hand: Hand, new: bool) -> None:
    """Ctrl+Z takes it back; input methods and the platform's text keys work."""
    if new:
        hand.focus_cell("Purchase", "Thoughts").type("One").key(KEY.Key_Return, SHIFT)
    else:
        hand.select("Orders two sizes").keys("F2")
        hand.keys("Ctrl+A").type("One").key(KEY.Key_Return, SHIFT)
    hand.type("two").keys("Ctrl+Backspace").type("靴").key(KEY.Key_Home).type("- ").key(KEY.Key_Escape)
    stage, lane = ("Purchase", "Thoughts") if new else ("Purchase", "Actions")
    assert hand.texts(stage, lane) == ["One\n- 靴"]
    hand.keys("Ctrl+Z")
    assert hand.texts(stage, lane) == ([] if new else ["Orders two sizes"])


def test_capturing_is_mirrored_on_a_right_to_left_map(hand: Hand) -> None:
    with hand.session.edit("Turn") as draft:
        draft.change(hand.session.journey, direction="rtl")
    hand.settle()
    hand.focus_cell("Purchase", "Thoughts").type("One").key(KEY.Key_Tab)
    hand.type("Two").key(KEY.Key_Escape)
    assert hand.texts("Support", "Thoughts") == ["Two"], "Tab goes on to the left"
    hand.key(KEY.Key_Right)
    assert hand.selected() == ["One"]


def test_capture_line(hand: Hand) -> None:
    """With Ctrl+J, and with a slash when no card has the focus."""
    line = hand.window.bars.capture_line
    hand.select("Sees an advert").keys("Ctrl+J")
    assert line.isVisible() and line.isAncestorOf(hand.window.focusWidget())
    hand.keys("Esc")
    hand.view.setFocus()
    hand.type("/")
    assert written(hand) == "/", "a card has the focus"
    hand.key(KEY.Key_Backspace).key(KEY.Key_Escape)
    line.hide()
    hand.session.selection.replace([hand.stage("Purchase")])
    hand.view.setFocus()
    hand.type("/")
    assert line.isVisible() and line.isAncestorOf(hand.window.focusWidget())


def test_an_empty_map_teaches(hand: Hand) -> None:
    """Ghost texts in empty cells, and a line of help in the status bar for what is at hand."""
    tips: list[str] = []
    hand.view.status_tip_changed.connect(tips.append)
    with hand.session.edit("Empty") as draft:
        for card in draft.cards_of(hand.session.journey_id):
            draft.remove(card.id)
    hand.settle()
    assert len(hand.view.overlay.placeholders.texts()) >= 4
    hand.focus_cell("Purchase", "Thoughts")
    hand.type("x").key(KEY.Key_Escape)
    assert any("Type to add a card here" in tip for tip in tips)
    assert hand.window.status_line.findChild(type(hand.window.status_line._tip)).text() == tips[-1]
