"""A gesture: what a hand does from pressing until it lets go."""

from abc import ABC, abstractmethod

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene

COPYING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
"""With one of these held a drag leaves a copy."""


class Gesture(ABC):
    """Begins when the hand has moved far enough from where it pressed; ends with `release` or `cancel`.

    Places are on the scene. While it lasts the document does not change; `release` makes one edit of it.
    Whatever it shows is in the overlay, which the view clears at the end.
    """

    @abstractmethod
    def hint(self) -> str:
        """What the status bar says meanwhile."""

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF) -> None:
        self.scene = scene
        self.session = scene.session
        self.overlay = overlay
        self.start = start

    def press(self) -> None:  # noqa: B027 - not every gesture drags something
        """Begin to drag what is going to move."""

    @abstractmethod
    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the hand."""

    @abstractmethod
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Do it."""

    def cancel(self) -> None:  # noqa: B027 - the view clears the overlay anyway
        """Leave everything as it was."""
