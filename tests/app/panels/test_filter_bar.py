"""Filter bar: looking at some of the cards."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from journey_editor.app.panels.filter_bar import FilterBar
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.stages import add_stage
from journey_editor.model.records import Card, Curve, Persona
from tests.app.driver import choose, find, select, settle

KEY = Qt.Key


def dimmed(window: MainWindow) -> set[str]:
    """Texts of the cards that are dimmed on the map."""
    document = window.session.document
    cards = map(document.find, window.canvas.map_scene.shown.dimmed)
    return {card.text for card in cards if isinstance(card, Card)}


def check(bar: FilterBar, button: str, text: str) -> None:
    """Open the menu of a button and check an entry."""
    menu = bar.buttons[button].menu()
    assert menu is not None
    menu.aboutToShow.emit()
    next(each for each in menu.actions() if each.text() == text).trigger()
    settle()


def opened(window: MainWindow) -> FilterBar:
    choose(window, "view.filter")
    assert window.filter_bar.isVisible()
    return window.filter_bar


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
    sample.filter_bar.set_filter(CardFilter(personas=frozenset({amira})))
    shown = sample.canvas.map_scene.shown
    assert curves[tom] in shown.dimmed
    assert curves[amira] not in shown.dimmed
    # The curve for everyone is about each persona.
    with sample.session.edit("Share") as draft:
        draft.change(draft.get(Curve, curves[tom]), persona="")
    settle()
    assert curves[tom] not in shown.dimmed
    sample.session.undo()
    sample.filter_bar.set_filter(CardFilter(kinds=frozenset({"action"})))
    assert curves[tom] not in shown.dimmed, "a kind is no condition on curves"


def test_the_filter_opened_while_a_card_is_written_has_the_focus(sample: MainWindow) -> None:
    sample.session.selection.replace([find(sample, "card", "Leaflet")])
    QTest.keyClick(sample.canvas, KEY.Key_Return)
    QTest.keyClicks(sample.canvas.writing.editor, "Poster")
    QTest.keySequence(sample.canvas.writing.editor, "Ctrl+Shift+F")
    settle()
    assert find(sample, "card", "Poster")
    assert not sample.canvas.writing.active
    assert sample.focusWidget() is sample.filter_bar.buttons["personas"]
    QTest.keyClick(sample.focusWidget(), KEY.Key_Escape)
    assert not sample.filter_bar.isVisible()
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
    assert card in sample.canvas.map_scene.shown.dimmed
    with sample.session.edit("Worse") as draft:
        draft.change(draft.get(Card, card), severity=5)
    settle()
    assert card not in sample.canvas.map_scene.shown.dimmed
    sample.session.undo()
    settle()
    assert card in sample.canvas.map_scene.shown.dimmed


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
    assert [bar.buttons[each].text() for each in ("personas", "kinds")] == ["All personas", "All kinds"]
    assert bar.filter == CardFilter()
    assert not dimmed(sample)


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


def test_a_drag_keeps_the_filtered_cards_dimmed(sample: MainWindow) -> None:
    bar = opened(sample)
    check(bar, "severity", "Severity 5")
    before = dimmed(sample)
    scene = sample.canvas.map_scene
    scene.dim([find(sample, "card", "Chat and phone do not")])
    assert dimmed(sample) > before
    scene.dim(())
    assert dimmed(sample) == before


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
