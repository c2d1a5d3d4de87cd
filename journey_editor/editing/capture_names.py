"""Names after the signs `@` and `#` in a text: which are known, which match what is typed, and new ones."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from typing import NamedTuple

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Persona, Tag, kind_of, specs
from journey_editor.wording.map_words import channel_kind_name, channel_name

_LAST_WORD = re.compile(r"(?:^|\s)@([^\s@#:!?]*\w)$")
_NEW_TAG, _NEW_PERSONA, _NEW_CHANNEL = "+", "@", "#"
"""Beginnings of the ids of a tag, a persona and a channel that do not exist yet; the name follows."""
_WITHIN_WORDS = 2
"""Minimum number of typed characters for names that have them inside a word."""
_WORDS = re.compile(r"\w+")
_INSIDE = 2
"""Rank of a name that has what is typed inside a word (see `_rank`)."""


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
        """True for a tag, persona or channel that does not exist yet."""
        return self.id.startswith((_NEW_TAG, _NEW_PERSONA, _NEW_CHANNEL))

    @property
    def is_persona(self) -> bool:
        """True for a persona."""
        return self.id.startswith(_NEW_PERSONA) or kind_of(self.id) == Persona.KIND

    @property
    def text(self) -> str:
        """Text in a list of names."""
        if not self.is_new:
            return self.name
        if self.is_persona:
            return tr("New persona: {name}").format(name=self.name)
        new = tr("New tag “{name}”") if is_tag(self.id) else tr("New channel “{name}”")
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

    def with_new(self, chosen: Iterable[Offer]) -> "KnownNames":
        """Return the names, and those of tags and channels that a line adds."""
        new = dict(chosen)
        tags = {name: each for name, each in new.items() if is_tag(each)}
        channels = {name: each for name, each in new.items() if not is_tag(each)}
        return replace(self, tags={**tags, **self.tags}, channels={**channels, **self.channels})


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
    """Return the names that match what is typed, then a new tag and a new channel if none has this name."""
    sign, _, typed = completion
    names = known.names(sign)
    found = [Offer(name, names[name]) for name in matching_names(known, sign, typed)]
    if sign == "#" and _can_name_tag(typed) and typed.casefold() not in map(str.casefold, names):
        found.append(Offer(typed, _NEW_TAG + typed))
        # Only touchpoints have a channel.
        found += [Offer(typed, _NEW_CHANNEL + typed)] if known.channels else []
    return found


def unknown_persona_at(line: str, cursor: int, known: KnownNames) -> Completion | None:
    """Return the word after `@` that ends at the cursor if no word of a known name begins like that."""
    word = _LAST_WORD.search(line[:cursor]) if not line[cursor : cursor + 1].strip() else None
    if word is None or any(_rank(name, word[1]) < _INSIDE for name in known.personas):
        return None
    return Completion("@", word.start(1) - 1, word[1])


def new_persona(name: str) -> Offer:
    """Return the offer of a persona that does not exist yet."""
    return Offer(name, _NEW_PERSONA + name)


def matching_names(known: KnownNames, sign: str, typed: str) -> list[str]:
    """Return the names after a sign that have in them what is typed, each record once.

    Names that begin with it come first, then those with a word that does. Among these, tags are last. Hyphens
    may be left out, as in “email”.
    """
    if typed and not _folded(typed):
        return []
    names = known.names(sign)
    ranks = {name: _rank(name, typed) for name in names}
    # Of the names of a record the nearest one counts, and of equally near ones the last, which is longer.
    matching = sorted((name for name in names if ranks[name] <= _INSIDE), key=lambda name: -ranks[name])
    found = {names[name]: name for name in matching}
    return sorted(found.values(), key=lambda name: (ranks[name], is_tag(names[name]), name.casefold()))


def is_preselected(offer: Offer, typed: str) -> bool:
    """Return True if Enter takes an offered name: a word of it begins with what is typed.

    Others must be chosen, so that Enter can leave the word as text.
    """
    return not offer.is_new and _rank(offer.name, typed) < _INSIDE


def new_tag_name(record_id: str) -> str:
    """Return the name of a tag that does not exist yet, or an empty text for the id of another record."""
    return record_id.removeprefix(_NEW_TAG) if record_id.startswith(_NEW_TAG) else ""


def new_channel_name(record_id: str) -> str:
    """Return the name of a channel that does not exist yet, or an empty text for the id of another record."""
    return record_id.removeprefix(_NEW_CHANNEL) if record_id.startswith(_NEW_CHANNEL) else ""


def is_tag(record_id: str) -> bool:
    """Return True for the id of a tag, also of a new one."""
    return kind_of(record_id) == Tag.KIND or bool(new_tag_name(record_id))


def completed(line: str, completion: Completion, name: str) -> str:
    """Return a line with a name in place of its typed beginning, and a blank after it."""
    end = completion.start + 1 + len(completion.typed)
    return f"{line[: completion.start]}{completion.sign}{name} {line[end:].lstrip()}"


def _folded(name: str) -> str:
    return name.casefold().replace("-", "")


def _rank(name: str, typed: str) -> int:
    """Return 0 for a name that begins with what is typed, 1 if a word of it does, 2 if it has it inside.

    It is 3 for other names.
    """
    whole, wanted = _folded(name), _folded(typed)
    if whole.startswith(wanted):
        return 0
    if any(word.startswith(typed.casefold()) for word in _WORDS.findall(name.casefold())):
        return 1
    return _INSIDE if len(wanted) >= _WITHIN_WORDS and wanted in whole else _INSIDE + 1


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
