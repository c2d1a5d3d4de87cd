"""How wide the columns of a map are, and which stages share a band."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from journey_editor.layout import theme
from journey_editor.layout.boxes import CardFace
from journey_editor.layout.line_breaking import Ruler
from journey_editor.layout.text_style import TextStyle

NARROWEST = 144.0
BEST = 184.0
WIDEST = 240.0
CARDS_IN_A_PILE = 8
"""More cards than this in a cell stand in piles beside each other."""

MANY_STEPS = 12

_WIDER = (0.0, 212.0, WIDEST)
_LONG_TEXT = 110
"""Cards with more characters than this make their column wider, step by step."""


@dataclass(frozen=True, slots=True)
class Column:
    """A step's place across the map: its left edge, its width, and the piles of cards that fit beside."""

    step: str
    stage: str
    x: float
    width: float
    piles: int

    @property
    def right(self) -> float:
        """The x of its right edge."""
        return self.x + self.width

    @property
    def card_width(self) -> float:
        """How wide a card in it is."""
        return (self.width - (self.piles - 1) * theme.CARD_GAP) / self.piles

    def piles_for(self, count: int) -> int:
        """How many piles `count` cards of a cell stand in."""
        return min(self.piles, max(1, count))


def usual_width(steps: int) -> float:
    """How wide a card is that has no need of its own: on maps of many steps a little narrower."""
    return max(NARROWEST, BEST - max(0, steps - MANY_STEPS) * 8)


def pile_width(faces: Sequence[CardFace], heading: str, usual: float, language: str, ruler: Ruler) -> float:
    """How wide a card of a column should be, for what its cards and its heading say.

    An empty column is as wide as one with short cards, so that nothing jumps when a card is put there.
    """
    longest = max((len(face.text) for face in faces), default=0)
    width = max(usual, _WIDER[min(longest // _LONG_TEXT, len(_WIDER) - 1)])
    needed = max((_word_width(face.text, theme.CARD_TEXT, language, ruler) for face in faces), default=0.0)
    heading_needed = _word_width(heading, theme.STAGE_NAME, language, ruler) + 44
    return min(WIDEST, max(width, needed + 2 * theme.CARD_PADDING, heading_needed))


def filled(columns: Sequence[Column], width: float) -> list[Column]:
    """The columns of a band, widened evenly until they fill `width` or are as wide as may be."""
    spare = width - (columns[-1].right - columns[0].x)
    result: list[Column] = []
    moved = 0.0
    for index, column in enumerate(columns):
        share = spare / (len(columns) - index)
        more = max(0.0, min(share, column.piles * (WIDEST - column.card_width)))
        result.append(replace(column, x=column.x + moved, width=column.width + more))
        moved, spare = moved + more, spare - more
    return result


def piles(most_cards: int) -> int:
    """How many piles a column needs for its fullest cell."""
    return max(1, ceil(most_cards / CARDS_IN_A_PILE))


def bands(stages: Sequence[str], widths: Mapping[str, float], rows: int) -> list[list[str]]:
    """The stages in at most `rows` rows, in order, the widest row as narrow as can be."""
    rows = max(1, min(rows, len(stages)))
    best: list[list[str]] = [list(stages)]
    best_width = sum(widths[stage] for stage in stages)
    if rows == 1:
        return best
    for cut in range(1, len(stages) - rows + 2):
        head = list(stages[:cut])
        rest = bands(stages[cut:], widths, rows - 1)
        width = max(sum(widths[stage] for stage in row) for row in [head, *rest])
        if width < best_width:
            best, best_width = [head, *rest], width
    return best


@lru_cache(maxsize=16_384)
def _word_width(text: str, style: TextStyle, language: str, ruler: Ruler) -> float:
    """The width of a text's longest word, as far as it matters for a column."""
    if not text:
        return 0.0
    word = max(text.split() or [""], key=len)
    if len(word) > 40:
        return WIDEST
    return ruler.line(word, style, language).width + 1
