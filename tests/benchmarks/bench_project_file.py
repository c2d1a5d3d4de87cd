"""What the project file costs with 1,000 cards in it, beside plain `sqlite3` on the same rows.

    python3 main.py test tests/benchmarks/bench_project_file.py -s

prints milliseconds of the processor (the best of some runs) and how many times those of plain `sqlite3` they
are: for saving, tables made, rows put in, bytes taken out; for opening, rows made into records. Saving here
is all of it, with what was built read back through the gate. Nothing here passes or fails on time.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from journey_editor.model.document import Document
from journey_editor.storage.autosave import ProjectKeeper
from journey_editor.storage.gate import admit
from journey_editor.storage.project_file import proven_bytes, put_in_place
from journey_editor.storage.schema import record_of, record_tables, row_of, table_texts
from tests.benchmarks.generated import generated_map

CARDS = 1_000


def best(work: Callable[[], object], runs: int = 7) -> float:
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def plainly_saved(document: Document) -> bytes:
    rows: dict[str, list[tuple[object, ...]]] = {kind: [] for kind in record_tables}
    for record in document:
        rows[record.KIND].append(row_of(record))
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        for text in table_texts().values():
            database.execute(text)
        database.execute("BEGIN")
        for kind, table in record_tables.items():
            marks = ", ".join("?" * len(table.columns))
            database.executemany(f'INSERT INTO "{kind}" VALUES ({marks})', rows[kind])
        database.execute("COMMIT")
        return database.serialize()


def plainly_opened(data: bytes) -> Document:
    records = []
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        for kind, table in record_tables.items():
            names = [column.name for column in table.columns]
            for row in database.execute(f'SELECT * FROM "{kind}"'):
                records.append(record_of(kind, dict(zip(names, row, strict=True))))
    return Document(records)


def test_a_map_of_a_thousand_cards_is_saved_and_opened() -> None:
    document = generated_map(CARDS)
    data = proven_bytes(document, {})
    assert admit(data, Path()).document == plainly_opened(data) == document
    for name, limit, ours, plain in (
        ("saved and read back", 8, lambda: proven_bytes(document, {}), lambda: plainly_saved(document)),
        ("opened through the gate", 5, lambda: admit(data, Path()), lambda: plainly_opened(data)),
    ):
        figure = best(ours)
        print(f"\n{name:<30} {figure:8.1f} ms {figure / best(plain):8.1f} times plain, of {limit}", end="")


def test_what_the_interface_waits_for_and_what_the_save_takes_in_all(tmp_path: Path) -> None:
    document = generated_map(CARDS)
    path = tmp_path / "map.journey"
    put_in_place(path, proven_bytes(document, {}))
    keeper = ProjectKeeper(document, {}, path, None, automatic=False)
    taken = best(lambda: keeper.touch(document, {}))
    keeper.close(save=False)
    data = proven_bytes(document, {})
    start = time.monotonic()
    put_in_place(path, data)
    print(f"\n{'snapshot':<30} {taken:8.3f} ms of 2", end="")
    print(f"\n{'kept, written, synced, read':<30} {(time.monotonic() - start) * 1000:8.1f} ms", end="")
