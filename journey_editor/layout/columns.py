"""Widths of the columns of a map, and the distribution of stages over bands."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from journey_editor.foundation.memo import memoised
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.model.records import Stage
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter

NARROWEST = 144.0
NARROWEST_CHOSEN = 96.0
"""Minimum width of a card in a column whose width was chosen."""
BEST = 184.0
WIDEST = 240.0
WIDEST_CARD = 320.0
"""Maximum width of a card, for maps that a few columns have to fill."""
CARDS_IN_A_STACK = 8
"""Maximum number of cards of a cell in one stack; more cards are laid out in several stacks side by side."""

MANY_STEPS = 12
"""Number of steps above which the columns of a map get narrower."""
WIDE_FOR_A_GOAL = 216.0
"""Maximum width to which a column grows so that the goal of its stage fits on one line."""
CHEVRON_PADDING = 36.0
"""Width of a chevron without its text: its padding, its notch and its tip."""
HEADING_PADDING = 8.0

_HALVINGS = 40
"""Number of bisection steps to find the best width of a row."""
_WIDER = (0.0, 212.0, WIDEST)
_LONG_TEXT = 110
"""Number of characters of a card for each step by which its column gets wider."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Number of rows of stages, at most, and the minimum inner width of the map.

    If they are `even`, all rows are as wide as the widest. Otherwise those that cannot be filled with cards
    of usual widths keep these.
    """

    most: int = 1
    least_width: float = 0.0
    even: bool = True


@dataclass(frozen=True, slots=True)
class Column:
    """Column of a step: its left edge, its width, and the number of stacks of cards side by side in it.

    `stack_gap` is the gap between the stacks. A `chosen` width is kept, however wide the cards get. `before`
    and `after` are the widths of the room for labels of links outside its edges.
    """

    step: str
    stage: str
    x: float
    width: float
    stacks: int
    stack_gap: float = theme.CARD_GAP
    chosen: bool = False
    before: float = 0.0
    after: float = 0.0

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def card_width(self) -> float:
        """Width of a card in the column."""
        share = (self.width - (self.stacks - 1) * self.stack_gap) / self.stacks
        return share if self.chosen else min(WIDEST_CARD, share)

    @property
    def stack_edges(self) -> list[tuple[float, float]]:
        """Left and right edge of each stack."""
        lefts = [self.x + index * (self.card_width + self.stack_gap) for index in range(self.stacks)]
        return [(left, left + self.card_width) for left in lefts]

    def stacks_for(self, count: int) -> int:
        """Return the number of stacks for a cell with `count` cards."""
        return min(self.stacks, max(1, count))


def usual_width(steps: int) -> float:
    """Return the width of a card without special needs; it is smaller on maps of many steps."""
    return max(NARROWEST, BEST - max(0, steps - MANY_STEPS) * 8)


def stack_width(longest: int, widest: float, usual: float) -> float:
    """Return the card width for a column, from the texts of its cards.

    `longest` is the maximum number of characters of a card, `widest` the card width that the longest word
    needs. An empty column is as wide as one with short cards, so that nothing moves when a card is added.
    """
    return min(max(WIDEST, usual), max(usual, _WIDER[min(longest // _LONG_TEXT, len(_WIDER) - 1)], widest))


def heading_width(step: str, stage: Stage | None, typesetter: Typesetter, *, goal: bool) -> float:
    """Return the column width at which no word of the step's and the stage's name is broken.

    With `goal`, a short goal of the stage fits on one line too. `stage` is None if it spans several columns.
    """
    wanted = [word_width(step, theme.STEP_NAME, typesetter) + 2 * HEADING_PADDING]
    if stage is not None:
        wanted.append(word_width(stage.name, theme.STAGE_NAME, typesetter) + CHEVRON_PADDING)
        needed = typesetter.width(stage.goal, theme.STAGE_GOAL) + CHEVRON_PADDING
        wanted.append(needed if goal and needed <= WIDE_FOR_A_GOAL else 0.0)
    return min(WIDEST, max(wanted))


def filled(columns: Sequence[Column], width: float, widest: float = WIDEST) -> list[Column]:
    """Return the columns of a row, widened evenly to fill `width` with cards no wider than `widest`.

    Columns whose width was chosen keep it.

    A row that cannot be filled keeps the usual widths, so that its columns match those of other rows.
    """
    spare = width - (columns[-1].right - columns[0].x)
    flexible = sum(not column.chosen for column in columns)
    if spare > sum(_growth(column, widest) for column in columns):
        return list(columns)
    result: list[Column] = []
    moved = 0.0
    for column in columns:
        more = 0.0
        if not column.chosen:
            more = max(0.0, min(spare / flexible, _growth(column, widest)))
            flexible -= 1
        result.append(replace(column, x=column.x + moved, width=column.width + more))
        moved, spare = moved + more, spare - more
    return result


def longest_row(columns: Sequence[Column]) -> float:
    """Return the maximum length of a row with cards no wider than `WIDEST_CARD`."""
    growth = sum(_growth(column, WIDEST_CARD) for column in columns)
    return columns[-1].right - columns[0].x + growth


def _growth(column: Column, widest: float) -> float:
    """Return how much wider a column can get with cards no wider than `widest`."""
    return 0.0 if column.chosen else column.stacks * (widest - column.card_width)


def stack_count(most_cards: int) -> int:
    """Return the number of stacks that a column needs for its fullest cell."""
    return max(1, ceil(most_cards / CARDS_IN_A_STACK))


def in_rows(stages: Sequence[str], widths: Mapping[str, float], rows: int) -> list[list[str]]:
    """Split the stages in order into at most `rows` rows so that the widest row is as narrow as possible.

    The rows are as few as that needs, and of similar lengths.
    """
    if rows == 1 and stages:
        return [list(stages)]

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
    return _evened(within(high), widths)


def _evened(rows: list[list[str]], widths: Mapping[str, float]) -> list[list[str]]:
    """Move stages between neighbouring rows for as long as that makes the lengths of the two more similar."""

    def length(row: Sequence[str]) -> float:
        return sum(widths[stage] for stage in row)

    moved = True
    while moved:
        moved = False
        for upper, lower in pairwise(rows):
            if length(upper) - length(lower) > widths[upper[-1]]:
                lower.insert(0, upper.pop())
                moved = True
            elif length(lower) - length(upper) > widths[lower[0]]:
                upper.append(lower.pop(0))
                moved = True
    return rows


@memoised(16_384)
def word_width(text: str, style: TextStyle, typesetter: Typesetter) -> float:
    """Return the width of a text's longest word; very long words count as the maximum column width."""
    if not text:
        return 0.0
    word = max(text.split() or [""], key=len)
    if len(word) > 40:
        return WIDEST
    return typesetter.width(word, style) + 1
