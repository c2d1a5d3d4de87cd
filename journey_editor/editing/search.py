"""Search in the texts of a project."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import NamedTuple, overload

from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import (
    Brand,
    Card,
    CardReference,
    CardTag,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    LaneGroup,
    LaneKind,
    Link,
    Measure,
    Note,
    Record,
    RecoveryAction,
    Step,
    SupportOffer,
    Tag,
    kind_of,
)
from journey_editor.text.matching import Matcher, Query, Span, Texts
from journey_editor.wording.map_words import channel_name, title_of
from journey_editor.wording.sheet_words import SHEET_TEXTS

FIELDS: dict[str, tuple[str, ...]] = {
    "journey": ("title", "scenario", "goal", "expectations", "owner", "version"),
    "persona": ("name", "role", "quote", *SHEET_TEXTS),
    "persona_fact": ("label", "value"),
    "stage": ("name", "goal"),
    "step": ("name",),
    "lane_group": ("name",),
    "lane": ("title", "subtitle", "question"),
    "card": ("text", "owner", "due", "picture_text", "note"),
    "card_reference": ("name", "address"),
    "curve": ("name", "measures", "unit", "levels"),
    "emotion_point": ("label", "note"),
    "link": (
        *("name", "label", "passed", "repeated", "from_level", "to_level", "trigger", "decided_by"),
        *("reason", "noticed_by"),
    ),
    "recovery_action": ("by",),
    "measure": ("name", "definition", "unit", "period"),
    "evidence": ("text", "speaker", "source"),
    "support_offer": ("hours", "languages", "staffed_by"),
    "note": ("text",),
    "channel": ("name",),
    "tag": ("name",),
    "lane_kind": ("name",),
    "brand": ("logo_text", "imprint_text"),
    "project": ("name",),
}
"""Searched fields by kind of record, in reading order."""

_SHOWN_LETTERS = 40


class Hit(NamedTuple):
    """Place of a found text: the field of a record, and the span in its text.

    `journey` is the journey in which the record is found; shared records are in the first that uses them, and
    the project and its brand are in the first of all.
    """

    journey: str
    id: str
    field: str
    start: int
    end: int


Place = tuple[str, str, str]
"""Journey, record and field of a text."""


class TextIndex:
    """Texts of a project in reading order, ready for several searches."""

    def __init__(self, document: Document) -> None:
        self._places: list[Place] = []
        texts = []
        for journey, record in _in_order(document):
            for field in FIELDS[record.KIND]:
                text = text_of(document, journey, record, field)
                if text:
                    self._places.append((journey, record.id, field))
                    texts.append(text)
        self._texts = Texts(texts)
        self._journeys = {each.id: at for at, each in enumerate(document.journeys())}

    @cached_property
    def _records(self) -> dict[str, int]:
        """Index of the first place of each record."""
        return {record: rank for rank, (_, record, _) in reversed(list(enumerate(self._places)))}

    def find(self, query: Query) -> "Hits":
        """Return all places of a query in reading order, also in lanes that are hidden or collapsed."""
        return Hits(self._places, self._texts.starts, Matcher(query).spans_in(self._texts))

    def index_from(self, hits: "Hits", journey: str, record_id: str = "") -> int:
        """Return the index of the first hit in a record or after it, or else in a journey or after it.

        After the last hit comes the first.
        """
        rank = self._records.get(record_id)
        if rank is not None:
            return hits.index_from(rank)
        here = self._journeys[journey]
        first = next((at for at, place in enumerate(self._places) if self._journeys[place[0]] >= here), 0)
        index = hits.index_from(first)
        # Channels that no journey uses, and the project, are the last ones of the first journey.
        return index if hits and self._journeys[hits[index].journey] >= here else 0


class Hits(Sequence[Hit]):
    """Places of a query in reading order. Each is only created when it is needed: a letter has thousands."""

    def __init__(self, places: Sequence[Place], starts: Sequence[int], spans: Sequence[Span]) -> None:
        """`starts` and `spans` are places in the joined texts, which end at the last of `starts`."""
        self._places, self._starts, self._spans = places, starts, spans

    @cached_property
    def _ranks(self) -> dict[Place, int]:
        """Index of each text."""
        return {place: rank for rank, place in enumerate(self._places)}

    def __len__(self) -> int:
        return len(self._spans)

    @overload
    def __getitem__(self, at: int) -> Hit: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[Hit]: ...

    def __getitem__(self, at: int | slice) -> Hit | Sequence[Hit]:
        if isinstance(at, slice):
            return Hits(self._places, self._starts, self._spans[at])
        start, end = self._spans[at]
        rank = bisect_right(self._starts, start) - 1
        first = self._starts[rank]
        return Hit(*self._places[rank], start - first, end - first)

    def __contains__(self, hit: object) -> bool:
        return isinstance(hit, Hit) and self._find(hit) is not None

    def index(self, hit: Hit, start: int = 0, stop: int | None = None) -> int:
        """Return the index of a hit. Raises `ValueError` if it is not one of them."""
        at = self._find(hit)
        if at is None or not start <= at < (len(self) if stop is None else stop):
            raise ValueError(hit)
        return at

    def index_from(self, rank: int) -> int:
        """Return the index of the first hit in a text, by its index, or after it, or else 0."""
        at = bisect_left(self._spans, (self._starts[rank],))
        return at if at < len(self) else 0

    def spans_in(self, place: Place) -> list[Span]:
        """Return the spans of the hits in a text."""
        rank = self._ranks.get(place)
        return self._spans_at(rank) if rank is not None else []

    def records(self) -> Iterator[str]:
        """Yield the id of the record of each text with hits."""
        starts, spans, at = self._starts, self._spans, 0
        while at < len(spans):
            rank = bisect_right(starts, spans[at][0]) - 1
            yield self._places[rank][1]
            at = bisect_left(spans, (starts[rank + 1],), at)

    def outside(self, kind: str) -> Iterator[tuple[Place, list[Span]]]:
        """Yield each text with hits, and their spans in it, of all records except those of a kind."""
        for rank, place in enumerate(self._places):
            if not place[1].startswith(f"{kind}:"):
                spans = self._spans_at(rank)
                if spans:
                    yield place, spans

    def _spans_at(self, rank: int) -> list[Span]:
        """Return the spans of the hits in the text with an index."""
        first, after = self._starts[rank], self._starts[rank + 1]
        low = bisect_left(self._spans, (first,))
        high = bisect_left(self._spans, (after,), low)
        return [(start - first, end - first) for start, end in self._spans[low:high]]

    def _find(self, hit: Hit) -> int | None:
        """Return the index of a hit, or None."""
        rank = self._ranks.get(hit[:3])
        if rank is None:
            return None
        first = self._starts[rank]
        span = (first + hit.start, first + hit.end)
        at = bisect_left(self._spans, span)
        return at if at < len(self) and self._spans[at] == span else None


NO_HITS = Hits((), (0,), ())
"""Hits of an empty query."""


def find(document: Document, query: Query) -> tuple[Hit, ...]:
    """Return all places of a query in a document, as `TextIndex.find`."""
    return tuple(TextIndex(document).find(query))


def text_of(document: Queries, journey: str, record: Record, field: str) -> str:
    """Return a text as the map shows it: lanes and channels without a name have that of their kind.

    Texts of cards and notes are without the marks of their emphasis.
    """
    text = str(getattr(record, field))
    if field == "text":
        return plain(text)
    if not text and field in ("title", "name") and isinstance(record, Lane | Channel):
        found = document.find(journey)
        language = found.language if isinstance(found, Journey) else None
        return title_of(record, language) if isinstance(record, Lane) else channel_name(record, language)
    return text


def shortened(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = in_one_line(text[: 4 * _SHOWN_LETTERS])
    return line if len(line) <= _SHOWN_LETTERS else f"{line[: _SHOWN_LETTERS - 1].rstrip()}…"


def cards_showing(document: Queries, record_id: str) -> set[str]:
    """Return the cards that show the name of a channel or tag."""
    if kind_of(record_id) == Tag.KIND:
        return {each.card for each in document.select(CardTag, tag=record_id)}
    return {each.id for each in document.select(Card, channel=record_id) if each.kind == "touchpoint"}


def items_showing(document: Queries, journey: str, record_id: str) -> list[str]:
    """Return the cards of a journey that show a channel or tag, or the lanes of a curve or kind of lanes."""
    if kind_of(record_id) == LaneKind.KIND:
        return [lane.id for lane in document.lanes_of(journey) if lane.own_kind == record_id]
    if kind_of(record_id) == Curve.KIND:
        lanes = (each for each in document.lanes_of(journey) if each.kind == "emotion")
        return [lane.id for lane in lanes if record_id in {each.id for each in curves_in(document, lane)}]
    found = cards_showing(document, record_id)
    return [card.id for card in document.cards_of(journey) if card.id in found] if found else []


def _in_order(document: Document) -> Iterator[tuple[str, Record]]:
    """Yield each record with text and its journey, once: header, columns, lanes, notes, and shared names.

    Notes that stick to something follow it. The brand and the project are the last ones, because their texts
    are below the map.
    """
    seen: set[str] = set()
    rest: list[Channel | Tag | LaneKind] = [*document.channels(), *document.tags(), *document.lane_kinds()]
    tags = _tags_by_card(document)
    links = _by_source(document)
    for journey in document.journeys():
        yield journey.id, journey
        for persona in document.personas_of(journey.id):
            if persona.id not in seen:
                seen.add(persona.id)
                yield journey.id, persona
                yield from ((journey.id, fact) for fact in document.facts_of(persona.id))
        columns: list[str] = []
        notes = _notes_by_place(document, journey.id)
        for stage in document.stages_of(journey.id):
            yield journey.id, stage
            yield from ((journey.id, link) for link in links.get(stage.id, ()))
            yield from ((journey.id, each) for each in document.select(SupportOffer, stage=stage.id))
            for step in document.steps_of(stage.id):
                columns.append(step.id)
                yield journey.id, step
                yield from ((journey.id, note) for note in notes.get(step.id, ()))
        used: set[str] = set()
        for each in _in_lanes(document, journey.id, columns, links, notes):
            if isinstance(each, Card):
                used.update(tags.get(each.id, ()))
                if each.channel and each.kind == "touchpoint":
                    used.add(each.channel)
            if isinstance(each, Lane):
                used.add(each.own_kind)
            yield journey.id, each
        yield from ((journey.id, note) for note in notes.get("", ()))
        yield from ((journey.id, each) for each in rest if each.id in used)
        rest = [each for each in rest if each.id not in used]
    first = document.journeys()[0].id
    yield from ((first, each) for each in rest)
    yield from ((first, each) for each in document.select(Brand))
    yield from ((first, each) for each in document.evidence())
    yield from ((each.journey, each) for each in document.select(Measure))
    yield first, document.project()


def _in_lanes(
    document: Document,
    journey: str,
    columns: Sequence[str],
    links: dict[str, list[Record]],
    notes: dict[str, list[Note]],
) -> Iterator[Record]:
    """Yield the lanes of a journey, each with its cards and their links, or its curves and their points.

    A group of lanes comes before its first lane. The references and notes of a card follow it, and the notes
    of cells follow the lane.
    """
    references = _references_by_card(document)
    rest: list[Curve | EmotionPoint] = list(document.curves_of(journey))
    rest += _points(document, journey, columns)
    cards = groupby(document.cards_of(journey), key=lambda card: card.lane)
    lane_of_cards, found = next(cards, ("", iter(())))
    groups: set[str] = {""}
    for lane in document.lanes_of(journey):
        if lane.group not in groups:
            groups.add(lane.group)
            yield document.get(LaneGroup, lane.group)
        yield lane
        if lane.kind == "emotion":
            drawn = {curve.id for curve in curves_in(document, lane)}
            yield from (each for each in rest if curve_of(each) in drawn)
            rest = [each for each in rest if curve_of(each) not in drawn]
        elif lane.id == lane_of_cards:
            for card in found:
                yield card
                yield from references.get(card.id, ())
                yield from links.get(card.id, ())
                yield from notes.get(card.id, ())
            lane_of_cards, found = next(cards, ("", iter(())))
        yield from sorted(notes.get(lane.id, ()), key=lambda note: columns.index(note.step))
    yield from rest


def _notes_by_place(document: Document, journey: str) -> dict[str, list[Note]]:
    """Return the notes of each card, step and lane to which notes stick, and the free ones, from the top."""
    found: dict[str, list[Note]] = {}
    for note in sorted(document.notes_of(journey), key=lambda note: (note.y, note.x, note.id)):
        found.setdefault(note.card or note.lane or note.step, []).append(note)
    return found


def _tags_by_card(document: Document) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for on_card in document.select(CardTag):
        found.setdefault(on_card.card, []).append(on_card.tag)
    return found


def _references_by_card(document: Document) -> dict[str, list[CardReference]]:
    found: dict[str, list[CardReference]] = {}
    for reference in document.select(CardReference):
        found.setdefault(reference.card, []).append(reference)
    return found


def _by_source(document: Document) -> dict[str, list[Record]]:
    """Return the links of each card and stage, each with its recovery actions."""
    found: dict[str, list[Record]] = {}
    for link in document.select(Link):
        actions = document.select(RecoveryAction, link=link.id)
        found.setdefault(link.ends[0], []).extend([link, *actions])
    return found


def _points(document: Document, journey: str, columns: Sequence[str]) -> list[EmotionPoint]:
    """Return the points of a journey's curves that have a label, from the first column to the last."""
    rank = {step: at for at, step in enumerate(columns)}

    def place(point: EmotionPoint) -> tuple[float, str]:
        if point.card:
            card = document.get(Card, point.card)
            return rank[card.step] + document.share_in_cell(card, persona_of[point.curve]), point.id
        return rank[document.get(Step, point.step).id] + point.at, point.id

    curves = document.curves_of(journey)
    persona_of = {curve.id: curve.persona for curve in curves}
    found = [point for curve in curves for point in document.points_of(curve.id) if point.label]
    return sorted(found, key=place)


def curve_of(record: Curve | EmotionPoint) -> str:
    """Return the id of a curve, or of the curve of a point."""
    return record.id if isinstance(record, Curve) else record.curve


def curves_in(document: Queries, lane: Lane) -> list[Curve]:
    """Return the curves of an emotion lane: its persona's, or all without a lane of their own."""
    return _drawn_in(document, lane, document.curves_of(lane.journey))


def others_in(document: Queries, lane: Lane) -> list[Curve]:
    """Return the curves of another journey that an emotion lane shows, too."""
    return _drawn_in(document, lane, document.curves_of(lane.other_journey)) if lane.other_journey else []


def _drawn_in(document: Queries, lane: Lane, curves: Sequence[Curve]) -> list[Curve]:
    if lane.persona:
        return [curve for curve in curves if curve.persona == lane.persona]
    others = document.lanes_of(lane.journey)
    own = {other.persona for other in others if other.kind == "emotion" and other.persona}
    return [curve for curve in curves if curve.persona not in own]
