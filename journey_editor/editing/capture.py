"""Capture line: one typed line makes a touchpoint with all its details, pain points and opportunities.

`@` names a persona, `#` a channel or a tag, `:` an emotion on the scale of the curve, `!` begins a pain point
and `?` an opportunity. A sign counts only after a blank (or at the beginning) and before a character that is
neither blank nor a sign; `@` and `#` only before a known name, `:` only before a value of the scale. A
backslash in front of it makes it text.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import NamedTuple

from journey_editor.editing.capture_lanes import lane_for, visible_lane
from journey_editor.editing.commands.cards import add_card, mark_persona, set_card_personas
from journey_editor.editing.commands.curves import curve_for, set_emotion
from journey_editor.editing.commands.journeys import channel_of_kind
from journey_editor.editing.commands.selection import curves_at
from journey_editor.editing.commands.tags import add_tag, mark_tag, set_card_tags
from journey_editor.editing.commands.visibility import show_points
from journey_editor.editing.draft import Draft
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Journey, Lane, Persona, Tag, kind_of, specs
from journey_editor.wording.map_words import channel_kind_name, channel_name, value_on_scale

_SIGNS = "@#:!?"
_WORD = re.compile(r"[^\s@#]*\w")
_LAST_WORD = re.compile(r"(?:^|\s)@([^\s@#:!?]*\w)$")
_NEW_TAG, _NEW_PERSONA = "+", "@"
"""Beginnings of the ids of a tag and of a persona that do not exist yet; the name follows."""
_VALUE = re.compile(r"[+\-−]?\d{1,2}(?:[.,]\d)?(?=\s|$)")


class Completion(NamedTuple):
    """Name that is being typed after a sign: the sign, where it is in the text, and the typed part."""

    sign: str
    start: int
    typed: str


class Offer(NamedTuple):
    """Name that can be chosen, and the id of its record. The id of a new one is no record's."""

    name: str
    id: str

    @property
    def is_new(self) -> bool:
        """True for a tag or persona that does not exist yet."""
        return self.id.startswith((_NEW_TAG, _NEW_PERSONA))

    @property
    def is_persona(self) -> bool:
        """True for a persona."""
        return self.id.startswith(_NEW_PERSONA) or kind_of(self.id) == Persona.KIND

    @property
    def text(self) -> str:
        """Text in a list of names."""
        if not self.is_new:
            return self.name
        new = tr("New persona: {name}") if self.is_persona else tr("New tag “{name}”")
        return new.format(name=self.name)

    @property
    def spoken(self) -> str:
        """Text for screen readers, which do not tell tags from channels by an icon."""
        is_old_tag = is_tag(self.id) and not self.is_new
        return tr("tag {name}").format(name=self.name) if is_old_tag else self.text


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that a line can refer to, with the ids of personas, channels and tags, and the emotion’s scale.

    A channel that does not exist yet has the name of its kind as its id. `scales` are those of the curves of
    personas; for others it is `scale`. Several personas have the names in `shared`, which are case-folded.
    """

    personas: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, str] = field(default_factory=dict)
    scale: str = "words"
    scales: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()

    def names(self, sign: str) -> Mapping[str, str]:
        """Return the names after a sign, with their ids."""
        return {"@": self.personas, "#": {**self.tags, **self.channels}}.get(sign, {})

    def name_of(self, sign: str, record_id: str) -> str:
        """Return the name of a record that no other one has, or an empty string if it is not known."""
        return {each: name for name, each in self.names(sign).items()}.get(record_id, "")

    def scale_for(self, personas: Sequence[str]) -> str:
        """Return the scale of the first persona with a curve, or the usual one."""
        return next((self.scales[each] for each in personas if each in self.scales), self.scale)

    def with_new_tags(self, names: Iterable[str]) -> "KnownNames":
        """Return the names, and those of tags that a line adds."""
        return replace(self, tags={**{name: _NEW_TAG + name for name in names}, **self.tags})


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


def known_names(
    document: Queries, journey_id: str, persona: str = "", *, with_channels: bool = True
) -> KnownNames:
    """Return the names of a journey's personas (also their first names, if unique), channels and tags.

    Personas with the same name also have one with their role or a number; the name alone is the first one. A
    tag with the name of a channel has another name here. The scale is that of the curve of `persona`, or else
    of the first curve.
    """
    personas = [each for each in document.personas_of(journey_id) if each.name.split()]
    first = [each.name.split()[0] for each in personas]
    people = {name: each.id for name, each in zip(first, personas, strict=True) if first.count(name) == 1}
    people |= {each.name: each.id for each in reversed(personas)}
    apart = _names_apart(personas)
    people |= apart
    language = document.get(Journey, journey_id).language
    channels = {channel_kind_name(kind, language): kind for kind in kinds.CHANNEL_KINDS if kind != "other"}
    channels |= {channel_name(each, language): each.id for each in document.channels()}
    if not with_channels:
        channels.clear()
    taken = {name.casefold() for name in channels}
    tags = {
        tr("{name} (tag)").format(name=each.name) if each.name.casefold() in taken else each.name: each.id
        for each in document.tags()
        if each.name.split()
    }
    curves = sorted(document.curves_of(journey_id), key=lambda each: each.persona != persona)
    scales = {each.persona: each.scale for each in reversed(curves)}
    shared = frozenset(each.name.casefold() for each in personas if each.id in apart.values())
    return KnownNames(people, channels, curves[0].scale if curves else "words", scales, tags, shared)


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


def completion_at(
    line: str, cursor: int, known: KnownNames, signs: str = "@#", *, whole: bool = False
) -> Completion | None:
    """Return the name that is being typed before the cursor, if there are names to offer for it.

    A name that is typed completely only counts if `whole`.
    """
    for sign in signs:
        start = line.rfind(sign, 0, cursor)
        if start < 0 or (start > 0 and not line[start - 1].isspace()):
            continue
        typed = line[start + 1 : cursor]
        complete = not whole and typed.casefold() in set(map(str.casefold, known.names(sign))) - known.shared
        completion = Completion(sign, start, typed)
        if not complete and offers(known, completion):
            return completion
    return None


def offers(known: KnownNames, completion: Completion) -> list[Offer]:
    """Return the names that match what is typed, and at the end a new tag if none has this name."""
    sign, _, typed = completion
    names = known.names(sign)
    found = [Offer(name, names[name]) for name in matching_names(known, sign, typed)]
    if sign == "#" and _can_name_tag(typed) and typed.casefold() not in map(str.casefold, names):
        found.append(Offer(typed, _NEW_TAG + typed))
    return found


def unknown_persona_at(line: str, cursor: int, known: KnownNames) -> Completion | None:
    """Return the word after `@` that ends at the cursor if no known name begins like that."""
    word = _LAST_WORD.search(line[:cursor]) if not line[cursor : cursor + 1].strip() else None
    if word is None or matching_names(known, "@", word[1]):
        return None
    return Completion("@", word.start(1) - 1, word[1])


def new_persona(name: str) -> Offer:
    """Return the offer of a persona that does not exist yet."""
    return Offer(name, _NEW_PERSONA + name)


def matching_names(known: KnownNames, sign: str, typed: str) -> list[str]:
    """Return the names after a sign that begin with what is typed, each record once and tags last.

    Hyphens may be left out, as in “email”.
    """
    wanted = _folded(typed)
    if typed and not wanted:
        return []
    names = known.names(sign)
    found = {record_id: name for name, record_id in names.items() if _folded(name).startswith(wanted)}
    return sorted(found.values(), key=lambda name: (is_tag(names[name]), name.casefold()))


def is_tag(record_id: str) -> bool:
    """Return True for the id of a tag, also of a new one."""
    return kind_of(record_id) == Tag.KIND or record_id.startswith(_NEW_TAG)


def completed(line: str, completion: Completion, name: str) -> str:
    """Return a line with a name in place of its typed beginning, and a blank after it."""
    end = completion.start + 1 + len(completion.typed)
    return f"{line[: completion.start]}{completion.sign}{name} {line[end:].lstrip()}"


def assign_name(draft: Draft, journey_id: str, card_id: str, sign: str, record_id: str) -> None:
    """Add a persona (`@`) or a tag (`#`) to a card, or set its channel (`#`).

    One that is gone meanwhile changes nothing.
    """
    if sign == "@" and record_id in draft:
        mark_persona(draft, card_id, record_id, marked=True)
    elif is_tag(record_id):
        complete_card(draft, journey_id, card_id, CapturedLine(tags=(record_id,)))
    elif sign == "#" and (record_id in draft or record_id in kinds.CHANNEL_KINDS):
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


def _folded(name: str) -> str:
    return name.casefold().replace("-", "")


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


def _names_apart(personas: Sequence[Persona]) -> dict[str, str]:
    """Return a name with the role, or with a number, for each of the personas that have the same name."""
    groups: dict[str, list[Persona]] = {}
    for each in personas:
        groups.setdefault(each.name.casefold(), []).append(each)
    names = {}
    for group in (each for each in groups.values() if len(each) > 1):
        roles = [each.role.casefold() for each in group]
        for number, each in enumerate(group, 1):
            alone = each.role and roles.count(each.role.casefold()) == 1
            names[f"{each.name} ({each.role if alone else number})"] = each.id
    return names


def _can_name_tag(typed: str) -> bool:
    """Return True for a word that can be offered as a new tag; “#4711” is the number of an order."""
    if not typed[:1].isalpha() or any(map(str.isspace, typed)) or not specs(Tag)["name"].holds(typed):
        return False
    return not unicodedata.category(typed[-1]).startswith("P")


def _tags(draft: Draft, tags: Iterable[str]) -> list[str]:
    """Return the ids of tags; new ones are added, and those that are gone are left out."""
    made = (
        add_tag(draft, each.removeprefix(_NEW_TAG)).id if each.startswith(_NEW_TAG) else each for each in tags
    )
    return [each for each in made if each in draft]


def _channel(draft: Draft, journey_id: str, channel: str) -> str:
    """Return the id of a channel; for a kind, that of the channel of that kind, which is added if needed."""
    if isinstance(draft.find(channel), Channel):
        return channel
    usual = channel_kind_name(channel, draft.get(Journey, journey_id).language)
    return channel_of_kind(draft, "", channel, usual).id
