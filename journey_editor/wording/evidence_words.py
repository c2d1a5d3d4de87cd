"""Words of evidence: the names of its kinds, its title, and what it backs."""

from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, EmotionPoint, Evidence, EvidencePlace, Persona, Stage
from journey_editor.wording.map_words import persona_name
from journey_editor.wording.spoken import describe_column, describe_point, end_words

_LONGEST_PLACE = 40


def evidence_kind_name(kind: str) -> str:
    """Return the name of a kind of evidence."""
    return {
        "quote": tr("Quote"),
        "survey": tr("Survey result"),
        "interview": tr("Interview"),
        "review": tr("Review"),
        "ticket": tr("Ticket"),
        "observation": tr("Observation"),
        "analytics": tr("Analytics"),
    }[kind]


def evidence_nature_name(nature: str) -> str:
    """Return whether evidence tells why or how many."""
    return {
        "": tr("Not specified"),
        "qualitative": tr("Qualitative"),
        "quantitative": tr("Quantitative"),
    }[nature]


def evidence_title(evidence: Evidence) -> str:
    """Return the kind, the speaker, the source, the date and the sample size of evidence."""
    size = tr("n = {n}").format(n=evidence.sample_size) if evidence.sample_size is not None else ""
    parts = (evidence_kind_name(evidence.kind), evidence.speaker, evidence.source, evidence.day, size)
    return " · ".join(filter(None, parts))


def places_words(document: Queries, evidence_id: str) -> str:
    """Return what evidence backs; empty if nothing yet."""
    places = document.select(EvidencePlace, evidence=evidence_id)
    return ", ".join(subject_name(document, each.subject) for each in places)


def suggestion_name(document: Queries, record_id: str) -> str:
    """Return the name of what evidence may back: a stage, or a card with its stage and step."""
    record, name = document.find(record_id), subject_name(document, record_id)
    if isinstance(record, Stage):
        return tr("Stage {name}").format(name=name)
    where = describe_column(document, record.step) if isinstance(record, Card) else ""
    return tr("{name} in {place}").format(name=name, place=where) if where else name


def subject_name(document: Queries, record_id: str) -> str:
    """Return a short name of what evidence backs."""
    record = document.find(record_id)
    text = ""
    if isinstance(record, Card):
        text = end_words(document, record.id)
    elif isinstance(record, EmotionPoint):
        text = describe_point(document, record)
    elif isinstance(record, Persona):
        text = persona_name(record)
    elif isinstance(record, Stage):
        text = record.name or tr("No name")
    line = in_one_line(plain(text))
    return f"“{line if len(line) <= _LONGEST_PLACE else line[: _LONGEST_PLACE - 1].rstrip() + '…'}”"
