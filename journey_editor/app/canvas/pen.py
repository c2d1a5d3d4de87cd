"""Emotion pen: whose curve the next stroke on a chart draws."""

from collections.abc import Iterable, Sequence

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.surface import Surface
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.queries.emotion_points import drawn_personas
from journey_editor.model.records import Curve, EmotionPoint, Persona
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.map_words import persona_name


class Pen:
    """Persona of the pen: the selected one, else the last one drawn, else the first who has points.

    Only personas are considered whose curves the lane or the strip draws. The id of everyone is empty.
    """

    def __init__(self, scene: MapScene, surface: Surface) -> None:
        self._scene = scene
        self._surface = surface
        self._session = scene.session
        self._last: str | None = None

    def people_of(self, chart: ChartLayout) -> list[str]:
        """Return the ids of the personas whose curves a stroke on a chart can draw.

        A strip draws its own curve, or the first points of a persona who has no strip yet.
        """
        layout = self._scene.layout
        charts = [
            each
            for each in layout.charts
            if (each.lane, each.band) == (chart.lane, chart.band) and not each.figures
        ]
        own = {curve.persona for curve in chart.curves}
        strips = {curve.persona for each in charts for curve in each.curves} if len(charts) > 1 else set()
        return [each for each in drawn_personas(layout, chart.lane) if each in own or each not in strips]

    def persona_for(self, chart: ChartLayout) -> str:
        """Return the id of the persona whose curve a stroke on a chart draws."""
        return self._preferred(self.people_of(chart), [chart])

    def curve_for(self, chart: ChartLayout, persona_id: str) -> str:
        """Return the id of the persona's curve that a stroke on a chart draws, or an empty text.

        It is the selected one, else the first in the chart.
        """
        chosen = self.selected_curve()
        own = [curve.id for curve in chart.curves if curve.persona == persona_id]
        return chosen if chosen in own else next(iter(own), "")

    def selected_curve(self) -> str:
        """Return the id of the selected curve, or of that of a selected point, or an empty text."""
        document = self._session.document
        for each in reversed(self._session.selection.ids):
            record = document.find(each)
            if isinstance(record, Curve):
                return record.id if not record.figures else ""
            if isinstance(record, EmotionPoint):
                return record.curve
        return ""

    def persona_in(self, lane: str = "") -> str:
        """Return the id of the persona to draw for in a lane, or on the map without an emotion lane."""
        layout = self._scene.layout
        charts = [each for each in layout.charts if each.lane == lane] or layout.charts
        return self._preferred(drawn_personas(layout, lane), charts)

    def choose(self, persona_id: str) -> None:
        """Draw for a persona from now on, and select it."""
        self._last = persona_id
        self._session.selection.replace(filter(None, [persona_id]))

    def choose_number(self, number: int) -> str | None:
        """Choose a persona by its number on the map, from 1, and return the id, or None if there is none."""
        people = drawn_personas(self._scene.layout)
        if 1 <= number <= len(people):
            self.choose(people[number - 1])
            return people[number - 1]
        return None

    def remember(self, persona_id: str) -> None:
        """Draw for the persona of a finished stroke again if none is selected."""
        self._last = persona_id

    def follow(self, chart: ChartLayout, persona_id: str, y: float) -> None:
        """Scroll so that the curve drawn at a height of a chart stays under the pen.

        The fourth curve of a chart divides it into strips, and another one would be under the pointer.
        """
        strips = (
            each.frame
            for each in self._scene.layout.charts
            if (each.lane, each.band) == (chart.lane, chart.band)
            and not each.figures
            and any(curve.persona == persona_id for curve in each.curves)
        )
        strip = next(strips, None)
        if strip is not None and not strip.y <= y <= strip.bottom:
            self._surface.scroll_by(0.0, (strip.center[1] - y) * self._surface.zoom())

    def name_of(self, persona_id: str, curve_id: str = "") -> str:
        """Return the name of a curve, or of a persona or everyone, in the language of the map."""
        curve = self._session.document.find(curve_id)
        if isinstance(curve, Curve):
            return curve_name(self._session.document, curve, self._session.journey.language)
        persona = self._session.document.find(persona_id)
        named = persona if isinstance(persona, Persona) else None
        return persona_name(named, self._session.journey.language)

    def shown_on(self, chart: ChartLayout) -> tuple[str, str]:
        """Return the colour and the name of the curve that a stroke on a chart draws."""
        persona = self.persona_for(chart)
        return self.color_of(persona), self.name_of(persona, self.curve_for(chart, persona))

    def color_of(self, persona_id: str) -> str:
        """Return the colour of a persona on the map, as `#RRGGBB`."""
        colors = self._session.document.persona_colors(self._session.journey_id)
        return theme_named(self._scene.layout.theme).persona(colors.get(persona_id, colors[""])).color

    def _preferred(self, people: Sequence[str], charts: Iterable[ChartLayout]) -> str:
        having_points = {curve.persona for chart in charts for curve in chart.curves if curve.points}
        chosen = [each for each in (self._selected(), self._last) if each is not None and each in people]
        return next(iter([*chosen, *(each for each in people if each in having_points), *people]), "")

    def _selected(self) -> str | None:
        """Return the selected persona, or that of a selected point or curve, or None."""
        selection, document = self._session.selection, self._session.document
        for each in reversed(selection.ids):
            record = document.find(each)
            if isinstance(record, Persona):
                return record.id
            if isinstance(record, EmotionPoint):
                return document.get(Curve, record.curve).persona
            if isinstance(record, Curve) and not record.figures:
                return record.persona
        return None
