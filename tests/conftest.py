"""Fixtures of all tests: no screen, no folders or fonts of the user, the same random choices each time."""

import os
import random
import secrets
import signal
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell lets what it starts in its background ignore Ctrl+C, which some stories press.
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Whatever language a computer speaks: new maps begin in English.
os.environ["JOURNEY_EDITOR_LANGUAGE"] = "en"
# Whatever fonts a computer has: a test that is about them hands in its own.
os.environ["JOURNEY_EDITOR_FONTS"] = ""

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

# The same few examples in every run; `--hypothesis-profile=thorough` looks further, and anew each time.
settings.register_profile(
    "short",
    derandomize=True,
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", max_examples=500, stateful_step_count=60, deadline=None)
settings.load_profile("short")

# What only exists there: links without further rights, pipes, modes, users.
collect_ignore_glob = ["**/*_posix.py"] if sys.platform == "win32" else []


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> Iterator[QApplication]:
    """One Qt application for all tests: a PNG alone would start a smaller one."""
    yield qapp
    # As the program does: data made in Python that outlives it on the clipboard crashes its end.
    QGuiApplication.clipboard().clear()


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the test's own, so that no test sees or touches a person's folders."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(folder))
    return folder


@pytest.fixture(autouse=True)
def ids(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same random ids for a test in every run, because records without an order are sorted by id."""
    source = random.Random(request.node.nodeid)
    monkeypatch.setattr(secrets, "token_hex", lambda size=32: source.randbytes(size).hex())


@pytest.fixture
def qtbot(qtbot: QtBot) -> QtBot:
    """Wait longer than five seconds for a condition: on a busy computer that is no sign of a fault."""
    qtbot.waitUntil = partial(qtbot.waitUntil, timeout=60_000)  # type: ignore[method-assign]
    return qtbot
