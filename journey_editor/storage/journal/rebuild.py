"""Recovery of a project from a journal: its base, validated, and the edits since then."""

import gc
import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from journey_editor.editing.draft import Draft
from journey_editor.editing.history import History
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.model.records import Picture
from journey_editor.model.rules import check_document
from journey_editor.storage.journal import reader
from journey_editor.storage.journal.entries import Entry, Saved, Typed
from journey_editor.storage.journal.journal_file import columns_of_kinds
from journey_editor.storage.journal.names import base_name, base_numbers
from journey_editor.storage.journal.reader import Contents, DiskFailedError, NewerJournalError
from journey_editor.storage.journal.recovered import MOST_ATTEMPTS, Recoverable, Recovered
from journey_editor.storage.journal.replay import Decoder, Recorded, history_of, migrated, replay
from journey_editor.storage.locking.file_lock import FileLock
from journey_editor.storage.migrations import MIGRATIONS, Migration
from journey_editor.storage.project.gate import Validated, validate
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.stamp import read_stamped

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """Result of a base and the entries after it: the document after edit `number`."""

    base: Validated
    contents: Contents
    decoder: Decoder
    document: Document
    number: int
    used: Sequence[Entry]
    whole: bool


def recovered(
    found: Recoverable, attempts: int, lock: FileLock, *, migrations: Sequence[Migration] = MIGRATIONS
) -> Recovered:
    """Return the project in a journal, with its edits up to the first invalid one. Raises `UserError`."""
    with _without_garbage_collection():
        return _recovered(found, attempts, lock, migrations)


def _recovered(
    found: Recoverable, attempts: int, lock: FileLock, migrations: Sequence[Migration]
) -> Recovered:
    try:
        best = _best(found.folder, migrations, patient=attempts <= MOST_ATTEMPTS)
        if best is not None and not best.whole:
            # A temporary error of the disk looks like damage, so try once more.
            again = _best(found.folder, migrations, patient=False)
            best = again if again is not None and again.number >= best.number else best
    except NewerJournalError:
        raise UserError(_newer(found.name)) from None
    except (DiskFailedError, OSError) as error:
        raise UserError(_not_now(found.name), details=repr(error)) from error
    if best is None:
        raise UserError(_unreadable(found.name))
    pictures = {**best.contents.pictures, **best.base.pictures}
    document = _without_lost_pictures(best.document, pictures)
    entries, history, undoable = _history(best)
    if _needs_lost_pictures(history, pictures):
        # Undo must not restore a picture that cannot be saved.
        entries, history, undoable = (), History(), False
    saved = _saved(best, migrations)
    return Recovered(
        document=document,
        pictures=pictures,
        history=history,
        path=found.path,
        stamp=saved.stamp if saved is not None else None,
        number=best.number,
        saved_number=saved.number if saved is not None else 0,
        typed=_typed(best),
        entries=entries,
        attempts=attempts,
        whole=best.whole and undoable,
        offer=found,
        lock=lock,
    )


