"""Review of an imported text: kinds of its personas and corrections."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.conversion.formats import Imported
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import PERSONA_KINDS
from journey_editor.wording.choice_names import persona_kind_name

_MOST_ROWS = 6
"""Maximum number of names visible at once; the others are reached by scrolling."""


@reports_errors
class ImportReview(QDialog):
    """Lists a choice for each name and a line for each correction. Other choices import the text again."""

    chosen = Signal(object)
    """Emitted to import the text again, with the chosen kind of persona for each name."""

    def __init__(self, parent: QWidget, name: str, imported: Imported, *, edited: bool) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Import of “{name}”").format(name=name))
        assert imported.guess is not None
        self._guess = imported.guess
        self.choices: dict[str, QComboBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        if self._guess.kinds:
            column.addWidget(_heading(tr("Persona types")))
            column.addWidget(_second(tr("Customers have an emotion curve; staff and systems do not.")))
            column.addWidget(self._names())
        column.addWidget(_heading(tr("Corrections")))
        self.changes = QPlainTextEdit(readOnly=True)
        self.changes.setPlainText(
            "\n".join(self._guess.changes) or tr("None. Everything was imported as written.")
        )
        self.changes.setMinimumHeight(90)
        self.changes.setAccessibleName(tr("Corrections"))
        column.addWidget(self.changes, 1)
        self.warning = _second(
            tr(
                "You have changed the map since the import. Importing again replaces it. To get your "
                "changes back, use Undo."
            )
        )
        self.warning.setProperty("role", "warning")
        self.warning.setVisible(edited and bool(self.choices))
        column.addWidget(self.warning)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        self.import_button = buttons.addButton(tr("Import again"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        column.addWidget(buttons)
        self._close = buttons.button(QDialogButtonBox.StandardButton.Close)
        make_primary(self.import_button)
        self._compare()
        resize_within_screen(self, QSize(560, 520))

    def kinds(self) -> Mapping[str, str]:
        """Return the chosen kind of persona for each name."""
        return {name: str(choice.currentData()) for name, choice in self.choices.items()}

    def accept(self) -> None:
        """Emit the choices."""
        super().accept()
        self.chosen.emit(self.kinds())

    def _names(self) -> QWidget:
        rows = QWidget()
        grid = QGridLayout(rows)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        for row, (name, kind) in enumerate(self._guess.kinds.items()):
            label = QLabel(name, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
            choice = ComboBox()
            choice.setMinimumWidth(160)
            choice.setAccessibleName(name)
            for each in PERSONA_KINDS:
                choice.addItem(persona_kind_name(each), each)
            choice.setCurrentIndex(choice.findData(kind))
            choice.currentIndexChanged.connect(self._compare)
            label.setBuddy(choice)
            self.choices[name] = choice
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(rows)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedHeight(min(rows.sizeHint().height(), _MOST_ROWS * 40))
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return area

    def _compare(self) -> None:
        chosen_otherwise = self.kinds() != self._guess.kinds
        self.import_button.setEnabled(chosen_otherwise)
        (self.import_button if chosen_otherwise else self._close).setDefault(True)


def _heading(text: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setProperty("role", "heading")
    return label


def _second(text: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
    label.setProperty("role", "second")
    return label
