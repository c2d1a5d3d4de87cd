"""Setting of the system for animations."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QStyle


def is_animated() -> bool:
    """Return False on systems set to reduced motion, and with styles without animations."""
    duration = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    return QApplication.isEffectEnabled(Qt.UIEffect.UI_General) and duration > 0
