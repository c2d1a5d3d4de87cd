"""A store in memory, for sessions that need neither a file nor a journal."""

from pathlib import Path
from typing import Any

from journey_editor.app.session.project_store import ProjectStore
from journey_editor.app.session.session import Session
from journey_editor.model.document import Document
from journey_editor.storage.project.project import Project


class MemoryStore(ProjectStore):
    """A store that writes nothing."""

    def __init__(self, document: Document) -> None:
        super().__init__(Project(document, {}, Path("in memory")))
        # Its thread has nothing to save.
        self._saver.close(save=False)

    @property
    def has_name(self) -> bool:
        return False

    def _begin_journal(self, *_: Any) -> None:
        pass


def session_in_memory(document: Document, **options: Any) -> Session:
    """Open a project that is kept in memory."""
    return Session(document, store=MemoryStore(document), **options)
