"""Editor of a document. All changes go through it."""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import field

from journey_editor.editing.draft import Draft
from journey_editor.editing.history import History, HistoryStep
from journey_editor.foundation.identity import IdSource, random_id
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.change_set import ChangeSet
from journey_editor.model.document import Document


@dataclass(frozen=True, slots=True)
class Edited:
    """A finished edit, as passed to the journal and to listeners. `cause` is `do`, `undo` or `redo`.

    If `cause` is `do`, `step` is the effect on the history: the result of `History.add`. `heirs` has, for
    records that were merged into others, the ids of these, and `copies` the ids of the originals of copied
    cards.
    """

    name: str
    cause: str
    changes: ChangeSet
    document: Document
    step: str = "new"
    heirs: Mapping[str, str] = field(default_factory=dict)
    copies: Mapping[str, str] = field(default_factory=dict)


Listener = Callable[[Edited], None]


class Editor:
    """Document with its history, which may come from a recovery.

    Each edit is passed to `journal` first, then to the listeners.
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
        self.view = ""
        """Id of the view through which the document is edited, or empty."""
        self.history = history or History()
        self._new_id = new_id
        self._journal = journal
        self._listeners: list[Listener] = []
        self._editing = False
        self._pending: deque[Edited] = deque()
        self._notifying = False

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` once for each finished edit, in order. Returns a function that unsubscribes it.

        A listener may make an edit itself; the other listeners get that edit after the current one.
        """
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    @contextmanager
    def edit(self, name: str, *, extends: tuple[str, ...] | None = None) -> Iterator[Draft]:
        """Edit the document in one undoable step: commands change the draft, which becomes the new document.

        `name` is the name of the step in the menu. A step with the same `extends` key as the latest one is
        merged into it (a slider, typing). If a command or a rule raises, the document is unchanged.
        """
        self._refuse_inside_edit()
        self._editing = True
        try:
            draft = self.draft()
            yield draft
            document = draft.finish() if draft.changes() else self.document
            changes = draft.changes()
        finally:
            self._editing = False
        if changes:
            step = self.history.add(HistoryStep(name, changes, extends, draft.heirs))
            self._become(Edited(name, "do", changes, document, step, draft.heirs, draft.copies))

    def draft(self) -> Draft:
        """Return a draft, for example to preview the result of a drag; it is discarded."""
        return Draft(self.document, self._new_id, self.view)

    @property
    def undo_name(self) -> str | None:
        """Name of the step that `undo` would undo, or None."""
        return self.history.done[-1].name if self.history.done else None

    @property
    def redo_name(self) -> str | None:
        """Name of the step that `redo` would redo, or None."""
        return self.history.undone[-1].name if self.history.undone else None

    def undo(self) -> Edited | None:
        """Undo the latest step. Returns None if there is none."""
        self._refuse_inside_edit()
        if not self.history.done:
            return None
        step = self.history.done.pop()
        self.history.undone.append(step)
        return self._replay(step.name, "undo", step.changes.inverted())

    def redo(self) -> Edited | None:
        """Redo the step that was undone last. Returns None if there is none."""
        self._refuse_inside_edit()
        if not self.history.undone:
            return None
        step = self.history.undone.pop()
        self.history.done.append(step)
        return self._replay(step.name, "redo", step.changes, step.heirs)

    def _replay(
        self, name: str, cause: str, changes: ChangeSet, heirs: Mapping[str, str] | None = None
    ) -> Edited:
        edited = Edited(name, cause, changes, self.document.applying(changes), heirs=heirs or {})
        self._become(edited)
        return edited

    def _become(self, edited: Edited) -> None:
        self.document = edited.document
        self._pending.append(edited)
        if not self._notifying:
            self._notifying = True
            try:
                self._notify()
            finally:
                self._notifying = False

    def _notify(self) -> None:
        """Deliver pending edits to the journal and all listeners, even if one of them raises."""
        edited = self._pending.popleft()
        journal = [self._journal] if self._journal else []
        try:
            with ExitStack() as last_in_first_out:
                for listener in reversed([*journal, *self._listeners]):
                    last_in_first_out.callback(listener, edited)
        finally:
            if self._pending:
                self._notify()

    def _refuse_inside_edit(self) -> None:
        if self._editing:
            raise RuntimeError("one edit inside another")
