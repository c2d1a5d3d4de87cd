"""The program's own table of cards, read again: with all fields of the cards, by ids where it has them."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field
from math import isfinite
from typing import Any

from journey_editor.editing.commands.journeys import add_journey, new_project
from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.catalogues import catalogue_tags
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import IdSource
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.interchange.channel_kinds import channel_kind
from journey_editor.interchange.table_export.record_tables import headings_of_cards
from journey_editor.interchange.table_export.scales import curve_fields, value_from
from journey_editor.interchange.tables.values import Row, Value, value_text
from journey_editor.model.document import Document
from journey_editor.model.fields import Choice, Flag, Origin, Text, Whole, is_id
from journey_editor.model.kinds import LANE_KINDS
from journey_editor.model.languages import is_right_to_left
from journey_editor.model.order import keys_between
from journey_editor.model.records import (
    Card,
    CardPersona,
    CardReference,
    CardTag,
    Channel,
    Curve,
    EmotionPoint,
    JourneyPersona,
    Lane,
    Persona,
    Record,
    Stage,
    Step,
    Tag,
    specs,
)
from journey_editor.wording.map_words import lane_name

_CURVE = re.compile(r"(.*) ?[(（]([−\d]+…\+?\d+)[)）]")
_REFERENCE = re.compile(r"(.*?) ?<([^<>]*)>")
_MOST_CARDS = 20_000
_TEXTS = ("text", "note", "owner", "due", "picture_text")
_Cells = Mapping[str, Value]


def project_from_cards(rows: Iterable[Row], new_id: IdSource, name: str) -> Document | None:
    """Return a new project with the journeys of a table of cards, or None if the rows are no such table.

    Rows may be added to the table without ids: they go to the stage, step and lane with these names. Raises
    `UserError` if there are too many, and `CancelledError`.
    """
    heads: Mapping[int, str] | None = None
    language = ""
    body: list[_Cells] = []
    for row in rows:
        if heads is None:
            texts = {at: _line(value_text(value)) for at, value in row.cells.items()}
            language, heads = _headings(texts)
            if heads is None:
                return None
            continue
        raise_if_cancelled()
        if len(body) == _MOST_CARDS:
            raise UserError(
                tr("This table has more than {n} cards. Nothing was changed.").format(n=_MOST_CARDS)
            )
        body.append({heads[at]: value for at, value in row.cells.items() if at in heads})
    if not body:
        return None
    return _Reader(Draft(Document(), new_id), language).read(body, name)


def _headings(texts: Mapping[int, str]) -> tuple[str, Mapping[int, str] | None]:
    """Return the language of a table's headings, and the name of each column, or None for another table."""
    ids = {key: head for key, head in headings_of_cards("en").items() if key in ("id", "step_id", "lane_id")}
    if not set(ids.values()) <= set(texts.values()):
        return "", None
    tags = ("en", *(each for each in catalogue_tags() if each != "en"))
    known = {tag: {head: key for key, head in headings_of_cards(tag).items()} for tag in tags}
    language = max(tags, key=lambda tag: len(known[tag].keys() & set(texts.values())))
    names = known[language]
    found = {
        at: names.get(text, f"curve {text}" if _CURVE.search(text) else "") for at, text in texts.items()
    }
    return language, {at: key for at, key in found.items() if key}


