"""Undo history of a project."""

from collections.abc import Mapping
from dataclasses import field, replace

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.change_set import ChangeSet
from journey_editor.model.records import Picture


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One edit: its name in the menu, its changes, and the key under which later edits extend it.

    `heirs` has, for records that were merged into others, the ids of these. A recovered step has none.
    """

    name: str
    changes: ChangeSet
    extends: tuple[str, ...] | None = None
    heirs: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class History:
    """Done steps, the latest last, and undone ones, the next to redo last."""

    done: list[HistoryStep] = field(default_factory=list)
    undone: list[HistoryStep] = field(default_factory=list)

    def pictures(self) -> set[str]:
        """Return the SHA-256 of the pictures that the steps add or remove, without steps from a recovery.

        Recovered steps are read on demand, and there may be very many of them.
        """
        return {
            record.sha256
            for step in (*self.done, *self.undone)
            if type(step.changes.changes) is dict
            for pair in step.changes.changes.values()
            for record in pair
            if isinstance(record, Picture)
        }

    def add(self, step: HistoryStep) -> str:
        """Add a step that was just done. Undone steps can no longer be redone.

        A step with the same `extends` key as the latest one is merged into it. Returns `new`, `joined`, or
        `cancelled` if the two cancel each other out and both are removed.
        """
        last = self.done[-1] if self.done and not self.undone else None
        if last is not None and step.extends is not None and last.extends == step.extends:
            joined = last.changes.then(step.changes)
            self.done[-1:] = [replace(step, changes=joined)] if joined else []
            return "joined" if joined else "cancelled"
        self.done.append(step)
        self.undone.clear()
        return "new"
