"""Field for a number without a fraction."""

from PySide6.QtWidgets import QLineEdit

from journey_editor.app.panels.binding import MIXED, FieldBinding
from journey_editor.foundation.translation import tr


class NumberField(QLineEdit):
    """Whole number from 1 to a billion; empty for none. Separators of thousands are understood."""

    MOST = 1_000_000_000

    def __init__(self, binding: FieldBinding) -> None:
        super().__init__()
        self._binding = binding
        self.editingFinished.connect(self.commit)

    def refresh(self) -> None:
        """Show the value."""
        value = self._binding.read()
        text = str(value) if isinstance(value, int) else ""
        self.setPlaceholderText(tr("Several values") if value is MIXED else "")
        if text != self.text() and not (self.hasFocus() and self.isModified()):
            self.setText(text)

    def commit(self) -> bool:
        """Write a number that was typed. If it is invalid, show the old one again and return False."""
        if not self.isModified():
            return True
        self.setModified(False)
        text = "".join(self.text().replace(",", "").replace(".", "").replace("’", "").split())
        number = int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0
        valid = not text or 1 <= number <= self.MOST
        if valid and not (not text and self._binding.read() is MIXED):
            self._binding.write(number or None)
        elif not valid:
            self._binding.refuse(tr("Enter a whole number from 1 to 1,000,000,000, or nothing."))
        self.refresh()
        return valid
