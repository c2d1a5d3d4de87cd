"""Files of older versions can be opened; files of newer versions are refused."""

from itertools import chain
from pathlib import Path

import pytest

from journey_editor.editing.commands.pictures import show_picture
from journey_editor.editing.draft import Draft
from journey_editor.foundation.emphasis import plain
from journey_editor.model.digest import record_digest, values_digest
from journey_editor.model.document import Document
from journey_editor.model.records import (
    Brand,
    Card,
    CardReference,
    DataSource,
    Dismissal,
    Evidence,
    EvidencePlace,
    JourneyPersona,
    LaneChannel,
    LaneGroup,
    LaneKind,
    Measure,
    Persona,
    Reading,
    RecoveryAction,
    SupportOffer,
    Tag,
    View,
)
from journey_editor.model.sheet_records import PersonaChannel, PersonaFact
from journey_editor.storage.migrations import MIGRATIONS, VERSION, Migration
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project_file import to_bytes
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.tables import COLUMNS, record_of, row_of
from journey_editor.storage.salvage.salvage import salvage
from tests.storage.old_files import OLD_TABLES, STEP, file_of_version, old_file

_NEWER_KINDS = (
    *(View, Tag, LaneKind, PersonaChannel, PersonaFact, Brand),
    *(LaneGroup, LaneChannel, CardReference, RecoveryAction, Dismissal, SupportOffer),
    *(Evidence, EvidencePlace, Measure, Reading, DataSource),
)


@pytest.fixture
def document(project) -> Document:
    with project.editor.edit("Delete picture") as draft:
        for target in (*draft.select(Card), *draft.select(Persona)):
            show_picture(draft, target.id, "")
        draft.change(draft.project(), author="")
        for place in draft.select(JourneyPersona):
            draft.change(place, color=None)
        for card in draft.select(Card):
            draft.change(card, last_step="")
        for newer in chain.from_iterable(map(draft.select, _NEWER_KINDS)):
            draft.remove(newer.id)
    return project.document


def test_a_file_of_an_older_version_is_migrated(document: Document) -> None:
    assert validate(old_file(document), Path("old.journey"), migrations=(STEP,)).document == document


def test_migrations_run_one_after_another(document: Document) -> None:
    second = Migration({}, lambda rows: rows["project"][0].update(author="Ana"))
    migrated = validate(old_file(document), Path("old.journey"), migrations=(STEP, second)).document
    assert migrated.project().author == "Ana"


def test_a_damaged_file_of_an_older_version_is_refused(document: Document) -> None:
    data = old_file(document)
    assert data.count(b"Awareness") == 1
    with pytest.raises(FileRefusedError, match="damaged"):
        validate(data.replace(b"Awareness", b"Awerenass"), Path("old.journey"), migrations=(STEP,))


def test_the_tables_of_another_version_are_refused(document: Document) -> None:
    with pytest.raises(FileRefusedError, match="damaged"):
        validate(old_file(document), Path("old.journey"))
    with pytest.raises(FileRefusedError, match="damaged"):
        validate(to_bytes(document, {}), Path("new.journey"), migrations=(*MIGRATIONS, STEP))


def test_a_migration_that_fails_refuses_the_file(document: Document) -> None:
    broken = Migration(OLD_TABLES, lambda rows: rows["nothing"].clear())
    with pytest.raises(FileRefusedError, match="damaged"):
        validate(old_file(document), Path("old.journey"), migrations=(broken,))


def test_a_file_of_a_newer_version_is_refused(document: Document) -> None:
    data = bytearray(to_bytes(document, {}))
    data[60:64] = (VERSION + 1).to_bytes(4, "big")
    with pytest.raises(FileRefusedError, match="newer version"):
        validate(bytes(data), Path("new.journey"))


@pytest.mark.parametrize("version", range(1, VERSION))
def test_a_file_of_an_earlier_version_opens_and_can_be_salvaged(document: Document, version: int) -> None:
    data = file_of_version(version, document)
    assert validate(data, Path("old.journey")).document == document
    assert salvage(bytes(100) + data[100:], Path("old.journey")).document == document


def test_there_is_a_migration_for_each_older_version() -> None:
    assert len(MIGRATIONS) == VERSION - 1


def test_a_record_and_its_row_have_the_same_digest(project) -> None:
    for record in project.document:
        columns = COLUMNS[record.KIND]
        row = dict(zip(columns, row_of(record), strict=True))
        assert record_of(record.KIND, row) == record
        assert values_digest(row.values()) == record_digest(record)
        assert "" not in {row[name] for name in row if name in ("persona", "channel", "card", "step")}


def test_marks_that_had_no_meaning_are_still_shown(document: Document) -> None:
    draft = Draft(document)
    card = draft.select(Card)[0]
    draft.change(card, text="Name: ____ or **as said** in snake_case\n- 2 * 3")
    opened = validate(file_of_version(4, draft.finish()), Path("old.journey")).document.get(Card, card.id)
    assert plain(opened.text) == "Name: ____ or **as said** in snake_case\n• 2 * 3"
