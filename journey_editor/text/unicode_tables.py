"""Unicode 17.0 properties of characters, for the rules of line breaks and grapheme clusters.

They are read from `resources/unicode/properties.txt.xz`, a table of ranges.
"""

from bisect import bisect_right
from functools import cache
from typing import NamedTuple

from journey_editor.foundation.resources import resources


class Properties(NamedTuple):
    """Properties of a character; values are named as in the Unicode Character Database."""

    line_break: str
    """Line_Break (UAX #14), such as `AL`."""
    category: str
    """General_Category (UAX #44) if it is `Cn`, `Mc`, `Mn`, `Pf` or `Pi`, else `-`."""
    cluster_break: str
    """Grapheme_Cluster_Break (UAX #29), such as `Extend`."""
    conjunct_part: str
    """Indic_Conjunct_Break (UAX #44), such as `Linker`, or `None`."""
    flags: str

    @property
    def wide(self) -> bool:
        """True for characters as wide as an ideograph, and for halfwidth forms (UAX #11: W, F, H)."""
        return "W" in self.flags

    @property
    def pictographic(self) -> bool:
        """True for emoji and for code points reserved for future emoji (UTS #51: Extended_Pictographic)."""
        return "P" in self.flags


def properties_of(code: int) -> Properties:
    """Return the properties of a code point."""
    first, properties = _ranges()
    return properties[bisect_right(first, code) - 1]


@cache
def _ranges() -> tuple[list[int], list[Properties]]:
    """Return the first code point of each range in order, and the properties of each range."""
    # Imported here because texts in ASCII do not need the table.
    import lzma

    data = (resources() / "unicode" / "properties.txt.xz").read_bytes()
    lines = [line for line in lzma.decompress(data).decode("ascii").splitlines() if line[0] != "#"]
    firsts, values = zip(*(line.split(" ", 1) for line in lines), strict=True)
    # Thousands of ranges have few different properties.
    known = {each: Properties(*each.split()) for each in set(values)}
    return [int(first, 16) for first in firsts], [known[each] for each in values]
