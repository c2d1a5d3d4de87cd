"""Report of a run: steps, faults, and the states that must be recoverable."""

import json
import os
import time
from itertools import count
from pathlib import Path
from typing import Any

from journey_editor.app.session.project_store import ProjectStore
from journey_editor.app.session.session import Session
from journey_editor.model.digest import document_digest
from tests.attacks.editing import state_of

_keys = count(1)


class Report:
    """Lines of JSON in a file; a written line persists, however the process ends."""

    def __init__(self, path: Path) -> None:
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        self._safe: dict[str, tuple[int, str]] = {}
        self.first: dict[int, str] = {}
        """Digests of the initial documents of sessions without a history."""

    def add(self, *words: object) -> None:
        """Add a line."""
        os.write(self._file, json.dumps([round(time.monotonic(), 3), *words]).encode() + b"\n")

    def add_fault(self, kind: str, words: str) -> None:
        """Report a fault."""
        self.add("fault", kind, words)

    def add_safe(self, session: Session) -> None:
        """Report how much of a session's journal is on the disk, and its location."""
        store = session.store
        journal = store._journal
        if journal is not None and journal.folder is not None:
            key, now = key_of(store), (journal.durable, str(journal.folder))
            if self._safe.get(key) != now:
                self._safe[key] = now
                self.add("safe", key, *now)

    def add_state(self, word: str, session: Session, number: int) -> None:
        """Report the state that must be recoverable after an edit."""
        store = session.store
        self.add(word, key_of(store), number, state_of(session), str(store.path))


def lines_of(path: Path) -> list[list[Any]]:
    """Return the reported lines without the times; an incomplete last line is left out."""
    lines = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [json.loads(each)[1:] for each in lines]


def key_of(store: ProjectStore) -> str:
    """Return the key of the journal in which a project is currently recorded."""
    return str(getattr(store, "told_key", ""))


def watch(report: Report) -> None:
    """Make all new sessions report their edits, before these are in the journal."""
    begin, record, begin_journal = Session.__init__, ProjectStore.record, ProjectStore._begin_journal
    close, leave, set_records = ProjectStore.close, ProjectStore.leave, Session.set_records

    def session_begins(session: Session, *args: Any, **more: Any) -> None:
        begin(session, *args, **more)
        store = session.store
        if store.read_only is None:
            report.add_state("session", session, store.edits_made)
        if not session.editor.history.done and not session.editor.history.undone:
            report.first[id(session)] = document_digest(session.document)

    def journal_begins(store: ProjectStore, *args: Any) -> None:
        store.told_key = f"{os.getpid()}.{next(_keys)}"  # type: ignore[attr-defined]
        begin_journal(store, *args)
        session = store.parent()
        if isinstance(session, Session):
            report.add_state("session", session, store.edits_made)

    def records(store: ProjectStore, edited: Any) -> None:
        session = store.parent()
        if store._journal is not None and isinstance(session, Session):
            report.add_state("is", session, store.edits_made + 1)
        record(store, edited)

    def closes(store: ProjectStore, **more: Any) -> None:
        close(store, **more)
        report.add("closed", key_of(store), str(store.path), store.unsaved)

    def leaves(store: ProjectStore) -> None:
        leave(store)
        report.add("closed", key_of(store), str(store.path), True)

    def sets_records(session: Session, *args: Any) -> None:
        set_records(session, *args)
        report.first.pop(id(session), None)

    Session.__init__ = session_begins  # type: ignore[method-assign]
    ProjectStore.record = records  # type: ignore[method-assign]
    ProjectStore._begin_journal = journal_begins  # type: ignore[method-assign]
    ProjectStore.close, ProjectStore.leave = closes, leaves  # type: ignore[method-assign]
    Session.set_records = sets_records  # type: ignore[method-assign]
