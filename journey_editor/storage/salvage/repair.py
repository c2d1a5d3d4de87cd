"""Repair of the records of a damaged file: the result obeys the rules, with as few losses as possible.

A missing record that contains others (a journey, a stage, a step, a lane, a curve, a persona) is added again
without its texts. A record between others (a link, a point of a curve) is dropped if one of them is missing.
A note whose card is missing stays, and sticks to nothing. A condition of a view is dropped if any of its
values is damaged or lost, as it would mean something else.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, field, fields, replace
from functools import cached_property
from typing import Any

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text
from journey_editor.model import kinds
from journey_editor.model.document import Document, Queries, Sketch
from journey_editor.model.fields import Ref, Spec, Text
from journey_editor.model.records import (
    RECORD_TYPES,
    TYPE_OF_KIND,
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    JourneyPersona,
    Lane,
    Note,
    Picture,
    Project,
    Record,
    Stage,
    Step,
    ViewItem,
    references,
    specs,
)
from journey_editor.model.rules import check_document, satisfies_rules

Values = dict[str, Any]
"""Values of a record's fields by name, without its id."""

_HOLDS_OTHERS = {"journey", "persona", "stage", "step", "lane", "curve"}
_UPWARDS = {
    "lane": "lane",
    "stage": "stage",
    "step": "step",
    "card": "card",
    "curve": "curve",
    "source": "card",
    "source_stage": "stage",
    "target_stage": "stage",
    "view": "view",
}
"""Fields that lead from a record to its journey, and the kinds that they refer to."""
_DISPENSABLE: dict[type[Record], dict[str, str]] = {
    Note: {"card": "", "step": "", "lane": ""},
    Card: {"detail": ""},
    Lane: {"other_journey": ""},
}
"""References that are given up before a record that breaks a rule is dropped."""
_MOST_GUESSES = 100
_SHORTEST_GUESS = 8


@dataclass(slots=True)
class Repaired:
    """A document that obeys the rules, and the changes to its records.

    `dropped` counts records by kind, `recreated` those that were added because others need them, and
    `changed` counts values.
    """

    document: Document = field(default_factory=Document)
    dropped: Counter[str] = field(default_factory=Counter)
    recreated: Counter[str] = field(default_factory=Counter)
    changed: int = 0


class NothingLeftError(Exception):
    """There are no records for a map."""


class OutOfTimeError(Exception):
    """The search takes too long, which happens only with files that were made for this purpose."""


def repair(
    rows: Mapping[str, Mapping[str, Values]], *, check: Callable[[], None] = raise_if_cancelled
) -> Repaired:
    """Return the document from the remaining values by id, by kind.

    It calls `check` in its loops, which may raise an error to end the work. Raises `NothingLeftError`.
    """
    if not any(rows.get(kind) for kind in ("journey", "stage", "step", "lane", "card")):
        raise NothingLeftError
    repairer = _Repairer(rows)
    repairer.repair_all()
    repaired = repairer.result
    records = Document(
        TYPE_OF_KIND[kind](id=record_id, **values)
        for kind, theirs in repairer.rows.items()
        for record_id, values in theirs.items()
    )
    sketch = Sketch(records)
    _complete(sketch, repaired)
    _drop_misfits(sketch, repaired, check)
    repaired.document = sketch.frozen()
    check_document(repaired.document)
    return repaired


