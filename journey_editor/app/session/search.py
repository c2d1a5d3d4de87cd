"""Search in the project of a session: query, hits and current hit."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from journey_editor.app.session.session import Session
from journey_editor.editing.commands.replacing import replace_hits
from journey_editor.editing.search import NO_HITS, Hit, TextIndex, items_showing
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.model.records import (
    Card,
    CardReference,
    EvidencePlace,
    Measure,
    RecoveryAction,
    kind_of,
)
from journey_editor.model.sheet_records import PersonaFact
from journey_editor.text.matching import Query


class Search(QObject):
    """Finds and replaces text in all journeys of a project. It follows edits while it is active."""

    changed = Signal()
    """Emitted when the hits or the current one have changed, and at the beginning and the end."""
    went = Signal()
    """Emitted when the current hit must be brought into view."""

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: Document | None = None
        self._index: TextIndex
        self._anchor = ""
        self._selected: tuple[str, ...] = ()
        self._at: int | None = None
        self._last: Hit | None = None
        self._chosen = False
        self.active = False
        self.query = Query("")
        self.hits = NO_HITS
        session.changed.connect(self._follow)

    @property
    def current(self) -> Hit | None:
        """Current hit. There is none while all of them are in other journeys and none has been chosen."""
        return self.hits[self._at] if self._at is not None and self._chosen else None

    @property
    def position(self) -> int:
        """Number of the current hit, from 1; 0 if there is none."""
        return self._at + 1 if self._at is not None and self._chosen else 0

    def begin(self) -> None:
        """Start at the selected item, or else at the beginning of the journey."""
        self._begin()
        self.set_query(self.query)

    def _begin(self) -> None:
        self.active = True
        self._anchor = next(iter(self._session.selection.ids[-1:]), "")
        self._selected = self._session.selection.ids

    def end(self) -> None:
        """Remove all marks and select the current hit."""
        if not self.active:
            return
        self._last = hit = self.current
        self.active = False
        if hit is not None and self._is_here(hit):
            self._select(hit)
        self.changed.emit()

    def select_all(self) -> None:
        """End the search and select all items with a hit on the map: the cards, or else those of one kind."""
        self._follow()
        here = (hit for hit in self.hits if self._is_here(hit))
        found = dict.fromkeys(each for hit in here for each in self._records_of(hit))
        shown = [each for each in found if not self._session.shown_view.hiding(each)]
        kinds = [kind_of(each) for each in shown if kind_of(each) != "journey"]
        self.end()
        if kinds:
            kind = "card" if "card" in kinds else kinds[0]
            self._session.selection.replace(each for each in shown if kind_of(each) == kind)

    def set_query(self, query: Query) -> None:
        """Search for another text; the current hit is the first one in or after the item of the last one."""
        self.query = Query(
            clean_text(query.text, limit=len(query.text), lines=False), query.case, query.words
        )
        self._search()
        if not self.hits:
            self._at = None
        else:
            self._at = self._index.index_from(self.hits, self._session.journey_id, self._anchor)
            # While a text is typed, the map stays in the journey.
            here = (at % len(self.hits) for at in range(self._at, self._at + len(self.hits)))
            found = next((at for at in here if self._is_here(self.hits[at])), None)
            self._at = self._at if found is None else found
            self._chosen = found is not None
        self.changed.emit()
        if self.current is not None:
            self.went.emit()

    def go(self, by: int) -> None:
        """Go to the next (+1) or previous (−1) hit, also in another journey, and select its item."""
        if not self.active:
            self._resume()
        self._follow()
        if not self.hits or self._at is None:
            return
        selected = self._session.selection.ids
        moved = selected != self._selected if selected else not self._is_here(self.hits[self._at])
        if moved and self._chosen:
            # The user has gone to another item or journey.
            record_id = selected[-1] if selected else ""
            self._at = self._index.index_from(self.hits, self._session.journey_id, record_id)
            self._chosen = by < 0
        if self._chosen or by < 0:
            self._at = (self._at + by) % len(self.hits)
        self._arrive()

    def _resume(self) -> None:
        """Go on from the hit at which the search ended, or from the selection if that is another item."""
        last = self._last if self._session.selection.ids == self._selected else None
        self._begin()
        self._search()
        self._chosen = last in self.hits
        if last is not None and self._chosen:
            self._at = self.hits.index(last)
        elif self.hits:
            self._at = self._index.index_from(self.hits, self._session.journey_id, self._anchor)
        else:
            self._at = None
            self.changed.emit()

    def replace(self, replacement: str) -> None:
        """Replace the current hit and go to the next one."""
        self._follow()
        hit = self.current
        if hit is None:
            self.go(1)
            return
        if not self._replace(tr("Replace"), [hit], replacement):
            return
        self._search()
        after = hit.start + len(replacement)
        at = self._at or 0
        while at < len(self.hits) and self.hits[at][:3] == hit[:3] and self.hits[at].start < after:
            at += 1
        self._at = at % len(self.hits) if self.hits else None
        self._chosen = bool(self.hits)
        if self.hits:
            self._arrive()
        else:
            self.changed.emit()

    def replace_all(self, replacement: str) -> int:
        """Replace all hits in one undo step, and return their number, or 0 if a text was refused."""
        self._follow()
        hits = self.hits
        if not hits:
            return 0
        if not self._replace(tr("Replace all"), hits, replacement):
            return 0
        self._follow()
        return len(hits)

    def _replace(self, step: str, hits: Sequence[Hit], replacement: str) -> bool:
        """Replace hits in one undo step; return False if a text was refused."""
        transaction = self._session.edit(step)
        with transaction as draft:
            replace_hits(draft, hits, replacement)
        return transaction.succeeded

    def record_of(self, hit: Hit) -> str:
        """Return the item of the shown map for a hit, rather one that is not hidden, or an empty text."""
        found = self._records_of(hit)
        shown = (each for each in found if not self._session.shown_view.hiding(each))
        return found[0] if len(found) == 1 else next(shown, next(iter(found), ""))

    def _records_of(self, hit: Hit) -> Sequence[str]:
        """Return the items of the shown map for a hit: a channel, tag or curve cannot be selected."""
        match kind_of(hit.id):
            case "channel" | "tag" | "curve":
                return items_showing(self._session.document, self._session.journey_id, hit.id)
            case "card_reference":
                return [self._session.document.get(CardReference, hit.id).card]
            case "persona_fact":
                return [self._session.document.get(PersonaFact, hit.id).persona]
            case "recovery_action":
                return [self._session.document.get(RecoveryAction, hit.id).link]
            case "measure":
                return [self._session.document.get(Measure, hit.id).place]
            case "evidence":
                # Evidence is not drawn: what it backs is shown.
                places = self._session.document.select(EvidencePlace, evidence=hit.id)
                here = self._session.journey_id
                subjects = [each.subject for each in places]
                return [each for each in subjects if self._session.document.journey_of(each) in (here, "")]
            case "project":
                return [self._session.journey_id]
        return [hit.id]

    def _arrive(self) -> None:
        assert self._at is not None
        hit = self.hits[self._at]
        self._chosen = True
        if not self._is_here(hit):
            self._session.show_journey(hit.journey)
        self._anchor = hit.id
        self.changed.emit()
        self.went.emit()
        self._select(hit)

    def _select(self, hit: Hit) -> None:
        document, selection = self._session.document, self._session.selection
        record = document.find(self.record_of(hit))
        cell = (record.step, record.lane) if isinstance(record, Card) else None
        selection.replace([record.id] if record is not None else [], cell)
        self._selected = selection.ids

    def _is_here(self, hit: Hit) -> bool:
        """Return whether a hit is in the shown journey; journeys share personas, channels and tags."""
        document, journey = self._session.document, self._session.journey_id
        if hit.journey == journey or kind_of(hit.id) == "project":
            return True
        if kind_of(hit.id) in ("persona", "persona_fact"):
            persona = self._records_of(hit)[0]
            return any(each.id == persona for each in document.personas_of(journey))
        return kind_of(hit.id) in ("channel", "tag") and bool(items_showing(document, journey, hit.id))

    def _search(self) -> None:
        document = self._session.document
        if document is not self._document:
            self._document, self._index = document, TextIndex(document)
        self.hits = self._index.find(self.query)

    def _follow(self) -> None:
        """Search again after an edit, and keep the current hit or its position."""
        if not self.active or self._document is self._session.document:
            return
        before = self.hits[self._at] if self._at is not None else None
        at = self._at
        self._search()
        if not self.hits:
            self._at = None
        elif before is not None and before in self.hits:
            self._at = self.hits.index(before)
        else:
            self._at = min(at or 0, len(self.hits) - 1)
            self._chosen = self._chosen and self._is_here(self.hits[self._at])
        self.changed.emit()
