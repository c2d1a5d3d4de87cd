"""Curves of another journey in a chart: which there are, and where their points are on this map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.insight.figure_curves import points_shown
from journey_editor.layout.chart_boxes import OTHER_LINE
from journey_editor.layout.curve_plots import Plot, Row, plot_of, with_numbers
from journey_editor.model.document import Queries
from journey_editor.model.matching import Matched, match_columns, plain
from journey_editor.model.records import Card, Curve, EmotionPoint, Journey
from journey_editor.wording.curve_names import curve_name, name_of_other
from journey_editor.wording.map_words import named


@dataclass(frozen=True, slots=True)
class OtherCurve:
    """Curve of another journey, with its points at the matching cards and steps of this one.

    `journey` is the name of the other journey, `name` that of the curve with it. `partner` is the id of the
    curve of this journey with which it is compared, or empty; it has the same scale. `levels` are those of a
    curve of figures.
    """

    curve: Curve
    journey: str
    name: str
    partner: str
    points: tuple[EmotionPoint, ...]
    levels: tuple[str, ...] = ()


def other_curves(document: Queries, journey: Journey, other_id: str) -> tuple[OtherCurve, ...]:
    """Return the curves of another journey of the personas that both show, or that only that one has."""
    other, language = document.get(Journey, other_id), journey.language
    hidden = {each.id for each in document.personas_of(journey.id)} - _shown(document, journey.id)
    shown = (_shown(document, other_id) | {""}) - hidden
    partners = _partners(document, journey.id)
    columns = _Columns(document, match_columns(document, other_id, journey.id))
    name, found = name_of_other(other, journey, language), []
    for curve in document.curves_of(other_id):
        own = partners.get(_likeness(curve), [])
        partner = own.pop(0) if own else None
        if curve.persona not in shown:
            continue
        said = named(name, curve_name(document, curve, language), language)
        scale = partner or curve
        same = {each: getattr(scale, each) for each in ("scale", "levels", "signs", "unit")}
        drawn = replace(curve, peaks=False, shaded=False, **same)
        points = tuple(columns.points_of(curve))
        levels: tuple[str, ...] = ()
        if curve.figures:
            points, levels = with_numbers(document, curve, points, language)
        found.append(OtherCurve(drawn, name, said, partner.id if partner else "", points, levels))
    return tuple(found)


def with_others(
    own: Sequence[Plot],
    others: Sequence[OtherCurve],
    colors: Mapping[str, int],
    rows: Sequence[Row],
    band: int,
) -> list[Plot]:
    """Return the curves of a journey, each followed by that of another one with which it is compared."""
    drawn = [
        plot_of(
            Plot(
                each.curve,
                each.name,
                colors[each.curve.persona],
                OTHER_LINE,
                (),
                other=each.journey,
                partner=each.partner,
                levels=each.levels,
            ),
            each.points,
            rows,
            band,
        )
        for each in others
    ]
    present = {plot.curve.id for plot in own}
    alone = [plot for plot in drawn if plot.partner not in present]
    return [
        *(each for plot in own for each in (plot, *(it for it in drawn if it.partner == plot.curve.id))),
        *alone,
    ]


def _shown(document: Queries, journey_id: str) -> set[str]:
    return {each.id for each in document.personas_of(journey_id, hidden=False)}


def _partners(document: Queries, journey_id: str) -> dict[tuple[str, ...], list[Curve]]:
    found: dict[tuple[str, ...], list[Curve]] = {}
    for curve in document.curves_of(journey_id):
        found.setdefault(_likeness(curve), []).append(curve)
    return found


def _likeness(curve: Curve) -> tuple[str, ...]:
    return curve.persona, curve.measures, curve.name, curve.figures


class _Columns:
    """Matching columns of another journey, the earlier one of the match, and of this one."""

    def __init__(self, document: Queries, matched: Matched) -> None:
        self._document, self._matched = document, matched
        there, here = (document.columns_of(each) for each in matched.journeys)
        self._there = [step.id for step in there]
        self._place_there = {step: at for at, step in enumerate(self._there)}
        self._place_here = {step.id: at for at, step in enumerate(here)}
        self._alone = [at for step, at in self._place_here.items() if step not in matched.back]
        """Places of the columns that only this journey has."""

    def points_of(self, curve: Curve) -> Iterator[EmotionPoint]:
        """Yield the points of a curve in this journey, from left to right.

        After each there is a gap if the next one is beyond a column that only one of the journeys has.
        """
        drawn: list[tuple[float, float, EmotionPoint]] = []
        lost = []
        persona = curve.persona
        for point in points_shown(self._document, curve):
            card = self._document.get(Card, point.card) if point.card else None
            share = point.at if card is None else self._document.share_in_cell(card, persona)
            there = self._place_there[point.step if card is None else card.step] + share
            found = self._moved(point, card, there, persona)
            if found is None:
                lost.append(there)
            else:
                drawn.append((found[0], there, found[1]))
        drawn.sort(key=lambda each: (each[0], each[1]))
        for (here, there, point), (next_here, next_there, _) in pairwise(drawn):
            low, high = sorted((there, next_there))
            gap = (
                point.gap
                or any(low < each < high for each in lost)
                or any(int(here) < at < int(next_here) for at in self._alone)
            )
            yield replace(point, gap=gap)
        yield from (point for _, _, point in drawn[-1:])

    def _moved(
        self, point: EmotionPoint, card: Card | None, there: float, persona: str
    ) -> tuple[float, EmotionPoint] | None:
        """Return the place and the point at the matching card, or at the same place of the matching step."""
        partner = self._matched.partners.get(card.step if card is not None else point.step)
        same = self._partner_of(card, partner) if card is not None and partner is not None else None
        if same is not None:
            at_card = replace(point, card=same.id, step="")
            return self._place_here[same.step] + self._document.share_in_cell(same, persona), at_card
        # A card that spans several steps has its point in the middle of them.
        column = min(int(there), len(self._there) - 1)
        step = self._matched.partners.get(self._there[column])
        if step is None:
            return None
        at = min(1.0, there - column)
        return self._place_here[step] + at, replace(point, card="", step=step, at=at)

    def _partner_of(self, card: Card, step_id: str) -> Card | None:
        """Return the card of a step that was made from a card, or from the same one, or has the same text."""
        here = self._document.select(Card, step=step_id)
        origin, text = card.origin or card.id, plain(card.text)
        same = (each for each in here if (each.origin or each.id) == origin)
        alike = (each for each in here if text and each.kind == card.kind and plain(each.text) == text)
        return next(same, None) or next(alike, None)
