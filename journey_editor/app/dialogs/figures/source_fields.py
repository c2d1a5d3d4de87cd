"""Fields of the dialog for a data source."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from journey_editor.app.dialogs.export_fields import combo_of, labelled
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.foundation.translation import tr
from journey_editor.insight.measures import ANSWERS, SHARES
from journey_editor.interchange.tables.columns import Headings
from journey_editor.interchange.tables.values import Row, Sheet, value_text
from journey_editor.model import kinds
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.records import DataSource
from journey_editor.wording.source_words import span_name, summary_name

COLUMNS = ("day_column", "value_column", "positive_column", "negative_column", "total_column")
"""Fields for the columns whose values are read, in the order in which they are shown."""
_MOST_VALUES = 200
_MOST_HEADINGS, _LONGEST_HEADING = 30, 60


class SourceFields(QWidget):
    """Fields for the sheet, the columns, the filter and the way in which rows become readings."""

    def __init__(self, kind: str) -> None:
        super().__init__()
        self._kind = kind
        self._rows: Sequence[Row] = ()
        self.sheet = ComboBox()
        self.what = combo_of([("", tr("Columns")), ("cell", tr("A single cell"))], "")
        self.cell = QLineEdit(placeholderText="B7", maxLength=20)
        self.heading_row = ComboBox()
        self.columns: dict[str, QComboBox] = {name: ComboBox() for name in (*COLUMNS, "filter_column")}
        self.filter_value = ComboBox()
        self.filter_value.setEditable(True)
        self.summary = combo_of([(each, summary_name(each)) for each in kinds.SUMMARIES], "mean")
        self.span = combo_of([(each, span_name(each)) for each in kinds.TIME_SPANS], "")
        self._boxes: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for name, text, field in (
            ("sheet", tr("Sheet"), self.sheet),
            ("what", tr("Read"), self.what),
            ("cell", tr("Cell"), self.cell),
            ("heading_row", tr("Row with the headings"), self.heading_row),
            ("day_column", tr("Date"), self.columns["day_column"]),
            ("value_column", tr("Value"), self.columns["value_column"]),
            ("positive_column", self._count_name(), self.columns["positive_column"]),
            ("negative_column", tr("Number of detractors"), self.columns["negative_column"]),
            ("total_column", tr("Number of all answers"), self.columns["total_column"]),
            ("filter_column", tr("Column of the filter"), self.columns["filter_column"]),
            ("filter_value", tr("Only rows with the value"), self.filter_value),
            ("span", tr("Readings"), self.span),
            ("summary", tr("Several rows become"), self.summary),
        ):
            self._boxes[name] = labelled(text, field, None)
            column.addWidget(self._boxes[name])

    def signals(self) -> Iterable[Any]:
        """Return the signals of all fields but the sheet."""
        for combo in (*self.columns.values(), self.what, self.summary, self.span):
            yield combo.currentIndexChanged
        yield self.heading_row.currentIndexChanged
        yield from (self.cell.textChanged, self.filter_value.editTextChanged)

    def show_table(self, sheets: Sequence[Sheet], sheet: str, rows: Sequence[Row]) -> None:
        """Offer the sheets and the columns of a table."""
        self._rows = rows
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for each in sheets:
                text = tr("{name} (hidden)").format(name=each.name) if each.hidden else each.name
                self.sheet.addItem(text, each.name)
            if self.sheet.findData(sheet) < 0:
                self.sheet.addItem(sheet, sheet)
            self.sheet.setCurrentIndex(self.sheet.findData(sheet))
        self._boxes["sheet"].setVisible(self.sheet.count() > 1)
        with QSignalBlocker(self.heading_row):
            chosen = self.heading_number if self.heading_row.count() else 1
            self.heading_row.clear()
            self.heading_row.addItem(tr("None"), 0)
            for row in rows[:_MOST_HEADINGS]:
                words = ", ".join(value_text(each) for each in row.cells.values())
                self.heading_row.addItem(f"{row.number}: {words[:_LONGEST_HEADING]}", row.number)
            self._choose_heading(chosen)
        self.show_columns()

    @property
    def heading_number(self) -> int:
        """Number of the row with the headings, or 0 without one."""
        return int(self.heading_row.currentData() or 0)

    @property
    def heading(self) -> Row | None:
        """Row with the headings."""
        number = self.heading_number
        return next((row for row in self._rows if number and row.number == number), None)

    def show_columns(self) -> None:
        """Offer the columns that the row of headings names, and keep those that are chosen."""
        heading = self.heading
        headings = Headings(heading if self.heading_number else None)
        if heading is not None or not self.heading_number:
            indexes = sorted({index for row in self._rows for index in row.cells})
        else:
            indexes = []
        names = [name for index in indexes if (name := headings.name(index))]
        for field, combo in self.columns.items():
            chosen = str(combo.currentData() or "")
            with QSignalBlocker(combo):
                combo.clear()
                combo.addItem(tr("None"), "")
                for name in names:
                    combo.addItem(name, name)
                if chosen and combo.findData(chosen) < 0:
                    combo.addItem(tr("{name} (missing)").format(name=chosen), chosen)
                combo.setCurrentIndex(combo.findData(chosen))
            combo.setObjectName(field)
        self.show_values()

    def show_values(self) -> None:
        """Offer the values of the column of the filter, and show the fields that apply."""
        index = Headings(self.heading).find(str(self.columns["filter_column"].currentData() or ""))
        values: dict[str, None] = {}
        for row in self._rows:
            if index is not None and index in row.cells and row.number > self.heading_number:
                values[value_text(row.cells[index])[:NAME_LIMIT]] = None
        text = self.filter_value.currentText()
        with QSignalBlocker(self.filter_value):
            self.filter_value.clear()
            self.filter_value.addItems(list(values)[:_MOST_VALUES])
            self.filter_value.setEditText(text)
        self._show_fields()

    def choose(self, fields: dict[str, Any]) -> None:
        """Choose what a data source names."""
        blockers = [QSignalBlocker(each) for each in self.findChildren(QWidget)]
        self._choose_heading(fields.get("heading_row", 1))
        self.cell.setText(fields.get("cell", ""))
        self.what.setCurrentIndex(1 if fields.get("cell") else 0)
        for name, combo in self.columns.items():
            chosen = fields.get(name, "")
            if combo.findData(chosen) < 0:
                combo.addItem(chosen, chosen)
            combo.setCurrentIndex(combo.findData(chosen))
        self.filter_value.setEditText(fields.get("filter_value", ""))
        self.summary.setCurrentIndex(self.summary.findData(fields.get("summary", "mean")))
        self.span.setCurrentIndex(self.span.findData(fields.get("span", "")))
        del blockers
        self.show_columns()

    def chosen(self) -> dict[str, Any]:
        """Return the fields of the data source as they are chosen."""
        sheet = str(self.sheet.currentData() or "")
        if self.what.currentData():
            return {"sheet": sheet, "cell": self.cell.text().strip()}
        found: dict[str, Any] = {"sheet": sheet, "heading_row": self.heading_number}
        found |= {name: str(combo.currentData() or "") for name, combo in self.columns.items()}
        found["filter_value"] = self.filter_value.currentText().strip() if found["filter_column"] else ""
        found["summary"] = str(self.summary.currentData())
        found["span"] = str(self.span.currentData()) if found["day_column"] else ""
        return found

    def _choose_heading(self, number: int) -> None:
        if self.heading_row.findData(number) < 0:
            self.heading_row.addItem(str(number), number)
        self.heading_row.setCurrentIndex(self.heading_row.findData(number))

    def column_of(self, name: str) -> int | None:
        """Return the index of the column that is chosen in a field, or None."""
        headings = Headings(self.heading if self.heading_number else None)
        chosen = str(self.columns[name].currentData() or "")
        return headings.find(chosen) if chosen else None

    def _show_fields(self) -> None:
        cell = bool(self.what.currentData())
        counts = self._kind in SHARES or self._kind == "nps"
        for name, box in self._boxes.items():
            if name not in ("sheet", "what"):
                box.setVisible((name == "cell") == cell)
        if cell:
            return
        self._boxes["filter_value"].setVisible(bool(self.columns["filter_column"].currentData()))
        self._boxes["span"].setVisible(bool(self.columns["day_column"].currentData()))
        # Each row is a reading of its own: there is nothing to summarise, unless it counts as one answer.
        each_row = bool(self.columns["day_column"].currentData()) and not self.span.currentData()
        self._boxes["summary"].setVisible(not each_row or self.summary.currentData() == "answers")
        for name in ("positive_column", "total_column"):
            self._boxes[name].setVisible(counts or bool(self.columns[name].currentData()))
        self._boxes["negative_column"].setVisible(self._kind == "nps")

    def _count_name(self) -> str:
        return tr("Number of promoters") if self._kind == "nps" else tr("Number of answers for")


def fields_of(source: DataSource) -> dict[str, Any]:
    """Return the fields of a data source that the dialog shows."""
    names = ("sheet", "cell", "heading_row", *COLUMNS, "filter_column", "filter_value", "summary", "span")
    return {name: getattr(source, name) for name in names}


def answers_words(kind: str) -> str:
    """Return a sentence that says which answers count for and against; empty if no answers are counted."""
    if kind == "nps":
        return tr("Answers 9 and 10 count for, 0 to 6 against.")
    if kind in ANSWERS:
        _, most, least, _ = ANSWERS[kind]
        return tr("Answers from {least} to {most} count for.").format(least=least, most=most)
    return tr("“Yes”, “true” and 1 count for.") if kind in SHARES else ""
