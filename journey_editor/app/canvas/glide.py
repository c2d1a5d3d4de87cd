"""Cards glide to their new places when the map is laid out anew, so that the eye can follow."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QPointF, Qt, QVariantAnimation
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.items import GroupItem

if TYPE_CHECKING:
    from journey_editor.app.canvas.map_view import MapView

DURATION = 140
"""How long a card is on its way, in milliseconds."""
_MOST = 200
"""When more cards than this move at once nobody can follow them, and they jump."""


class Glide(QObject):
    """Moves what an edit has moved, in the view, little by little. Where things are is never in doubt: hits,
    marks and the document know only their new places.
    """

    def __init__(self, view: "MapView") -> None:
        super().__init__(view)
        self._view = view
        self._before: dict[GroupItem, QPointF] = {}
        self._ways: list[tuple[GroupItem, QPointF, QPointF]] = []
        self._left_out: set[GroupItem] = set()
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self.finish)
        view.map_scene.about_to_change.connect(self._remember)
        view.map_scene.laid_out.connect(self._start)

    def leave_out(self, items: Iterable[GroupItem]) -> None:
        """Let these be at their new places at once in the next edit: the hand has carried them there."""
        self._left_out = set(items)

    def finish(self) -> None:
        """Everything is at its place now."""
        self._animation.stop()
        for item, _, place in self._ways:
            item.setPos(place)
        self._ways = []

    def _remember(self) -> None:
        self.finish()
        # Who asks the system for less motion switches its effects off; where none is known, nothing moves.
        if QApplication.isEffectEnabled(Qt.UIEffect.UI_General) and not self._view.writing.active:
            seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
            items = self._view.map_scene.items_with_roles(("card", "note"))
            self._before = {item: item.pos() for item in items if seen.contains(item.drawn.x, item.drawn.y)}

    def _start(self) -> None:
        before, self._before = self._before, {}
        left_out, self._left_out = self._left_out, set()
        ways = [
            (item, old, item.pos())
            for item, old in before.items()
            if item.scene() is not None and item.pos() != old and item not in left_out
        ]
        if 0 < len(ways) <= _MOST:
            self._ways = ways
            self._step(0.0)
            self._animation.start()

    def _step(self, part: float) -> None:
        for item, old, place in self._ways:
            item.setPos(old + (place - old) * part)
