"""What a field of the inspector shows and changes: one field of one or several records."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, Protocol

from journey_editor.app.session.session import Session
from journey_editor.editing.commands.cards import mark_persona
from journey_editor.editing.commands.journeys import set_language
from journey_editor.foundation.translation import tr
from journey_editor.model.records import TYPE_OF_KIND, CardPersona, kind_of
from journey_editor.wording.map_words import name_of_kind

Ids = Callable[[], Sequence[str]]
"""Says which records a field is about at present."""

MIXED = object()
"""Stands for values of several records that differ."""

typings = count(1)
"""Marks for stretches of typing, each another."""


class Binding(Protocol):
    """Reads a value, and writes one as a step of the user's."""

    def read(self) -> Any:
        """The value, or `MIXED`."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Change the value as one step, or in one with the latest that has the same `typing` mark."""


class FieldBinding:
    """A field of some records of one kind. `name` is what the menu calls the step."""

    def __init__(self, session: Session, ids: Ids, field: str, name: str) -> None:
        self._session, self._ids, self._field, self._name = session, ids, field, name

    def read(self) -> Any:
        """The value that all of the records have, or `MIXED`."""
        document = self._session.document
        found = [document.find(each) for each in self._ids()]
        values = {getattr(each, self._field) for each in found if each is not None}
        return values.pop() if len(values) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Give all of the records the value."""
        return value == self.read() or self.change(lambda _: value, typing)

    def change(self, change: Callable[[Any], Any], typing: str = "") -> bool:
        """Give each record what `change` makes of its own value, as `write` does."""
        # A field may be left after its record has gone.
        ids = [each for each in self._ids() if each in self._session.document]
        extends = (self._field, *ids, typing) if typing else None
        transaction = self._session.edit(self._name, extends=extends)
        with transaction as draft:
            for each in ids:
                record = draft.get(TYPE_OF_KIND[kind_of(each)], each)
                draft.change(record, **{self._field: change(getattr(record, self._field))})
        return transaction.succeeded

    def refuse(self, sentence: str) -> None:
        """Say why what was written is no value at all."""
        self._session.notice.emit(sentence)


class LanguageBinding(FieldBinding):
    """The language of a journey, and with it the side from which the map is read."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Choose the language."""
        if value == self.read():
            return True
        transaction = self._session.edit(self._name)
        with transaction as draft:
            for each in self._ids():
                set_language(draft, each, value, name_of_kind)
        return transaction.succeeded


class PersonaBinding:
    """Whether some cards are about one persona; the other personas of each card are left alone."""

    def __init__(self, session: Session, card_ids: Ids, persona_id: str) -> None:
        self._session, self._ids, self._persona_id = session, card_ids, persona_id

    def read(self) -> Any:
        """Return true if all of the cards are about the persona, false if none is, else `MIXED`."""
        document = self._session.document
        marked = {
            any(each.persona == self._persona_id for each in document.select(CardPersona, card=card_id))
            for card_id in self._ids()
            if card_id in document
        }
        return marked.pop() if len(marked) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Mark all of the cards with the persona, or none of them."""
        transaction = self._session.edit(tr("Change the card’s personas"))
        with transaction as draft:
            for each in self._ids():
                mark_persona(draft, each, self._persona_id, marked=bool(value))
        return transaction.succeeded
