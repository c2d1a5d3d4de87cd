"""A program to be used as a person uses it: windows that close, and files in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.application import Application
from journey_editor.app.main_window import MainWindow


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Application]:
    """The running program, without a window yet."""
    made = Application(qapp)
    yield made
    for window in tuple(made.windows):
        window.close()
    if made.start_window is not None:
        made.start_window.close()
    made.deleteLater()


@pytest.fixture
def sample(program: Application, qtbot: QtBot) -> MainWindow:
    """A window with the sample map."""
    window = program.new_project("sample")
    qtbot.waitExposed(window)
    return window
