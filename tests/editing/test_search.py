"""Find and replace in a project: order, hidden parts, limits of fields, and the work for a large map."""

import string
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journey_editor.drawing.draw_map import draw_map
from journey_editor.editing.commands.cards import add_card, link_cards
from journey_editor.editing.commands.curves import add_curve, set_emotion
from journey_editor.editing.commands.journeys import add_channel, add_journey, add_note, new_project
from journey_editor.editing.commands.lane_groups import group_lanes
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.persona_sheets import add_fact
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.references import add_reference
from journey_editor.editing.commands.replacing import replace_hits
from journey_editor.editing.commands.stages import add_stage
from journey_editor.editing.commands.tags import add_tag, mark_tag
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Editor
from journey_editor.editing.search import FIELDS, Hit, TextIndex, find, text_of
from journey_editor.editing.unhiding import hidden_by, with_shown
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import counting_ids
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.model.fields import Text
from journey_editor.model.records import (
    RECORD_TYPES,
    Card,
    DataSource,
    EmotionPoint,
    JourneyPersona,
    Lane,
    Link,
    Persona,
    Step,
    specs,
)
from journey_editor.text.matching import Query
from journey_editor.wording.sheet_words import SHEET_TEXTS
from tests.benchmarks.generated import generated_map
from tests.counting import calls_in

# Texts that no user sees on a map or in a card.
_NOT_SEARCHED = {
    ("project", "author"),
    ("brand", "font"),
    ("dismissal", "item"),
    ("dismissal", "reason"),
    ("journey", "language"),
    ("asset", "sha256"),
    ("view", "name"),
    *(("data_source", name) for name, spec in specs(DataSource).items() if isinstance(spec, Text)),
}


@pytest.fixture(scope="module")
def everywhere() -> Document:
    """Two journeys in which each searched field is “Word” with its name."""
    draft = Draft(Document(), counting_ids())
    new_project(draft, name="Word project")
    for number in (1, 2):
        journey = add_journey(draft, title=f"Word title {number}").id
        draft.change(draft.journeys()[-1], scenario="Word scenario", goal="Word goal", version="Word v1")
        ada = add_persona(draft, journey, name="Word name", role="Word role", quote="Word quote").id
        draft.change(draft.get(Persona, ada), **{name: f"Word {name}" for name in SHEET_TEXTS})
        add_fact(draft, ada, "Word label", "Word value")
        stage = add_stage(draft, journey, name="Word stage", goal="Word stage goal")
        step = draft.change(draft.steps_of(stage.id)[0], name="Word step")
        second = add_stage(draft, journey, name="Another")
        lane = add_lane(draft, journey, "touchpoint", title="Word lane", subtitle="Word subtitle")
        add_lane(draft, journey, "emotion", title="Feelings")
        group_lanes(draft, [lane.id], "Word group")
        first = add_card(
            draft,
            step.id,
            lane.id,
            "Word text",
            note="Word note",
            owner="Word owner",
            due="Word due",
            picture_text="Word picture",
            channel=add_channel(draft, "Word channel", "phone").id if number == 1 else "",
        ).id
        add_reference(draft, first, "https://example.com/word", "Word reference")
        if number == 1:
            mark_tag(draft, first, add_tag(draft, "Word tag").id, marked=True)
        other = add_card(draft, draft.steps_of(second.id)[0].id, lane.id, "Another").id
        link = link_cards(draft, first, other)
        draft.change(draft.get(Link, link.id), label="Word link")
        point = set_emotion(draft, add_curve(draft, journey, ada).id, other, 0.5)
        draft.change(draft.get(EmotionPoint, point.id), label="Word point")
        everyone = add_curve(draft, journey)
        draft.change(everyone, measures="Word measure")
        set_emotion(draft, everyone.id, other, -0.5)
        add_note(draft, journey, "Word remark", 10.0, 10.0)
    return draft.finish()


def words(document: Document, query: str, **options: bool) -> list[str]:
    """Return the whole texts of the hits, in order."""
    found = []
    for hit in find(document, Query(query, **options)):
        record = document.find(hit.id)
        assert record is not None
        found.append(text_of(document, hit.journey, record, hit.field))
    return found


def test_notes_follow_what_they_stick_to(everywhere: Document) -> None:
    draft = Draft(everywhere)
    journey = draft.journeys()[0].id
    lane, cards = draft.lanes_of(journey)[0].id, draft.cards_of(journey)
    first, last = cards[0].id, cards[-1].id
    steps = [each.id for each in draft.columns_of(journey)]
    places = {
        "Stuck 6, free": {},
        "Stuck 4, in the first cell": {"step": steps[0], "lane": lane},
        "Stuck 5, in the last cell": {"step": steps[-1], "lane": lane},
        "Stuck 3, at the last card": {"card": last},
        "Stuck 2, at the first card": {"card": first},
        "Stuck 1, at the last step": {"step": steps[-1]},
    }
    for number, (text, place) in enumerate(places.items()):
        # Their distances are from different places.
        add_note(draft, journey, text, 10.0, 10.0 * number, **place)
    assert words(draft.finish(), "Stuck") == sorted(places)


