"""Clip: copied content of a map, which can be pasted into any journey or project."""

import base64
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, field, replace
from pathlib import PurePath
from typing import Any

from journey_editor.editing.commands.evidence import evidence_with_places
from journey_editor.editing.commands.lane_spans import going_beyond_lanes
from journey_editor.editing.commands.measures import measures_on
from journey_editor.editing.commands.persona_sheets import sheet_of
from journey_editor.editing.commands.sizes import steps_in
from journey_editor.editing.commands.spans import going_beyond
from journey_editor.foundation.addresses import absolute
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.picture_parts import is_foreign
from journey_editor.foundation.picture_size import is_valid
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Cell, Queries
from journey_editor.model.kinds import CARD_LANES
from journey_editor.model.lane_groups import lane_span_of, lanes_in
from journey_editor.model.records import (
    TYPE_OF_KIND,
    Card,
    CardPersona,
    CardReference,
    CardTag,
    Channel,
    Curve,
    DataSource,
    EmotionPoint,
    Lane,
    LaneChannel,
    LaneGroup,
    LaneKind,
    Link,
    Note,
    Persona,
    Picture,
    Record,
    RecoveryAction,
    Stage,
    Step,
    SupportOffer,
    kind_of,
)
from journey_editor.model.rules import check_fields

