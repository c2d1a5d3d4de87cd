"""Fixtures of a running program, with files in a separate folder."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontDatabase, QInputDevice, QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from tests.app.kept_window import KeptWindow, kept
from tests.app.sample_window import open_sample, running


@pytest.fixture(scope="session", autouse=True)
def fonts_once() -> Iterator[None]:
    """Load each font once per process, as the program does: Qt would read and keep it again in every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFontDatabase, "addApplicationFont", cache(QFontDatabase.addApplicationFont))
        yield


@pytest.fixture(scope="session")
def screen(qapp: QApplication) -> QPointingDevice:
    """A touch screen."""
    return QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)


class _Ground(QWidget):
    """Widget on which mouse buttons are released."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()


@pytest.fixture(autouse=True)
def no_pressed_button() -> Iterator[None]:
    """Release all mouse buttons: QTest tells the events of later tests that they are still pressed."""
    yield
    ground = _Ground()
    for button in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
        QTest.mouseRelease(ground, button)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Application]:
    """The running program, without a window yet."""
    with running(qapp) as made:
        yield made


@pytest.fixture(scope="module")
def kept_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[KeptWindow]:
    """A window with the sample map that the tests of a module share."""
    with kept(qapp, tmp_path_factory.mktemp("home")) as window:
        yield window


@pytest.fixture
def sample(request: pytest.FixtureRequest, home: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    """A window with the sample map; in modules that use `kept_window`, the same one as if it were new."""
    if "kept_window" in request.fixturenames:
        window: KeptWindow = request.getfixturevalue("kept_window")
        return window.begin_again(home, monkeypatch)
    return open_sample(request.getfixturevalue("program"))


@pytest.fixture
def screen_reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Function that starts a screen reader."""

    def start() -> None:
        monkeypatch.setattr(QAccessible, "isActive", lambda: True)
        monkeypatch.setattr(QAccessible, "updateAccessibility", lambda _: None)

    return start
