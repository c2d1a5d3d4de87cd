"""OpenJourney files (`.ojf`): stages, swimlanes and nodes in JSON."""

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Any

from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.draft import Draft
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import TEXT_LIMIT, clean_text, in_one_line
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.journey_tables.emotions import Scale, emotion_of
from journey_editor.interchange.journey_tables.source import listed
from journey_editor.interchange.journey_tables.vocabulary import LANES, folded, role_of
from journey_editor.interchange.mermaid.language_guess import guess_direction, guess_language
from journey_editor.model.document import Document
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.order import key_between, keys_between
from journey_editor.model.records import (
    Card,
    CardTag,
    Curve,
    EmotionPoint,
    JourneyPersona,
    Lane,
    Persona,
    Stage,
    Step,
    Tag,
)
from journey_editor.wording.map_words import lane_name

_HIGHEST = 5.0
"""Highest score; the lowest is its negative."""
_SEVERITIES = {"low": 2, "medium": 3, "high": 5}
_BLUEPRINT = {
    "evidence": "physical_evidence",
    "onstage": "frontstage",
    "backstage": "backstage",
    "support": "support_process",
}
_ROOT = {
    "version",
    "persona",
    "personas",
    "personaId",
    "pointOfView",
    "stages",
    "swimlanes",
    "nodes",
    "name",
    "title",
    "description",
    "id",
}
_NODE = {
    "id", "stageId", "swimlaneId", "title", "description", "severity", "score", "scores", "sentiment",
    "purpose", "isMomentOfTruth", "tags", "blueprint",
}  # fmt: skip
_PERSONA = {"name": "name", "role": "role", "description": "demographics", "quote": "quote", "goals": "goals",
            "needs": "needs", "frustrations": "frustrations"}  # fmt: skip
_MOST_NODES = 20_000


def read_ojf(text: str, *, name: str = "", new_id: IdSource = random_id) -> tuple[Document, list[str]]:
    """Return a new project with the journey of an OpenJourney file, and sentences on what was left out.

    The journey is the root of the JSON, or the only object in it. `name` replaces a missing title. Raises
    `UserError` and `CancelledError`.
    """
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UserError(tr("“{name}” is not a valid OpenJourney file.").format(name=name)) from error
    journey, others = _journey_in(root)
    if journey is None:
        raise UserError(tr("“{name}” has no stages of an OpenJourney map.").format(name=name))
    reader = _Reader(Draft(Document(), new_id), journey, name)
    for key in others:
        reader.skip(key)
    reader.read()
    return reader.draft.finish(), reader.remarks()


def _journey_in(root: Any) -> tuple[Mapping[str, Any] | None, list[str]]:
    """Return the object with the stages, at the root or one level below, and the other keys of the root."""
    if isinstance(root, dict):
        if isinstance(root.get("stages"), list):
            return root, []
        for key, each in root.items():
            if (found := _journey_in([each])[0]) is not None:
                return found, [other for other in root if other not in (key, "version", "id")]
    if isinstance(root, list):
        found = next(
            (each for each in root if isinstance(each, dict) and isinstance(each.get("stages"), list)), None
        )
        return found, []
    return None, []


def _objects(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: Any, limit: int = TEXT_LIMIT) -> str:
    """Return a value as a text for a field of a record; a list is one with a line for each entry."""
    if isinstance(value, list):
        value = "\n".join(_text(each) for each in value)
    if value is None or isinstance(value, bool | dict):
        return ""
    text = str(value)
    text = clean_text(text, limit=max(1, len(text))).strip()
    return in_one_line(text)[:limit] if limit == NAME_LIMIT else text[:limit]


def _said(entry: Any) -> Any:
    """Return an entry of a blueprint; one with fields in one line: an actor and an action, or an item."""
    if not isinstance(entry, dict):
        return entry
    texts = (_text(value, NAME_LIMIT) for key, value in entry.items() if key not in ("id", "type"))
    return ": ".join(filter(None, texts))


