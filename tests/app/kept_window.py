"""A window that several tests use one after the other, because each window takes time."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTreeWidgetItem,
    QWidget,
)

from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.card_filter import CardFilter
from tests.app.dialog_driver import every_opened
from tests.app.driver import settle
from tests.app.sample_window import open_sample, running

_PANELS = ("outline", "history", "insights", "inspector", "minimap")


class KeptWindow:
    """Window that looks and works as a new one for each test. If a test changes it for good, a new one is."""

    def __init__(self, qapp: QApplication, opened: Callable[[Application], MainWindow]) -> None:
        self._qapp, self._opened = qapp, opened
        self._home = Path()
        self._open = ExitStack()
        self._program: Application | None = None
        self._window: MainWindow | None = None
        self._first: dict[str, Any] = {}
        self._panels: dict[str, bool] = {}

    def begin_again(self, home: Path, patch: pytest.MonkeyPatch) -> MainWindow:
        """Return the window as it was when it was opened, or a new one in the folder `home`."""
        if self._program is not None and self._window is not None:
            if self._program.windows == [self._window]:
                # Its draft is there.
                patch.setenv("JOURNEY_EDITOR_HOME", str(self._home))
                self._reset(self._window)
                if _state(self._window) == self._first:
                    return self._window
            self.close()
        patch.setenv("JOURNEY_EDITOR_HOME", str(home))
        self._home = home
        self._program = self._open.enter_context(running(self._qapp))
        self._window = window = self._opened(self._program)
        self._panels = {each: window.shows_panel(each) for each in _PANELS}
        self._first = _state(window)
        return window

    def close(self) -> None:
        """Close the window and its program."""
        self._program = self._window = None
        self._open.close()

    def _reset(self, window: MainWindow) -> None:
        """Undo what most tests do."""
        session, bars, canvas = window.session, window.bars, window.canvas
        if window.presenting:
            window.presentation.end()
        if "presentation" in vars(window):
            window.presentation.uncovering = "off"
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        for dialog in every_opened(QDialog):
            dialog.reject()
        canvas.cancel()
        canvas.finding.search.end()
        for field in _lines(window):
            field.clear()
        bars.capture_line._personas, bars.capture_line._channel = (), ""
        for button in (bars.find_bar.case, bars.find_bar.words):
            button.setChecked(False)
        bars.capture_line.close_line()
        bars.filter_bar.close_bar()
        canvas.floating.dismiss()
        session.set_records(self._first["document"])
        session.show_journey(session.document.journeys()[0].id)
        session.shown_view.show("")
        session.shown_view.set_filter(CardFilter())
        session.selection.clear()
        window.notice_bar.show_notice("")
        window.notice_bar.hide()
        for name, shown in self._panels.items():
            if window.shows_panel(name) != shown:
                window.toggle_panel(name)
        for item in _items(window):
            item.setExpanded(item.text(0) in self._first["unfolded"])
        window.setWindowState(self._first["size"][1])
        window.resize(self._first["size"][0])
        window.activateWindow()
        canvas.setFocus()
        settle()
        canvas.restore(self._first["place"])
        settle()
        # Without an event loop, what is deleted later would still be found.
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@contextmanager
def kept(
    qapp: QApplication, home: Path, opened: Callable[[Application], MainWindow] = open_sample
) -> Iterator[KeptWindow]:
    """Keep the window that `opened` opens until the end of the block; it is closed with the folder `home`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JOURNEY_EDITOR_HOME", str(home))
        made = KeptWindow(qapp, opened)
        yield made
        made.close()


def _lines(window: MainWindow) -> tuple[QLineEdit, ...]:
    """Return the lines of the bars, whose texts stay while the bars are hidden."""
    bars = window.bars
    return bars.capture_line.line, bars.find_bar.line, bars.find_bar.replacement


def _items(window: MainWindow) -> list[QTreeWidgetItem]:
    """Return the items of the outline."""
    anywhere = Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive
    return window.outline.tree.findItems("*", anywhere)


def _state(window: MainWindow) -> dict[str, Any]:
    """Return everything that can be seen of a window, and the state of the project."""
    session, canvas, settings = window.session, window.canvas, window.settings
    # The line at the bottom also says whether the project is saved.
    widgets = [
        each
        for each in window.findChildren(QWidget)
        if each.isVisibleTo(window) and not window.status_line.isAncestorOf(each)
    ]
    return {
        "document": session.document,
        "history": (len(session.editor.history.done), len(session.editor.history.undone)),
        "file": (session.title, session.read_only, set(session.pictures)),
        "settings": (
            *(settings.theme, settings.wheel_zooms, settings.as_on_paper, settings.autosave),
            *(settings.panels_hidden, settings.recent_commands),
        ),
        "journey": session.journey_id,
        "selection": (session.selection.ids, session.selection.cell),
        "view": (session.shown_view.id, session.shown_view.filter, session.paper_view.on),
        "place": canvas.state(),
        "chips": window.bars.capture_line.chips,
        "texts": [each.text() for each in _lines(window)],
        "unfolded": [item.text(0) for item in _items(window) if item.isExpanded()],
        "a screen reader was there": window.outline._is_spoken,
        "focus": QApplication.focusWidget() is canvas,
        "actions": [
            (row.id, action.text(), action.isEnabled(), action.isChecked())
            for row, action in window.actions_of_table.rows()
        ],
        "size": (window.size(), window.windowState()),
        "widgets": sorted(_looks(each, window) for each in widgets),
    }


def _looks(widget: QWidget, window: MainWindow) -> tuple[str, ...]:
    told: list[object] = [
        type(widget).__name__,
        widget.objectName(),
        widget.isEnabled(),
        widget.accessibleName(),
    ]
    told += [widget.mapTo(window, QPoint()).toTuple(), widget.size().toTuple()]
    if isinstance(widget, QLabel | QLineEdit | QAbstractButton):
        told.append(widget.text())
    if isinstance(widget, QAbstractButton):
        told.append(widget.isChecked())
    if isinstance(widget, QPlainTextEdit):
        told.append(widget.toPlainText())
    if isinstance(widget, QAbstractSlider):
        told.append(widget.value())
    return tuple(map(str, told))
