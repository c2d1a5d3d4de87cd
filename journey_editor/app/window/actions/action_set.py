"""Actions of a window, created from the table."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from journey_editor.app.widgets.look import style
from journey_editor.app.window.actions import action_table
from journey_editor.app.window.actions.action import Action, always
from journey_editor.app.window.actions.host import ActionHost


class ActionSet(QObject):
    """`QAction` objects for the rows of the table. The window refreshes them when the session changes."""

    def __init__(self, window: QWidget, host: ActionHost) -> None:
        super().__init__(window)
        self._window, self._host = window, host
        self._rows = action_table()
        self._made = {each.id: self._make(each) for each in self._rows.values()}
        # The others never change.
        self._changing = [
            (row, action)
            for row, action in self.rows()
            if row.enabled is not always or row.label or row.checked or row.mirrored
        ]
        self._mirrored = False

    def __getitem__(self, action_id: str) -> QAction:
        return self._made[action_id]

    def rows(self) -> Iterator[tuple[Action, QAction]]:
        """Yield each row of the table with its action."""
        for row in self._rows.values():
            yield row, self._made[row.id]

    def refresh(self) -> None:
        """Update text, state and check mark of all actions."""
        host = self._host
        rtl = host.session.journey.direction == "rtl"
        turned, self._mirrored = rtl != self._mirrored, rtl
        for row, action in self._changing:
            action.setEnabled(row.enabled(host))
            if row.label is not None:
                action.setText(row.label(host))
            if row.checked is not None:
                action.setChecked(row.checked(host))
            if row.mirrored and turned:
                _set_shortcuts(action, row, row.mirrored if rtl else row.shortcuts)

    def paint_icons(self) -> None:
        """Draw the icons in the current colours."""
        for row, action in self.rows():
            _set_icon(action, row)

    def _make(self, row: Action) -> QAction:
        # Not a child of the window, whose `event` would get each action that is made.
        action = QAction(row.text, self)
        action.setObjectName(row.id)
        _set_shortcuts(action, row, row.shortcuts)
        _set_icon(action, row)
        action.setCheckable(row.checked is not None)
        action.triggered.connect(lambda: self._run(row))
        self._window.addAction(action)
        return action

    def _run(self, row: Action) -> None:
        # An invalid value is reported instead: Close and Quit would end the window with it.
        valid = row.while_typing or self._host.finish_typing()
        # A shortcut may be pressed before the refresh that disables its action.
        if valid and row.enabled(self._host):
            row.run(self._host)
        self.refresh()


def keys_text(action: QAction) -> str:
    """Return the shortcuts of an action in the notation of the platform."""
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(keys.toString(native) for keys in action.shortcuts())


def _set_icon(action: QAction, row: Action) -> None:
    """Draw the icon of an action in the current colours."""
    if row.icon:
        action.setIcon(style.icon(row.icon, checkable=row.checked is not None))


def _set_shortcuts(action: QAction, row: Action, shortcuts: Sequence[str]) -> None:
    """Give an action its shortcuts, and name them in its tool tip."""
    keys = [QKeySequence(each) for each in shortcuts]
    action.setShortcuts(keys)
    action.setToolTip(f"{row.name} ({keys_text(action)})" if keys else row.name)