class _Repairer:
    """Repair of single values: each becomes valid for its field, and each reference leads to a record."""

    def __init__(self, rows: Mapping[str, Mapping[str, Values]]) -> None:
        self.rows = {
            kind: {each: dict(values) for each, values in rows.get(kind, {}).items()} for kind in TYPE_OF_KIND
        }
        self.result = Repaired()
        self._homes: dict[tuple[str, str], str] = {}
        self._guesses = _MOST_GUESSES

    def repair_all(self) -> None:
        """Repair all records, from the last kind to the first, as each kind refers to earlier ones only.

        Conditions of views come at the end: nothing is added again for them alone.
        """
        if not self.rows["journey"]:
            self._recreate("journey", self._journey_that_is_named(), {})
        order = [each for each in reversed(RECORD_TYPES) if each is not ViewItem]
        order.append(ViewItem)
        for record_type in order:
            kind = record_type.KIND
            for record_id, values in list(self.rows[kind].items()):
                if not self._repair_values(record_type, values):
                    del self.rows[kind][record_id]
                    self.result.dropped[kind] += 1

    def _repair_values(self, record_type: type[Record], values: Values) -> bool:
        """Repair a record. Return whether that is possible."""
        usual = {each.name: each.default for each in fields(record_type)}
        for name, spec in specs(record_type).items():
            value = values.get(name)
            if isinstance(spec, Ref):
                repaired = self._repaired_reference(
                    spec, value, values, recreates=record_type is not ViewItem
                )
                if repaired is MISSING and name in _DISPENSABLE.get(record_type, ()):
                    repaired = ""
            elif spec.holds(value):
                repaired = value
            else:
                repaired = MISSING if record_type is ViewItem else _cleaned(spec, value, usual[name])
            if repaired is MISSING:
                return False
            # A lost picture is reported once, not for each card that showed it.
            if repaired != value and not (isinstance(spec, Ref) and spec.kind == Picture.KIND):
                self.result.changed += 1
            values[name] = repaired
        return True

    def _repaired_reference(self, spec: Ref, wanted: object, values: Values, *, recreates: bool) -> object:
        """Return the new value of a reference, or `MISSING` if the record cannot be kept.

        If `recreates` is true, a missing record that holds others is added again.
        """
        if isinstance(wanted, str):
            if wanted in self.rows[spec.kind] or (wanted == "" and spec.optional):
                return wanted
            if near := self._near(wanted, spec.kind):
                return near
            if wanted and spec.kind in _HOLDS_OTHERS and not spec.clears and spec.holds(wanted):
                if not recreates:
                    return MISSING
                self._recreate(spec.kind, wanted, values)
                return wanted
        if spec.optional:
            return "" if spec.clears or spec.kind in _HOLDS_OTHERS else MISSING
        return self._home(spec.kind, values) if spec.kind in _HOLDS_OTHERS else MISSING

    def _recreate(self, kind: str, record_id: str, needed_by: Values) -> None:
        """Add a record that another one needs, in the same journey."""
        made = {each.name: each.default for each in fields(TYPE_OF_KIND[kind]) if each.default is not MISSING}
        self.rows[kind][record_id] = made
        if kind == "stage":
            needed_by = self._neighbours_of_stages.get(record_id, needed_by)
        for name, spec in references(TYPE_OF_KIND[kind]).items():
            if not spec.optional:
                made[name] = self._home(spec.kind, needed_by)
        self.result.recreated[kind] += 1

    def _home(self, kind: str, values: Values) -> str:
        """Return a record of `kind` in the journey of `values`, which is added if there is none."""
        journey = self._journey_of(values)
        if kind == "journey":
            return journey
        if (kind, journey) not in self._homes:
            theirs = (each for each, other in self.rows[kind].items() if self._journey_of(other) == journey)
            home = next(theirs, "") or random_id(kind)
            self._homes[kind, journey] = home
            if home not in self.rows[kind]:
                self._recreate(kind, home, {"journey": journey})
        return self._homes[kind, journey]

    def _journey_of(self, values: Values) -> str:
        """Return the journey that values lead to, or the first one."""
        if values.get("journey") in self.rows["journey"]:
            return str(values["journey"])
        for name, kind in _UPWARDS.items():
            if values.get(name) in self.rows[kind]:
                return self._journey_of(self.rows[kind][values[name]])
        return next(iter(self.rows["journey"]))

    @cached_property
    def _neighbours_of_stages(self) -> dict[str, Values]:
        """For each stage whose columns have something in a lane, on a curve or as a note: that record.

        It leads to the journey of the stage even if the stage itself is missing.
        """
        stages = {step: values.get("stage") for step, values in self.rows["step"].items()}
        found: dict[str, Values] = {}
        for kind, owner in (("card", "lane"), ("note", "journey"), ("emotion_point", "curve")):
            for values in self.rows[kind].values():
                stage = stages.get(str(values.get("step")))
                if isinstance(stage, str) and values.get(owner) in self.rows[owner]:
                    found.setdefault(stage, values)
        return found

    def _journey_that_is_named(self) -> str:
        """Return the id of the missing journey if a record refers to it, or a new one."""
        spec = references(Stage)["journey"]
        named = (values.get("journey") for kind in ("stage", "lane") for values in self.rows[kind].values())
        return next((str(each) for each in named if each and spec.holds(each)), random_id("journey"))

    def _near(self, wanted: str, kind: str) -> str:
        """Return the only id that differs from `wanted` by one character, or an empty string."""
        if len(wanted) < len(kind) + 1 + _SHORTEST_GUESS or not self._guesses:
            return ""
        self._guesses -= 1
        near = [
            each
            for each in self.rows[kind]
            if len(each) == len(wanted) and sum(a != b for a, b in zip(each, wanted, strict=True)) == 1
        ]
        return near[0] if len(near) == 1 else ""