def test_every_text_that_a_user_writes_is_found_in_reading_order(everywhere: Document) -> None:
    journey = [
        "Word name",
        "Word role",
        "Word quote",
        *(f"Word {name}" for name in SHEET_TEXTS),
        "Word label",
        "Word value",
        "Word stage",
        "Word stage goal",
        "Word step",
        "Word group",
        "Word lane",
        "Word subtitle",
        "Word text",
        "Word owner",
        "Word due",
        "Word picture",
        "Word note",
        "Word reference",
        "https://example.com/word",
        "Word link",
        "Word measure",
        "Word point",
        "Word remark",
    ]
    assert words(everywhere, "word") == [
        "Word title 1",
        "Word scenario",
        "Word goal",
        "Word v1",
        *journey,
        "Word channel",
        "Word tag",
        "Word title 2",
        "Word scenario",
        "Word goal",
        "Word v1",
        *journey,
        "Word project",
    ]


def test_a_new_text_field_is_searched_or_left_out_on_purpose() -> None:
    for record_type in RECORD_TYPES:
        for name, spec in specs(record_type).items():
            if isinstance(spec, Text):
                searched = name in FIELDS.get(record_type.KIND, ())
                assert searched != ((record_type.KIND, name) in _NOT_SEARCHED), (record_type.KIND, name)


def test_each_text_that_the_map_draws_is_found_there(everywhere: Document) -> None:
    draft = Draft(everywhere)
    texts = {}
    for record in everywhere.in_order():
        fields = {name for name, spec in specs(type(record)).items() if isinstance(spec, Text)}
        for field in fields - {"language", "sha256"}:
            texts[record.id, field] = text = f"X{len(texts):03}"
            draft.change(draft.get(type(record), record.id), **{field: text})
    document = draft.finish()
    for journey in document.journeys():
        layout = lay_out(document, journey.id, today=date(2026, 1, 1))
        drawn = str(draw_map(document, layout).groups)
        found = [(key, text) for key, text in texts.items() if text in drawn]
        assert len(found) > 15
        for (record_id, field), text in found:
            (hit,) = find(document, Query(text))
            assert (hit.id, hit.field) == (record_id, field)


def test_a_lane_without_a_title_is_found_by_the_name_on_the_map(everywhere: Document) -> None:
    draft = Draft(everywhere)
    lane = draft.select(Lane)[0]
    draft.change(lane, title="")
    document = draft.finish()
    assert "Touchpoints" in words(document, "touchpoints")
    draft = Draft(document)
    replace_hits(draft, find(document, Query("touchp")), "P")
    assert draft.get(Lane, lane.id).title == "Points"


def test_the_search_goes_on_from_an_item_or_from_a_journey(everywhere: Document) -> None:
    index = TextIndex(everywhere)
    hits = index.find(Query("word"))
    first, second = everywhere.journeys()
    step = everywhere.select(Step)[0]
    assert hits[index.index_from(hits, first.id, step.id)].id == step.id
    assert hits[index.index_from(hits, second.id)] == Hit(second.id, second.id, "title", 0, 4)
    last = next(each for each in everywhere.select(Card) if each.text == "Another")
    assert hits[index.index_from(hits, first.id, last.id)].field == "measures"


def test_hits_are_a_sequence_though_each_is_only_created_when_it_is_used(everywhere: Document) -> None:
    hits = TextIndex(everywhere).find(Query("word"))
    every = find(everywhere, Query("word"))
    assert len(hits) == len(every) > 3
    assert (hits[0], hits[-1], tuple(hits[1:3])) == (every[0], every[-1], every[1:3])
    assert [hits.index(each) for each in every] == list(range(len(every)))
    assert every[1] in hits
    assert every[1]._replace(start=99) not in hits
    assert every[1]._replace(id="card:gone") not in hits
    assert None not in hits
    with pytest.raises(ValueError, match="Hit"):
        hits.index(every[1], 2)
    outside = [Hit(*place, *span) for place, spans in hits.outside("card") for span in spans]
    assert outside == [each for each in every if not each.id.startswith("card:")]
    assert set(hits.records()) == {each.id for each in every}
    for each in every:
        assert (each.start, each.end) in hits.spans_in(each[:3])
    assert hits.spans_in(("journey:gone", "card:gone", "text")) == []


def test_what_hides_a_card_is_shown_without_a_change_of_the_project(everywhere: Document) -> None:
    draft = Draft(everywhere)
    card = next(each for each in draft.select(Card) if each.text == "Word text")
    journey = draft.journey_of(card.id)
    lane = draft.change(draft.get(Lane, card.lane), collapsed=True)
    document = draft.finish()
    assert len(words(document, "word")) == len(words(everywhere, "word"))
    hiding = hidden_by(document, journey, card.id)
    assert hiding == {lane.id}
    assert not with_shown(document, hiding).get(Lane, lane.id).collapsed
    assert document.get(Lane, lane.id).collapsed
    assert with_shown(everywhere, hiding) is everywhere


