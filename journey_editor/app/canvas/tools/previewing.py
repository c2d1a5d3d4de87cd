"""Base class of gestures with a live preview on the map."""

from abc import abstractmethod
from collections.abc import Callable
from time import perf_counter

from PySide6.QtCore import QPointF, Qt, QTimer

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.draft import Draft

_FRAME = 0.012
"""Seconds. After a preview that takes longer, as much time is left for the rest of the interface."""


class PreviewingGesture(Gesture):
    """Gesture that shows the map as it will be. Its places are computed from the initial layout."""

    previews = True

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
        self.show(self._edit)

    def cancel(self) -> None:
        """Show the map as it was."""
        self._later.stop()
        self.show(self.scene.refresh)

    def _edit(self) -> None:
        with self.session.edit(self.step_name()) as draft:
            self.apply(draft)
        self.scene.refresh()

    def _preview(self) -> None:
        began = perf_counter()
        draft = self.session.editor.draft()
        self.apply(draft)
        self.show(lambda: self.scene.show_document(draft))
        self.mark()
        took = perf_counter() - began
        self._later.setInterval(0 if took < _FRAME else round(took * 1_000))

    def mark(self) -> None:
        """Mark the preview on the map."""

    def show(self, change: Callable[[], object]) -> None:
        """Change what the map shows."""
        change()


def keeping_beginning(scene: MapScene, surface: Surface, change: Callable[[], object]) -> float:
    """Change what the map shows, and scroll so that the beginning of the map stays where it is in the view.

    On a map from right to left, the position of its beginning is the map's width. Returns by how many map
    units the view has scrolled.
    """
    before = scene.layout.width
    change()
    if not scene.layout.rtl:
        return 0.0
    origin = QPointF(0, 0)
    place, zoom = surface.to_viewport(origin).x(), surface.zoom()
    surface.scroll_by((scene.layout.width - before) * zoom, 0)
    return (place - surface.to_viewport(origin).x()) / zoom
