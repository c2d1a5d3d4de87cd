"""An OpenJourney file has what that format can say of a map, and the rest is counted."""

import json

import pytest

from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.draft import Draft
from journey_editor.foundation.identity import counting_ids
from journey_editor.interchange.ojf import read_ojf
from journey_editor.interchange.ojf_export import ojf_text
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Curve, EmotionPoint, Persona
from tests import gallery


def _noted(document: Document) -> Document:
    draft = Draft(document, counting_ids())
    pain = next(card for card in document.select(Card) if card.kind == "pain_point")
    draft.change(pain, note="Said by **many**", severity=4)
    return draft.finish()


def test_stages_lanes_cards_and_the_emotion_of_the_first_persona_are_written() -> None:
    document = _noted(gallery.sample())
    journey = document.journeys()[0]
    text, lost = ojf_text(document, journey.id)
    found = json.loads(text)
    assert (found["version"], found["title"], found["persona"]) == ("1.0", journey.title, "Amira Haddad")
    assert [each["name"] for each in found["stages"]][-1] == "Support"
    assert [each["name"] for each in found["swimlanes"]] == [
        "Actions", "Touchpoints", "Thoughts", "Pain points", "Opportunities",
    ]  # fmt: skip
    assert len(found["nodes"]) == len(document.cards_of(journey.id))
    stages = {each["id"] for each in found["stages"]}
    lanes = {each["id"] for each in found["swimlanes"]}
    assert all(node["stageId"] in stages and node["swimlaneId"] in lanes for node in found["nodes"])
    scores = [node["score"] for node in found["nodes"] if "score" in node]
    assert len(scores) == 9 and all(-5 <= each <= 5 for each in scores)
    noted = next(node for node in found["nodes"] if "description" in node)
    assert (noted["description"], noted["severity"]) == ("Said by many", "high")
    assert sum(node.get("isMomentOfTruth", False) for node in found["nodes"]) == 3
    scores = [one for node in found["nodes"] for one in node.get("scores", [])]
    assert [each["name"] for each in found["personas"]] == ["Amira Haddad", "Tom Lindqvist"]
    assert len(scores) == 8 and {each["personaId"] for each in scores} == {found["personas"][1]["id"]}
    assert not any("curve" in each for each in lost)
    assert "3 names of steps were not exported." in lost
    assert any("rounded to low, medium or high" in each for each in lost)


@pytest.mark.parametrize(("is_of_everyone_only", "count"), [(False, 18), (True, 1)])
def test_the_points_of_all_personas_come_back(is_of_everyone_only: bool, count: int) -> None:
    draft = Draft(gallery.sample())
    journey = draft.journeys()[0].id
    for curve in draft.select(Curve) if is_of_everyone_only else ():
        draft.remove(curve.id)
    set_emotion(draft, curve_for(draft, journey).id, draft.cards_of(journey)[0].id, 0.4)
    document = draft.finish()
    back, remarks = read_ojf(ojf_text(document, journey)[0])
    assert remarks == []
    assert [each.name for each in back.select(Persona)] == ["Amira Haddad", "Tom Lindqvist"]
    assert _emotions(back) == _emotions(document) and len(_emotions(back)) == count


def _emotions(document: Document) -> set[tuple[str, str, float]]:
    """Return the persona, the card and the value of each point, in words."""
    found = ((document.get(Curve, each.curve).persona, each) for each in document.select(EmotionPoint))
    return {
        (document.get(Persona, who).name if who else "", document.get(Card, each.card).text, each.value)
        for who, each in found
    }


def test_a_map_without_anything_is_written_too() -> None:
    document = gallery.nothing()
    text, lost = ojf_text(document, document.journeys()[0].id)
    assert json.loads(text)["nodes"] == []
    assert lost == []
