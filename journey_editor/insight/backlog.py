"""What to do first: pain points and opportunities with a score, and the quadrants of the priority matrix.

A pain point scores severity × frequency, an opportunity impact × (6 − effort): both from 1 to 25. The
quadrants are those of the usual impact–effort matrix, with the middle of both scales as the border.
"""

from collections.abc import Sequence

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Link

KINDS = ("pain_point", "opportunity")
"""Kinds of cards in a backlog."""
MIDDLE = 3
"""Value at the border of the quadrants: an effort up to it is low, an impact from it on is high."""


@dataclass(frozen=True, slots=True)
class Item:
    """Card of a backlog, its journey and its stage. Its score is None while a part of it is not rated."""

    card: Card
    journey: str
    stage: str
    score: int | None


def backlog(document: Queries, journeys: Sequence[str]) -> list[Item]:
    """Return the pain points and opportunities of some journeys: what hurts or helps most first.

    Those without a score are the last ones.
    """
    items = []
    for journey in journeys:
        stage_of = {step.id: step.stage for step in document.columns_of(journey)}
        items += [
            Item(card, journey, stage_of[card.step], score_of(card))
            for card in document.cards_of(journey)
            if card.kind in KINDS
        ]
    return sorted(items, key=lambda item: -(item.score or 0))


def score_of(card: Card) -> int | None:
    """Return the score of a pain point or an opportunity, from 1 to 25; None if it is not rated."""
    if card.kind == "pain_point":
        one, other = card.severity, card.frequency
    else:
        one, other = card.impact, None if card.effort is None else 6 - card.effort
    return None if one is None or other is None else one * other


def quadrant(impact: int, effort: int) -> str:
    """Return `quick_win`, `big_bet`, `fill_in` or `time_sink` for an impact and an effort from 1 to 5."""
    if impact >= MIDDLE:
        return "quick_win" if effort <= MIDDLE else "big_bet"
    return "fill_in" if effort <= MIDDLE else "time_sink"


def answered_pains(document: Queries, card_id: str) -> tuple[str, ...]:
    """Return the pain points that an opportunity answers, or the opportunities that answer a pain point."""
    answered = [link.target for link in document.select(Link, source=card_id) if link.kind == "answers"]
    answering = [link.source for link in document.select(Link, target=card_id) if link.kind == "answers"]
    return (*answered, *answering)
