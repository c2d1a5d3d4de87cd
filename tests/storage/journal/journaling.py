"""Editor with a journal, as in a session of the program."""

import hashlib
import threading
from pathlib import Path

from journey_editor.editing.editor import Editor
from journey_editor.editing.history import History
from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.identity import counting_ids
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.recovered import Recovered
from journey_editor.storage.journal.recovery import open_recoverable, recoverable
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import proven_bytes
from journey_editor.storage.project.stamp import Stamp, read_stamped

AT_ONCE = 0.0
CARD = "card:1"


class Session:
    """Editor whose edits are written to a journal."""

    def __init__(self, opened: Project, history: History | None = None, **options) -> None:
        self.changed = threading.Event()
        self.pictures = opened.pictures
        self.journal = Journal(opened, on_change=self.changed.set, **{"delay": AT_ONCE, **options})
        self.editor = Editor(
            opened.document,
            new_id=counting_ids(),
            journal=lambda edited: self.journal.record_edit(edited, dict(self.pictures)),
            history=history,
        )

    def write(self, text: str, *, joins: bool = False) -> None:
        with self.editor.edit("Write", extends=("text",) if joins else None) as draft:
            draft.change(draft.get(Card, CARD), text=text)

    def save(self, path: Path | None = None) -> None:
        """Report a save to the journal; the file is only written if there is a `path`."""
        document = self.editor.document
        data = proven_bytes(document, self.pictures)
        stamp = Stamp(len(data), 0, hashlib.sha256(data).hexdigest())
        if path is not None:
            write_file(path, data)
            stamp = read_stamped(path)[1]
        where = path or Path("/maps/map.journey")
        self.journal.record_save(self.journal.posted, where, stamp, data, document)

    def crash(self) -> None:
        """Keep all files as after a crash."""
        assert self.journal.wait()
        self.journal.close(keep=True)


def recover() -> Recovered:
    """Open the only recovery that is offered."""
    [found] = recoverable()
    return open_recoverable(found)


def text_in(document: Document) -> str:
    """Return the text of the card that sessions change."""
    return document.get(Card, CARD).text
