"""Menu in which several entries can be checked."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from journey_editor.app.runtime.overrides import reports_errors


@reports_errors
class StayingMenu(QMenu):
    """Menu of check boxes that stays open while several are checked."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Check the entry under the pointer without closing."""
        action = self._current()
        if action is not None and action.isCheckable():
            action.trigger()
        else:
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Check the current entry with Space without closing."""
        action = self._current()
        if event.key() == Qt.Key.Key_Space and action is not None and action.isCheckable():
            action.trigger()
        else:
            super().keyPressEvent(event)

    def _current(self) -> QAction | None:
        """Return the current entry, which can be None in spite of Qt's type."""
        return self.activeAction()
