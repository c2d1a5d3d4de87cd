"""Measures of a journey: their definitions, targets and readings."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.figures.source_part import SourcePart
from journey_editor.app.panels.date_field import date_from
from journey_editor.app.panels.form import Form
from journey_editor.app.panels.measure_form import measure_form
from journey_editor.app.panels.number_field import figure_from, figure_text
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.figure_sources import FigureSources
from journey_editor.app.session.number_forms import decimal_mark
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.hinted_list import HintedList
from journey_editor.app.widgets.two_line_delegate import TwoLineDelegate
from journey_editor.editing.commands.measures import PLACES, add_measure, add_reading, source_of
from journey_editor.foundation.quantities import number_from
from journey_editor.foundation.translation import tr
from journey_editor.insight.measures import SHARES, TIMES, figure, is_possible, value_of
from journey_editor.model.records import DataSource, Measure, Reading, kind_of
from journey_editor.wording.map_words import named
from journey_editor.wording.measure_words import figure_words, measured_name, number_words
from journey_editor.wording.source_words import count_headings

_ID = Qt.ItemDataRole.UserRole
_FIELDS = ("day", "value", "positive", "negative", "total")
_FROM_RIGHT, _END = "\u2067", "\u2069"
"""Characters around words that are from right to left among others."""
_MOST_COUNT = 1_000_000_000
_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect


@reports_errors
class MeasuresDialog(QDialog):
    """List of the measures; the form and the readings of the current one. It stays open beside the map."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        add_lane: Callable[[], object],
        sources: FigureSources,
        jobs: Jobs,
        settings: Settings,
    ) -> None:
        """`add_lane` inserts a lane of metrics; `sources` reads the readings of measures from files."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Measures"))
        self._session = session
        self._shown: tuple[object, ...] | None = None
        self.list = HintedList()
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setAccessibleName(tr("Measures"))
        self.list.currentRowChanged.connect(lambda _: self._show_measure())
        self.area = QScrollArea(widgetResizable=True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.readings = QTableWidget(0, len(_FIELDS))
        self.readings.setAccessibleName(tr("Readings"))
        self.readings.verticalHeader().hide()
        self.readings.setTabKeyNavigation(False)
        header = self.readings.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        self.readings.itemChanged.connect(self._write)
        self.source = SourcePart(session, sources, jobs, settings)
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.message.setProperty("role", "second")
        self.buttons = {
            name: self._button(text, run)
            for name, text, run in (
                ("add", tr("Add for the selection"), self._add),
                ("delete", tr("Delete"), self._delete),
                ("lane", tr("Add lane of metrics"), add_lane),
                ("reading", tr("Add reading"), self._add_reading),
                ("no_reading", tr("Remove reading"), self._remove_reading),
            )
        }
        QShortcut(QKeySequence.StandardKey.Undo, self, session.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, session.redo)
        self._lay_out()
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def measure(self) -> str:
        """Id of the current measure, or an empty text."""
        row = self.list.currentRow()
        return str(self.list.item(row).data(_ID)) if row >= 0 else ""

    def show_measure(self, measure_id: str) -> None:
        """Show a measure of the list."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == measure_id:
                self.list.setCurrentRow(row, _ALONE)

    def refresh(self) -> None:
        """Show the measures of the journey as they are now."""
        session = self._session
        document = session.document
        found = document.select(Measure, journey=session.journey_id)
        readings = [each for measure in found for each in document.select(Reading, measure=measure.id)]
        shown = (*found, *readings, *document.select(DataSource), session.read_only)
        if shown != self._shown:
            self._shown = shown
            current = self.measure
            with QSignalBlocker(self.list):
                self.list.clear()
                for measure in found:
                    figure_of = figure_words(figure(document, measure), session.journey.language)
                    if session.journey.direction == "rtl":
                        figure_of = f"{_FROM_RIGHT}{figure_of}{_END}"
                    place = measured_name(document, measure)
                    item = QListWidgetItem(f"{figure_of}\n{place}", self.list)
                    item.setData(_ID, measure.id)
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, named(place, figure_of))
                ids = [each.id for each in found]
                row = ids.index(current) if current in ids else len(ids) - 1
                self.list.setCurrentRow(row, _ALONE)
            self.list.set_hint(
                tr(
                    "Measures are figures such as CSAT, NPS or waiting times. Select a stage, a step or a "
                    "card on the map to add one for it; without a selection, it is about the whole journey."
                )
            )
            self._show_measure()
        add = tr("Add for the selection") if self._places() else tr("Add for the journey")
        self.buttons["add"].setText(add)
        kinds = {lane.kind for lane in document.lanes_of(session.journey_id)}
        self.buttons["lane"].setVisible("metrics" not in kinds)
        for name, button in self.buttons.items():
            button.setEnabled(not session.read_only and (name in ("add", "lane") or bool(self.measure)))
        if source_of(document, self.measure) is not None:
            # The file decides.
            for name in ("reading", "no_reading"):
                self.buttons[name].setEnabled(False)

    def _show_measure(self) -> None:
        measure = self._session.document.find(self.measure)
        shown = self.area.widget()
        kind = measure.kind if isinstance(measure, Measure) else ""
        if isinstance(shown, Form) and shown.ids == (self.measure,) and shown.property("kind") == kind:
            shown.refresh()
        else:
            old = self.area.takeWidget()
            if isinstance(old, Form):
                old.commit()
                old.deleteLater()
            if isinstance(measure, Measure):
                form = measure_form(self._session, measure.id, self.area)
                form.setProperty("kind", kind)
                form.refresh()
                self.area.setWidget(form)
                for one, following in pairwise((self.buttons["lane"], *form.fields.values(), self.readings)):
                    self.setTabOrder(one, following)
        self._show_readings(measure if isinstance(measure, Measure) else None)
        self.source.show_measure(self.measure)

    def _show_readings(self, measure: Measure | None) -> None:
        recommended = measure is not None and measure.kind == "nps"
        counts = count_headings(measure.kind if measure else "")
        self.readings.setHorizontalHeaderLabels((tr("Date"), tr("Value"), *counts, tr("All")))
        found = self._session.document.select(Reading, measure=measure.id) if measure else ()
        rows = sorted(found, key=lambda each: (each.day, each.id))
        counted = recommended or (measure is not None and measure.kind in SHARES)
        for name, shown in (("positive", counted), ("negative", recommended)):
            self.readings.setColumnHidden(_FIELDS.index(name), not shown)
        bound = measure is not None and source_of(self._session.document, measure.id) is not None
        fixed = bound or self._session.read_only
        with QSignalBlocker(self.readings):
            self.readings.setRowCount(len(rows))
            for row, reading in enumerate(rows):
                for column, name in enumerate(_FIELDS):
                    item = QTableWidgetItem(self._text(measure, reading, name))
                    item.setData(_ID, reading.id)
                    computed = (
                        name == "value" and measure and value_of(measure.kind, reading) != reading.value
                    )
                    if computed or fixed:
                        # The counts decide, or the file.
                        item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                    self.readings.setItem(row, column, item)

    def _text(self, measure: Measure | None, reading: Reading, name: str) -> str:
        if name == "value" and measure is not None:
            value = value_of(measure.kind, reading)
            if value != reading.value:
                return number_words(measure, value, self._session.journey.language)
            return figure_text(reading.value, times=measure.kind in TIMES)
        value = getattr(reading, name)
        return "" if value is None else str(value)

    def _write(self, item: QTableWidgetItem) -> None:
        """Write a cell of a reading; what is no such value is put back with a sentence."""
        reading, name = str(item.data(_ID)), _FIELDS[item.column()]
        measure = self._session.document.find(self.measure)
        try:
            kind = measure.kind if isinstance(measure, Measure) else ""
            value = _value(name, item.text(), kind)
        except ValueError:
            self._say(
                tr("“{text}” is no valid value here. Nothing was changed.").format(text=item.text()[:40])
            )
            self._show_measure()
            return
        with self._session.edit(tr("Change reading")) as draft:
            if reading in draft:
                draft.change(draft.get(Reading, reading), **{name: value})
        self.refresh()
        # What is the same, or was refused, is shown as it was.
        self._show_measure()

    def _add(self) -> None:
        session, places = self._session, self._places() or [""]
        with session.edit(tr("Add measure")) as draft:
            new = [add_measure(draft, session.journey_id, place).id for place in places]
        self.refresh()
        self.show_measure(new[-1])

    def _places(self) -> list[str]:
        """Return what a new measure would be about; empty for the journey."""
        return [each for each in self._session.selection.ids if kind_of(each) in PLACES]

    def _delete(self) -> None:
        if self.measure and self._session.may_edit():
            with self._session.edit(tr("Delete measure")) as draft:
                draft.remove(self.measure)
            self.refresh()

    def _add_reading(self) -> None:
        if self.measure:
            with self._session.edit(tr("Add reading")) as draft:
                new = add_reading(draft, self.measure, day=self._session.today().isoformat())
            self.refresh()
            for row in range(self.readings.rowCount()):
                item = self.readings.item(row, 1)
                if item is not None and item.data(_ID) == new.id:
                    self.readings.setCurrentCell(row, 1)
                    self.readings.editItem(item)

    def _remove_reading(self) -> None:
        item = self.readings.item(self.readings.currentRow(), 0)
        if item is not None:
            with self._session.edit(tr("Remove reading")) as draft:
                draft.remove(str(item.data(_ID)))
            self.refresh()

    def _say(self, text: str) -> None:
        self.message.setText(text)
        announce(self.message, text)

    @staticmethod
    def _button(text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, autoDefault=False)
        button.clicked.connect(lambda _=False: run())
        return button

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        row = QHBoxLayout()
        for name in ("add", "delete", "lane"):
            row.addWidget(self.buttons[name])
        left.addLayout(row)
        right = QVBoxLayout()
        right.addWidget(self.area, 3)
        right.addWidget(self.readings, 2)
        row = QHBoxLayout()
        for name in ("reading", "no_reading"):
            row.addWidget(self.buttons[name])
        row.addStretch(1)
        right.addLayout(row)
        right.addWidget(self.source)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addLayout(left, 1)
        both.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(both, 1)
        column.addWidget(self.message)
        resize_within_screen(self, QSize(980, 840))


def _value(name: str, text: str, kind: str) -> float | int | str | None:
    """Return the value of a cell of a reading of a kind of measure. Raises `ValueError`."""
    if name == "value":
        value = figure_from(text, times=kind in TIMES)
        if value is not None and not is_possible(kind, value):
            raise ValueError(text)
        return value
    if not text.strip():
        return "" if name == "day" else None
    if name == "day":
        day = date_from(text.strip())
        if day is None:
            raise ValueError(text)
        return day.isoformat()
    number = number_from(text, decimal_mark())
    if number is None or number != int(number) or not 0 <= number <= _MOST_COUNT:
        raise ValueError(text)
    return int(number)
