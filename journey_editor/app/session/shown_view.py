"""The saved view that is shown of a journey, and the filter of its cards."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.editor import Edited, Editor
from journey_editor.editing.unhiding import hidden_by
from journey_editor.editing.views import filter_of, hiding_as
from journey_editor.model.document import Queries
from journey_editor.model.records import Link, View


class ShownView(QObject):
    """View and filter in effect. Showing a view is not an edit, so it is possible in a read-only project.

    Each journey has its own view as long as the window is open. The filter is that of the view until the user
    changes it. A view that no longer exists is left.
    """

    changed = Signal()
    """Emitted when another view or filter is in effect."""
    chosen = Signal(str)
    """Emitted with the id of a view that the user chose to show; empty for the whole map."""

    def __init__(self, editor: Editor, journey: Callable[[], str], parent: QObject) -> None:
        """Prepare for the document of an editor; `journey` returns the id of the journey that is shown."""
        super().__init__(parent)
        self._editor, self._journey = editor, journey
        self.filter = CardFilter()
        """Filter in effect."""
        self.left_out: frozenset[str] = frozenset()
        """Cards that the filter hid when it came into effect. Later edits hide no others: they would vanish
        while the user works on them.
        """
        self._saved = CardFilter()
        self._others: dict[str, tuple[str, CardFilter]] = {}

    @property
    def id(self) -> str:
        """Id of the view that is shown, or empty."""
        return self._editor.view

    @property
    def record(self) -> View | None:
        """View that is shown, or None."""
        return self._editor.document.get(View, self.id) if self.id else None

    @property
    def filter_is_changed(self) -> bool:
        """True if the filter is not the one that is saved in the view."""
        return bool(self.id) and self.filter != self._saved

    def show(self, view_id: str) -> None:
        """Show a view, or the whole map if `view_id` is empty."""
        saved = filter_of(self._editor.document, view_id) if view_id else CardFilter()
        self._set(view_id, saved)
        self.chosen.emit(view_id)

    def set_filter(self, card_filter: CardFilter) -> None:
        """Use another filter. A view that is shown keeps its own until it is updated."""
        self._set(self.id, card_filter)

    def seen(self, document: Queries) -> Queries:
        """Return a document with those lanes and personas hidden that the view hides."""
        return hiding_as(document, self.id)

    @property
    def hidden_cards(self) -> frozenset[str]:
        """Cards that the filter hides: of those left out, those that it still rejects."""
        if not self.left_out:
            return self.left_out
        return self.left_out & self.filter.rejected(self._editor.document, self._journey())

    def hiding(self, record_id: str) -> frozenset[str]:
        """Return the hidden lanes, places of personas and cards that keep a record off the map."""
        seen = self.seen(self._editor.document)
        record = seen.find(record_id)
        ends = (record.source, record.target) if isinstance(record, Link) else (record_id,)
        return self.hidden_cards.intersection(ends) | hidden_by(seen, self._journey(), record_id)

    def counts(self) -> tuple[int, int]:
        """Return the number of cards that match the filter in shown lanes, and of all cards."""
        document, journey = self._editor.document, self._journey()
        cards = document.cards_of(journey)
        shown = {lane.id for lane in self.seen(document).lanes_of(journey, hidden=False)}
        rejected = self.filter.rejected(document, journey)
        return sum(card.lane in shown and card.id not in rejected for card in cards), len(cards)

    def remember(self) -> None:
        """Keep the view and the filter of a journey that is left."""
        self._others[self._journey()] = (self.id, self.filter)

    def recall(self) -> None:
        """Show the view of the journey that is shown now."""
        view_id, card_filter = self._others.pop(self._journey(), ("", CardFilter()))
        if view_id not in self._editor.document:
            # A filter without a view stays in effect in another journey.
            view_id, card_filter = "", CardFilter() if self.id else self.filter
        self._set(view_id, card_filter, anew=True)

    def merge_tags(self, before: CardFilter, merged: Mapping[str, str]) -> None:
        """Let the filters follow a merge of tags; `before` is the one that was in effect before it."""
        if not merged.keys().isdisjoint(before.tags):
            self.set_filter(before.with_merged_tags(merged))
        for journey, (view_id, card_filter) in self._others.items():
            self._others[journey] = view_id, card_filter.with_merged_tags(merged)

    def follow(self, edited: Edited) -> None:
        """Follow an edit of the view that is shown."""
        if not self.id:
            return
        if self.id not in edited.document:
            # If saving the view is undone, its filter is in effect as before.
            self._set("", self.filter if edited.cause == "undo" else CardFilter())
        elif self.filter == self._saved:
            self._set(self.id, filter_of(edited.document, self.id))
        else:
            self._set(self.id, self.filter)

    def _set(self, view_id: str, card_filter: CardFilter, *, anew: bool = False) -> None:
        document = self._editor.document
        self._saved = filter_of(document, view_id) if view_id else CardFilter()
        if anew or (self.id, self.filter) != (view_id, card_filter):
            self._editor.view, self.filter = view_id, card_filter
            rejected = card_filter.rejected(document, self._journey()) if card_filter.hides else frozenset()
            self.left_out = rejected
            self.changed.emit()
