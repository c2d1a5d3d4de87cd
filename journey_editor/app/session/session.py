"""Session: an open project with its editor, selection and store, and the journey that is shown."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journey_editor.app.session.paper_view import PaperView
from journey_editor.app.session.selection import Selection
from journey_editor.app.session.shown_view import ShownView
from journey_editor.editing.commands.restore import restore
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Edited, Editor
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import Clock, IdSource, now, random_id
from journey_editor.foundation.translation import tr
from journey_editor.model.change_set import ChangeSet, joined
from journey_editor.model.document import Document, Queries
from journey_editor.model.records import (
    Card,
    EmotionPoint,
    Journey,
    JourneyPersona,
    Lane,
    Picture,
    Record,
    Step,
    kind_of,
)

if TYPE_CHECKING:
    from journey_editor.app.session.project_store import ProjectStore

_SELECTABLE = (
    *("card", "stage", "step", "lane", "lane_group", "persona", "emotion_point", "curve", "link", "note"),
    *("support_offer", "measure"),
)


class ReadOnlyError(UserError):
    """The project is read-only."""


class _ReadOnlyDraft(Draft):
    """Draft of a read-only project. The first change raises `ReadOnlyError`."""

    __slots__ = ()

    def _touch(self, record_id: str, record: Record | None) -> None:
        raise ReadOnlyError(tr("This project is read-only."))


class Transaction(AbstractContextManager[Draft]):
    """Edit that shows a notice, instead of raising an error, if it is refused; then nothing has changed."""

    def __init__(self, session: "Session", edit: AbstractContextManager[Draft]) -> None:
        self._session = session
        self._edit = edit
        self.succeeded = False

    def __enter__(self) -> Draft:
        return self._edit.__enter__()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> bool:
        try:
            self._edit.__exit__(kind, error, traceback)
        except UserError as refusal:
            # A rule refused the edit at its end. If a command refuses it, `error` is set already.
            error = refusal
        if isinstance(error, ReadOnlyError):
            self._session.edit_refused.emit()
            return True
        if isinstance(error, UserError):
            self._session.notice.emit(error.sentence)
            return True
        self.succeeded = error is None
        return False


class Session(QObject):
    """Open project of one window.

    All changes of the document go through `edit`, `undo` and `redo`.
    """

    edited = Signal(object)
    """Emitted with the `Edited` after each edit, when `document` is the new one."""
    journey_leaving = Signal()
    """Emitted before another journey is shown."""
    journey_changed = Signal(str)
    """Emitted with the id of the journey that is shown now."""
    changed = Signal()
    """Emitted once per turn of the event loop, after all changes of the document, the journey and the view
    that are shown, the selection and the state of the store.
    """
    opening = Signal(str)
    """Emitted with the id of a card to show its references, or of a reference to open it."""
    evidence_wanted = Signal(str)
    """Emitted with the id of a record to show the evidence that backs it."""
    measure_wanted = Signal(str)
    """Emitted with the id of a measure to show its readings."""
    notice = Signal(str)
    """Emitted with a sentence for the user."""
    offered = Signal(str, object)
    """Emitted with a sentence for the user, and a sequence of buttons: their texts and what they do."""
    edit_refused = Signal()
    """Emitted if an edit is refused because the project is read-only."""

    def __init__(
        self,
        document: Document,
        *,
        store: "ProjectStore",
        new_id: IdSource = random_id,
        clock: Clock = now,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.editor = Editor(
            document,
            new_id=new_id,
            journal=store.record,
            history=store.history,
        )
        self.selection = Selection(self, self._is_shown)
        self._journey_id = document.journeys()[0].id
        # Each opened detail: its journey, and the journey and the card or lane from which it was opened.
        self._came_from: list[tuple[str, str, str]] = []
        self.shown_view = view = ShownView(self.editor, lambda: self._journey_id, self)
        self.paper_view = PaperView(lambda: self._journey_id, self)
        self.journey_changed.connect(view.recall)
        self.edited.connect(view.follow)
        self.store = store
        self._pictures = store.pictures
        self._clock = clock
        self._replayed: list[Edited] | None = None
        self.editor.listen(self._after_edit)
        store.setParent(self)
        timer = QTimer(self, singleShot=True, interval=0)
        timer.timeout.connect(self.changed)
        self.edited.connect(timer.start)
        self.journey_changed.connect(timer.start)
        self.selection.changed.connect(timer.start)
        view.changed.connect(timer.start)
        self.paper_view.changed.connect(timer.start)
        view.changed.connect(self._deselect_hidden)
        store.state_changed.connect(timer.start)
        store.notice.connect(self.notice)
        store.state_changed.connect(self._remove_unused_pictures)

    @property
    def document(self) -> Document:
        """Current document."""
        return self.editor.document

    @property
    def seen(self) -> Queries:
        """Current document with those lanes and personas hidden that the shown view hides."""
        return self.shown_view.seen(self.document)

    @property
    def journey_id(self) -> str:
        """Id of the journey that is shown."""
        return self._journey_id

    @property
    def journey(self) -> Journey:
        """Journey that is shown."""
        return self.document.get(Journey, self._journey_id)

    @property
    def title(self) -> str:
        """Name of the project in the title bar: of its file, else its own, else the title of the journey."""
        if self.store.has_name:
            return self.store.path.stem
        return self.document.project().name or self.journey.title

    @property
    def folder(self) -> Path | None:
        """Folder of the project’s file, in which relative paths begin, or None without a name."""
        return self.store.path.parent if self.store.has_name else None

    @property
    def pictures(self) -> Mapping[str, bytes]:
        """Bytes of the project's pictures by SHA-256."""
        return self._pictures

    def add_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Add the bytes of pictures, by SHA-256, before the edit that uses them."""
        self._pictures.update(pictures)

    @property
    def read_only(self) -> bool:
        """True if the project is read-only; edits are refused then, and `edit_refused` is emitted."""
        return self.store.read_only is not None

    def may_edit(self) -> bool:
        """Return whether edits are possible; if not, emit `edit_refused`."""
        if self.read_only:
            self.edit_refused.emit()
        return not self.read_only

    def today(self) -> date:
        """Return the date to write on the map."""
        return self._clock().date()

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the project, and clear the selection."""
        if journey_id != self._journey_id and journey_id in self.document:
            self.journey_leaving.emit()
            self._go_to(journey_id)

    def _go_to(self, journey_id: str) -> None:
        self._journey_id = journey_id
        self.selection.clear()
        self.journey_changed.emit(journey_id)

    def open_detail(self, record_id: str) -> None:
        """Show the journey to which a card or a lane leads, with a way back."""
        journey = journey_behind(self.document.find(record_id))
        if journey:
            self.open_other(journey, record_id)

    def open_other(self, journey_id: str, record_id: str) -> None:
        """Show another journey, with a way back to a record of the shown one."""
        self._came_from.append((journey_id, self._journey_id, record_id))
        self.show_journey(journey_id)

    @property
    def way_back(self) -> Journey | None:
        """Journey from which the shown one was opened, or None."""
        found = self._step_back()
        return self.document.get(Journey, found[1]) if found else None

    def go_back(self) -> str:
        """Show the journey from which the shown one was opened.

        Returns the card or lane that led to this one, or "" if it is gone.
        """
        found = self._step_back()
        if found is None:
            return ""
        del self._came_from[self._came_from.index(found) :]
        self.show_journey(found[1])
        return found[2] if found[2] in self.document else ""

    def _step_back(self) -> tuple[str, str, str] | None:
        return next(
            (
                each
                for each in reversed(self._came_from)
                if each[0] == self._journey_id and each[1] in self.document
            ),
            None,
        )

    def edit(self, name: str, *, extends: tuple[str, ...] | None = None) -> Transaction:
        """Edit the document in one undoable step, as `Editor.edit`; a refused edit shows a notice.

        `with session.edit("Move card") as draft: …`. The transaction has `succeeded` if it was not refused.
        """
        if self.read_only:
            return Transaction(self, nullcontext(_ReadOnlyDraft(self.document)))
        return Transaction(self, self.editor.edit(name, extends=extends))

    def set_records(self, document: Document) -> None:
        """Replace all records by those of `document`, and clear the undo history."""
        with self.editor.edit("") as draft:
            restore(draft, document)
        self.editor.history.done.clear()
        self.editor.history.undone.clear()

    def undo(self) -> None:
        """Undo the latest step and select what it changed."""
        self._show_changed(self.editor.undo())

    def redo(self) -> None:
        """Redo the step that was undone last and select what it changed."""
        self._show_changed(self.editor.redo())

    def replay(self, steps: int, *, until: float) -> int:
        """Undo (negative) or redo some steps, and return how many remain at `until`, by `perf_counter`.

        At least one step is taken. The steps are emitted as a single edit.
        """
        self._replayed = []
        back = steps < 0
        try:
            while steps:
                if (self.editor.undo() if back else self.editor.redo()) is None:
                    steps = 0
                    break
                steps += 1 if back else -1
                if perf_counter() >= until:
                    break
        finally:
            replayed, self._replayed = self._replayed, None
            if replayed:
                changes = joined(each.changes for each in replayed)
                heirs = {gone: heir for each in replayed for gone, heir in each.heirs.items()}
                last = replace(replayed[-1], changes=changes, heirs=heirs)
                self._after_edit(last)
                self._show_changed(last)
        return steps

    def _remove_unused_pictures(self) -> None:
        """Once all edits are saved, remove pictures that neither the document nor the history refers to."""
        if self.store.unsaved:
            return
        spare = self._pictures.keys() - {picture.sha256 for picture in self.document.select(Picture)}
        if spare:
            spare -= self.store.recovered_pictures | self.editor.history.pictures()
        for each in spare:
            del self._pictures[each]

    def _after_edit(self, edited: Edited) -> None:
        if self._replayed is not None:
            self._replayed.append(edited)
            return
        if self._journey_id not in edited.document:
            self._go_to(edited.document.journeys()[0].id)
        elif edited.cause != "do":
            self._show_journey_of(edited.changes)
        self.selection.drop_gone()
        self.edited.emit(edited)

    def _show_journey_of(self, changes: ChangeSet) -> None:
        """Show the journey that an undone or redone step changed."""
        changed = [each for each, _, after in changes if after is not None]
        journeys = {self.document.journey_of(each) for each in changed} - {""}
        if not journeys:
            places = self.document.select(JourneyPersona)
            journeys = {place.journey for place in places if place.persona in changed}
        if journeys and self._journey_id not in journeys:
            # Text that was typed stays where it is: an edit now would end the steps that can be redone.
            self._go_to(min(journeys))

    def _show_changed(self, edited: Edited | None) -> None:
        if edited is not None:
            changed = [each for each, _, after in edited.changes if after is not None]
            hiding = self.shown_view.hiding
            hidden = [each for each in self.selection.ids if each in edited.changes and hiding(each)]
            if hidden:
                # The next removal would take them unseen.
                kept = [each for each in self.selection.ids if each not in hidden]
                self.selection.replace(kept, self.selection.cell)
            here = [each for each in _selectable(changed) if self._is_shown(each) and not hiding(each)]
            shown = self._in_stages(here)
            # An emotion can be undone while its card stays selected.
            if shown and not self._belong_to_selection(shown):
                card = self.document.find(shown[-1])
                cell = (card.step, card.lane) if isinstance(card, Card) else None
                self.selection.replace(shown, cell)

    def _deselect_hidden(self) -> None:
        """Remove what the view hides from the selection: it must not be changed unseen."""
        hiding, cell = self.shown_view.hiding, self.selection.cell
        shown = [each for each in self.selection.ids if not hiding(each)]
        self.selection.replace(shown, cell if cell and not hiding(cell[1]) else None)

    def _in_stages(self, ids: list[str]) -> list[str]:
        """Return records, with a stage instead of all its steps: a single step may not be drawn."""
        steps = [self.document.find(each) for each in ids]
        stages = dict.fromkeys(each.stage for each in steps if isinstance(each, Step))
        whole = [each for each in stages if {step.id for step in self.document.steps_of(each)} <= set(ids)]
        inside = {step.id for each in whole for step in self.document.steps_of(each)}
        return whole or [each for each in ids if each not in inside]

    def _belong_to_selection(self, ids: Iterable[str]) -> bool:
        """Return whether records are emotion points at selected cards."""
        found = [self.document.find(each) for each in ids]
        return all(isinstance(each, EmotionPoint) and each.card in self.selection for each in found)

    def _is_shown(self, record_id: str) -> bool:
        """Return whether a record can be selected on the map of the journey that is shown."""
        if kind_of(record_id) == "persona":
            return any(each.id == record_id for each in self.document.personas_of(self._journey_id))
        there = record_id in self.document and kind_of(record_id) in _SELECTABLE
        return there and self.document.journey_of(record_id) == self._journey_id


def _selectable(ids: Iterable[str]) -> list[str]:
    """Return the records of the first selectable kind that occurs."""
    by_kind: dict[str, list[str]] = {}
    for each in ids:
        by_kind.setdefault(kind_of(each), []).append(each)
    return next((by_kind[kind] for kind in _SELECTABLE if kind in by_kind), [])


def journey_behind(record: Record | None) -> str:
    """Return the journey that shows a card in detail, or whose curves a lane shows, or an empty string."""
    if isinstance(record, Card):
        return record.detail
    return record.other_journey if isinstance(record, Lane) and record.kind == "emotion" else ""
