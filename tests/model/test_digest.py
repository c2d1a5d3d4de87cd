"""The digest shows whether two documents are equal."""

from dataclasses import fields, replace

import pytest

from journey_editor.model.digest import document_digest, record_digest, values_digest
from journey_editor.model.document import Document
from journey_editor.model.records import RECORD_TYPES, Card, Lane, Note, Persona, Record, specs

CARD = Card(id="card:1", step="step:1", lane="lane:1", text="Calls")


def test_the_digest_depends_on_everything_except_the_order_of_records() -> None:
    ana, ben = Persona(id="persona:1", name="Ana"), Persona(id="persona:2", name="Ben")
    digest = document_digest(Document([ana, ben]))
    assert digest == document_digest(Document([ben, ana]))
    assert len(digest) == 64
    others = [
        [ana],
        [],
        [ana, replace(ben, name="Ana")],
        [replace(ana, name="Ben"), replace(ben, name="Ana")],
    ]
    assert len({digest, *(document_digest(Document(each)) for each in others)}) == len(others) + 1


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Call", "note": "s"},
        {"text": "", "note": "Calls"},
        {"moment_of_truth": True},
        {"importance": 1},
        {"satisfaction": 1},
        {"first_answer": 0},
        {"lane": "lane:2"},
        {"order": "W"},
    ],
)
def test_the_digest_depends_on_every_field(change: dict[str, object]) -> None:
    assert record_digest(replace(CARD, **change)) != record_digest(CARD)


def test_equal_records_have_equal_digests() -> None:
    zero = Note(id="note:1", journey="journey:1", x=0.0)
    assert record_digest(zero) == record_digest(replace(zero, x=-0.0))


def test_the_digest_covers_each_field_of_each_kind() -> None:
    for record_type in RECORD_TYPES:
        assert {"id", *specs(record_type)} == {field.name for field in fields(record_type)}


def test_digests_do_not_change_between_versions() -> None:
    """Existing files contain digests, so a version that computes others would reject these files."""
    lane = Lane(id="lane:1", journey="journey:1", kind="action", title="Übung", hidden=True)
    found: list[Record] = [lane, Note(id="note:1", journey="journey:1", x=0.1), replace(CARD, effort=3)]
    assert document_digest(Document(found)) == DIGEST


DIGEST = "115a0118f685c957701634d130b6f4e452bb087cb5ff5e0a1fa045a207270490"
"""Digest of the records of file version 7."""


def test_other_types_have_no_digest() -> None:
    with pytest.raises(TypeError, match="bytes"):
        values_digest([b"blob"])
