"""Charts of the emotion lanes of a map, band by band: which curves each has, and where it is in its lane."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from journey_editor.foundation.geometry import Box
from journey_editor.insight.figure_curves import points_shown
from journey_editor.layout import theme
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.chart_layout import LEVEL_WORDS, lay_out_chart
from journey_editor.layout.columns import Column
from journey_editor.layout.curve_plots import Row, groups, names_in_chart, plots, rows_of
from journey_editor.layout.other_curves import OtherCurve, other_curves, with_others
from journey_editor.model.document import Queries
from journey_editor.model.records import Curve, Journey, Lane
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter

STRIP_GAP = 8.0
BELOW_TITLE = 10.0
"""Distance from a lane's title to the words at the best level of its chart."""


class LaneCharts:
    """Curves of a journey, and of other journeys that its lanes show, on its map."""

    def __init__(
        self,
        document: Queries,
        journey: Journey,
        lanes: Sequence[Lane],
        colors: Mapping[str, int],
        bands: Sequence[Sequence[Column]],
        left: float,
        right: float,
        typesetter: Typesetter,
    ) -> None:
        """Show the `lanes` of a journey between `left` and the last columns, or `right` without columns.

        `colors` are those of the personas that are shown; "" is for a curve of everyone.
        """
        self._document, self._journey, self._colors = document, journey, colors
        self._lanes = [lane for lane in lanes if lane.kind == "emotion"]
        self._bands, self._left, self._right = bands, left, right
        self._typesetter = typesetter

    def lay_out(
        self, lane: Lane, band: int, y: float, title: TextBlock, label_bottom: float, number: int
    ) -> tuple[list[ChartLayout], float]:
        """Lay out the curves of an emotion lane below `y`. Return their charts, and the bottom of these.

        `title` and `label_bottom` are the lane's title and the bottom of its label. `number` is the first one
        for labels without room.
        """
        row, language = self._rows[band], self._typesetter.language
        left, width = row.left, row.right - row.left
        top = y + theme.LANE_PADDING
        drawn = plots(self._document, self._curves(lane), self._colors, self._rows, band, language)
        if lane.other_journey:
            drawn = with_others(drawn, self._others_in(lane), self._all_colors, self._rows, band)
        charts = groups(drawn) or [()]
        least = max(0.0, lane.height - 2 * theme.LANE_PADDING)
        beside = _beside_levels(title, label_bottom, top, left)
        strip = len(charts) > 1
        if strip:
            # The names of the curves are beside the strips, so below the lane's title.
            start = max(top, label_bottom + 4)
            least, beside, top = (top + least - start) / len(charts) - STRIP_GAP, 0.0, start
        laid_out = []
        for own in charts:
            chart = lay_out_chart(
                lane.id,
                band,
                Box(left, top, width, least),
                beside,
                own,
                names_in_chart(self._document, own, language),
                self._typesetter,
                strip=strip,
                number=number,
            )
            number += numbers_in(chart)
            laid_out.append(chart)
            top = chart.frame.bottom + STRIP_GAP
        return laid_out, top if strip else chart.frame.bottom

    @cached_property
    def _rows(self) -> list[Row]:
        """Places of the points and edges of the charts, by band."""
        curves = self._document.curves_of(self._journey.id)
        points = [(each.persona, points_shown(self._document, each)) for each in curves]
        for others in self._others.values():
            points += [(each.curve.persona, each.points) for each in others]
        return rows_of(self._document, points, self._bands, self._left, self._right)

    @cached_property
    def _others(self) -> dict[str, tuple[OtherCurve, ...]]:
        """Curves of the other journeys that lanes show, by journey."""
        journeys = {
            lane.other_journey: None for lane in self._lanes if lane.other_journey and not lane.collapsed
        }
        return {each: other_curves(self._document, self._journey, each) for each in journeys}

    @cached_property
    def _all_colors(self) -> dict[str, int]:
        """Colours of curves by persona, also of personas that only another journey has."""
        colors = dict(self._colors)
        free = max(self._document.persona_colors(self._journey.id).values(), default=-1) + 1
        for others in self._others.values():
            for each in others:
                if each.curve.persona not in colors:
                    colors[each.curve.persona], free = free, free + 1
        return colors

    def _curves(self, lane: Lane) -> list[Curve]:
        """Return the curves of an emotion lane: its persona's, or all without a lane of their own."""
        curves = self._document.curves_of(self._journey.id)
        shown = [each for each in curves if not each.persona or each.persona in self._colors]
        return [each for each in shown if self._is_in(lane, each)]

    def _others_in(self, lane: Lane) -> list[OtherCurve]:
        return [each for each in self._others[lane.other_journey] if self._is_in(lane, each.curve)]

    def _is_in(self, lane: Lane, curve: Curve) -> bool:
        """Return whether a lane is the one for a curve."""
        if lane.persona:
            return curve.persona == lane.persona
        return not curve.persona or all(each.persona != curve.persona for each in self._lanes)


def numbers_in(chart: ChartLayout) -> int:
    """Return how many labels of a chart are numbers that the legend explains."""
    return sum(bool(point.in_legend) for curve in chart.curves for point in curve.points)


def _beside_levels(title: TextBlock, label_bottom: float, top: float, left: float) -> float:
    """Return the distance that a label extends below `top` if it would touch the level labels, or 0."""
    level_words = left - LEVEL_WORDS
    meets = title.x + title.longest + 8 > level_words or len(title.lines) > 1 or label_bottom > title.bottom
    return label_bottom + BELOW_TITLE - top if meets else 0.0