def _cleaned(spec: Spec, value: object, usual: object) -> object:
    """Return what can be kept of a value that is not valid for its field, or the default `usual`."""
    if isinstance(spec, Text) and isinstance(value, str):
        try:
            return clean_text(value, limit=spec.limit, lines=spec.lines)
        except UserError:
            return usual
    return usual


def _complete(records: Sketch, repaired: Repaired) -> None:
    """Add what the rules require: a project, steps of stages, places of personas."""

    def add(record: Record) -> None:
        records.store(record.id, record)
        repaired.recreated[record.KIND] += 1

    if not records.select(Project):
        add(Project(id=random_id("project")))
    for extra in records.select(Project)[1:]:
        records.store(extra.id, None)
        repaired.dropped["project"] += 1
    for stage in records.select(Stage):
        if not records.steps_of(stage.id):
            add(Step(id=random_id("step"), stage=stage.id))
    for lane in records.select(Lane):
        if lane.kind not in kinds.CARD_LANES and records.select(Card, lane=lane.id):
            records.store(lane.id, replace(lane, kind="text"))
            repaired.changed += 1
    for record_type, name in ((Lane, "group"), (Card, "last_step"), (Card, "last_lane")):
        for each in records.select(record_type):
            other = getattr(each, name)
            if other and records.journey_of(other) != records.journey_of(each.id):
                records.store(each.id, replace(each, **{name: ""}))
                repaired.changed += 1
    for journey, persona in _places_of_personas(records):
        if not records.select(JourneyPersona, journey=journey, persona=persona):
            add(JourneyPersona(id=random_id("journey_persona"), journey=journey, persona=persona))
    for point in records.select(EmotionPoint):
        if point.card and point.step:
            records.store(point.id, replace(point, step=""))
            repaired.changed += 1


def _places_of_personas(records: Queries) -> list[tuple[str, str]]:
    """Return the pairs of journey and persona for which there are lanes, curves or cards."""
    owned: list[Lane | Curve] = [*records.select(Lane), *records.select(Curve)]
    places = [(each.journey, each.persona) for each in owned if each.persona]
    places += [(records.journey_of(each.card), each.persona) for each in records.select(CardPersona)]
    return list(dict.fromkeys(places))


def _drop_misfits(records: Sketch, repaired: Repaired, check: Callable[[], None]) -> None:
    """Drop records that break a rule, then records that referred to them, until all are valid.

    A record stays if it is valid without its dispensable references.
    """
    while True:
        misfits = 0
        for record in list(records):
            check()
            if satisfies_rules(records, record):
                continue
            misfits += 1
            reduced = replace(record, **_DISPENSABLE.get(type(record), {}))
            if reduced != record and satisfies_rules(records, reduced):
                records.store(record.id, reduced)
                repaired.changed += 1
            else:
                records.store(record.id, None)
                repaired.dropped[record.KIND] += 1
        if not misfits:
            return
