"""Measures of a journey for the command `info`, with the state of the files from which they are read."""

from dataclasses import asdict

from journey_editor.editing.commands.measures import has_readings, path_of, source_of
from journey_editor.foundation.errors import UserError
from journey_editor.insight.measures import figure
from journey_editor.model.document import Document
from journey_editor.model.records import DataSource, Measure
from journey_editor.wording.measure_words import measure_name


def measure_facts(document: Document, journey_id: str) -> list[dict[str, object]]:
    """Return the facts about the measures of a journey. Their files are read, but nothing is changed."""
    return [_facts_of(document, each) for each in document.select(Measure, journey=journey_id)]


def _facts_of(document: Document, measure: Measure) -> dict[str, object]:
    found = figure(document, measure)
    source = source_of(document, measure.id)
    return {
        "id": measure.id,
        "name": measure_name(measure),
        "kind": measure.kind,
        "place": measure.place,
        "value": found.value,
        "target": measure.target,
        "state": found.state,
        "readings": len(found.values),
        "data_source": _source_facts(document, measure, source) if source is not None else None,
    }


def _source_facts(document: Document, measure: Measure, source: DataSource) -> dict[str, object]:
    """Return the path of a data source, and its state: `current`, `changed`, `failed` or `not_read`."""
    facts: dict[str, object] = {"path": source.path, "state": "not_read", "error": "", "remarks": []}
    path = path_of(source, None)
    if path is None or not path.is_absolute():
        return facts
    # Imported here, because few projects have data sources.
    from journey_editor.interchange.tables.readings import read_source

    try:
        outcome = read_source(source, measure.kind, path)
    except UserError as error:
        return {**facts, "state": "failed", "error": error.sentence}
    same = has_readings(document, measure.id, [asdict(each) for each in outcome.readings])
    return {**facts, "state": "current" if same else "changed", "remarks": list(outcome.remarks)}
