"""Filter bar: looking at some of the cards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.dialogs.name import NameDialog
from journey_editor.app.panels.filter_bar import FilterBar
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.drawing.primitives import Group
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.tags import add_tag
from journey_editor.model.records import Card, Curve, Persona
from tests.app.driver import choose, find, press, select, settle, type_into

KEY = Qt.Key


def dimmed(window: MainWindow) -> set[str]:
    """Texts of the cards that are dimmed on the map."""
    document = window.session.document
    return {document.get(Card, each).text for each in window.canvas.map_scene.faint}


def check(bar: FilterBar, button: str, text: str) -> None:
    """Open the menu of a button and check an entry."""
    menu = bar.buttons[button].menu()
    assert menu is not None
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text() == text).trigger()
    settle()


def opened(window: MainWindow) -> FilterBar:
    choose(window, "view.filter")
    assert window.bars.filter_bar.isVisible()
    return window.bars.filter_bar


def test_cards_of_other_personas_are_dimmed_and_the_bar_counts(sample: MainWindow) -> None:
    bar = opened(sample)
    assert bar.buttons["personas"].text() == "All personas"
    check(bar, "personas", "Tom Lindqvist")
    assert "Adviser compares two contracts in six minutes" in dimmed(sample)
    assert not any(text.startswith(("Order with a fixed date", "Leaflet")) for text in dimmed(sample))
    cards = sample.session.document.cards_of(sample.session.journey_id)
    assert bar.count.text() == f"{len(cards) - len(dimmed(sample))} of {len(cards)} cards"
    assert bar.buttons["personas"].text() == "Tom Lindqvist"


def test_curves_of_other_personas_are_dimmed(sample: MainWindow) -> None:
    document, journey = sample.session.document, sample.session.journey_id
    curves = {each.persona: each.id for each in document.curves_of(journey)}
    amira, tom = find(sample, "persona", "Amira"), find(sample, "persona", "Tom")
    choose(sample, "view.filter")

    def drawn() -> dict[str, Group]:
        return {each.owner: each for each in sample.canvas.map_scene.drawing.groups if each.role == "curve"}

    before = drawn()
    sample.bars.filter_bar.set_filter(CardFilter(personas=frozenset({amira})))
    assert drawn()[curves[tom]] != before[curves[tom]]
    assert drawn()[curves[amira]] is before[curves[amira]]
    # The curve for everyone is about each persona.
    with sample.session.edit("Share") as draft:
        draft.change(draft.get(Curve, curves[tom]), persona="")
    settle()
    shared = drawn()[curves[tom]]
    sample.bars.filter_bar.set_filter(CardFilter())
    assert drawn()[curves[tom]] is shared
    sample.session.undo()
    sample.bars.filter_bar.set_filter(CardFilter(kinds=frozenset({"action"})))
    assert drawn()[curves[tom]] == before[curves[tom]], "a kind is no condition on curves"


def test_the_filter_opened_while_a_card_is_written_has_the_focus(sample: MainWindow) -> None:
    sample.session.selection.replace([find(sample, "card", "Leaflet")])
    QTest.keyClick(sample.canvas, KEY.Key_Return)
    QTest.keyClicks(sample.canvas.writing.editor, "Poster")
    QTest.keySequence(sample.canvas.writing.editor, "Ctrl+Shift+F")
    settle()
    assert find(sample, "card", "Poster")
    assert not sample.canvas.writing.active
    assert sample.focusWidget() is sample.bars.filter_bar.buttons["personas"]
    QTest.keyClick(sample.focusWidget(), KEY.Key_Escape)
    assert not sample.bars.filter_bar.isVisible()
    assert sample.focusWidget() is sample.canvas


def test_conditions_are_combined_and_cleared(sample: MainWindow) -> None:
    bar = opened(sample)
    check(bar, "channels", "Phone")
    check(bar, "kinds", "Touchpoint")
    document = sample.session.document
    shown = [card for card in document.cards_of(sample.session.journey_id) if card.text not in dimmed(sample)]
    assert shown
    assert {card.kind for card in shown} == {"touchpoint"}
    bar.clear_button.click()
    settle()
    assert not dimmed(sample)


def test_severe_pain_points_only(sample: MainWindow) -> None:
    bar = opened(sample)
    check(bar, "severity", "Severity 5")
    document = sample.session.document
    shown = [card for card in document.cards_of(sample.session.journey_id) if card.text not in dimmed(sample)]
    assert {card.severity for card in shown} == {5}


def test_the_filter_follows_edits(sample: MainWindow) -> None:
    bar = opened(sample)
    check(bar, "severity", "Severity 5")
    card = find(sample, "card", "Two systems, two dates")
    assert card in sample.canvas.map_scene.faint
    with sample.session.edit("Worse") as draft:
        draft.change(draft.get(Card, card), severity=5)
    settle()
    assert card not in sample.canvas.map_scene.faint
    sample.session.undo()
    settle()
    assert card in sample.canvas.map_scene.faint


def test_a_removed_persona_leaves_the_filter(sample: MainWindow) -> None:
    bar = opened(sample)
    check(bar, "personas", "Tom Lindqvist")
    with sample.session.edit("Remove") as draft:
        draft.remove(find(sample, "persona", "Tom"))
    settle()
    assert bar.filter == CardFilter()
    assert not dimmed(sample)


def test_a_filter_never_has_a_condition_that_its_buttons_do_not_show(sample: MainWindow) -> None:
    bar = opened(sample)
    session = sample.session
    check(bar, "personas", "Tom Lindqvist")
    check(bar, "kinds", "Opportunity")
    with session.edit("Plan") as draft:
        other = add_journey(draft, title="Another").id
        step = draft.steps_of(add_stage(draft, other).id)[0].id
        add_card(draft, step, add_lane(draft, other, "action").id, "Calls")
    session.show_journey(other)
    settle()
    assert [bar.buttons[each].text() for each in ("personas", "kinds")] == ["All personas", "Opportunity"]
    assert bar.filter == CardFilter(kinds=frozenset({"opportunity"}))
    assert dimmed(sample) == {"Calls"}


def test_only_one_severity_is_checked_while_the_menu_stays_open(sample: MainWindow) -> None:
    bar = opened(sample)
    check(bar, "severity", "Severity 2 or more")
    menu = bar.buttons["severity"].menu()
    next(each for each in menu.actions() if each.text() == "Severity 5").trigger()
    assert [each.text() for each in menu.actions() if each.isChecked()] == ["Severity 5"]


def test_long_names_and_ampersands_fit_on_the_buttons(sample: MainWindow) -> None:
    with sample.session.edit("Invite") as draft:
        add_persona(draft, sample.session.journey_id, name="R&D")
        add_persona(draft, sample.session.journey_id, name="Anna " * 90)
    settle()
    bar = opened(sample)
    check(bar, "personas", "R&&D")
    assert bar.buttons["personas"].text() == "R&&D"
    bar.set_filter(CardFilter(personas=frozenset([find(sample, "persona", "Anna")])))
    assert bar.buttons["personas"].text().startswith("Anna Anna")
    assert bar.minimumSizeHint().width() < 900


def test_esc_closes_the_bar_and_shows_everything(sample: MainWindow) -> None:
    bar = opened(sample)
    check(bar, "personas", "Tom Lindqvist")
    QTest.keyClick(bar.buttons["personas"], KEY.Key_Escape)
    settle()
    assert bar.isHidden()
    assert not dimmed(sample)
    assert sample.canvas.hasFocus()


def test_a_filter_follows_what_is_changed_in_a_presentation(sample: MainWindow) -> None:
    session = sample.session
    bar = opened(sample)
    check(bar, "personas", "Tom Lindqvist")
    choose(sample, "view.present")
    assert bar.isHidden()
    with session.edit("Rename") as draft:
        draft.change(draft.get(Persona, find(sample, "persona", "Tom")), name="Tom L.")
        cell = draft.cards_of(session.journey_id)[0]
        add_card(draft, cell.step, cell.lane, "New")
    settle()
    sample.presentation.end()
    assert bar.isVisible()
    assert bar.buttons["personas"].text() == "Tom L."
    assert bar.count.text().endswith(f"of {len(session.document.cards_of(session.journey_id))} cards")
    choose(sample, "view.present")
    select(sample, "persona", "Tom")
    choose(sample, "edit.delete")
    assert not dimmed(sample)
    sample.presentation.end()
    bar.close_bar()


def test_a_single_card_is_counted_in_the_singular(program: Application) -> None:
    window = program.new_project("blank")
    with window.session.edit("Empty") as draft:
        cells = (
            draft.columns_of(window.session.journey_id)[0].id,
            draft.lanes_of(window.session.journey_id)[0].id,
        )
        for each in draft.cards_of(window.session.journey_id):
            draft.remove(each.id)
        add_card(draft, *cells, "Only one")
    settle()
    assert opened(window).count.text() == "1 of 1 card"


def test_cards_that_do_not_match_are_hidden_on_request_and_no_card_vanishes_while_it_is_edited(
    sample: MainWindow,
) -> None:
    bar, session, scene = opened(sample), sample.session, sample.canvas.map_scene
    check(bar, "severity", "Severity 5")
    everything = set(scene.layout.cards)
    rejected = scene.faint
    assert bar.buttons["hides"].text() == "Dim the others"
    check(bar, "hides", "Hide the others")
    assert bar.buttons["hides"].text() == "Hide the others"
    assert set(scene.layout.cards) == everything - rejected
    assert not scene.layout.links and not scene.faint
    card = find(sample, "card", "Two systems, two dates")
    assert card not in scene.layout.cards
    with session.edit("Worse") as draft:
        draft.change(draft.get(Card, card), severity=5)
        step, lane = draft.get(Card, card).step, draft.get(Card, card).lane
    assert card in scene.layout.cards, "a card that matches now is shown"
    shown = next(iter(set(scene.layout.cards) - {card}))
    with session.edit("Better") as draft:
        draft.change(draft.get(Card, shown), severity=1)
        new = add_card(draft, step, lane, "New").id
    assert {shown, new} <= set(scene.layout.cards), "cards in use stay"
    assert scene.faint == {shown, new}, "and are dimmed"
    check(bar, "severity", "Severity 4 or more")
    assert not {shown, new} & set(scene.layout.cards), "another filter hides them"
    choose(sample, "views.hides")
    assert bar.buttons["hides"].text() == "Dim the others"
    assert set(scene.layout.cards) == everything | {new}


def test_a_found_card_is_shown_although_the_filter_hides_it(sample: MainWindow) -> None:
    bar, scene = opened(sample), sample.canvas.map_scene
    check(bar, "severity", "Severity 5")
    check(bar, "hides", "Hide the others")
    card = find(sample, "card", "Leaflet")
    assert card not in scene.layout.cards
    choose(sample, "find.find")
    type_into(sample.bars.find_bar.line, "Leaflet")
    assert card in scene.layout.cards and card in scene.faint
    assert "The filter hides the card" in sample.bars.find_bar.info.text()
    press(sample.bars.find_bar.line, KEY.Key_Escape)
    assert card in scene.layout.cards, "it is selected"
    sample.session.selection.clear()
    settle()
    assert card not in scene.layout.cards


def test_the_outline_marks_the_cards_that_the_filter_hides(sample: MainWindow) -> None:
    bar = opened(sample)
    select(sample, "card", "Leaflet")
    (row,) = sample.outline.tree.findItems(
        "Leaflet", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
    )
    check(bar, "severity", "Severity 5")
    assert not row.text(0).endswith("(hidden)")
    check(bar, "hides", "Hide the others")
    assert row.text(0).endswith("(hidden)")
    bar.clear_button.click()
    settle()
    assert not row.text(0).endswith("(hidden)")


@pytest.mark.parametrize("with_tags", [False, True])
def test_the_bar_fits_a_narrow_window(sample: MainWindow, with_tags: bool) -> None:
    sample.resize(720, 480)
    if with_tags:
        with sample.session.edit("Add tag") as draft:
            add_tag(draft, "Waits for the release in spring")
    bar = opened(sample)
    check(bar, "hides", "Hide the others")
    sample.bars.filter_bar.set_filter(CardFilter(severity=5))
    choose(sample, "views.save")
    (dialog,) = sample.findChildren(NameDialog)
    dialog.name.setText("Severe pain points since the last workshop")
    dialog.accept()
    bar.set_filter(CardFilter(severity=4))
    settle()
    assert sample.width() == 720
    named = sample.bars.view_bar
    assert all(each.width() >= each.sizeHint().width() for each in (named.name, named.update_button))
    shown = [name for name, each in bar.buttons.items() if not each.isHidden()]
    assert ("tags" in shown) == with_tags and len(shown) >= 5
    widgets = [*(bar.buttons[name] for name in shown), bar.count, bar.clear_button]
    assert all(bar.rect().contains(each.geometry().translated(12, 6)) for each in widgets)


@pytest.mark.parametrize("view_shown", [False, True], ids=["whole map", "view"])
def test_the_buttons_at_the_end_wrap_together(sample: MainWindow, view_shown: bool) -> None:
    bar = opened(sample)
    bar.save_button.setVisible(not view_shown)
    last = [each for each in (bar.count, bar.save_button, bar.clear_button) if each.isVisible()]
    for width in (1440, 1366, 1330, 1280, 1100, 720):
        sample.resize(width, 700)
        settle()
        assert len({each.y() for each in last}) == 1, width
