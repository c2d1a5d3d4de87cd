"""Layout of lanes of metrics: figures of the journey, its stages and its steps, with signs and lines."""

from collections.abc import Sequence
from dataclasses import replace

from journey_editor.foundation.geometry import Box, Point
from journey_editor.insight.measures import Figure, figures
from journey_editor.layout import theme
from journey_editor.layout.columns import Column
from journey_editor.layout.summary_boxes import FigureLayout, SummaryLayout
from journey_editor.layout.summary_layout import SummaryPlace
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording.map_words import channel_name, named
from journey_editor.wording.measure_words import figure_words, measure_name, number_words

VALUE = TextStyle("semibold", 17, 22)
_PADDING = 8.0
_GAP = 6.0
_SIGN = 14.0
_LINE_HEIGHT, _LINE_WIDTH = 18.0, 56.0
"""Size of the line of the values."""
_NARROWEST = 160.0
"""Least width of a figure with its line; several are side by side where there is more room."""


def lay_out_metrics(place: SummaryPlace) -> SummaryLayout:
    """Lay out the figures below the top of `frame`: those of the journey, then of stages, then of steps.

    A figure of a card is in its step, and one of a channel with those of the journey.
    """
    found = figures(place.document, place.lane.journey)
    stage_of = {column.step: column.stage for column in place.columns}
    by_stage: dict[str, list[Figure]] = {}
    by_step: dict[str, list[Figure]] = {}
    whole: list[Figure] = []
    for each in found:
        measure = each.measure
        card = place.document.find(measure.card)
        step = measure.step or (card.step if isinstance(card, Card) else "")
        if step:
            by_step.setdefault(step, []).append(each)
        elif measure.stage:
            by_stage.setdefault(measure.stage, []).append(each)
        else:
            whole.append(each)
    placed: list[FigureLayout] = []
    y = place.frame.y
    # In several rows of stages, the journey's figures are in the first one.
    rows = [[(place.frame.x, place.frame.width, whole)]] if whole and place.band == 0 else []
    across: dict[str, list[Column]] = {}
    for column in place.columns:
        across.setdefault(stage_of[column.step], []).append(column)
    rows.append(
        [(own[0].x, own[-1].right - own[0].x, by_stage.get(stage, [])) for stage, own in across.items()]
    )
    rows.append([(column.x, column.width, by_step.get(column.step, [])) for column in place.columns])
    for row in rows:
        bottom = y
        for left, width, group in row:
            boxes = _group(place.document, group, left, y, width, place.typesetter)
            placed += boxes
            bottom = max([bottom, *(each.box.bottom + _GAP for each in boxes)])
        y = bottom
    said = [figure_words(each, place.typesetter.language) for each in found if place.band == 0]
    return SummaryLayout(
        place.lane.id,
        place.band,
        "text",
        place.frame_to(y),
        figures=tuple(placed),
        said="; ".join(said),
    )


def _group(
    document: Queries, group: Sequence[Figure], left: float, top: float, width: float, typesetter: Typesetter
) -> list[FigureLayout]:
    """Lay out figures of equal width side by side as far as there is room, in rows of equal height."""
    in_row = max(1, int((width + _GAP) // (_NARROWEST + _GAP)))
    each = (width - (in_row - 1) * _GAP) / in_row
    placed: list[FigureLayout] = []
    for start in range(0, len(group), in_row):
        row = [
            _figure(document, figure, Box(left + index * (each + _GAP), top, each, 0.0), typesetter)
            for index, figure in enumerate(group[start : start + in_row])
        ]
        height = max(one.box.height for one in row)
        placed += [replace(one, box=replace(one.box, height=height)) for one in row]
        top += height + _GAP
    return placed


def _figure(document: Queries, figure: Figure, place: Box, typesetter: Typesetter) -> FigureLayout:
    measure, language = figure.measure, typesetter.language
    x, inner = place.x + _PADDING, place.width - 2 * _PADDING
    words = measure_name(measure, language)
    channel = document.find(measure.channel)
    if isinstance(channel, Channel):
        words = named(channel_name(channel, language), words, language)
    name = typesetter.block(words, theme.CARD_FOOT, x, place.y + 5, inner)
    sign = Box(x, name.bottom + 6, _SIGN, _SIGN) if figure.state else None
    indent = _SIGN + 5 if sign is not None else 0.0
    with_line = len(figure.values) > 1 and inner - indent >= _LINE_WIDTH + 60
    room = inner - indent - (_LINE_WIDTH + 6 if with_line else 0.0)
    value = typesetter.block(
        number_words(measure, figure.value, language), VALUE, x + indent, name.bottom + 2, room
    )
    line = (
        _line(figure.values, Box(place.right - _PADDING - _LINE_WIDTH, value.y + 2, _LINE_WIDTH, 0))
        if with_line
        else ()
    )
    target = None
    said = figure_words(figure, language).split(" · ")[1:]
    if said:
        target = typesetter.block(" · ".join(said), theme.CARD_FOOT, x, value.bottom, inner)
    bottom = (target or value).bottom + 5
    box = Box(place.x, place.y, place.width, bottom - place.y)
    return FigureLayout(measure.id, box, name, value, target, sign, figure.state, line)


def _line(values: Sequence[float], place: Box) -> tuple[Point, ...]:
    """Return the points of the line of some values, the earliest first."""
    low, high = min(values), max(values)
    step = place.width / (len(values) - 1)
    return tuple(
        (
            place.x + index * step,
            place.y + _LINE_HEIGHT * (0.5 if high == low else (high - value) / (high - low)),
        )
        for index, value in enumerate(values)
    )
