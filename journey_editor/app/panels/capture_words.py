"""Words of the capture line: what a line means, before it is entered."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.editing.capture import CapturedLine, first_lane
from journey_editor.editing.capture_names import KnownNames, Offer, new_channel_name
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Card, Channel, Lane, Persona, Stage, Step
from journey_editor.wording.map_words import (
    channel_kind_name,
    channel_name,
    emotion_words,
    kind_name,
    lane_name,
    persona_name,
    title_of,
)


def announce_offer(field: QWidget, offers: Sequence[Offer], marked: str) -> None:
    """Announce the marked name of a list, or that none of them is, because the focus is in a field."""
    texts = [each.text for each in offers]
    if marked not in texts:
        announce(field, tr("{name}, press the down arrow to choose").format(name=offers[0].spoken))
        return
    row, words = texts.index(marked), tr("{name}, {row} of {count}")
    announce(field, words.format(name=offers[row].spoken, row=row + 1, count=len(texts)))


def capture_hints() -> tuple[str, ...]:
    """Return texts about the signs of a line, for a wide field and for narrower ones."""
    return (
        tr("What happens @persona #channel #tag :emotion !pain ?opportunity"),
        tr("@persona #channel #tag :emotion !pain ?opportunity"),
        tr("What happens @ # : ! ?"),
    )


class CaptureWords:
    """Words for the lines of a session's journey."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.known = KnownNames()

    def place(self, step_id: str, lane_id: str, meaning: CapturedLine) -> str:
        """Return the names of a step, and of the lane into which a line goes that was begun in a lane."""
        document, language = self._session.seen, self._session.journey.language
        step = document.get(Step, step_id)
        stage = document.get(Stage, step.stage).name or tr("Stage")
        column = f"{stage} › {step.name}" if step.name else stage
        # An empty line already has the signs of its chips.
        meaning = replace(meaning, text="…", emotion=None) if meaning.empty else meaning
        kind, found = first_lane(document, self._session.journey_id, lane_id, meaning)
        lane = title_of(document.get(Lane, found), language) if found else lane_name(kind, language)
        return tr("{stage}, {lane}").format(stage=column, lane=lane)

    def cards(self, lane_id: str, meaning: CapturedLine) -> str:
        """Return the cards that a line makes, and what it leaves as text."""
        parts = []
        if meaning.text:
            kind, _ = first_lane(self._session.seen, self._session.journey_id, lane_id, meaning)
            parts.append(" · ".join([f"{kind_name(kind)}: {meaning.text}", *self.details(meaning)]))
        parts += [f"{kind_name('pain_point')}: {each}" for each in meaning.pains]
        parts += [f"{kind_name('opportunity')}: {each}" for each in meaning.opportunities]
        if meaning.emotion is not None and not meaning.text:
            parts.append(tr("The emotion needs a text before it: what happens."))
        return "   |   ".join(
            [*parts, *self._shown_again(lane_id, meaning), *map(self.unknown, meaning.unknown)]
        )

    def _shown_again(self, lane_id: str, meaning: CapturedLine) -> list[str]:
        """Return the sentences for the hidden lanes into which cards of a line go."""
        document, journey = self._session.seen, self._session.journey
        parts = [meaning] if meaning.text else []
        parts += [CapturedLine(personas=meaning.personas, pains=meaning.pains)] if meaning.pains else []
        parts += [CapturedLine(personas=meaning.personas)] if meaning.opportunities else []
        found = dict.fromkeys(first_lane(document, journey.id, lane_id, part)[1] for part in parts)
        shown = {lane.id for lane in document.lanes_of(journey.id, hidden=False)}
        names = [
            title_of(document.get(Lane, each), journey.language)
            for each in found
            if each and each not in shown
        ]
        return [tr("The hidden lane “{name}” is shown again.").format(name=name) for name in names]

    def names(self, meaning: CapturedLine) -> str:
        """Return the sentence for the personas and the channel of a line that makes no card."""
        names = ", ".join(self.details(replace(meaning, tags=())))
        return tr("Enter keeps {names} for the next line").format(names=names)

    def emotion(self, card: Card | None, meaning: CapturedLine) -> str:
        """Return the sentence for an emotion without a text, which belongs to the selected card."""
        if card is None:
            return tr("An emotion alone is set at the selected touchpoint. Select one, or type what happens.")
        emotion = " · ".join(self.details(meaning))
        return tr("Enter sets the emotion at “{card}”: {emotion}").format(card=card.text, emotion=emotion)

    def tags(self, card: Card | None, meaning: CapturedLine) -> str:
        """Return the sentence for tags without a text, which belong to the selected card."""
        if card is None:
            return tr("Tags alone are added to the selected card. Select one, or type what happens.")
        tags = ", ".join(self.details(CapturedLine(tags=meaning.tags)))
        return tr("Enter adds {tags} to “{card}”").format(tags=tags, card=plain(card.text))

    def unknown(self, word: str) -> str:
        """Return the sentence for a word that only begins like a persona, a channel or a tag."""
        if word.startswith("@"):
            return tr("{name} is not a persona; it stays text.").format(name=word)
        return tr("{name} is neither a channel nor a tag; it stays text.").format(name=word)

    def details(self, meaning: CapturedLine) -> list[str]:
        """Return the words for the channel, the personas, the tags and the emotion of a line."""
        scale = self.known.scale_for(meaning.personas)
        return [
            *([self.channel(meaning.channel)] if meaning.channel else []),
            *self.personas(meaning.personas),
            *(f"#{name}" for name, tag in self.known.tags.items() if tag in meaning.tags),
            *([emotion_words(scale, meaning.emotion)] if meaning.emotion is not None else []),
        ]

    def personas(self, ids: tuple[str, ...]) -> list[str]:
        """Return names of personas that tell them apart from others with the same name."""
        found = [self._session.document.find(each) for each in ids]
        language = self._session.journey.language
        people = [each for each in found if isinstance(each, Persona)]
        return [self.known.name_of("@", each.id) or persona_name(each, language) for each in people]

    def channel(self, channel: str) -> str:
        """Return the name of a channel, or of a kind of channels."""
        language = self._session.journey.language
        record = self._session.document.find(channel)
        if name := new_channel_name(channel):
            return name
        if isinstance(record, Channel):
            return channel_name(record, language)
        return channel_kind_name(channel, language)
