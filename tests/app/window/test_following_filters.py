"""Filters follow edits, and come back with their journeys."""

import pytest

from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.journeys import add_journey
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.projects import remove_journey
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.tags import add_tag, mark_tag, rename_tag
from journey_editor.editing.commands.views import save_view
from journey_editor.model.records import Card
from tests.app.driver import choose, find, settle

pytestmark = pytest.mark.usefixtures("kept_window")

SEVERE = CardFilter(severity=4, hides=True)


def drawn(window: MainWindow) -> set[str]:
    return set(window.canvas.map_scene.layout.cards)


def show(window: MainWindow, card_filter: CardFilter) -> str:
    """Save a view and show it; return its id."""
    session = window.session
    with session.edit("Save view") as draft:
        view = save_view(draft, session.journey_id, "View", card_filter, 1.0).id
    session.shown_view.show(view)
    settle()
    return view


def another_journey(window: MainWindow) -> str:
    with window.session.edit("New journey") as draft:
        journey = add_journey(draft, title="Another").id
        step = draft.steps_of(add_stage(draft, journey, name="Stage").id)[0].id
        add_card(draft, step, add_lane(draft, journey, "action").id, "Calls")
    return journey


def two_tags(window: MainWindow) -> tuple[str, str]:
    """Return two tags with a card each."""
    session = window.session
    with session.edit("Add tags") as draft:
        alpha, beta = add_tag(draft, "alpha").id, add_tag(draft, "beta").id
        first, second, *_ = draft.cards_of(session.journey_id)
        mark_tag(draft, first.id, alpha, marked=True)
        mark_tag(draft, second.id, beta, marked=True)
    return alpha, beta


def merge(window: MainWindow, tag: str) -> None:
    with window.session.edit("Merge tags") as draft:
        rename_tag(draft, tag, "beta")
    settle()


def visit(window: MainWindow, journey: str) -> None:
    window.session.show_journey(journey)
    settle()


def test_a_filter_by_a_tag_without_cards_and_views_follows_a_merge_and_its_undo(sample: MainWindow) -> None:
    shown, session = sample.session.shown_view, sample.session
    with session.edit("Add tags") as draft:
        alpha, beta = add_tag(draft, "alpha").id, add_tag(draft, "beta").id
    shown.set_filter(CardFilter(tags=frozenset({alpha}), severity=2))
    merge(sample, alpha)
    assert shown.filter == CardFilter(tags=frozenset({beta}), severity=2)
    with session.edit("Merge again") as draft:
        rename_tag(draft, beta, add_tag(draft, "gamma").name)
    (gamma,) = (tag.id for tag in session.document.tags() if tag.name == "gamma")
    session.undo()
    session.undo()
    assert shown.filter.tags == {alpha}
    session.replay(2, until=float("inf"))
    assert shown.filter.tags == {gamma}


@pytest.mark.parametrize("saved", [True, False])
def test_a_filter_by_tag_follows_a_merge_and_its_undo(sample: MainWindow, saved: bool) -> None:
    alpha, beta = two_tags(sample)
    shown = sample.session.shown_view
    if saved:
        # After the merge, the view has the same filter.
        show(sample, CardFilter(tags=frozenset({beta}), hides=True))
    shown.set_filter(CardFilter(tags=frozenset({alpha}), hides=True))
    settle()
    (first,) = drawn(sample)
    merge(sample, alpha)
    assert shown.filter.tags == {beta} and len(drawn(sample)) == 2
    sample.session.undo()
    settle()
    assert shown.filter.tags == {alpha} and drawn(sample) == {first}
    sample.session.redo()
    settle()
    assert shown.filter.tags == {beta}
    sample.session.undo()
    with sample.session.edit("Delete tag") as draft:
        draft.remove(alpha)
    assert not shown.filter.active
    sample.session.undo()
    assert shown.filter.tags == {alpha}


