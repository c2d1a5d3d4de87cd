"""Bindings between a field of the inspector and a field of one or several records."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import Any, Protocol

from journey_editor.app.session.card_tags import has_tag, set_tag
from journey_editor.app.session.lane_kind import change_lane_kind, kind_of_lane
from journey_editor.app.session.session import Session
from journey_editor.editing.commands.cards import mark_persona
from journey_editor.editing.commands.journeys import channel_of_kind, set_language
from journey_editor.editing.commands.lanes import (
    choose_channels,
    rename_lane_kind,
    show_channel,
    show_detail,
    shown_channels,
)
from journey_editor.editing.commands.measures import set_measure_kind
from journey_editor.editing.commands.persona_sheets import prefer_channel
from journey_editor.editing.commands.personas import set_colors
from journey_editor.editing.commands.visibility import (
    hidden_lanes,
    hidden_personas,
    hide_lanes,
    hide_personas,
)
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.kinds import PERSONA_COLORS
from journey_editor.model.records import TYPE_OF_KIND, Card, CardPersona, Lane, kind_of
from journey_editor.model.sheet_records import PersonaChannel
from journey_editor.wording.map_words import channel_kind_name, name_of_kind
from journey_editor.wording.spoken import describe_column

Ids = Callable[[], Sequence[str]]
"""Callable that returns the ids of the records that a field currently edits."""

MIXED = object()
"""Marker for records with different values."""

typings = count(1)
"""Distinct markers for periods of typing."""


class Binding(Protocol):
    """Reads a value, and writes it as an undo step."""

    def read(self) -> Any:
        """Return the value, or `MIXED`."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Change the value as an undo step; writes with the same `typing` marker are merged into one step."""


class LevelBinding(Binding, Protocol):
    """Binding of a number that can also be changed by steps."""

    def change(self, change: Callable[[Any], Any], typing: str = "") -> bool:
        """Change each record's value to `change` of its own value, as a single undo step."""


class FieldBinding:
    """Field of some records of one kind. `name` is the name of the undo step."""

    def __init__(self, session: Session, ids: Ids, field: str, name: str) -> None:
        self._session, self._ids, self._field, self._name = session, ids, field, name

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the records that the field edits."""
        return tuple(self._ids())

    def read(self) -> Any:
        """Return the common value of all records, or `MIXED`."""
        document = self._session.document
        found = [document.find(each) for each in self._ids()]
        values = {getattr(each, self._field) for each in found if each is not None}
        return values.pop() if len(values) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Set the value in all records."""
        return value == self.read() or self.change(lambda _: value, typing)

    def change(self, change: Callable[[Any], Any], typing: str = "") -> bool:
        """Set each record's value to `change` of its own value, like `write`."""
        # A field may lose the focus after its record has been removed.
        ids = [each for each in self._ids() if each in self._session.document]
        extends = (self._field, *ids, typing) if typing else None
        transaction = self._session.edit(self._name, extends=extends)
        with transaction as draft:
            for each in ids:
                record = draft.get(TYPE_OF_KIND[kind_of(each)], each)
                draft.change(record, **{self._field: change(getattr(record, self._field))})
        return transaction.succeeded

    def refuse(self, sentence: str) -> None:
        """Report why an input is not a valid value."""
        self._session.notice.emit(sentence)


class HiddenBinding:
    """Visibility of a lane or persona on the map, or in the view that is shown."""

    def __init__(self, session: Session, ids: Ids, name: str, *, hidden: bool) -> None:
        """Bind a field that is true if the first record is hidden, or unless `hidden` if it is shown."""
        self._session, self._ids, self._name, self._hidden = session, ids, name, hidden

    def read(self) -> Any:
        """Return the value."""
        seen, journey = self._session.seen, self._session.journey_id
        found = hidden_personas(seen, journey) if self._is_persona else hidden_lanes(seen, journey)
        return (self._ids()[0] in [each.id for each in found]) == self._hidden

    def write(self, value: Any, typing: str = "") -> bool:
        """Hide or show the lane or persona."""
        transaction = self._session.edit(self._name)
        with transaction as draft:
            hidden = bool(value) == self._hidden
            if self._is_persona:
                hide_personas(draft, self._session.journey_id, self._ids(), hidden=hidden)
            else:
                hide_lanes(draft, self._ids(), hidden=hidden)
        return transaction.succeeded

    @property
    def _is_persona(self) -> bool:
        return kind_of(self._ids()[0]) == "persona"


