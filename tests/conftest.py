"""Fixtures of all tests: no screen, no folders or fonts of the user, the same random choices in each run."""

import gc
import os
import random
import secrets
import signal
import sys
from collections.abc import Generator, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell makes background commands ignore Ctrl+C, which some tests press.
    signal.signal(signal.SIGINT, signal.default_int_handler)
if sys.dont_write_bytecode:
    # Otherwise each worker, and each program that a test starts, would compile hundreds of modules. Where the
    # environment forbids files beside the modules, they are in the folder of pytest's cache.
    sys.dont_write_bytecode = False
    sys.pycache_prefix = str(Path(__file__).parents[1] / ".pytest_cache" / "bytecode")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix
# Before anything imports Qt.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# New maps are in English, on computers of any language.
os.environ["JOURNEY_EDITOR_LANGUAGE"] = "en"
# No fonts of the computer are used; tests of such fonts pass their own.
os.environ["JOURNEY_EDITOR_FONTS"] = ""

import pytest
from hypothesis import HealthCheck, settings
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

# The same few examples in every run; `--hypothesis-profile=thorough` tries many new ones.
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

# Windows has no such links, pipes, modes and users.
collect_ignore_glob = ["**/*_posix.py"] if sys.platform == "win32" else []


@pytest.fixture(scope="session", autouse=True)
def application(qapp: QApplication) -> Iterator[QApplication]:
    """One Qt application for all tests, because writing a PNG would create one without widgets."""
    yield qapp
    # As in the program: data made in Python that stays on the clipboard would crash the exit.
    QGuiApplication.clipboard().clear()


def pytest_collection_finish() -> None:
    """Exclude the tests and all modules from garbage collection, because they live as long as the process."""
    gc.collect()
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Leave out what xdist would send with each of the three reports of a test, and nobody reads."""
    report = yield
    report.keywords = {}
    return report


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Names of home folders in one folder: pytest would look through all that it has made for each."""
    parent = tmp_path_factory.mktemp("homes")
    return (parent / str(number) for number in count())


@pytest.fixture(autouse=True)
def home(homes: Iterator[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Separate home folder for each test, so that no test uses the folders of the user."""
    folder = next(homes)
    folder.mkdir()
    monkeypatch.setenv("JOURNEY_EDITOR_HOME", str(folder))
    return folder


@pytest.fixture
def reachable() -> Iterator[Path]:
    """Folder whose path all users of the computer may follow.

    It is not in `tmp_path`: whenever pytest starts, it denies others the folder of all runs.
    """
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o711)
        yield Path(folder)


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
