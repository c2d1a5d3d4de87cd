"""Words for the changes between two journeys, for lists and screen readers."""

from collections.abc import Iterator, Sequence
from typing import Any, Protocol

from journey_editor.editing.change import Change
from journey_editor.editing.comparison import CARD_CHANGES, CHANGES, Comparison
from journey_editor.foundation.text import in_one_line, isolated
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Queries
from journey_editor.model.records import (
    Card,
    Channel,
    Curve,
    EmotionPoint,
    Journey,
    Lane,
    LaneGroup,
    Link,
    Stage,
    Step,
    SupportOffer,
)
from journey_editor.wording.link_words import changed_link_details, link_between, link_words
from journey_editor.wording.map_words import change_name, channel_name, emotion_words, kind_name, title_of
from journey_editor.wording.spoken import describe_cell, describe_column
from journey_editor.wording.support_words import offer_words

_SIGNS = {
    "added": "+",
    "dropped": "−",
    "moved": "→",
    "reworded": "≠",
    "changed": "…",
    "better": "▲",
    "worse": "▼",
}


class ComparisonWords(Protocol):
    """Words of a comparison, for a list."""

    kinds: Sequence[str]
    """Kinds of changes, in the order of the list."""

    def heading(self, kind: str) -> str:
        """Return the sign and the name of a kind."""

    def count(self, compared: Any) -> str:
        """Return the number of changes, in words."""

    def of(self, document: Queries, compared: Any, change: Any) -> tuple[str, str]:
        """Return what changed, and how, or an empty text. `document` is the one that was compared."""


def listed(
    words: ComparisonWords, document: Queries, compared: Any
) -> Iterator[tuple[str, list[tuple[Any, str, str]]]]:
    """Yield the kinds of changes that there are, each with its changes, what changed, and how."""
    for kind in words.kinds:
        found = [each for each in compared.changes if each.kind == kind]
        if found:
            yield kind, [(each, *words.of(document, compared, each)) for each in found]


def comparison_text(words: ComparisonWords, document: Queries, compared: Any) -> str:
    """Return all changes as text: a line for each under a line for its kind, with tabs between the parts."""
    lines: list[str] = []
    for kind, found in listed(words, document, compared):
        lines.append(words.heading(kind))
        lines += ["\t".join(["", *filter(None, parts)]) for _, *parts in found]
    return "\n".join(lines)


class ChangeWords:
    """Words of the comparison of two journeys."""

    kinds: Sequence[str] = CHANGES

    def heading(self, kind: str) -> str:
        """Return the sign and the name of a kind of change."""
        if kind in CARD_CHANGES:
            return f"{_SIGNS[kind]}  {change_name(kind)}"
        names = {"better": tr("Better emotion"), "worse": tr("Worse emotion")}
        return f"{_SIGNS[kind]}  {names[kind]}"

    def count(self, compared: Comparison) -> str:
        """Return the number of changes, in words."""
        count = len(compared.changes)
        return ntr("{n} change", "{n} changes", count) if count else tr("No changes")

    def of(self, document: Queries, compared: Comparison, change: Change) -> tuple[str, str]:
        """Return what changed, and how, or an empty text. `document` has both journeys as they are."""
        match document.find(change.record):
            case Card() as card:
                return _text(card), _about_card(document, change, card)
            case EmotionPoint() as point:
                return _place_of_point(document, point), _about_emotion(document, change, point)
            case Link() as link:
                before = document.find(change.earlier)
                name = isolated(link_between(document, link))
                if not isinstance(before, Link) or before == link:
                    return name, isolated(link_words(document, link))
                pairs = changed_link_details(document, before, link)
                return name, ", ".join(_from_to(one, other) for one, other in pairs)
            case SupportOffer() as offer:
                return _about_offer(document, change, offer)
            case Lane() as lane:
                name = title_of(lane, _language(document, lane.id))
                return tr("Lane “{name}”").format(name=isolated(name)), ""
            case LaneGroup(name=name):
                return tr("Group of lanes “{name}”").format(name=isolated(name)), ""
            case Stage(name=name):
                return tr("Stage “{name}”").format(name=isolated(name)), ""
            case Step(name=name):
                return tr("Step “{name}”").format(name=isolated(name)), ""
        return "", ""


def _about_card(document: Queries, change: Change, card: Card) -> str:
    place = _place(document, card)
    if change.kind not in ("moved", "reworded"):
        return place
    before = document.get(Card, change.earlier)
    if change.kind == "reworded":
        return tr("before: “{text}”").format(text=_text(before))
    return tr("{before} → {after}").format(before=_place(document, before), after=place)


def _about_offer(document: Queries, change: Change, offer: SupportOffer) -> tuple[str, str]:
    stage, channel = document.get(Stage, offer.stage), document.get(Channel, offer.channel)
    name = tr("{channel} in {stage}").format(
        channel=isolated(channel_name(channel)), stage=isolated(stage.name or tr("No name"))
    )
    before = document.find(change.earlier)
    if isinstance(before, SupportOffer) and before != offer:
        return name, _from_to(offer_words(before), offer_words(offer))
    return name, isolated(offer_words(offer))


def _from_to(before: str, after: str) -> str:
    return tr("{before} → {after}").format(before=isolated(before or "–"), after=isolated(after or "–"))


def _about_emotion(document: Queries, change: Change, point: EmotionPoint) -> str:
    scale = document.get(Curve, point.curve).scale
    values = (document.get(EmotionPoint, change.earlier).value, point.value)
    before, after = (emotion_words(scale, each) for each in values)
    if before == after:
        # The words of a scale are coarser than its values.
        before, after = (f"{each * 5:+.2g}".replace("-", "−") for each in values)
    return tr("{before} → {after}").format(before=before, after=after)


def _place_of_point(document: Queries, point: EmotionPoint) -> str:
    card = document.find(point.card)
    return _text(card) if isinstance(card, Card) else isolated(describe_column(document, point.step))


def _text(card: Card) -> str:
    return isolated(in_one_line(card.text) or card.picture_text or kind_name(card.kind))


def _place(document: Queries, card: Card) -> str:
    return isolated(describe_cell(document, card.step, card.lane, _language(document, card.id)))


def _language(document: Queries, record_id: str) -> str:
    return document.get(Journey, document.journey_of(record_id)).language
