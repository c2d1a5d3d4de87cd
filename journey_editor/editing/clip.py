"""Clip: copied content of a map, which can be pasted into any journey or project."""

import base64
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, field, fields
from typing import Any

from journey_editor.editing.commands.cards import add_card, kind_in
from journey_editor.editing.commands.curves import curve_for
from journey_editor.editing.commands.journeys import add_note, channel_of_kind
from journey_editor.editing.commands.lanes import add_lane
from journey_editor.editing.commands.pictures import copy_picture
from journey_editor.editing.commands.sizes import steps_in
from journey_editor.editing.commands.spans import going_beyond, last_after, set_span
from journey_editor.editing.commands.stages import add_stage, add_step
from journey_editor.editing.commands.tags import add_tag, set_card_tags
from journey_editor.editing.draft import Draft
from journey_editor.editing.tables import places_from, table_of
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.picture_parts import is_foreign
from journey_editor.foundation.picture_size import is_valid
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text, in_one_line, is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Cell, Queries
from journey_editor.model.records import (
    TYPE_OF_KIND,
    Card,
    CardPersona,
    CardTag,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    Link,
    Note,
    Persona,
    Picture,
    Record,
    Stage,
    Step,
    Tag,
    kind_of,
)
from journey_editor.model.rules import check_fields
from journey_editor.wording.map_words import channel_kind_name, title_of

