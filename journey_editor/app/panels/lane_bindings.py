"""Bindings between fields of the inspector and the places of lanes: their persona and their group."""

from typing import Any

from journey_editor.app.panels.binding import FieldBinding
from journey_editor.editing.commands.lanes import give_to_persona, move_lane
from journey_editor.editing.ordering import next_sibling
from journey_editor.foundation.translation import tr
from journey_editor.model.lane_groups import groups_of, lanes_in
from journey_editor.model.records import Lane


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
