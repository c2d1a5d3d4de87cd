"""Writer of a journal: it writes edits, and continues in another folder if its own one fails."""

import contextlib
import json
import logging
import os
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from journey_editor.foundation import file_system, folders
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model.digest import document_digest, record_digest, total
from journey_editor.model.records import Picture, Record
from journey_editor.storage.journal import reader
from journey_editor.storage.journal.entries import Entry, Saved, Typed
from journey_editor.storage.journal.items import Edit, Item, Saving, Typing
from journey_editor.storage.journal.journal_file import JournalFile, encoded
from journey_editor.storage.journal.locations import places
from journey_editor.storage.journal.names import ATTEMPTS, CLOSED, DATABASE, DESCRIPTION, LOCK, base_name
from journey_editor.storage.journal.recovered import Recovered
from journey_editor.storage.journal.trash import delete_folder, discard_all_of
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.project import drafts
from journey_editor.storage.project.project import Project
from journey_editor.storage.project.project_file import proven_bytes

_logger = logging.getLogger(__name__)

RETRY = 5.0
"""Seconds before the next attempt if no place for a journal is writable."""

Report = Callable[[Path | None, int, str], None]
"""Function of the journal's folder, the number of the latest safe edit, and an error sentence or ""."""


class JournalWriter:
    """Writer of a journal, in the first of its places that is writable. For use by one thread."""

    def __init__(self, project: Project, name: str, report: Report) -> None:
        self._report = report
        self._name = f"{name} {os.urandom(4).hex()}"
        # A copy, because the interface continues to add to the original.
        self._pictures: Mapping[str, bytes] = dict(project.pictures)
        self._path = project.path
        self._recovered = recovered = project if isinstance(project, Recovered) else None
        # The document after the latest processed edit, and what a new journal takes over from an old one: the
        # bytes of that document and its digest, if known, and the entries for undo and redo.
        self._document = project.document
        self._number = self._durable = recovered.number if recovered is not None else 0
        self._bytes, self._digest = project.data, project.digest
        self._history: Sequence[Entry] = recovered.entries if recovered is not None else ()
        self._typed: Typed | None = recovered.typed if recovered is not None else None
        self._saved: Saved | None = None
        if project.stamp is not None:
            number = recovered.saved_number if recovered is not None else 0
            self._saved = Saved.of(number, project.path, project.stamp, time.time())
        self._predecessor = recovered.offer.folder if recovered is not None else None
        self._attempts = recovered.attempts if recovered is not None else 0
        self._file: JournalFile | None = None
        self._base_number = 0
        self._total = 0
        # Sizes of the entries after the base (bytes), and of those before it (approximately).
        self._written = self._carried = 0
        self._safe_pictures: set[str] = set()
        # Held to the end, so that other programs do not offer these journals for recovery.
        self._locks: list[FileLock] = []
        self._begun = 0
        self._failed: set[Path] = set()
        self._retry_at = 0.0
        self._described: tuple[Path, bytes] | None = None

    def process(self, items: Sequence[Item], *, ends: bool = False) -> None:
        """Write items and report the result. Without items, no journal is begun."""
        if not items and (ends or self._file is not None):
            return
        if time.monotonic() < self._retry_at:
            self._skip(items)
            return
        while True:
            try:
                if self._file is None and not self._begin():
                    self._retry_at = time.monotonic() + RETRY
                    self._failed.clear()
                    self._skip(items)
                    return
                self._write(items)
            except Exception:
                # After any error of SQLite, the disk or this program: another place may work.
                _logger.exception("the journal in %s", self._folder)
                self._abandon()
            else:
                self._durable = self._number
                self._retry_at = 0.0
                self._report(self._folder, self._durable, "")
                return

    def finish(self, *, keep: bool, closed: bool = False) -> None:
        """End the journal, and delete it unless `keep` is set. One that stays is marked as closed."""
        offered = self._recovered.offer.folder if self._recovered is not None else None
        folder = self._folder or offered
        if keep and closed and folder is not None:
            with contextlib.suppress(UserError):
                write_file(folder / CLOSED, b"", mode=PRIVATE)
        if self._file is not None and self._attempts:
            # The program ends normally, so the recovery did not fail.
            with contextlib.suppress(OSError):
                (self._file.folder / ATTEMPTS).unlink(missing_ok=True)
        self._close_file()
        if self._recovered is not None:
            # No new journal was begun; the old one stays if it is still needed.
            self._recovered.finish(discard=not keep)
        goes = not keep and self._discard_predecessors()
        for lock in self._locks:
            folder = lock.path.parent
            if goes:
                # It records that its predecessors are obsolete. It must stay as long as they do.
                goes = _delete_database(folder)
            lock.release()
            if goes:
                delete_folder(folder)

    @property
    def _folder(self) -> Path | None:
        return self._file.folder if self._file is not None else None

    def _skip(self, items: Sequence[Item]) -> None:
        """Process items without a journal. The next journal begins with the document as it is then."""
        for item in items:
            match item:
                case Edit(number, edited) if number > self._number:
                    self._document, self._number, self._pictures = edited.document, number, item.pictures
                    # The history has a gap now.
                    self._history, self._bytes, self._digest = (), None, ""
                case Saving():
                    self._saved = Saved.of(item.number, item.path, item.stamp, item.at)
                    self._path = item.path
                case Typing(typed):
                    self._typed = typed
        self._report(None, self._durable, _no_journal())

    def _begin(self) -> bool:
        """Begin a journal in the first writable place. Return False if there is none."""
        for place in places():
            if place in self._failed:
                continue
            # A journal that failed keeps its entries until another one has them.
            folder = place / (f"{self._name} {self._begun}" if self._begun else self._name)
            self._begun += 1
            lock = None
            try:
                folders.make_private(place)
                folder.mkdir(mode=0o700)
                lock = FileLock.acquire(folder / LOCK)
                if lock is None:
                    raise OSError(f"{folder} is locked by another process")
                self._begin_in(folder)
            except Exception:
                _logger.exception("no journal in %s", place)
                self._failed.add(place)
                self._close_file()
                if lock is not None:
                    if not _delete_database(folder):
                        # It stays locked, so that other programs do not offer it for recovery.
                        self._locks.append(lock)
                        continue
                    lock.release()
                delete_folder(folder)
            else:
                self._locks.append(lock)
                return True
        return False

    def _begin_in(self, folder: Path) -> None:
        if self._attempts:
            write_file(folder / ATTEMPTS, str(self._attempts).encode(), mode=PRIVATE)
        base = self._bytes or proven_bytes(self._document, self._pictures)
        write_file(folder / base_name(self._number), base, mode=PRIVATE)
        self._file = JournalFile(folder)
        in_base = {each.sha256 for each in self._document.select(Picture)}
        self._safe_pictures = in_base | set(self._pictures)
        others = {key: data for key, data in self._pictures.items() if key not in in_base}
        self._file.append(self._history, others)
        if self._saved is not None:
            self._file.record_save(self._saved)
        if self._typed is not None:
            self._file.record_typing(self._typed)
        # Without a description it does not count as a journal, and its predecessor stays valid.
        self._describe(folder)
        file_system.disk.sync_folder(folder.parent)
        self._total = int(self._digest or document_digest(self._document), 16)
        self._carried = sum(len(each.forward) + len(each.inverse) for each in self._history)
        self._base_number, self._written = self._number, 0
        self._history, self._bytes, self._digest = (), None, ""
        recovered, self._recovered = self._recovered, None
        if recovered is not None:
            recovered.finish(discard=True)

    def _write(self, items: Sequence[Item]) -> None:
        file = self._file
        if file is None:
            return
        edits = [each for each in items if isinstance(each, Edit) and each.number > self._number]
        if edits:
            self._write_edits(file, edits)
        for item in items:
            if isinstance(item, Saving):
                self._write_saving(file, item)
        typings = [each for each in items if isinstance(each, Typing)]
        if typings:
            self._typed = typings[-1].typed
            file.record_typing(self._typed)

    def _write_edits(self, file: JournalFile, edits: Sequence[Edit]) -> None:
        entries = []
        pictures: dict[str, bytes] = {}
        for each in edits:
            entries.append(self._entry(each))
            for _, _, after in each.edited.changes:
                if isinstance(after, Picture) and after.sha256 not in self._safe_pictures:
                    pictures[after.sha256] = each.pictures[after.sha256]
        self._pictures = edits[-1].pictures
        file.append(entries, pictures)
        self._safe_pictures.update(pictures)
        self._written += sum(len(each.forward) + len(each.inverse) for each in entries)
        self._number, self._document = edits[-1].number, edits[-1].edited.document
        if drafts.is_draft(self._path):
            # It is offered under its title, which may have changed.
            self._describe(file.folder)
        if self._attempts:
            # The recovered project works, so attempts are counted from 0 again.
            self._attempts = 0
            with contextlib.suppress(OSError):
                (file.folder / ATTEMPTS).unlink(missing_ok=True)

    def _entry(self, edit: Edit) -> Entry:
        edited = edit.edited
        for _, before, after in edited.changes:
            self._total += _digest(after) - _digest(before)
        forward, inverse = encoded(edited.changes)
        digest_after = total((self._total,))
        return Entry(
            edit.number, edited.cause, edited.step, edited.name, forward, inverse, digest_after, edit.at
        )

    def _write_saving(self, file: JournalFile, saving: Saving) -> None:
        self._saved = Saved.of(saving.number, saving.path, saving.stamp, saving.at)
        file.record_save(self._saved)
        self._path = saving.path
        self._describe(file.folder)
        if saving.number > self._base_number and outgrown(self._written, len(saving.data) + self._carried):
            in_base = {each.sha256 for each in saving.document.select(Picture)}
            others = {key: data for key, data in self._pictures.items() if key not in in_base}
            file.rebase(saving.number, saving.data, others)
            self._safe_pictures = set(self._pictures)
            self._carried += self._written
            self._base_number, self._written = saving.number, 0

    def _abandon(self) -> None:
        """Abandon a journal that has failed, and keep the history that can be read from it."""
        file = self._file
        if file is None:
            return
        self._failed.add(file.folder.parent)
        self._close_file()
        try:
            self._history = reader.read(file.folder, self._number).before
        except Exception:
            _logger.exception("the undo history is not taken over")
            self._history = ()

    def _discard_predecessors(self) -> bool:
        """Discard the predecessors if they are still there. Return whether they are gone."""
        try:
            if self._predecessor is not None:
                discard_all_of(self._predecessor)
        except FileNotFoundError:
            return True
        except OSError:
            _logger.exception("%s stays", self._predecessor)
            return False
        return True

    def _close_file(self) -> None:
        file, self._file = self._file, None
        if file is not None:
            file.close()

    def _describe(self, folder: Path) -> None:
        """Write the description of the journal, for a recovery."""
        named = not drafts.is_draft(self._path)
        name = self._path.stem if named else drafts.title_of(self._document)
        follows = self._predecessor.name if self._predecessor is not None else ""
        description = {"name": name, "path": str(self._path), "follows": follows}
        data = json.dumps(description).encode("ascii")
        if (folder, data) != self._described:
            write_file(folder / DESCRIPTION, data, mode=PRIVATE)
            self._described = (folder, data)


def _digest(record: Record | None) -> int:
    return 0 if record is None else record_digest(record)


def _delete_database(folder: Path) -> bool:
    """Delete a journal's database, so that the folder is no longer a journal. Return whether it worked."""
    try:
        (folder / DATABASE).unlink(missing_ok=True)
    except OSError:
        _logger.exception("cannot delete %s", folder)
        return False
    return True


def outgrown(entries: int, rest: int) -> bool:
    """Return whether the entries since a base are so large, compared with the rest, that a new base pays."""
    return entries > max(rest, 64 * 1024)


def _no_journal() -> str:
    return tr(
        "Crash recovery is off: no writable folder was found. Your map is open and can be saved. Save it "
        "often."
    )
