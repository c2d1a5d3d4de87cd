"""Gesture that changes the lanes that a card spans, at its upper or lower edge."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.previewing import PreviewingGesture
from journey_editor.editing.commands.lane_spans import set_lane_span
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.queries.edges import lanes_for_span
from journey_editor.model.lane_groups import lane_span_of
from journey_editor.model.records import Card


class SpanLanes(PreviewingGesture):
    """Lets a card begin or end at the lane of its group whose edge is nearest to the pointer."""

    across = False

    def __init__(
        self, scene: MapScene, overlay: Overlay, start: QPointF, card: str, *, leading: bool
    ) -> None:
        super().__init__(scene, overlay, start)
        self._card, self._leading = card, leading
        document = self.session.document
        lanes = lanes_for_span(scene.layout, card)
        self._lanes = [lane.id for lane in lanes]
        self._edges = [lane.box.y if leading else lane.box.bottom for lane in lanes]
        span = [each for each in lane_span_of(document, document.get(Card, card)) if each in self._lanes]
        self._first, self._last = self._lanes.index(span[0]), self._lanes.index(span[-1])
        self._shown = self._target = self._first if leading else self._last

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release to let the card span these lanes · Esc cancels")

    def step_name(self) -> str:
        """Return the name of the undo step."""
        return tr("Change span")

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Preview the card across the lanes, and show their number."""
        self._find(at)
        if self._target != self._shown:
            self._shown = self._target
            super().move(at, modifiers)
        first, last = self._ends()
        self.overlay.show_value(at, ntr("{n} lane", "{n} lanes", last - first + 1))

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Set the lanes."""
        self._find(at)
        super().release(at, modifiers)

    def apply(self, draft: Draft) -> None:
        """Let the card span the lanes."""
        first, last = self._ends()
        if (first, last) != (self._first, self._last):
            set_lane_span(draft, self._card, self._lanes[first], self._lanes[last])

    def _ends(self) -> tuple[int, int]:
        return (self._target, self._last) if self._leading else (self._first, self._target)

    def _find(self, at: QPointF) -> None:
        """Find the lane whose edge is nearest, with at least one lane between the two ends."""
        lanes = range(self._last + 1) if self._leading else range(self._first, len(self._lanes))
        self._target = min(lanes, key=lambda index: abs(self._edges[index] - at.y()))