@dataclass(slots=True)
class _Reader:
    draft: Draft
    language: str
    found: dict[tuple[str, ...], Any] = field(default_factory=dict)

    def read(self, body: Sequence[_Cells], name: str) -> Document:
        draft = self.draft
        new_project(draft, name=_text(body[0], "journey") or name)
        orders = dict(zip(range(len(body)), keys_between(None, None, len(body)), strict=True))
        for at, cells in enumerate(body):
            raise_if_cancelled()
            self._add_card(cells, orders[at], name)
        steps = [(_number(cells, "step_number"), _text(cells, "step_id")) for cells in body]
        self._sort(Step, steps)
        stages = [(_number(cells, "step_number"), _text(cells, "stage_id")) for cells in body]
        self._sort(Stage, stages)
        lanes = [(_number(cells, "lane_number"), _text(cells, "lane_id")) for cells in body]
        self._sort(Lane, lanes)
        self._close_spans(body)
        # A table of cards has no lane for the curves.
        for journey in draft.journeys():
            if draft.curves_of(journey.id):
                order = place_before(draft, draft.lanes_of(journey.id), None)
                draft.add(Lane, journey=journey.id, kind="emotion", order=order)
        return draft.finish()

    def _one(
        self, key: tuple[str, ...], record_type: type[Record], record_id: str = "", /, **fields: Any
    ) -> Any:
        """Return the record with a key. It is added at the first time, with its own id if that is valid."""
        if key not in self.found:
            if "order" in specs(record_type):
                fields.setdefault("order", f"a{len(self.found):06d}1")
            if is_id(record_id, record_type.KIND) and self.draft.find(record_id) is None:
                self.found[key] = record_type(id=record_id, **fields)
                self.draft.insert(self.found[key])
            else:
                self.found[key] = self.draft.add(record_type, **fields)
        return self.found[key]

    def _placed(self, record_type: type[Record], parent: str, own: str, name: str, /, **fields: Any) -> Any:
        """Return the record with an id from the table, or without one the first with a name in its parent."""
        by_name = ("named", record_type.KIND, parent, name)
        if not own and by_name in self.found:
            return self.found[by_name]
        record = self._one((record_type.KIND, parent, own or name), record_type, own, **fields)
        self.found.setdefault(by_name, record)
        return record

    def _journey(self, cells: _Cells, name: str) -> str:
        title, own = _text(cells, "journey") or name, _text(cells, "journey_id")
        if not own and (journeys := self.draft.journeys()):
            return next((each.id for each in journeys if each.title == title), journeys[0].id)
        key = ("journey", own)
        if key not in self.found:
            direction = "rtl" if is_right_to_left(self.language) else "ltr"
            self.found[key] = add_journey(
                self.draft, title=_line(title), language=self.language, direction=direction
            )
        journey_id: str = self.found[key].id
        return journey_id

    def _add_card(self, cells: _Cells, order: str, name: str) -> None:
        journey = self._journey(cells, name)
        named, own = _line(_text(cells, "stage")), _text(cells, "stage_id")
        stage = self._placed(Stage, journey, own, named, journey=journey, name=named).id
        named, own = _line(_text(cells, "step")), _text(cells, "step_id")
        step = self._placed(Step, stage, own, named, stage=stage, name=named)
        fields = self._fields(cells)
        lane = self._lane(cells, journey)
        key = ("card", order)
        card = self._one(key, Card, _text(cells, "id"), step=step.id, lane=lane, order=order, **fields)
        self._add_related(cells, card, journey)

    def _lane(self, cells: _Cells, journey: str) -> str:
        kind, title = _text(cells, "lane_kind_id"), _line(_text(cells, "lane"))
        kind = kind if kind in LANE_KINDS else "text"
        own = "" if title == lane_name(kind, self.language) else title
        lane_id: str = self._placed(
            Lane, journey, _text(cells, "lane_id"), title, journey=journey, kind=kind, title=own
        ).id
        return lane_id

    def _fields(self, cells: _Cells) -> dict[str, Any]:
        """Return the valid values of a card's own fields."""
        fields: dict[str, Any] = {}
        for name, spec in specs(Card).items():
            value: Any = None
            if isinstance(spec, Choice):
                value = _text(cells, f"{name}_id")
            elif isinstance(spec, Flag):
                value = value_text(cells.get(name)).lower() in ("true", "1", "yes")
            elif isinstance(spec, Origin):
                value = _text(cells, f"{name}_id")
            elif isinstance(spec, Whole):
                value = _number(cells, name)
            elif isinstance(spec, Text) and name in _TEXTS:
                value = clean_text(_text(cells, name), limit=10**6, lines=spec.lines)[: spec.limit]
            if value is not None and spec.holds(value):
                fields[name] = value
        if channel := _line(_text(cells, "channel")):
            fields["channel"] = self._one(
                ("channel", channel), Channel, name=channel, kind=channel_kind(channel)
            ).id
        return fields

    def _add_related(self, cells: _Cells, card: Card, journey: str) -> None:
        draft = self.draft
        for person in _lines(cells, "people"):
            persona = self._persona(person, journey)
            draft.add(CardPersona, card=card.id, persona=persona)
        for tag in _lines(cells, "tags"):
            draft.add(CardTag, card=card.id, tag=self._one(("tag", tag), Tag, name=tag).id)
        lines = _lines(cells, "references")
        for line, order in zip(lines, keys_between(None, None, len(lines)), strict=True):
            match = _REFERENCE.fullmatch(line)
            named, address = (match[1], match[2]) if match else ("", line)
            draft.add(CardReference, card=card.id, name=named, address=address, order=order)
        for key in cells:
            if key.startswith("curve "):
                self._add_point(key.removeprefix("curve "), cells[key], card, journey)

    def _persona(self, name: str, journey: str) -> str:
        persona: str = self._one(("persona", name), Persona, name=name).id
        self._one(("in", journey, persona), JourneyPersona, journey=journey, persona=persona)
        return persona

    def _add_point(self, heading: str, value: Value, card: Card, journey: str) -> None:
        match = _CURVE.search(heading)
        if match is None or isinstance(value, bool) or (number := _real(value)) is None:
            return
        fields: dict[str, Any] = curve_fields(match[2])
        said, emotion = match[1].strip(), lane_name("emotion", self.language)
        if said.startswith(emotion):
            person = said.removeprefix(emotion).strip(" :：\u00a0\u202f")
        else:
            person, fields["name"] = "", _line(said)
        if person:
            fields["persona"] = self._persona(_line(person), journey)
        curve = self._one(("curve", journey, heading), Curve, journey=journey, **fields)
        point = value_from(match[2], number)
        if -1.0 <= point <= 1.0:
            self.draft.add(EmotionPoint, curve=curve.id, card=card.id, value=point)

    def _sort(self, kind: type[Record], numbered: Sequence[tuple[int | None, str]]) -> None:
        """Sort records by the least of their numbers; those without one are the last ones."""
        least: dict[str, int] = {}
        for number, record_id in numbered:
            if number is not None:
                least[record_id] = min(number, least.get(record_id, number))
        records = sorted(self.draft.select(kind), key=lambda each: least.get(each.id, 10**9))
        for record, order in zip(records, keys_between(None, None, len(records)), strict=True):
            self.draft.change(record, order=order)

    def _close_spans(self, body: Sequence[_Cells]) -> None:
        """Let cards span to their last steps and lanes, all of which are there now."""
        for cells in body:
            card = self.draft.find(_text(cells, "id"))
            if isinstance(card, Card):
                for name in ("last_step", "last_lane"):
                    last = _text(cells, f"{name}_id")
                    if last and isinstance(self.draft.find(last), Step | Lane):
                        card = self.draft.change(card, **{name: last})


def _text(cells: _Cells, name: str) -> str:
    return value_text(cells.get(name)) if name in cells else ""


def _line(text: str) -> str:
    return " ".join(clean_text(text, limit=10**6).split())[:500]


def _lines(cells: _Cells, name: str) -> list[str]:
    return list(dict.fromkeys(filter(None, map(_line, _text(cells, name).split("\n")))))


def _real(value: Value) -> float | None:
    try:
        number = float(value_text(value).replace("−", "-").replace(",", "."))
    except ValueError:
        return None
    return number if isfinite(number) else None


def _number(cells: _Cells, name: str) -> int | None:
    value = _real(cells[name]) if name in cells else None
    return int(value) if value is not None and value == int(value) else None
