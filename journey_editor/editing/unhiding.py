"""Hidden parts of a map, shown without a change of the project."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from journey_editor.editing.search import curve_of, curves_in
from journey_editor.editing.seen import seen
from journey_editor.model.document import Queries
from journey_editor.model.lane_groups import is_folded, lanes_in
from journey_editor.model.records import (
    Card,
    CardReference,
    Curve,
    EmotionPoint,
    JourneyPersona,
    Lane,
    LaneGroup,
    Link,
    Note,
    Persona,
    Record,
)


def hidden_by(document: Queries, journey: str, record_id: str) -> frozenset[str]:
    """Return the ids of what hides a record: lanes, collapsed groups of lanes, and places of personas."""
    record = document.find(record_id)
    personas = {record_id} if isinstance(record, Persona) else set()
    lanes = list(lanes_drawing(document, journey, record))
    personas |= {lane.persona for lane in lanes if lane.persona}
    if isinstance(record, EmotionPoint):
        curve = document.find(record.curve)
        personas.add(getattr(curve, "persona", ""))
    places = document.select(JourneyPersona, journey=journey)
    inside = [lane for lane in lanes if not isinstance(record, LaneGroup)]
    return frozenset(
        {lane.id for lane in lanes if lane.hidden}
        | {lane.id for lane in inside if lane.collapsed and lane is not record}
        | {lane.group for lane in inside if is_folded(document, lane)}
        | {place.id for place in places if place.persona in personas and not place.shown}
    )


def is_drawn(document: Queries, journey: str, record: Record) -> bool:
    """Return True if a record is visible on the map: a lane that draws it, and its persona, are shown."""
    hiding = hidden_by(document, journey, record.id)
    lanes = [{lane.id, lane.group} for lane in lanes_drawing(document, journey, record)]
    return any(hiding.isdisjoint(each) for each in lanes) and hiding <= set().union(*lanes)


def with_shown(document: Queries, ids: Collection[str]) -> Queries:
    """Return a document in which these lanes, groups of lanes and personas are shown and expanded."""
    hidden = [record for each in sorted(ids) if (record := document.find(each)) and _shown(record) != record]
    return seen(document, map(_shown, hidden))


def _shown(record: Record) -> Record:
    if isinstance(record, Lane):
        return replace(record, hidden=False, collapsed=False)
    if isinstance(record, LaneGroup):
        return replace(record, collapsed=False)
    return replace(record, shown=True) if isinstance(record, JourneyPersona) else record


def lanes_drawing(document: Queries, journey: str, record: Record | None) -> Iterable[Lane]:
    """Yield the lanes in which a record is drawn; of a group of lanes, one that is shown if there is one."""
    if isinstance(record, Lane):
        yield record
    elif isinstance(record, LaneGroup):
        yield from sorted(lanes_in(document, record.id), key=lambda lane: lane.hidden)[:1]
    elif isinstance(record, Card):
        yield document.get(Lane, record.lane)
    elif isinstance(record, CardReference):
        yield document.get(Lane, document.get(Card, record.card).lane)
    elif isinstance(record, Link):
        for end in filter(None, (record.source, record.target)):
            yield document.get(Lane, document.get(Card, end).lane)
    elif isinstance(record, Note):
        lane_id = document.get(Card, record.card).lane if record.card else record.lane
        if lane_id:
            yield document.get(Lane, lane_id)
    elif isinstance(record, Curve | EmotionPoint):
        for lane in document.lanes_of(journey):
            if lane.kind == "emotion" and curve_of(record) in {each.id for each in curves_in(document, lane)}:
                yield lane