@pytest.mark.parametrize("saved", [True, False])
def test_a_filter_follows_a_merge_of_tags_while_another_journey_is_shown(
    sample: MainWindow, saved: bool
) -> None:
    alpha, beta = two_tags(sample)
    first, other = sample.session.journey_id, another_journey(sample)
    if saved:
        show(sample, CardFilter(tags=frozenset({alpha}), hides=True))
    else:
        sample.bars.filter_bar.set_filter(CardFilter(tags=frozenset({alpha}), hides=True))
    visit(sample, other)
    merge(sample, alpha)
    visit(sample, first)
    assert sample.session.shown_view.filter.tags == {beta}
    assert not sample.session.shown_view.filter_is_changed
    assert len(drawn(sample)) == 2


def test_undoing_the_update_of_a_view_from_another_journey_shows_what_is_saved(sample: MainWindow) -> None:
    shown, other = sample.session.shown_view, another_journey(sample)
    show(sample, SEVERE)
    shown.set_filter(CardFilter(severity=2, hides=True))
    choose(sample, "views.update")
    visit(sample, other)
    sample.session.undo()
    settle()
    assert shown.id and shown.filter == SEVERE and not shown.filter_is_changed


def test_each_journey_has_its_own_unsaved_filter_and_filter_bar(sample: MainWindow) -> None:
    session, bar = sample.session, sample.bars.filter_bar
    first, other = session.journey_id, another_journey(sample)
    tom = CardFilter(personas=frozenset({find(sample, "persona", "Tom")}))
    choose(sample, "view.filter")
    bar.set_filter(tom)
    visit(sample, other)
    assert not bar.filter.active and bar.isHidden(), "the other journey has no such persona"
    visit(sample, first)
    assert bar.filter == tom and bar.isVisible()
    assert bar.buttons["personas"].text() == "Tom Lindqvist"
    visit(sample, other)
    bar.set_filter(SEVERE)
    visit(sample, first)
    visit(sample, other)
    assert bar.filter == SEVERE


def test_the_view_of_a_journey_comes_back_when_its_deletion_is_undone(sample: MainWindow) -> None:
    session, bar, first = sample.session, sample.bars.filter_bar, sample.session.journey_id
    another_journey(sample)
    view = show(sample, SEVERE)
    cards = drawn(sample)
    with session.edit("Delete journey") as draft:
        remove_journey(draft, first)
    settle()
    assert not session.shown_view.id and bar.isHidden()
    session.undo()
    settle()
    assert session.journey_id == first and session.shown_view.id == view
    assert drawn(sample) == cards and bar.isVisible()


def test_the_filter_bar_closes_with_the_view_that_is_gone(sample: MainWindow) -> None:
    bar, view = sample.bars.filter_bar, show(sample, SEVERE)
    assert bar.isVisible()
    with sample.session.edit("Delete") as draft:
        draft.remove(view)
    settle()
    assert not bar.filter.active and bar.isHidden()


def test_a_hidden_card_that_an_edit_brings_into_sight_stays_until_the_view_is_chosen_again(
    sample: MainWindow,
) -> None:
    session = sample.session
    view = show(sample, SEVERE)
    whole = session.document.cards_of(session.journey_id)
    card = next(each for each in whole if each.severity and each.severity < 4)

    def rate(severity: int) -> None:
        with session.edit("Severity") as draft:
            draft.change(draft.get(Card, card.id), severity=severity)
        settle()

    assert card.id not in drawn(sample)
    rate(5)
    assert card.id in drawn(sample)
    rate(1)
    assert card.id in drawn(sample) and card.id in sample.canvas.map_scene.faint
    session.shown_view.show(view)
    settle()
    assert card.id not in drawn(sample)
    # A card that is removed unseen comes back unseen.
    with session.edit("Remove") as draft:
        draft.remove(card.id)
    session.undo()
    settle()
    assert card.id not in drawn(sample)
