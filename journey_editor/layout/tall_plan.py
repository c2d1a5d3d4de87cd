"""Plan of the cards that span several lanes: which of these each covers on the map, and where it is.

Such a card begins below the other cards of its first lane, and ends above those of its last one. If there are
cards of its step in a lane between, or if another such card goes on beside it, it has a stack of its own at
the end of the column. A card that spans several steps, too, has no place beside others: it ends in the lane
above the first one in which it would cover a card.
"""

from collections.abc import Mapping, Sequence
from dataclasses import field

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Cell, Queries
from journey_editor.model.lane_groups import is_folded, lane_spans_of
from journey_editor.model.records import Card, Lane


@dataclass(frozen=True, slots=True)
class Tall:
    """Card over several lanes, with the steps and lanes that it covers on the map.

    `stack` is the number of its stack, counted from the end of the column, or None if it takes all of its
    columns.
    """

    card: Card
    steps: tuple[str, ...]
    lanes: tuple[str, ...]
    stack: int | None = None


@dataclass(frozen=True, slots=True)
class Talls:
    """Cards over several lanes by id, in the order in which they are laid out.

    `stacks` is the number of stacks that they need in a step, `reserved` the number in a cell.
    """

    cards: Mapping[str, Tall] = field(default_factory=dict)
    stacks: Mapping[str, int] = field(default_factory=dict)
    reserved: Mapping[Cell, int] = field(default_factory=dict)


NO_TALLS = Talls()


def plan_talls(
    document: Queries, journey_id: str, lanes: Sequence[Lane], spans: Mapping[str, tuple[str, ...]]
) -> Talls:
    """Return the plan for a map with `lanes`; `spans` are the steps of the cards that span several."""
    over_lanes = lane_spans_of(document, journey_id)
    if not over_lanes:
        return NO_TALLS
    planner = _Planner(document, spans)
    rank = {lane.id: index for index, lane in enumerate(lanes)}
    columns = {step.id: index for index, step in enumerate(document.columns_of(journey_id))}
    shown = {lane.id: lane for lane in lanes if not is_folded(document, lane)}
    cards = [document.get(Card, each) for each in over_lanes if document.get(Card, each).lane in shown]
    cards.sort(key=lambda card: (rank[card.lane], columns[card.step], card.order, card.id))
    for card in cards:
        drawn = []
        for lane in (shown[each] for each in over_lanes[card.id] if each in shown):
            if lane.collapsed:
                break
            drawn.append(lane.id)
        if drawn and drawn[0] == card.lane:
            planner.add(card, drawn)
    return planner.plan()


class _Planner:
    """Decides for one card after the other how far it goes, so that none crosses another."""

    def __init__(self, document: Queries, spans: Mapping[str, tuple[str, ...]]) -> None:
        self._document, self._spans = document, spans
        self._talls: list[Tall] = []
        # For each step and lane, the cards that go on from there into the next lane.
        self._crossing: dict[Cell, list[Tall]] = {}
        self._wide: dict[Cell, set[str]] = {}
        for card_id, steps in spans.items():
            lane = document.get(Card, card_id).lane
            for step in steps:
                self._wide.setdefault((step, lane), set()).add(card_id)

    def add(self, card: Card, lanes: Sequence[str]) -> None:
        """Let a card cover as many of its lanes as it can."""
        steps = self._spans.get(card.id, (card.step,))
        count = 1
        while count < len(lanes) and self._may_leave(card, steps, lanes[count - 1], inside=count > 1):
            count += 1
        if count > 1:
            tall = Tall(card, steps, tuple(lanes[:count]))
            self._talls.append(tall)
            for cell in _crossed(tall):
                self._crossing.setdefault(cell, []).append(tall)

    def plan(self) -> Talls:
        """Return the plan of the cards that were added."""
        placed: dict[str, Tall] = {}
        stacks: dict[str, int] = {}
        reserved: dict[Cell, int] = {}
        for tall in self._talls:
            stack = None
            if self._needs_stack(tall):
                (step,) = tall.steps
                beside = [
                    each
                    for each in placed.values()
                    if each.steps == tall.steps and not set(each.lanes).isdisjoint(tall.lanes)
                ]
                taken = {each.stack for each in beside}
                stack = next(index for index in range(len(taken) + 1) if index not in taken)
                stacks[step] = max(stacks.get(step, 0), stack + 1)
                for lane in tall.lanes:
                    reserved[step, lane] = max(reserved.get((step, lane), 0), stack + 1)
            placed[tall.card.id] = Tall(tall.card, tall.steps, tall.lanes, stack)
        return Talls(placed, stacks, reserved)

    def _may_leave(self, card: Card, steps: Sequence[str], lane: str, *, inside: bool) -> bool:
        """Return True if a card can go on below a lane, which is then `inside` unless it is its first."""
        across = len(steps) > 1
        for step in steps:
            others = self._crossing.get((step, lane), ())
            if others and (across or any(len(each.steps) > 1 for each in others)):
                return False
            if inside and (self._wide.get((step, lane), set()) - {card.id}):
                return False
            if inside and across and self._document.cards_in(step, lane):
                return False
        return True

    def _needs_stack(self, tall: Tall) -> bool:
        if len(tall.steps) > 1:
            return False
        inside = tall.lanes[1:-1]
        return any(self._document.cards_in(tall.steps[0], lane) for lane in inside) or any(
            len(self._crossing[cell]) > 1 for cell in _crossed(tall)
        )


def _crossed(tall: Tall) -> list[Cell]:
    """Return the cells from which a card goes on into the next lane."""
    return [(step, lane) for step in tall.steps for lane in tall.lanes[:-1]]