MOST_CARDS = 1000
"""Maximum number of cards from a pasted text; more would take too long and make the map illegible."""
_NOTE_SHIFT = 24.0
"""Distance of a copied note from its original, in map units."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Copied records: the chosen ones, those that depend on them, and those that describe their positions.

    `columns` and `rows` are the ids of all steps and lanes of the journey that they came from, in order;
    `pictures` has the bytes of the cards' pictures by their SHA-256.
    """

    chosen: tuple[str, ...]
    records: tuple[Record, ...]
    columns: tuple[str, ...]
    rows: tuple[str, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    def of(self, record_type: type[Record]) -> list[Any]:
        """Return the copied records of a kind."""
        return [each for each in self.records if isinstance(each, record_type)]

    def span_of(self, card: Card) -> tuple[str, ...]:
        """Return the ids of the steps that a copied card spanned."""
        if not {card.step, card.last_step} <= set(self.columns):
            return (card.step,)
        first, last = self.columns.index(card.step), self.columns.index(card.last_step)
        return self.columns[first : max(first, last) + 1]

    def to_json(self) -> str:
        """Return the clip as text."""
        return json.dumps(
            {
                "chosen": self.chosen,
                "records": [asdict(each) for each in self.records],
                "columns": self.columns,
                "rows": self.rows,
                "pictures": {key: base64.b64encode(data).decode() for key, data in self.pictures.items()},
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
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise UserError(tr("The content of the clipboard is not from Journey Editor.")) from error
        # Leave out pictures with a wrong hash or in a foreign form; their cards stay.
        pictures = {
            key: value for key, value in found.items() if is_valid(value, key) and not is_foreign(value)
        }
        return Clip(chosen, records, columns, rows, pictures)


def clip_of(
    document: Queries,
    journey_id: str,
    ids: Iterable[str],
    pictures: Mapping[str, bytes] | None = None,
    *,
    whole: bool = False,
) -> Clip:
    """Copy the cards, stages, lanes and notes among `ids`, with the cards in the stages and lanes.

    `pictures` has the bytes of the project's pictures, for a clip that leaves it. If `whole` is true, cards
    that go beyond the chosen stages are left out, as they stay on the map without these.
    """
    chosen = tuple(each for each in ids if kind_of(each) in ("card", "stage", "lane", "note"))
    columns = tuple(step.id for step in document.columns_of(journey_id))
    rows = tuple(lane.id for lane in document.lanes_of(journey_id))
    cards = [card for card in document.cards_of(journey_id) if _is_in(document, card, chosen)]
    if whole:
        staying = going_beyond(document, chosen)
        cards = [card for card in cards if card.id not in staying or {card.id, card.lane} & set(chosen)]
    records: dict[str, Record] = {}
    copied: dict[str, bytes] = {}

    def keep(*found: Record) -> None:
        records.update((each.id, each) for each in found)

    keep(*(document.get(TYPE_OF_KIND[kind_of(each)], each) for each in chosen))
    for stage_id in chosen:
        keep(*document.select(Step, stage=stage_id) if kind_of(stage_id) == "stage" else ())
    steps = {step.id for step in document.select(Step) if step.stage in chosen}
    keep(*(each for each in document.notes_of(journey_id) if each.step in steps or each.lane in chosen))
    for card in cards:
        keep(card, document.get(Lane, card.lane), document.get(Step, card.step))
        keep(*document.select(CardPersona, card=card.id), *document.personas_on(card.id))
        keep(*document.select(CardTag, card=card.id), *document.tags_on(card.id))
        if card.channel:
            keep(document.get(Channel, card.channel))
        if card.picture:
            picture = document.get(Picture, card.picture)
            keep(picture)
            if pictures is not None and picture.sha256 in pictures:
                copied[picture.sha256] = pictures[picture.sha256]
        for point in document.select(EmotionPoint, card=card.id):
            keep(point, document.get(Curve, point.curve))
        keep(*document.select(Note, card=card.id))
        keep(
            *(link for link in document.select(Link, source=card.id) if link.target in {c.id for c in cards})
        )
    return Clip(chosen, tuple(records.values()), columns, rows, copied)


def clip_text(clip: Clip) -> str:
    """Return the copied texts for other programs, with a line for each card."""
    lines = []
    for record in clip.records:
        text = record.text if isinstance(record, Card | Note) else ""
        if not text and isinstance(record, Card):
            text = record.picture_text
        if not text and record.id in clip.chosen and isinstance(record, Stage):
            text = record.name
        lines += [in_one_line(text)] if text.strip() else []
    return "\n".join(lines)


def paste_clip(
    draft: Draft,
    journey_id: str,
    clip: Clip,
    cell: Cell | None,
    after: str | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> list[str]:
    """Insert copies into a journey: cards from `cell` on, stages and lanes after `after`.

    `pictures` has the bytes of other available pictures. Returns the ids of the copies of the chosen records.
    Raises `UserError` if there is no place for them.
    """
    pasted = _Paste(draft, journey_id, clip, pictures or {})
    new = [*pasted.stages(after), *pasted.lanes(after), *pasted.loose_cards(cell), *pasted.notes()]
    pasted.links()
    return new


def duplicate(draft: Draft, journey_id: str, record_id: str) -> list[str]:
    """Insert a copy of a stage, a lane or a note; return its id.

    Cards that go beyond a stage are not copied; those that end with it span the copy, too.
    """
    steps = steps_in(draft, [record_id])
    spans = draft.spans_of(journey_id) if steps else {}
    wide = {card: span[0] for card, span in spans.items() if span[-1] == steps[-1] and span[0] not in steps}
    clip = clip_of(draft, journey_id, [record_id], whole=True)
    new = paste_clip(draft, journey_id, clip, None, record_id)
    for card, first in wide.items():
        set_span(draft, card, first, steps_in(draft, new)[-1])
    return new


def paste_text(draft: Draft, text: str, cell: Cell, before: str | None) -> list[str]:
    """Add a card to a cell for each line that is not blank; cells of a spreadsheet fill the cells from there.

    Cells beyond the last step or lane are added to the last one. Raises `UserError` if the text of a card
    would be too long, or if there would be more than `MOST_CARDS`.
    """
    # The limit applies to each card.
    text = clean_text(text, limit=len(text))
    is_table = "\t" in text
    places: Iterable[tuple[str, str, str]] = ((*cell, line) for line in text.split("\n"))
    if is_table:
        steps, lanes = places_from(draft, cell)
        places = (
            (steps[min(across, len(steps) - 1)], lanes[min(down, len(lanes) - 1)], words)
            for across, down, words in table_of(text)
        )
    cards = [(step, lane, words) for step, lane, line in places if (words := in_one_line(line)).strip()]
    raise_if_too_many(len(cards))
    before = None if is_table else before
    return [add_card(draft, step, lane, words, before=before).id for step, lane, words in cards]


def raise_if_too_many(count: int) -> None:
    """Raise `UserError` if a text would create more than `MOST_CARDS` cards."""
    if count > MOST_CARDS:
        raise UserError(
            tr(
                "This text would create {count} cards, but you can paste at most {limit} at once. "
                "Nothing was changed. Paste the text in parts."
            ).format(count=count, limit=MOST_CARDS)
        )


def _is_in(document: Queries, card: Card, chosen: Sequence[str]) -> bool:
    return bool({card.id, card.lane, document.get(Step, card.step).stage} & set(chosen))


class _Paste:
    """Running paste, with the copy for each original."""

    def __init__(self, draft: Draft, journey_id: str, clip: Clip, pictures: Mapping[str, bytes]) -> None:
        self.draft, self.journey_id, self.clip = draft, journey_id, clip
        self.sizes = {key: len(data) for key, data in pictures.items()}
        self.sizes.update((each.sha256, each.size) for each in draft.select(Picture))
        self.copies: dict[str, str] = {}
        self.language = draft.get(Journey, journey_id).language
        self.people = self._people()
        self.tags = self._tags()

    def stages(self, after: str | None) -> Iterator[str]:
        for stage in self.clip.of(Stage):
            if stage.id not in self.clip.chosen:
                continue
            siblings = [each.id for each in self.draft.stages_of(self.journey_id)]
            before = _next(siblings, after)
            new = add_stage(self.draft, self.journey_id, name=stage.name, goal=stage.goal, before=before)
            steps = sorted((each for each in self.clip.of(Step) if each.stage == stage.id), key=_order)
            first = self.draft.steps_of(new.id)[0]
            for index, step in enumerate(steps):
                copy = first if index == 0 else add_step(self.draft, new.id)
                self.copies[step.id] = self.draft.change(copy, name=step.name, width=step.width).id
                for card in self._cards(step=step.id):
                    self._copy_card(card, self.copies[step.id], self._lane_for(card.lane))
            after = self.copies[stage.id] = new.id
            yield new.id
        for card in self.clip.of(Card):
            # Cards of copied stages span copies of the same steps.
            span = [self.copies[step] for step in self.clip.span_of(card) if step in self.copies]
            if card.id in self.copies and len(span) > 1:
                set_span(self.draft, self.copies[card.id], span[0], span[-1])

    def lanes(self, after: str | None) -> Iterator[str]:
        columns = [step.id for step in self.draft.columns_of(self.journey_id)]
        for lane in self.clip.of(Lane):
            if lane.id not in self.clip.chosen:
                continue
            siblings = [each.id for each in self.draft.lanes_of(self.journey_id)]
            new = add_lane(
                self.draft,
                self.journey_id,
                lane.kind,
                title=lane.title,
                subtitle=lane.subtitle,
                persona=self.people.get(lane.persona, ""),
                before=_next(siblings, after),
            )
            self.draft.change(
                new, height=lane.height, question=lane.question, hidden_details=lane.hidden_details
            )
            for card in self._cards(lane=lane.id) if columns else ():
                place = self.clip.columns.index(card.step) if card.step in self.clip.columns else 0
                step = card.step if card.step in columns else columns[min(place, len(columns) - 1)]
                self._copy_card(card, step, new.id)
            after = self.copies[lane.id] = new.id
            yield new.id

    def loose_cards(self, cell: Cell | None) -> Iterator[str]:
        cards = [
            each for each in self.clip.of(Card) if each.id in self.clip.chosen and each.id not in self.copies
        ]
        if not cards:
            return
        columns = [step.id for step in self.draft.columns_of(self.journey_id)]
        rows = [each.id for each in self.draft.lanes_of(self.journey_id) if each.kind != "emotion"]
        if not columns or not rows:
            raise UserError(tr("Cards need a stage and a lane. Add them first, then paste again."))
        from_rows = [each for each in self.clip.rows if any(card.lane == each for card in cards)]
        left = min(self._column(card) for card in cards)
        start = columns.index(cell[0]) if cell and cell[0] in columns else 0
        top = rows.index(cell[1]) if cell and cell[1] in rows else 0
        for card in cards:
            across = min(len(columns) - 1, start + self._column(card) - left)
            down = from_rows.index(card.lane) if card.lane in from_rows else 0
            yield self._copy_card(card, columns[across], rows[min(len(rows) - 1, top + down)])

    def notes(self) -> Iterator[str]:
        for note in self.clip.of(Note):
            place = {name: getattr(note, name) for name in ("card", "step", "lane")}
            copied = {name: self.copies[each] for name, each in place.items() if each in self.copies}
            shift = 0.0 if copied else _NOTE_SHIFT
            if any(self.draft.journey_of(each) != self.journey_id for each in place.values() if each):
                place = {}
            x, y = note.x + shift, note.y + shift
            yield add_note(self.draft, self.journey_id, note.text, x, y, **place | copied).id

    def links(self) -> None:
        for link in self.clip.of(Link):
            source, target = self.copies.get(link.source), self.copies.get(link.target)
            if source and target:
                self.draft.add(Link, source=source, target=target, kind=link.kind, label=link.label)

    def _cards(self, **where: str) -> list[Card]:
        ((field, value),) = where.items()
        return sorted((each for each in self.clip.of(Card) if getattr(each, field) == value), key=_order)

    def _column(self, card: Card) -> int:
        return self.clip.columns.index(card.step) if card.step in self.clip.columns else 0

    def _copy_card(self, card: Card, step: str, lane: str) -> str:
        details = {field.name: getattr(card, field.name) for field in fields(card)}
        for name in (
            "id",
            "step",
            "last_step",
            "lane",
            "order",
            "channel",
            "text",
            "picture",
            "picture_text",
        ):
            del details[name]
        old_lane = next(each for each in self.clip.of(Lane) if each.id == card.lane)
        if card.kind == kind_in(old_lane):
            del details["kind"]
        channel = next((each for each in self.clip.of(Channel) if each.id == card.channel), None)
        if channel is not None:
            details["channel"] = self._channel_for(channel)
        picture = next((each for each in self.clip.of(Picture) if each.id == card.picture), None)
        if picture is not None and self.sizes.get(picture.sha256) == picture.size:
            details["picture"] = copy_picture(self.draft, picture).id
            details["picture_text"] = card.picture_text
        if self.copies.get(card.step) != step:
            details["last_step"] = last_after(self.draft, step, len(self.clip.span_of(card)))
        new = add_card(self.draft, step, lane, card.text, **details)
        self.copies[card.id] = new.id
        for about in self.clip.of(CardPersona):
            if about.card == card.id and about.persona in self.people:
                self.draft.add(CardPersona, card=new.id, persona=self.people[about.persona])
        set_card_tags(self.draft, new.id, self.tags.get(card.id, ()))
        for point in self.clip.of(EmotionPoint):
            if point.card == card.id:
                self._copy_point(point, new.id)
        return new.id

    def _copy_point(self, point: EmotionPoint, card_id: str) -> None:
        persona = next((each.persona for each in self.clip.of(Curve) if each.id == point.curve), "")
        if persona and persona not in self.people:
            return
        curve = curve_for(self.draft, self.journey_id, self.people.get(persona, ""))
        details = {"value": point.value, "source": point.source, "confidence": point.confidence}
        self.draft.add(EmotionPoint, curve=curve.id, card=card_id, label=point.label, **details)

    def _channel_for(self, original: Channel) -> str:
        """Return the channel for a copied one: the same, or one with the same name."""
        if original.id in self.draft:
            return original.id
        usual = channel_kind_name(original.kind, self.language)
        return channel_of_kind(self.draft, original.name, original.kind, usual).id

    def _lane_for(self, lane_id: str) -> str:
        """Return the lane for the one from which a card was copied."""
        lanes = self.draft.lanes_of(self.journey_id)
        original = next(each for each in self.clip.of(Lane) if each.id == lane_id)
        title = title_of(original, self.language)
        for same in (
            lambda lane: lane.id == lane_id,
            lambda lane: (lane.kind, title_of(lane, self.language)) == (original.kind, title),
            lambda lane: lane.kind == original.kind,
        ):
            found = next((lane.id for lane in lanes if same(lane)), None)
            if found is not None:
                return found
        return add_lane(self.draft, self.journey_id, original.kind, title=original.title).id

    def _people(self) -> dict[str, str]:
        """Return the persona of this journey for each copied one: the same, or one with the same name."""
        here = self.draft.personas_of(self.journey_id)
        matches = {each.id: each.id for each in here}
        by_name = {each.name: each.id for each in here}
        for each in self.clip.of(Persona):
            if each.id not in matches and each.name in by_name:
                matches[each.id] = by_name[each.name]
        return matches

    def _tags(self) -> dict[str, list[str]]:
        """Return the tags for each copied card: the same ones, or those with the same names."""
        matches = {
            each.id: each.id if each.id in self.draft else add_tag(self.draft, each.name, each.color).id
            for each in sorted(self.clip.of(Tag), key=_order)
            if each.id in self.draft or not is_blank(each.name)
        }
        tags: dict[str, list[str]] = {}
        for on_card in self.clip.of(CardTag):
            if on_card.tag in matches:
                tags.setdefault(on_card.card, []).append(matches[on_card.tag])
        return tags


def _order(record: Record) -> tuple[str, str]:
    return getattr(record, "order", ""), record.id


def _next(siblings: list[str], after: str | None) -> str | None:
    return next(iter(siblings[siblings.index(after) + 1 :]), None) if after in siblings else None
