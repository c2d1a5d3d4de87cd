"""A program in which every event handler fails in turn; it prints the name of each failure it survives."""

import os
import sys
import tempfile
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QInputMethodEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas import adding, focus, keys, pointer
from journey_editor.app.canvas.overlay import buttons
from journey_editor.app.canvas.picture import low_detail, scene, tiles
from journey_editor.app.canvas.writing import text_editor, writing
from journey_editor.app.canvas.zoom_view import ZoomView
from journey_editor.app.panels import form, outline, text_fields
from journey_editor.app.program.application import Application
from journey_editor.app.runtime import crash_log
from journey_editor.app.services.files import Files
from journey_editor.app.widgets import file_drops, notice_bar
from journey_editor.app.window import main_window, top_bar
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.templates import project_from_template

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def fails(*_: object, **__: object) -> Any:
    """Raise an error from Python's own code: the kind that PySide does not survive."""
    return min(())


class Driver:
    """Triggers each handler of a window from Python, as the program's own code does."""

    def __init__(self, window: MainWindow) -> None:
        self.window, self.view = window, window.canvas
        self.viewport = window.canvas.viewport()
        card = next(iter(self.view.map_scene.layout.cards.values())).box
        self.at = self.view.mapFromScene(QPointF(*card.center))

    def press(self) -> None:
        QTest.mousePress(self.viewport, LEFT, NONE, self.at)

    def move(self) -> None:
        place = QPointF(self.at)
        event = QMouseEvent(QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, LEFT, NONE)
        QApplication.sendEvent(self.viewport, event)

    def release(self) -> None:
        QTest.mouseRelease(self.viewport, LEFT, NONE, self.at)

    def double_click(self) -> None:
        QTest.mouseDClick(self.viewport, LEFT, NONE, self.at)

    def wheel(self) -> None:
        place, turn = QPointF(self.at), QPoint(0, 120)
        event = QWheelEvent(
            place, place, QPoint(), turn, Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False
        )
        QApplication.sendEvent(self.viewport, event)

    def menu(self) -> None:
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, self.at, QPoint())
        QApplication.sendEvent(self.viewport, event)

    def letter(self) -> None:
        QTest.keyClick(self.view, Qt.Key.Key_A)

    def tab(self) -> None:
        self.view.setFocus()
        QTest.keyClick(self.view, Qt.Key.Key_Tab)

    def composed(self) -> None:
        event = QInputMethodEvent()
        event.setCommitString("あ")
        QApplication.sendEvent(self.view, event)

    def repaint(self) -> None:
        self.viewport.repaint()

    def repaint_overlay(self) -> None:
        card = next(iter(self.view.map_scene.layout.cards.values())).box
        self.view.set_zoom(1.0)
        self.view.show_box(card)
        shown = self.view.pointer.buttons_at(*card.center)
        self.view.overlay.show_buttons(shown, None)
        self.viewport.repaint()

    def repaint_in_low_detail(self) -> None:
        self.view.set_zoom(0.3)
        self.viewport.repaint()
        self.view.set_zoom(0.2)
        self.viewport.repaint()

    def scroll_headers_away(self) -> None:
        self.view.set_zoom(3.0)
        self.view.scroll_by(300, 300)
        for strip in (self.view.frozen.top, self.view.frozen.side, self.view.frozen.corner):
            strip.show()
            strip.repaint()

    def resize(self) -> None:
        # Not ever narrower: a narrow window hides the outline.
        by = 20 if self.window.width() < 760 else -20
        self.window.resize(self.window.width() + by, self.window.height() + by)

    def leave_the_editor(self) -> None:
        self.view.edit_text(next(iter(self.view.map_scene.layout.cards)))
        self.view.setFocus()

    def write(self) -> None:
        QTest.keyClick(self.view.writing.editor, Qt.Key.Key_B)

    def leave_a_field(self) -> None:
        self.window.session.selection.clear()
        QApplication.processEvents()
        self.window.inspector.form.fields["title"].setFocus()
        self.view.setFocus()

    def repaint_outline(self) -> None:
        self.window.outline.tree.viewport().repaint()

    def drop(self) -> None:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile("/nowhere.png")])
        event = QDragEnterEvent(self.at, Qt.DropAction.CopyAction, data, LEFT, NONE)
        QApplication.sendEvent(self.window, event)

    def close(self) -> None:
        self.window.close()


HANDLERS: dict[str, tuple[Callable[[Driver], None], object, str]] = {
    "press": (Driver.press, pointer.Pointer, "press"),
    "move": (Driver.move, pointer.Pointer, "move"),
    "release": (Driver.release, pointer.Pointer, "release"),
    "double click": (Driver.double_click, pointer.Pointer, "double_click"),
    "wheel": (Driver.wheel, ZoomView, "scroll_by"),
    "menu": (Driver.menu, adding.Adding, "show_menu"),
    "letter": (Driver.letter, keys.Keys, "press"),
    "tab": (Driver.tab, focus.Focus, "walk"),
    "input method": (Driver.composed, keys.Keys, "begin_card"),
    "map": (Driver.repaint, tiles.Tiles, "_paint_missing"),
    "map in the midst of painting": (Driver.repaint, tiles.Tiles, "_show"),
    "map in low detail": (Driver.repaint_in_low_detail, low_detail, "paint_group"),
    "overlay": (Driver.repaint_overlay, buttons, "QPen"),
    "frozen headers": (Driver.scroll_headers_away, scene.MapScene, "pieces_of"),
    "view of another size": (Driver.resize, ZoomView, "_make_room"),
    "window of another size": (Driver.resize, main_window, "panel_widths"),
    "bar of another size": (Driver.resize, top_bar.TopBar, "_fit"),
    "notice of another size": (Driver.resize, notice_bar.NoticeBar, "_place"),
    "form of another size": (Driver.resize, form.Form, "fit"),
    "end of writing": (Driver.leave_the_editor, writing.Writing, "_keep"),
    "key while writing": (Driver.write, text_editor, "delete_cluster"),
    "end of a field": (Driver.leave_a_field, text_fields, "keep_composed"),
    "row of the outline": (Driver.repaint_outline, outline, "starts_right_to_left"),
    "drop": (Driver.drop, file_drops, "local_files"),
    "closing": (Driver.close, Files, "ready_to_close"),
}
"""Handlers by description: the action that triggers each, and the function in it that fails."""


def fail_in_all(window: MainWindow) -> None:
    """Make each handler fail, and check that the window reports it and continues."""
    bar = window.notice_bar
    window.session.selection.clear()
    for name, (act, owner, function) in HANDLERS.items():
        bar.hide()
        bar.show_notice("")
        driver = Driver(window)
        with patch.object(owner, function, fails):
            act(driver)
            if owner is not notice_bar.NoticeBar:
                QApplication.processEvents()
        QApplication.processEvents()
        window.canvas.cancel()
        if window.isVisible() and "Your map is intact" in bar.text:
            print(name, flush=True)
    sys.stdout.flush()
    window.leave()


def main() -> None:
    """Start the program and make its handlers fail."""
    os.environ["JOURNEY_EDITOR_HOME"] = tempfile.mkdtemp()
    qt = QApplication([])
    crash_log.install()
    program = Application(qt)
    window = program.show_unnamed(project_from_template("sample", language="en"))
    QTimer.singleShot(0, lambda: fail_in_all(window))
    qt.exec()


if __name__ == "__main__":
    main()
