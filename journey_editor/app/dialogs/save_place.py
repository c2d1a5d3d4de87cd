"""Save dialog, used for every file name that the user chooses for writing."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFileDialog, QListView, QMessageBox, QWidget

from journey_editor.app.widgets.look.wheel import ignore_wheel_without_focus
from journey_editor.conversion.file_names import name_refusal, safe_name, with_ending
from journey_editor.conversion.formats import Format, name_filter
from journey_editor.foundation.translation import tr

_LONGEST_SHOWN = 60
"""Maximum length of a name in a question, in characters."""

OnChosen = Callable[[Path], object]


def ask_where_to_save(
    parent: QWidget, title: str, proposed: Path, found: Format, on_chosen: OnChosen
) -> None:
    """Ask for a file name, and call `on_chosen` with the path, which has a suffix of the format.

    For an existing file, `on_chosen` is called only if the user agreed to replace exactly that file.
    """
    dialog = QFileDialog(parent, title, str(proposed.parent), name_filter(found))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.selectFile(proposed.name)
    ignore_wheel_without_focus(*dialog.findChildren(QComboBox))
    # A native dialog has no widgets. It asks only about the name as it was typed.
    files = dialog.findChild(QListView, "listView")
    system_asks = not isinstance(files, QListView)
    if isinstance(files, QListView):
        dialog.setDefaultSuffix(found.suffixes[0])
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        # Qt would return the selected file even if a name was typed since.
        files.clearSelection()
    typed: list[str] = []
    dialog.fileSelected.connect(typed.append)

    def ask_again(path: Path) -> None:
        ask_where_to_save(parent, title, path, found, on_chosen)

    def decide() -> None:
        chosen = Path(typed[-1])
        path = with_ending(chosen, found.suffixes)
        if refusal := _refusal(path):
            better = path.with_name(safe_name(path.stem) + found.suffixes[0])
            _question(parent, title, refusal, lambda: ask_again(better))
        elif os.path.exists(path) and not (system_asks and path == chosen):  # noqa: PTH110 - never raises
            _question(parent, title, _exists(path), lambda: ask_again(path), lambda: on_chosen(path))
        else:
            on_chosen(path)

    dialog.accepted.connect(decide)
    dialog.open()


def _refusal(path: Path) -> str:
    """Return why no file can be saved at a path; empty if there is no known reason."""
    if os.path.isdir(path):  # noqa: PTH112 - never raises
        return tr("“{name}” is a folder. Choose another name for the file.").format(name=path.name)
    return name_refusal(path.name)


def _exists(path: Path) -> str:
    # A message box is as wide as the longest word.
    name = path.name if len(path.name) <= _LONGEST_SHOWN else f"{path.name[:_LONGEST_SHOWN]}…{path.suffix}"
    return tr(
        "“{name}” already exists in the folder “{folder}”. Replacing it overwrites its contents."
    ).format(name=name, folder=path.parent.name or path.parent)


def _question(
    parent: QWidget,
    title: str,
    sentence: str,
    on_back: Callable[[], object],
    on_replace: Callable[[], object] | None = None,
) -> None:
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setWindowTitle(title)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(sentence)
    back = box.addButton(tr("Choose another name…"), QMessageBox.ButtonRole.RejectRole)
    back.clicked.connect(on_back)
    box.setDefaultButton(back)
    box.setEscapeButton(back)
    if on_replace is not None:
        box.addButton(tr("Replace"), QMessageBox.ButtonRole.DestructiveRole).clicked.connect(on_replace)
    box.open()
