"""Scores as people write them, where Mermaid expects a number from 1 to 5."""

import math
import re
import unicodedata
from collections.abc import Sequence

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.interchange.mermaid import ecmascript

LOWEST, HIGHEST = 1.0, 5.0

_NUMBER = r"[+-]?[0-9]{1,6}(?:[.,][0-9]{1,6})?"
_PLAIN = re.compile(_NUMBER)
_OF = re.compile(rf"(?P<value>{_NUMBER}) ?(?:/|(?i:of|von|sur|de|su|из|з|από)\b) ?(?P<top>[0-9]{{1,3}})")
_PERCENT = re.compile(rf"(?P<value>{_NUMBER}) ?%")
_STARS = re.compile(r"(?:[★⭐🌟✭]\ufe0f?){1,10}[☆✩]{0,10}")
_WITH_REMARK = re.compile(
    rf"(?P<score>{_NUMBER}(?: ?/ ?[0-9]{{1,3}}| ?%)?)(?:\s+|(?=[(\[–—]))(?P<remark>\S.*)"
)
_FACES = {
    **dict.fromkeys("😀😃😄😁😆😍🤩🥰🎉🥳", 5.0),
    **dict.fromkeys("🙂😊😌☺👍😎", 4.0),
    **dict.fromkeys("😐😑🤔😶", 3.0),
    **dict.fromkeys("🙁☹😕😟😞😔😬👎", 2.0),
    **dict.fromkeys("😡😠😢😭😤😩😫🤬😱", 1.0),
}


@dataclass(frozen=True, slots=True)
class Score:
    """Score as written. `top` is the best possible score, or None if it is not stated."""

    value: float
    top: float | None = None
    remark: str = ""
    is_plain: bool = False
    """True if Mermaid would read the same number."""


def read_score(text: str) -> Score | None:
    """Return the score if `text` is nothing but a score, otherwise None."""
    text = text.strip(ecmascript.WHITESPACE)
    value = ecmascript.number(text)
    if text and not math.isnan(value):
        return Score(value, is_plain=True) if math.isfinite(value) else None
    text = _with_plain_digits(text)
    if _PLAIN.fullmatch(text):
        return Score(_number(text))
    if match := _OF.fullmatch(text):
        top = float(match["top"])
        return Score(_number(match["value"]), top) if top > 1 else None
    if match := _PERCENT.fullmatch(text):
        return Score(_number(match["value"]), 100.0)
    if _STARS.fullmatch(text):
        empty = sum(char in "☆✩" for char in text)
        full = sum(char in "★⭐🌟✭" for char in text)
        return Score(float(full), float(full + empty) if empty else None)
    return None


def read_score_with_remark(text: str) -> Score | None:
    """Return the score at the beginning of `text` with the rest as remark, or that of an emoji; else None."""
    text = text.strip(ecmascript.WHITESPACE)
    if match := _WITH_REMARK.fullmatch(_with_plain_digits(text)):
        score = read_score(match["score"])
        if score is not None:
            return Score(score.value, score.top, match["remark"].strip("()[]–— "))
    face = _FACES.get(text.rstrip("\ufe0f")[:1]) if len(text.rstrip("\ufe0f")) == 1 else None
    return None if face is None else Score(face)


def _with_plain_digits(text: str) -> str:
    """Return `text` with digits of any script, and full-width characters, as ASCII."""
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else unicodedata.normalize("NFKC", char)
        if "！" <= char <= "～" else char
        for char in text
    )  # fmt: skip


def _number(text: str) -> float:
    return float(text.replace(",", "."))


@dataclass(frozen=True, slots=True)
class Scale:
    """Lowest and highest score of a scale."""

    low: float
    high: float

    def to_five(self, value: float) -> float:
        """Return `value` converted to the scale from 1 to 5, rounded to hundredths."""
        return round(LOWEST + (value - self.low) * (HIGHEST - LOWEST) / (self.high - self.low), 2)


ONE_TO_FIVE = Scale(LOWEST, HIGHEST)


def scale_of_top(top: float) -> Scale:
    """Return the scale of a score such as `7/10` or `80 %`."""
    return Scale(0.0, top) if top == 100 else Scale(1.0, top)


def guess_scale(values: Sequence[float]) -> Scale:
    """Return the likely scale of the scores of a text.

    A single score above 5 among others is regarded as a mistake, not as another scale.
    """
    beyond = [value for value in values if value > HIGHEST]
    below = [value for value in values if value < 0]
    if below and max(values) <= -min(values):
        for limit in (2.0, 5.0, 10.0):
            if min(values) >= -limit:
                return Scale(-limit, limit)
    if len(beyond) >= 2 or (beyond and len(values) <= 3):
        low = 0.0 if min(values) <= 0 else 1.0
        if max(values) <= 10 and not below:
            return Scale(low, 10.0)
        if max(values) <= 100 and not below:
            return Scale(0.0, 100.0)
    return ONE_TO_FIVE
