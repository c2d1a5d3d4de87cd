"""The wheel scrolls. It does not change fields without the focus, and does not set the focus."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDateEdit,
    QDialog,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from journey_editor.app.program.application import Application
from journey_editor.app.widgets.look.wheel import ignore_wheel_without_focus
from journey_editor.app.window.main_window import MainWindow
from journey_editor.model.records import Card, EmotionPoint, Journey, Lane, Note, Persona, Record, Stage
from tests.app.dialog_driver import EVERY_DIALOG, every_opened, folders
from tests.app.driver import choose, settle

Field = QAbstractSlider | QComboBox | QAbstractSpinBox | QTabBar


def turn(field: QWidget, notches: int, *, pixels: int = 0) -> None:
    """Turn the wheel over a visible widget, or scroll with two fingers on a touch pad."""
    window, around = field.window(), field.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(field)
        around = around.parentWidget()
    settle()
    at = QPointF(field.mapTo(window, field.rect().center()))
    QTest.wheelEvent(window.windowHandle(), at, QPoint(0, 120 * notches), QPoint(0, pixels))
    settle()


def with_value(window: QWidget) -> Iterator[Field]:
    """Yield all fields of a window with a value that a wheel could change."""
    for each in window.findChildren(QWidget):
        if isinstance(each, Field) and not isinstance(each, QScrollBar) and each.isVisible():
            yield each


def value(field: Field) -> object:
    """Return the value of a field."""
    match field:
        case QAbstractSlider():
            return field.value()
        case QAbstractSpinBox():
            return field.text()
        case _:
            return field.currentIndex()


def assert_wheel_changes_nothing(window: QWidget) -> int:
    """Turn the wheel up and down over every field without the focus; return the number of fields."""
    settle()
    fields = list(with_value(window))
    for field in fields:
        assert field.focusPolicy() != Qt.FocusPolicy.WheelFocus, "the wheel would set the focus"
        if (focused := QApplication.focusWidget()) is not None:
            focused.clearFocus()
        before = value(field)
        for notches in (-1, 1, -3, 3):
            turn(field, notches)
            assert value(field) == before
        turn(field, -1, pixels=-40)
        assert value(field) == before
    return len(fields)


def test_the_wheel_changes_nothing_in_panels_and_bars(sample: MainWindow) -> None:
    choose(sample, "journey.add")
    choose(sample, "note.add")
    sample.canvas.writing.editor.setPlainText("Ask again")
    sample.canvas.cancel()
    kinds: tuple[type[Record], ...] = (Journey, Card, EmotionPoint, Lane, Note, Persona, Stage)
    for kind in kinds:
        sample.session.show_journey(sample.session.document.journeys()[kind is Note].id)
        sample.session.selection.clear()
        if kind is not Journey:
            sample.session.selection.replace([sample.session.document.select(kind)[0].id])
        settle()
        before = sample.session.document
        journey = sample.session.journey_id
        assert assert_wheel_changes_nothing(sample) >= 1, "there must be at least the tabs"
        assert sample.session.document is before, kind
        assert sample.session.journey_id == journey, kind


def test_the_wheel_changes_nothing_in_dialogs(sample: MainWindow, tmp_path: Path, qtbot: QtBot) -> None:
    with_fields = {"export", "save as", "save a copy", "import review", "channel", "tag"}
    with_fields |= {"comparison", "brand", "table review"}
    for name, folder in folders(tmp_path):
        EVERY_DIALOG[name](sample, folder, qtbot)
        settle()
        found = sum(assert_wheel_changes_nothing(each) for each in every_opened(QDialog))
        assert (found > 0) == (name in with_fields), name
        for each in every_opened(QDialog):
            each.done(QDialog.DialogCode.Rejected)


def test_the_wheel_changes_nothing_on_the_start_page(program: Application) -> None:
    assert assert_wheel_changes_nothing(program.show_start_page()) == 0


def test_over_the_emotion_slider_the_wheel_scrolls_the_panel_until_the_slider_has_the_focus(
    sample: MainWindow, qtbot: QtBot
) -> None:
    sample.resize(900, 480)
    point = sample.session.document.select(EmotionPoint)[0]
    sample.session.selection.replace([point.id])
    settle()
    [slider] = sample.inspector.findChildren(QSlider)
    [area] = sample.inspector.findChildren(QScrollArea)
    bar = area.verticalScrollBar()
    area.widget().setMinimumHeight(2000)
    settle()
    before = slider.value()
    turn(slider, -1)
    assert bar.value() > 0
    assert slider.value() == before
    sample.activateWindow()
    slider.setFocus()
    turn(slider, -1)
    assert slider.value() != before


@pytest.mark.parametrize("kind", [QSpinBox, QDateEdit, QSlider, QComboBox, QTabBar])
def test_every_kind_of_field_ignores_the_wheel_until_it_has_the_focus(
    kind: type[Field], qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    field = kind()
    for text in ("One", "Two", "Three"):
        if isinstance(field, QComboBox):
            field.addItem(text)
        elif isinstance(field, QTabBar):
            field.addTab(text)
    column.addWidget(field)
    ignore_wheel_without_focus(field)
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    assert assert_wheel_changes_nothing(window) == 1
    field.setFocus()
    before = value(field)
    turn(field, -1)
    if value(field) == before:
        turn(field, 1)
    assert value(field) != before
