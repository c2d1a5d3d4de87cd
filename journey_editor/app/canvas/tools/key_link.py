"""Link drawn with the keyboard: from the selected card or stage to the one that is selected next."""

from PySide6.QtCore import QPointF

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.draw_link import add_link, digits_tip, kind_of_digit
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.hit_testing import boxes_of
from journey_editor.model.records import kind_of
from journey_editor.wording.map_words import link_name


class KeyLink:
    """Link that begins at a card or a stage. Its preview ends at the item that is selected."""

    def __init__(self, scene: MapScene, overlay: Overlay) -> None:
        self._scene, self._session, self._overlay = scene, scene.session, overlay
        self.source = ""
        """Card or stage where the link begins; empty if none is being drawn."""
        self._kind = "handoff"
        self._session.selection.changed.connect(self._show)
        self._session.changed.connect(self._show)

    def begin(self) -> None:
        """Begin at the selected card or stage."""
        chosen = self._session.selection.single or ""
        if kind_of(chosen) in ("card", "stage") and self._session.may_edit():
            self.source, self._kind = chosen, "handoff"

    def cancel(self) -> bool:
        """Stop drawing; return False if no link is being drawn."""
        drawing, self.source = bool(self.source), ""
        if drawing:
            self._overlay.end_drag()
        return drawing

    def finish(self) -> bool:
        """Add the link to the selected item; return False if no link is being drawn."""
        source, target = self.source, self._target()
        if source and target:
            self.cancel()
            add_link(self._session, source, target, self._kind)
        return bool(source)

    def take_digit(self, digit: int) -> bool:
        """Choose the kind of the link; return False if no link is being drawn."""
        if self.source:
            self._kind = kind_of_digit(digit)
        return bool(self.source)

    def status_tip(self) -> str:
        """Return the status tip, or an empty one if no link is being drawn."""
        if not self.source:
            return ""
        tip = tr("{kind}: arrow keys to its other end, Enter to link · {digits} · Esc cancels")
        return tip.format(kind=link_name(self._kind), digits=digits_tip())

    def _target(self) -> str:
        chosen = self._session.selection.single or ""
        return chosen if kind_of(chosen) == kind_of(self.source) and chosen != self.source else ""

    def _show(self) -> None:
        if self.source and self.source not in self._session.document:
            self.cancel()
        if not self.source:
            return
        start, end = self._box(self.source), self._box(self._target())
        if start is None or end is None:
            self._overlay.end_drag()
        else:
            self._overlay.show_link(QPointF(*start.center), QPointF(*end.center), end)

    def _box(self, record_id: str) -> Box | None:
        return next(iter(boxes_of(self._scene.layout, record_id)), None)
