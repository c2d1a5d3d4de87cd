"""Field for the actions of a service recovery: whether each is done, when and by whom."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from journey_editor.app.panels.binding import MIXED, FieldBinding, Ids
from journey_editor.app.panels.choice_fields import CheckField
from journey_editor.app.panels.date_field import DateField
from journey_editor.app.panels.text_fields import WordsField
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.text_input import keep_composed
from journey_editor.editing.commands.links import recovery_action, set_recovery_action
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import RECOVERY_ACTIONS
from journey_editor.wording.link_words import recovery_action_name

_INDENT = 24
"""Pixels between the edge and the fields below a check box."""


class RecoveryBinding(FieldBinding):
    """Field of an action of the service recoveries that some links stand for."""

    def __init__(self, session: Session, ids: Ids, action: str, field: str) -> None:
        super().__init__(session, ids, field, tr("Change service recovery"))
        self._action = action

    def read(self) -> Any:
        """Return the common value of all links, or `MIXED`."""
        found = [recovery_action(self._session.document, each, self._action) for each in self._ids()]
        without = False if self._field == "done" else ""
        values = {getattr(each, self._field) if each else without for each in found}
        return values.pop() if len(values) == 1 else MIXED

    def change(self, change: Callable[[Any], Any], typing: str = "") -> bool:
        """Set each link's value to `change` of its own value."""
        ids = [each for each in self._ids() if each in self._session.document]
        extends = (self._action, self._field, *ids, typing) if typing else None
        transaction = self._session.edit(self._name, extends=extends)
        with transaction as draft:
            for each in ids:
                value = change(self.read())
                set_recovery_action(draft, each, self._action, **{self._field: value})
        return transaction.succeeded


class RecoveryField(QWidget):
    """A check box for each action, and below it the day and who did it."""

    def __init__(self, session: Session, ids: Ids) -> None:
        super().__init__()
        self._session = session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.rows: dict[str, tuple[CheckField, DateField, WordsField]] = {}
        for action in RECOVERY_ACTIONS:
            name = recovery_action_name(action)
            done = CheckField(RecoveryBinding(session, ids, action, "done"), name)
            day = DateField(RecoveryBinding(session, ids, action, "day"))
            by = WordsField(RecoveryBinding(session, ids, action, "by"), breaks=False, instead=_by)
            day.setAccessibleName(tr("{action}: done on").format(action=name))
            by.setAccessibleName(tr("{action}: done by").format(action=name))
            # Below each other: beside a name, the panel has no room for a date with its calendar.
            details = QVBoxLayout()
            details.setContentsMargins(_INDENT, 0, 0, 0)
            details.setSpacing(6)
            for field in (day, by):
                field.setMinimumWidth(40)
            for widget in (day, day.error, by):
                details.addWidget(widget)
            column.addWidget(done)
            column.addLayout(details)
            self.rows[action] = done, day, by
        self.setFocusProxy(self.rows[RECOVERY_ACTIONS[0]][0])

    def refresh(self) -> None:
        """Show the actions as they are now; only an action that is done has a day and a name."""
        for done, day, by in self.rows.values():
            for field in (done, day, by):
                field.refresh()
            by.set_language(self._session.journey.language)
            shown = done.isChecked() or bool(day.text() or by.toPlainText())
            day.setVisible(shown)
            by.setVisible(shown)
            day.error.setVisible(shown and day.is_wrong)

    def commit(self) -> bool:
        """Write text that is typed but not written yet. Return False if a field refused it."""
        valid = True
        for _, day, by in self.rows.values():
            valid = day.commit() and valid
            keep_composed(by)
        return valid


def _by() -> str:
    return tr("By whom?")
