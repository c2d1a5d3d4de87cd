"""Makes a map that keeps to the rules out of the records that are left of one, and loses as little as it can.

What holds others (a journey, a stage, a step, a lane, a curve, a persona) is made anew, without its words,
where it is gone; what hangs between others (a link, a point of a curve) goes where one of them is gone.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from typing import Any

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import random_id
from journey_editor.foundation.text import clean_text
from journey_editor.model.document import Document, Queries, Sketch
from journey_editor.model.fields import Ref, Spec, Text
from journey_editor.model.records import (
    RECORD_TYPES,
    TYPE_OF_KIND,
    Asset,
    Card,
    CardPersona,
    Curve,
    EmotionPoint,
    JourneyPersona,
    Lane,
    Project,
    Record,
    Stage,
    Step,
    references,
    specs,
)
from journey_editor.model.rules import check_document, makes_sense

Values = dict[str, Any]
"""The values of a record's fields by their names, without its id."""

_HOLDS_OTHERS = {"journey", "persona", "stage", "step", "lane", "curve"}
_UPWARDS = {
    "lane": "lane",
    "stage": "stage",
    "step": "step",
    "card": "card",
    "curve": "curve",
    "source": "card",
}
"""The fields by which a record hangs on its journey, and the kinds that they name."""
_MOST_GUESSES = 100
_SHORTEST_GUESS = 8


@dataclass(slots=True)
class Repaired:
    """A map that keeps to the rules, and what was done to the records of which it is made.

    `dropped` counts records by kind; `anew` those that were made because others need them; `changed` counts
    values.
    """

    document: Document = field(default_factory=Document)
    dropped: Counter[str] = field(default_factory=Counter)
    recreated: Counter[str] = field(default_factory=Counter)
    changed: int = 0


class NothingLeftError(Exception):
    """There is no record of which a map could be made."""


class OutOfTimeError(Exception):
    """So much has to be looked at that somebody must have meant it."""


def repair(
    rows: Mapping[str, Mapping[str, Values]], *, check: Callable[[], None] = raise_if_cancelled
) -> Repaired:
    """The map of which these are left: values by id, by kind.

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
    """Makes each value one that its field may hold, and each reference one to something that is there."""

    def __init__(self, rows: Mapping[str, Mapping[str, Values]]) -> None:
        self.rows = {
            kind: {each: dict(values) for each, values in rows.get(kind, {}).items()} for kind in TYPE_OF_KIND
        }
        self.result = Repaired()
        self._homes: dict[tuple[str, str], str] = {}
        self._guesses = _MOST_GUESSES

    def repair_all(self) -> None:
        """Go through all records: from the last kind on, as each kind refers to earlier ones only."""
        if not self.rows["journey"]:
            self._recreate("journey", self._journey_that_is_named(), {})
        for record_type in reversed(RECORD_TYPES):
            kind = record_type.KIND
            for record_id, values in list(self.rows[kind].items()):
                if not self._repair_values(record_type, values):
                    del self.rows[kind][record_id]
                    self.result.dropped[kind] += 1

    def _repair_values(self, record_type: type[Record], values: Values) -> bool:
        """Mend a record; whether that is possible."""
        usual = {each.name: each.default for each in fields(record_type)}
        for name, spec in specs(record_type).items():
            value = values.get(name)
            if isinstance(spec, Ref):
                repaired = self._repaired_reference(spec, value, values)
            else:
                repaired = value if spec.holds(value) else _cleaned(spec, value, usual[name])
            if repaired is MISSING:
                return False
            # That a picture is lost is told of the picture, not of each card that showed it.
            if repaired != value and not (isinstance(spec, Ref) and spec.kind == Asset.KIND):
                self.result.changed += 1
            values[name] = repaired
        return True

    def _repaired_reference(self, spec: Ref, wanted: object, values: Values) -> object:
        """What a reference shall name, `MISSING` if the record cannot be kept."""
        if isinstance(wanted, str):
            if wanted in self.rows[spec.kind] or (wanted == "" and spec.optional):
                return wanted
            if near := self._near(wanted, spec.kind):
                return near
            if wanted and spec.kind in _HOLDS_OTHERS and spec.holds(wanted):
                self._recreate(spec.kind, wanted, values)
                return wanted
        if spec.optional:
            return "" if spec.clears or spec.kind in _HOLDS_OTHERS else MISSING
        return self._home(spec.kind, values) if spec.kind in _HOLDS_OTHERS else MISSING

    def _recreate(self, kind: str, record_id: str, needed_by: Values) -> None:
        """Make what others need, in the journey to which those belong."""
        made = {each.name: each.default for each in fields(TYPE_OF_KIND[kind]) if each.default is not MISSING}
        self.rows[kind][record_id] = made
        for name, spec in references(TYPE_OF_KIND[kind]).items():
            if not spec.optional:
                made[name] = self._home(spec.kind, needed_by)
        self.result.recreated[kind] += 1

    def _home(self, kind: str, values: Values) -> str:
        """Something of `kind` in the journey to which `values` belong, made where there is none."""
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
        """The journey on which values hang by one of their references, else the first one."""
        if values.get("journey") in self.rows["journey"]:
            return str(values["journey"])
        for name, kind in _UPWARDS.items():
            if values.get(name) in self.rows[kind]:
                return self._journey_of(self.rows[kind][values[name]])
        return next(iter(self.rows["journey"]))

    def _journey_that_is_named(self) -> str:
        """The id of the journey that is gone, if anything names it."""
        spec = references(Stage)["journey"]
        named = (values.get("journey") for kind in ("stage", "lane") for values in self.rows[kind].values())
        return next((str(each) for each in named if each and spec.holds(each)), random_id("journey"))

    def _near(self, wanted: str, kind: str) -> str:
        """The one id from which `wanted` differs by one character, empty if there is none or several."""
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
    """What can be kept of a value that its field may not hold, else what it `usual`ly has."""
    if isinstance(spec, Text) and isinstance(value, str):
        try:
            return clean_text(value, limit=spec.limit, lines=spec.lines)
        except UserError:
            return usual
    return usual


def _complete(records: Sketch, repaired: Repaired) -> None:
    """Add what makes sense of what is there: a project, steps of stages, places of personas."""

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
        if lane.kind == "emotion" and records.select(Card, lane=lane.id):
            records.store(lane.id, replace(lane, kind="text"))
            repaired.changed += 1
    for journey, persona in _places_of_personas(records):
        if not records.select(JourneyPersona, journey=journey, persona=persona):
            add(JourneyPersona(id=random_id("journey_persona"), journey=journey, persona=persona))
    for point in records.select(EmotionPoint):
        if point.card and point.step:
            records.store(point.id, replace(point, step=""))
            repaired.changed += 1


def _places_of_personas(records: Queries) -> list[tuple[str, str]]:
    """In which journeys there are lanes, curves and cards of which personas."""
    owned: list[Lane | Curve] = [*records.select(Lane), *records.select(Curve)]
    places = [(each.journey, each.persona) for each in owned if each.persona]
    places += [(records.journey_of(each.card), each.persona) for each in records.select(CardPersona)]
    return list(dict.fromkeys(places))


def _drop_misfits(records: Sketch, repaired: Repaired, check: Callable[[], None]) -> None:
    """Take out what breaks a rule, then what named it, until all that is left makes sense."""
    while True:
        misfits = 0
        for record in list(records):
            check()
            if not makes_sense(records, record):
                records.store(record.id, None)
                repaired.dropped[record.KIND] += 1
                misfits += 1
        if not misfits:
            return
