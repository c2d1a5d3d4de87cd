"""Primary (blue) button of a dialog."""

from PySide6.QtWidgets import QPushButton


def make_primary(button: QPushButton) -> None:
    """Make a button the primary one of its dialog, which Enter activates.

    The button must already be in the dialog, because Qt makes the first button that is added later the
    default.
    """
    button.setProperty("role", "first")
    button.setDefault(True)
