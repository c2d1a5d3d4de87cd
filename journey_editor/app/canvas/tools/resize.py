"""Gestures that change the width of steps and the height of a lane at their edges."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.previewing import PreviewingGesture
from journey_editor.editing.commands.sizes import set_height, set_widths
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import ntr, tr


class ResizeSteps(PreviewingGesture):
    """Changes the width of steps, evenly for the steps of a stage."""

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, steps: Sequence[str]) -> None:
        super().__init__(scene, overlay, start)
        self._widths: Mapping[str, float] = {
            each.id: each.column.width for each in scene.layout.steps if each.id in steps
        }

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release to set the width · Esc cancels")

    def step_name(self) -> str:
        """Return the name of the undo step."""
        return ntr("Change the width of a step", "Change the width of {n} steps", len(self._widths))

    def apply(self, draft: Draft) -> None:
        """Set the widths."""
        moved = self.at.x() - self.start.x()
        more = (-moved if self.scene.layout.rtl else moved) / max(1, len(self._widths))
        set_widths(draft, {each: width + more for each, width in self._widths.items()})


class ResizeLane(PreviewingGesture):
    """Changes the minimum height of a lane."""

    across = False

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, lane: str) -> None:
        super().__init__(scene, overlay, start)
        self._lane = lane
        self._height = next((each.box.height for each in scene.layout.lanes if each.id == lane), 0.0)

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release to set the height · Esc cancels")

    def step_name(self) -> str:
        """Return the name of the undo step."""
        return tr("Change the height of a lane")

    def apply(self, draft: Draft) -> None:
        """Set the height."""
        set_height(draft, self._lane, self._height + self.at.y() - self.start.y())
