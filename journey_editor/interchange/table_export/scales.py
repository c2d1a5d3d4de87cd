"""Values of curves as the numbers of their scales."""

from journey_editor.model.records import Curve
from journey_editor.wording.curve_scales import own_levels, words_on
from journey_editor.wording.map_words import keeping_order

_SCALES = {
    "words": (2.0, 0.0),
    "one_to_five": (2.0, 3.0),
    "minus_two_to_two": (2.0, 0.0),
    "minus_five_to_five": (5.0, 0.0),
    "zero_to_ten": (5.0, 5.0),
}
"""From neutral to best, and the number of neutral. The levels of the scale with words are −2 to +2."""
_DIGITS = 6


def value_on(curve: Curve, value: float) -> float:
    """Return a value from −1 to +1 as a number of a curve's scale; levels of its own count from 1 (worst)."""
    factor, middle = _scale(curve)
    return round(value * factor + middle, _DIGITS)


def scale_words(curve: Curve, language: str) -> str:
    """Return the least and the greatest number of a curve's scale, such as “−2…+2”, also from the right."""
    factor, middle = _scale(curve)
    signed = middle == 0
    ends = [f"{middle + sign * factor:{'+' if signed else ''}.0f}" for sign in (-1, 1)]
    return keeping_order("…".join(ends).replace("-", "−"), language)


def said_on(curve: Curve, value: float) -> str:
    """Return a value in the words of a curve's own levels, or as a number of its scale."""
    if own_levels(curve):
        return words_on(curve, value)
    number = value_on(curve, value)
    return f"{number:{'+' if number and not _scale(curve)[1] else ''}.6g}".replace("-", "−")


def curve_fields(ends: str) -> dict[str, str]:
    """Return the fields of a curve on the scale with these ends, in the form of `scale_words`."""
    names = {"1…5": "one_to_five", "−5…+5": "minus_five_to_five", "0…10": "zero_to_ten"}
    return {"scale": names.get(ends, "words")}


def value_from(ends: str, number: float) -> float:
    """Return the value from −1 to +1 of a number on the scale with these ends."""
    low, high = (float(each.replace("−", "-")) for each in ends.split("…"))
    return round((2 * number - low - high) / (high - low), _DIGITS) if high > low else 0.0


def _scale(curve: Curve) -> tuple[float, float]:
    levels = len(own_levels(curve))
    return ((levels - 1) / 2, (levels + 1) / 2) if levels else _SCALES[curve.scale]
