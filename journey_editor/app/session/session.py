"""An open project: the document behind its editor, what is shown and selected of it, and its file."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from journey_editor.app.session.selection import Selection
from journey_editor.editing.commands.put_back import put_back
from journey_editor.editing.draft import Draft
from journey_editor.editing.editor import Edited, Editor
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import Clock, IdSource, now, random_id
from journey_editor.foundation.translation import tr
from journey_editor.model.change_set import ChangeSet
from journey_editor.model.document import Document
from journey_editor.model.records import Asset, Card, Journey, JourneyPersona, Record, kind_of

if TYPE_CHECKING:
    from journey_editor.app.session.project_store import ProjectStore

_SELECTABLE = ("card", "stage", "step", "lane", "persona", "emotion_point", "link", "note")


class ReadOnlyError(UserError):
    """The project can only be looked at."""


class _ClosedDraft(Draft):
    """A draft of a project that can only be looked at: it refuses the first change."""

    __slots__ = ()

    def _touch(self, record_id: str, record: Record | None) -> None:
        raise ReadOnlyError(tr("This project can only be looked at."))


class Transaction(AbstractContextManager[Draft]):
    """An edit that says why in a notice, instead of raising, when it is refused; then nothing changed."""

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
            # The rules refused at the end; a command's own refusal comes in as `error` below.
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
    """One open project, shown in one window.

    Every change of the document goes through `edit`, `undo` and `redo`; `edited` is emitted after each one,
    when the document is the new one.
    """

    edited = Signal(object)
    """A finished edit, as `Edited`."""
    journey_leaving = Signal()
    """Another journey is about to be shown."""
    journey_changed = Signal(str)
    """The id of the journey that is shown from now on."""
    changed = Signal()
    """Emitted once per turn of the event loop after changes of the document, the journey that is shown, the
    selection or the state of the store.
    """
    notice = Signal(str)
    """A sentence for the person."""
    edit_refused = Signal()
    """An edit was wanted of a project that can only be looked at."""

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
            journal=store.post,
            history=store.history,
        )
        self.selection = Selection(self, self._is_shown)
        self.store = store
        self._assets = store.assets
        self._clock = clock
        self._journey_id = document.journeys()[0].id
        self.editor.listen(self._after_edit)
        store.setParent(self)
        timer = QTimer(self, singleShot=True, interval=0)
        timer.timeout.connect(self.changed)
        self.edited.connect(timer.start)
        self.journey_changed.connect(timer.start)
        self.selection.changed.connect(timer.start)
        store.state_changed.connect(timer.start)
        store.refused.connect(self.notice)
        store.state_changed.connect(self._forget_pictures)

    @property
    def document(self) -> Document:
        """The project as it stands."""
        return self.editor.document

    @property
    def journey_id(self) -> str:
        """The id of the journey that is shown."""
        return self._journey_id

    @property
    def journey(self) -> Journey:
        """The journey that is shown."""
        return self.document.get(Journey, self._journey_id)

    @property
    def title(self) -> str:
        """What the window's title calls the project: its file's name, else its own, else its journey's."""
        if self.store.has_name:
            return self.store.path.stem
        return self.document.project().name or self.journey.title

    @property
    def assets(self) -> Mapping[str, bytes]:
        """The bytes of the project's pictures by their SHA-256."""
        return self._assets

    def take_pictures(self, pictures: Mapping[str, bytes]) -> None:
        """Have the bytes of pictures (by their SHA-256) at hand, before the edit that uses them."""
        self._assets.update(pictures)

    @property
    def read_only(self) -> bool:
        """Whether the project can only be looked at; an edit is then refused, and `edit_refused` tells so."""
        return self.store.read_only is not None

    def may_edit(self) -> bool:
        """Whether edits are taken, before something is begun that would end as one."""
        if self.read_only:
            self.edit_refused.emit()
        return not self.read_only

    def today(self) -> date:
        """The date to be written on the map."""
        return self._clock().date()

    def show_journey(self, journey_id: str) -> None:
        """Show another journey of the project, with nothing selected."""
        if journey_id != self._journey_id and journey_id in self.document:
            self.journey_leaving.emit()
            self._journey_id = journey_id
            self.selection.clear()
            self.journey_changed.emit(journey_id)

    def edit(self, name: str, *, extends: tuple[str, ...] | None = None) -> Transaction:
        """A step of the user's, as `Editor.edit`; a refusal becomes a notice.

        `with session.edit("Move card") as draft: …`; keep the attempt to ask whether it `succeeded`.
        """
        if self.read_only:
            return Transaction(self, nullcontext(_ClosedDraft(self.document)))
        return Transaction(self, self.editor.edit(name, extends=extends))

    def turn_to(self, document: Document) -> None:
        """Show the project as it is in `document`, with nothing to undo; that is no edit of a person's."""
        with self.editor.edit("") as draft:
            put_back(draft, document)
        self.editor.history.done.clear()
        self.editor.history.undone.clear()

    def undo(self) -> None:
        """Take the latest step back, and show where."""
        self._show_changed(self.editor.undo())

    def redo(self) -> None:
        """Do the latest undone step again, and show where."""
        self._show_changed(self.editor.redo())

    def keep_typing(self, record: Record, field: str, text: str) -> None:
        """Keep what is being typed into a field of a record, as long as it is no edit."""
        self.store.keep_typing(record, field, text)

    def forget_typing(self) -> None:
        """What was being typed has become an edit, or nothing."""
        self.store.forget_typing()

    def _forget_pictures(self) -> None:
        """Once all is saved, let the bytes go that neither the document nor undo and redo name."""
        if self.store.unsaved:
            return
        spare = self._assets.keys() - {asset.sha256 for asset in self.document.select(Asset)}
        if spare:
            spare -= self.store.recovered_pictures | self.editor.history.pictures()
        for each in spare:
            del self._assets[each]

    def _after_edit(self, edited: Edited) -> None:
        if self._journey_id not in edited.document:
            self._journey_id = edited.document.journeys()[0].id
            self.selection.clear()
            self.journey_changed.emit(self._journey_id)
        elif edited.cause != "do":
            self._follow(edited.changes)
        self.selection.drop_gone()
        self.store.touch(edited.document)
        self.edited.emit(edited)

    def _follow(self, changes: ChangeSet) -> None:
        """Go to the journey in which an undone or redone step happened."""
        changed = [each for each, _, after in changes if after is not None]
        journeys = {self.document.journey_of(each) for each in changed} - {""}
        if not journeys:
            places = self.document.select(JourneyPersona)
            journeys = {place.journey for place in places if place.persona in changed}
        if journeys and self._journey_id not in journeys:
            self.show_journey(min(journeys))

    def _show_changed(self, edited: Edited | None) -> None:
        if edited is not None:
            changed = [each for each, _, after in edited.changes if after is not None]
            shown = [each for each in _selectable(changed) if self._is_shown(each)]
            if shown:
                card = self.document.find(shown[-1])
                cell = (card.step, card.lane) if isinstance(card, Card) else None
                self.selection.replace(shown, cell)

    def _is_shown(self, record_id: str) -> bool:
        """Tell whether a record is a thing on the map of the journey that is shown."""
        if kind_of(record_id) == "persona":
            return any(each.id == record_id for each in self.document.personas_of(self._journey_id))
        there = record_id in self.document and kind_of(record_id) in _SELECTABLE
        return there and self.document.journey_of(record_id) == self._journey_id


def _selectable(ids: Iterable[str]) -> list[str]:
    """Of some records, those of the topmost kind that can be selected."""
    by_kind: dict[str, list[str]] = {}
    for each in ids:
        by_kind.setdefault(kind_of(each), []).append(each)
    return next((by_kind[kind] for kind in _SELECTABLE if kind in by_kind), [])