class LaneKindBinding(FieldBinding):
    """Kind of a lane, or the id of one that users defined."""

    def read(self) -> Any:
        """Return the common kind of all lanes, or `MIXED`."""
        found = (self._session.document.find(each) for each in self._ids())
        values = {kind_of_lane(each) for each in found if isinstance(each, Lane)}
        return values.pop() if len(values) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Set the kind."""
        return value == self.read() or change_lane_kind(self._session, self._ids(), value, self._name)


class LaneKindNameBinding(FieldBinding):
    """Name of a kind of lanes that users defined, which lanes have as title."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Rename the kind and these lanes."""
        if value == self.read():
            return True
        ids = [each for each in self._ids() if each in self._session.document]
        transaction = self._session.edit(self._name, extends=("name", *ids, typing) if typing else None)
        with transaction as draft:
            for each in ids:
                rename_lane_kind(draft, each, value)
        return transaction.succeeded


class LanguageBinding(FieldBinding):
    """Language of a journey, which also sets the reading direction of the map."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Set the language."""
        if value == self.read():
            return True
        transaction = self._session.edit(self._name)
        with transaction as draft:
            for each in self._ids():
                set_language(draft, each, value, name_of_kind)
        return transaction.succeeded


class SpanBinding:
    """Last step that some cards span; empty for cards in their own step only."""

    def __init__(self, session: Session, ids: Ids, name: str) -> None:
        self._session, self._ids, self._name = session, ids, name

    def read(self) -> Any:
        """Return the common last step, or `MIXED`."""
        spans = [self._session.document.span_of(card) for card in self._cards()]
        found = {span[-1] if len(span) > 1 else "" for span in spans}
        return found.pop() if len(found) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Let the cards span the steps until this one; those that begin after it keep their own step."""
        if value == self.read():
            return True
        transaction = self._session.edit(self._name)
        with transaction as draft:
            for card in self._cards():
                later = bool(value) and value in _later(draft, [card])
                draft.change(card, last_step=value if later else "")
        return transaction.succeeded

    def options(self) -> list[tuple[str, str]]:
        """Return the choices with their names: the steps after the first of the cards.

        Equal names are numbered.
        """
        document = self._session.document
        steps = _later(document, self._cards())
        names = [describe_column(document, step) or tr("No name") for step in steps]
        numbered = [
            f"{name} ({names[: index + 1].count(name)})" if names.count(name) > 1 else name
            for index, name in enumerate(names)
        ]
        return [("", tr("Own step only")), *zip(steps, numbered, strict=True)]

    def _cards(self) -> list[Card]:
        found = (self._session.document.find(each) for each in self._ids())
        return [each for each in found if isinstance(each, Card)]


def _later(document: Queries, cards: Sequence[Card]) -> list[str]:
    """Return the steps after the first of the cards."""
    if not cards:
        return []
    steps = [step.id for step in document.columns_of(document.journey_of(cards[0].step))]
    return steps[min(steps.index(card.step) for card in cards) + 1 :]


class ColorBinding:
    """Colour of personas in the journey: the chosen one, else that of their position."""

    def __init__(self, session: Session, ids: Ids, name: str) -> None:
        self._session, self._ids, self._name = session, ids, name

    def read(self) -> Any:
        """Return the number of the common colour, or `MIXED`."""
        colors = self._session.document.persona_colors(self._session.journey_id)
        found = {colors[each] % PERSONA_COLORS for each in self._ids() if each in colors}
        return found.pop() if len(found) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Set the colour of all of the personas."""
        if value == self.read():
            return True
        transaction = self._session.edit(self._name)
        with transaction as draft:
            set_colors(draft, self._session.journey_id, dict.fromkeys(self._ids(), value))
        return transaction.succeeded


