"""Saved views: what they keep, and what a map looks like through them."""

from datetime import date

import pytest

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.commands import views
from journey_editor.editing.commands.cards import add_card
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.personas import remove_persona_from_journey
from journey_editor.editing.commands.projects import merge_project
from journey_editor.editing.editor import Editor
from journey_editor.editing.seen import seen
from journey_editor.editing.templates import project_from_template
from journey_editor.editing.views import filter_of, hiding_as, seen_through
from journey_editor.foundation.identity import ids_from
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import (
    Card,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    Step,
    View,
    ViewItem,
)


def _sample_map(seed: str) -> Editor:
    new_id = ids_from(seed)
    return Editor(project_from_template("sample", new_id=new_id), new_id=new_id)


class Sample:
    """The sample map with a view of severe problems that hides a lane and a persona."""

    def __init__(self, *, hides: bool) -> None:
        self.editor = _sample_map("here")
        document = self.editor.document
        self.journey = document.journeys()[0].id
        self.lane = document.lanes_of(self.journey)[0].id
        self.persona = document.personas_of(self.journey)[-1].id
        self.filter = CardFilter(severity=4, hides=hides)
        with self.editor.edit("Hide") as draft:
            draft.change(draft.get(Lane, self.lane), hidden=True)
            place = next(each for each in draft.select(JourneyPersona) if each.persona == self.persona)
            draft.change(place, shown=False)
        with self.editor.edit("Save view") as draft:
            self.view = views.save_view(draft, self.journey, "Severe", self.filter, 0.5).id
        with self.editor.edit("Show") as draft:
            draft.change(draft.get(Lane, self.lane), hidden=False)

    @property
    def document(self) -> Document:
        return self.editor.document


def test_a_view_keeps_the_filter_what_is_hidden_and_the_zoom() -> None:
    sample = Sample(hides=True)
    assert filter_of(sample.document, sample.view) == sample.filter
    assert sample.document.get(View, sample.view).zoom == 0.5
    hiding = hiding_as(sample.document, sample.view)
    assert [each.id for each in hiding.select(Lane) if each.hidden] == [sample.lane]
    assert sample.persona not in [each.id for each in hiding.personas_of(sample.journey, hidden=False)]
    assert not sample.document.get(Lane, sample.lane).hidden
    assert hiding_as(sample.document, "") is sample.document


@pytest.mark.parametrize("hides", [False, True])
def test_each_condition_comes_back(hides: bool) -> None:
    sample = Sample(hides=False)
    people = frozenset(each.id for each in sample.document.personas_of(sample.journey))
    channels = frozenset(each.id for each in sample.document.channels()) | {""}
    kinds = frozenset(["action", "touchpoint"])
    chosen = CardFilter(personas=people, channels=channels, kinds=kinds, severity=3, hides=hides)
    with sample.editor.edit("Update view") as draft:
        views.update_view(draft, sample.view, chosen, 2.0)
    assert filter_of(sample.document, sample.view) == chosen
    hidden = [each.lane for each in sample.document.items_of(sample.view) if each.hidden and each.lane]
    assert hidden == [sample.lane], "an update keeps what is hidden"


def test_a_view_that_hides_leaves_cards_and_links_out_and_keeps_the_curves() -> None:
    sample = Sample(hides=True)
    through, dimmed = seen_through(sample.document, sample.view)
    layout = lay_out(through, sample.journey, today=date(2026, 1, 1))
    assert layout.cards and not dimmed
    assert all((sample.document.get(Card, each).severity or 0) >= 4 for each in layout.cards)
    assert not layout.links
    whole = {each.id for each in sample.document.select(EmotionPoint)}
    shown = [point.id for chart in layout.charts for curve in chart.curves for point in curve.points]
    assert shown and set(shown) <= whole
    before = lay_out(hiding_as(sample.document, sample.view), sample.journey, today=date(2026, 1, 1))
    assert len(shown) == sum(len(curve.points) for chart in before.charts for curve in chart.curves)


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize(("first", "last"), [(0, 0), (0, 1), (0, 5), (2, 3)])
def test_the_emotion_at_a_card_that_is_left_out_stays_where_it_is(
    direction: str, rows: int, first: int, last: int
) -> None:
    editor = _sample_map("here")
    journey = editor.document.journeys()[0].id
    with editor.edit("Wide card") as draft:
        draft.change(draft.get(Journey, journey), direction=direction)
        columns = [each.id for each in draft.columns_of(journey)]
        draft.change(draft.get(Step, columns[last]), width=500.0)
        lane = next(each.id for each in draft.lanes_of(journey) if each.kind == "pain_point")
        card = add_card(draft, columns[first], lane, "Wide", last_step=columns[last] if last > first else "")
        point = set_emotion(draft, add_curve(draft, journey, "").id, card.id, 0.7).id

    def place(document: Queries) -> tuple[int, float, float]:
        layout = lay_out(document, journey, today=date(2026, 1, 1), rows=rows)
        chart = next(
            each for each in layout.charts if any(point == p.id for c in each.curves for p in c.points)
        )
        found = next(p for curve in chart.curves for p in curve.points if p.id == point)
        column = next(each.column for each in layout.steps if each.id == columns[first])
        return chart.band, round(found.x - column.x), found.value

    assert place(seen(editor.document, (), [card.id])) == place(editor.document)


