"""Bundled icons, as paths on a grid of 24 by 24.

They are drawn with a line width of 2, round caps and round joins; closed ones may be filled instead.
"""

import re
from collections.abc import Callable, Mapping
from functools import cache

from journey_editor.foundation.geometry import PathCommand
from journey_editor.foundation.path_data import arc, path_commands
from journey_editor.foundation.resources import resources

ICON_SIZE = 24.0
"""Width and height of the grid."""


_ELEMENT = re.compile(r"<(\w+)\s([^<>]*)/>")
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_POINTING = frozenset({"file-check", "message-circle", "message-square", "quote", "share-2", "sticky-note"})
"""Icons that point in the reading direction."""


@cache
def icon_for(name: str, rtl: bool) -> tuple[PathCommand, ...]:
    """Return the path of an icon; on a right-to-left map, icons that point to one side are mirrored."""
    path = icon(name)
    if not rtl or name not in _POINTING:
        return path
    return tuple([_turned(command) for command in path])


def _turned(command: PathCommand) -> PathCommand:
    match command:
        case (str() as kind, x, y):
            return kind, ICON_SIZE - x, y
        case (str() as kind, x1, y1, x2, y2, x, y):
            return kind, ICON_SIZE - x1, y1, ICON_SIZE - x2, y2, ICON_SIZE - x, y
        case _:
            return command


@cache
def icon(name: str) -> tuple[PathCommand, ...]:
    """Return the path of an icon, by the name of its file. Raises `KeyError` if there is none."""
    file = resources() / "icons" / f"{name}.svg"
    if not file.is_file():
        raise KeyError(name)
    commands: list[PathCommand] = []
    for shape, attributes in shapes(file.read_text("utf-8")):
        commands.extend(_SHAPES[shape](attributes))
    return tuple(commands)


def shapes(text: str) -> list[tuple[str, dict[str, str]]]:
    """Return the shapes in the text of a bundled icon, each with its attributes.

    The files are so simple that no XML parser is needed, whose import takes longer than all icons of a map.
    """
    return [(shape, dict(_ATTRIBUTE.findall(attributes))) for shape, attributes in _ELEMENT.findall(text)]


Attributes = Mapping[str, str]


def _number(attributes: Attributes, name: str) -> float:
    return float(attributes.get(name, 0))


def _path(attributes: Attributes) -> tuple[PathCommand, ...]:
    return path_commands(attributes["d"])


def _line(attributes: Attributes) -> tuple[PathCommand, ...]:
    x1, y1, x2, y2 = (_number(attributes, name) for name in ("x1", "y1", "x2", "y2"))
    return ("M", x1, y1), ("L", x2, y2)


def _polyline(attributes: Attributes) -> tuple[PathCommand, ...]:
    return path_commands(f"M{attributes['points']}")


def _polygon(attributes: Attributes) -> tuple[PathCommand, ...]:
    return (*_polyline(attributes), ("Z",))


def _circle(attributes: Attributes) -> tuple[PathCommand, ...]:
    x, y, r = (_number(attributes, name) for name in ("cx", "cy", "r"))
    right, left = (x + r, y), (x - r, y)
    halves = (*arc(right, (r, r), 0, False, True, left), *arc(left, (r, r), 0, False, True, right))
    return ("M", *right), *halves, ("Z",)


def _rect(attributes: Attributes) -> tuple[PathCommand, ...]:
    x, y, width, height = (_number(attributes, name) for name in ("x", "y", "width", "height"))
    r = _number(attributes, "rx")
    across, down = width - 2 * r, height - 2 * r
    corner = f"a{r} {r} 0 0 1"
    return path_commands(
        f"M{x + r} {y}h{across}{corner} {r} {r}v{down}{corner} {-r} {r}"
        f"h{-across}{corner} {-r} {-r}v{-down}{corner} {r} {-r}z"
    )


_SHAPES: Mapping[str, Callable[[Attributes], tuple[PathCommand, ...]]] = {
    "path": _path,
    "line": _line,
    "polyline": _polyline,
    "polygon": _polygon,
    "circle": _circle,
    "rect": _rect,
}