def _best(folder: Path, migrations: Sequence[Migration], *, patient: bool) -> _Attempt | None:
    """Return the attempt with the most edits; None if there is no valid base."""
    best: _Attempt | None = None
    for number, base in _bases(folder, migrations):
        attempt = _attempt(folder, number, base, migrations, patient=patient)
        if best is None or attempt.number > best.number:
            best = attempt
        if attempt.whole:
            break
    return best


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """Pause garbage collection: the work creates many objects and no garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _bases(folder: Path, migrations: Sequence[Migration]) -> Iterator[tuple[int, Validated]]:
    """Yield the valid bases, each with the number of its last edit."""
    for number in base_numbers(folder):
        try:
            path = folder / base_name(number)
            yield number, validate(read_stamped(path)[0], path, migrations=migrations)
        except FileRefusedError as refused:
            _logger.warning("%s: %s", path, refused.details or refused.sentence)
    # The project's own file can serve as a base if it is unchanged since the save.
    try:
        saved = reader.read(folder, 0, newest=len(migrations) + 1).saved
        if saved is not None:
            path = Path(json.loads(saved.path))
            data, stamp = read_stamped(path)
            if stamp.sha256 == saved.sha256:
                yield saved.number, validate(data, path, migrations=migrations)
    except (
        FileRefusedError,
        DiskFailedError,
        SQLAlchemyError,
        sqlite3.Error,
        ValueError,
        TypeError,
    ) as error:
        _logger.warning("the project file cannot serve as a base: %r", error)


def _attempt(
    folder: Path, number: int, base: Validated, migrations: Sequence[Migration], *, patient: bool
) -> _Attempt:
    try:
        contents = reader.read(folder, number, newest=len(migrations) + 1)
    except DiskFailedError as error:
        if patient:
            raise
        _logger.warning("again only the base of the journal in %s can be read: %r", folder, error)
        contents = Contents(whole=False)
    except (SQLAlchemyError, sqlite3.Error, ValueError, KeyError) as error:
        _logger.warning("only the base of the journal in %s can be read: %r", folder, error)
        contents = Contents(whole=False)
    pending = migrations[contents.version - 1 :] if contents.version else ()
    decoder = Decoder(contents.columns, pending)
    document, used = base.document, contents.after
    try:
        replayed = replay(document, used, decoder)
        if pending:
            check_document(replayed.document)
        document, used = replayed.document, used[: replayed.count]
    except Exception:
        # Rows with a valid checksum that are not records come from an error of the program that wrote them.
        _logger.exception("the edits in %s cannot be replayed", folder)
        used = []
    whole = contents.whole and len(used) == len(contents.after)
    return _Attempt(base, contents, decoder, document, number + len(used), used, whole)


def _saved(best: _Attempt, migrations: Sequence[Migration]) -> Saved | None:
    """Return the last save, or None if the project's file must not be overwritten without a question."""
    saved = best.contents.saved
    if saved is None:
        return None
    if saved.number > best.number:
        # The file is newer than the rest of the journal.
        return None
    try:
        path = Path(json.loads(saved.path))
        data, stamp = read_stamped(path)
        if stamp.sha256 == saved.sha256:
            return saved
        digest = validate(data, path, migrations=migrations).digest
    except (FileRefusedError, OSError, ValueError, TypeError):
        return saved
    # The program may have ended after a save, but before it stored it in the journal.
    for entry in reversed(best.used):
        if entry.number > saved.number and entry.digest == digest:
            return Saved.of(entry.number, path, stamp, entry.at)
    return saved


def _history(best: _Attempt) -> tuple[Sequence[Entry], History, bool]:
    """Return the entries for a new journal, their undo history, and whether that is complete."""
    entries, decoder = [*best.contents.before, *best.used], best.decoder
    try:
        if decoder.migrations:
            entries, decoder = migrated(entries, decoder), Decoder(columns_of_kinds())
        return entries, history_of(entries, decoder), True
    except Exception:
        _logger.exception("the undo history is lost")
        return (), History(), False


def _without_lost_pictures(document: Document, pictures: Mapping[str, bytes]) -> Document:
    """Return the document without pictures whose bytes are missing. Cards that showed them stay."""
    lost = [each for each in document.select(Picture) if len(pictures.get(each.sha256, b"")) != each.size]
    if not lost:
        return document
    draft = Draft(document)
    for each in lost:
        draft.remove(each.id)
    return draft.finish()


def _needs_lost_pictures(history: History, pictures: Mapping[str, bytes]) -> bool:
    """Return whether a step of the history needs a picture whose bytes are missing."""
    return any(
        isinstance(record, Picture) and record.sha256 not in pictures
        for step in (*history.done, *history.undone)
        # Decode only the steps with pictures, since there may be very many steps.
        if isinstance(step.changes.changes, Recorded) and step.changes.changes.mentions(Picture)
        for pair in step.changes.changes.values()
        for record in pair
    )


def _typed(best: _Attempt) -> Typed | None:
    """Return the unfinished typing, unless it has become an edit."""
    if best.contents.typed is None:
        return None
    row, field, text, at = best.contents.typed
    try:
        values = json.loads(row)
        record = best.decoder.records({values[0]: values})[values[0]]
    except Exception:
        _logger.exception("the unfinished typing is lost")
        return None
    there = best.document.find(values[0])
    if record is None or not hasattr(record, field) or getattr(there, field, None) == text:
        return None
    return Typed(record, field, text, at)


def _newer(name: str) -> str:
    return tr(
        "Cannot recover “{name}”: it was edited with a newer version of Journey Editor. The unsaved changes "
        "are kept. Update the program to recover them."
    ).format(name=name)


def _not_now(name: str) -> str:
    return tr(
        "Cannot recover “{name}”: the unsaved changes cannot be read from the disk at the moment. They are "
        "kept, and the project file is unchanged. Try again later."
    ).format(name=name)


def _unreadable(name: str) -> str:
    return tr(
        "Cannot recover “{name}”: the unsaved changes are damaged. They are kept, and the project file is "
        "unchanged."
    ).format(name=name)
