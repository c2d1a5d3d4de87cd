"""The earlier versions of project files: what a save replaces is kept, in the user's local data folder.

Of each file there are the last 20, and of each of the last 30 days the first one: what was there before that
day's work began.
"""

import contextlib
import hashlib
import os
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import Clock, local_time, now
from journey_editor.foundation.translation import tr
from journey_editor.storage.refusal import FileRefusedError
from journey_editor.storage.stamp import read_stamped

LAST = 20
DAYS = 30
_NAME = re.compile(r"(\d{8}T\d{12})Z-[0-9a-f]{16}\.journey")


@dataclass(frozen=True, slots=True)
class Version:
    """An earlier version of a file: where it lies, when it was saved and when replaced, its size in bytes."""

    path: Path
    saved_at: datetime
    replaced_at: datetime
    size: int


class VersionNotKeptError(UserError):
    """What is about to be replaced could not be kept. That is no reason not to save."""


def keep_version(path: Path, clock: Clock = now) -> None:
    """Keep what lies at `path`, if anything does. Raises `VersionNotKeptError`; call it before a save."""
    try:
        data, stamp = read_stamped(path)
    except FileRefusedError as refused:
        if refused.reason in ("gone", "empty", "not a project", "folder"):
            return
        raise VersionNotKeptError(_not_kept(path), details=refused.details) from refused
    try:
        folder = _folder_of(path)
        folder.mkdir(parents=True, exist_ok=True)
        mark = stamp.sha256[:16]
        known = versions_of(path)
        if known and known[0].path.stem.endswith(mark):
            return
        new = folder / f"{clock().astimezone(UTC):%Y%m%dT%H%M%S%f}Z-{mark}.journey"
        write_file(new, data)
        # Only so can one tell later when it was saved.
        os.utime(new, ns=(stamp.mtime_ns, stamp.mtime_ns))
    except (OSError, UserError) as error:
        raise VersionNotKeptError(_not_kept(path), details=repr(error)) from error
    for old in _to_go(versions_of(path)):
        with contextlib.suppress(OSError):
            old.path.unlink()


def carry_over(old: Path, new: Path) -> None:
    """Let the versions of the file at `old`, and what lies there itself, be versions of that at `new`.

    For a project that is given its first name. What cannot be moved stays; never raises.
    """
    with contextlib.suppress(VersionNotKeptError):
        keep_version(old)
    carried = versions_of(old)
    if not carried:
        return
    with contextlib.suppress(OSError, UserError):
        target = _folder_of(new)
        target.mkdir(parents=True, exist_ok=True)
        for each in carried:
            each.path.replace(target / each.path.name)
        _folder_of(old).rmdir()
    for each in _to_go(versions_of(new)):
        with contextlib.suppress(OSError):
            each.path.unlink()


def versions_of(path: Path) -> list[Version]:
    """The earlier versions of the file at `path`, the one that was replaced last first."""
    found = []
    # A list that is shorter is better than none, and none is better than a program that stops.
    with contextlib.suppress(OSError, UserError):
        for each in _folder_of(path).iterdir():
            with contextlib.suppress(OSError, ValueError, OverflowError):
                found.append(_version(each))
    return sorted(found, key=lambda version: version.path.name, reverse=True)


def _version(file: Path) -> Version:
    """The version that a file of the folder is. Raises `ValueError` where its name says that it is none."""
    named = _NAME.fullmatch(file.name)
    if named is None:
        raise ValueError(file.name)
    status = file.stat()
    saved_at = local_time(status.st_mtime)
    replaced_at = datetime.strptime(named[1] + "+0000", "%Y%m%dT%H%M%S%f%z").astimezone()
    return Version(file, saved_at, replaced_at, status.st_size)


def _to_go(versions: list[Version]) -> list[Version]:
    """Those of `versions` (the last one first) that need not be kept any longer."""
    if len(versions) <= LAST:
        return []
    oldest = versions[0].replaced_at - timedelta(days=DAYS)
    firsts = {each.replaced_at.date(): each for each in versions if each.replaced_at > oldest}
    return [each for each in versions[LAST:] if firsts.get(each.replaced_at.date()) is not each]


def _folder_of(path: Path) -> Path:
    # By the file itself, whichever link leads to it and however its name is spelled where that is the same.
    name = os.path.normcase(os.path.realpath(path))
    key = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return folders.user_data() / "versions" / key


def _not_kept(path: Path) -> str:
    return tr(
        "“{file}” was saved, but the version before could not be kept: there may be no room for it in your "
        "folder of data."
    ).format(file=path.name)
