"""Boxes of the lanes that are computed from the cards."""

from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.text.text_block import TextBlock


@dataclass(frozen=True, slots=True)
class BarLayout:
    """Bar of a step in a lane of counts, without height for none, with the number above it."""

    step: str
    box: Box
    number: TextBlock


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """Row of a channel in a matrix: its line across the steps, and its icon and name beside it."""

    id: str
    line: Box
    icon: str
    icon_box: Box
    name: TextBlock
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class MarkLayout:
    """Mark of a step that a channel serves, with the number of touchpoints if there are several."""

    step: str
    at: Point
    number: TextBlock | None


@dataclass(frozen=True, slots=True)
class PathLayout:
    """Path of a persona through the marks of a matrix."""

    persona: str
    color: int
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TimeBar:
    """Bar of a time of a step, with its words above. The `tick` of its target is a box without width.

    Bars of waiting times are `hollow`; a time that exceeds its target is `missed`.
    """

    step: str
    box: Box
    text: TextBlock
    tick: Box | None
    hollow: bool
    missed: bool


@dataclass(frozen=True, slots=True)
class OfferLayout:
    """Support through a channel in a stage: its box across the steps, its sign and its words.

    `state` is `offered`, `late` if a promise is missed, `missing` if customers come and nothing is offered,
    or `none`. Only what is offered has an `id`.
    """

    id: str
    stage: str
    channel: str
    box: Box
    sign: Box
    state: str
    text: TextBlock | None = None


@dataclass(frozen=True, slots=True)
class FigureLayout:
    """Figure of a measure: its name above its number, a sign for its `state`, and the line of its values."""

    id: str
    box: Box
    name: TextBlock
    value: TextBlock
    target: TextBlock | None
    sign: Box | None
    state: str
    line: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class SummaryLayout:
    """Summary of the cards of a band in a lane: bars, a matrix of channels, times, or offers of support.

    `kind` is the kind of the cards, for the colours; `said` are the values in words, and `total` those of the
    whole journey, below the name of the lane.
    """

    lane: str
    band: int
    kind: str
    frame: Box
    bars: tuple[BarLayout, ...] = ()
    rows: tuple[ChannelRow, ...] = ()
    marks: tuple[MarkLayout, ...] = ()
    paths: tuple[PathLayout, ...] = ()
    times: tuple[TimeBar, ...] = ()
    offers: tuple[OfferLayout, ...] = ()
    figures: tuple[FigureLayout, ...] = ()
    said: str = ""
    total: TextBlock | None = None
