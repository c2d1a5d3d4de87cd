"""A box to choose from that leaves nothing behind."""

from PySide6.QtWidgets import QComboBox


class ComboBox(QComboBox):
    """One of a few choices.

    What Qt's style sheets make out for a widget they forget when it ends, but not for the frame of a box's
    list, which they take for a part of the box. Once it had a sheet of its own it is a widget like any other.
    """

    def __init__(self) -> None:
        super().__init__()
        frame = self.view().parentWidget()
        assert frame is not None
        frame.setStyleSheet("*{}")
        frame.setStyleSheet("")
