"""Base class of gestures."""

from abc import ABC, abstractmethod

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.foundation.translation import tr

COPYING = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier
"""Modifiers that make a drag copy instead of move."""


class Gesture(ABC):
    """Mouse drag that begins after the threshold and ends with `release` or `cancel`, or a similar mode.

    Positions are in scene coordinates. The document does not change during a gesture; `release` makes one
    edit or selects. Everything that a gesture shows is on the overlay, which the view clears at the end.
    """

    across = True
    """True if the map scrolls sideways while the pointer is near its left or right edge."""

    edits = True
    """True if `release` makes an edit, which a read-only project refuses."""

    previews = False
    """True if the map shows the edit during the gesture."""

    copying: bool | None = None
    """True while a modifier makes a move a copy. None if the gesture never copies."""

    held = True
    """True if a mouse button is held during the gesture. Without one, a click or Enter ends it."""

    @abstractmethod
    def status_tip(self) -> str:
        """Return the status tip."""

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF) -> None:
        self.scene = scene
        self.session = scene.session
        self.overlay = overlay
        self.start = start

    def press(self) -> None:  # noqa: B027 - not every gesture drags something
        """Begin to drag the items that will move."""

    @abstractmethod
    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer."""

    @abstractmethod
    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Make the edit."""

    def drop_tip(self) -> str:
        """Return the status tip of a gesture that moves something to a drop mark."""
        if self.overlay.marked() is None:
            return tr("This cannot be dropped here · Esc cancels")
        if self.copying is None:
            return tr("Release to move here · Esc cancels")
        if self.copying:
            return tr("Release to copy here · let go of Ctrl or Alt to move · Esc cancels")
        return tr("Release to move here · hold Ctrl or Alt to copy · Esc cancels")

    def take_key(self, text: str) -> bool:
        """Handle a character that is typed during the gesture; return False if it has no meaning."""
        return False

    def press_key(self, key: int, text: str) -> None:  # noqa: B027 - most gestures need the mouse alone
        """Handle a key during a gesture without a held button."""

    def confirm(self) -> None:  # noqa: B027 - most gestures end with a release
        """Make the edit on Enter, during a gesture without a held button."""

    def cancel(self) -> None:  # noqa: B027 - the view clears the overlay anyway
        """Restore the previous state."""
