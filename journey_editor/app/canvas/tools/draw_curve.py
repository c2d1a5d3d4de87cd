"""Gestures of the emotion pen: draw a stretch of a curve, or erase points."""

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.overlay.pen_preview import PenShown
from journey_editor.app.canvas.pen import Pen
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import Gesture
from journey_editor.editing.commands.curves import add_point, curve_for, move_point, set_emotion
from journey_editor.editing.commands.selection import remove_all
from journey_editor.editing.draft import Draft
from journey_editor.foundation.geometry import Point
from journey_editor.foundation.translation import ntr, tr
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.queries.emotion_points import (
    PointPlace,
    Stroke,
    drawn_personas,
    fixed_points,
    pen_points,
    pen_targets,
    touched_points,
)
from journey_editor.model.records import Curve
from journey_editor.wording.curve_scales import words_on
from journey_editor.wording.map_words import emotion_words

_REACH = 12.0
"""Distance in pixels from the eraser within which a point is erased."""


class DrawCurve(Gesture):
    """Draws a stretch of the emotion curve of the pen's persona."""

    def __init__(
        self, scene: MapScene, overlay: Overlay, start: QPointF, chart: ChartLayout, pen: Pen, zoom: float
    ) -> None:
        super().__init__(scene, overlay, start)
        self.chart, self.pen = chart, pen
        self._pixel = 1 / zoom
        self.stroke = Stroke(start.x(), start.y())
        self._at = start
        self._begin_for(pen.persona_for(chart))

    def status_tip(self) -> str:
        """Return the status tip."""
        words = tr(
            "Draws the emotion of {name} · release to set the points · 1–9 changes the persona · Esc cancels"
        )
        return words.format(name=self.pen.name_of(self._persona, self._curve))

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Continue the stroke to the pointer."""
        frame = self.chart.frame
        self._at = QPointF(min(max(at.x(), frame.x), frame.right), min(max(at.y(), frame.y), frame.bottom))
        self.stroke.extend(self._at.x(), self._at.y())
        self._preview()

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Set the points of the stretch."""
        points = pen_points(self._targets, self.stroke)
        transaction = self.session.edit(tr("Draw emotion curve"))
        with transaction as draft:
            set_points(draft, self.session.journey_id, self._persona, points, self._curve)
        if transaction.succeeded:
            self.pen.remember(self._persona)
            self.pen.follow(self.chart, self._persona, self._at.y())

    def take_key(self, text: str) -> bool:
        """Change the persona with a digit, to one whose curve is in the same lane."""
        persona = self.pen.choose_number(int(text)) if text.isdecimal() else None
        if persona in drawn_personas(self.scene.layout, self.chart.lane):
            self._begin_for(persona)
            self._preview()
        return persona is not None

    def _begin_for(self, persona: str) -> None:
        self._persona = persona
        self._curve = self.pen.curve_for(self.chart, persona)
        self._targets = pen_targets(self.scene.layout, self.scene.document, self.chart, persona, self._curve)

    def _preview(self) -> None:
        points = pen_points(self._targets, self.stroke)
        self.overlay.show_pen(
            PenShown(
                self.pen.color_of(self._persona),
                self.stroke.path(self._pixel),
                [(each.x, each.y, self._words(each.value)) for each in points],
                fixed_points(self._targets, self.stroke),
                (self._at.x(), self._at.y()),
                self.pen.name_of(self._persona, self._curve),
            )
        )

    def _words(self, value: float) -> str:
        """Return a value in the words of the curve's scale."""
        curve = self.session.document.find(self._curve)
        return words_on(curve, value) if isinstance(curve, Curve) else emotion_words("words", value)


class ErasePoints(Gesture):
    """Erases the points of a chart that the pointer touches."""

    def __init__(
        self, scene: MapScene, overlay: Overlay, start: QPointF, chart: ChartLayout, zoom: float
    ) -> None:
        super().__init__(scene, overlay, start)
        self.chart = chart
        self._path: list[Point] = [(start.x(), start.y())]
        self._reach = _REACH / zoom
        self._touched: dict[str, Point] = {}

    def status_tip(self) -> str:
        """Return the status tip."""
        return tr("Erases the points that it touches · Esc cancels")

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Mark the points between the last position and the pointer."""
        last = self._path[-1]
        way = max(abs(at.x() - last[0]), abs(at.y() - last[1]))
        count = max(1, int(2 * way / self._reach))
        new = [
            (last[0] + (at.x() - last[0]) * part / count, last[1] + (at.y() - last[1]) * part / count)
            for part in range(1, count + 1)
        ]
        self._path += new
        places = {point.id: (point.x, point.y) for curve in self.chart.curves for point in curve.points}
        for each in touched_points(self.chart, new, self._reach):
            self._touched[each] = places[each]
        rings = [(x, y, "") for x, y in self._touched.values()]
        self.overlay.show_pen(PenShown(self.overlay.accent, tuple(self._path), rings, erasing=True))

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Remove the marked points."""
        if self._touched:
            name = ntr("Erase emotion point", "Erase {n} emotion points", len(self._touched))
            with self.session.edit(name) as draft:
                remove_all(draft, self.session.journey_id, tuple(self._touched))


def set_points(
    draft: Draft, journey_id: str, persona_id: str, points: tuple[PointPlace, ...], curve: str = ""
) -> list[str]:
    """Set or move points of a curve, by default that of a persona, which is added if there is none.

    New points are assumed. Returns the ids of the points.
    """
    curve = curve or curve_for(draft, journey_id, persona_id).id
    ids = []
    for each in points:
        if each.point:
            point = move_point(draft, each.point, each.value)
        elif each.card:
            point = set_emotion(draft, curve, each.card, each.value, source="assumed")
        else:
            point = add_point(draft, curve, each.step, each.at, each.value, source="assumed")
        ids.append(point.id)
    return ids
