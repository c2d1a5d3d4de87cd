"""Emotion pen: whose curve the next stroke on a chart draws."""

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.layout.boxes import ChartLayout
from journey_editor.layout.theme import THEMES
from journey_editor.model.records import Curve, EmotionPoint, Persona
from journey_editor.wording.map_words import persona_name


class Pen:
    """Persona of the pen: the selected one, else the last one drawn, else the first of the journey.

    A lane of one persona, and a strip with one curve, always belong to theirs.
    """

    def __init__(self, scene: MapScene) -> None:
        self._scene = scene
        self._session = scene.session
        self._last = ""

    def personas(self) -> tuple[Persona, ...]:
        """Return the personas that are shown on the map, in order."""
        return self._session.document.personas_of(self._session.journey_id, hidden=False)

    def persona_for(self, chart: ChartLayout) -> str:
        """Return the id of the persona whose curve a stroke on a chart draws; empty for everyone."""
        layout = self._scene.layout
        strips = [each for each in layout.charts if (each.lane, each.band) == (chart.lane, chart.band)]
        drawn = {curve.persona for each in strips for curve in each.curves}
        shown = self._drawn_in(chart.lane)
        preferred = [each for each in (self._selected(), self._last) if each in shown]
        if len(strips) > 1:
            # A persona without a curve has no strip yet.
            preferred = [each for each in preferred if each not in drawn] or [chart.curves[0].persona]
        return next(iter(preferred), shown[0] if shown else "")

    def preferred(self, lane: str = "") -> str:
        """Return the persona to draw for in a lane, or on a map without a chart; empty for everyone."""
        shown = self._drawn_in(lane)
        return next((each for each in (self._selected(), self._last, *shown) if each in shown), "")

    def choose(self, persona_id: str) -> None:
        """Draw for a persona from now on, and select it."""
        self._last = persona_id
        self._session.selection.replace([persona_id])

    def choose_number(self, number: int) -> bool:
        """Choose a persona by its number on the map, from 1; return False if there is none."""
        personas = self.personas()
        if 1 <= number <= len(personas):
            self.choose(personas[number - 1].id)
            return True
        return False

    def remember(self, persona_id: str) -> None:
        """Draw for the persona of a finished stroke again if none is selected."""
        self._last = persona_id

    def name_of(self, persona_id: str) -> str:
        """Return the name of a persona, or the word for everyone, in the language of the map."""
        persona = self._session.document.find(persona_id)
        named = persona if isinstance(persona, Persona) else None
        return persona_name(named, self._session.journey.language)

    def color_of(self, persona_id: str) -> str:
        """Return the colour of a persona on the map, as `#RRGGBB`."""
        colors = self._session.document.persona_colors(self._session.journey_id)
        return THEMES[self._scene.layout.theme].persona(colors.get(persona_id, colors[""])).color

    def _drawn_in(self, lane: str) -> list[str]:
        """Return the ids of the personas whose curves a lane shows: its own, or all without a lane."""
        # The document may be newer than the layout, and without the lane.
        owners = {each.id: each.persona for each in self._scene.layout.lanes if each.kind == "emotion"}
        if owners.get(lane):
            return [owners[lane]]
        elsewhere = set(owners.values()) if lane in owners else set()
        return [each.id for each in self.personas() if each.id not in elsewhere]

    def _selected(self) -> str:
        """Return the selected persona, or that of a selected point."""
        selection, document = self._session.selection, self._session.document
        for each in reversed(selection.ids):
            record = document.find(each)
            if isinstance(record, Persona):
                return record.id
            if isinstance(record, EmotionPoint):
                return document.get(Curve, record.curve).persona
        return ""
