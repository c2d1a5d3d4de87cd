"""Benchmarks of the project file and the journal. The baseline is plain `sqlite3` with the same rows."""

import os
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from journey_editor.editing.editor import Edited, Editor
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.autosave import AutoSaver
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.gate import validate
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import proven_bytes, replace_file
from journey_editor.storage.project.tables import COLUMNS, RECORD_TABLES, record_of, row_of, table_texts
from tests.benchmarks.figures import Bench, Figure, clock_ms, middle, processor_ms
from tests.benchmarks.generated import generated_map

_EDITS = 300


def plainly_saved(document: Document) -> bytes:
    """Return a database with the rows of a document, written with plain `sqlite3`."""
    rows: dict[str, list[tuple[object, ...]]] = {kind: [] for kind in RECORD_TABLES}
    for record in document:
        rows[record.KIND].append(row_of(record))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        for text in table_texts().values():
            database.execute(text)
        database.execute("BEGIN")
        for kind in RECORD_TABLES:
            marks = ", ".join("?" * len(COLUMNS[kind]))
            database.executemany(f'INSERT INTO "{kind}" VALUES ({marks})', rows[kind])
        database.execute("COMMIT")
        return database.serialize()


def plainly_opened(data: bytes) -> Document:
    """Return the document in a database, read with plain `sqlite3` and without any checks."""
    records = []
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        for kind in RECORD_TABLES:
            for row in database.execute(f'SELECT * FROM "{kind}"'):
                records.append(record_of(kind, dict(zip(COLUMNS[kind], row, strict=True))))
    return Document(records)


def _plainly_put(path: Path, data: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _file(cards: int) -> Iterator[Figure]:
    document = generated_map(cards)
    data = proven_bytes(document, {})
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.journey"
        saver = AutoSaver(document, {}, path, None, automatic=False)
        taken = clock_ms(lambda: saver.record_edit(document, {}))
        saver.close(save=False)
        yield Figure("save: window blocked", cards, taken, most=2)
        yield Figure(
            "save: built and verified",
            cards,
            processor_ms(lambda: proven_bytes(document, {})),
            beside="plain sqlite3",
            other=processor_ms(lambda: plainly_saved(document)),
            most_times=8,
        )
        yield Figure(
            "save: complete (clock)",
            cards,
            clock_ms(lambda: replace_file(path, proven_bytes(document, {}))),
            beside="plain sqlite3, written and synced",
            other=clock_ms(lambda: _plainly_put(path, plainly_saved(document))),
            most=150 if cards == 1_000 else 0,
        )
        yield Figure(
            "open: read and checked",
            cards,
            processor_ms(lambda: validate(data, path)),
            beside="plain sqlite3",
            other=processor_ms(lambda: plainly_opened(data)),
            most_times=5,
        )
        yield Figure("file size", cards, len(data) / 1000, "kB")


def _journal(cards: int) -> Iterator[Figure]:
    document = generated_map(cards)
    journal = Journal(Project(document, {}, new_draft()), delay=0.0)
    posts: list[float] = []

    def post(edited: Edited) -> None:
        start = time.perf_counter()
        journal.record_edit(edited)
        posts.append((time.perf_counter() - start) * 1000)

    editor = Editor(document, new_id=counting_ids(), journal=post)
    texts = document.select(Card)

    def write(number: int) -> None:
        with editor.edit("Write") as draft:
            draft.change(texts[number % cards], text=f"What card {number} says by now, in a line")

    write(0)
    journal.wait()
    safe = []
    for number in range(_EDITS):
        write(number + 1)
        start = time.perf_counter()
        journal.wait()
        safe.append((time.perf_counter() - start) * 1000)
    assert journal.folder is not None
    bare = _plain_commits(journal.folder.parent / "bare.db")
    kind = "plain sqlite3, one row committed"
    yield Figure("edit: safe on disk, median", cards, middle(safe), "ms", kind, middle(bare), most=5)
    yield Figure(
        "edit: safe on disk, 99th percentile",
        cards,
        middle(safe, 0.99),
        "ms",
        kind,
        middle(bare, 0.99),
        most=50,
    )
    yield Figure("edit: window blocked, median", cards, middle(posts), most=1)
    journal.close(keep=True)
    [found] = recoverable()
    start = time.perf_counter()
    recovered = open_recoverable(found)
    seconds = time.perf_counter() - start
    assert recovered.document == editor.document
    yield Figure(f"{_EDITS} edits recovered (clock)", cards, seconds * 1000)
    recovered.finish(discard=True)


def _plain_commits(path: Path) -> list[float]:
    """Return the milliseconds to commit each of some rows to a database with the settings of the journal."""
    found = []
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=FULL")
        database.execute("CREATE TABLE entry (number INTEGER PRIMARY KEY, forward TEXT, inverse TEXT)")
        for number in range(_EDITS):
            start = time.perf_counter()
            database.execute("INSERT INTO entry VALUES (?, ?, ?)", (number, "x" * 400, "y" * 400))
            found.append((time.perf_counter() - start) * 1000)
    path.unlink()
    return found


BENCHES = (Bench("file", _file), Bench("journal", _journal, (1_000, 10_000)))
