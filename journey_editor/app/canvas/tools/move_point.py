"""Gesture that moves a point of an emotion curve, with a live preview of the curve."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.previewing import PreviewingGesture
from journey_editor.editing.commands.curves import move_point
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.emotion_points import PointPlace, charts_beside, dragged_place, pen_targets
from journey_editor.layout.queries.hit_testing import chart_of
from journey_editor.model.records import Curve, EmotionPoint
from journey_editor.wording.curve_scales import words_on


class MovePoint(PreviewingGesture):
    """Moves a point up and down, and sideways: from touchpoint to touchpoint, or freely along the steps."""

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Up is better, down is worse, sideways moves it along the journey · Esc cancels")

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, point_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.point_id = point_id
        layout, document = scene.layout, scene.document
        self._point = document.get(EmotionPoint, point_id)
        curve = document.get(Curve, self._point.curve)
        chart = chart_of(layout, point_id)
        charts = charts_beside(layout, chart, curve.id) if chart else ()
        self._targets = [pen_targets(layout, document, each, curve.persona, curve.id) for each in charts]
        self._curve = curve

    def step_name(self) -> str:
        """Return the name of the undo step."""
        return tr("Move emotion point")

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Preview the curve with the point under the pointer."""
        super().move(at, modifiers)
        place = self._place()
        if place is not None:
            self.overlay.show_value(QPointF(place.x, place.y), words_on(self._curve, place.value))

    def apply(self, draft: Draft) -> None:
        """Move the point."""
        place = self._place()
        if place is not None:
            move_point(draft, self.point_id, place.value, step=place.step, at=place.at, card=place.card)

    def _place(self) -> PointPlace | None:
        """Return the place in the nearest chart of the curve in which it can be."""
        y = self.at.y()
        near = sorted(
            self._targets, key=lambda each: max(each.chart.frame.y - y, y - each.chart.frame.bottom)
        )
        places = (dragged_place(each, self._point, self.at.x(), y) for each in near)
        return next((each for each in places if each is not None), None)
