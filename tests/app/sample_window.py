"""The running program, and a window with the sample map."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.picture.drawn_map import DrawnMap
from journey_editor.app.program.application import Application
from journey_editor.app.runtime.garbage_collection import Collector
from journey_editor.app.services.thumbnail_updater import Thumbnail
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.templates import project_from_template
from journey_editor.foundation.identity import ids_from, now
from journey_editor.model.document import Document
from tests.app.driver import settle


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


def open_sample(program: Application) -> MainWindow:
    """Open a window with the sample map, and with the parts that are made a frame after its first paint."""
    window = program.show_unnamed(sample_map(), drawn=drawn_sample_map(now().date()))
    QTest.qWaitForWindowExposed(window)
    # A test may be faster than that frame, or not.
    assert window.inspector.form.isVisible() and window.bars.card_bar.isHidden()
    settle()
    return window
