"""Animation of cards that an edit moves to new places."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation
from PySide6.QtGui import QPainter

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.picture.shown import Part
from journey_editor.app.canvas.picture.tiles import Tiles
from journey_editor.app.canvas.surface import Surface
from journey_editor.app.widgets.motion import is_animated
from journey_editor.foundation.geometry import Box

DURATION = 140
"""Milliseconds in which a card moves to its new place."""
_MOST = 120
"""Maximum number of cards to animate at once. More cards jump, because they cannot be followed."""
_ANIMATED = ("card", "note")


class Animation(QObject):
    """Animates the cards and notes that an edit has moved, on the screen only.

    Hit testing, marks and the document use only their new places.
    """

    def __init__(
        self, scene: MapScene, tiles: Tiles, surface: Surface, suspended: Callable[[], bool]
    ) -> None:
        """Animate unless `suspended` returns True."""
        super().__init__(surface.viewport())
        self._scene = scene
        self._tiles = tiles
        self._surface = surface
        self._suspended = suspended
        self._before: dict[str, QPointF] = {}
        self._ways: list[tuple[Part, QPointF]] = []
        self._share = 1.0
        self._left_out: set[str] = set()
        self._timeline = QVariantAnimation(self)
        self._timeline.setDuration(DURATION)
        self._timeline.setStartValue(0.0)
        self._timeline.setEndValue(1.0)
        self._timeline.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._timeline.valueChanged.connect(self._step)
        self._timeline.finished.connect(self._arrive)
        scene.about_to_change.connect(self._remember)
        scene.rearranging.connect(self._stay)
        scene.laid_out.connect(self._start)
        tiles.completed.connect(self._forget)

    def leave_out(self, owners: Iterable[str]) -> None:
        """Do not animate these owners in the next edit, because they have been dragged to their places."""
        self._left_out = set(owners)

    def anchor(self, by: QPointF) -> None:
        """Animate nothing that has only moved with the view, by this distance in map units."""
        self._before = {owner: place + by for owner, place in self._before.items()}

    def places(self) -> dict[str, QPointF]:
        """Return the current positions of the moving parts."""
        if self._share >= 1.0:
            return {}
        return {part.owner: old + (QPointF(part.x, part.y) - old) * self._share for part, old in self._ways}

    def finish(self) -> None:
        """End the animation at once."""
        if self._timeline.state() == QVariantAnimation.State.Running:
            self._timeline.stop()
            self._arrive()

    def paint(self, painter: QPainter) -> None:
        """Paint the moving parts, and those that have arrived but are not in the tiles yet."""
        places = self.places()
        for part, _ in self._ways:
            at = places.get(part.owner, QPointF(part.x, part.y))
            self._scene.paint_part(painter, replace(part, x=at.x(), y=at.y()))

    def _remember(self) -> None:
        self.finish()
        if is_animated() and not self._suspended():
            seen = self._surface.visible_region()
            region = Box(seen.x(), seen.y(), seen.width(), seen.height())
            parts = self._scene.shown.parts_within(region, _ANIMATED)
            self._before = {part.owner: QPointF(part.x, part.y) for part in parts}

    def _stay(self) -> None:
        """Do not animate an arrangement in other rows, in which everything moves, even the view."""
        self._before = {}

    def _start(self) -> None:
        before, self._before = self._before, {}
        left_out, self._left_out = self._left_out, set()
        if not before:
            return
        ways = [
            (part, before[part.owner])
            for part in self._scene.shown.parts_of(before.keys() - left_out)
            if (part.x, part.y) != before[part.owner].toTuple()
        ]
        if 0 < len(ways) <= _MOST:
            self._forget()
            self._ways = ways
            self._tiles.invalidate(self._scene.shown.leave_out(part.owner for part, _ in ways))
            self._step(0.0)
            self._timeline.start()

    def _step(self, share: float) -> None:
        self._share = share
        self._surface.viewport().update()

    def _arrive(self) -> None:
        self._share = 1.0
        # Parts are painted above the tiles until the tiles contain them.
        self._tiles.replace(self._scene.shown.leave_out(()))

    def _forget(self) -> None:
        if self._share >= 1.0:
            self._ways = []