_COPIED = ("card", "stage", "lane", "lane_group", "note", "persona")
"""Kinds of records that can be copied themselves."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Copied records: the chosen ones, those that depend on them, and those that describe their positions.

    `columns` and `rows` are the ids of all steps and lanes of the journey that they came from, in order;
    `pictures` has the bytes of the cards' pictures by their SHA-256. `cells` has the step and the lane of
    each note, or of its card, unless it is free; the lane is empty if the note sticks to the step alone.
    """

    chosen: tuple[str, ...]
    records: tuple[Record, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    cells: Mapping[str, Cell] = field(default_factory=dict)

    def of(self, record_type: type[Record]) -> list[Any]:
        """Return the copied records of a kind."""
        return [each for each in self.records if isinstance(each, record_type)]

    def span_of(self, card: Card) -> tuple[str, ...]:
        """Return the ids of the steps that a copied card spanned."""
        if not {card.step, card.last_step} <= set(self.columns):
            return (card.step,)
        first, last = self.columns.index(card.step), self.columns.index(card.last_step)
        return self.columns[first : max(first, last) + 1]

    def located(self, folder: PurePath | None) -> "Clip":
        """Return the clip with the full paths of files whose addresses are relative to a folder."""
        return replace(self, records=tuple(_located(each, folder) for each in self.records))

    def lane_span_of(self, card: Card) -> tuple[str, ...]:
        """Return the ids of the lanes that a copied card spanned. All of them are copied, too."""
        lanes = {lane.id for lane in self.of(Lane) if lane.kind in CARD_LANES}
        if not {card.lane, card.last_lane} <= lanes.intersection(self.rows):
            return (card.lane,)
        first, last = self.rows.index(card.lane), self.rows.index(card.last_lane)
        return tuple(each for each in self.rows[first : max(first, last) + 1] if each in lanes)

    def loose_cards(self) -> list[Card]:
        """Return the chosen cards that are in no chosen stage or lane."""
        stages = {step.id: step.stage for step in self.of(Step)}
        return [
            card
            for card in self.of(Card)
            if card.id in self.chosen and not {card.lane, stages.get(card.step)} & set(self.chosen)
        ]

    def places(self, cards: Sequence[Card]) -> tuple[tuple[int, int], ...]:
        """Return the column and the row of each card, counted from the first ones.

        There is a row for each lane with cards, and a column also for a step without any.
        """
        columns = [self.columns.index(card.step) if card.step in self.columns else 0 for card in cards]
        rows = [lane for lane in self.rows if any(card.lane == lane for card in cards)]
        return tuple(
            (column - min(columns), rows.index(card.lane) if card.lane in rows else 0)
            for column, card in zip(columns, cards, strict=True)
        )

    def to_json(self) -> str:
        """Return the clip as text."""
        return json.dumps(
            {
                "chosen": self.chosen,
                "records": [asdict(each) for each in self.records],
                "columns": self.columns,
                "rows": self.rows,
                "pictures": {key: base64.b64encode(data).decode() for key, data in self.pictures.items()},
                "cells": self.cells,
            }
        )

    @staticmethod
    def from_json(text: str | bytes) -> "Clip":
        """Return a clip from untrusted text. Raises `UserError` if it is not valid."""
        try:
            data = json.loads(text)
            records = tuple(TYPE_OF_KIND[kind_of(each["id"])](**each) for each in data["records"])
            ids = {each.id for each in records}
            for each in records:
                check_fields(each)
                if isinstance(each, Card) and not ids >= {each.step, each.lane}:
                    raise ValueError
            lists = (tuple(map(str, data[name])) for name in ("chosen", "columns", "rows"))
            chosen, columns, rows = lists
            found = {str(key): base64.b64decode(value) for key, value in data["pictures"].items()}
            cells = {str(key): (str(step), str(lane)) for key, (step, lane) in data["cells"].items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UserError(tr("The content of the clipboard is not from Journey Editor.")) from error
        # Leave out pictures with a wrong hash or in a foreign form; their cards stay.
        pictures = {
            key: value for key, value in found.items() if is_valid(value, key) and not is_foreign(value)
        }
        return Clip(chosen, records, columns, rows, pictures, cells)


def clip_of(
    document: Queries,
    journey_id: str,
    ids: Iterable[str],
    pictures: Mapping[str, bytes] | None = None,
    *,
    whole: bool = False,
) -> Clip:
    """Copy the cards, stages, lanes, groups of lanes, notes and personas among `ids`, with what is in them.

    `pictures` has the bytes of the project's pictures, for a clip that leaves it. If `whole` is true, cards
    that go beyond the chosen stages or lanes are left out, as they stay on the map without these.
    """
    chosen = tuple(_with_lanes_of_groups(document, filter(lambda each: kind_of(each) in _COPIED, ids)))
    columns = tuple(step.id for step in document.columns_of(journey_id))
    rows = tuple(lane.id for lane in document.lanes_of(journey_id))
    steps = steps_in(document, [each for each in chosen if kind_of(each) == "stage"])
    cards = [card for card in document.cards_of(journey_id) if _is_in(document, card, chosen)]
    if whole:
        staying = going_beyond(document, chosen)
        cards = [card for card in cards if card.id not in staying or {card.id, card.lane} & set(chosen)]
        staying = going_beyond_lanes(document, chosen) - set(chosen)
        cards = [card for card in cards if card.id not in staying or card.step in steps]
    copied = _Copied(document)
    copied.keep(*(document.get(TYPE_OF_KIND[kind_of(each)], each) for each in chosen))
    for each in chosen:
        copied.keep_parts_of(each)
    for step_id in steps:
        copied.keep(document.get(Step, step_id))
        copied.keep(*measures_on(document, step=step_id))
        copied.keep_points(document.select(EmotionPoint, step=step_id))
    notes = document.notes_of(journey_id)
    copied.keep(*(each for each in notes if each.step in steps or each.lane in chosen))
    for card in cards:
        copied.keep_card(card)
    cells = copied.places_of_notes()
    copied.keep_links(document.links_of(journey_id))
    backed = [each for each in copied.records if kind_of(each) != Persona.KIND or each in chosen]
    copied.keep(*evidence_with_places(document, backed))
    lanes = [each for each in copied.records.values() if isinstance(each, Lane)]
    copied.keep(*(document.get(LaneKind, lane.own_kind) for lane in lanes if lane.own_kind))
    used = {each.sha256 for each in copied.records.values() if isinstance(each, Picture)}
    shown = {each: data for each, data in (pictures or {}).items() if each in used}
    return Clip(chosen, tuple(copied.records.values()), columns, rows, shown, cells)


class _Copied:
    """Records that are copied, by id, with those on which they depend."""

    def __init__(self, document: Queries) -> None:
        self._document = document
        self.records: dict[str, Record] = {}

    def keep(self, *found: Record) -> None:
        """Copy records alone."""
        self.records.update((each.id, each) for each in found)

    def keep_parts_of(self, record_id: str) -> None:
        """Copy what belongs to a chosen persona, lane or stage."""
        document = self._document
        self.keep(*sheet_of(document, record_id))
        if kind_of(record_id) == "lane":
            lane = document.get(Lane, record_id)
            self.keep(*([document.get(Persona, lane.persona)] if lane.persona else ()))
            self.keep(*([document.get(LaneGroup, lane.group)] if lane.group else ()))
            self.keep(*document.select(LaneChannel, lane=lane.id), *document.chosen_channels(lane.id))
        elif kind_of(record_id) == "stage":
            self.keep(*measures_on(document, stage=record_id))
            for offer in document.select(SupportOffer, stage=record_id):
                self.keep(offer, document.get(Channel, offer.channel))

    def keep_points(self, points: Iterable[EmotionPoint]) -> None:
        """Copy points, with their curves and personas."""
        document = self._document
        for point in points:
            curve = document.get(Curve, point.curve)
            self.keep(point, curve, *([document.get(Persona, curve.persona)] if curve.persona else ()))

    def keep_card(self, card: Card) -> None:
        """Copy a card, with all that is on it and the cell in which it is."""
        document = self._document
        lanes = lane_span_of(document, card)
        last_lane = lanes[-1] if len(lanes) > 1 else ""
        self.keep(card if card.last_lane == last_lane else replace(card, last_lane=last_lane))
        self.keep(*(document.get(Lane, each) for each in lanes), document.get(Step, card.step))
        self.keep(*document.select(CardPersona, card=card.id), *document.personas_on(card.id))
        self.keep(*document.select(CardTag, card=card.id), *document.tags_on(card.id))
        self.keep(*document.references_of(card.id))
        if card.channel:
            self.keep(document.get(Channel, card.channel))
        if card.picture:
            self.keep(document.get(Picture, card.picture))
        self.keep_points(document.select(EmotionPoint, card=card.id))
        self.keep(*document.select(Note, card=card.id))
        self.keep(*measures_on(document, card=card.id))

    def places_of_notes(self) -> dict[str, Cell]:
        """Return the cell of each copied note that is not free, and copy its lane."""
        cells: dict[str, Cell] = {}
        for note in [each for each in self.records.values() if isinstance(each, Note)]:
            place = self._document.get(Card, note.card) if note.card else note
            if place.step:
                cells[note.id] = place.step, place.lane
                self.keep(*([self._document.get(Lane, place.lane)] if place.lane else ()))
        return cells

    def keep_links(self, links: Iterable[Link]) -> None:
        """Copy the links between copied records, with their recovery actions and channels."""
        document = self._document
        for link in links:
            if set(link.ends) <= set(self.records):
                self.keep(link, *document.select(RecoveryAction, link=link.id))
                for channel in filter(None, (link.channel_before, link.channel_after)):
                    self.keep(document.get(Channel, channel))


def _with_lanes_of_groups(document: Queries, ids: Iterable[str]) -> dict[str, None]:
    """Return ids of records, with those of the lanes after their groups."""
    found: dict[str, None] = {}
    for each in ids:
        found[each] = None
        if kind_of(each) == LaneGroup.KIND:
            found.update(dict.fromkeys(lane.id for lane in lanes_in(document, each)))
    return found


def clip_text(clip: Clip) -> str:
    """Return the copied texts for other programs, with a line for each card."""
    lines = []
    for record in clip.records:
        text = record.text if isinstance(record, Card | Note) else ""
        if not text and isinstance(record, Card):
            text = record.picture_text
        if not text and record.id in clip.chosen and isinstance(record, Stage | Persona):
            text = record.name
        lines += [in_one_line(text)] if text.strip() else []
    return "\n".join(lines)


def _located(record: Record, folder: PurePath | None) -> Record:
    if isinstance(record, CardReference):
        return replace(record, address=absolute(record.address, folder))
    return replace(record, path=absolute(record.path, folder)) if isinstance(record, DataSource) else record


def _is_in(document: Queries, card: Card, chosen: Sequence[str]) -> bool:
    return bool({card.id, card.lane, document.get(Step, card.step).stage} & set(chosen))
