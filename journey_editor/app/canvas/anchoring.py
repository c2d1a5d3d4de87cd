"""Anchoring: what the user looks at stays in its place on the screen when the map changes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QPointF, Signal

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.app.canvas.writing.writing import Writing
from journey_editor.foundation.geometry import Box
from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.anchors import is_rearranged, moved_by


class Anchoring(QObject):
    """Scrolls with the map when a new layout moves what is visible, such as when its header gets higher."""

    moved = Signal(QPointF)
    """Emitted with the distance in map units by which everything has moved, and the view with it."""

    def __init__(
        self,
        scene: MapScene,
        writing: Writing,
        surface: Surface,
        scroll: Callable[[QPointF], None],
        parent: QObject,
    ) -> None:
        """`scroll` scrolls by a distance in map units."""
        super().__init__(parent)
        self._suspended = False
        self._scene, self._writing = scene, writing
        self._surface, self._scroll = surface, scroll
        self._before = scene.layout
        scene.laid_out.connect(self._follow)

    def follow_gesture(self, gesture: Gesture | None) -> None:
        """Leave the view alone while a gesture previews its edit: it moves the map on purpose."""
        self._suspended = gesture is not None and gesture.previews

    def _follow(self) -> None:
        before, self._before = self._before, self._scene.layout
        after = self._before
        if self._suspended or before.journey != after.journey:
            return
        by = moved_by(before, after, self._seen(), self._edited_cell(before, after))
        if any(by):
            self._scroll(QPointF(*by))
            self.moved.emit(QPointF(*by))

    def _seen(self) -> Box:
        """Return the visible part of the scene that the frozen headers do not cover, map or not."""
        surface, zoom = self._surface, self._surface.zoom()
        free, corner = surface.free_region(), surface.visible_region().topLeft()
        x, y = corner.x() + free.x() / zoom, corner.y() + free.y() / zoom
        return Box(x, y, free.width() / zoom, free.height() / zoom)

    def _edited_cell(self, before: MapLayout, after: MapLayout) -> tuple[str, str] | None:
        """Return the cell of the card that is being written, or of the selected card if it has changed.

        If the map is arranged in other rows, it is that of the selected card, whether it has changed or not.
        """
        place = self._writing.frame()
        edited = place.id if place is not None else self._scene.session.selection.single or ""
        one, other = before.cards.get(edited), after.cards.get(edited)
        unchanged = one is not None and other is not None and one.body is other.body
        if place is None and unchanged and not is_rearranged(before, after):
            return None
        card = one or other
        return (card.step, card.lane) if card is not None else None
