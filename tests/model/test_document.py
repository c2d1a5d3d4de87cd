"""Queries on a document."""

from dataclasses import replace

import pytest

from journey_editor.model.change_set import ChangeSet
from journey_editor.model.document import Document, Sketch
from journey_editor.model.records import (
    RECORD_TYPES,
    Card,
    CardPersona,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    Link,
    Note,
    Persona,
    Project,
    Record,
    Stage,
    Step,
)
from journey_editor.model.rules import check_document

TODAY, TOMORROW = "journey:1", "journey:2"


@pytest.fixture
def records() -> list[Record]:
    return [
        Project(id="project:1", name="Support"),
        Journey(id=TODAY, title="Today", order="a"),
        Journey(id=TOMORROW, title="Tomorrow", order="b"),
        Persona(id="persona:ana", name="Ana", order="b"),
        Persona(id="persona:ben", name="Ben", order="a"),
        JourneyPersona(id="journey_persona:1", journey=TODAY, persona="persona:ana", order="a"),
        JourneyPersona(id="journey_persona:2", journey=TODAY, persona="persona:ben", order="b", shown=False),
        Stage(id="stage:2", journey=TODAY, name="Support", order="b"),
        Stage(id="stage:1", journey=TODAY, name="Awareness", order="a"),
        Stage(id="stage:3", journey=TOMORROW, name="Purchase"),
        Step(id="step:3", stage="stage:2"),
        Step(id="step:1", stage="stage:1", order="a"),
        Step(id="step:2", stage="stage:1", order="b"),
        Step(id="step:4", stage="stage:3"),
        Lane(id="lane:1", journey=TODAY, kind="action", persona="persona:ana", order="a"),
        Lane(id="lane:2", journey=TODAY, kind="touchpoint", order="b"),
        Lane(id="lane:3", journey=TODAY, kind="thought", persona="persona:ana", order="c"),
        Lane(id="lane:4", journey=TOMORROW, kind="text"),
        Channel(id="channel:1", name="Phone", kind="phone"),
        Card(id="card:1", step="step:2", lane="lane:1", text="Calls", order="b"),
        Card(id="card:2", step="step:2", lane="lane:1", text="Waits", order="a"),
        Card(id="card:3", step="step:1", lane="lane:2", text="Asks"),
        Card(id="card:4", step="step:4", lane="lane:4", text="Buys"),
        CardPersona(id="card_persona:1", card="card:1", persona="persona:ana"),
        CardPersona(id="card_persona:2", card="card:1", persona="persona:ben"),
        Curve(id="curve:1", journey=TODAY),
        EmotionPoint(id="emotion_point:1", curve="curve:1", card="card:1", value=-0.5),
        EmotionPoint(id="emotion_point:2", curve="curve:1", step="step:1", at=0.25),
        Link(id="link:1", source="card:1", target="card:3"),
        Note(id="note:1", journey=TODAY, text="Ask Ben"),
    ]


@pytest.fixture
def document(records: list[Record]) -> Document:
    document = Document(records)
    check_document(document)
    return document


def ids(found: tuple[Record, ...]) -> list[str]:
    return [record.id for record in found]


def test_queries_return_records_in_the_order_of_the_map(document: Document) -> None:
    assert document.project().name == "Support"
    assert ids(document.journeys()) == [TODAY, TOMORROW]
    assert ids(document.stages_of(TODAY)) == ["stage:1", "stage:2"]
    assert ids(document.steps_of("stage:1")) == ["step:1", "step:2"]
    assert ids(document.columns_of(TODAY)) == ["step:1", "step:2", "step:3"]
    assert ids(document.cards_in("step:2", "lane:1")) == ["card:2", "card:1"]
    assert ids(document.cards_of(TODAY)) == ["card:2", "card:1", "card:3"]
    assert ids(document.channels()) == ["channel:1"]
    assert ids(document.curves_of(TODAY)) == ["curve:1"]
    assert ids(document.links_of(TODAY)) == ["link:1"]
    assert ids(document.links_of(TOMORROW)) == []
    assert ids(document.notes_of(TODAY)) == ["note:1"]
    assert set(ids(document.points_of("curve:1"))) == {"emotion_point:1", "emotion_point:2"}


