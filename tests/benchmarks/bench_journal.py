"""Benchmark of the journal: time until an edit is safe, time for the interface, and time of a recovery.

    python3 main.py test tests/benchmarks/bench_journal.py -s

prints the time until an edit is on the disk, the time for which it blocks the interface, and the time of a
recovery of 100,000 edits as a multiple of reading the same rows with plain `sqlite3`. No time makes it fail.
"""

import sqlite3
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from journey_editor.editing.editor import Edited, Editor
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.records import Card
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.names import DATABASE
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.drafts import new_draft
from journey_editor.storage.project.project import Project
from tests.benchmarks.generated import generated_map

CARDS = 1_000
EDITS = 100_000


def middle_and_worst(times: list[float]) -> str:
    ordered = sorted(times)
    middle, worst = ordered[len(ordered) // 2], ordered[len(ordered) * 99 // 100]
    return f"{middle * 1000:9.3f} ms, 99th percentile {worst * 1000:9.3f} ms"


def timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def plainly_read(folder: Path) -> int:
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        return len(database.execute("SELECT * FROM entry").fetchall())


def test_an_edit_becomes_safe_and_a_hundred_thousand_are_recovered() -> None:
    document = generated_map(CARDS)
    journal = Journal(Project(document, {}, new_draft()), delay=0.0)
    posts: list[float] = []
    editor = Editor(document, new_id=counting_ids(), journal=lambda edited: posts.append(post(edited)))

    def post(edited: Edited) -> float:
        return timed(lambda: journal.record_edit(edited))

    def write(number: int) -> None:
        with editor.edit("Write") as draft:
            draft.change(cards[number % len(cards)], text=f"What card {number} says by now, in a line")

    cards = document.select(Card)
    write(0)
    journal.wait()
    safe = []
    for number in range(500):
        write(number + 1)
        safe.append(timed(journal.wait))
    print(f"\nedit safe on disk              {middle_and_worst(safe)}")
    print(f"interface blocked              {middle_and_worst(posts)}")
    changes = Edited("Write", "do", editor.history.done[-1].changes, editor.document)
    for _ in range(EDITS - journal.posted):
        journal.record_edit(changes)
    journal.wait(timeout=300)
    folder = journal.folder
    assert folder is not None
    journal.close(keep=True)
    plain = timed(lambda: plainly_read(folder))
    [found] = recoverable()
    began = time.perf_counter()
    recovered = open_recoverable(found)
    seconds = time.perf_counter() - began
    assert recovered.document == editor.document
    assert (recovered.number, len(recovered.history.done), recovered.whole) == (EDITS, EDITS, True)
    print(f"{EDITS:,} edits recovered       {seconds:9.3f} s, {seconds / plain:.1f} times reading the rows")
