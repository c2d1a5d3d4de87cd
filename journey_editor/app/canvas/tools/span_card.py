"""Gesture that changes the steps that a card spans, at one of its edges."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.previewing import PreviewingGesture, keeping_beginning
from journey_editor.editing.commands.spans import set_span
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.drop_targets import band_at
from journey_editor.model.records import Card


class SpanCard(PreviewingGesture):
    """Lets a card begin or end at the column whose edge is nearest to the pointer."""

    def __init__(
        self,
        scene: MapScene,
        overlay: Overlay,
        start: QPointF,
        card: str,
        surface: Surface,
        *,
        leading: bool,
    ) -> None:
        super().__init__(scene, overlay, start)
        self._card, self._surface, self._leading = card, surface, leading
        document, layout = self.session.document, scene.layout
        self._layout = layout
        span = document.span_of(document.get(Card, card))
        self._columns = [(step.id, _edge(layout, index, leading)) for index, step in enumerate(layout.steps)]
        steps = [step for step, _ in self._columns]
        self._first, self._last = steps.index(span[0]), steps.index(span[-1])
        self._shown = self._target = self._first if leading else self._last

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Release to let the card span these steps · Esc cancels")

    def step_name(self) -> str:
        """Return the name of the undo step."""
        return tr("Change span")

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Preview the card across the steps, and show their number."""
        self._find(at)
        if self._target != self._shown:
            self._shown = self._target
            super().move(at, modifiers)
        first, last = self._ends()
        self.overlay.show_value(at, ntr("{n} step", "{n} steps", last - first + 1))

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Set the steps."""
        self._find(at)
        super().release(at, modifiers)

    def show(self, change: Callable[[], object]) -> None:
        """Keep the beginning of the map where it is: the text of the card may have made its step wider."""
        keeping_beginning(self.scene, self._surface, change)

    def apply(self, draft: Draft) -> None:
        """Let the card span the steps."""
        first, last = self._ends()
        if (first, last) != (self._first, self._last):
            set_span(draft, self._card, self._columns[first][0], self._columns[last][0])

    def _ends(self) -> tuple[int, int]:
        return (self._target, self._last) if self._leading else (self._first, self._target)

    def _find(self, at: QPointF) -> None:
        """Find the column whose edge is nearest, with at least one column between the two ends."""
        along = _along(self.scene.layout, at.x())
        columns = range(self._last + 1) if self._leading else range(self._first, len(self._columns))
        band = band_at(self._layout, at.y())
        # In another row of stages, a column is not beside the card.
        beside = [index for index in columns if self._layout.steps[index].band == band]
        near = beside or [self._last if self._leading else self._first]
        self._target = min(near, key=lambda index: abs(self._columns[index][1] - along))


def _edge(layout: MapLayout, index: int, leading: bool) -> float:
    """Return where a column begins or ends, counted from the side on which the map begins."""
    box = layout.steps[index].column
    return _along(layout, box.x if leading != layout.rtl else box.right)


def _along(layout: MapLayout, x: float) -> float:
    return layout.width - x if layout.rtl else x
