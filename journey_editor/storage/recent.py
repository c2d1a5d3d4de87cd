"""The projects that were opened last, for the start page and the menu.

They stand in a JSON file in the user's local data folder. It is a convenience: whatever is wrong with it,
the list is shorter or empty, and nothing else happens.
"""

import contextlib
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import write_file
from journey_editor.foundation.errors import UserError

MOST = 20
"""How many projects are remembered beside those that are pinned."""


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was opened: where it lies, its name, when it was last open, whether it stays on top."""

    path: Path
    name: str
    when: datetime
    pinned: bool = False


def recent_projects() -> tuple[RecentProject, ...]:
    """The pinned ones, then the others, each from the latest on."""
    try:
        entries = json.loads(_file().read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return ()
    return (
        _in_order(found for entry in entries if (found := _read(entry))) if isinstance(entries, list) else ()
    )


def remember(path: Path, name: str, when: datetime) -> None:
    """Put a project to the top of the list."""
    known = {each.path: each for each in recent_projects()}
    old = known.pop(path, None)
    _write([RecentProject(path, name, when, pinned=old is not None and old.pinned), *known.values()])


def forget(path: Path) -> None:
    """Take a project off the list, and its picture away; the project itself is not touched."""
    _write([each for each in recent_projects() if each.path != path])
    with contextlib.suppress(OSError):
        thumbnail_path(path).unlink(missing_ok=True)


def pin(path: Path, *, pinned: bool) -> None:
    """Keep a project at the top of the list, or let it go down with the others."""
    _write([replace(each, pinned=pinned) if each.path == path else each for each in recent_projects()])


def thumbnail_path(path: Path) -> Path:
    """Where the picture (PNG) of a project lies, if it has one; the folder is there."""
    folder = folders.user_cache() / "thumbnails"
    with contextlib.suppress(OSError):
        folder.mkdir(exist_ok=True)
    return folder / f"{hashlib.sha256(str(path).encode('utf-8', 'surrogatepass')).hexdigest()[:32]}.png"


def _file() -> Path:
    return folders.user_data() / "recent projects.json"


def _read(entry: object) -> RecentProject | None:
    match entry:
        case {"path": str(path), "name": str(name), "when": str(when), "pinned": bool(pinned)}:
            try:
                moment = datetime.fromisoformat(when)
            except ValueError:
                return None
            if moment.tzinfo is None or "\x00" in path or not Path(path).is_absolute():
                return None
            return RecentProject(Path(path), name, moment, pinned)
    return None


def _in_order(projects: Iterable[RecentProject]) -> tuple[RecentProject, ...]:
    latest = sorted(projects, key=lambda each: each.when, reverse=True)
    pinned = [each for each in latest if each.pinned]
    others = [each for each in latest if not each.pinned]
    return (*pinned, *others[:MOST])


def _write(projects: Iterable[RecentProject]) -> None:
    entries = [
        {"path": str(each.path), "name": each.name, "when": each.when.isoformat(), "pinned": each.pinned}
        for each in _in_order(projects)
    ]
    # A list that cannot be kept is no reason to disturb anybody.
    with contextlib.suppress(UserError):
        write_file(_file(), json.dumps(entries, indent=1).encode("ascii"))
