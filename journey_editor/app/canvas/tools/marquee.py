"""Rectangle selection."""

from PySide6.QtCore import QPointF, QRectF, Qt

from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.hit_testing import touched_by

_ADDING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class Marquee(Gesture):
    """Selects the items that the rectangle touches; Shift or Ctrl adds them to the selection."""

    edits = False

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Selects everything it touches · hold Shift to add · Esc cancels")

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Show the rectangle and highlight the items that it touches."""
        self.overlay.show_marquee(QRectF(self.start, at).normalized(), self._touched(at))

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Select the touched items."""
        touched = self._touched(at)
        if modifiers & _ADDING:
            self.session.selection.add(*touched)
        else:
            self.session.selection.replace(touched)

    def _touched(self, at: QPointF) -> tuple[str, ...]:
        area = QRectF(self.start, at).normalized()
        return touched_by(self.scene.layout, Box(area.x(), area.y(), area.width(), area.height()))
