"""Cards glide to their new places when the map is laid out anew, so that the eye can follow."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QObject, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication

from journey_editor.app.canvas.picture.shown import Part
from journey_editor.foundation.geometry import Box

if TYPE_CHECKING:
    from journey_editor.app.canvas.map_view import MapView

DURATION = 140
"""How long a card is on its way, in milliseconds."""
_MOST = 120
"""When more cards than this move at once nobody can follow them, and they jump."""
_GLIDING = ("card", "note")


class Glide(QObject):
    """Moves what an edit has moved, in the view, little by little. Where things are is never in doubt: hits,
    marks and the document know only their new places.
    """

    def __init__(self, view: "MapView") -> None:
        super().__init__(view)
        self._view = view
        self._before: dict[str, QPointF] = {}
        self._ways: list[tuple[Part, QPointF]] = []
        self._share = 1.0
        self._left_out: set[str] = set()
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(DURATION)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._arrive)
        view.map_scene.about_to_change.connect(self._remember)
        view.map_scene.laid_out.connect(self._start)
        view.tiles.settled.connect(self._forget)

    def leave_out(self, owners: Iterable[str]) -> None:
        """Let these be at their new places at once in the next edit: the hand has carried them there."""
        self._left_out = set(owners)

    def places(self) -> dict[str, QPointF]:
        """Where those are that are on their way."""
        if self._share >= 1.0:
            return {}
        return {part.owner: old + (QPointF(part.x, part.y) - old) * self._share for part, old in self._ways}

    def finish(self) -> None:
        """Everything is at its place now."""
        if self._animation.state() == QVariantAnimation.State.Running:
            self._animation.stop()
            self._arrive()

    def paint(self, painter: QPainter) -> None:
        """Paint those that are on their way, and those that have arrived and are in no tile yet."""
        places = self.places()
        for part, _ in self._ways:
            at = places.get(part.owner, QPointF(part.x, part.y))
            self._view.map_scene.paint_part(painter, replace(part, x=at.x(), y=at.y()))

    def _remember(self) -> None:
        self.finish()
        # Who asks the system for less motion switches its effects off; where none is known, nothing moves.
        if QApplication.isEffectEnabled(Qt.UIEffect.UI_General) and not self._view.writing.active:
            shown = self._view.map_scene.shown
            self._before = {
                part.owner: QPointF(part.x, part.y) for part in shown.parts_within(self._seen(), _GLIDING)
            }

    def _start(self) -> None:
        before, self._before = self._before, {}
        left_out, self._left_out = self._left_out, set()
        if not before:
            return
        ways = [
            (part, before[part.owner])
            for part in self._view.map_scene.shown.parts_of(before.keys() - left_out)
            if (part.x, part.y) != before[part.owner].toTuple()
        ]
        if 0 < len(ways) <= _MOST:
            self._forget()
            self._ways = ways
            self._view.tiles.spoil(self._view.map_scene.shown.leave_out(part.owner for part, _ in ways))
            self._step(0.0)
            self._animation.start()

    def _step(self, share: float) -> None:
        self._share = share
        self._view.viewport().update()

    def _arrive(self) -> None:
        self._share = 1.0
        # Until they are in the tiles, they are painted above them.
        self._view.tiles.replace(self._view.map_scene.shown.leave_out(()))

    def _forget(self) -> None:
        if self._share >= 1.0:
            self._ways = []

    def _seen(self) -> Box:
        seen = self._view.mapToScene(self._view.viewport().rect()).boundingRect()
        return Box(seen.x(), seen.y(), seen.width(), seen.height())