def test_a_view_that_dims_shows_all_cards() -> None:
    sample = Sample(hides=False)
    through, dimmed = seen_through(sample.document, sample.view)
    cards = sample.document.cards_of(sample.journey)
    assert through.cards_of(sample.journey) == cards
    rejected = {each.id for each in cards if (each.severity or 0) < 4}
    links = sample.document.links_of(sample.journey)
    assert dimmed == rejected | {each.id for each in links if rejected & {each.source, each.target}}


def test_cells_that_do_not_change_stay_the_same_objects_from_edit_to_edit() -> None:
    sample = Sample(hides=True)

    def cells() -> list[tuple[Card, ...]]:
        through, _ = seen_through(sample.document, sample.view)
        return [through.select(Card, step=each.id) for each in through.columns_of(sample.journey)]

    before = cells()
    with sample.editor.edit("Edit") as draft:
        card = next(each for each in draft.cards_of(sample.journey) if (each.severity or 0) >= 4)
        draft.change(card, text="Another")
    assert sum(old is not new for old, new in zip(before, cells(), strict=True)) == 1


def test_a_document_without_cards_follows_a_draft() -> None:
    sample = Sample(hides=True)
    with sample.editor.edit("Add") as draft:
        card = draft.cards_of(sample.journey)[0]
        without = seen(draft, (), [card.id])
        new = draft.add(Card, step=card.step, lane=card.lane, text="New", kind=card.kind)
        assert new in without.cards_in(card.step, card.lane)
        assert card not in without.cards_in(card.step, card.lane)


def test_views_are_renamed_moved_duplicated_and_deleted() -> None:
    sample = Sample(hides=True)

    def names() -> list[str]:
        return [each.name for each in sample.document.views_of(sample.journey)]

    with sample.editor.edit("Duplicate") as draft:
        name = views.free_name(draft, sample.journey, "Severe")
        copy = views.duplicate_view(draft, sample.view, name).id
    assert names() == ["Severe", "Severe (2)"]
    assert filter_of(sample.document, copy) == sample.filter
    assert len(sample.document.items_of(copy)) == len(sample.document.items_of(sample.view)) == 2
    with sample.editor.edit("Move") as draft:
        views.move_view(draft, copy, -1)
        views.move_view(draft, copy, -1)
        views.rename_view(draft, sample.view, "Second")
    assert names() == ["Severe (2)", "Second"]
    with sample.editor.edit("Move") as draft:
        views.move_view(draft, copy, 1)
    assert names() == ["Second", "Severe (2)"]
    with sample.editor.edit("Delete") as draft:
        draft.remove(sample.view)
    assert names() == ["Severe (2)"]
    assert {each.view for each in sample.document.select(ViewItem)} == {copy}
    sample.editor.undo()
    assert names() == ["Second", "Severe (2)"]


def test_what_is_deleted_leaves_the_view() -> None:
    sample = Sample(hides=True)
    channel = sample.document.channels()[0].id
    other = sample.document.personas_of(sample.journey)[0].id
    chosen = CardFilter(personas=frozenset([other]), channels=frozenset([channel]))
    with sample.editor.edit("Update view") as draft:
        views.update_view(draft, sample.view, chosen, 1.0)
    with sample.editor.edit("Delete") as draft:
        draft.remove(sample.lane)
        draft.remove(channel)
        remove_persona_from_journey(draft, sample.journey, other)
        remove_persona_from_journey(draft, sample.journey, sample.persona)
    assert not sample.document.items_of(sample.view)
    assert filter_of(sample.document, sample.view) == CardFilter()
    sample.editor.undo()
    assert filter_of(sample.document, sample.view) == chosen


def test_the_proposed_name_of_a_view_is_free() -> None:
    sample = Sample(hides=True)
    for expected in ("View 1", "View 2", "View 3"):
        with sample.editor.edit("Save view") as draft:
            name = views.free_name(draft, sample.journey)
            views.save_view(draft, sample.journey, name, CardFilter(), 1.0)
        assert name == expected


def test_imported_journeys_bring_their_views() -> None:
    sample = Sample(hides=True)
    target = _sample_map("there")
    with target.edit("Import") as draft:
        journey = merge_project(draft, sample.document)[0]
    (view,) = target.document.views_of(journey)
    assert view.name == "Severe"
    assert filter_of(target.document, view.id) == sample.filter
    hidden = hiding_as(target.document, view.id)
    assert [each.journey for each in hidden.select(Lane) if each.hidden] == [journey]
