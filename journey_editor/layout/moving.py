"""Moving a finished part of a layout: turned round, for journeys that are read from the right, or lowered."""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from journey_editor.layout.boxes import Align, CardBody, ChartLayout, Level, PointLayout, TextBlock
from journey_editor.layout.geometry import Box

T = TypeVar("T")

_TURNED: dict[str, Align] = {"left": "right", "center": "center", "right": "left"}


def mirrored(thing: T, width: float) -> T:
    """A part of a layout as in a mirror that stands upright in the middle of `width`.

    Boxes, blocks of text, points and paths change sides; a card's inside is turned where it is laid out.
    """
    turned: T = _moved(thing, _Move(width, 0.0))
    return turned


def lowered(thing: T, by: float) -> T:
    """A part of a layout, `by` map units further down."""
    if not by:
        return thing
    moved: T = _moved(thing, _Move(None, by))
    return moved


@dataclass(frozen=True, slots=True)
class _Move:
    """Where things go: to the other side of `width`, or `down`."""

    width: float | None
    down: float

    def x(self, left: float, extent: float = 0.0) -> float:
        return left if self.width is None else self.width - left - extent

    def y(self, top: float) -> float:
        return top + self.down


def _moved(thing: Any, move: _Move) -> Any:
    match thing:
        case Box():
            return Box(move.x(thing.x, thing.width), move.y(thing.y), thing.width, thing.height)
        case TextBlock():
            align = thing.align if move.width is None else _TURNED[thing.align]
            return replace(thing, x=move.x(thing.x, thing.width), y=move.y(thing.y), align=align)
        case (float() as x, float() as y):
            return move.x(x), move.y(y)
        case tuple():
            return tuple([_moved(each, move) for each in thing])
        case dict():
            return {key: _moved(each, move) for key, each in thing.items()}
    if not is_dataclass(thing) or isinstance(thing, (type, CardBody)):
        return thing
    changes: dict[str, Any] = {}
    for field in fields(thing):
        value = getattr(thing, field.name)
        if isinstance(value, (tuple, dict)) or is_dataclass(value):
            changes[field.name] = _moved(value, move)
    match thing:
        case PointLayout():
            changes |= {"x": move.x(thing.x), "y": move.y(thing.y)}
        case Level():
            changes |= {"y": move.y(thing.y)}
        case ChartLayout():
            changes |= {"top": move.y(thing.top), "bottom": move.y(thing.bottom)}
    return replace(thing, **changes)
