"""Transformation of parts of a layout: mirroring, for right-to-left journeys, or moving down."""

from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.boxes import CardBody, CardLayout, CellBody, CellLayout
from journey_editor.layout.chart_boxes import ChartLayout, Level, PointLayout, TargetLine
from journey_editor.model.records import LaneKind
from journey_editor.text.text_block import Align, TextBlock

T = TypeVar("T")

_TURNED: dict[str, Align] = {"left": "right", "center": "center", "right": "left"}


def mirrored(thing: T, width: float) -> T:
    """Return a part of a layout mirrored horizontally within `width`.

    Boxes, text blocks, points and paths are mirrored; the insides of cards were when they were laid out.
    """
    turned: T = _moved(thing, _Move(width, 0.0))
    return turned


def lowered(thing: T, by: float) -> T:
    """Return a part of a layout moved down by `by` map units."""
    if not by:
        return thing
    moved: T = _moved(thing, _Move(None, by))
    return moved


@dataclass(frozen=True, slots=True)
class _Move:
    """Transformation: mirroring within `width` unless it is None, and moving down by `down`."""

    width: float | None
    down: float

    def x(self, left: float, extent: float = 0.0) -> float:
        return left if self.width is None else self.width - left - extent

    def y(self, top: float) -> float:
        return top + self.down


def _moved(thing: Any, move: _Move) -> Any:
    kind = type(thing)
    if kind in _UNMOVED:
        return thing
    if kind is Box:
        return Box(move.x(thing.x, thing.width), move.y(thing.y), thing.width, thing.height)
    if kind is TextBlock:
        align = thing.align if move.width is None else _TURNED[thing.align]
        left, top = move.x(thing.x, thing.width), move.y(thing.y)
        return TextBlock(left, top, thing.width, thing.style, thing.ascent, thing.lines, align)
    if kind is tuple:
        if len(thing) == 2 and type(thing[0]) is type(thing[1]) is float:
            return move.x(thing[0]), move.y(thing[1])
        return tuple([_moved(each, move) for each in thing])
    if kind is CellLayout:
        raise_if_cancelled()
        body = thing.body if move.width is None else _turned(thing.body, thing.box.width)
        return CellLayout(thing.step, thing.lane, _moved(thing.box, move), body)
    if not is_dataclass(kind):
        return thing
    across, down = _ALONE.get(kind, ((), ()))
    values = []
    for name in _names(kind):
        value = getattr(thing, name)
        if name in across:
            value = move.x(value)
        elif name in down:
            value = move.y(value)
        else:
            value = _moved(value, move)
        values.append(value)
    return kind(*values)


_UNMOVED = (str, int, float, bool, type(None), CardBody, LaneKind)
_ALONE = {
    PointLayout: (("x",), ("y",)),
    Level: ((), ("y",)),
    TargetLine: ((), ("y",)),
    ChartLayout: ((), ("top", "bottom")),
}
"""Fields that are a single x, and fields that are a single y, by class."""


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@memoised(16_384)
def _turned(body: CellBody, width: float) -> CellBody:
    """Return a mirrored cell body. The insides of its cards were mirrored when they were laid out."""
    move = _Move(width, 0.0)

    def moved(card: CardLayout) -> CardLayout:
        return CardLayout(card.id, card.step, card.lane, _moved(card.box, move), card.body, card.last_lane)

    cards = {card.id: moved(card) for card in body.cards.values()}
    return CellBody(cards, body.height, tuple(map(moved, body.wide)))
