"""The saved view that is shown of a journey, and the filter of its cards."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from journey_editor.editing.card_filter import CardFilter
from journey_editor.editing.editor import Edited, Editor
from journey_editor.editing.unhiding import hidden_by
from journey_editor.editing.views import filter_of, hiding_as
from journey_editor.model.document import Cell, Queries
from journey_editor.model.records import Card, Link, View


class ShownView(QObject):
    """View and filter in effect. Showing a view is not an edit, so it is possible in a read-only project.

    Each journey has its own view as long as the window is open. The filter is that of the view until the user
    changes it. A view that no longer exists is left.
    """

    changed = Signal()
    """Emitted when another view or filter is in effect."""
    chosen = Signal(str)
    """Emitted with the id of a view that the user chose to show; empty for the whole map."""
    replaced = Signal()
    """Emitted when another view than before, none any more, or that of another journey is in effect."""

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
        self._of = journey()
        self._others: dict[str, tuple[str, CardFilter | None]] = {}
        """Views and filters of other journeys; None stands for the filter that is saved in the view."""
        self._earlier: list[tuple[CardFilter, CardFilter]] = []
        """Filters from which edits took conditions, before and after, for an undo of these edits."""

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
        self._earlier.clear()
        # Choosing the view that is shown applies it again.
        self._set(view_id, saved, replacing=True)
        self.chosen.emit(view_id)

    def set_filter(self, card_filter: CardFilter) -> None:
        """Use another filter. A view that is shown keeps its own until it is updated."""
        self._earlier.clear()
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

    def cells_of_hidden_cards(self) -> set[Cell]:
        """Return the cells of the cards that the filter hides."""
        cards = (self._editor.document.get(Card, each) for each in self.hidden_cards)
        return {(card.step, card.lane) for card in cards}

    def hiding(self, record_id: str) -> frozenset[str]:
        """Return the hidden lanes, places of personas and cards that keep a record off the map."""
        seen = self.seen(self._editor.document)
        record = seen.find(record_id)
        ends = record.ends if isinstance(record, Link) else (record_id, getattr(record, "card", ""))
        return self.hidden_cards.intersection(ends) | hidden_by(seen, self._journey(), record_id)

    def counts(self) -> tuple[int, int]:
        """Return the number of cards that match the filter in shown lanes, and of all cards."""
        document, journey = self._editor.document, self._journey()
        cards = document.cards_of(journey)
        shown = {lane.id for lane in self.seen(document).lanes_of(journey, hidden=False)}
        rejected = self.filter.rejected(document, journey)
        return sum(card.lane in shown and card.id not in rejected for card in cards), len(cards)

    def recall(self) -> None:
        """Show the view and the filter of the journey that is shown now, and keep those of the one left."""
        self._others[self._of] = (self.id, self.filter if self.filter_is_changed or not self.id else None)
        self._of = self._journey()
        # A filter without a view stays in effect in a journey that is shown for the first time.
        usual = "", CardFilter() if self.id else self.filter
        view_id, card_filter = self._others.pop(self._of, usual)
        document = self._editor.document
        if view_id and view_id not in document:
            view_id, card_filter = "", CardFilter()
        found = filter_of(document, view_id) if card_filter is None else self._without_gone(card_filter)
        self._earlier.clear()
        self._set(view_id, found, replacing=True)

    def follow(self, edited: Edited) -> None:
        """Follow an edit of the view that is shown, and of what the filters refer to."""
        document = edited.document
        for journey, (view_id, kept) in self._others.items():
            self._others[journey] = view_id, kept and kept.with_merged_tags(edited.changes, edited.heirs)
        if self.id and self.id not in document:
            # If saving the view is undone, its filter is in effect as before.
            self._set("", self.filter if edited.cause == "undo" else CardFilter())
        elif edited.cause == "undo" and self._comes_back():
            self._set(self.id, self._earlier.pop()[0])
        elif self.id and not self.filter_is_changed:
            self._set(self.id, filter_of(document, self.id))
        else:
            before = self.filter
            self._set(self.id, self._without_gone(before.with_merged_tags(edited.changes, edited.heirs)))
            if self.filter != before:
                self._earlier.append((before, self.filter))
        # A copied stage or lane looks as the original does.
        self.left_out |= {copy for copy, card in edited.copies.items() if card in self.left_out}
        self._leave_in_sight()

    def _comes_back(self) -> bool:
        """Return True if everything is there again that the latest loss took from the filter."""
        before, after = self._earlier[-1] if self._earlier else (CardFilter(), CardFilter())
        return before != after == self.filter and before == self._without_gone(before)

    def _without_gone(self, card_filter: CardFilter) -> CardFilter:
        return card_filter.without_gone(self._editor.document, self._journey())

    def _leave_in_sight(self) -> None:
        """Let the cards stay that an edit brought into sight. Removed ones are hidden if they come back."""
        if self.left_out:
            gone = {each for each in self.left_out if each not in self._editor.document}
            self.left_out = self.hidden_cards | gone

    def _set(self, view_id: str, card_filter: CardFilter, *, replacing: bool = False) -> None:
        document = self._editor.document
        self._saved = filter_of(document, view_id) if view_id else CardFilter()
        another = replacing or view_id != self.id
        if another or card_filter != self.filter:
            self._editor.view, self.filter = view_id, card_filter
            rejected = card_filter.rejected(document, self._journey()) if card_filter.hides else frozenset()
            self.left_out = rejected
            self.changed.emit()
        if another:
            self.replaced.emit()
