"""Gestures that move or copy lanes and groups of lanes, and move all lanes of a persona, up and down."""

from abc import abstractmethod
from collections.abc import Callable

from PySide6.QtCore import QPointF, Qt

from journey_editor.app.canvas.overlay.overlay import Overlay
from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.canvas.tools.gesture import COPYING, Gesture
from journey_editor.editing.commands.lane_groups import move_group
from journey_editor.editing.commands.lanes import move_lane, move_persona_lane
from journey_editor.editing.draft import Draft
from journey_editor.editing.pasting import copy_at_end
from journey_editor.editing.search import shortened
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.row_drop_targets import (
    RowDrop,
    group_drop,
    lane_drop,
    persona_lane_drop,
)
from journey_editor.model.records import Lane, LaneGroup


class MoveRows(Gesture):
    """Moves lanes, or copies of them, up or down to the drop mark."""

    across = False

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, record_id: str) -> None:
        super().__init__(scene, overlay, start)
        self.record_id = record_id

    def status_tip(self) -> str:
        """Return the status tip."""
        return self.drop_tip()

    @abstractmethod
    def lanes(self) -> list[str]:
        """Return the ids of the lanes to move."""

    @abstractmethod
    def drop(self, y: float) -> RowDrop | None:
        """Return the drop target of the lanes."""

    def press(self) -> None:
        """Begin to drag the lanes' names and their cards."""
        moving = self.lanes()
        cells = (cell for cell in self.scene.layout.cells if cell.lane in moving)
        cards = (card for cell in cells for card in cell.cards)
        groups = (each.id for each in self.scene.layout.lane_groups if set(moving).issuperset(each.lanes))
        self.overlay.begin_drag((self.record_id, *groups, *moving, *cards))

    def move(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Drag the lanes, and mark their drop target."""
        if self.copying is not None:
            self.copying = bool(modifiers & COPYING)
        self.overlay.drag(QPointF(0.0, at.y() - self.start.y()), leaving=bool(self.copying))
        drop = self.drop(at.y())
        rooms = [drop.room] if drop is not None and drop.room is not None else []
        self.overlay.mark(lines=[drop.mark] if drop else (), rooms=rooms)

    def copy(self, name: str, move: Callable[[Draft, str], None]) -> None:
        """Copy the lanes as an undo step, in which `move` moves the copy, and select it."""
        new = ""
        transaction = self.session.edit(name)
        with transaction as draft:
            new = copy_at_end(draft, self.session.journey_id, self.record_id)
            move(draft, new)
        if transaction.succeeded:
            self.session.selection.replace([new])


class MoveLane(MoveRows):
    """Moves a lane with its cards, or a copy of it, also into or out of a group.

    A persona's lane stays among its lanes.
    """

    copying = False

    def __init__(self, scene: MapScene, overlay: Overlay, start: QPointF, record_id: str) -> None:
        super().__init__(scene, overlay, start, record_id)
        self._group = ""

    def status_tip(self) -> str:
        """Return the status tip: into which group the lane will go."""
        group = self.scene.document.find(self._group)
        if not isinstance(group, LaneGroup):
            return self.drop_tip()
        name = shortened(group.name) or tr("No name")
        if self.copying:
            return tr("Release to copy the lane into the group “{name}” · Esc cancels").format(name=name)
        return tr("Release to put the lane into the group “{name}” · Esc cancels").format(name=name)

    def lanes(self) -> list[str]:
        """Return the id of the lane."""
        return [self.record_id]

    def drop(self, y: float) -> RowDrop | None:
        """Return the drop target of the lane."""
        drop = lane_drop(self.scene.layout, y, self.record_id)
        self._group = drop.group if drop is not None else ""
        return drop

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the lane, or its copy, to the mark."""
        drop = self.drop(at.y())
        if drop is not None and modifiers & COPYING:
            before, group = drop.before, drop.group
            self.copy(tr("Copy lane"), lambda draft, new: move_lane(draft, new, before, group))
            return
        own = self.scene.document.get(Lane, self.record_id).group
        if drop is not None and (drop.before, drop.group) != (self.record_id, own):
            with self.session.edit(tr("Move lane")) as draft:
                move_lane(draft, self.record_id, drop.before, drop.group)


class MoveLaneGroup(MoveRows):
    """Moves all lanes of a group together, or a copy of the group."""

    copying = False

    def lanes(self) -> list[str]:
        """Return the ids of the lanes of the group."""
        return [lane.id for lane in self.scene.layout.lanes if lane.group == self.record_id]

    def drop(self, y: float) -> RowDrop | None:
        """Return the drop target of the group."""
        return group_drop(self.scene.layout, y, self.record_id)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the group, or its copy, to the mark."""
        drop = self.drop(at.y())
        if drop is not None and modifiers & COPYING:
            before = drop.before
            self.copy(tr("Copy group of lanes"), lambda draft, new: move_group(draft, new, before))
        elif drop is not None:
            with self.session.edit(tr("Move group of lanes")) as draft:
                move_group(draft, self.record_id, drop.before)


class MovePersonaLane(MoveRows):
    """Moves all lanes of a persona together."""

    def lanes(self) -> list[str]:
        """Return the ids of the persona's lanes."""
        return [lane.id for lane in self.scene.layout.lanes if lane.persona == self.record_id]

    def drop(self, y: float) -> RowDrop | None:
        """Return the drop target of the lanes."""
        return persona_lane_drop(self.scene.layout, y, self.record_id)

    def release(self, at: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Move the persona lane to the mark."""
        drop = self.drop(at.y())
        if drop is not None:
            with self.session.edit(tr("Move persona lane")) as draft:
                move_persona_lane(draft, self.session.journey_id, self.record_id, drop.before)
