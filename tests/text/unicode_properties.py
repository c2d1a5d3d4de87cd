"""Script that writes ``resources/unicode/properties.txt.xz``: ``python -m tests.text.unicode_properties``.

The values are those of the Unicode Character Database 17.0 in the package `regex` (2026.1). It does not have
the East Asian widths: they come from Python, with the changes of Unicode 15 to 17 listed here.
"""

import lzma
from collections.abc import Sequence
from itertools import groupby
from unicodedata import category, east_asian_width

import regex

from journey_editor.foundation.resources import resources

TABLE = resources() / "unicode" / "properties.txt.xz"
_HEAD = (
    "# First code point, Line_Break, General_Category, Grapheme_Cluster_Break, Indic_Conjunct_Break, flags\n"
)
# fmt: off
_LINE_BREAKS = (
    "AI", "AK", "AL", "AP", "AS", "B2", "BA", "BB", "BK", "CB", "CJ", "CL", "CM", "CP", "CR", "EB", "EM",
    "EX", "GL", "H2", "H3", "HH", "HL", "HY", "ID", "IN", "IS", "JL", "JT", "JV", "LF", "NL", "NS", "NU",
    "OP", "PO", "PR", "QU", "RI", "SA", "SG", "SP", "SY", "VF", "VI", "WJ", "XX", "ZW", "ZWJ",
)
_CATEGORIES = ("Cn", "Mc", "Mn", "Pf", "Pi")
"""General categories that the rules use."""
_CLUSTER_BREAKS = (
    "CR", "LF", "Control", "Extend", "ZWJ", "SpacingMark", "Prepend", "L", "V", "T", "LV", "LVT",
    "Regional_Indicator", "Other",
)
# fmt: on
_CONJUNCT_PARTS = ("Linker", "Consonant", "Extend", "None")
_WIDE_SINCE = regex.compile(
    "["
    "\u2630-\u2637\u268a-\u268f\u4dc0-\u4dff\U0001d300-\U0001d356\U0001d360-\U0001d376\U0001f6d8\U0001f6dc"
    "\U0001fa75-\U0001fa77\U0001fa87-\U0001fa8a\U0001fa8e\U0001fa8f\U0001faad-\U0001faaf"
    "\U0001fabb-\U0001fabf\U0001fac6\U0001fac8\U0001facd-\U0001facf\U0001fada-\U0001fadc\U0001fadf"
    "\U0001fae8-\U0001faea\U0001faef\U0001faf7\U0001faf8"
    "]"
)
"""Characters that are wide since Unicode 15, 16 or 17, which not every Python knows."""


_EVERY = "".join(map(chr, range(0x110000)))


def _values(name: str, values: Sequence[str], default: str) -> list[str]:
    """Return the value of a property for each code point."""
    found = [default] * len(_EVERY)
    for value in values:
        for match in regex.finditer(rf"\p{{{name}={value}}}+", _EVERY):
            found[match.start() : match.end()] = [value] * len(match[0])
    return found


def _is_wide(char: str, line_break: str, pictographic: bool) -> bool:
    if _WIDE_SINCE.match(char):
        return True
    if category(char) == "Cn":
        # Python reports characters that it does not know as wide.
        return line_break in ("ID", "NS", "CJ") and not pictographic
    return east_asian_width(char) in ("W", "F", "H")


def made() -> str:
    """Return the content of the table: a line for each range of characters with equal properties."""
    lines = _values("Line_Break", _LINE_BREAKS, "XX")
    pictographic = [value == "Yes" for value in _values("Extended_Pictographic", ["Yes"], "")]
    flags = [
        f"{'W' if _is_wide(char, line, picture) else ''}{'P' if picture else ''}" or "-"
        for char, line, picture in zip(_EVERY, lines, pictographic, strict=True)
    ]
    properties = zip(
        lines,
        _values("General_Category", _CATEGORIES, "-"),
        _values("Grapheme_Cluster_Break", _CLUSTER_BREAKS, "Other"),
        _values("Indic_Conjunct_Break", _CONJUNCT_PARTS, "None"),
        flags,
        strict=True,
    )
    at = 0
    ranges = []
    for values, group in groupby(properties):
        ranges.append(f"{at:X} {' '.join(values)}\n")
        at += len(list(group))
    return _HEAD + "".join(ranges)


if __name__ == "__main__":
    TABLE.write_bytes(lzma.compress(made().encode("ascii"), preset=9 | lzma.PRESET_EXTREME))
