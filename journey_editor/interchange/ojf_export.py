"""Export of a journey to OpenJourney (`.ojf`): stages, swimlanes and nodes in JSON."""

import json
from collections.abc import Mapping, Sequence

from journey_editor.editing.commands.curves import emotion_curve
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.translation import ntr
from journey_editor.interchange.counts import about_fields, counts_of_map, sentences
from journey_editor.model.document import Queries
from journey_editor.model.kinds import CARD_LANES
from journey_editor.model.records import Card, Curve, EmotionPoint, Journey, Persona
from journey_editor.wording.map_words import persona_name, title_of, with_picture

_VERSION = "1.0"
_HIGHEST = 5
"""Highest score; the lowest is its negative."""
_SEVERITIES = ("low", "low", "medium", "high", "high")
_NOT_IN = (
    "goals", "steps", "people", "channels", "references", "pictures", "fail_points", "details",
    "other_journeys", "step_spans", "lane_spans", "lines", "groups", "summaries", "charts", "personas",
    "links", "notes", "offers", "measures", "evidence", "points_of_curves", "point_details",
)  # fmt: skip


def ojf_text(document: Queries, journey_id: str) -> tuple[str, list[str]]:
    """Return a journey as OpenJourney text, and sentences about the parts of the map that it lacks.

    The score of a node is that of the emotion of the first persona that has points. The title, the personas
    and the scores of the others have keys of their own: programs of that format ignore keys that they do not
    know. Raises `CancelledError`.
    """
    journey = document.get(Journey, journey_id)
    people = document.personas_of(journey_id)
    curves = _curves(document, journey_id, people)
    points: dict[str, list[tuple[str, EmotionPoint]]] = {}
    for curve in curves:
        for point in document.points_of(curve.id):
            if point.card:
                points.setdefault(point.card, []).append((curve.persona, point))
    first = next(iter(people), None)
    main = curves[0].persona if curves else first.id if first else ""
    persona = next((each for each in people if each.id == main), first)
    stage_of = {step.id: step.stage for step in document.columns_of(journey_id)}
    lanes = [lane for lane in document.lanes_of(journey_id) if lane.kind in CARD_LANES]
    cards = document.cards_of(journey_id)
    written = {
        "version": _VERSION,
        "title": journey.title,
        "persona": persona_name(persona, journey.language) if persona else "",
        **(_personas(people, main, journey.language) if len(people) > 1 or (people and not main) else {}),
        "pointOfView": journey.scenario,
        "stages": [{"id": each.id, "name": each.name} for each in document.stages_of(journey_id)],
        "swimlanes": [{"id": each.id, "name": title_of(each, journey.language)} for each in lanes],
        "nodes": [
            _node(document, each, stage_of, journey.language) | _scores(points.get(each.id, ()), main)
            for each in cards
        ],
    }
    counts = counts_of_map(document, journey_id, cards)
    counts["details"] -= sum(card.severity is not None for card in cards)
    counts["points_of_curves"] = sum(
        len(document.points_of(each.id)) for each in document.curves_of(journey_id)
    ) - sum(map(len, points.values()))
    coarse = sum(card.severity in (1, 4) for card in cards)
    rounded = ntr(
        "{n} severity was rounded to low, medium or high.",
        "{n} severities were rounded to low, medium or high.",
        coarse,
    )
    lost = [*sentences(counts, _NOT_IN), *([rounded] if coarse else []), *about_fields(journey)]
    return json.dumps(written, ensure_ascii=False, indent=2) + "\n", lost


def _curves(document: Queries, journey_id: str, people: Sequence[Persona]) -> list[Curve]:
    """Return the emotion curves of the personas, and of everyone, that have points at cards."""
    curves = (emotion_curve(document, journey_id, each) for each in (*(each.id for each in people), ""))
    return [each for each in curves if each and any(point.card for point in document.points_of(each.id))]


def _personas(people: Sequence[Persona], main: str, language: str) -> dict[str, object]:
    """Return the personas, and the id of the one whose scores the nodes have; empty for everyone."""
    listed = [{"id": each.id, "name": persona_name(each, language)} for each in people]
    return {"personas": listed, "personaId": main}


def _scores(points: Sequence[tuple[str, EmotionPoint]], main: str) -> dict[str, object]:
    """Return the score of a node, and those of further personas by their ids; everyone has an empty one."""
    own = next((_score(point) for persona, point in points if persona == main), {})
    others = [{"personaId": persona} | _score(point) for persona, point in points if persona != main]
    return own | ({"scores": others} if others else {})


def _score(point: EmotionPoint) -> dict[str, object]:
    score = round(point.value * _HIGHEST, 2)
    said: dict[str, object] = {"score": int(score) if score == int(score) else score}
    return said | ({"sentiment": point.label} if point.label else {})


def _node(
    document: Queries,
    card: Card,
    stage_of: Mapping[str, str],
    language: str,
) -> dict[str, object]:
    raise_if_cancelled()
    title = plain(card.text)
    if card.picture and not title.strip():
        title = with_picture("", card.picture_text, language)
    node: dict[str, object] = {
        "id": card.id,
        "stageId": stage_of[card.step],
        "swimlaneId": card.lane,
        "title": title,
    }
    if card.note:
        node["description"] = plain(card.note)
    if card.severity is not None:
        node["severity"] = _SEVERITIES[card.severity - 1]
    if card.moment_of_truth:
        node["isMomentOfTruth"] = True
    if tags := [each.name for each in document.tags_on(card.id) if each.name]:
        node["tags"] = tags
    return node
