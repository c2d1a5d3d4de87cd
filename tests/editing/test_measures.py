"""Measures go along when what they measure is copied, with their readings and the files of these."""

from datetime import date
from pathlib import PurePosixPath

import pytest

from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, copy_card
from journey_editor.editing.commands.evidence import add_evidence, place_evidence
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.measures import (
    add_measure,
    add_reading,
    bind_measure,
    has_readings,
    path_of,
    set_readings,
    source_of,
)
from journey_editor.editing.commands.projects import duplicate_as_to_be, structure_of
from journey_editor.editing.commands.references import located, relocate_references
from journey_editor.editing.commands.reviews import mark_reviewed
from journey_editor.editing.commands.stages import add_stage, duplicate_step, merge_stages, merge_steps
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import paste_clip
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import DataSource, Evidence, EvidencePlace, Measure, Reading


@pytest.fixture
def draft() -> Draft:
    """A map with a measure of a stage, one of a step and one of a card in it, each read from a file."""
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Help").id
    stage = add_stage(draft, journey).id
    step = draft.steps_of(stage)[0].id
    card = add_card(draft, step, add_lane(draft, journey, "action").id, "Calls")
    for place in (stage, step, card.id):
        measure = add_measure(draft, journey, place)
        add_reading(draft, measure.id, day="2026-01-01", value=80.0)
        bind_measure(draft, measure.id, path="figures/csat.csv", value_column="CSAT")
    return draft


def other_project() -> Draft:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Other").id
    add_stage(draft, journey)
    add_lane(draft, journey, "action")
    return draft


def places(queries: Queries) -> list[str]:
    return [each.place for each in queries.select(Measure)]


def test_a_copied_stage_takes_its_measures_to_another_project(draft: Draft) -> None:
    clip = clip_of(draft, "journey:1", ["stage:1"]).located(PurePosixPath("/home/ann/old"))
    other = other_project()
    pasted = paste_clip(other, "journey:1", Clip.from_json(clip.to_json()), None)
    relocate_references(other, None, PurePosixPath("/home/ann"), new=True)
    (stage,) = pasted.ids
    step = other.steps_of(stage)[0].id
    (card,) = other.cards_of("journey:1")
    assert sorted(places(other)) == sorted([stage, step, card.id])
    assert {each.value for each in other.select(Reading)} == {80.0} and len(other.select(Reading)) == 3
    assert {each.path for each in other.select(DataSource)} == {"old/figures/csat.csv"}
    other.finish()


def test_a_pasted_card_has_a_measure_of_its_own(draft: Draft) -> None:
    cell = (draft.cards_of("journey:1")[0].step, draft.cards_of("journey:1")[0].lane)
    (new,) = paste_clip(draft, "journey:1", clip_of(draft, "journey:1", ["card:1"]), cell).ids
    duplicate = copy_card(draft, "card:1").id
    assert places(draft).count(new) == places(draft).count(duplicate) == 1 and len(places(draft)) == 5
    draft.finish()


def test_measures_stay_when_stages_and_steps_are_merged_and_go_along_with_a_copied_step(draft: Draft) -> None:
    step = duplicate_step(draft, "step:1").id
    (card,) = (each.id for each in draft.cards_of("journey:1") if each.id != "card:1")
    assert sorted(places(draft)) == sorted(["stage:1", "step:1", "card:1", step, card])
    stage = add_stage(draft, "journey:1").id
    other = add_measure(draft, "journey:1", stage).id
    merge_steps(draft, ["step:1", step])
    merge_stages(draft, ["stage:1", stage])
    assert sorted(places(draft)) == sorted(["stage:1", "stage:1", "step:1", "step:1", "card:1", card])
    assert draft.get(Measure, other).stage == "stage:1"
    draft.finish()


def test_an_intended_journey_keeps_the_targets_but_not_the_figures_of_today(draft: Draft) -> None:
    for each in draft.select(Measure):
        draft.change(each, target=75.0)
    new = duplicate_as_to_be(draft, "journey:1")
    copies = draft.select(Measure, journey=new)
    assert [each.target for each in copies] == [75.0] * 3
    assert not any(draft.select(Reading, measure=each.id) for each in copies)
    assert not any(draft.select(DataSource, measure=each.id) for each in copies)
    assert len(draft.select(Reading)) == len(draft.select(DataSource)) == 3
    draft.finish()


def test_paths_follow_a_project_that_moves_and_templates_have_no_facts(draft: Draft) -> None:
    place_evidence(draft, add_evidence(draft, text="“I gave up.”").id, ["stage:1"])
    mark_reviewed(draft, "journey:1", date(2026, 3, 1))
    document = draft.finish()
    moved = located(document, PurePosixPath("/home/ann"), PurePosixPath("/home/ann/map"))
    assert {each.path for each in moved.select(DataSource)} == {"/home/ann/figures/csat.csv"}
    structure = structure_of(document)
    assert not any(structure.select(kind) for kind in (Reading, DataSource, Evidence, EvidencePlace))
    assert (structure.journeys()[0].reviewed, structure.journeys()[0].review_date) == ("", "")
    assert places(structure) == ["stage:1", "step:1"]
    assert "3 measures were not exported." in mermaid_text(document, "journey:1")[1]


def test_readings_of_the_same_day_stay_the_same_record(draft: Draft) -> None:
    measure = draft.select(Measure)[0].id
    add_reading(draft, measure, day="2026-02-01", value=70.0)
    before = {each.day: each.id for each in draft.select(Reading, measure=measure)}
    none = {"positive": None, "negative": None, "total": None}
    found = [{"day": "2026-02-01", "value": 71.0, **none}, {"day": "2026-03-01", "value": 72.0, **none}]
    assert not has_readings(draft, measure, found)
    set_readings(draft, measure, found)
    assert has_readings(draft, measure, found)
    after = {each.day: each.id for each in draft.select(Reading, measure=measure)}
    assert after["2026-02-01"] == before["2026-02-01"] and sorted(after) == ["2026-02-01", "2026-03-01"]


def test_a_file_on_a_server_is_not_read_unasked(draft: Draft) -> None:
    source = source_of(draft, draft.select(Measure)[0].id)
    assert source is not None
    assert path_of(source, PurePosixPath("/home/ann")) is not None
    there = draft.change(source, path="//server/share/csat.csv")
    assert path_of(there, None) is None and path_of(there, None, server=True) is not None
