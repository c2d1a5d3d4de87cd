"""What the program remembers of a person's choices, in an ini file in their data folder."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from journey_editor.foundation.folders import make_private_file, user_data
from journey_editor.foundation.regular_file import is_there

THEMES = ("system", "light", "dark", "contrast")


class Settings(QObject):
    """Choices that outlive a run: the theme, the wheel, the windows' places."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # It names the folder that was used last.
        file = make_private_file(user_data() / "settings.ini")
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> str:
        """How the window is coloured: one of `THEMES`."""
        name = str(self._store.value("window/theme", "system"))
        return name if name in THEMES else "system"

    def set_theme(self, name: str) -> None:
        """Remember how the window is coloured."""
        self._store.setValue("window/theme", name)
        self.changed.emit()

    @property
    def wheel_zooms(self) -> bool:
        """Whether the mouse wheel zooms, instead of scrolling."""
        return str(self._store.value("canvas/wheel_zooms", "false")) == "true"

    def set_wheel_zooms(self, zooms: bool) -> None:
        """Remember what the mouse wheel does."""
        self._store.setValue("canvas/wheel_zooms", "true" if zooms else "false")
        self.changed.emit()

    @property
    def saves_itself(self) -> bool:
        """Whether projects save themselves, instead of only when somebody asks and on closing."""
        return str(self._store.value("files/saves_itself", "true")) == "true"

    def set_saves_itself(self, saves: bool) -> None:
        """Remember whether projects save themselves."""
        self._store.setValue("files/saves_itself", "true" if saves else "false")
        self.changed.emit()

    def bytes_of(self, name: str) -> QByteArray | None:
        """What a widget of the window saved of its place or sizes."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else None

    def keep_bytes(self, name: str, value: QByteArray) -> None:
        """Remember a widget's place or sizes."""
        self._store.setValue(f"window/{name}", value)

    @property
    def panels_hidden(self) -> set[str]:
        """The panels that were folded away."""
        return set(str(self._store.value("window/panels_hidden", "")).split())

    def set_panels_hidden(self, names: set[str]) -> None:
        """Remember which panels are folded away."""
        self._store.setValue("window/panels_hidden", " ".join(sorted(names)))

    @property
    def folder(self) -> Path:
        """The folder in which a file was opened or saved last, else the person's home."""
        folder = Path(str(self._store.value("files/folder", "")))
        return folder if folder.is_absolute() and is_there(folder) else Path.home()

    def set_folder(self, folder: Path) -> None:
        """Remember the folder in which a file was opened or saved."""
        self._store.setValue("files/folder", str(folder))
