"""An error in any handler that Qt calls costs a sentence: the program goes on, whoever called the handler."""

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
    """A program whose handlers have all failed, one after the other. If it crashes, no test goes with it."""
    return subprocess.run(
        [sys.executable, "-m", "tests.app.runtime.failing_handlers"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.mark.parametrize("handler", HANDLERS)
def test_a_handler_that_fails_is_reported_and_the_window_goes_on(
    ended: subprocess.CompletedProcess[str], handler: str
) -> None:
    assert handler in ended.stdout.splitlines()


def test_no_painter_is_left_in_a_state_of_which_qt_complains(ended: subprocess.CompletedProcess[str]) -> None:
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


def test_an_override_that_fails_answers_an_empty_value_of_its_kind(monkeypatch: pytest.MonkeyPatch) -> None:
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
