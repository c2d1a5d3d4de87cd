"""Texts, names and paths in SVG syntax."""

import re
from collections.abc import Iterable

from journey_editor.backends.numbers import number
from journey_editor.foundation.geometry import PathCommand
from journey_editor.text.glyph_outlines import OutlineCommand

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ESCAPED = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": " ", "\n": " ", "\r": " "}
)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_-]")


def escaped(text: str) -> str:
    """Return a text on one line that is valid XML, in content and in quoted attributes.

    Control characters are left out; a lone surrogate becomes U+FFFD, as it is drawn.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _NOT_XML.sub("", whole).translate(_ESCAPED)


class Names:
    """Unique ids of one SVG."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def name(self, owner: str) -> str:
        """Return a unique id for the owner of a group, such as `card-8f3` for `card:8f3`."""
        name = _NOT_IN_A_NAME.sub("-", owner)
        if not name[:1].isalpha():
            # An XML name begins with a letter; a leading underscore is reserved for definitions.
            name = f"of-{name}"
        count = self._used[name] = self._used.get(name, 0) + 1
        return name if count == 1 else self.name(f"{name}-{count}")


def path_data(commands: Iterable[PathCommand | OutlineCommand]) -> str:
    """Return the `d` attribute of a path."""
    return "".join(f"{name}{_points(points)}" for name, *points in commands)


def placed(x: float, y: float, scale: float = 1.0) -> str:
    """Return the attribute, after a space, that moves and then scales; empty if it has no effect."""
    parts = []
    left, top = number(x), number(y)
    if (left, top) != ("0", "0"):
        parts.append(f"translate({left} {top})")
    if scale != 1.0:
        parts.append(f"scale({scale:.7g})")
    return f' transform="{" ".join(parts)}"' if parts else ""


def _points(values: Iterable[float]) -> str:
    return " ".join(map(number, values)).replace(" -", "-")
