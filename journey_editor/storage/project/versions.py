"""Earlier versions of project files. Each save keeps the replaced file, in the user's local data folder.

The last 20 versions of each file are kept, and the first one of each of the last 60 minutes, 24 hours and 30
days in which it was saved. Versions are ordered by their numbers. Times only tell whether two successive
versions belong to the same minute, hour or day, and never how old one is. So a wrong clock adds versions, and
never deletes one that a right clock would keep. The version of a review is kept for ever.
"""

import contextlib
import hashlib
import json
import os
import re
import stat
from collections.abc import Sequence
from datetime import UTC, date, datetime
from itertools import groupby
from pathlib import Path

from journey_editor.foundation import file_system, folders
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.file_words import known_name
from journey_editor.foundation.identity import Clock, local_time, now
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.storage.project import recent
from journey_editor.storage.project.refusal import FileRefusedError
from journey_editor.storage.project.stamp import read_stamped

LAST = 20
MINUTES = 60
HOURS = 24
DAYS = 30
_REVIEWED = " reviewed"
_SPANS = ((MINUTES, len("2026-12-31T23:59")), (HOURS, len("2026-12-31T23")), (DAYS, len("2026-12-31")))
"""Number of minutes, hours and days, and of the characters of a time that tell them apart."""
_NAME = re.compile(r"(?:(\d{6,18}) )?((\d{8}T\d{12})Z-([0-9a-f]{16})( reviewed)?\.journey)", re.ASCII)
"""Number, time of the replacement, beginning of the SHA-256, and a mark for the version of a review.

Older programs wrote no number, and do not list versions of reviews.
"""
_DESCRIPTION = "project.json"
"""File with the project's path, and its title if it is unnamed."""


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a file, with its size in bytes. A `reviewed` one was kept at a review."""

    path: Path
    saved_at: datetime
    replaced_at: datetime
    size: int
    number: int
    mark: str
    """Beginning of the SHA-256 of the content."""
    reviewed: bool = False


@dataclass(frozen=True, slots=True)
class KeptProject:
    """A project with its earlier versions, the one that was replaced last first.

    `path` is None if the versions are from an older program that did not store it.
    """

    folder: Path
    path: Path | None
    name: str
    versions: Sequence[Version]

    @property
    def size(self) -> int:
        """Size of all versions, in bytes."""
        return sum(each.size for each in self.versions)

    @property
    def is_gone(self) -> bool:
        """True if the project's file does not exist any more."""
        return self.path is not None and not os.path.isfile(self.path)  # noqa: PTH113 - it never raises


class VersionNotKeptError(UserError):
    """The old file could not be kept as a version. The save continues nevertheless."""


def keep_version(path: Path, clock: Clock = now, *, title: str = "", reviewed: bool = False) -> None:
    """Keep the file at `path`, if there is one, as a version. An unnamed project needs a `title`.

    Call this before a save, or after one if it is the version of a review. Raises `VersionNotKeptError`.
    """
    try:
        data, stamp = read_stamped(path)
    except FileRefusedError as refused:
        if refused.reason in ("gone", "empty", "not a project", "folder"):
            return
        raise VersionNotKeptError(_not_kept(path), details=refused.details) from refused
    try:
        folder = _described_folder(path, title)
        known = versions_of(path)
        mark = stamp.sha256[:16]
        if known and known[0].mark == mark:
            if reviewed and not known[0].reviewed:
                old = known[0].path
                old.replace(old.with_name(f"{old.stem}{_REVIEWED}{old.suffix}"))
            return
        replaced_at = f"{clock().astimezone(UTC):%Y%m%dT%H%M%S%f}Z"
        new = folder / f"{_next_number(known):06} {replaced_at}-{mark}{_REVIEWED if reviewed else ''}.journey"
        # The permissions of the file itself, without execution, and with writing for the owner.
        mode = stat.S_IMODE(file_system.disk.status(path).st_mode) & 0o666 | stat.S_IWUSR
        write_file(new, data, mode=mode)
        # The time of the file is the time when it was saved.
        os.utime(new, ns=(stamp.mtime_ns, stamp.mtime_ns))
    except (OSError, UserError) as error:
        raise VersionNotKeptError(_not_kept(path), details=repr(error)) from error
    _thin(path)


def move_versions(old: Path, new: Path) -> None:
    """Move the versions of a draft, and the draft itself, to the versions of the file at `new`.

    Call this when a draft gets a name. Versions that cannot be moved stay. Never raises.
    """
    with contextlib.suppress(VersionNotKeptError):
        keep_version(old)
    carried = versions_of(old)
    if not carried:
        return
    with contextlib.suppress(OSError, UserError):
        target = _described_folder(new)
        first = _next_number(versions_of(new))
        for number, each in enumerate(reversed(carried), first):
            named = _NAME.fullmatch(each.path.name)
            assert named is not None
            each.path.replace(target / f"{number:06} {named[2]}")
        _remove(_folder_of(old))
    _thin(new)


def versions_of(path: Path) -> list[Version]:
    """Return the earlier versions of the file at `path`, the one that was replaced last first."""
    # An incomplete list is better than an error.
    with contextlib.suppress(OSError, UserError):
        return _versions_in(_folder_of(path))
    return []


