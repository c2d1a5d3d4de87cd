"""The projects that were open lately, and their small pictures."""

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from journey_editor.foundation import folders
from journey_editor.foundation.atomic_file import write_file

_MOST = 24


@dataclass(frozen=True, slots=True)
class RecentProject:
    """A project that was open: its file, what it was called, and whether it stays at the top."""

    file: str
    name: str
    pinned: bool = False

    @property
    def path(self) -> Path:
        """The project's file, which may be gone."""
        return Path(self.file)

    @property
    def thumbnail(self) -> Path:
        """Where the project's small picture lies, if one was made."""
        return folders.user_cache() / f"{hashlib.sha256(self.file.encode()).hexdigest()[:24]}.png"


class RecentProjects:
    """The list, kept in the person's data folder. Pinned ones come first, then the latest."""

    def projects(self) -> list[RecentProject]:
        """All that are remembered."""
        return sorted(self._read(), key=lambda project: not project.pinned)

    def note(self, path: Path, name: str) -> RecentProject:
        """Remember that a project was open just now."""
        file = str(path.absolute())
        old = next((each for each in self._read() if each.file == file), None)
        noted = RecentProject(file, name, old is not None and old.pinned)
        self._write([noted, *(each for each in self._read() if each.file != file)])
        return noted

    def pin(self, project: RecentProject, pinned: bool) -> None:
        """Keep a project at the top, or no longer."""
        self._write(
            [
                RecentProject(each.file, each.name, pinned) if each.file == project.file else each
                for each in self._read()
            ]
        )

    def forget(self, project: RecentProject) -> None:
        """Take a project off the list; its file stays."""
        self._write([each for each in self._read() if each.file != project.file])
        project.thumbnail.unlink(missing_ok=True)

    def _read(self) -> list[RecentProject]:
        try:
            rows = json.loads(self._file().read_text("utf-8"))
            return [
                RecentProject(str(row["file"]), str(row["name"]), bool(row["pinned"])) for row in rows
            ]
        except (OSError, ValueError, KeyError, TypeError):
            # No list yet, or one that somebody else wrote into: nothing is lost but the list.
            return []

    def _write(self, projects: list[RecentProject]) -> None:
        pinned = [each for each in projects if each.pinned]
        others = [each for each in projects if not each.pinned]
        kept = [*pinned, *others[: max(0, _MOST - len(pinned))]]
        write_file(self._file(), json.dumps([asdict(each) for each in kept], indent=1).encode())

    def _file(self) -> Path:
        return folders.user_data() / "recent.json"