def test_cards_span_the_steps_up_to_their_last_one_if_that_is_later(document: Document) -> None:
    def spanning(card: str, last: str) -> Document:
        return document.applying(
            ChangeSet({card: (document.get(Card, card), replace(document.get(Card, card), last_step=last))})
        )

    assert document.spans_of(TODAY) == {}
    wide = spanning("card:3", "step:3")
    assert wide.spans_of(TODAY) == {"card:3": ("step:1", "step:2", "step:3")}
    assert wide.span_of(wide.get(Card, "card:3")) == ("step:1", "step:2", "step:3")
    assert wide.spans_of(TOMORROW) == {}
    assert wide.share_in_cell(wide.get(Card, "card:3")) == 1.5
    for last in ("step:1", "step:2"):
        same = spanning("card:1", last)
        assert same.spans_of(TODAY) == {}
        assert same.span_of(same.get(Card, "card:1")) == ("step:2",)
    # A card that spans several steps takes no share of its cell from the others.
    assert document.share_in_cell(document.get(Card, "card:2")) == 0.25
    other = spanning("card:1", "step:3")
    assert other.share_in_cell(other.get(Card, "card:2")) == 0.5


def test_the_lanes_of_a_persona_follow_the_first_of_them(document: Document) -> None:
    assert ids(document.lanes_of(TODAY)) == ["lane:1", "lane:3", "lane:2"]
    assert ids(document.persona_lane(TODAY, "persona:ana")) == ["lane:1", "lane:3"]


def test_a_map_shows_neither_hidden_lanes_nor_those_of_hidden_personas(records: list[Record]) -> None:
    hidden = Lane(id="lane:5", journey=TODAY, kind="text", hidden=True)
    of_ben = Lane(id="lane:6", journey=TODAY, kind="text", persona="persona:ben")
    document = Document([*records, hidden, of_ben])
    assert ids(document.lanes_of(TODAY, hidden=False)) == ["lane:1", "lane:3", "lane:2"]


def test_personas_are_sorted_by_journey_and_on_cards_by_project(
    document: Document,
) -> None:
    assert ids(document.personas_of(TODAY)) == ["persona:ana", "persona:ben"]
    assert ids(document.personas_of(TODAY, hidden=False)) == ["persona:ana"]
    assert ids(document.personas_on("card:1")) == ["persona:ben", "persona:ana"]


def test_the_journey_of_each_record_is_found(document: Document) -> None:
    known = {record.id: document.journey_of(record.id) for record in document}
    shared = {"project:1", "persona:ana", "persona:ben", "channel:1"}
    elsewhere = {TOMORROW, "stage:3", "step:4", "lane:4", "card:4"}
    assert {each for each, journey in known.items() if journey == ""} == shared
    assert {each for each, journey in known.items() if journey == TOMORROW} == elsewhere
    assert document.journey_of("card:none") == ""


def test_a_curve_finds_its_point_at_a_card(document: Document) -> None:
    point = document.point_at("curve:1", "card:1")
    assert point is not None
    assert point.value == -0.5
    assert document.point_at("curve:1", "card:2") is None


def test_queries_for_unknown_records_or_fields_raise_errors(document: Document) -> None:
    assert document.find("card:none") is None
    with pytest.raises(KeyError):
        document.get(Card, "card:none")
    with pytest.raises(KeyError, match="is no lane"):
        document.get(Lane, "card:1")
    with pytest.raises(LookupError, match="not grouped by"):
        document.select(Card, text="Calls")
    assert document.select(Card, step="step:none") == ()


def test_two_documents_with_the_same_records_are_equal(records: list[Record], document: Document) -> None:
    again = Document(reversed(records))
    assert again == document
    assert hash(again) == hash(document)
    assert again != Document(records[:-1])
    assert document != "a document"
    assert [record.id for record in again.in_order()] == [record.id for record in document.in_order()]


def test_in_order_each_record_follows_those_it_refers_to(document: Document) -> None:
    kinds = [type(record) for record in document.in_order()]
    assert kinds == sorted(kinds, key=RECORD_TYPES.index)


def test_a_document_is_immutable(document: Document) -> None:
    before = dict(document.records)
    assert ids(document.select(Card, lane="lane:1")) == ["card:2", "card:1"]
    card = document.get(Card, "card:1")
    moved = replace(card, step="step:1", order="c")
    after = document.applying(ChangeSet({card.id: (card, moved)}))
    assert ids(after.cards_in("step:1", "lane:1")) == ["card:1"]
    assert ids(after.cards_in("step:2", "lane:1")) == ["card:2"]
    assert document.records == before
    assert ids(document.cards_in("step:2", "lane:1")) == ["card:2", "card:1"]
    assert document.cards_in("step:1", "lane:1") == ()


def test_a_sketch_is_empty_after_it_was_frozen(document: Document) -> None:
    sketch = Sketch(document)
    sketch.store("card:3", None)
    after = sketch.frozen()
    sketch.store("card:1", None)
    assert "card:3" not in after
    assert "card:1" in after
    assert len(after) == len(document) - 1
