"""Expectations, owner, status and review date of a journey: in the inspector, the file and a notice."""

from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCalendarWidget, QTableView
from pytestqt.qtbot import QtBot

from journey_editor.app.panels.date_field import DateField, date_from
from journey_editor.app.program.application import Application
from journey_editor.app.window.main_window import MainWindow
from journey_editor.editing.draft import Draft
from journey_editor.editing.templates import project_from_template
from journey_editor.storage.project.project_file import read_project, write_project
from tests.app.driver import choose, press, settle, type_into


def test_the_fields_are_written_in_the_inspector_and_kept_in_the_file(
    sample: MainWindow, tmp_path: Path, qtbot: QtBot
) -> None:
    sample.session.selection.clear()
    settle()
    fields = sample.inspector.form.fields
    type_into(fields["expectations"], "Nobody asks twice")
    type_into(fields["owner"], "Ida")
    fields["status"].setCurrentIndex(fields["status"].findData("in_review"))
    fields["status"].activated.emit(fields["status"].currentIndex())
    day = fields["review_date"]
    assert isinstance(day, DateField)
    for typed, stored in (("2027/3/1", "2027-03-01"), ("tomorrow", "2027-03-01"), ("", "")):
        type_into(day, typed) if typed else (day.setFocus(), day.selectAll(), press(day, Qt.Key.Key_Delete))
        press(day, Qt.Key.Key_Return)
        assert sample.session.journey.review_date == stored
        assert day.is_wrong == (typed == "tomorrow") and day.text() == (typed if day.is_wrong else stored)
    assert "“tomorrow” is not a valid date" in sample.notice_bar.text
    choose(sample, "edit.undo")
    sample.files.save_as(tmp_path / "map.journey")
    qtbot.waitUntil(lambda: not sample.session.store.unsaved and (tmp_path / "map.journey").exists())
    journey = read_project(tmp_path / "map.journey").document.journeys()[0]
    found = (journey.expectations, journey.owner, journey.status, journey.review_date)
    assert found == ("Nobody asks twice", "Ida", "in_review", "2027-03-01")
    said = {each.field for each in sample.canvas.map_scene.layout.header.fields}
    assert {"expectations", "owner", "status", "review_date"} <= said


@pytest.mark.parametrize(("locale", "first"), [("de_DE", "Monday"), ("ar_EG", "Saturday")])
def test_a_date_is_chosen_in_a_calendar_whose_week_begins_as_the_system_says(
    sample: MainWindow, locale: str, first: str
) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(locale))
    try:
        sample.session.selection.clear()
        settle()
        day = sample.inspector.form.fields["review_date"]
        assert isinstance(day, DateField)
        type_into(day, "2027-03-01")
        QTest.keyClick(day, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        settle()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        calendar = popup.findChild(QCalendarWidget)
        assert calendar is not None and calendar.firstDayOfWeek().name == first
        view = calendar.findChild(QTableView)
        assert view is not None and view.hasFocus()
        # A week later, with the keyboard alone.
        press(view, Qt.Key.Key_Down)
        press(view, Qt.Key.Key_Return)
        settle()
        assert QApplication.activePopupWidget() is None and day.hasFocus()
        assert sample.session.journey.review_date == day.text() == "2027-03-08"
        day.open_calendar()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        press(popup.findChild(QTableView), Qt.Key.Key_Escape)
        assert QApplication.activePopupWidget() is None
        assert sample.session.journey.review_date == "2027-03-08"
        day.open_calendar()
        popup = QApplication.activePopupWidget()
        assert popup is not None
        view = popup.findChild(QTableView)
        # A year before our era cannot be stored.
        popup.findChild(QCalendarWidget).setSelectedDate(QDate(-4713, 1, 1))
        press(view, Qt.Key.Key_Return)
        assert sample.session.journey.review_date == "0001-01-01"
    finally:
        QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "text", "day"),
    [
        ("de_DE", "01.03.27", "2027-03-01"),
        ("de_DE", "1. 3. 2027", "2027-03-01"),
        ("en_US", "3/1/27", "2027-03-01"),
        ("en_GB", "2027-3-1", "2027-03-01"),
        ("en_GB", "2027-02-30", None),
        ("en_GB", "soon", None),
    ],
)
def test_a_date_can_be_typed_as_the_system_writes_it(language: str, text: str, day: str | None) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale(language))
    try:
        found = date_from(text)
    finally:
        QLocale.setDefault(before)
    assert (found.isoformat() if found else None) == day


def test_a_passed_review_date_is_told_once_when_the_project_is_opened(
    program: Application, tmp_path: Path, qtbot: QtBot
) -> None:
    draft = Draft(project_from_template("sample"))
    draft.change(draft.journeys()[0], review_date="2020-05-02", owner="Ida")
    file = tmp_path / "old.journey"
    write_project(file, draft.finish(), {})
    window = program.open(file)
    assert window is not None
    sentence = "was to be reviewed by 2 May 2020. Its owner is Ida."
    qtbot.waitUntil(lambda: sentence in window.notice_bar.text)
    window.notice_bar.hide()
    with window.session.edit("Change") as draft:
        draft.change(window.session.journey, title="Other")
    settle()
    assert not window.notice_bar.isVisible()
