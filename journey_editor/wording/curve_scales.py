"""Levels of the scales of curves, and values in the words of a curve's scale."""

from journey_editor.foundation.text import isolated
from journey_editor.model.kinds import FEWEST_LEVELS, MOST_LEVELS
from journey_editor.model.records import Curve
from journey_editor.wording import map_words


def own_levels(curve: Curve) -> tuple[str, ...]:
    """Return the words of a curve's own levels, from best to worst; none if there are too few or too many."""
    words = tuple(line.strip() for line in curve.levels.split("\n"))
    return words if FEWEST_LEVELS <= len(words) <= MOST_LEVELS else ()


def levels_of(curve: Curve, language: str | None = None) -> tuple[str, ...]:
    """Return the words at the levels of a curve's scale, from best to worst. Some may be empty."""
    return own_levels(curve) or map_words.level_words(curve.scale, language)


def words_on(curve: Curve, value: float) -> str:
    """Return a value in the words of the nearest level of a curve, or as a number with its unit."""
    own = own_levels(curve)
    if not own:
        words = map_words.emotion_words(curve.scale, value)
        return f"{words} {curve.unit}" if curve.unit and curve.scale != "words" else words
    place = round((1 - value) / 2 * (len(own) - 1))
    return own[place] or str(len(own) - place)


def value_words(curve: Curve, value: float, language: str | None = None) -> str:
    """Return a value in the language of a map: in the words of its own levels, or as a number."""
    if own_levels(curve):
        return words_on(curve, value)
    if curve.scale != "words":
        return isolated(words_on(curve, value))
    # The map has words at the best, the middle and the worst level only.
    number = f"{value * 5:+.2g}".replace("-", "−") if value else "0"
    best, _, middle, _, worst = map_words.level_words("words", language)
    word = {1.0: best, 0.0: middle, -1.0: worst}.get(value)
    return map_words.in_parentheses(isolated(number), word, language) if word else isolated(number)


def step_on(curve: Curve) -> float:
    """Return the distance between two levels of a curve, on −1…+1."""
    own = own_levels(curve)
    return 2 / (len(own) - 1) if own else map_words.level_step(curve.scale)
