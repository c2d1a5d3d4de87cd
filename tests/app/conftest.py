"""Fixtures of a running program, with files in a separate folder."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QFontDatabase, QInputDevice, QMouseEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.canvas.picture.drawn_map import DrawnMap
from journey_editor.app.program.application import Application
from journey_editor.app.runtime.garbage_collection import Collector
from journey_editor.app.services.thumbnail_updater import Thumbnail
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import ids_from, now
from journey_editor.model.document import Document
from tests.app.driver import settle


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


@contextmanager
def running(qapp: QApplication) -> Iterator[Application]:
    """Run the program in a `with` block."""
    # As in the program: a widget must not be deleted on the thread that reads files.
    collector = Collector(qapp)
    made = Application(qapp)
    # `open` returns the window, even on a busy computer.
    made.jobs.patience = 30.0
    yield made
    made.jobs.stop()
    with pytest.MonkeyPatch.context() as patch:
        # Nobody looks at the pictures of windows that are open at the end of a test.
        patch.setattr(Thumbnail, "_content", lambda _: None)
        for window in tuple(made.windows):
            # A window that stays open has threads, which other tests would find.
            assert window.close(), window.notice_bar.text
    if made.start_window is not None:
        made.start_window.close()
    made.deleteLater()
    collector.deleteLater()
    # Without an event loop, `deleteLater` has no effect otherwise.
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    gc.enable()


@cache
def sample_map() -> Document:
    """Return the sample map, the same in all tests of a process."""
    return project_from_template("sample", new_id=ids_from("sample"))


@cache
def drawn_sample_map(day: date) -> DrawnMap:
    """Return the drawing of the sample map, as the program draws a map while it opens the file."""
    document = sample_map()
    return DrawnMap.of(document, document.journeys()[0].id, day)


@pytest.fixture
def program(qapp: QApplication, qtbot: QtBot, home: Path) -> Iterator[Application]:
    """The running program, without a window yet."""
    with running(qapp) as made:
        yield made


@pytest.fixture
def sample(program: Application, qtbot: QtBot) -> MainWindow:
    """A window with the sample map, and with the parts that are made a frame after its first paint."""
    window = program.show_unnamed(sample_map(), drawn=drawn_sample_map(now().date()))
    qtbot.waitExposed(window)
    # A test may be faster than that frame, or not.
    assert window.inspector.form.isVisible() and window.bars.card_bar.isHidden()
    settle()
    return window


@pytest.fixture
def screen_reader(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Function that starts a screen reader."""

    def start() -> None:
        monkeypatch.setattr(QAccessible, "isActive", lambda: True)
        monkeypatch.setattr(QAccessible, "updateAccessibility", lambda _: None)

    return start
