"""How wide the columns of a map are, and which stages share a band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

from journey_editor.foundation.kept import kept_by_value
from journey_editor.layout import theme
from journey_editor.layout.line_breaking import Ruler
from journey_editor.layout.text_style import TextStyle
from journey_editor.model.records import Stage

NARROWEST = 144.0
BEST = 184.0
WIDEST = 240.0
WIDEST_CARD = 320.0
"""No card is wider, where a few columns have to fill a map."""
CARDS_IN_A_PILE = 8
"""More cards than this in a cell stand in piles beside each other."""

MANY_STEPS = 12
"""Maps of more steps than this have narrower columns."""
WIDE_FOR_A_GOAL = 216.0
"""A column grows so far for the goal of its stage to stand on one line."""
CHEVRON_PADDING = 36.0
"""Beside the words in a chevron: its padding, its notch and its tip."""
HEADING_PADDING = 8.0

_HALVINGS = 40
"""So often the range in which the best width of a row lies is halved."""
_WIDER = (0.0, 212.0, WIDEST)
_LONG_TEXT = 110
"""Cards with more characters than this make their column wider, step by step."""


@dataclass(frozen=True, slots=True)
class Column:
    """A step's place across the map: its left edge, its width, and the piles of cards that fit beside.

    `pile_gap` is the gap between the piles.
    """

    step: str
    stage: str
    x: float
    width: float
    piles: int
    pile_gap: float = theme.CARD_GAP

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def card_width(self) -> float:
        """How wide a card in it is."""
        return min(WIDEST_CARD, (self.width - (self.piles - 1) * self.pile_gap) / self.piles)

    @property
    def pile_edges(self) -> list[tuple[float, float]]:
        """The left and right edge of each pile."""
        lefts = [self.x + index * (self.card_width + self.pile_gap) for index in range(self.piles)]
        return [(left, left + self.card_width) for left in lefts]

    def piles_for(self, count: int) -> int:
        """How many piles `count` cards of a cell stand in."""
        return min(self.piles, max(1, count))


def usual_width(steps: int) -> float:
    """How wide a card is that has no need of its own: on maps of many steps a little narrower."""
    return max(NARROWEST, BEST - max(0, steps - MANY_STEPS) * 8)


def pile_width(
    longest: int, widest: float, step: str, stage: Stage | None, usual: float, language: str, ruler: Ruler
) -> float:
    """How wide a card of a column should be, for what its cards, its step and the stage over it say.

    `longest` is how many characters a card has at most, `widest` how wide one has to be for its longest word.
    `stage` is None where it spans several columns. An empty column is as wide as one with short cards, so
    that nothing jumps when a card is put there.
    """
    wanted = [usual, _WIDER[min(longest // _LONG_TEXT, len(_WIDER) - 1)], widest]
    wanted.append(word_width(step, theme.STEP_NAME, language, ruler) + 2 * HEADING_PADDING)
    if stage is not None:
        wanted.append(word_width(stage.name, theme.STAGE_NAME, language, ruler) + CHEVRON_PADDING)
        goal = ruler.line(stage.goal, theme.STAGE_GOAL, language).width + CHEVRON_PADDING
        wanted.append(goal if goal <= WIDE_FOR_A_GOAL else 0.0)
    return min(WIDEST, max(wanted))


def filled(columns: Sequence[Column], width: float, widest: float = WIDEST) -> list[Column]:
    """The columns of a row, widened evenly until they fill `width` with cards no wider than `widest`.

    A row that cannot be filled keeps the usual widths, so that its columns match those of other rows.
    """
    spare = width - (columns[-1].right - columns[0].x)
    if spare > sum(column.piles * (widest - column.card_width) for column in columns):
        return list(columns)
    result: list[Column] = []
    moved = 0.0
    for index, column in enumerate(columns):
        share = spare / (len(columns) - index)
        more = max(0.0, min(share, column.piles * (widest - column.card_width)))
        result.append(replace(column, x=column.x + moved, width=column.width + more))
        moved, spare = moved + more, spare - more
    return result


def piles(most_cards: int) -> int:
    """How many piles a column needs for its fullest cell."""
    return max(1, ceil(most_cards / CARDS_IN_A_PILE))


def in_rows(stages: Sequence[str], widths: Mapping[str, float], rows: int) -> list[list[str]]:
    """The stages in at most `rows` rows, in order, the widest row as narrow as can be."""

    def within(limit: float) -> list[list[str]]:
        result: list[list[str]] = []
        used = 0.0
        for stage in stages:
            if not result or used + widths[stage] > limit:
                result.append([])
                used = 0.0
            result[-1].append(stage)
            used += widths[stage]
        return result

    low, high = 0.0, sum(widths[stage] for stage in stages)
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        fits = middle >= max(widths[stage] for stage in stages) and len(within(middle)) <= rows
        low, high = (low, middle) if fits else (middle, high)
    return within(high)


@kept_by_value(16_384)
def word_width(text: str, style: TextStyle, language: str, ruler: Ruler) -> float:
    """The width of a text's longest word, as far as it matters for a column."""
    if not text:
        return 0.0
    word = max(text.split() or [""], key=len)
    if len(word) > 40:
        return WIDEST
    return ruler.line(word, style, language).width + 1
