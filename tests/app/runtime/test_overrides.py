"""An error in any handler called by Qt shows a message, and the program continues."""

import importlib
import inspect
import pkgutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QSize
from PySide6.QtWidgets import QWidget

import journey_editor.app
from journey_editor.app.runtime.overrides import overrides_qt, reports_errors
from tests.app.runtime.failing_handlers import HANDLERS


@pytest.fixture(scope="module")
def ended() -> subprocess.CompletedProcess[str]:
    """A process in which all handlers have failed in turn. If it crashes, the tests continue."""
    return subprocess.run(
        [sys.executable, "-m", "tests.app.runtime.failing_handlers"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_failing_handler_is_reported_and_the_window_continues(
    ended: subprocess.CompletedProcess[str], handler: str
) -> None:
    assert handler in ended.stdout.splitlines()


def test_no_painter_is_left_in_a_saved_state(ended: subprocess.CompletedProcess[str]) -> None:
    assert ended.returncode == 0
    assert "QPainter" not in ended.stderr


def overrides() -> Iterator[tuple[str, object]]:
    for module in pkgutil.walk_packages(journey_editor.app.__path__, "journey_editor.app."):
        for made in list(vars(importlib.import_module(module.name)).values()):
            if inspect.isclass(made) and made.__module__ == module.name:
                for name, method in vars(made).items():
                    if inspect.isfunction(method) and overrides_qt(made, name):
                        yield f"{made.__qualname__}.{name}", method


def test_every_override_of_the_program_reports_its_errors() -> None:
    found = dict(overrides())
    assert {"MapView.mousePressEvent", "MainWindow.closeEvent"} < found.keys()
    assert [name for name, method in found.items() if not hasattr(method, "__wrapped__")] == []


def test_a_failing_override_returns_an_empty_value_of_its_type(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: list[str] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, traceback: reported.append(str(error)))

    @reports_errors
    class Failing(QWidget):
        def sizeHint(self) -> QSize:
            raise KeyError("size")

        def eventFilter(self, watched: QObject, event: object) -> bool:
            raise KeyError("filter")

        def resizeEvent(self, event: object) -> None:
            raise KeyError("resize")

    failing = Failing()
    assert failing.sizeHint() == QSize()
    assert failing.eventFilter(failing, object()) is False
    failing.resizeEvent(object())
    assert reported == ["'size'", "'filter'", "'resize'"]
