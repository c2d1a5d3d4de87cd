"""Conversion of SVG path data (SVG 2, section 9.3) into lines and cubic curves."""

import math
import re
from collections.abc import Iterator

from journey_editor.foundation.geometry import PathCommand

Point = tuple[float, float]

_COMMAND = re.compile(r"\s*,?\s*([MmLlHhVvCcSsQqTtAaZz])")
_NUMBER = re.compile(r"\s*,?\s*([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)")
_FLAG = re.compile(r"\s*,?\s*([01])")
# Arguments of each command: numbers (n), and the two flags (f) of an arc, which need no separator.
_ARGUMENTS = {
    "M": "nn",
    "L": "nn",
    "H": "n",
    "V": "n",
    "C": "nnnnnn",
    "S": "nnnn",
    "Q": "nnnn",
    "T": "nn",
    "A": "nnnffnn",
    "Z": "",
}


def path_commands(data: str) -> tuple[PathCommand, ...]:
    """Return the commands of a path, with absolute coordinates. Raises `ValueError` if it cannot be read."""
    commands: list[PathCommand] = []
    here = start = (0.0, 0.0)
    # Last control points, for S (cubic) and T (quadratic), which continue a curve smoothly.
    cubic: Point | None = None
    quadratic: Point | None = None
    for letter, numbers in _instructions(data):
        kind = letter.upper()
        if letter.islower():
            numbers = _absolute(kind, numbers, here)
        pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
        last_cubic, last_quadratic, cubic, quadratic = cubic, quadratic, None, None
        match kind:
            case "M":
                here = start = pairs[0]
                commands.append(("M", *here))
            case "Z":
                here = start
                commands.append(("Z",))
            case "A":
                radii, angle, large, sweep = pairs[0], numbers[2], bool(numbers[3]), bool(numbers[4])
                end = (numbers[5], numbers[6])
                commands.extend(arc(here, radii, angle, large, sweep, end))
                here = end
            case "C" | "S":
                first = pairs.pop(0) if kind == "C" else _mirrored(last_cubic, here)
                cubic, end = pairs
                commands.append(("C", *first, *cubic, *end))
                here = end
            case "Q" | "T":
                quadratic = pairs.pop(0) if kind == "Q" else _mirrored(last_quadratic, here)
                commands.append(_raised(here, quadratic, pairs[0]))
                here = pairs[0]
            case "H" | "V" | "L":
                x = here[0] if kind == "V" else numbers[0]
                y = here[1] if kind == "H" else numbers[-1]
                here = (x, y)
                commands.append(("L", x, y))
    return tuple(commands)


def _instructions(data: str) -> Iterator[tuple[str, list[float]]]:
    """Yield each command with its numbers; a command that is implied is repeated.

    Raises `ValueError` if a command or a number is missing.
    """
    at = 0
    letter = ""
    while data[at:].strip():
        found = _COMMAND.match(data, at)
        if found:
            letter = found[1]
            at = found.end()
        elif not letter or letter in "Zz":
            raise ValueError(f"no command at {at} of the path {data!r}")
        numbers: list[float] = []
        for argument in _ARGUMENTS[letter.upper()]:
            number = (_FLAG if argument == "f" else _NUMBER).match(data, at)
            if number is None:
                raise ValueError(f"no number at {at} of the path {data!r}")
            numbers.append(float(number[1]))
            at = number.end()
        yield letter, numbers
        # Further pairs after a move are lines.
        letter = {"M": "L", "m": "l"}.get(letter, letter)


def _absolute(kind: str, numbers: list[float], here: Point) -> list[float]:
    match kind:
        case "H":
            return [here[0] + numbers[0]]
        case "V":
            return [here[1] + numbers[0]]
        case "A":
            return [*numbers[:5], here[0] + numbers[5], here[1] + numbers[6]]
    return [here[at % 2] + number for at, number in enumerate(numbers)]


def _mirrored(control: Point | None, here: Point) -> Point:
    return here if control is None else (2 * here[0] - control[0], 2 * here[1] - control[1])


def _raised(start: Point, control: Point, end: Point) -> PathCommand:
    """Return a quadratic curve as a cubic one."""
    x1, y1 = (start[at] + (control[at] - start[at]) * 2 / 3 for at in (0, 1))
    x2, y2 = (end[at] + (control[at] - end[at]) * 2 / 3 for at in (0, 1))
    return ("C", x1, y1, x2, y2, *end)


def arc(start: Point, radii: Point, angle: float, large: bool, sweep: bool, end: Point) -> list[PathCommand]:
    """Return an elliptical arc as cubic curves of up to a quarter turn (SVG 2, B.2.4); `angle` in degrees."""
    rx, ry = abs(radii[0]), abs(radii[1])
    if start == end:
        return []
    if not rx or not ry:
        return [("L", *end)]
    turn = math.radians(angle)
    cos, sin = math.cos(turn), math.sin(turn)
    half_x, half_y = (start[0] - end[0]) / 2, (start[1] - end[1]) / 2
    x, y = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    # Radii that are too small to reach the end point are enlarged.
    grown = math.sqrt(max(1.0, (x / rx) ** 2 + (y / ry) ** 2))
    rx, ry = rx * grown, ry * grown
    apart = (rx * y) ** 2 + (ry * x) ** 2
    away = math.sqrt(max(0.0, (rx * ry) ** 2 / apart - 1)) * (1 if large != sweep else -1)
    center_x, center_y = away * rx * y / ry, -away * ry * x / rx
    first = math.atan2((y - center_y) / ry, (x - center_x) / rx)
    swept = math.atan2((-y - center_y) / ry, (-x - center_x) / rx) - first
    if sweep and swept < 0:
        swept += math.tau
    elif not sweep and swept > 0:
        swept -= math.tau

    def placed(across: float, along: float) -> Point:
        px, py = rx * across + center_x, ry * along + center_y
        return (
            cos * px - sin * py + (start[0] + end[0]) / 2,
            sin * px + cos * py + (start[1] + end[1]) / 2,
        )

    pieces = max(1, math.ceil(abs(swept) / (math.pi / 2) - 1e-9))
    step = swept / pieces
    handle = 4 / 3 * math.tan(step / 4)
    commands: list[PathCommand] = []
    for piece in range(pieces):
        a, b = first + piece * step, first + (piece + 1) * step
        one = placed(math.cos(a) - handle * math.sin(a), math.sin(a) + handle * math.cos(a))
        two = placed(math.cos(b) + handle * math.sin(b), math.sin(b) - handle * math.cos(b))
        target = end if piece == pieces - 1 else placed(math.cos(b), math.sin(b))
        commands.append(("C", *one, *two, *target))
    return commands
