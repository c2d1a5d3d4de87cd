"""Turning a layout round, for journeys that are read from the right."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from journey_editor.layout.boxes import Align, CardBody, Level, PointLayout, TextBlock
from journey_editor.layout.geometry import Box

T = TypeVar("T")

_TURNED: dict[str, Align] = {"left": "right", "center": "center", "right": "left"}


def mirrored(thing: T, width: float) -> T:
    """A part of a layout as in a mirror that stands upright in the middle of `width`.

    Boxes, blocks of text, points and paths change sides; a card's inside is turned where it is laid out.
    """
    turned: Any = _turn(thing, width)
    return turned  # type: ignore[no-any-return]


def _turn(thing: Any, width: float) -> Any:
    match thing:
        case Box():
            return replace(thing, x=width - thing.right)
        case TextBlock():
            return replace(thing, x=width - thing.x - thing.width, align=_TURNED[thing.align])
        case PointLayout():
            return replace(
                thing,
                x=width - thing.x,
                label=_turn(thing.label, width),
                label_box=_turn(thing.label_box, width),
            )
        case (float() as x, float() as y):
            return (width - x, y)
        case tuple():
            return tuple(_turn(each, width) for each in thing)
        case dict():
            return {key: _turn(each, width) for key, each in thing.items()}
        case Level():
            return replace(thing, face_box=_turn(thing.face_box, width), text=_turn(thing.text, width))
    if is_dataclass(thing) and not isinstance(thing, type):
        changes = {
            field.name: _turn(value, width)
            for field in fields(thing)
            if isinstance(value := getattr(thing, field.name), (tuple, dict, Box, TextBlock, PointLayout))
            or (is_dataclass(value) and not isinstance(value, CardBody))
        }
        return replace(thing, **changes)
    return thing