def version_of_day(versions: Sequence[Version], day: date) -> Version | None:
    """Return the version of the review that was saved nearest to a day, or else any version, or None."""
    of_reviews = [each for each in versions if each.reviewed]
    return min(of_reviews or versions, key=lambda each: abs((each.saved_at.date() - day).days), default=None)


def kept_of(path: Path) -> KeptProject:
    """Return the project at `path` with its versions. Raises `UserError` if there is no data folder."""
    folder = _folder_of(path)
    return KeptProject(folder, path, _read_description(folder)[1] or _name_of(path), versions_of(path))


def kept_projects() -> list[KeptProject]:
    """Return all projects with versions, sorted by name."""
    found = []
    with contextlib.suppress(OSError, UserError):
        folder_names = {_folder_of(each.path).name: each.path for each in recent.recent_projects()}
        for folder in folders.user_versions().iterdir():
            with contextlib.suppress(OSError):
                path, title = _read_description(folder)
                path = path or folder_names.get(folder.name)
                name = title or (_name_of(path) if path else tr("Unknown project"))
                found.append(KeptProject(folder, path, name, _versions_in(folder)))
    return sorted((each for each in found if each.versions), key=lambda each: each.name.casefold())


def _name_of(path: Path) -> str:
    """Return the name of a file without its ending, or the word for a draft, whose name means nothing."""
    return known_name(path) if folders.is_among_drafts(path) else path.stem


def delete_versions(project: KeptProject) -> None:
    """Delete all versions of a project permanently. Raises `UserError` if some cannot be deleted."""
    try:
        for each in _versions_in(project.folder):
            each.path.unlink(missing_ok=True)
        _remove(project.folder)
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(
            tr("Some versions of “{name}” could not be deleted: {reason}. They are still there.").format(
                name=project.name, reason=error.strerror
            ),
            details=repr(error),
        ) from error


def _versions_in(folder: Path) -> list[Version]:
    """Return the versions in a folder, the last one first. Raises `OSError`."""
    found = []
    for each in folder.iterdir():
        with contextlib.suppress(OSError, ValueError, OverflowError):
            found.append(_version(each))
    return sorted(found, key=lambda version: (version.number, version.path.name), reverse=True)


def _version(file: Path) -> Version:
    """Return the version in a file. Raises `ValueError` if the file's name is not that of a version."""
    named = _NAME.fullmatch(file.name)
    if named is None:
        raise ValueError(file.name)
    status = file.stat()
    saved_at = local_time(status.st_mtime)
    seconds, fraction = named[3][:15], named[3][15:]
    # Many are read at each save. `strptime` takes twenty times as long.
    replaced_at = datetime.fromisoformat(f"{seconds}.{fraction}+00:00").astimezone()
    number = int(named[1] or 0)
    return Version(file, saved_at, replaced_at, status.st_size, number, named[4], bool(named[5]))


def _next_number(versions: Sequence[Version]) -> int:
    return versions[0].number + 1 if versions else 1


def _thin(path: Path) -> None:
    """Delete the versions of a file that are no longer needed, as far as possible."""
    for each in _to_go(versions_of(path)):
        with contextlib.suppress(OSError):
            each.path.unlink()


def _to_go(versions: Sequence[Version]) -> list[Version]:
    """Return those of `versions` (the last one first) that are no longer needed."""
    kept = {*versions[:LAST], *(each for each in versions if each.reviewed)}
    for count, length in _SPANS:
        in_spans = groupby(reversed(versions), lambda each: each.replaced_at.isoformat()[:length])  # noqa: B023
        kept.update([next(of_span) for _, of_span in in_spans][-count:])
    return [each for each in versions if each not in kept]


def _folder_of(path: Path) -> Path:
    # Links and, on Windows, different spellings of a name lead to the same folder.
    name = os.path.normcase(os.path.realpath(path))
    key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return folders.user_versions() / key


def _described_folder(path: Path, title: str = "") -> Path:
    """Create the folder for the versions of a file, with a description of the project."""
    folders.make_private(folders.user_versions())
    folder = folders.make_private(_folder_of(path))
    real = os.path.realpath(path)
    if _read_description(folder) != (Path(real), title):
        description = json.dumps({"path": real, "title": title})
        write_file(folder / _DESCRIPTION, description.encode("ascii"), mode=PRIVATE)
    return folder


def _read_description(folder: Path) -> tuple[Path | None, str]:
    """Return the path of the project of a folder, and its title if it is unnamed."""
    description: object = None
    with contextlib.suppress(OSError, ValueError, RecursionError):
        description = json.loads((folder / _DESCRIPTION).read_bytes())
    match description:
        case {"path": str(path), "title": str(title)} if "\x00" not in path and Path(path).is_absolute():
            return Path(path), title
    return None, ""


def _remove(folder: Path) -> None:
    """Remove a folder without versions, unless it contains other files."""
    (folder / _DESCRIPTION).unlink(missing_ok=True)
    with contextlib.suppress(OSError):
        folder.rmdir()


def _not_kept(path: Path) -> str:
    return tr(
        "“{file}” was saved, but its previous version could not be kept. The disk with your data folder may "
        "be full."
    ).format(file=known_name(path))
