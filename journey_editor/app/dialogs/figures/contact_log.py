"""Dialog that makes measures, and the actual path of contacts, from the log of a contact centre."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.export_fields import add_names, combo_of, labelled
from journey_editor.app.dialogs.figures.table_dialog import TableDialog
from journey_editor.app.dialogs.figures.tables import fill, fill_rows, table_of
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.number_forms import order_of_date
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.layouts import clear_layout
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import ntr, tr
from journey_editor.insight.measures import value_of
from journey_editor.interchange.tables.columns import Headings
from journey_editor.interchange.tables.contact_figures import FIGURES, ContactFigures, contact_figures
from journey_editor.interchange.tables.contact_guess import guessed_meaning, guessed_roles
from journey_editor.interchange.tables.contact_log import MEANINGS, NEEDED, ROLES, Log, read_log
from journey_editor.interchange.tables.contact_records import (
    add_log_measures,
    add_path_journey,
    log_measure,
    reading_of,
    shown_media,
)
from journey_editor.interchange.tables.guess import FirstRows, first_rows
from journey_editor.model.records import Reading
from journey_editor.wording.measure_words import measure_name, number_words
from journey_editor.wording.source_words import meaning_name, role_name

_PAUSE = 200
"""Milliseconds after a change until the log is read again."""
_FORM_WIDTH = 320
_MOST_STATES = 40
"""Maximum number of states whose meaning can be chosen; the meaning of others is guessed."""


@reports_errors
class ContactLogDialog(TableDialog):
    """Columns and states of a log beside its rows and the figures that they give, after each change."""

    def __init__(self, parent: QWidget, session: Session, jobs: Jobs, path: Path) -> None:
        super().__init__(parent, jobs, tr("Add figures"), _PAUSE)
        self.setWindowTitle(tr("Contact log"))
        self._session, self._path = session, path
        self._table = FirstRows((), ())
        self._heading_row = 1
        self._log: Log | None = None
        self._figures: ContactFigures | None = None
        self.file = ElidedLabel()
        self.file.setText(path.name)
        self.file.setToolTip(str(path))
        self.sheet = ComboBox()
        self.roles: dict[str, QComboBox] = {role: ComboBox() for role in ROLES}
        self.states: dict[str, QComboBox] = {}
        stages = session.document.stages_of(session.journey_id)
        self.place = combo_of([("", tr("Whole journey"))], "")
        add_names(self.place, {each.id: each.name or tr("No name") for each in stages})
        selected = session.selection.of_kind("stage")
        self.place.setCurrentIndex(max(0, self.place.findData(selected[0] if selected else "")))
        self.with_measures = QCheckBox(tr("Add measures to this journey"))
        self.with_path = QCheckBox(tr("Add the actual path as a journey"))
        for box in (self.with_measures, self.with_path):
            box.setChecked(True)
        self.rows, self.figures = table_of(tr("Rows of the log")), table_of(tr("Figures"))
        self.figures.verticalHeader().hide()
        self.figures.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.path_words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.timer.timeout.connect(self._read)
        self._lay_out()
        self.sheet.currentIndexChanged.connect(lambda _: self._look())
        for combo in self.roles.values():
            combo.currentIndexChanged.connect(lambda _: self._change())
        for box in (self.with_measures, self.with_path):
            box.toggled.connect(lambda _: self._enable())
        self._look()

    def accept(self) -> None:
        """Add the measures and the journey, as one step."""
        figures, session = self._figures, self._session
        if figures is None:
            return
        new = ""
        measures: list[str] = []
        transaction = session.edit(tr("Read contact log “{name}”").format(name=self._path.name))
        with transaction as draft:
            place = str(self.place.currentData() or "")
            if self.with_measures.isChecked():
                measures = add_log_measures(
                    draft, session.journey_id, place if place in draft else "", figures, self._path.name
                )
            if self.with_path.isChecked():
                new = add_path_journey(draft, session.journey_id, figures, self._path.name)
        if not transaction.succeeded:
            return
        said = ntr(
            "{n} measure was read from the log.", "{n} measures were read from the log.", len(measures)
        )
        if new:
            words = tr("The actual path is a journey of its own; compare it with this one.")
            session.offered.emit(
                f"{said} {words}" if measures else words,
                ((tr("Show the path"), lambda: session.show_journey(new)),),
            )
        else:
            session.notice.emit(said)
        super().accept()

    def say(self, words: str, *, failed: bool = False) -> None:
        """Show a message, and let the figures be added if they are known."""
        super().say(words, failed=failed)
        self._enable()

    def show_error(self, error: UserError) -> None:
        """Show why there are no figures."""
        self.figures.setRowCount(0)
        self.path_words.clear()
        super().show_error(error)

    def _look(self) -> None:
        """Read the first rows of the log."""
        path, sheet = self._path, str(self.sheet.currentData() or "")
        self._begin(lambda: first_rows(path, sheet), self._show_table)

    def _show_table(self, found: FirstRows) -> None:
        self._table = found
        chosen = self.sheet.currentData()
        with QSignalBlocker(self.sheet):
            self.sheet.clear()
            for each in found.sheets:
                self.sheet.addItem(each.name, each.name)
            self.sheet.setCurrentIndex(max(0, self.sheet.findData(chosen)))
        self._sheet_box.setVisible(len(found.sheets) > 1)
        self._heading_row, guess = guessed_roles(found.rows)
        heading = next((row for row in found.rows if row.number == self._heading_row), None)
        for role, combo in self.roles.items():
            with QSignalBlocker(combo):
                combo.clear()
                combo.addItem(tr("None"), "")
                for name in Headings(heading).names.values():
                    combo.addItem(name, name)
                combo.setCurrentIndex(max(0, combo.findData(guess.get(role, ""))))
        fill_rows(self.rows, found.rows)
        self._read()

    def _change(self) -> None:
        self._figures = None
        self._enable()
        self.timer.start()

    def _read(self) -> None:
        """Read the whole log."""
        path, sheet, heading_row = self._path, str(self.sheet.currentData() or ""), self._heading_row
        roles = {role: str(combo.currentData() or "") for role, combo in self.roles.items()}
        order = order_of_date()
        self._log = None
        self._begin(
            lambda: read_log(path, roles, sheet=sheet, heading_row=heading_row, order=order), self._show_log
        )

    def _show_log(self, found: Log) -> None:
        self._log = found
        self._show_states(found)
        self._compute()

    def _show_states(self, log: Log) -> None:
        """Show a field for the meaning of each of the commonest states."""
        counts = [0] * len(log.names["state"])
        for state in log.states:
            counts[state] += 1
        often = sorted(range(1, len(counts)), key=lambda each: -counts[each])[:_MOST_STATES]
        before = {name: combo.currentData() for name, combo in self.states.items()}
        clear_layout(self._states)
        self.states = {}
        for state in often:
            name = log.names["state"][state]
            meaning = before.get(name, guessed_meaning(name))
            combo = combo_of([(each, meaning_name(each)) for each in MEANINGS], meaning)
            combo.currentIndexChanged.connect(lambda _: self._compute())
            self.states[name] = combo
            self._states.addWidget(labelled(f"{name} ({counts[state]})", combo, None))
        for one, following in pairwise((self.roles[ROLES[-1]], *self.states.values(), self.with_measures)):
            self.setTabOrder(one, following)

    def _compute(self) -> None:
        """Compute the figures of the log."""
        log = self._log
        if log is None:
            return
        meanings = {name: guessed_meaning(name) for name in log.names["state"]}
        meanings |= {name: str(combo.currentData()) for name, combo in self.states.items()}
        self._begin(lambda: contact_figures(log, meanings), self._show_figures)

    def _show_figures(self, found: ContactFigures) -> None:
        self._figures = found
        language = self._session.journey.language
        texts = []
        for medium in ("", *shown_media(found)):
            for figure in FIGURES:
                months = found.figures.get((medium, figure))
                if not months:
                    continue
                month, share = max(months.items())
                measure = log_measure(self._session.journey_id, figure)
                reading = Reading(id="reading:new", measure=measure.id, **reading_of(figure, month, share))
                value = number_words(measure, value_of(measure.kind, reading), language)
                name = measure_name(measure, language)
                texts.append([medium or tr("All"), name, value, month[:7], str(share.total)])
        headings = [tr("Channel"), tr("Measure"), tr("Last value"), tr("Month"), tr("Contacts")]
        fill(self.figures, headings, texts)
        self.figures.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        states = " › ".join(each.state for each in found.path)
        words = tr("Commonest path: {states}. {n} of {all} contacts take it.")
        self.path_words.setText(words.format(states=states, n=found.path_contacts, all=found.contacts))
        said = [
            ntr("{n} event was read.", "{n} events were read.", found.events),
            ntr("They are of {n} contact.", "They are of {n} contacts.", found.contacts),
        ]
        log = self._log
        if log is not None and log.left_out:
            left_out = ntr("{n} row was left out, the first is row {row}.",
                           "{n} rows were left out, the first is row {row}.",
                           log.left_out, row=log.first_left_out)  # fmt: skip
            said.append(left_out)
        if not texts:
            said.append(tr("Choose what the states mean to see figures."))
        self.say(" ".join(said))

    def _begin(self, work: Callable[[], Any], on_success: Callable[[Any], object]) -> None:
        """Start a job about the log, whose figures are unknown until then."""
        self._figures = None
        self.start(work, on_success, self._path.name)

    def _enable(self) -> None:
        wanted = self.with_measures.isChecked() or self.with_path.isChecked()
        self.accept_button.setEnabled(self._figures is not None and wanted)
        self.place.setEnabled(self.with_measures.isChecked())

    def _lay_out(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(10)
        column.addWidget(self.file)
        self._sheet_box = labelled(tr("Sheet"), self.sheet, None)
        self._sheet_box.hide()
        column.addWidget(self._sheet_box)
        for role, combo in self.roles.items():
            name = role_name(role)
            needed = tr("{name} (needed)").format(name=name) if role in NEEDED else name
            column.addWidget(labelled(needed, combo, None))
        heading = QLabel(tr("What the states mean"))
        heading.setProperty("role", "label")
        column.addSpacing(6)
        column.addWidget(heading)
        self._states = QVBoxLayout()
        self._states.setSpacing(10)
        column.addLayout(self._states)
        column.addSpacing(6)
        column.addWidget(self.with_measures)
        column.addWidget(labelled(tr("Figures of all contacts are about"), self.place, None))
        column.addWidget(self.with_path)
        column.addStretch(1)
        tables = ((tr("Rows of the log"), self.rows, 1), (tr("Figures"), self.figures, 1))
        self.lay_out(tables, side, QSize(1080, 760), _FORM_WIDTH, self.path_words)
