"""A program to be used as a person uses it: windows that close, and files in a folder of the test's own."""

import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.runtime.garbage_collection import Collector
from journey_editor.app.services.thumbnail_updater import Thumbnail
from journey_editor.app.window.main_window import MainWindow


@pytest.fixture(scope="session", autouse=True)
def fonts_once() -> Iterator[None]:
    """Load each font once per process, as the program does: Qt would read and keep it again in every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFontDatabase, "addApplicationFont", cache(QFontDatabase.addApplicationFont))
        yield


@pytest.fixture
def program(
    qapp: QApplication, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Application]:
    """The running program, without a window yet."""
    # As the program itself does: a widget must not end on the thread that reads.
    collector = Collector(qapp)
    made = Application(qapp)
    # However busy the computer is, `open` answers the window.
    made.jobs.patience = 30.0
    yield made
    made.jobs.stop()
    # Nobody looks at the pictures of windows that are open at the end of a test.
    monkeypatch.setattr(Thumbnail, "_content", lambda _: None)
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
