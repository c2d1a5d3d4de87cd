"""The editor: the one door through which a document changes."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

from journey_editor.editing.draft import Draft
from journey_editor.editing.history import History, HistoryStep
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.model.change_set import ChangeSet
from journey_editor.model.document import Document


@dataclass(frozen=True, slots=True)
class Edited:
    """A finished edit, as listeners and the journal are told of it. `cause` is `do`, `undo` or `redo`.

    `step` says what it is to the history, where something was done: `new`, or what `History.add` answers.
    """

    name: str
    cause: str
    changes: ChangeSet
    document: Document
    step: str = "new"


Listener = Callable[[Edited], None]


class Editor:
    """Holds the document and its history, which may be one that was recovered.

    `journal` is told first of each edit, then the listeners.
    """

    def __init__(
        self,
        document: Document,
        *,
        new_id: IdSource = random_id,
        journal: Listener | None = None,
        history: History | None = None,
    ) -> None:
        self.document = document
        self.history = history or History()
        self._new_id = new_id
        self._journal = journal
        self._listeners: list[Listener] = []
        self._editing = False
        self._untold: deque[Edited] = deque()
        self._telling = False

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell `listener` of each finished edit, in order, once; call what comes back to stop that.

        A listener may edit in its turn: the others are told of that after what they are being told of.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def edit(self, name: str, *, extends: tuple[str, ...] | None = None) -> Iterator[Draft]:
        """A step of the user's: commands work on the draft, and at the end the document is the new one.

        `name` is what the menu calls the step. A step with the same `extends` key as the latest one
        joins it (a slider, typing). When the rules or a command refuse, nothing has changed.
        """
        self._refuse_inside_edit()
        self._editing = True
        try:
            draft = Draft(self.document, self._new_id)
            yield draft
            document = draft.finish() if draft.changes() else self.document
            changes = draft.changes()
        finally:
            self._editing = False
        if changes:
            step = self.history.add(HistoryStep(name, changes, extends))
            self._become(Edited(name, "do", changes, document, step))

    def draft(self) -> Draft:
        """A draft that is to be dropped: to lay out what a gesture would do before it is done."""
        return Draft(self.document, self._new_id)

    @property
    def undo_name(self) -> str | None:
        """The name of what undo would take back, or None."""
        return self.history.done[-1].name if self.history.done else None

    @property
    def redo_name(self) -> str | None:
        """The name of what redo would do again, or None."""
        return self.history.undone[-1].name if self.history.undone else None

    def undo(self) -> Edited | None:
        """Take the latest step back. None when there is none."""
        self._refuse_inside_edit()
        if not self.history.done:
            return None
        step = self.history.done.pop()
        self.history.undone.append(step)
        return self._replay(step.name, "undo", step.changes.inverted())

    def redo(self) -> Edited | None:
        """Do the latest step that was undone again. None when there is none."""
        self._refuse_inside_edit()
        if not self.history.undone:
            return None
        step = self.history.undone.pop()
        self.history.done.append(step)
        return self._replay(step.name, "redo", step.changes)

    def _replay(self, name: str, cause: str, changes: ChangeSet) -> Edited:
        edited = Edited(name, cause, changes, self.document.applying(changes))
        self._become(edited)
        return edited

    def _become(self, edited: Edited) -> None:
        self.document = edited.document
        self._untold.append(edited)
        if not self._telling:
            self._telling = True
            try:
                self._tell()
            finally:
                self._telling = False

    def _tell(self) -> None:
        """Tell all of what they have not been told; an error of one keeps nothing from the others."""
        edited = self._untold.popleft()
        journal = [self._journal] if self._journal else []
        try:
            with ExitStack() as last_in_first_out:
                for listener in reversed([*journal, *self._listeners]):
                    last_in_first_out.callback(listener, edited)
        finally:
            if self._untold:
                self._tell()

    def _refuse_inside_edit(self) -> None:
        if self._editing:
            raise RuntimeError("one edit inside another")
