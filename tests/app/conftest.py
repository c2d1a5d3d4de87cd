"""A program to be used as a person uses it: windows that close, and files in a folder of the test's own."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.runtime.garbage_collection import Collector
from journey_editor.app.window.main_window import MainWindow


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Application]:
    """The running program, without a window yet."""
    # As the program itself does: a widget must not end on the thread that reads.
    collector = Collector(qapp)
    made = Application(qapp)
    # However busy the computer is, `open` answers the window.
    made.jobs.patience = 30.0
    yield made
    made.jobs.stop()
    for window in tuple(made.windows):
        window.close()
    if made.start_window is not None:
        made.start_window.close()
    made.deleteLater()
    collector.deleteLater()
    # Without an event loop nobody deletes what is to be deleted later.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.enable()


@pytest.fixture
def sample(program: Application, qtbot: QtBot) -> MainWindow:
    """A window with the sample map."""
    window = program.new_project("sample")
    qtbot.waitExposed(window)
    return window
