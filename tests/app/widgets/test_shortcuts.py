"""Shortcuts that work only in some widgets, also where the menus are at the top of the screen."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from journey_editor.app.widgets.shortcuts import limit_to_focus


@pytest.mark.parametrize("system", ["darwin", "linux"])
def test_a_key_acts_only_while_its_widget_has_the_focus(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, system: str
) -> None:
    monkeypatch.setattr("sys.platform", system)
    window, middle = QMainWindow(), QWidget()
    qtbot.addWidget(window)
    window.setCentralWidget(middle)
    map_, button = QPushButton("Map", middle), QPushButton("Other", middle)
    action = QAction("Delete", window)
    action.setShortcut("Del")
    window.addAction(action)
    done: list[bool] = []
    action.triggered.connect(lambda: done.append(True))
    limit_to_focus(action, (Qt.Key.Key_Delete,), window, (map_,))
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    for widget, times in ((button, 0), (map_, 1)):
        widget.setFocus()
        qtbot.keyClick(widget, Qt.Key.Key_Delete)
        assert len(done) == times
        # The menus of macOS ask the focused widget whether the key is for it.
        asked = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier)
        asked.ignore()
        QApplication.sendEvent(window, asked)
        assert asked.isAccepted() == (system == "darwin" and widget is button)
