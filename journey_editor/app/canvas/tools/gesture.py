"""A gesture: what a hand does from pressing until it lets go."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt

if TYPE_CHECKING:
    from journey_editor.app.canvas.map_view import MapView

COPYING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
"""With one of these held a drag leaves a copy."""


class Gesture:
    """Begins when the hand has moved far enough from where it pressed; ends with `release` or `cancel`.

    Places are on the scene. While it lasts the document does not change; `release` makes one edit of it.
    Whatever it shows is in the overlay, which the view clears at the end.
    """

    def hint(self) -> str:
        """What the status bar says meanwhile."""
        raise NotImplementedError

    def __init__(self, view: "MapView", start: QPointF) -> None:
        self.view = view
        self.scene = view.map_scene
        self.session = view.session
        self.overlay = view.overlay
        self.start = start

    def press(self) -> None:
        """Begin: lift what is going to move."""

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the hand."""
        raise NotImplementedError

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Do it."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Leave everything as it was."""
