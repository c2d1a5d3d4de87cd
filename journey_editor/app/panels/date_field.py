"""Field for a date, with a calendar."""

from datetime import date

from PySide6.QtCore import QDate, QLocale, QPoint
from PySide6.QtGui import QAction, QColor, QFont, QKeyEvent, QKeySequence, Qt, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QToolButton, QVBoxLayout

from journey_editor.app.panels.binding import FieldBinding
from journey_editor.app.panels.checked_field import CheckedField
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.number_forms import order_of_date
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import tr
from journey_editor.model.fields import day_of

_WIDEST_DAY = "2000-00-00"
_BESIDE = 52
"""Pixels beside the text of a date: its paddings and the icon."""
_OPENING = ("Alt+Down", "F4")
"""Keys that open the calendar, as they open a list of choices."""


@reports_errors
class DateField(CheckedField):
    """Date as `2026-12-31`; other forms that the system uses are understood. Empty for none."""

    def __init__(self, binding: FieldBinding) -> None:
        super().__init__(binding)
        self._open = QAction(self)
        self._open.setToolTip(tr("Calendar ({keys})").format(keys=_OPENING[0]))
        self._open.triggered.connect(self.open_calendar)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.set_icons()

    def set_icons(self) -> None:
        """Show the icons in the colours of the window."""
        super().set_icons()
        self._open.setIcon(style.icon("calendar"))

    def open_calendar(self) -> None:
        """Show the calendar of the month of the date, or of today, below the field."""
        if self.isReadOnly():
            return
        popup = _Calendar(self)
        day = day_of(self.text()) or date_from(self.text().strip())
        if day is not None:
            popup.calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        popup.calendar.activated.connect(self._take)
        popup.calendar.clicked.connect(self._take)
        for signal in (popup.calendar.activated, popup.calendar.clicked):
            signal.connect(popup.close)
        popup.show_below(self)

    def whole_width(self) -> int:
        """Return the width at which a date is not cut off."""
        return self.fontMetrics().horizontalAdvance(_WIDEST_DAY) + _BESIDE

    def setReadOnly(self, yes: bool) -> None:
        """Make the field read-only, without a calendar, or editable."""
        super().setReadOnly(yes)
        self._open.setVisible(not yes)

    def shown(self, value: object) -> str:
        """Return the text of a date."""
        return value if isinstance(value, str) else ""

    def parsed(self, text: str) -> str | None:
        """Return a date as it is stored, or None."""
        day = date_from(text)
        return None if day is None else day.isoformat()

    def cleared(self) -> str:
        """Return the value without a date."""
        return ""

    def example(self) -> str:
        """Return the order of the parts."""
        return tr("year-month-day")

    def refusal(self) -> tuple[str, str]:
        """Return the sentences about an invalid date."""
        return tr("“{text}” is not a valid date."), tr("Enter year, month and day, such as 2026-12-31.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the calendar with the keys of a list of choices."""
        if QKeySequence(event.keyCombination()).toString() in _OPENING:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def _take(self, day: QDate) -> None:
        """Write a date that was chosen in the calendar."""
        self.setText(date(day.year(), day.month(), day.day()).isoformat())
        self.setModified(True)
        self.commit()
        self.setFocus()


@reports_errors
class _Calendar(QFrame):
    """Calendar in a popup. Arrow keys choose a day, Page Up and Page Down a month, and Enter takes it."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field, Qt.WindowType.Popup)
        self.setObjectName("calendar")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.calendar = QCalendarWidget()
        # The system decides with which day a week begins.
        self.calendar.setFirstDayOfWeek(QLocale().firstDayOfWeek())
        # The years that Python knows, with which days are stored.
        self.calendar.setDateRange(QDate(1, 1, 1), QDate(9999, 12, 31))
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName(field.accessibleName())
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addWidget(self.calendar)

    def _dress(self) -> None:
        """Use the colours and the icons of the window: Qt writes weekends in red."""
        usual, today = QTextCharFormat(), QTextCharFormat()
        usual.setForeground(QColor(style.colors().second))
        self.calendar.setHeaderTextFormat(usual)
        for day in Qt.DayOfWeek:
            self.calendar.setWeekdayTextFormat(day, QTextCharFormat())
        today.setFontWeight(QFont.Weight.Bold)
        today.setFontUnderline(True)
        self.calendar.setDateTextFormat(QDate.currentDate(), today)
        icons = ("chevron-left", "chevron-right")
        names = ("qt_calendar_prevmonth", "qt_calendar_nextmonth")
        for name, icon in zip(names, reversed(icons) if self.isRightToLeft() else icons, strict=True):
            button = self.calendar.findChild(QToolButton, name)
            if button is not None:
                button.setIcon(style.icon(icon))

    def show_below(self, field: QLineEdit) -> None:
        """Show the calendar below a field, or above it at the bottom of the screen."""
        self.adjustSize()
        room = field.screen().availableGeometry()
        start = QPoint(field.width() - self.width() if field.isRightToLeft() else 0, field.height() + 2)
        at = field.mapToGlobal(start)
        if at.y() + self.height() > room.bottom():
            at.setY(field.mapToGlobal(QPoint(0, 0)).y() - self.height() - 2)
        at.setX(max(room.left(), min(at.x(), room.right() - self.width())))
        self.move(at)
        self.show()
        self.calendar.setFocus()


def date_from(text: str) -> date | None:
    """Return the date that is written as year, month and day, as the system does or in words; or None.

    Two digits of a year are of this century.
    """
    # Imported here, because a start need not wait for it.
    from journey_editor.foundation import dates

    found = dates.date_from(text, order_of_date())
    return found if found and day_of(found.isoformat()) else None
