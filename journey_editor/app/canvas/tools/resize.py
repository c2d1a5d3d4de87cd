"""Gestures that change the width of steps and the height of a lane at their edges."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.previewing import PreviewingGesture, keeping_beginning
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.sizes import fit_content, set_height, set_widths, steps_in
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.edges import Edge
from journey_editor.model.records import Card, Stage, kind_of

_LEAST = 0.5
"""Minimum change in map units. Less leaves a size that fits the content as it is."""


class ResizeSteps(PreviewingGesture):
    """Changes the width of steps, evenly for the steps of a stage."""

    def __init__(
        self, scene: MapScene, overlay: Overlay, start: QPointF, column: str, surface: Surface
    ) -> None:
        """Change the width of the stage or step `column`."""
        super().__init__(scene, overlay, start)
        self._column = column
        steps = steps_in(scene.session.document, [column])
        self._surface = surface
        # Map units by which the view has followed the beginning of the map: so far, and at the last move.
        self._followed = self._scrolled = 0.0
        self._widths: Mapping[str, float] = {
            each.id: each.column.width for each in scene.layout.steps if each.id in steps
        }

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release to set the width · Esc cancels")

    def step_name(self) -> str:
        """Return the name of the undo step."""
        if kind_of(self._column) == Stage.KIND:
            return tr("Change the width of a stage")
        return tr("Change the width of a step")

    def apply(self, draft: Draft) -> None:
        """Set the widths."""
        moved = self.at.x() - self.start.x() - self._scrolled
        more = (-moved if self.scene.layout.rtl else moved) / max(1, len(self._widths))
        if abs(more) >= _LEAST:
            set_widths(draft, {each: width + more for each, width in self._widths.items()})

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Preview the widths."""
        self._scrolled = self._followed
        super().move(at, modifiers)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Set the widths."""
        self._scrolled = self._followed
        super().release(at, modifiers)

    def show(self, change: Callable[[], object]) -> None:
        """Keep the beginning of the map where it is."""
        self._followed += keeping_beginning(self.scene, self._surface, change)


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
        more = self.at.y() - self.start.y()
        if abs(more) >= _LEAST:
            set_height(draft, self._lane, self._height + more)


def fit_edge(session: Session, edge: Edge) -> None:
    """Give the size that fits the content, and a card its own step or lane only."""
    if edge.kind == "card":
        with session.edit(tr("Change span")) as draft:
            draft.change(draft.get(Card, edge.id), **{"last_lane" if edge.lanes else "last_step": ""})
    else:
        with session.edit(tr("Fit the size to the content")) as draft:
            fit_content(draft, [edge.id])
