"""Driver for dialogs: actions of a user, each as one function."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.dialogs.last_save import _LastSave
from journey_editor.app.dialogs.versions import VersionsDialog
from journey_editor.app.window.main_window import MainWindow
from tests.app.driver import choose, press, settle

D = TypeVar("D", bound=QDialog)


def opened(kind: type[D]) -> D:
    """Return the only visible dialog of a type."""
    [found] = every_opened(kind)
    return found


def every_opened(kind: type[D]) -> list[D]:
    """Return the visible dialogs of a type."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


class _WhenShown(QObject):
    """Event filter that calls a function with the first dialog of a type that is shown."""

    def __init__(self, kind: type[D], react: Callable[[D], None]) -> None:
        super().__init__()
        self._kind, self._react = kind, react

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, self._kind):
            QTimer.singleShot(0, watched, lambda: self._react(watched))
        return False


@contextmanager
def when_shown(kind: type[D], react: Callable[[D], None]) -> Iterator[None]:
    """Call a function when a dialog is shown, whose loop then runs in the `with` block."""
    watch = _WhenShown(kind, react)
    QApplication.instance().installEventFilter(watch)
    yield
    QApplication.instance().removeEventFilter(watch)


def name_line() -> QLineEdit:
    """Return the file name field of the file dialog."""
    line = opened(QFileDialog).findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    return line


def name_file(name: str | Path) -> None:
    """Replace the proposed name in the file dialog, and press Enter."""
    line = name_line()
    line.setFocus()
    line.selectAll()
    # `QTest` has keys for Latin letters only.
    typed = QInputMethodEvent()
    typed.setCommitString(str(name))
    QApplication.sendEvent(line, typed)
    press(line, Qt.Key.Key_Return)


def button(dialog: QWidget, text: str) -> QPushButton:
    """Return the visible button with this text."""
    buttons = (each for each in dialog.findChildren(QPushButton) if each.isVisibleTo(dialog))
    [found] = (each for each in buttons if each.text() == text)
    return found


def answer(text: str) -> None:
    """Press a button of the message box."""
    button(opened(QMessageBox), text).click()
    settle()


def _import_review(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    text = folder / "kettle.mmd"
    text.write_text(
        "journey\n  title A broken kettle\n  section Return\n    Sends it back: 2: Sofie, Shop clerk\n"
    )
    window.imports.add([text])
    button(window.notice_bar, "Review…").click()


def _table_review(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    table = folder / "kettle.csv"
    table.write_text("Stage,Actions,Emotion\nReturn,Sends it back,sad\nWait,Waits,calm\n")
    window.imports.add([table])


def _versions(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    window.files.save_as(folder / "map.journey")
    qtbot.waitUntil(lambda: window.session.title == "map")
    choose(window, "stage.add_after")
    window.canvas.cancel()
    choose(window, "project.save")
    qtbot.waitUntil(lambda: not window.session.store.unsaved)
    choose(window, "project.versions")
    qtbot.waitUntil(opened(VersionsDialog).restore_button.isEnabled)


def _file_that_exists(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    folder.joinpath("map.journey").touch()
    choose(window, "project.save_copy")
    name_file(folder / "map")


def _name_of_a_device(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    choose(window, "project.save_copy")
    name_file(folder / "COM1")


def _comparison(window: MainWindow, folder: Path, qtbot: QtBot) -> None:
    choose(window, "journey.add")
    choose(window, "journey.compare")


def _by_action(action: str) -> "Open":
    return lambda window, folder, qtbot: choose(window, action)


Open = Callable[[MainWindow, Path, QtBot], None]
EVERY_DIALOG: Mapping[str, Open] = {
    "comparison": _comparison,
    "export": _by_action("project.export"),
    "save as": _by_action("project.save_as"),
    "save a copy": _by_action("project.save_copy"),
    "a file that exists": _file_that_exists,
    "the name of a device": _name_of_a_device,
    "versions": _versions,
    "import review": _import_review,
    "table review": _table_review,
    "channel": _by_action("channel.add"),
    "tag": _by_action("tag.add"),
    "tags": _by_action("tag.manage"),
    "brand": _by_action("project.brand"),
    "commands": _by_action("help.commands"),
    "keys": _by_action("help.keys"),
    "documentation": _by_action("help.pages"),
    "about": _by_action("help.about"),
    "last save": lambda window, folder, qtbot: _LastSave(window, "map.journey", Future()).open(),
}
"""Functions that open the dialogs of the program."""


def folders(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the name of each dialog with a new folder for its files."""
    for name in EVERY_DIALOG:
        (folder / name).mkdir()
        yield name, folder / name
