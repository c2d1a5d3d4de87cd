"""Recovery of projects that were open when the program crashed: offer, open, postpone or discard them."""

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from journey_editor.app.program.opening import prepared
from journey_editor.app.program.windows import Windows
from journey_editor.app.runtime.jobs import Job, Jobs
from journey_editor.app.widgets.notice_bar import NoticeButton
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.storage.journal import recovery, trash
from journey_editor.storage.journal.entries import Typed
from journey_editor.storage.journal.recovered import Recoverable, Recovered
from journey_editor.storage.opening import OpenedProject, open_recovered

if TYPE_CHECKING:
    from journey_editor.app.canvas.picture.drawn_map import DrawnMap
    from journey_editor.app.session.session import Session
    from journey_editor.app.window.main_window import MainWindow

_MOST_LETTERS = 200
"""Maximum length of unfinished typing in a notice."""


class Recoveries:
    """Recoveries of one run of the program."""

    def __init__(self, windows: Windows, jobs: Jobs) -> None:
        self._windows, self._jobs = windows, jobs
        self._later: set[Path] = set()
        self._tidied = False

    def offers(self) -> list[Recoverable]:
        """Return the projects with unsaved content, the latest first, without the postponed ones."""
        found = recovery.recoverable()
        if not self._tidied:
            self._tidied = True
            threading.Thread(target=recovery.tidy, name="tidy", daemon=True).start()
        return [each for each in found if each.has_more_than_its_file and each.folder not in self._later]

    def postpone(self, found: Recoverable) -> None:
        """Offer a project again at the next start."""
        self._later.add(found.folder)

    def discard(self, found: Recoverable, asked_from: QWidget) -> None:
        """Move a project to the trash."""
        try:
            trashed = recovery.discard(found)
        except UserError as error:
            self._notify(asked_from, error.sentence)
            return
        self._notify(
            asked_from,
            tr("The unsaved changes of “{name}” were discarded. They stay in the trash for {n} days.").format(
                name=found.name, n=trash.DAYS_IN_TRASH
            ),
            [(tr("Restore"), lambda: self._restore(trashed, asked_from))],
        )

    def ask_open(self, found: Recoverable, asked_from: QWidget) -> None:
        """Open a project; ask first if it may be open on another computer."""
        if not found.computer:
            self.open(found, asked_from)
            return
        self._notify(
            asked_from,
            tr(
                "“{name}” is open on {computer}, or was not closed properly there. If someone is editing it "
                "there, you will end up with two versions. Otherwise, you can open it here."
            ).format(name=found.name, computer=found.computer),
            [(tr("Open it here"), lambda: self.open(found, asked_from))],
        )

    def open(self, found: Recoverable, asked_from: QWidget) -> None:
        """Open a project, with undo and redo; show a notice if that fails."""
        others, on_paper = self._windows.open_files(), self._windows.as_on_paper
        job = Job(
            [found.name],
            lambda: _read(found, others, on_paper=on_paper),
            lambda read: self.show(*read),
            lambda error: self._notify(asked_from, error.sentence),
            asked_from,
            release=lambda read: read[0].release(),
        )
        self._jobs.run(job)

    def show(self, opened: OpenedProject, drawn: "DrawnMap | None") -> "MainWindow":
        """Show a recovered project in a new window."""
        from journey_editor.app.session.project_store import ProjectStore

        recovered = opened.project
        assert isinstance(recovered, Recovered)
        store = ProjectStore(recovered, lock=opened.lock)
        window = self._windows.show_project(recovered.document, store, drawn)
        sentence, actions = _sentence(recovered), _resume_typing(window, recovered.typed)
        if actions:
            sentence += "\n" + tr("You were typing: {words}").format(words=_shortened(recovered.typed))
        if actions or recovered.offer.has_more_than_its_file or not recovered.whole:
            # A notice with a button stays until the user closes it.
            window.notice_bar.show_notice(sentence, actions or [(tr("OK"), lambda: None)])
        return window

    def _notify(self, asked_from: QWidget, sentence: str, actions: Sequence[NoticeButton] = ()) -> None:
        place = self._windows.place_for(asked_from)
        if place is not None:
            place.notice_bar.show_notice(sentence, actions)

    def _restore(self, trashed: Path, asked_from: QWidget) -> None:
        try:
            trash.restore_from_trash(trashed)
        except UserError as error:
            self._notify(asked_from, error.sentence)
        if self._windows.start is not None:
            self._windows.start.refresh()


def _sentence(recovered: Recovered) -> str:
    name = recovered.offer.name
    if not recovered.whole:
        return tr(
            "The unsaved changes of “{name}” are damaged. The map contains everything that could be read. "
            "The rest is in the trash."
        ).format(name=name)
    return tr(
        "“{name}” was recovered as it was when the program ended. You can still undo your changes."
    ).format(name=name)


def _resume_typing(window: "MainWindow", typed: Typed | None) -> list[NoticeButton]:
    """Show unfinished typing in its field again, or return actions if the field is not shown."""
    if typed is None:
        return []
    session = window.session
    record = typed.record
    place = getattr(record, "step", "") or getattr(record, "journey", "")
    journey = session.document.journey_of(record.id if record.id in session.document else place)
    if journey:
        session.show_journey(journey)
    if window.canvas.writing.write_again(typed.record, typed.field, typed.text):
        return []
    actions: list[NoticeButton] = [
        (tr("Copy the text"), lambda: QGuiApplication.clipboard().setText(typed.text)),
        (tr("Discard the text"), session.store.clear_typing),
    ]
    if typed.record.id in session.document:
        actions.insert(0, (tr("Insert the text"), lambda: _insert(session, typed)))
    return actions


def _insert(session: "Session", typed: Typed) -> None:
    record = session.document.find(typed.record.id)
    if record is not None:
        with session.edit(tr("Edit text")) as draft:
            draft.change(record, **{typed.field: typed.text})
    session.store.clear_typing()


def _shortened(typed: Typed | None) -> str:
    words = " ".join(typed.text.split()) if typed is not None else ""
    return words if len(words) <= _MOST_LETTERS else f"{words[:_MOST_LETTERS]}…"


def _read(
    found: Recoverable, open_files: Sequence[Path], *, on_paper: bool
) -> "tuple[OpenedProject, DrawnMap]":
    """Open a project, and draw its first map. Raises `UserError` and `CancelledError`."""
    opened = open_recovered(found, open_files)
    try:
        project = opened.project
        return opened, prepared(project.document, project.pictures, on_paper=on_paper)
    except BaseException:
        opened.release()
        raise
