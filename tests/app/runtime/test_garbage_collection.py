"""QObjects are deleted on the GUI thread, even if other threads collect garbage."""

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.runtime.garbage_collection import Collector


@pytest.fixture(autouse=True)
def own_collector_again() -> Iterator[None]:
    yield
    gc.enable()


def forgotten_widget(ended_on: list[threading.Thread]) -> None:
    """Create a widget that only references itself."""
    widget = QWidget()
    widget.setProperty("me", 1)
    widget.itself = widget  # type: ignore[attr-defined]
    weakref.finalize(widget, lambda: ended_on.append(threading.current_thread()))


def test_widgets_are_deleted_by_the_collector_and_not_by_a_busy_thread(qtbot: QtBot) -> None:
    parent = QObject()
    Collector(parent)
    ended_on: list[threading.Thread] = []
    forgotten_widget(ended_on)
    busy = threading.Thread(target=lambda: [[index] for index in range(200_000)])
    busy.start()
    busy.join()
    assert not ended_on
    kept: list[list[int]] = []

    def work_goes_on() -> bool:
        kept.extend([index] for index in range(100))
        return bool(ended_on)

    qtbot.waitUntil(work_goes_on, timeout=10_000)
    assert ended_on == [threading.main_thread()]
    parent.deleteLater()


def test_a_large_map_that_is_being_created_is_not_traversed_for_garbage() -> None:
    parent = QObject()
    collector = Collector(parent)
    looks: list[str] = []
    gc.callbacks.append(lambda phase, _: looks.append(phase))
    made: list[list[int]] = []
    try:
        for _ in range(3):
            made.extend([index] for index in range(50_000))
            collector.collect()
        assert looks == []
        collector.collect()
        assert looks == ["start", "stop"], "the collection must resume when no more objects are created"
    finally:
        del gc.callbacks[-1]
    parent.deleteLater()
