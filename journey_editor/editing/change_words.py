"""Words for the changes between two journeys, for lists and screen readers."""

from journey_editor.editing.comparison import CARD_CHANGES, Change, Comparison
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Curve, EmotionPoint, Journey, Lane, Stage, Step
from journey_editor.wording.map_words import change_name, emotion_words, kind_name, title_of
from journey_editor.wording.spoken import describe_cell, describe_column

_SIGNS = {
    "added": "+",
    "dropped": "−",
    "moved": "→",
    "reworded": "≠",
    "changed": "…",
    "better": "▲",
    "worse": "▼",
}


def change_heading(kind: str) -> str:
    """Return the sign and the name of a kind of change."""
    if kind in CARD_CHANGES:
        return f"{_SIGNS[kind]}  {change_name(kind)}"
    names = {"better": tr("Better emotion"), "worse": tr("Worse emotion")}
    return f"{_SIGNS[kind]}  {names[kind]}"


def count_words(comparison: Comparison) -> str:
    """Return the number of changes, in words."""
    return (
        ntr("{n} change", "{n} changes", len(comparison.changes)) if comparison.changes else tr("No changes")
    )


def change_words(document: Queries, change: Change) -> tuple[str, str]:
    """Return what changed, and how, or an empty text. `document` has both journeys as they are."""
    match document.find(change.record):
        case Card() as card:
            return _text(card), _about_card(document, change, card)
        case EmotionPoint() as point:
            return _place_of_point(document, point), _about_emotion(document, change, point)
        case Lane() as lane:
            name = title_of(lane, _language(document, lane.id))
            return tr("Lane “{name}”").format(name=_isolated(name)), ""
        case Stage(name=name):
            return tr("Stage “{name}”").format(name=_isolated(name)), ""
        case Step(name=name):
            return tr("Step “{name}”").format(name=_isolated(name)), ""
    return "", ""


def comparison_text(document: Queries, comparison: Comparison) -> str:
    """Return all changes as text: a line for each under a line for its kind, with tabs between the parts."""
    lines: list[str] = []
    for kind in dict.fromkeys(each.kind for each in comparison.changes):
        lines.append(change_heading(kind))
        found = (change_words(document, each) for each in comparison.changes if each.kind == kind)
        lines += ["\t".join(["", *filter(None, words)]) for words in found]
    return "\n".join(lines)


def _about_card(document: Queries, change: Change, card: Card) -> str:
    place = _place(document, card)
    if change.kind not in ("moved", "reworded"):
        return place
    before = document.get(Card, change.earlier)
    if change.kind == "reworded":
        return tr("before: “{text}”").format(text=_text(before))
    return tr("{before} → {after}").format(before=_place(document, before), after=place)


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
    return _text(card) if isinstance(card, Card) else _isolated(describe_column(document, point.step))


def _text(card: Card) -> str:
    return _isolated(in_one_line(card.text) or card.picture_text or kind_name(card.kind))


def _place(document: Queries, card: Card) -> str:
    return _isolated(describe_cell(document, card.step, card.lane, _language(document, card.id)))


def _language(document: Queries, record_id: str) -> str:
    return document.get(Journey, document.journey_of(record_id)).language


def _isolated(text: str) -> str:
    """Return a text that does not change the order of the words around it, in whatever direction it runs."""
    return f"\u2068{text}\u2069"
