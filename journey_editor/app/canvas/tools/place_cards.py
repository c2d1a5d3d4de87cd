"""Mode in which pasted cards are placed: the map shows them where they will be."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.previewing import PreviewingGesture, keeping_beginning
from journey_editor.app.canvas.zoom_view import ARROWS
from journey_editor.editing.blocks import Axes, Block, Fit, Pasted, add_missing_stages, fit
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Box, bounds
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.queries.drop_targets import card_drop
from journey_editor.layout.queries.hit_testing import box_of_cell, boxes_of
from journey_editor.model.document import Cell
from journey_editor.model.records import Step
from journey_editor.wording.spoken import describe_cell

_LEAST = 4
"""Pixels that the pointer moves before the cards follow it. It may be on the map by chance."""
_BAR = 72.0
"""Pixels below the cards that the bar at the bottom of the view can cover."""


class PlaceCards(PreviewingGesture):
    """Moves a block of cards over the map with the pointer or the arrow keys, until a click or Enter."""

    held = False

    def __init__(
        self,
        scene: MapScene,
        overlay: Overlay,
        block: Block,
        axes: Axes,
        cell: Cell,
        name: str,
        surface: Surface,
    ) -> None:
        """Begin at a cell, or where names in the block lead; `name` is that of the undo step."""
        super().__init__(scene, overlay, QPointF())
        self._block, self._axes, self._name, self._surface = block, axes, name, surface
        self._column, self._row = block.start(axes, cell)
        self._layout = scene.layout
        self._adding = False
        self._first_at: QPointF | None = None
        self._fit = Fit((), 0, 0)
        self._pasted = Pasted((), ())
        self._stages: tuple[str, ...] = ()

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Arrow keys or pointer to move · Enter or click to place · Esc cancels")

    def step_name(self) -> str:
        """Return the name of the undo step."""
        return self._name

    @property
    def missing_steps(self) -> int:
        """Number of columns that have no step unless stages are added."""
        return fit(self._block, self._axes, (self._column, self._row)).missing_steps

    @property
    def adds_stages(self) -> bool:
        """True if stages are added for columns without a step."""
        return self._adding

    def toggle_stages(self) -> None:
        """Add stages for columns that have no step, or leave these out again."""
        self._adding = not self._adding
        self._show_now()

    def words(self) -> str:
        """Return what will happen."""
        cells = [cell for cell in self._fit.cells if cell is not None]
        parts = [
            tr("{cards} in {steps} and {lanes}").format(
                cards=ntr("{n} card", "{n} cards", len(cells)),
                steps=ntr("{n} step", "{n} steps", len({step for step, _ in cells})),
                lanes=ntr("{n} lane", "{n} lanes", len({lane for _, lane in cells})),
            )
        ]
        if self._stages:
            parts.append(ntr("{n} new stage", "{n} new stages", len(self._stages)))
        if self._fit.missing_steps:
            parts.append(ntr("{n} column has no step", "{n} columns have no step", self._fit.missing_steps))
        if self._fit.missing_lanes:
            parts.append(ntr("{n} row has no lane", "{n} rows have no lane", self._fit.missing_lanes))
        return " · ".join(parts)

    def spoken_words(self) -> str:
        """Return where the cards begin and what will happen, for screen readers."""
        cell = self._axes.steps[self._column], self._axes.lanes[self._row]
        language = self.session.journey.language
        return f"{describe_cell(self.session.document, *cell, language)}: {self.words()}"

    def apply(self, draft: Draft) -> None:
        """Add the cards, and the stages that they need."""
        place, axes, before = (self._column, self._row), self._axes, len(self._axes.steps)
        if self._adding:
            axes = add_missing_stages(draft, self.session.journey_id, self._block, axes, place)
        self._stages = tuple(draft.get(Step, each).stage for each in axes.steps[before:])
        self._fit = fit(self._block, axes, place)
        self._pasted = self._block.add(draft, self._fit.cells)

    def press(self) -> None:
        """Show the cards at their first place."""
        self._show_now()

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the cards to the cell under the pointer."""
        self._first_at = self._first_at or at
        moved = (at - self._first_at).manhattanLength() * self._surface.zoom()
        if moved >= _LEAST and self._aim(at):
            # Not later, as the pointer enters another cell only now and then.
            self._preview()

    def press_key(self, key: int, text: str) -> None:
        """Move the cards with the arrow keys; the plus sign adds stages."""
        if key in ARROWS:
            right, down = ARROWS[key]
            ahead = -right if self._layout.rtl else right
            self._column = min(max(self._column + ahead, 0), len(self._axes.steps) - 1)
            self._row = min(max(self._row + down, 0), len(self._axes.lanes) - 1)
            self._show_now()
        elif text == "+" and (self._adding or self.missing_steps):
            self.toggle_stages()

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Add the cards at the cell under the pointer, or where they are shown if it is on one of them."""
        if not any(box.contains(at.x(), at.y()) for box in self._boxes(*self._pasted.ids)):
            self._aim(at)
        self.confirm()

    def confirm(self) -> None:
        """Add the cards where they are shown."""
        self.show(self._edit)
        session, new = self.session, self._pasted.ids
        if all(each in session.document for each in new):
            session.selection.replace(new, next((each for each in self._fit.cells if each), None))
            remarks = " ".join((*self._left_out(), *self._pasted.remarks))
            if remarks:
                session.notice.emit(remarks)

    def mark(self) -> None:
        """Mark the new cards and stages, and nothing else."""
        self.overlay.hide_selection()
        self.overlay.mark(rooms=self._boxes(*self._pasted.ids, *self._stages))

    def show(self, change: Callable[[], object]) -> None:
        """Keep the beginning of the map where it is: new stages make it wider."""
        keeping_beginning(self.scene, self._surface, change)

    def _show_now(self) -> None:
        """Show the cards, and scroll to them."""
        self._preview()
        boxes = self._boxes(*self._pasted.ids)
        first = box_of_cell(self.scene.layout, self._axes.steps[self._column], self._axes.lanes[self._row])
        # If there is too little space for all, the first cell is in view.
        for box in (bounds(boxes) if boxes else None, first):
            if box is not None:
                below = _BAR / self._surface.zoom()
                self._surface.show_box(Box(box.x, box.y, box.width, box.height + below))

    def _boxes(self, *ids: str) -> list[Box]:
        return [box for each in ids for box in boxes_of(self.scene.layout, each)[:1]]

    def _aim(self, at: QPointF) -> bool:
        """Begin at the cell under the pointer, on the map without the cards; return True if that changed."""
        layout = self._layout
        x = at.x() + (layout.width - self.scene.layout.width if layout.rtl else 0.0)
        drop = card_drop(layout, x, at.y())
        if drop is None or drop.lane not in self._axes.lanes:
            return False
        before = self._column, self._row
        self._column, self._row = self._axes.place_of((drop.step, drop.lane))
        return (self._column, self._row) != before

    def _left_out(self) -> Iterator[str]:
        """Yield sentences on the columns and rows that had no place."""
        columns, rows = self._fit.missing_steps, self._fit.missing_lanes
        if columns:
            yield ntr(
                "{n} column had no step and was not pasted.",
                "{n} columns had no step and were not pasted.",
                columns,
            )
        if rows:
            yield ntr(
                "{n} row had no lane and was not pasted.", "{n} rows had no lane and were not pasted.", rows
            )
