"""Find and replace in the texts of a project."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from journey_editor.editing.draft import Draft
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import (
    Card,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    Link,
    Record,
    Step,
)
from journey_editor.text.matching import Matcher, Query, Texts
from journey_editor.wording.map_words import channel_name, title_of

FIELDS: dict[str, tuple[str, ...]] = {
    "journey": ("title", "scenario", "goal", "version"),
    "persona": ("name", "role", "quote"),
    "stage": ("name", "goal"),
    "step": ("name",),
    "lane": ("title", "subtitle"),
    "card": ("text", "owner", "due", "picture_text", "note"),
    "curve": ("measures",),
    "emotion_point": ("label",),
    "link": ("label",),
    "note": ("text",),
    "channel": ("name",),
    "project": ("name",),
}
"""Searched fields by kind of record, in reading order."""

_SHOWN_LETTERS = 40


class Hit(NamedTuple):
    """Place of a found text: the field of a record, and the span in its text.

    `journey` is the journey in which the record is found; shared records are in the first that uses them, and
    the project is in the first of all.
    """

    journey: str
    id: str
    field: str
    start: int
    end: int


class TextIndex:
    """Texts of a project in reading order, ready for several searches."""

    def __init__(self, document: Document) -> None:
        self._places: list[tuple[str, str, str]] = []
        texts = []
        for journey, record in _in_order(document):
            for field in FIELDS[record.KIND]:
                text = getattr(record, field) or text_of(document, journey, record, field)
                if text:
                    self._places.append((journey, record.id, field))
                    texts.append(text)
        self._texts = Texts(texts)
        self._ranks: dict[str, int] = {}
        self._journeys = {each.id: at for at, each in enumerate(document.journeys())}

    def find(self, query: Query) -> tuple[Hit, ...]:
        """Return all places of a query in reading order, also in lanes that are hidden or collapsed."""
        places = self._places
        return tuple(
            [Hit(*places[index], start, end) for index, start, end in Matcher(query).spans_in(self._texts)]
        )

    def index_from(self, hits: Sequence[Hit], journey: str, record_id: str = "") -> int:
        """Return the index of the first hit in a record or after it, or else in a journey or after it.

        After the last hit comes the first.
        """
        if not self._ranks:
            for at, (_, each, _) in enumerate(self._places):
                self._ranks.setdefault(each, at)
        rank = self._ranks.get(record_id)
        if rank is not None:
            return next((index for index, hit in enumerate(hits) if self._ranks[hit.id] >= rank), 0)
        here = self._journeys[journey]
        return next((index for index, hit in enumerate(hits) if self._journeys[hit.journey] >= here), 0)


def find(document: Document, query: Query) -> tuple[Hit, ...]:
    """Return all places of a query in a document, as `TextIndex.find`."""
    return TextIndex(document).find(query)


def text_of(document: Queries, journey: str, record: Record, field: str) -> str:
    """Return a text as the map shows it: lanes and channels without a name have that of their kind."""
    text = str(getattr(record, field))
    if not text and field in ("title", "name") and isinstance(record, Lane | Channel):
        found = document.find(journey)
        language = found.language if isinstance(found, Journey) else None
        return title_of(record, language) if isinstance(record, Lane) else channel_name(record, language)
    return text


def replace_hits(draft: Draft, hits: Iterable[Hit], replacement: str) -> None:
    """Replace the text of hits, which are in order. Raises `UserError` if a field cannot hold the result."""
    for (journey, record_id, field), found in groupby(hits, key=lambda hit: hit[:3]):
        record = draft.find(record_id)
        if record is None:
            continue
        text = text_of(draft, journey, record, field)
        parts = []
        at = 0
        for hit in found:
            parts += [text[at : hit.start], replacement]
            at = hit.end
        parts.append(text[at:])
        try:
            draft.change(record, **{field: "".join(parts)})
        except UserError as error:
            raise UserError(
                tr(
                    "The text “{text}” would be too long for its field, so nothing was replaced. "
                    "Use a shorter replacement, or shorten this text first."
                ).format(text=shortened(text))
            ) from error


def shortened(text: str) -> str:
    """Return the beginning of a text on one line."""
    line = in_one_line(text[: 4 * _SHOWN_LETTERS])
    return line if len(line) <= _SHOWN_LETTERS else f"{line[: _SHOWN_LETTERS - 1].rstrip()}…"


def card_with_channel(document: Queries, journey: str, channel: str) -> str:
    """Return the first card of a journey that shows the name of a channel, or an empty text."""
    touchpoints = document.select(Card, channel=channel)
    if not touchpoints:
        return ""
    ids = {each.id for each in touchpoints if each.kind == "touchpoint"}
    return next((card.id for card in document.cards_of(journey) if card.id in ids), "")


def lane_with_curve(document: Queries, journey: str, curve: str) -> str:
    """Return the first lane of a journey in which a curve is drawn, or an empty text."""
    lanes = (each for each in document.lanes_of(journey) if each.kind == "emotion")
    return next((lane.id for lane in lanes if curve in {each.id for each in curves_in(document, lane)}), "")


def _in_order(document: Document) -> Iterator[tuple[str, Record]]:
    """Yield each record with text and its journey, once: header, columns, lanes, notes and channels.

    The project is the last one, because its name is below the map.
    """
    seen: set[str] = set()
    rest: list[Record] = list(document.channels())
    links = _by_source(document)
    for journey in document.journeys():
        yield journey.id, journey
        for persona in document.personas_of(journey.id):
            if persona.id not in seen:
                seen.add(persona.id)
                yield journey.id, persona
        columns: list[str] = []
        for stage in document.stages_of(journey.id):
            yield journey.id, stage
            for step in document.steps_of(stage.id):
                columns.append(step.id)
                yield journey.id, step
        used = set()
        for each in _in_lanes(document, journey.id, columns, links):
            if isinstance(each, Card) and each.channel and each.kind == "touchpoint":
                used.add(each.channel)
            yield journey.id, each
        notes = sorted(document.notes_of(journey.id), key=lambda note: (note.y, note.x, note.id))
        yield from ((journey.id, note) for note in notes)
        yield from ((journey.id, channel) for channel in rest if channel.id in used)
        rest = [channel for channel in rest if channel.id not in used]
    first = document.journeys()[0].id
    yield from ((first, channel) for channel in rest)
    yield first, document.project()


def _in_lanes(
    document: Document, journey: str, columns: Sequence[str], links: dict[str, list[Link]]
) -> Iterator[Record]:
    """Yield the lanes of a journey, each with its cards and their links, or with its curves and their points.

    The map shows what a curve measures if the curve has no persona.
    """
    rest: list[Curve | EmotionPoint] = [each for each in document.curves_of(journey) if not each.persona]
    rest += _points(document, journey, columns)
    cards = groupby(document.cards_of(journey), key=lambda card: card.lane)
    lane_of_cards, found = next(cards, ("", iter(())))
    for lane in document.lanes_of(journey):
        yield lane
        if lane.kind == "emotion":
            drawn = {curve.id for curve in curves_in(document, lane)}
            yield from (each for each in rest if curve_of(each) in drawn)
            rest = [each for each in rest if curve_of(each) not in drawn]
        elif lane.id == lane_of_cards:
            for card in found:
                yield card
                yield from links.get(card.id, ())
            lane_of_cards, found = next(cards, ("", iter(())))
    yield from rest


def _by_source(document: Document) -> dict[str, list[Link]]:
    found: dict[str, list[Link]] = {}
    for link in document.select(Link):
        found.setdefault(link.source, []).append(link)
    return found


def _points(document: Document, journey: str, columns: Sequence[str]) -> list[EmotionPoint]:
    """Return the points of a journey's curves that have a label, from the first column to the last."""
    rank = {step: at for at, step in enumerate(columns)}

    def place(point: EmotionPoint) -> tuple[float, str]:
        if point.card:
            card = document.get(Card, point.card)
            return rank[card.step] + document.share_in_cell(card), point.id
        return rank[document.get(Step, point.step).id] + point.at, point.id

    curves = document.curves_of(journey)
    found = [point for curve in curves for point in document.points_of(curve.id) if point.label]
    return sorted(found, key=place)


def curve_of(record: Curve | EmotionPoint) -> str:
    """Return the id of a curve, or of the curve of a point."""
    return record.id if isinstance(record, Curve) else record.curve


def curves_in(document: Queries, lane: Lane) -> list[Curve]:
    """Return the curves of an emotion lane: its persona's, or all without a lane of their own."""
    curves = document.curves_of(lane.journey)
    if lane.persona:
        return [curve for curve in curves if curve.persona == lane.persona]
    others = document.lanes_of(lane.journey)
    own = {other.persona for other in others if other.kind == "emotion" and other.persona}
    return [curve for curve in curves if curve.persona not in own]
