"""Base of dialogs with a few fields."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPushButton, QWidget

from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.foundation.text import is_blank
from journey_editor.model.fields import NAME_LIMIT


class FormDialog(QDialog):
    """Fields above the buttons that accept and cancel."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)

    def lay_out(self, rows: Sequence[tuple[str, QWidget]], accept: str) -> QPushButton:
        """Lay out fields with their labels; return the button with the text `accept`."""
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        button = buttons.addButton(accept, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.setContentsMargins(20, 20, 20, 16)
        form.setSpacing(12)
        for label, field in rows:
            form.addRow(label, field)
        form.addRow(buttons)
        self.setMinimumWidth(360)
        make_primary(button)
        return button


def name_field(text: str = "", placeholder: str = "") -> QLineEdit:
    """Return a field for a name. It rejects the URL of a file that is pasted or dropped."""
    field = QLineEdit(text, maxLength=NAME_LIMIT, placeholderText=placeholder)
    field.setValidator(QRegularExpressionValidator("(?!\\s*file:/).*", field))
    return field


def name_in(field: QLineEdit) -> str:
    """Return the name in a field, or an empty text if none of it is visible."""
    name = field.text().strip()
    return "" if is_blank(name) else name
