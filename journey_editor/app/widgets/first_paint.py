"""Work that waits until a widget has been painted for the first time."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors

_FRAME = 16
"""Milliseconds from the first paint until the work begins."""


def after_first_paint(widget: QWidget, work: Callable[[], object]) -> None:
    """Call a function a frame after the first paint of a widget, so that the user sees it earlier."""
    widget.installEventFilter(_FirstPaint(widget, work))


@reports_errors
class _FirstPaint(QObject):
    """Event filter that waits for the first paint of its parent."""

    def __init__(self, widget: QWidget, work: Callable[[], object]) -> None:
        super().__init__(widget)
        self._work = work

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Detect the first paint event of the widget."""
        if event.type() == QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(_FRAME, watched, self._work)
            self.deleteLater()
        return False
