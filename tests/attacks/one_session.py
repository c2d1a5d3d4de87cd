"""Process that opens a project, edits, saves and ends, and reports this in shared memory.

The reports use no system calls, because any of these may be made to fail.
"""

import ctypes
import json
import logging
import mmap
import os
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from PySide6.QtCore import QCoreApplication

from journey_editor.app.runtime.garbage_collection import Collector
from journey_editor.app.session.project_store import ProjectStore
from journey_editor.app.session.session import Session
from journey_editor.editing.editor import Editor
from journey_editor.foundation.errors import UserError
from journey_editor.model.digest import document_digest
from journey_editor.model.document import Document
from journey_editor.model.records import Card
from journey_editor.storage.journal import writer
from journey_editor.storage.journal.journal import Journal
from journey_editor.storage.journal.recovery import tidy
from journey_editor.storage.journal.writer import JournalWriter, Report
from journey_editor.storage.project.autosave import SaveStatus
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import write_project
from tests.attacks.editing import opened
from tests.attacks.maps import base_map

_logger = logging.getLogger(__name__)

_EDITS = 8
_PATIENCE = 3.0
"""Maximum time to wait for the journal, and for a save, in seconds."""
_ROOM = 1 << 18
_LENGTH = 8
_PR_SET_PTRACER = 0x59616D61
_ANYBODY = ctypes.c_ulong(-1)


class Shared:
    """Lines of JSON and a flag in memory that two processes share."""

    def __init__(self, path: Path) -> None:
        if not path.exists():
            path.write_bytes(bytes(_ROOM))
        with path.open("r+b") as stream:
            self._memory = mmap.mmap(stream.fileno(), _ROOM)
        self._end = _LENGTH + 1

    def tell(self, *words: object) -> None:
        """Add a line."""
        line = json.dumps(words).encode() + b"\n"
        self._memory[self._end : self._end + len(line)] = line
        self._end += len(line)
        self._memory[:_LENGTH] = self._end.to_bytes(_LENGTH, "little")

    def lines(self) -> list[list[object]]:
        """Return the lines of the other process."""
        end = max(int.from_bytes(self._memory[:_LENGTH], "little"), _LENGTH + 1)
        return [json.loads(each) for each in bytes(self._memory[_LENGTH + 1 : end]).splitlines()]

    @property
    def go(self) -> bool:
        """Flag for the process to begin."""
        return self._memory[_LENGTH] == 1

    @go.setter
    def go(self, yes: bool) -> None:
        self._memory[_LENGTH] = yes


def work(home: str, path: str, shared_at: str, name: str, crash: bool) -> None:
    """Recover the project or open its file, edit, save and end, as soon as `Shared.go` is set.

    Reports `ready`, the lines of `use`, and then `end`, `refused …` after a `UserError`, or `raised …` after
    any other error. The folder of its journal gets the given name.
    """
    logging.disable(logging.CRITICAL)
    shared = Shared(Path(shared_at))
    # The tracer is not its parent, and some systems must be told to allow this.
    ctypes.CDLL(None).prctl(_PR_SET_PTRACER, _ANYBODY, 0, 0, 0)
    application = QCoreApplication.instance() or QCoreApplication([])
    # As in the program: Qt objects must be deleted on their own thread.
    Collector(application)

    class Named(JournalWriter):
        def __init__(self, opened: Project, _name: str, tell: Report) -> None:
            super().__init__(opened, "", tell)
            self._name = name

    with (
        mock.patch.object(writer, "RETRY", 0.02),
        mock.patch.object(writer, "outgrown", lambda entries, _rest: True),
        mock.patch.object(writer, "JournalWriter", Named),
    ):
        _rehearse()
        os.environ["JOURNEY_EDITOR_HOME"] = home
        shared.tell("ready")
        while not shared.go:
            time.sleep(0.001)
        try:
            use(Path(path), shared, crash=crash)
        except UserError as error:
            shared.tell("refused", error.sentence)
        except Exception as error:
            _logger.exception("a session")
            where = traceback.extract_tb(error.__traceback__)[-3:]
            shared.tell("raised", f"{error!r} in {' < '.join(each.name for each in reversed(where))}")
        else:
            shared.tell("end")
    # System calls at the end of Python are not part of the test.
    os._exit(0)


def use(path: Path, shared: Shared, *, crash: bool) -> None:
    """Run a session from its start to its end; with `crash`, it ends without closing.

    Reports `damaged` if the recovery does, `is n digest` for each edit, `safe n`, `trouble …`, and for each
    save `saves digest` before and `saved digest` after it.
    """
    store, document = opened(path, lambda: shared.tell("damaged"))
    tidy()
    session = Session(document, store=store)
    told = _Told(store, shared)
    shared.tell("is", store.edits_made, document_digest(document))
    for number in range(_EDITS):
        with session.edit("Write") as draft:
            draft.change(draft.select(Card)[number % 3], text=f"Text {store.edits_made + 1}")
        shared.tell("is", store.edits_made, document_digest(session.document))
        told.wait(lambda: store.edits_are_safe or bool(store.journal_error))
        if number % 3 == 2:
            told.save(session.document)
    session.store.record_typing(session.document.select(Card)[0], "text", "Typ")
    if not crash:
        # A window that closes has made an edit of its words, or discarded them.
        session.store.clear_typing()
        store.close()
        told.look()
        if not store.unsaved:
            shared.tell("saved", document_digest(session.document))


def _rehearse() -> None:
    """Run everything once, so that no fault affects the import of a module."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JOURNEY_EDITOR_HOME"] = folder
        path = Path(folder) / "map.journey"
        write_project(path, base_map(), {})
        left = Journal(Project(base_map(), {}, path), delay=0.0)
        with Editor(base_map(), journal=left.record_edit).edit("Write") as draft:
            draft.change(draft.project(), name="Left")
        left.close(keep=True)
        use(path, Shared(Path(folder) / "shared"), crash=False)


class _Told:
    """Reporter of the messages that the user of a session gets."""

    def __init__(self, store: ProjectStore, shared: Shared) -> None:
        self._store, self._shared = store, shared
        self._safe, self._trouble = -1, ""
        self.look()

    def save(self, document: Document) -> None:
        """Save, and wait for the result."""
        said: list[str] = []
        digest = document_digest(document)
        self._shared.tell("saves", digest)

        def saved(_: object) -> None:
            said.append("saved")
            self._shared.tell("saved", digest)

        def troubled(status: SaveStatus) -> None:
            said.append(status.sentence)
            self._shared.tell("unsaved", status.sentence)

        self._store.save_failed.connect(troubled)
        self._store.save_now(saved)
        self.wait(lambda: bool(said))
        self._store.save_failed.disconnect(troubled)
        if not said:
            self._shared.tell("raised", "a save was not confirmed")

    def wait(self, enough: Callable[[], bool]) -> None:
        """Process events until a condition holds or the time is over."""
        began = time.monotonic()
        while not enough() and time.monotonic() < began + _PATIENCE:
            QCoreApplication.processEvents()
            self.look()
            time.sleep(0.001)
        self.look()

    def look(self) -> None:
        """Report changes in the state of the journal."""
        if self._store.edits_safe != self._safe:
            self._safe = self._store.edits_safe
            self._shared.tell("safe", self._safe)
        if self._store.journal_error != self._trouble:
            self._trouble = self._store.journal_error
            self._shared.tell("trouble", self._trouble)
