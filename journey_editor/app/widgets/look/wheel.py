"""Wheel handling: the wheel scrolls the area around a field and does not change the field."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.overrides import reports_errors


@reports_errors
class _WheelFilter(QObject):
    """Passes the wheel to a field's parent while the field does not have the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ignore the wheel, so that Qt offers it to the parent."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def ignore_wheel_without_focus(*fields: QWidget) -> None:
    """Let the wheel change fields only while they have the focus, which the wheel does not set.

    For all widgets whose value the wheel changes, such as sliders, spin boxes, date fields, tab bars and Qt's
    own combo boxes. A filter for the whole application would receive every mouse movement.
    """
    for field in fields:
        if field.focusPolicy() == Qt.FocusPolicy.WheelFocus:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(_WheelFilter(field))
