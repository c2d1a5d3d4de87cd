"""Capture line: one typed line makes a touchpoint with all its details, pain points and opportunities.

`@` names a persona, `#` a channel or a tag, `:` an emotion on the scale of the curve, `!` begins a pain point
and `?` an opportunity. A sign counts only after a blank (or at the beginning) and before a character that is
neither blank nor a sign; `@` and `#` only before a known name, `:` only before a value of the scale. A
backslash in front of it makes it text.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from journey_editor.editing.capture_lanes import lane_for, visible_lane
from journey_editor.editing.capture_names import KnownNames, is_tag, new_channel_name, new_tag_name
from journey_editor.editing.commands.cards import add_card, mark_persona, set_card_personas
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.journeys import channel_of_kind
from journey_editor.editing.commands.selection import curves_at
from journey_editor.editing.commands.tags import add_tag, mark_tag, set_card_tags
from journey_editor.editing.commands.visibility import show_points
from journey_editor.editing.draft import Draft
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Journey, Lane
from journey_editor.wording.map_words import channel_kind_name, value_on_scale

_SIGNS = "@#:!?"
_WORD = re.compile(r"[^\s@#]*\w")
_VALUE = re.compile(r"[+\-−]?\d{1,2}(?:[.,]\d)?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class CapturedLine:
    """Meaning of a line. `emotion` is a value from −1 to +1, or None.

    `unknown` are the words of the text that begin like a persona or a channel, with their signs.
    """

    text: str = ""
    personas: tuple[str, ...] = ()
    channel: str = ""
    emotion: float | None = None
    pains: tuple[str, ...] = ()
    opportunities: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    unknown: tuple[str, ...] = field(default=(), compare=False)

    @property
    def plain(self) -> bool:
        """True if the line has a text, perhaps with tags, and nothing else."""
        return self == CapturedLine(self.text, tags=self.tags)

    @property
    def empty(self) -> bool:
        """True if the line makes no card."""
        return not (self.text or self.pains or self.opportunities)


def parse_line(line: str, known: KnownNames, personas: Sequence[str] = (), channel: str = "") -> CapturedLine:
    """Return the meaning of a line. The personas and the channel apply unless it names its own."""
    line = clean_text(line, limit=len(line), lines=False)
    people = _parse(line, known).personas or tuple(personas)
    captured = _parse(line, replace(known, scale=known.scale_for(people)))
    return replace(captured, personas=people, channel=captured.channel or channel)


def _parse(line: str, known: KnownNames) -> CapturedLine:
    parts: list[tuple[str, list[str]]] = [("", [])]
    personas: list[str] = []
    tags: list[str] = []
    channel, emotion = "", None
    unknown: list[str] = []
    at = 0
    while at < len(line):
        starts_word = at == 0 or line[at - 1].isspace()
        if starts_word and line[at] == "\\" and line[at + 1 : at + 2] and line[at + 1] in _SIGNS:
            parts[-1][1].append(line[at + 1])
            at += 2
            continue
        # A known name can begin with a sign.
        begins = line[at] if starts_word and line[at] in _SIGNS else ""
        name, end = _name_at(line, at + 1, known.names(begins)) if begins else ("", at)
        sign = begins if name or _is_sign(line, at) else ""
        value = _VALUE.match(line, at + 1) if sign == ":" else None
        number = value_on_scale(known.scale, value[0]) if value else None
        if name:
            record_id = known.names(sign)[name]
            if sign == "@":
                personas.append(record_id)
            elif is_tag(record_id):
                tags.append(record_id)
            else:
                channel = record_id
            at = end
        elif value and number is not None:
            emotion = number
            at = value.end()
        elif sign and sign in "!?":
            parts.append((sign, []))
            at += 1
        else:
            word = _WORD.match(line, at + 1) if sign in ("@", "#") else None
            # “Order #4711” means no channel.
            if word and not (sign == "#" and word[0].isdecimal()):
                unknown.append(sign + word[0])
            parts[-1][1].append(line[at])
            at += 1
    texts = [(sign, " ".join("".join(letters).split())) for sign, letters in parts]
    return CapturedLine(
        texts[0][1],
        tuple(dict.fromkeys(personas)),
        channel,
        emotion,
        tuple(text for sign, text in texts if sign == "!" and text),
        tuple(text for sign, text in texts if sign == "?" and text),
        tuple(dict.fromkeys(tags)),
        tuple(dict.fromkeys(unknown)),
    )


def assign_name(draft: Draft, journey_id: str, card_id: str, sign: str, record_id: str) -> None:
    """Add a persona (`@`) or a tag (`#`) to a card, or set its channel (`#`).

    One that is gone meanwhile changes nothing.
    """
    if sign == "@" and record_id in draft:
        mark_persona(draft, card_id, record_id, marked=True)
    elif is_tag(record_id):
        complete_card(draft, journey_id, card_id, CapturedLine(tags=(record_id,)))
    elif sign == "#" and (
        record_id in draft or record_id in kinds.CHANNEL_KINDS or new_channel_name(record_id)
    ):
        complete_card(draft, journey_id, card_id, CapturedLine(channel=record_id))


def first_lane(
    document: Queries, journey_id: str, lane_id: str, captured: CapturedLine
) -> tuple[str, str | None]:
    """Return the kind and the id of the lane that gets the first card of a line; None is a lane to add.

    A plain text goes into the lane in focus; with signs it becomes a touchpoint.
    """
    focused = document.get(Lane, lane_id).kind
    if captured.text and captured.plain and focused in kinds.CARD_LANES:
        return focused, lane_id
    kind = "touchpoint" if captured.text else "pain_point" if captured.pains else "opportunity"
    return kind, lane_for(document, journey_id, kind, lane_id, captured.personas)


def complete_card(
    draft: Draft, journey_id: str, card_id: str, captured: CapturedLine, persona: str = ""
) -> None:
    """Add the tags of a line to a card, and set its channel and emotion.

    The emotion is that of the personas of the line, or else the one at the card, as in `change_emotions`.
    """
    for each in _tags(draft, captured.tags):
        mark_tag(draft, card_id, each, marked=True)
    if captured.channel:
        draft.change(draft.get(Card, card_id), channel=_channel(draft, journey_id, captured.channel))
    if captured.emotion is not None:
        curves = [curve_for(draft, journey_id, each) for each in captured.personas]
        curves = curves or curves_at(draft, journey_id, draft.get(Card, card_id), persona)
        points = [set_emotion(draft, each.id, card_id, captured.emotion, source="assumed") for each in curves]
        show_points(draft, journey_id, [each.id for each in points])


def add_captured(
    draft: Draft, journey_id: str, step_id: str, lane_id: str, captured: CapturedLine, persona: str = ""
) -> list[str]:
    """Add the cards of a line in a step, and return their ids.

    The text goes into its `first_lane`. Missing lanes are added, hidden ones shown. `persona` is the one
    whose emotion is set if the line names no persona.
    """
    made = []
    if captured.text:
        kind, found = first_lane(draft.seen, journey_id, lane_id, captured)
        lane = visible_lane(draft, journey_id, kind, found)
        card = add_card(draft, step_id, lane, captured.text)
        made.append(card.id)
        set_card_personas(draft, card.id, captured.personas)
        complete_card(draft, journey_id, card.id, replace(captured, personas=captured.personas or (persona,)))
    for kind, texts in (("pain_point", captured.pains), ("opportunity", captured.opportunities)):
        for text in texts:
            found = lane_for(draft.seen, journey_id, kind, lane_id, captured.personas)
            lane = visible_lane(draft, journey_id, kind, found)
            card = add_card(draft, step_id, lane, text)
            set_card_personas(draft, card.id, captured.personas)
            made.append(card.id)
    tags = _tags(draft, captured.tags)
    for each in made if tags else ():
        set_card_tags(draft, each, tags)
    return made


def _is_sign(line: str, at: int) -> bool:
    after = line[at + 1 : at + 2]
    # Several signs in a row are text.
    counts = bool(after) and not after.isspace() and after not in _SIGNS
    return line[at] in _SIGNS and counts and (at == 0 or line[at - 1].isspace())


def _name_at(line: str, at: int, names: Mapping[str, str]) -> tuple[str, int]:
    """Return the longest of the names at a position that ends there with a word, and where it ends."""
    longest = 2 + 3 * max(map(len, names), default=0)
    rest = line[at : at + longest]
    for name in sorted(names, key=len, reverse=True):
        wanted = name.casefold()
        if rest.casefold().startswith(wanted):
            # The same name can be written with more or fewer characters, such as ss for ß.
            ends = (end for end in range(len(rest) + 1) if len(rest[:end].casefold()) >= len(wanted))
            end = next(ends)
            if not rest[end : end + 1].isalnum() and rest[:end].casefold() == wanted:
                return name, at + end
    return "", at


def _tags(draft: Draft, tags: Iterable[str]) -> list[str]:
    """Return the ids of tags; new ones are added, and those that are gone are left out."""
    made = (add_tag(draft, name).id if (name := new_tag_name(each)) else each for each in tags)
    return [each for each in made if each in draft]


def _channel(draft: Draft, journey_id: str, channel: str) -> str:
    """Return the id of a channel. A new one is added, and one of a kind if there is none."""
    if isinstance(draft.find(channel), Channel):
        return channel
    if name := new_channel_name(channel):
        return channel_of_kind(draft, name, "other").id
    usual = channel_kind_name(channel, draft.get(Journey, journey_id).language)
    return channel_of_kind(draft, "", channel, usual).id
