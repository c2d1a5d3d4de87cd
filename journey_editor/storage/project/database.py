"""A database in memory, through SQLAlchemy Core."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import StaticPool


@contextmanager
def in_memory() -> Iterator[tuple[Connection, sqlite3.Connection]]:
    """An empty database, as SQLAlchemy's connection and as the one of `sqlite3` beneath it.

    Transactions begin only where somebody says so.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as raw:
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
        with engine.connect() as connection:
            yield connection, raw
