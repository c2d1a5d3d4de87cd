"""Projects that were still open when the program ended: they are offered, opened, put off or discarded."""

import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime.jobs import Job, Jobs
from journey_editor.app.widgets.notice_bar import NoticeButton
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.regular_file import is_same
from journey_editor.foundation.translation import tr
from journey_editor.storage.journal import recovery, trash
from journey_editor.storage.journal.entries import Typed
from journey_editor.storage.journal.recovered import Recoverable, Recovered
from journey_editor.storage.locking.project_lock import ProjectHeldError, ProjectLock
from journey_editor.storage.project.drafts import new_draft

if TYPE_CHECKING:
    from journey_editor.app.session.session import Session
    from journey_editor.app.window.main_window import MainWindow

_MOST_LETTERS = 200
"""So much of what was being typed is shown in a notice."""


class Recoveries:
    """The recoveries of one run of the program."""

    def __init__(self, windows: Windows, jobs: Jobs) -> None:
        self._windows, self._jobs = windows, jobs
        self._later: set[Path] = set()
        self._tidied = False

    def offers(self) -> list[Recoverable]:
        """Return what would be lost without a recovery, the latest first, without what was put off."""
        found = recovery.recoverable()
        if not self._tidied:
            self._tidied = True
            threading.Thread(target=recovery.tidy, name="tidy", daemon=True).start()
        return [each for each in found if each.has_more_than_its_file and each.folder not in self._later]

    def put_off(self, found: Recoverable) -> None:
        """Offer it again at the next start."""
        self._later.add(found.folder)

    def discard(self, found: Recoverable, asked_from: QWidget) -> None:
        """Move it to the trash."""
        try:
            trashed = recovery.discard(found)
        except UserError as error:
            self._notify(asked_from, error.sentence)
            return
        self._notify(
            asked_from,
            tr("What was left of “{name}” is thrown away. It stays in the trash for {n} days.").format(
                name=found.name, n=trash.DAYS_IN_TRASH
            ),
            [(tr("Take it back"), lambda: self._take_back(trashed, asked_from))],
        )

    def ask_open(self, found: Recoverable, asked_from: QWidget) -> None:
        """Open what was left; ask first if it may be open on another computer."""
        if not found.computer:
            self.open(found, asked_from)
            return
        self._notify(
            asked_from,
            tr(
                "“{name}” is open on {computer}, or was when that computer ended. If somebody works on it "
                "there, two maps come of it. Open it here if nobody does."
            ).format(name=found.name, computer=found.computer),
            [(tr("Open it here"), lambda: self.open(found, asked_from))],
        )

    def open(self, found: Recoverable, asked_from: QWidget) -> None:
        """Open what was left, with undo and redo; if that fails, a notice says why."""
        others = self._windows.open_files()
        job = Job(
            found.name,
            lambda: _read(found, others),
            lambda read: self.show(found, *read),
            lambda error: self._notify(asked_from, error.sentence),
            asked_from,
            release=_put_back,
        )
        self._jobs.run(job)

    def show(self, found: Recoverable, recovered: Recovered, lock: ProjectLock) -> "MainWindow":
        """Show what was recovered, in a window of its own; `lock` is that of its file."""
        from journey_editor.app.session.project_store import ProjectStore

        store = ProjectStore(
            recovered.document,
            recovered.assets,
            recovered.path,
            recovered.stamp,
            recovered=recovered,
            lock=lock,
        )
        window = self._windows.show_project(recovered.document, store)
        sentence, actions = _words(found, recovered), _go_on_typing(window, recovered.typed)
        if actions:
            sentence += "\n" + tr("You were typing: {words}").format(words=_shortened(recovered.typed))
        if actions or found.has_more_than_its_file or not recovered.whole:
            # With a button it stays until it was read.
            window.notice_bar.show_notice(sentence, actions or [(tr("All right"), lambda: None)])
        return window

    def _notify(self, asked_from: QWidget, sentence: str, actions: Sequence[NoticeButton] = ()) -> None:
        place = self._windows.place_for(asked_from)
        if place is not None:
            place.notice_bar.show_notice(sentence, actions)

    def _take_back(self, trashed: Path, asked_from: QWidget) -> None:
        try:
            trash.take_back(trashed)
        except UserError as error:
            self._notify(asked_from, error.sentence)
        if self._windows.start is not None:
            self._windows.start.refresh()


def _words(found: Recoverable, recovered: Recovered) -> str:
    name = found.name
    if not recovered.whole:
        return tr(
            "What was left of “{name}” is damaged. This is as much as is good; the rest is in the trash."
        ).format(name=name)
    return tr("“{name}” is as it was when the program ended, and undo goes on from there.").format(name=name)


def _go_on_typing(window: "MainWindow", typed: Typed | None) -> list[NoticeButton]:
    """Put the words that were being typed back where they were; the ways on where that cannot be."""
    if typed is None:
        return []
    session = window.session
    there = typed.record.id if typed.record.id in session.document else getattr(typed.record, "step", "")
    journey = session.document.journey_of(there)
    if journey:
        session.show_journey(journey)
    if window.canvas.writing.write_again(typed.record, typed.field, typed.text):
        return []
    actions: list[NoticeButton] = [
        (tr("Copy the words"), lambda: QGuiApplication.clipboard().setText(typed.text)),
        (tr("Discard the words"), session.store.clear_typing),
    ]
    if typed.record.id in session.document:
        actions.insert(0, (tr("Put them in"), lambda: _put_in(session, typed)))
    return actions


def _put_in(session: "Session", typed: Typed) -> None:
    record = session.document.find(typed.record.id)
    if record is not None:
        with session.edit(tr("Edit text")) as draft:
            draft.change(record, **{typed.field: typed.text})
    session.store.clear_typing()


def _shortened(typed: Typed | None) -> str:
    words = " ".join(typed.text.split()) if typed is not None else ""
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]}…"


def _read(found: Recoverable, open_files: Sequence[Path]) -> tuple[Recovered, ProjectLock]:
    """What is recovered, and the lock of its file. Raises `UserError`."""
    recovered = recovery.open_recoverable(found)
    try:
        if not any(is_same(each, recovered.path) for each in open_files):
            return recovered, ProjectLock.take(recovered.path)
    except ProjectHeldError:
        pass
    # The file is open, as it was saved: this is another project from now on.
    recovered = replace(recovered, path=new_draft(), stamp=None)
    return recovered, ProjectLock.none(recovered.path)


def _put_back(read: tuple[Recovered, ProjectLock]) -> None:
    recovered, lock = read
    recovered.restore()
    lock.release()
