"""Keyboard focus on the map and its movement."""

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.hit_testing import card_order, cell_of
from journey_editor.layout.queries.navigation import Direction, Place, first_place, neighbour, place_of


class Focus:
    """Place on the map that keys act on. It follows from the selection, and moving it changes that."""

    def __init__(self, scene: MapScene, surface: Surface) -> None:
        self._scene = scene
        self._selection = scene.session.selection
        self._surface = surface

    def place(self) -> Place | None:
        """Return the place of the last selected item, or else the focused cell."""
        selection = self._selection
        if selection.ids:
            return place_of(self._scene.layout, selection.ids[-1])
        return Place("", *selection.cell) if selection.cell else None

    def move(self, direction: Direction, adding: bool = False) -> None:
        """Move to the neighbour in a direction; `adding` extends the selection."""
        place, layout = self.place(), self._scene.layout
        self.put(neighbour(layout, place, direction) if place else first_place(layout), adding)

    def walk(self, by: int) -> bool:
        """Move to the next (+1) or previous (−1) card in reading order; return False at the end."""
        place = self.place()
        following = _next_in_order(self._scene.layout, place.id if place else "", by)
        if following is None:
            return False
        self.put(place_of(self._scene.layout, following))
        return True

    def walk_to_end(self, by: int) -> bool:
        """Move to the first (−1) or last (+1) card in reading order; return False if there are no cards."""
        order = card_order(self._scene.layout)
        if order:
            self.put(place_of(self._scene.layout, order[-1 if by > 0 else 0]))
        return bool(order)

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
            found = cell_of(self._scene.layout, *cell)
            if found is not None:
                self._surface.show_box(found.box)


def _next_in_order(layout: MapLayout, record_id: str, by: int) -> str | None:
    """Return the card after (+1) or before (−1) another one in reading order."""
    order = card_order(layout)
    if record_id not in order:
        return order[0 if by > 0 else -1] if order else None
    at = order.index(record_id) + by
    return order[at] if 0 <= at < len(order) else None
