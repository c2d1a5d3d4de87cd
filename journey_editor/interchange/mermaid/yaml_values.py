"""Values of YAML scalars by the JSON schema of YAML 1.2."""

import math
import re

from journey_editor.interchange.mermaid.ecmascript import number_text

YamlValue = None | bool | float | str | list["YamlValue"] | dict[str, "YamlValue"]

_INTEGER = re.compile(r"[-+]?(?:0b(?P<b>[01]+)|0x(?P<x>[0-9a-fA-F]+)|0o(?P<o>[0-7]+)|(?P<d>[0-9]+))")
_FLOAT = re.compile(r"[-+]?[0-9]+(?:\.[0-9]*)?(?:[eE][-+]?[0-9]+)?|\.[0-9]+(?:[eE][-+]?[0-9]+)?")
_SPECIAL = re.compile(r"(?P<sign>[-+]?)\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WORDS: dict[str, YamlValue] = {
    **dict.fromkeys(("~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}


def value_text(value: YamlValue) -> str:
    """Return `value` as JavaScript converts it to a string."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case float():
            return number_text(value)
        case list():
            return ",".join("" if item is None else value_text(item) for item in value)
        case dict():
            return "[object Object]"
    return value


def plain_value(text: str) -> YamlValue:
    """Return the value of a scalar without quotation marks."""
    if text in _WORDS:
        return _WORDS[text]
    if match := _INTEGER.fullmatch(text):
        base = {"b": 2, "x": 16, "o": 8, "d": 10}[match.lastgroup or "d"]
        digits = match[match.lastgroup or "d"]
        value = float(digits) if base == 10 else _float_of(int(digits, base))
        if math.isfinite(value):
            return -value if text[0] == "-" else value
    if _FLOAT.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    if match := _SPECIAL.fullmatch(text):
        if match["sign"] is None:
            return math.nan
        return -math.inf if match["sign"] == "-" else math.inf
    return text


def _float_of(value: int) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf
