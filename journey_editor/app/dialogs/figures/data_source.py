"""Dialog for the file from which the readings of a measure are read."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QBrush, QColor
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.figures.source_fields import (
    COLUMNS,
    SourceFields,
    answers_words,
    fields_of,
)
from journey_editor.app.dialogs.figures.table_dialog import TableDialog
from journey_editor.app.dialogs.figures.tables import ask_for_table, fill, fill_rows, table_of
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.number_forms import decimal_mark, order_of_date
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.look import style
from journey_editor.editing.commands.measures import bind_measure, path_of, set_readings, source_of
from journey_editor.foundation.addresses import relative
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.insight.measures import value_of
from journey_editor.interchange.tables.guess import FirstRows, first_rows, guessed
from journey_editor.interchange.tables.readings import Outcome, read_source
from journey_editor.model.records import DataSource, Measure, Reading
from journey_editor.wording.measure_words import measure_name, number_words
from journey_editor.wording.source_words import count_headings

_PAUSE = 60
"""Milliseconds after a change until the table is read again."""
_FORM_WIDTH = 300


@reports_errors
class SourceDialog(TableDialog):
    """Fields beside the first rows of the table and the readings that they become, after each change."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        jobs: Jobs,
        settings: Settings,
        measure_id: str,
        path: Path | None = None,
    ) -> None:
        """Show the data source of a measure, or one from the file `path`."""
        super().__init__(parent, jobs, tr("Read figures"), _PAUSE)
        self._session, self._settings = session, settings
        self._measure = session.document.get(Measure, measure_id)
        name = measure_name(self._measure, session.journey.language)
        self.setWindowTitle(tr("Data source of “{measure}”").format(measure=name))
        self._path: Path | None = None
        self._guesses = True
        self._table = FirstRows((), ())
        self._outcome: Outcome | None = None
        self.file = ElidedLabel()
        self.choose_button = QPushButton(tr("Choose file…"), autoDefault=False)
        self.choose_button.clicked.connect(self.ask_file)
        self.fields = SourceFields(self._measure.kind)
        self.rows, self.readings = table_of(tr("Rows of the table")), table_of(tr("Readings"))
        self.readings.verticalHeader().hide()
        self.readings.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.timer.timeout.connect(self._read)
        self._lay_out()
        self.fields.sheet.currentIndexChanged.connect(lambda _: self._look())
        self.fields.columns["filter_column"].currentIndexChanged.connect(lambda _: self.fields.show_values())
        self.fields.heading_row.currentIndexChanged.connect(lambda _: self.fields.show_columns())
        of_span = self.fields.span.currentIndexChanged
        for signal in (self.fields.what.currentIndexChanged, of_span, *self._column_signals()):
            signal.connect(lambda _: self.fields.show_values())
        for signal in self.fields.signals():
            signal.connect(lambda *_: self._change())
        source = source_of(session.document, measure_id)
        if source is not None:
            self._guesses = False
            self.fields.choose(fields_of(source))
            self._open(path_of(source, session.folder, server=True), source.sheet)
        elif path is not None:
            self.open_file(path)

    def ask_file(self) -> None:
        """Ask for another file."""
        path = ask_for_table(self, self._path.parent if self._path else self._settings.folder)
        if path is not None:
            self.open_file(path)

    def open_file(self, path: Path) -> None:
        """Show another file, and guess what is in it if it does not have the columns that were chosen."""
        self._settings.set_folder(path.parent)
        self._guesses = True
        self._open(path, "")

    def accept(self) -> None:
        """Keep the data source with the measure, and the readings that it gives."""
        if self._outcome is None or self._path is None:
            return
        session, measure = self._session, self._measure.id
        if session.document.find(measure) is None:
            self.reject()
            return
        found = [asdict(each) for each in self._outcome.readings]
        transaction = session.edit(tr("Read figures from “{name}”").format(name=self._path.name))
        with transaction as draft:
            path = relative(str(self._path), session.folder)
            bind_measure(draft, measure, path=path, **self.fields.chosen())
            set_readings(draft, measure, found)
        if transaction.succeeded:
            super().accept()

    def say(self, words: str, *, failed: bool = False) -> None:
        """Show a message, and let the figures be read if they are known."""
        super().say(words, failed=failed)
        self.accept_button.setEnabled(self._outcome is not None)

    def show_error(self, error: UserError) -> None:
        """Show why there are no readings."""
        self.readings.setRowCount(0)
        super().show_error(error)

    def _column_signals(self) -> list[Any]:
        return [each.currentIndexChanged for each in self.fields.columns.values()]

    def _open(self, path: Path | None, sheet: str) -> None:
        self._path = path
        self.file.setText(path.name if path is not None else "")
        self.file.setToolTip(str(path or ""))
        self._look(sheet)

    def _look(self, sheet: str | None = None) -> None:
        """Read the first rows of the file."""
        path = self._path
        if path is None:
            self.say(tr("The file cannot be opened. Choose another one."), failed=True)
            return
        chosen = str(self.fields.sheet.currentData() or "") if sheet is None else sheet
        self._outcome = None
        self.start(lambda: first_rows(path, chosen), lambda found: self._show_table(found, chosen), path.name)

    def _show_table(self, found: FirstRows, sheet: str) -> None:
        self._table = found
        names = [each.name for each in found.sheets]
        self.fields.show_table(found.sheets, sheet or names[0], found.rows)
        known = any(self.fields.column_of(name) is not None for name in COLUMNS)
        if self._guesses and not known and not self.fields.cell.text():
            self.fields.choose(guessed(found.rows, self._measure.kind))
        self._guesses = False
        fill_rows(self.rows, found.rows)
        self._read()

    def _change(self) -> None:
        self._outcome = None
        self.accept_button.setEnabled(False)
        self.timer.start()

    def _read(self) -> None:
        """Read the readings that the fields describe."""
        path = self._path
        if path is None:
            return
        self._mark_rows()
        kind = self._measure.kind
        source = DataSource(
            id="data_source:new", measure=self._measure.id, path=path.name, **self.fields.chosen()
        )
        order, decimal = order_of_date(), decimal_mark()
        self._outcome = None
        self.start(
            lambda: read_source(source, kind, path, order=order, decimal=decimal),
            self._show_readings,
            path.name,
        )

    def _show_readings(self, outcome: Outcome) -> None:
        self._outcome = outcome
        counted = self.fields.chosen().get("summary") == "answers"
        said = [
            ntr("{n} row was read.", "{n} rows were read.", outcome.rows),
            ntr("{n} reading results.", "{n} readings result.", len(outcome.readings)),
            answers_words(self._measure.kind) if counted else "",
            *outcome.remarks,
        ]
        self.say(" ".join(each for each in said if each))
        measure, language = self._measure, self._session.journey.language
        texts = []
        for found in reversed(outcome.readings):
            reading = Reading(id="reading:new", measure=measure.id, **asdict(found))
            value = number_words(measure, value_of(measure.kind, reading), language)
            counts = (found.positive, found.negative, found.total)
            texts.append([found.day, value, *("" if each is None else str(each) for each in counts)])
        fill(self.readings, [tr("Date"), tr("Value"), *count_headings(measure.kind), tr("All")], texts)
        for column in (2, 3, 4):
            self.readings.setColumnHidden(column, not any(row[column] for row in texts))

    def _mark_rows(self) -> None:
        """Show the headings in bold, and pale what is not read."""
        used = {self.fields.column_of(name) for name in self.fields.columns} - {None}
        heading = self.fields.heading_number
        # The theme may change while the dialog is open: what is read has the colour of the table.
        pale, plain = QBrush(QColor(style.colors().second)), QBrush()
        for index, row in enumerate(self._table.rows):
            for column in range(self.rows.columnCount()):
                item = self.rows.item(index, column)
                if item is None:
                    continue
                font = item.font()
                font.setBold(row.number == heading)
                font.setItalic(column not in used)
                item.setFont(font)
                item.setForeground(plain if column in used and row.number >= heading else pale)

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.choose_button)
        column.addLayout(row)
        column.addWidget(self.fields)
        column.addStretch(1)
        tables = ((tr("Rows of the table"), self.rows, 3), (tr("Readings"), self.readings, 2))
        self.lay_out(tables, side, QSize(1040, 720), _FORM_WIDTH)
