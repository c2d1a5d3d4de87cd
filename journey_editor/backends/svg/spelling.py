"""Texts, names and paths as an SVG spells them."""

import re
from collections.abc import Iterable

from journey_editor.backends.numbers import number
from journey_editor.layout.geometry import PathCommand
from journey_editor.layout.glyph_outlines import OutlineCommand

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "}
)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]")


def escaped(text: str) -> str:
    """A text on one line that any XML reader takes, between tags or in quotes.

    Controls are left out; a lone surrogate becomes U+FFFD, as it is drawn.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _NOT_XML.sub("", whole).translate(_ESCAPED)


class Names:
    """The ids of one SVG, each there once."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def name(self, owner: str) -> str:
        """An id made from that of what is drawn, such as `card-8f3` from `card:8f3`."""
        name = _NOT_IN_A_NAME.sub("-", owner)
        if not name[:1].isalpha():
            # An XML name begins with a letter; a line below it is for what is defined to be used.
            name = f"of-{name}"
        count = self._used[name] = self._used.get(name, 0) + 1
        return name if count == 1 else self.name(f"{name}-{count}")


def path_data(commands: Iterable[PathCommand | OutlineCommand]) -> str:
    """The `d` of a path."""
    return "".join(f"{name}{_points(points)}" for name, *points in commands)


def placed(x: float, y: float, scale: float = 1.0) -> str:
    """The attribute that moves, then scales, with a blank before it; empty where it would change nothing."""
    parts = []
    left, top = number(x), number(y)
    if (left, top) != ("0", "0"):
        parts.append(f"translate({left} {top})")
    if scale != 1.0:
        parts.append(f"scale({scale:.7g})")
    return f' transform="{" ".join(parts)}"' if parts else ""


def _points(values: Iterable[float]) -> str:
    return " ".join(map(number, values)).replace(" -", "-")
