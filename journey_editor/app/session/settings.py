"""User settings in an ini file in the user's data folder."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from journey_editor.foundation.folders import make_private_file, user_data
from journey_editor.foundation.regular_file import is_there

_HIDDEN_AT_FIRST = frozenset({"history", "insights", "minimap"})
"""Panels that are hidden until the user shows them."""
_RECENT_COMMANDS = 8
"""Maximum number of commands that come first in the command palette."""
_TABLE_PLANS = 50
"""Maximum number of tables whose import is remembered."""

THEMES = ("system", "light", "dark", "contrast")


class Settings(QObject):
    """Settings that persist between runs: theme, wheel, saving, window positions and panels."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # Private, because it contains the name of the folder used last.
        file = make_private_file(user_data() / "settings.ini")
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """Colour theme of the window: one of `THEMES`."""
        name = str(self._store.value("window/theme", "system"))
        return name if name in THEMES else "system"

    def set_theme(self, name: str) -> None:
        """Set the colour theme of the window."""
        self._store.setValue("window/theme", name)
        self.changed.emit()

    @property
    def wheel_zooms(self) -> bool:
        """True if the mouse wheel zooms instead of scrolling."""
        return str(self._store.value("canvas/wheel_zooms", "false")) == "true"

    def set_wheel_zooms(self, zooms: bool) -> None:
        """Set the action of the mouse wheel."""
        self._store.setValue("canvas/wheel_zooms", "true" if zooms else "false")
        self.changed.emit()

    @property
    def as_on_paper(self) -> bool:
        """True if maps are shown as on paper."""
        return str(self._store.value("canvas/as_on_paper", "false")) == "true"

    def set_as_on_paper(self, yes: bool) -> None:
        """Set whether maps are shown as on paper."""
        self._store.setValue("canvas/as_on_paper", "true" if yes else "false")

    @property
    def autosave(self) -> bool:
        """True if projects are saved automatically, False if only on request and on closing."""
        return str(self._store.value("files/saves_itself", "true")) == "true"

    def set_autosave(self, yes: bool) -> None:
        """Set whether projects are saved automatically."""
        self._store.setValue("files/saves_itself", "true" if yes else "false")
        self.changed.emit()

    def bytes_of(self, name: str) -> QByteArray | None:
        """Return a widget's saved position or sizes, or None."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else None

    def set_bytes(self, name: str, value: QByteArray) -> None:
        """Save a widget's position or sizes."""
        self._store.setValue(f"window/{name}", value)

    @property
    def panels_hidden(self) -> set[str]:
        """Hidden panels."""
        hidden = set(str(self._store.value("window/panels_hidden", "")).split())
        shown = set(str(self._store.value("window/panels_shown", "")).split())
        return hidden | (_HIDDEN_AT_FIRST - shown)

    def set_panels_hidden(self, names: set[str]) -> None:
        """Set the hidden panels; all others are shown."""
        self._store.setValue("window/panels_hidden", " ".join(sorted(names)))
        self._store.setValue("window/panels_shown", " ".join(sorted(_HIDDEN_AT_FIRST - names)))

    @property
    def recent_commands(self) -> list[str]:
        """Ids of the commands run from the command palette, the latest first."""
        return str(self._store.value("window/recent_commands", "")).split()

    def note_command(self, command: str) -> None:
        """Remember a command as the latest one."""
        others = [each for each in self.recent_commands if each != command]
        self._store.setValue("window/recent_commands", " ".join([command, *others][:_RECENT_COMMANDS]))

    def table_plan(self, shape: str) -> dict[str, object] | None:
        """Return how a table with these headings was imported last, or None."""
        found = self._table_plans().get(_digest(shape))
        return found if isinstance(found, dict) else None

    def set_table_plan(self, shape: str, plan: Mapping[str, object]) -> None:
        """Remember how a table with these headings was imported."""
        plans = {key: each for key, each in self._table_plans().items() if key != _digest(shape)}
        kept = dict(list(plans.items())[-_TABLE_PLANS + 1 :])
        self._store.setValue("import/tables", json.dumps({**kept, _digest(shape): plan}))

    def _table_plans(self) -> dict[str, object]:
        try:
            found = json.loads(str(self._store.value("import/tables", "{}")))
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    @property
    def folder(self) -> Path:
        """Folder of the file opened or saved last, by default the user's home."""
        folder = Path(str(self._store.value("files/folder", "")))
        return folder if folder.is_absolute() and is_there(folder) else Path.home()

    def set_folder(self, folder: Path) -> None:
        """Set the folder of the file opened or saved last."""
        self._store.setValue("files/folder", str(folder))


def _digest(shape: str) -> str:
    """Return a short form of the headings of a table, which do not belong into the settings themselves."""
    return hashlib.sha256(shape.encode("utf-8", "replace")).hexdigest()[:16]
