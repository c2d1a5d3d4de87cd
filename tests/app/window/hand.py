"""Driver for a whole window: what a person does with the mouse and the keys, and what is seen of it."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from journey_editor.app.window.main_window import MainWindow
from tests.app.canvas.conftest import story
from tests.app.canvas.driver import NONE, Driver
from tests.app.dialog_driver import every_opened


@dataclass
class Hand(Driver):
    """Driver of the canvas in its window, with the shortcuts of the window."""

    window: MainWindow = None  # type: ignore[assignment]

    def begin_again(self) -> "Hand":
        """Show the map of the story at 100 %, with nothing selected, opened or pressed."""
        window = self.window
        if window.presenting:
            window.presentation.end()
        self.view.cancel()
        for dialog in every_opened(QDialog):
            dialog.reject()
        for bar in (window.bars.capture_line, window.bars.find_bar, window.notice_bar):
            bar.hide()
        window.settings.set_wheel_zooms(False)
        if self.session.paper_view.on:
            self.session.paper_view.show(False)
        if self.session.document != story():
            self.session.set_records(story())
        self.session.selection.clear()
        window.resize(1440, 1100)
        window.activateWindow()
        self.view.setFocus()
        self.settle()
        self.view.set_zoom(1.0)
        self.view.look_at(self.view.paper().center())
        self.settle()
        return self

    def keys(self, keys: str) -> "Hand":
        """Press keys such as `Ctrl+Z` where the focus is."""
        if QApplication.focusWidget() is None:
            # A dialog has closed; without a window manager, the window is not activated again.
            self.window.activateWindow()
            self.settle()
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keySequence(focused, keys)
        self.settle()
        return self

    def turn(
        self, at: QPoint, notches: int, held: Qt.KeyboardModifier = NONE, pixels: QPoint | None = None
    ) -> None:
        """Turn the wheel, or move two fingers on a touch pad by pixels."""
        viewport = self.view.viewport()
        place, turned = QPointF(viewport.mapToGlobal(at)), QPoint(0, 120 * notches)
        event = QWheelEvent(
            QPointF(at), place, pixels or QPoint(), turned,
            Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(viewport, event)
        self.settle()

    def select(self, *texts: str) -> "Hand":
        """Select cards by their texts."""
        self.session.selection.replace([self.card(each) for each in texts])
        self.settle()
        return self

    def focus_cell(self, stage: str, lane: str, step: int = 0) -> "Hand":
        """Focus a cell without selecting a card."""
        self.session.selection.replace((), (self.step(stage, step), self.lane(lane)))
        self.settle()
        return self

    def corner(self) -> QPointF:
        """Return the map position in the upper left corner of the view."""
        return self.view.to_scene(QPointF(0, 0))

    @property
    def undo_name(self) -> str | None:
        """Name of the step that undo would undo."""
        return self.session.editor.undo_name
