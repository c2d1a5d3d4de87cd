"""SQLite databases in memory."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager


@contextmanager
def in_memory() -> Iterator[sqlite3.Connection]:
    """Yield an empty database without automatic transactions, and close it afterwards."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as database:
        yield database
