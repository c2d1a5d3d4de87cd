"""The blue button of a dialog, which is the one that Enter presses."""

from PySide6.QtWidgets import QPushButton


def make_primary(button: QPushButton) -> None:
    """Make a button the blue one of its dialog, and the one that Enter presses.

    It has to be in the dialog by then: of buttons that come later Qt takes the first for the default.
    """
    button.setProperty("role", "first")
    button.setDefault(True)
