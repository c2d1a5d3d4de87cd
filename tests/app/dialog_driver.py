"""What a person does with a dialog, in a few words each."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMessageBox, QPushButton, QWidget

from tests.app.driver import press, settle

D = TypeVar("D", bound=QDialog)


def opened(kind: type[D]) -> D:
    """The one dialog of a kind that is seen."""
    [found] = every_opened(kind)
    return found


def every_opened(kind: type[D]) -> list[D]:
    """The dialogs of a kind that are seen."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def name_line() -> QLineEdit:
    """The line of the file dialog in which the name stands."""
    line = opened(QFileDialog).findChild(QLineEdit, "fileNameEdit")
    assert line is not None
    return line


def name_file(name: str | Path) -> None:
    """Type a name into the file dialog, in place of what it proposes, and press Enter."""
    line = name_line()
    line.setFocus()
    line.selectAll()
    # `QTest` has keys for Latin letters only.
    typed = QInputMethodEvent()
    typed.setCommitString(str(name))
    QApplication.sendEvent(line, typed)
    press(line, Qt.Key.Key_Return)


def button(dialog: QWidget, text: str) -> QPushButton:
    """The button with this text."""
    [found] = (each for each in dialog.findChildren(QPushButton) if each.text() == text)
    return found


def answer(text: str) -> None:
    """Press a button of the question that is asked."""
    button(opened(QMessageBox), text).click()
    settle()
