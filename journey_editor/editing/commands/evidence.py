"""Commands on evidence: it is collected first, and placed on the map later."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.document import Queries
from journey_editor.model.records import Evidence, EvidencePlace, Record, kind_of

SUBJECTS = {"card": "card", "emotion_point": "point", "persona": "persona", "stage": "stage"}
"""Fields of the places of evidence, by the kind of record that it backs."""


def add_evidence(draft: Draft, text: str, **fields: Any) -> Evidence:
    """Add evidence to the project, without a place."""
    return draft.add(Evidence, text=text, order=place_before(draft, draft.evidence(), None), **fields)


def place_evidence(draft: Draft, evidence_id: str, subjects: Iterable[str]) -> None:
    """Let evidence back some cards, emotion points, personas or stages, too."""
    for subject in subjects:
        where = {SUBJECTS[kind_of(subject)]: subject}
        if not any(each.evidence == evidence_id for each in draft.select(EvidencePlace, **where)):
            draft.add(EvidencePlace, evidence=evidence_id, **where)


def take_evidence_from(draft: Draft, evidence_id: str, subjects: Iterable[str]) -> None:
    """Let evidence no longer back some records. It stays in the project."""
    gone = set(subjects)
    for place in draft.select(EvidencePlace, evidence=evidence_id):
        if place.subject in gone:
            draft.remove(place.id)


def evidence_with_places(document: Queries, subjects: Iterable[str]) -> Iterator[Evidence | EvidencePlace]:
    """Yield the evidence that backs some records, and its places at them."""
    if not document.select(EvidencePlace):
        return
    for subject in can_be_backed(subjects):
        for place in document.select(EvidencePlace, **{SUBJECTS[kind_of(subject)]: subject}):
            yield document.get(Evidence, place.evidence)
            yield place


def copy_evidence(draft: Draft, records: Iterable[Record], copies: Mapping[str, str]) -> None:
    """Let the evidence among copied records back the copies of what it backed.

    Evidence that the project has already is not added again. `copies` are the copies by their originals.
    """
    evidence = {each.id: each for each in records if isinstance(each, Evidence)}
    places = [each for each in records if isinstance(each, EvidencePlace) and each.subject in copies]
    present = {said(each): each.id for each in draft.evidence()} if places else {}
    for place in places:
        original = evidence.get(place.evidence)
        if original is None:
            continue
        known = original.id if original.id in draft else present.get(said(original), "")
        if not known:
            known = add_evidence(draft, **dict(said(original))).id
            present[said(original)] = known
        place_evidence(draft, known, [copies[place.subject]])


def said(evidence: Evidence) -> tuple[tuple[str, Any], ...]:
    """Return the fields of evidence apart from its id and its place in the list."""
    names = (each.name for each in fields(evidence) if each.name not in ("id", "order"))
    return tuple((name, getattr(evidence, name)) for name in names)


def can_be_backed(ids: Iterable[str]) -> list[str]:
    """Return those of some records that evidence can back."""
    return [each for each in ids if kind_of(each) in SUBJECTS]


def unplaced(document: Queries) -> list[Evidence]:
    """Return the evidence that backs nothing yet."""
    placed = {each.evidence for each in document.select(EvidencePlace)}
    return [each for each in document.evidence() if each.id not in placed]
