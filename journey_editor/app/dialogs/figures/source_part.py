"""Part of the measures dialog for the file from which the readings of a measure are read."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from journey_editor.app.dialogs.figures.data_source import SourceDialog
from journey_editor.app.dialogs.figures.tables import ask_for_table
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.figure_sources import FigureSources
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.look import icons, style
from journey_editor.editing.commands.measures import source_of, unbind_measure
from journey_editor.foundation.translation import ntr, tr
from journey_editor.wording.source_words import source_words

_ICON = 16


class SourcePart(QWidget):
    """Data source of a measure: its file, the result of the last reading, and the buttons to change it."""

    def __init__(self, session: Session, sources: FigureSources, jobs: Jobs, settings: Settings) -> None:
        super().__init__()
        self._session, self._sources, self._jobs, self._settings = session, sources, jobs, settings
        self._measure = ""
        self.label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.state = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self._sign = QLabel()
        self.buttons = {
            name: self._button(text, run)
            for name, text, run in (
                ("bind", "", self.open_dialog),
                ("read", tr("Read again"), lambda: self._sources.read_now(self._measure)),
                ("unbind", tr("Remove data source"), self._unbind),
            )
        }
        row = QHBoxLayout()
        for button in self.buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        said = QHBoxLayout()
        said.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.label)
        column.addLayout(said)
        column.addLayout(row)
        sources.changed.connect(self.refresh)

    def show_measure(self, measure_id: str) -> None:
        """Show the data source of a measure."""
        self._measure = measure_id
        self.refresh()

    def refresh(self) -> None:
        """Show the data source as it is now."""
        source = source_of(self._session.document, self._measure) if self._measure else None
        state = self._sources.state(self._measure) if source is not None else None
        bound = source is not None
        self.setVisible(bool(self._measure))
        words = tr("The readings can be read from a CSV file or a spreadsheet.")
        self.label.setText(source_words(source) if source is not None else words)
        self.label.setProperty("role", "" if bound else "second")
        self.buttons["bind"].setText(tr("Change data source…") if bound else tr("Read from a file…"))
        for name in ("read", "unbind"):
            self.buttons[name].setVisible(bound)
        for button in self.buttons.values():
            button.setEnabled(not self._session.read_only)
        failed = state is not None and bool(state.error)
        said: list[str] = []
        if state is not None and state.error:
            said = [state.error, tr("The last readings are kept.")]
        elif state is not None:
            said = [ntr("{n} row was read.", "{n} rows were read.", state.rows), *state.remarks]
        self._sign.setVisible(failed)
        if failed:
            icon = icons.icon("circle-alert", style.colors().bad)
            self._sign.setPixmap(icon.pixmap(_ICON, _ICON))
        self.state.setProperty("role", "error" if failed else "second")
        self.state.setText(" ".join(said))
        self.state.setVisible(bool(said))
        for each in (self.state, self.label):
            self.style().unpolish(each)
            self.style().polish(each)

    def open_dialog(self) -> None:
        """Open the dialog for the file and its columns; without a data source, ask for the file first."""
        session, path = self._session, None
        if source_of(session.document, self._measure) is None:
            path = ask_for_table(self, session.folder or self._settings.folder)
            if path is None:
                return
        SourceDialog(self.window(), session, self._jobs, self._settings, self._measure, path).open()

    def _unbind(self) -> None:
        with self._session.edit(tr("Remove data source")) as draft:
            unbind_measure(draft, self._measure)

    @staticmethod
    def _button(text: str, run: Callable[[], object]) -> QPushButton:
        button = QPushButton(text, autoDefault=False)
        button.clicked.connect(lambda _=False: run())
        return button
