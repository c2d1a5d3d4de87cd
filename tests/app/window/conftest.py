"""Fixtures: one window for many habits, because each window takes time, and what is opened elsewhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from tests.app.sample_window import running
from tests.app.window.hand import Hand


@pytest.fixture(scope="module")
def only_window(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hand]:
    """A window that the tests of a module share."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNEY_EDITOR_HOME", str(tmp_path_factory.mktemp("home")))
        qapp.setEffectEnabled(Qt.UIEffect.UI_General, False)
        with running(qapp) as program:
            window = program.new_project("blank")
            yield Hand(window.session, window.canvas, window=window)


@pytest.fixture
def hand(only_window: Hand, home: Path) -> Hand:
    """A person in front of the map of the story."""
    return only_window.begin_again()


class Desktop(QObject):
    """The programs of the computer: they note what they are told to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def open(self, url: QUrl) -> None:
        self.opened.append(url.toEncoded().data().decode())


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    made, schemes = Desktop(), ("http", "https", "mailto", "file")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, made, "open")
    yield made
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)
