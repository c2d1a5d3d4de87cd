"""What can be undone and redone: one history for a project."""

from dataclasses import dataclass, field, replace

from journey_editor.model.change_set import ChangeSet
from journey_editor.model.records import Asset


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One edit: its name as the menu shows it, what it changed, and what may extend it."""

    name: str
    changes: ChangeSet
    extends: tuple[str, ...] | None = None


@dataclass(slots=True)
class History:
    """Done steps, the latest last, and undone ones, the next to redo last."""

    done: list[HistoryStep] = field(default_factory=list)
    undone: list[HistoryStep] = field(default_factory=list)

    def pictures(self) -> set[str]:
        """The SHA-256 of the pictures that its steps put in or took out, without the steps of a recovery.

        Those are read when they are needed, and there may be very many of them.
        """
        return {
            record.sha256
            for step in (*self.done, *self.undone)
            if type(step.changes.changes) is dict
            for pair in step.changes.changes.values()
            for record in pair
            if isinstance(record, Asset)
        }

    def add(self, step: HistoryStep) -> str:
        """Put a step that was just done on top; what was undone before cannot be redone any more.

        A step that extends the latest one under the same key becomes one with it. Answers what came of it:
        `new`, `joined`, or `cancelled` where it took all back that the latest one did, and both are gone.
        """
        last = self.done[-1] if self.done and not self.undone else None
        if last is not None and step.extends is not None and last.extends == step.extends:
            joined = last.changes.then(step.changes)
            self.done[-1:] = [replace(step, changes=joined)] if joined else []
            return "joined" if joined else "cancelled"
        self.done.append(step)
        self.undone.clear()
        return "new"
