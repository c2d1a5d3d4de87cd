"""Base class of fields whose text must have a certain form, such as a duration."""

from abc import abstractmethod

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent, Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from journey_editor.app.panels.binding import MIXED, FieldBinding
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import icons, style
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.translation import tr

_LONGEST_QUOTED = 40
"""Maximum number of characters of an invalid text that are quoted."""


@reports_errors
class CheckedField(QLineEdit):
    """Line for a value of a certain form, empty for none.

    A text that is not accepted stays to be corrected, as long as the field is about the same records and
    their value stays the same. It has a sign, a red edge and a sentence below. Esc restores the value.
    """

    def __init__(self, binding: FieldBinding) -> None:
        super().__init__()
        self._binding = binding
        self._refused: object = None
        self.error = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        """Sentence to show below the field while its text is not accepted."""
        self.error.setProperty("role", "error")
        self.error.hide()
        self._sign = QAction(self)
        self._sign.setVisible(False)
        self.addAction(self._sign, QLineEdit.ActionPosition.TrailingPosition)
        self.editingFinished.connect(self.commit)
        CheckedField.set_icons(self)

    def set_icons(self) -> None:
        """Show the icons in the colours of the window."""
        self._sign.setIcon(icons.icon("circle-alert", style.colors().bad))

    def changeEvent(self, event: QEvent) -> None:
        """Follow another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.set_icons()

    @property
    def is_wrong(self) -> bool:
        """True while the text of the field is marked as not accepted."""
        return self._refused is not None

    @abstractmethod
    def shown(self, value: object) -> str:
        """Return the text for a value of the record."""

    @abstractmethod
    def parsed(self, text: str) -> object:
        """Return the value for a typed text, or None if it is not accepted."""

    @abstractmethod
    def cleared(self) -> object:
        """Return the value of an empty field."""

    @abstractmethod
    def example(self) -> str:
        """Return the text in an empty field."""

    @abstractmethod
    def refusal(self) -> tuple[str, str]:
        """Return the sentences that a text, `{text}`, is not accepted, and what is."""

    def refresh(self) -> None:
        """Show the value."""
        value = self._binding.read()
        text = "" if value is MIXED else self.shown(value)
        self.setPlaceholderText(tr("Several values") if value is MIXED else self.example())
        if self._refused == (self._binding.ids(), value):
            return
        self._mark(wrong=False)
        # The same text would lose the selection, for example when the file has just been saved.
        if text != self.text() and not (self.hasFocus() and self.isModified()):
            self.setText(text)

    def commit(self) -> bool:
        """Write a value that was typed. If it is not accepted, mark it, and return False the first time."""
        if not self.isModified():
            return True
        self.setModified(False)
        text = self.text().strip()
        value = self.parsed(text) if text else self.cleared()
        if text and value is None:
            self._mark(wrong=True)
            refused, accepted = self.refusal()
            quoted = text if len(text) <= _LONGEST_QUOTED else text[:_LONGEST_QUOTED] + "…"
            self._binding.refuse(f"{refused.format(text=quoted)} {accepted}")
            return False
        self._mark(wrong=False)
        # Clearing a field for records with different values leaves them as they are.
        if text or self._binding.read() is not MIXED:
            self._binding.write(value)
        self.setText("")
        self.refresh()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Restore the value on Esc; without anything to restore, the key leaves the panel."""
        if event.key() == Qt.Key.Key_Escape and (self.is_wrong or self.isModified()):
            self._mark(wrong=False)
            self.setText("")
            self.refresh()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def _mark(self, *, wrong: bool) -> None:
        """Show or hide that the text is not accepted."""
        self._refused = (self._binding.ids(), self._binding.read()) if wrong else None
        if wrong == self._sign.isVisible():
            return
        sentence = self.refusal()[1] if wrong else ""
        self._sign.setToolTip(plain_tool_tip(sentence))
        self._sign.setVisible(wrong)
        self.setProperty("wrong", "yes" if wrong else "")
        self.style().unpolish(self)
        self.style().polish(self)
        self.error.setText(sentence)
        self.error.setVisible(wrong)
        self.setAccessibleDescription(sentence)
