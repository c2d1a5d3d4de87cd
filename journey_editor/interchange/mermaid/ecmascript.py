"""JavaScript's rules for white space and numbers, which determine how Mermaid reads a text."""

import math
import re

WHITESPACE = (
    "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
    "\u2028\u2029\u202f\u205f\u3000\ufeff"
)
"""White space according to JavaScript's `\\s` and `trim()`; Python's own `\\s` and `strip()` differ."""

WS = f"[{WHITESPACE}]"
"""The same characters as a class for regular expressions."""

_DECIMAL = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_OTHER_BASE = re.compile(r"0(?:[xX](?P<x>[0-9a-fA-F]+)|[oO](?P<o>[0-7]+)|[bB](?P<b>[01]+))")
_INFINITY = {"Infinity": math.inf, "+Infinity": math.inf, "-Infinity": -math.inf}


def number(text: str) -> float:
    """Return `Number(text)`: 0 for blank text, NaN for anything that is not a number."""
    text = text.strip(WHITESPACE)
    if not text:
        return 0.0
    if _DECIMAL.fullmatch(text):
        return float(text)
    if text in _INFINITY:
        return _INFINITY[text]
    if match := _OTHER_BASE.fullmatch(text):
        base = {"x": 16, "o": 8, "b": 2}[match.lastgroup or "x"]
        try:
            return float(int(match[match.lastgroup or "x"], base))
        except OverflowError:
            return math.inf
    return math.nan


def number_text(value: float) -> str:
    """Return `String(value)`: the shortest digits that are parsed to `value` again."""
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == 0:
        return "0"
    sign = "-" if value < 0 else ""
    mantissa, _, exponent_text = f"{abs(value)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    # The value is 0.DIGITS × 10^`point`.
    point = len(whole.lstrip("0")) + int(exponent_text or 0)
    if not whole.strip("0"):
        point -= len(fraction) - len(fraction.lstrip("0"))
    digits = digits.rstrip("0")
    if len(digits) <= point <= 21:
        return sign + digits + "0" * (point - len(digits))
    if 0 < point <= 21:
        return f"{sign}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    power = point - 1
    tail = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{tail}e{'+' if power >= 0 else '-'}{abs(power)}"
