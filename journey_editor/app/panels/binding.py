"""What a field of the inspector shows and changes: one field of one or several records."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, Protocol

from journey_editor.app.session import Session
from journey_editor.editing.commands.cards import set_card_personas
from journey_editor.editing.commands.journeys import set_language
from journey_editor.foundation.translation import tr
from journey_editor.layout.words import name_of_kind
from journey_editor.model.records import TYPE_OF_KIND, kind_of

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
        if value == self.read():
            return True
        extends = (self._field, *self._ids(), typing) if typing else None
        attempt = self._session.edit(self._name, extends=extends)
        with attempt as draft:
            for each in self._ids():
                draft.change(draft.get(TYPE_OF_KIND[kind_of(each)], each), **{self._field: value})
        return attempt.succeeded

    def refuse(self, sentence: str) -> None:
        """Say why what was written is no value at all."""
        self._session.notice.emit(sentence)


class LanguageBinding(FieldBinding):
    """The language of a journey, and with it the side from which the map is read."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Choose the language."""
        if value == self.read():
            return True
        attempt = self._session.edit(self._name)
        with attempt as draft:
            for each in self._ids():
                set_language(draft, each, value, name_of_kind)
        return attempt.succeeded


class PersonasBinding:
    """Which personas some cards are about; `MIXED` where the cards differ."""

    def __init__(self, session: Session, card_ids: Ids) -> None:
        self._session, self._ids = session, card_ids

    def read(self) -> Any:
        """The ids of the personas, as a tuple."""
        document = self._session.document
        found = {tuple(p.id for p in document.personas_on(each)) for each in self._ids() if each in document}
        return found.pop() if len(found) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Let the cards be about these personas."""
        attempt = self._session.edit(tr("Change the card’s personas"))
        with attempt as draft:
            for each in self._ids():
                set_card_personas(draft, each, value)
        return attempt.succeeded
