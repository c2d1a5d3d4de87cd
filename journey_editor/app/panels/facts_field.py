"""Field for the free fields of a persona's sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from journey_editor.app.panels.binding import FieldBinding, Ids
from journey_editor.app.panels.text_fields import WordsField
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.text_input import keep_composed
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.editing.commands.persona_sheets import add_fact
from journey_editor.foundation.translation import tr


class FactsField(QWidget):
    """Rows with a label and a value, and a button that adds a row."""

    def __init__(self, session: Session, ids: Ids) -> None:
        super().__init__()
        self._session, self._ids = session, ids
        self._shown: list[str] = []
        self.rows: list[FactRow] = []
        self.add = QPushButton(tr("Add field"), autoDefault=False)
        self.add.clicked.connect(self._add)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.add)

    def refresh(self) -> None:
        """Show the fields of the persona as they are now."""
        facts = [each.id for each in self._session.document.facts_of(self._ids()[0])]
        if facts != self._shown:
            self._rebuild(facts)
        for row in self.rows:
            row.refresh(self._session.journey.language)

    def commit(self) -> None:
        """Write text that is composed but not written yet."""
        for row in self.rows:
            row.commit()

    def _rebuild(self, facts: list[str]) -> None:
        """Make a row for each field; those that were there stay, with the focus and the cursor in them."""
        kept = dict(zip(self._shown, self.rows, strict=True))
        self._shown = facts
        self.rows = [kept.pop(each) if each in kept else FactRow(self._session, each) for each in facts]
        for row in kept.values():
            self._column.removeWidget(row)
            row.hide()
            # Later, because this may be in an event of its button.
            row.deleteLater()
        for index, row in enumerate(self.rows):
            self._column.insertWidget(index, row)

    def _add(self) -> None:
        with self._session.edit(tr("Add field")) as draft:
            add_fact(draft, self._ids()[0])
        self.refresh()
        if self.rows:
            self.rows[-1].label.setFocus(Qt.FocusReason.OtherFocusReason)


class FactRow(QWidget):
    """Label and value of a free field, and a button that removes it."""

    def __init__(self, session: Session, fact: str) -> None:
        super().__init__()
        self._session, self._fact = session, fact
        self.label, self.value = (
            WordsField(FieldBinding(session, lambda: [fact], field, tr("Change persona")), breaks=breaks)
            for field, breaks in (("label", False), ("value", True))
        )
        self.label.setAccessibleName(tr("Name of the field"))
        self.value.setAccessibleName(tr("Content of the field"))
        self.remove = QToolButton()
        self.remove.setIcon(style.icon("x"))
        self.remove.setToolTip(plain_tool_tip(tr("Remove field")))
        self.remove.setAccessibleName(tr("Remove field"))
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for field, share in ((self.label, 2), (self.value, 3)):
            field.setMinimumWidth(40)
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def refresh(self, language: str) -> None:
        """Show the texts."""
        for field in (self.label, self.value):
            if self._fact in self._session.document:
                field.refresh()
                field.set_language(language)

    def commit(self) -> None:
        """Write text that is composed but not written yet."""
        for field in (self.label, self.value):
            keep_composed(field)

    def _remove(self) -> None:
        with self._session.edit(tr("Remove field")) as draft:
            if self._fact in draft:
                draft.remove(self._fact)
