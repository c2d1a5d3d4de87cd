"""Base class of gestures with a live preview on the map."""

from abc import abstractmethod
from time import perf_counter

from PySide6.QtCore import QPointF, Qt, QTimer

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.draft import Draft

_FRAME = 0.012
"""Seconds. A map whose layout takes longer is only previewed when the pointer pauses."""
_PAUSE = 90
"""Milliseconds."""


class PreviewingGesture(Gesture):
    """Gesture that shows the map as it will be. Its places are computed from the initial layout."""

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF) -> None:
        super().__init__(scene, overlay, start)
        self.at = start
        self._later = QTimer(singleShot=True, interval=0)
        self._later.timeout.connect(self._preview)

    @abstractmethod
    def step_name(self) -> str:
        """Return the name of the undo step."""

    @abstractmethod
    def apply(self, draft: Draft) -> None:
        """Make the edit for the position of the pointer, `at`."""

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Preview the edit as soon as there is time."""
        self.at = at
        if not self._later.isActive():
            self._later.start()

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Make the edit."""
        self._later.stop()
        self.at = at
        with self.session.edit(self.step_name()) as draft:
            self.apply(draft)
        self.scene.refresh()

    def cancel(self) -> None:
        """Show the map as it was."""
        self._later.stop()
        self.scene.refresh()

    def _preview(self) -> None:
        began = perf_counter()
        draft = self.session.editor.draft()
        self.apply(draft)
        self.scene.show_document(draft)
        self._later.setInterval(0 if perf_counter() - began < _FRAME else _PAUSE)
