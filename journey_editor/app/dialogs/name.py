"""Dialog that asks for a name."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.foundation.translation import tr
from journey_editor.model.fields import NAME_LIMIT


@reports_errors
class NameDialog(QDialog):
    """A field with a proposed name, and a button that uses it."""

    def __init__(
        self, parent: QWidget, title: str, button: str, proposed: str, use: Callable[[str], object]
    ) -> None:
        """Ask in a dialog with a title; `use` gets the name when the button is pressed."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self._use = use
        self.name = QLineEdit(proposed, maxLength=NAME_LIMIT)
        # Reject the URL of a file that is pasted or dropped.
        self.name.setValidator(QRegularExpressionValidator("(?!\\s*file:/).*", self))
        self.name.selectAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.button = buttons.addButton(button, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        self.name.textChanged.connect(self._refresh)
        form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 16)
        form.setSpacing(12)
        form.addRow(tr("Name"), self.name)
        form.addRow(buttons)
        self.setMinimumWidth(360)
        make_primary(self.button)
        self._refresh()

    def accept(self) -> None:
        """Use the name."""
        name = self.name.text().strip()
        if name:
            super().accept()
            self._use(name)

    def _refresh(self) -> None:
        self.button.setEnabled(bool(self.name.text().strip()))
