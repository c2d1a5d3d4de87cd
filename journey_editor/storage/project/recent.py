"""Recently opened projects, for the start page and the menu.

They are stored in a JSON file in the user's local data folder, the one that was opened last first: they are
not sorted by time, because the clock may be wrong. If the file is damaged, the list is shorter or empty.
Drafts are stored for where they were left. They are not listed.
"""

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple, replace
from datetime import datetime
from math import isfinite
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import PRIVATE, write_file
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass

MOST = 20
"""Maximum number of projects that are not pinned."""


@dataclass(frozen=True, slots=True)
class LeftAt:
    """Journey that was shown last, with the zoom and the position in the middle of the view in map units."""

    journey: str
    zoom: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was opened: its path and name, when it was last open, and where it was left."""

    path: Path
    name: str
    when: datetime
    pinned: bool = False
    left_at: LeftAt | None = None


def recent_projects() -> tuple[RecentProject, ...]:
    """Return the pinned projects, then the others, the latest first."""
    listed = (each for each in _remembered() if not folders.is_among_drafts(each.path))
    return tuple(sorted(listed, key=lambda each: not each.pinned))


def remember(path: Path, name: str, when: datetime, left_at: LeftAt | None = None) -> None:
    """Move a project to the top of the list. Without `left_at`, the place where it was left is kept."""
    known = {each.path: each for each in _remembered()}
    project = replace(known.pop(path, RecentProject(path, name, when)), name=name, when=when)
    _write([replace(project, left_at=left_at or project.left_at), *known.values()])


def place_in(path: Path) -> LeftAt | None:
    """Return where a project was left, or None if it is not known."""
    return next((each.left_at for each in _remembered() if each.path == path), None)


def forget(path: Path) -> None:
    """Remove a project from the list, and delete its thumbnail. The project itself is unchanged."""
    _write([each for each in _remembered() if each.path != path])
    _drop_picture(path)


def pin(path: Path, *, pinned: bool) -> None:
    """Pin a project to the top of the list, or unpin it."""
    _write([replace(each, pinned=pinned) if each.path == path else each for each in _remembered()])


def thumbnail_path(path: Path) -> Path:
    """Return the path of a project's thumbnail (PNG), which may not exist. Its folder is created."""
    folder = folders.user_cache() / "thumbnails"
    with contextlib.suppress(OSError):
        folders.make_private(folder)
    return folder / f"{hashlib.sha256(str(path).encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.png"


def _file() -> Path:
    return folders.user_data() / "recent projects.json"


def _remembered() -> list[RecentProject]:
    """Return all projects, the one that was opened last first."""
    try:
        entries = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return []
    return [found for entry in entries if (found := _read(entry))] if isinstance(entries, list) else []


def _read(entry: object) -> RecentProject | None:
    match entry:
        case {"path": str(path), "name": str(name), "when": str(when), "pinned": bool(pinned), **rest}:
            try:
                moment = datetime.fromisoformat(when)
            except ValueError:
                return None
            if moment.tzinfo is None or "\x00" in path or not Path(path).is_absolute():
                return None
            return RecentProject(Path(path), name, moment, pinned, _place(rest.get("left_at")))
    return None


def _place(entry: object) -> LeftAt | None:
    match entry:
        case [str(journey), float(zoom), float(x), float(y)] if zoom > 0 and all(map(isfinite, (zoom, x, y))):
            return LeftAt(journey, zoom, x, y)
    return None


def _entry(project: RecentProject) -> dict[str, object]:
    entry: dict[str, object] = {"path": str(project.path), "name": project.name}
    entry |= {"when": project.when.isoformat(), "pinned": project.pinned}
    if project.left_at is not None:
        entry["left_at"] = astuple(project.left_at)
    return entry


def _write(projects: Sequence[RecentProject]) -> None:
    drafts = [each for each in projects if folders.is_among_drafts(each.path)]
    listed = [each for each in projects if each not in drafts and not each.pinned]
    # A draft may have been saved under a name, or discarded.
    gone = [each for each in drafts if not each.path.is_file()]
    too_many = [*gone, *drafts[MOST:], *listed[MOST:]]
    entries = [_entry(each) for each in projects if each not in too_many]
    # The list is not important enough for an error message.
    with contextlib.suppress(UserError):
        write_file(_file(), json.dumps(entries, indent=1).encode("ascii"), mode=PRIVATE)
        for each in too_many:
            _drop_picture(each.path)


def _drop_picture(path: Path) -> None:
    with contextlib.suppress(OSError):
        thumbnail_path(path).unlink(missing_ok=True)
