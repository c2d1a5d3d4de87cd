"""Bindings between fields of the inspector and lanes: their persona, their group, and cards over several."""

from typing import Any

from journey_editor.app.panels.binding import MIXED, FieldBinding
from journey_editor.editing.commands.lanes import give_to_persona, move_lane
from journey_editor.editing.ordering import next_sibling
from journey_editor.foundation.translation import tr
from journey_editor.model.lane_groups import groups_of, lane_span_of, lanes_in, spannable
from journey_editor.model.records import Card, Lane
from journey_editor.wording.map_words import title_of


class LanePersonaBinding(FieldBinding):
    """Persona of lanes, which leave their groups if they get another one."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Set the persona."""
        if value == self.read():
            return True
        transaction = self._session.edit(self._name)
        with transaction as draft:
            give_to_persona(draft, self.ids(), value)
        return transaction.succeeded


class LaneSpanBinding(FieldBinding):
    """Last lane that some cards span; empty for cards in their own lane only."""

    def read(self) -> Any:
        """Return the common last lane, or `MIXED`."""
        spans = [lane_span_of(self._session.document, card) for card in self._cards()]
        found = {span[-1] if len(span) > 1 else "" for span in spans}
        return found.pop() if len(found) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Let the cards span the lanes until this one; those that cannot reach it keep their own lane."""
        if value == self.read():
            return True
        transaction = self._session.edit(self._name)
        with transaction as draft:
            for card in self._cards():
                reached = value in spannable(draft, card.lane)[1:]
                draft.change(card, last_lane=value if reached else "")
        return transaction.succeeded

    def options(self) -> list[tuple[str, str]]:
        """Return the choices with their names: the lanes that the cards can reach."""
        document, language = self._session.document, self._session.journey.language
        lanes = dict.fromkeys(each for card in self._cards() for each in spannable(document, card.lane)[1:])
        named = [(each, title_of(document.get(Lane, each), language)) for each in lanes]
        return [("", tr("Own lane only")), *named]

    def _cards(self) -> list[Card]:
        found = (self._session.document.find(each) for each in self.ids())
        return [each for each in found if isinstance(each, Card)]


class LaneGroupBinding(FieldBinding):
    """Group of a lane."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Move the lane to the end of a group, or out of its group, below it."""
        if value == self.read():
            return True
        transaction = self._session.edit(self._name)
        with transaction as draft:
            for lane in (draft.get(Lane, each) for each in self.ids()):
                lanes, inside = draft.lanes_of(lane.journey), lanes_in(draft, value or lane.group)
                move_lane(draft, lane.id, next_sibling(lanes, inside[-1].id), value)
        return transaction.succeeded

    def options(self) -> list[tuple[str, str]]:
        """Return the groups of lanes of the same persona, in order, with their names."""
        document = self._session.document
        lane = document.find(self.ids()[0])
        if not isinstance(lane, Lane):
            return []
        named = [
            (group.id, group.name or tr("No name"))
            for group in groups_of(document, lane.journey)
            if lanes_in(document, group.id)[0].persona == lane.persona
        ]
        return [("", tr("None")), *named]
