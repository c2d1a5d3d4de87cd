"""Evidence: copied with what it backs, and places that are suggested for it."""

from datetime import date

import pytest

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.clip import Clip, clip_of
from journey_editor.editing.commands.cards import add_card, copy_card
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.evidence import add_evidence, place_evidence
from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.projects import duplicate_as_to_be, journey_document, merge_project
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.views import save_view
from journey_editor.editing.draft import Draft
from journey_editor.editing.evidence_places import suggested_places
from journey_editor.editing.pasting import paste_clip
from journey_editor.editing.views import seen_through
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.mermaid.exporter import mermaid_text
from journey_editor.layout.map_layout import lay_out
from journey_editor.layout.queries.hit_testing import hit
from journey_editor.layout.reference_sign import box_of_sign, seal_of, sign_of
from journey_editor.model.document import Document
from journey_editor.model.records import Card, EvidencePlace


def new_map() -> Draft:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="Help").id
    step = draft.steps_of(add_stage(draft, journey, name="Waiting").id)[0].id
    add_card(draft, step, add_lane(draft, journey, "action").id, "Calls the hotline")
    return draft


@pytest.fixture
def draft() -> Draft:
    """A map in which one quote backs a card, its emotion, a stage and a persona."""
    draft = new_map()
    sofie = add_persona(draft, "journey:1", name="Sofie")
    point = set_emotion(draft, curve_for(draft, "journey:1", sofie.id).id, "card:1", -0.5)
    quote = add_evidence(draft, "I called three times.", speaker="Sofie", sample_size=3)
    place_evidence(draft, quote.id, ["card:1", point.id, "stage:1", sofie.id])
    return draft


def test_evidence_goes_to_another_project_with_all_that_it_backs(draft: Draft) -> None:
    clip = clip_of(draft, "journey:1", ["stage:1", "persona:1"])
    other = new_map()
    for _ in range(2):
        paste_clip(other, "journey:1", Clip.from_json(clip.to_json()), None)
    (quote,) = other.evidence()
    assert (quote.text, quote.speaker, quote.sample_size) == ("I called three times.", "Sofie", 3)
    backed = [each.id for each in other.select(Card) if other.backing(each.id)]
    assert len(backed) == 2 and "card:1" not in backed
    assert [other.backing(each.id) for each in other.stages_of("journey:1")] == [0, 1, 1]
    assert all(other.backing(each.id) for each in other.personas_of("journey:1"))
    points = [point for curve in other.curves_of("journey:1") for point in other.points_of(curve.id)]
    assert points and all(other.backing(each.id) for each in points)


def test_a_click_on_a_seal_asks_for_the_evidence(draft: Draft) -> None:
    add_lane(draft, "journey:1", "emotion")
    layout = lay_out(draft.finish(), "journey:1", today=date(2026, 12, 1))
    (point,) = (point for chart in layout.charts for curve in chart.curves for point in curve.points)
    (stage,), (persona,), card = layout.stages, layout.header.personas, layout.cards["card:1"]
    signs = (box_of_sign(stage.evidence), seal_of(persona), sign_of(card, "evidence"))
    places = [(point.x + 9, point.y - 9), *(box.center for box in signs if box is not None)]
    found = [hit(layout, *place, 6.0) for place in places]
    assert [(each.id, each.field) for each in found if each] == [
        (each, "evidence") for each in (point.id, "stage:1", persona.id, "card:1")
    ]
    on_face = hit(layout, point.x, point.y)
    assert on_face is not None and (on_face.id, on_face.field) == (point.id, "")


def test_a_copy_in_the_project_is_backed_by_the_same_evidence(draft: Draft) -> None:
    copy = copy_card(draft, "card:1")
    pasted = paste_clip(draft, "journey:1", clip_of(draft, "journey:1", ["card:1"]), None).ids
    assert len(draft.evidence()) == 1
    assert "1 piece of evidence was not exported." in mermaid_text(draft, "journey:1")[1]
    assert [draft.backing(each) for each in (copy.id, *pasted)] == [1, 1]


def test_a_to_be_journey_is_backed_by_the_same_evidence(draft: Draft) -> None:
    new = duplicate_as_to_be(draft, "journey:1")
    merge_project(draft, journey_document(draft, "journey:1"))
    assert len(draft.evidence()) == 1
    assert [draft.backing(each.id) for each in draft.select(Card)] == [1, 1, 1]
    assert [draft.backing(each.id) for each in draft.stages_of(new)] == [1]
    (sofie,) = draft.personas_of(new)
    assert len(draft.select(EvidencePlace, persona=sofie.id)) == 1


def test_a_view_shows_only_what_is_backed(draft: Draft) -> None:
    bare = add_card(draft, draft.steps_of("stage:1")[0].id, "lane:1", "Hopes")
    view = save_view(draft, "journey:1", "Facts", CardFilter(backed=True, hides=True), 1.0)
    seen, _ = seen_through(draft.finish(), view.id)
    shown = [each.id for each in seen.select(Card)]
    assert "card:1" in shown and bare.id not in shown


def test_places_share_rare_words_with_the_evidence(draft: Draft) -> None:
    step = draft.steps_of("stage:1")[0].id
    texts = ("Waits for the courier", "The courier rings", "等候客服人员回复", "Wartet auf die Reparatur")
    waits, rings, chinese, german = (add_card(draft, step, "lane:1", each).id for each in texts)

    def places(text: str) -> list[str]:
        return suggested_places(draft, "journey:1", text)

    assert places("The couriers were waiting!") == [waits, rings, "stage:1"]
    assert places("客服人员") == [chinese]
    assert places("DIE REPARATUREN dauerten") == [german]
    assert places("") == places("12 … I, a") == places("Nothing else matches") == []