@dataclass(slots=True)
class _Reader:
    draft: Draft
    source: Mapping[str, Any]
    name: str
    journey: str = ""
    language: str = "en"
    steps: dict[str, Step] = field(default_factory=dict)
    lanes: dict[str, Lane] = field(default_factory=dict)
    tags: dict[str, Tag] = field(default_factory=dict)
    curves: dict[str, Curve] = field(default_factory=dict)
    points: dict[tuple[str, str], list[EmotionPoint]] = field(default_factory=dict)
    """Points by curve and step, in the order of the nodes."""
    people: dict[str, str] = field(default_factory=dict)
    """Ids of the personas by those of the file."""
    persona: str = ""
    last: dict[tuple[str, str], str] = field(default_factory=dict)
    skipped: dict[str, None] = field(default_factory=dict)
    out_of_range: list[str] = field(default_factory=list)
    dangling: list[str] = field(default_factory=list)

    def skip(self, key: str) -> None:
        """Note a key that is not used."""
        self.skipped.setdefault(key[:60])

    def read(self) -> None:
        """Add all that is in the file."""
        source = self.source
        nodes = _objects(source.get("nodes"))
        if len(nodes) > _MOST_NODES:
            raise UserError(
                tr("This file has more than {n} nodes. Nothing was changed.").format(n=_MOST_NODES)
            )
        for key in source:
            if key not in _ROOT or (key == "personas" and not _objects(source[key])):
                self.skip(key)
        self._add_journey(nodes)
        self._add_personas(_objects(source.get("personas")))
        stages = _objects(source.get("stages"))
        for stage, order in zip(stages, keys_between(None, None, len(stages)), strict=True):
            self._add_stage(str(stage.get("id", "")), _text(stage.get("name"), NAME_LIMIT), order)
            for key in stage.keys() - {"id", "name"}:
                self.skip(f"stages.{key}")
        for lane in _objects(source.get("swimlanes")):
            self._add_lane(str(lane.get("id", "")), _text(lane.get("name"), NAME_LIMIT))
            for key in lane.keys() - {"id", "name"}:
                self.skip(f"swimlanes.{key}")
        for node in nodes:
            raise_if_cancelled()
            self._add_node(node)
        self._spread()
        if not self.steps:
            self._add_stage("", "", key_between(None, None))

    def remarks(self) -> list[str]:
        """Return sentences about what was left out or changed."""
        found = []
        if self.skipped:
            found.append(tr("Not imported: {names}.").format(names=listed(list(self.skipped))))
        if self.out_of_range:
            found.append(
                ntr("{n} score is outside the scale of −5 to 5 and was limited to it: {names}.",
                    "{n} scores are outside the scale of −5 to 5 and were limited to it: {names}.",
                    len(self.out_of_range), names=listed(self.out_of_range))
            )  # fmt: skip
        if self.dangling:
            found.append(
                ntr("{n} node has a stage or swimlane that does not exist, and is in its own: {names}.",
                    "{n} nodes have a stage or swimlane that does not exist, and are in their own: "
                    "{names}.", len(self.dangling), names=listed(self.dangling))
            )  # fmt: skip
        return found

    def _add_journey(self, nodes: Sequence[Mapping[str, Any]]) -> None:
        source = self.source
        names = [_text(each.get("name")) for each in _objects(source.get("stages"))]
        sample = "\n".join([*names, *(_text(node.get("title")) for node in nodes)])
        self.language = guess_language(sample)
        title = _text(source.get("title") or source.get("name"), NAME_LIMIT) or self.name
        new_project(self.draft, name=title)
        journey = add_journey(
            self.draft, title=title, language=self.language, direction=guess_direction(sample)
        )
        about = [_text(source.get("description")), _text(source.get("pointOfView"))]
        self.draft.change(journey, scenario="\n".join(filter(None, about))[:TEXT_LIMIT])
        self.journey = journey.id

    def _add_personas(self, listed: Sequence[Mapping[str, Any]]) -> None:
        """Add the persona of the file, or those of its list, and note whose scores the nodes have."""
        persona = self.source.get("persona")
        main = {"name": persona} if isinstance(persona, str) else persona
        by_name = {}
        for each in listed:
            added = self._add_persona(each)
            self.people[str(each.get("id", ""))] = by_name[_text(each.get("name"))] = added
        self.people.setdefault("", "")
        own = self.source.get("personaId")
        if isinstance(own, str) and own in self.people:
            self.persona = self.people[own]
        elif isinstance(main, dict) and (same := by_name.get(_text(main.get("name")))):
            self.persona = same
        elif isinstance(main, dict) and any(map(_text, main.values())):
            self.persona = self._add_persona(main)

    def _add_persona(self, fields: Mapping[str, Any]) -> str:
        details = {}
        for key, each in fields.items():
            if key in _PERSONA:
                details[_PERSONA[key]] = _text(each, NAME_LIMIT if key in ("name", "role") else TEXT_LIMIT)
            elif key != "id":
                self.skip(f"persona.{key}")
        last = max((each.order for each in self.draft.select(Persona)), default=None)
        order = key_between(last, None)
        persona = self.draft.add(Persona, order=order, **details).id
        self.draft.add(JourneyPersona, journey=self.journey, persona=persona, order=order)
        return persona

    def _add_stage(self, key: str, name: str, order: str) -> None:
        stage = self.draft.add(Stage, journey=self.journey, name=name, order=order)
        self.steps[key] = self.draft.add(Step, stage=stage.id)

    def _add_lane(self, key: str, name: str, kind: str = "") -> Lane:
        """Add a lane, by default of the kind that its name says."""
        is_feeling = folded(name) == folded(lane_name("feeling", self.language))
        role = kind or ("feeling" if is_feeling else role_of(name))
        kind = role if role in (*LANES, "emotion") else "touchpoint" if role == "channel" else "text"
        usual = folded(lane_name(kind, self.language)) == folded(name)
        last = max((each.order for each in self.lanes.values()), default=None)
        self.lanes[key] = self.draft.add(
            Lane, journey=self.journey, kind=kind, title="" if usual else name, order=key_between(last, None)
        )
        return self.lanes[key]

    def _lane_of_kind(self, kind: str) -> Lane:
        found = next((each for each in self.lanes.values() if each.kind == kind), None)
        return found or self._add_lane(f" {kind}", lane_name(kind, self.language), kind)

    def _add_node(self, node: Mapping[str, Any]) -> None:
        for key in node:
            if key not in _NODE:
                self.skip(f"nodes.{key}")
        title, description = _text(node.get("title")), _text(node.get("description"))
        step, lane = str(node.get("stageId", "")), str(node.get("swimlaneId", ""))
        if step not in self.steps or lane not in self.lanes:
            self.dangling.append(title or description)
            if step not in self.steps:
                last = max((stage.order for stage in self.draft.select(Stage)), default=None)
                self._add_stage(step, tr("Without a stage"), key_between(last, None))
            if lane not in self.lanes:
                self._add_lane(lane, tr("Without a lane"))
        place = self.lanes[lane]
        if place.kind == "emotion":
            self._lane_of_kind("emotion")
            place = self._lane_of_kind("feeling")
        details: dict[str, Any] = {}
        if (severity := _SEVERITIES.get(str(node.get("severity")).lower())) is not None:
            details["severity"] = severity
        if node.get("isMomentOfTruth") is True:
            details["moment_of_truth"] = True
        purpose = _text(node.get("purpose"))
        notes = [
            description if title else "",
            tr("Purpose: {words}").format(words=purpose) if purpose else "",
        ]
        card = self._card(
            self.steps[step],
            place,
            title or description,
            note="\n".join(filter(None, notes))[:TEXT_LIMIT],
            **details,
        )
        self._add_tags(card, node.get("tags"))
        self._add_score(card, node, self.persona)
        for each in _objects(node.get("scores")):
            persona = self.people.get(str(each.get("personaId", "")))
            if persona is None:
                self.skip("nodes.scores")
            else:
                self._add_score(card, each, persona)
        blueprint = node.get("blueprint")
        for key, value in blueprint.items() if isinstance(blueprint, dict) else ():
            if key not in _BLUEPRINT:
                self.skip(f"blueprint.{key}")
                continue
            for each in value if isinstance(value, list) else [value]:
                if words := _text(_said(each)):
                    self._card(self.steps[step], self._lane_of_kind(_BLUEPRINT[key]), words)
                elif each:
                    self.skip(f"blueprint.{key}")

    def _spread(self) -> None:
        """Place the points of a step side by side if their cards are in several lanes, below each other."""
        for (_, step), points in self.points.items():
            if len({self.draft.get(Card, point.card).lane for point in points}) > 1:
                for index, point in enumerate(points):
                    self.draft.change(point, card="", step=step, at=(index + 0.5) / len(points))

    def _card(self, step: Step, lane: Lane, text: str, **details: Any) -> Card:
        place = (step.id, lane.id)
        self.last[place] = key_between(self.last.get(place), None)
        kind = lane.kind if lane.kind in LANES else "text"
        return self.draft.add(
            Card, step=step.id, lane=lane.id, kind=kind, text=text, order=self.last[place], **details
        )

    def _add_tags(self, card: Card, tags: Any) -> None:
        names = tags if isinstance(tags, list) else []
        for name in dict.fromkeys(_text(each, NAME_LIMIT) for each in names):
            if not name:
                continue
            if name not in self.tags:
                last = max((each.order for each in self.tags.values()), default=None)
                self.tags[name] = self.draft.add(Tag, name=name, order=key_between(last, None))
            self.draft.add(CardTag, card=card.id, tag=self.tags[name].id)

    def _add_score(self, card: Card, said: Mapping[str, Any], persona: str) -> None:
        """Add the point of a persona at a card: a score, or else the value of a sentiment."""
        score, sentiment = said.get("score"), _text(said.get("sentiment"), NAME_LIMIT)
        value: float | None = None
        if isinstance(score, int | float) and not isinstance(score, bool) and math.isfinite(score):
            value = float(score) / _HIGHEST
            if abs(value) > 1:
                self.out_of_range.append(f"{score:g}")
                value = math.copysign(1.0, value)
        elif sentiment:
            value = emotion_of(sentiment, Scale(-_HIGHEST, _HIGHEST)).value
        if value is None:
            if sentiment:
                self.skip(f"sentiment: {sentiment}")
            return
        self._lane_of_kind("emotion")
        if persona not in self.curves:
            last = max((each.order for each in self.curves.values()), default=None)
            self.curves[persona] = self.draft.add(
                Curve, journey=self.journey, persona=persona, order=key_between(last, None)
            )
        curve = self.curves[persona].id
        if self.draft.point_at(curve, card.id) is None:
            point = self.draft.add(
                EmotionPoint, curve=curve, card=card.id, value=round(value, 2), label=sentiment[:60]
            )
            self.points.setdefault((curve, card.step), []).append(point)
