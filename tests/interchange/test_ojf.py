"""OpenJourney files become maps, and what has no place on one is named."""

import json
from pathlib import Path
from typing import Any

import pytest

from journey_editor.conversion import formats
from journey_editor.foundation.errors import UserError
from journey_editor.model.records import Card, EmotionPoint, Lane, Persona, Stage, Tag

MAP: dict[str, Any] = {
    "version": "1.0",
    "persona": {"name": "Ada", "goals": ["Arrive", "Rest"], "age": 40},
    "pointOfView": "Ada needs a room",
    "stages": [{"id": "s1", "name": "Search"}, {"id": "s2", "name": "Book"}],
    "swimlanes": [
        {"id": "a", "name": "Activity"}, {"id": "p", "name": "Pain points"}, {"id": "x", "name": "Law"},
    ],
    "nodes": [
        {"stageId": "s1", "swimlaneId": "a", "title": "Looks", "description": "at offers", "score": 3,
         "isMomentOfTruth": True, "tags": ["web"], "icon": "eye",
         "blueprint": {"evidence": "List", "cost": 3,
                       "onstage": [{"actor": "Clerk", "action": "greets"}, "Robot"]}},
        {"stageId": "s2", "swimlaneId": "p", "title": "Slow", "severity": "high", "sentiment": "frustrated"},
        {"stageId": "s2", "swimlaneId": "x", "title": "Contract", "score": -9, "purpose": "Safety"},
        {"stageId": "gone", "swimlaneId": "a", "title": "Lost"},
    ],
    "theme": "dark",
}  # fmt: skip


@pytest.mark.parametrize("root", [MAP, {"version": 2, "journey": MAP}, [MAP]])
def test_both_shapes_are_read_and_nothing_is_dropped_silently(tmp_path: Path, root: Any) -> None:
    path = tmp_path / "trip.ojf"
    path.write_text(json.dumps(root), "utf-8")
    found = formats.read(path)
    document = found.document
    journey = document.journeys()[0]
    assert (journey.title, journey.scenario) == ("trip", "Ada needs a room")
    assert [(each.name, each.goals) for each in document.select(Persona)] == [("Ada", "Arrive\nRest")]
    assert [each.name for each in document.stages_of(journey.id)] == ["Search", "Book", "Without a stage"]
    cards = {card.text: card for card in document.select(Card)}
    kinds = {text: document.get(Lane, card.lane).kind for text, card in cards.items()}
    assert kinds == {
        "Looks": "action", "Slow": "pain_point", "Contract": "text", "Lost": "action",
        "List": "physical_evidence", "Clerk: greets": "frontstage", "Robot": "frontstage",
    }  # fmt: skip
    assert (cards["Looks"].note, cards["Looks"].moment_of_truth) == ("at offers", True)
    assert (cards["Slow"].severity, cards["Contract"].note) == (5, "Purpose: Safety")
    assert [tag.name for tag in document.select(Tag)] == ["web"]
    points = document.select(EmotionPoint)
    assert [(document.get(Card, each.card).text, each.value) for each in points if each.card] == [
        ("Looks", 0.6)
    ]
    # Cards of several lanes are below each other, and their points side by side.
    assert sorted((each.at, each.value) for each in points if not each.card) == [(0.25, -1.0), (0.75, -1.0)]
    said = "\n".join(found.remarks)
    for name in ("theme", "persona.age", "nodes.icon", "blueprint.cost", "“-9”", "“Lost”"):
        assert name in said


@pytest.mark.parametrize("text", ["{", "[" * 100_000, '{"records": {}}', "3"])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "trip.ojf"
    path.write_text(text, "utf-8")
    with pytest.raises(UserError, match="OpenJourney"):
        formats.read(path)


def test_a_map_without_nodes_has_its_stages(tmp_path: Path) -> None:
    path = tmp_path / "trip.ojf"
    path.write_text('{"stages": [{"id": 1, "name": "A"}, 7], "swimlanes": null}', "utf-8")
    assert [each.name for each in formats.read(path).document.select(Stage)] == ["A"]


@pytest.mark.parametrize("name", ["Emotions", "Feelings", "Gefühle"])
def test_what_is_written_in_a_lane_of_emotions_becomes_cards(tmp_path: Path, name: str) -> None:
    path = tmp_path / "trip.ojf"
    lanes, nodes = [{"id": "e", "name": name}], [{"stageId": "s", "swimlaneId": "e", "title": "Anxious"}]
    stages = [{"id": "s", "name": "Search"}]
    path.write_text(json.dumps({"stages": stages, "swimlanes": lanes, "nodes": nodes}), "utf-8")
    document = formats.read(path).document
    (card,) = document.select(Card)
    assert (card.text, document.get(Lane, card.lane).kind) == ("Anxious", "feeling")


@pytest.mark.parametrize("listed", [["Ada", "Ben"], [{"name": "Ada"}]])
def test_a_persona_is_not_added_twice_and_a_list_of_another_form_is_named(
    tmp_path: Path, listed: list[Any]
) -> None:
    path = tmp_path / "trip.ojf"
    path.write_text(json.dumps({"persona": "Ada", "personas": listed, "stages": []}), "utf-8")
    found = formats.read(path)
    assert [each.name for each in found.document.select(Persona)] == ["Ada"]
    assert ("personas" in "".join(found.remarks)) == (listed[0] == "Ada")
