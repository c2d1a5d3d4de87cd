"""Commands on evidence: it is collected first, and placed on the map later."""

from collections.abc import Iterable
from typing import Any

from journey_editor.editing.draft import Draft
from journey_editor.editing.ordering import place_before
from journey_editor.model.document import Queries
from journey_editor.model.records import Evidence, EvidencePlace, kind_of

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


def can_be_backed(ids: Iterable[str]) -> list[str]:
    """Return those of some records that evidence can back."""
    return [each for each in ids if kind_of(each) in SUBJECTS]


def unplaced(document: Queries) -> list[Evidence]:
    """Return the evidence that backs nothing yet."""
    placed = {each.evidence for each in document.select(EvidencePlace)}
    return [each for each in document.evidence() if each.id not in placed]
