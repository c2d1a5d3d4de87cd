"""Dialog that makes measures, and the actual path of contacts, from the log of a contact centre."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.export_fields import add_names, combo_of, labelled
from journey_editor.app.dialogs.figures.tables import fill, fill_rows, table_of
from journey_editor.app.runtime.jobs import Job, Jobs, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.number_forms import order_of_date
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.layouts import clear_layout, scrolling_side
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.look.primary_button import make_primary
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
class ContactLogDialog(QDialog):
    """Columns and states of a log beside its rows and the figures that they give, after each change."""

    def __init__(self, parent: QWidget, session: Session, jobs: Jobs, path: Path) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Contact log"))
        self._session, self._jobs, self._path = session, OwnedJobs(jobs, self), path
        self._job: Job | None = None
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
        self.figures.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.path_words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.accept_button = QPushButton(tr("Add figures"))
        self.accept_button.clicked.connect(self.accept)
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE)
        self._timer.timeout.connect(self._read)
        self._lay_out()
        self.sheet.currentIndexChanged.connect(lambda _: self._look())
        for combo in self.roles.values():
            combo.currentIndexChanged.connect(lambda _: self._change())
        for box in (self.with_measures, self.with_path):
            box.toggled.connect(lambda _: self._enable())
        self._look()

    @property
    def is_current(self) -> bool:
        """True if the figures that are shown follow from the fields."""
        return not self._timer.isActive() and (self._job is None or self._job.over)

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

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, possibly together with the program."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def done(self, result: int) -> None:
        """Cancel the jobs and close."""
        self._timer.stop()
        self._jobs.close()
        super().done(result)

    def _look(self) -> None:
        """Read the first rows of the log."""
        path, sheet = self._path, str(self.sheet.currentData() or "")
        self._start(lambda: first_rows(path, sheet), self._show_table)

    def _show_table(self, found: object) -> None:
        assert isinstance(found, FirstRows)
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
        self._timer.start()

    def _read(self) -> None:
        """Read the whole log."""
        path, sheet, heading_row = self._path, str(self.sheet.currentData() or ""), self._heading_row
        roles = {role: str(combo.currentData() or "") for role, combo in self.roles.items()}
        order = order_of_date()
        self._log = None
        self._start(
            lambda: read_log(path, roles, sheet=sheet, heading_row=heading_row, order=order), self._show_log
        )

    def _show_log(self, found: object) -> None:
        assert isinstance(found, Log)
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

    def _compute(self) -> None:
        """Compute the figures of the log."""
        log = self._log
        if log is None:
            return
        meanings = {name: guessed_meaning(name) for name in log.names["state"]}
        meanings |= {name: str(combo.currentData()) for name, combo in self.states.items()}
        self._start(lambda: contact_figures(log, meanings), self._show_figures)

    def _show_figures(self, found: object) -> None:
        assert isinstance(found, ContactFigures)
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
        self._say(" ".join(said))

    def _start(self, work: object, on_success: object) -> None:
        assert callable(work) and callable(on_success)
        self._timer.stop()
        self._jobs.cancel(self._job)
        self._figures = None
        self._job = self._jobs.start(work, on_success, self._show_error)
        self._say(tr("Reading “{name}”…").format(name=self._path.name))

    def _show_error(self, error: UserError) -> None:
        self.figures.setRowCount(0)
        self.path_words.clear()
        self._say(error.sentence, failed=True)

    def _say(self, words: str, *, failed: bool = False) -> None:
        self.message.setProperty("role", "error" if failed else "second")
        self.message.style().unpolish(self.message)
        self.message.style().polish(self.message)
        self.message.setText(words)
        if failed:
            announce(self.message, words)
        self._enable()

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
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        cancel = QPushButton(tr("Cancel"), autoDefault=False)
        cancel.clicked.connect(self.reject)
        buttons.addWidget(cancel)
        buttons.addWidget(self.accept_button)
        tables = QVBoxLayout()
        tables.setContentsMargins(16, 16, 16, 16)
        tables.setSpacing(6)
        for label, table in ((tr("Rows of the log"), self.rows), (tr("Figures"), self.figures)):
            words = QLabel(label)
            words.setProperty("role", "label")
            words.setBuddy(table)
            tables.addWidget(words)
            tables.addWidget(table, 1)
        tables.addWidget(self.path_words)
        tables.addWidget(self.message)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(tables, 1)
        whole.addWidget(scrolling_side(side, buttons, _FORM_WIDTH))
        make_primary(self.accept_button)
        resize_within_screen(self, QSize(1080, 760))
