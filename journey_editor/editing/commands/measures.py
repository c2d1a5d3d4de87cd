"""Commands on measures, their readings and the files from which these are read."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.foundation.addresses import absolute, read_address
from journey_editor.insight.measures import LOWER_IS_BETTER
from journey_editor.model.document import Queries, sort_key
from journey_editor.model.records import DataSource, Measure, Reading, Record, kind_of

PLACES = ("stage", "step", "card")
"""Kinds of records that a measure can be about, besides a journey and a channel."""
_FIELDS = ("day", "value", "positive", "negative", "total")


def add_measure(draft: Draft, journey_id: str, place: str = "", kind: str = "csat") -> Measure:
    """Add a measure of a stage, a step or a card, or else of the whole journey."""
    where = {kind_of(place): place} if place and kind_of(place) in PLACES else {}
    order = place_before(draft, draft.select(Measure, journey=journey_id), None)
    better = kind not in LOWER_IS_BETTER
    return draft.add(Measure, journey=journey_id, kind=kind, higher_is_better=better, order=order, **where)


def set_measure_kind(draft: Draft, measure_id: str, kind: str) -> None:
    """Change the kind of a measure, and with it whether more is better."""
    measure = draft.get(Measure, measure_id)
    draft.change(measure, kind=kind, higher_is_better=kind not in LOWER_IS_BETTER)


def add_reading(draft: Draft, measure_id: str, **fields: Any) -> Reading:
    """Add a reading to a measure."""
    return draft.add(Reading, measure=measure_id, **fields)


def source_of(document: Queries, measure_id: str) -> DataSource | None:
    """Return the data source of a measure, or None."""
    return next(iter(document.select(DataSource, measure=measure_id)), None)


def path_of(source: DataSource, folder: PurePath | None, *, server: bool = False) -> Path | None:
    """Return the path of the file of a data source, or None for one on a server, unless `server` is true.

    Asking a server would give it the name of the user, without a question.
    """
    address = read_address(absolute(source.path, folder))
    may_be_read = address.kind == "file" or (server and address.kind == "server")
    return Path(address.target) if may_be_read else None


def bind_measure(draft: Draft, measure_id: str, **fields: Any) -> DataSource:
    """Let the readings of a measure be read from a file, instead of an earlier one."""
    unbind_measure(draft, measure_id)
    return draft.add(DataSource, measure=measure_id, **fields)


def unbind_measure(draft: Draft, measure_id: str) -> None:
    """Let the readings of a measure no longer be read from a file. They stay."""
    for each in draft.select(DataSource, measure=measure_id):
        draft.remove(each.id)


def has_readings(document: Queries, measure_id: str, found: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether a measure has exactly these readings, each given as its fields."""
    present = [_fields(each) for each in document.select(Reading, measure=measure_id)]
    wanted = [tuple(each.get(name) for name in _FIELDS) for each in found]
    return sorted(present, key=repr) == sorted(wanted, key=repr)


def set_readings(draft: Draft, measure_id: str, found: Sequence[Mapping[str, Any]]) -> None:
    """Replace the readings of a measure. Those of the same day are changed, so that they stay the same."""
    present: dict[str, list[Reading]] = {}
    for reading in draft.select(Reading, measure=measure_id):
        present.setdefault(reading.day, []).append(reading)
    for fields in found:
        same_day = present.get(fields["day"])
        if same_day:
            draft.change(same_day.pop(0), **fields)
        else:
            add_reading(draft, measure_id, **fields)
    for rest in present.values():
        for reading in rest:
            draft.remove(reading.id)


def measures_on(document: Queries, **where: str) -> list[Record]:
    """Return the measures of a stage, a step or a card, with their readings and data sources."""
    found: list[Record] = []
    for measure in document.select(Measure, **where):
        found += [measure, *document.select(Reading, measure=measure.id)]
        found += document.select(DataSource, measure=measure.id)
    return found


def copy_measures(
    draft: Draft, journey_id: str, records: Iterable[Record], copies: Mapping[str, str]
) -> None:
    """Add copies of measures to a journey, for the copies of what they measure, with readings and sources."""
    found = list(records)
    parts = [each for each in found if isinstance(each, Reading | DataSource)]
    measures = [each for each in found if isinstance(each, Measure) and each.place in copies]
    for measure in sorted(measures, key=sort_key):
        where = {"journey": journey_id, kind_of(measure.place): copies[measure.place]}
        order = place_before(draft, draft.select(Measure, journey=journey_id), None)
        new = draft.add(Measure, **{**_without_id(measure), **where, "order": order})
        for part in parts:
            if part.measure == measure.id:
                draft.add(type(part), **{**_without_id(part), "measure": new.id})


def _without_id(record: Record) -> dict[str, Any]:
    values = asdict(record)
    del values["id"]
    return values


def _fields(reading: Reading) -> tuple[Any, ...]:
    return tuple(getattr(reading, name) for name in _FIELDS)