def test_a_hidden_persona_hides_her_lanes_and_points(everywhere: Document) -> None:
    draft = Draft(everywhere)
    place = draft.change(draft.select(JourneyPersona)[0], shown=False)
    point = draft.select(EmotionPoint)[0]
    emotion = next(each for each in draft.lanes_of(place.journey) if each.kind == "emotion")
    draft.change(emotion, hidden=True)
    document = draft.finish()
    assert hidden_by(document, place.journey, point.id) == {place.id, emotion.id}
    assert hidden_by(document, place.journey, place.persona) == {place.id}


def test_a_text_that_would_be_too_long_is_named_and_nothing_is_replaced(everywhere: Document) -> None:
    editor = Editor(everywhere)
    with pytest.raises(UserError) as refused, editor.edit("Replace all") as draft:
        replace_hits(draft, find(everywhere, Query("title")), "x" * 500)
    assert "Word title 1" in refused.value.sentence
    assert editor.document is everywhere
    assert editor.undo_name is None


def test_hits_of_one_text_are_replaced_together_in_one_step(everywhere: Document) -> None:
    draft = Draft(everywhere)
    card = next(each for each in draft.select(Card) if each.text == "Word text")
    draft.change(card, text="Straße, STRASSE,\nstraße")
    document = draft.finish()
    editor = Editor(document)
    with editor.edit("Replace all") as draft:
        replace_hits(draft, find(document, Query("strasse")), "Weg")
    assert editor.document.get(Card, card.id).text == "Weg, Weg,\nWeg"
    editor.undo()
    assert editor.document == document


_TEXTS = st.text(alphabet="aAbBßsSéE .\n", max_size=24)


@given(
    st.lists(_TEXTS, min_size=1, max_size=4),
    st.text(alphabet="aAbBßsSéE.", min_size=1, max_size=3),
    st.text(alphabet=string.digits, min_size=1, max_size=3),
    st.booleans(),
)
def test_after_replace_all_nothing_is_found(
    texts: list[str], query: str, replacement: str, case: bool
) -> None:
    draft = Draft(Document(), counting_ids())
    new_project(draft)
    journey = add_journey(draft, title="1").id
    step = draft.steps_of(add_stage(draft, journey, name="2").id)[0].id
    lane = add_lane(draft, journey, "text", title="3").id
    cards = [add_card(draft, step, lane, text).id for text in texts]
    document = draft.finish()
    wanted = Query(query, case)
    hits = find(document, wanted)
    for hit in hits:
        text = document.get(Card, hit.id).text[hit.start : hit.end]
        assert (text if case else text.casefold()) == (query if case else query.casefold())
    draft = Draft(document)
    replace_hits(draft, hits, replacement)
    after = draft.finish()
    assert not find(after, wanted)
    letters = sum(len(after.get(Card, each).text) for each in cards)
    removed = sum(hit.end - hit.start for hit in hits)
    assert letters == sum(map(len, texts)) - removed + len(hits) * len(replacement)


def test_ten_thousand_cards_are_searched_with_little_work() -> None:
    document = generated_map(10_000)
    index = TextIndex(document)
    # The text of all cards is one string, so that only hits and the pattern cost calls.
    assert calls_in(lambda: index.find(Query("not on this map"))) < 3_000
    hits = index.find(Query("two prices"))
    assert len(hits) > 1_000
    assert calls_in(lambda: index.find(Query("two prices"))) < 2 * len(hits), "hits are not created at once"
    assert calls_in(lambda: TextIndex(document)) < 40 * len(document)


@pytest.mark.parametrize(
    ("text", "query", "replacement", "left"),
    [
        ("On **hold** for hours", "hold for", "wait", "On **wait** hours"),
        ("On **hold** for hours", "hold", "", "On  for hours"),
        ("*On* **hold**", "on hold", "Waits", "Waits"),
        ("- waits\n- calls", "calls", "rings", "- waits\n- rings"),
        ("2 * 3 * 4", "* 3", "* 5", "2 * 5 * 4"),
    ],
)
def test_words_are_found_and_replaced_as_they_are_read(
    everywhere: Document, text: str, query: str, replacement: str, left: str
) -> None:
    draft = Draft(everywhere)
    card = draft.select(Card)[0]
    draft.change(card, text=text)
    document = draft.finish()
    (hit,) = [hit for hit in find(document, Query(query)) if hit.id == card.id and hit.field == "text"]
    assert text_of(document, hit.journey, document.get(Card, card.id), "text")[
        hit.start : hit.end
    ].lower() == (query.lower())
    changed = Draft(document)
    replace_hits(changed, [hit], replacement)
    assert changed.get(Card, card.id).text == left
