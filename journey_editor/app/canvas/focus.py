"""Keyboard focus on the map and its movement."""

from journey_editor.app.canvas.pen import Pen
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import CellLayout, MapLayout
from journey_editor.layout.queries.hit_testing import box_of_cell, boxes_of, card_order, cell_of, note_order
from journey_editor.layout.queries.navigation import (
    Direction,
    Place,
    end_of_lane,
    end_of_map,
    first_place,
    neighbour,
    place_in,
    place_of,
)
from journey_editor.model.records import kind_of


class Focus:
    """Place on the map that keys act on. It follows from the selection, and moving it changes that."""

    def __init__(self, scene: MapScene, pen: Pen, surface: Surface) -> None:
        self._scene = scene
        self._pen = pen
        self._selection = scene.session.selection
        self._surface = surface
        self._column = ""

    def place(self) -> Place | None:
        """Return the place of the last selected item, or else the focused cell."""
        selection, layout = self._selection, self._scene.layout
        if selection.ids:
            place = place_of(layout, selection.ids[-1])
            # In a card that spans several steps, the focus is in the step from which it came.
            return place_in(layout, place, selection.cell) if layout.cards.wide else place
        if selection.cell is None or box_of_cell(layout, *selection.cell) is None:
            return None
        return Place("", *selection.cell)

    def follow_layout(self) -> None:
        """Move the focused cell with the last selected item, and focus none that has left the map."""
        selection = self._selection
        if selection.cell is not None:
            place = self.place()
            selection.replace(selection.ids, (place.step, place.lane) if place and place.step else None)

    def box(self) -> Box | None:
        """Return the box of the place on the map, or None."""
        place, layout = self.place(), self._scene.layout
        if place is None:
            return None
        boxes = boxes_of(layout, place.id) if place.id else ()
        return next(iter(boxes), None) or box_of_cell(layout, place.step, place.lane)

    def cell(self) -> CellLayout | None:
        """Return the cell in which typing begins a card, or None. A chart has no such cells."""
        place = self.place()
        return cell_of(self._scene.layout, place.step, place.lane) if place is not None else None

    def move(self, direction: Direction, adding: bool = False) -> None:
        """Move to the neighbour in a direction; `adding` extends the selection, but not to a header."""
        place, layout = self.place(), self._scene.layout
        if place is None:
            self.put(first_place(layout), adding)
            return
        self._column = self._column_of(place) or self._column
        found = neighbour(layout, place, direction, self._pen.persona_in(place.lane), self._column)
        if found is not None and not (adding and place.lane and not found.lane):
            self.put(found, adding)

    def _column_of(self, place: Place) -> str:
        """Return the step of a place, to which the way down from its stage leads, or an empty string."""
        return place.step or (place.id if kind_of(place.id) == "step" else "")

    def walk(self, by: int) -> bool:
        """Move to the next (+1) or previous (−1) card in reading order, and after the last one to the notes.

        Return False at the end.
        """
        notes, place = note_order(self._scene.layout), self.place()
        at = notes.index(place.id) + by if place is not None and place.id in notes else -1
        if at >= 0:
            following = notes[at] if at < len(notes) else None
        else:
            following = self.next_card(by) or (notes[0] if by > 0 and notes else None)
        if following is None:
            return False
        self.go_to(following)
        return True

    def next_card(self, by: int) -> str | None:
        """Return the next (+1) or previous (−1) card in reading order, or None at the end."""
        return _next_in_order(self._scene.layout, self.place(), by)

    def go_to(self, record_id: str) -> None:
        """Move to an item on the map."""
        self.put(place_of(self._scene.layout, record_id))

    def walk_to_end(self, by: int, *, of_map: bool = False) -> None:
        """Move to the first (−1) or last (+1) place of the lane, or of the map."""
        layout = self._scene.layout
        if of_map:
            self.put(end_of_map(layout, by))
        else:
            place = self.place()
            persona = self._pen.persona_in(place.lane if place else "")
            self.put(end_of_lane(layout, place, by, persona))

    def put(self, place: Place | None, adding: bool = False) -> None:
        """Select the item at a place, or focus its empty cell."""
        if place is None:
            return
        selection = self._selection
        cell = (place.step, place.lane) if place.step else None
        if place.id:
            selection.replace((*selection.ids, place.id) if adding else (place.id,), cell)
            self._surface.reveal(place.id)
        elif cell is not None:
            selection.replace((), cell)
            box = box_of_cell(self._scene.layout, *cell)
            if box is not None:
                self._surface.show_box(box)


def _next_in_order(layout: MapLayout, place: Place | None, by: int) -> str | None:
    """Return the card after (+1) or before (−1) a place in reading order."""
    order = card_order(layout)
    if place is None or not place.step:
        return order[0 if by > 0 else -1] if order else None
    if place.id in order:
        at = order.index(place.id) + by
        return order[at] if 0 <= at < len(order) else None
    lanes = {(lane.id, lane.band): index for index, lane in enumerate(layout.lanes)}
    steps = {step.id: index for index, step in enumerate(layout.steps)}

    def rank(step: str, lane: str) -> tuple[int, int]:
        return lanes[lane, layout.steps[steps[step]].band], steps[step]

    here = rank(place.step, place.lane)
    cards = [(rank(card.step, card.lane), card.id) for card in map(layout.cards.__getitem__, order)]
    if by > 0:
        return next((card for there, card in cards if there > here), None)
    return next((card for there, card in reversed(cards) if there < here), None)