class PersonaBinding:
    """Membership of one persona in some cards; the cards' other personas stay as they are."""

    def __init__(self, session: Session, card_ids: Ids, persona_id: str) -> None:
        self._session, self._ids, self._persona_id = session, card_ids, persona_id

    def read(self) -> Any:
        """Return True if all of the cards have the persona, False if none has it, else `MIXED`."""
        document = self._session.document
        marked = {
            any(each.persona == self._persona_id for each in document.select(CardPersona, card=card_id))
            for card_id in self._ids()
            if card_id in document
        }
        return marked.pop() if len(marked) == 1 else MIXED

    def write(self, value: Any, typing: str = "") -> bool:
        """Add the persona to all of the cards, or remove it from all."""
        name = ntr("Change the card’s personas", "Change the cards’ personas", len(self._ids()))
        transaction = self._session.edit(name)
        with transaction as draft:
            for each in self._ids():
                mark_persona(draft, each, self._persona_id, marked=bool(value))
        return transaction.succeeded


class MeasureKindBinding(FieldBinding):
    """Kind of measures, which also decides whether more is better."""

    def write(self, value: Any, typing: str = "") -> bool:
        """Set the kind of all measures."""
        transaction = self._session.edit(self._name)
        with transaction as draft:
            for each in self._ids():
                set_measure_kind(draft, each, value)
        return transaction.succeeded


class ChannelBinding:
    """Preference of a persona for a channel, given by its id, or for one of a kind that the project lacks."""

    def __init__(self, session: Session, persona_ids: Ids, channel: str) -> None:
        self._session, self._ids, self._channel = session, persona_ids, channel

    def read(self) -> Any:
        """Return whether the persona prefers the channel."""
        preferred = self._session.document.select(
            PersonaChannel, persona=self._ids()[0], channel=self._channel
        )
        return bool(preferred)

    def write(self, value: Any, typing: str = "") -> bool:
        """Set whether the persona prefers the channel."""
        transaction = self._session.edit(tr("Change preferred channels"))
        with transaction as draft:
            channel = self._channel
            if channel in kinds.CHANNEL_KINDS:
                usual = channel_kind_name(channel, self._session.journey.language)
                channel = channel_of_kind(draft, "", channel, usual).id
            prefer_channel(draft, self._ids()[0], channel, preferred=bool(value))
        return transaction.succeeded


class LaneChannelBinding:
    """Channel that a channel matrix shows; an empty one for the matrix of all channels that are used."""

    def __init__(self, session: Session, lane_id: str, channel: str) -> None:
        self._session, self._lane_id, self._channel = session, lane_id, channel

    def read(self) -> Any:
        """Return whether the matrix shows the channel."""
        document = self._session.document
        lane = document.find(self._lane_id)
        if not self._channel or not isinstance(lane, Lane):
            return not document.chosen_channels(self._lane_id)
        return any(each.id == self._channel for each in shown_channels(document, lane))

    def write(self, value: Any, typing: str = "") -> bool:
        """Show the channel or leave it out; or show all that are used, or choose those that are shown now."""
        transaction = self._session.edit(tr("Change lane"))
        with transaction as draft:
            if self._channel:
                show_channel(draft, self._lane_id, self._channel, shown=bool(value))
            else:
                shown = shown_channels(draft, draft.get(Lane, self._lane_id)) or draft.channels()
                choose_channels(draft, self._lane_id, [] if value else [each.id for each in shown])
        return transaction.succeeded


class TagBinding:
    """A tag on some cards; the cards' other tags stay as they are."""

    def __init__(self, session: Session, card_ids: Ids, tag_id: str) -> None:
        self._session, self._ids, self._tag_id = session, card_ids, tag_id

    def read(self) -> Any:
        """Return True if all of the cards have the tag, False if none has it, else `MIXED`."""
        value = has_tag(self._session.document, self._ids(), self._tag_id)
        return MIXED if value is None else value

    def write(self, value: Any, typing: str = "") -> bool:
        """Add the tag to all of the cards, or remove it from all."""
        return set_tag(self._session, self._ids(), self._tag_id, marked=bool(value))


class DetailBinding:
    """Visibility of a detail on the cards of a lane."""

    def __init__(self, session: Session, lane_id: str, detail: str) -> None:
        self._session, self._lane_id, self._detail = session, lane_id, detail

    def read(self) -> Any:
        """Return whether the detail is shown."""
        lane = self._session.document.find(self._lane_id)
        return isinstance(lane, Lane) and self._detail not in lane.hidden_details.split()

    def write(self, value: Any, typing: str = "") -> bool:
        """Show or hide the detail."""
        transaction = self._session.edit(tr("Change lane"))
        with transaction as draft:
            show_detail(draft, self._lane_id, self._detail, shown=bool(value))
        return transaction.succeeded
