"""The wheel scrolls what is under the pointer; a field on the way keeps its value."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors


@reports_errors
class _WheelFilter(QObject):
    """Hands the wheel on to what is around a field, as long as that one hasn't the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to the parent: Qt looks on for one that takes it."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def let_wheel_pass(*fields: QWidget) -> None:
    """Let the wheel change fields only while they have the focus, which it doesn't bring.

    For whatever has a value and takes the wheel, such as sliders, numbers, dates, tabs and boxes of Qt's own.
    A filter for the whole program would see every movement of the mouse.
    """
    for field in fields:
        if field.focusPolicy() == Qt.FocusPolicy.WheelFocus:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(_WheelFilter(field))
