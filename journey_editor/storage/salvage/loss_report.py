"""Sentences about the losses of a damaged file."""

from collections.abc import Mapping

from journey_editor.foundation.translation import ntr, tr


def loss_words(lost: Mapping[str, int]) -> str:
    """Return numbers of records by kind in words, such as “2 cards, 1 link”; empty if nothing is lost."""
    return ", ".join(_words(kind, lost[kind]) for kind in _IN_ORDER if lost.get(kind, 0) > 0)


def loss_remarks(
    lost: Mapping[str, int], *, recreated: bool, changed: int, renewed: int, sure: bool
) -> tuple[str, ...]:
    """Return sentences about the losses of a file.

    `recreated` is set if missing records that others need were added again without their texts. `changed` is
    the number of values that were changed, `renewed` the number of pictures that were encoded again. `sure`
    is set if the rest is known to be what was saved.
    """
    remarks = []
    words = loss_words(lost)
    if words:
        remarks.append(tr("Lost: {what}.").format(what=words))
    if recreated:
        remarks.append(tr("Missing parts that others depend on were added again, without their texts."))
    if changed:
        remarks.append(
            ntr(
                "{n} value could not be read completely and was reset or shortened.",
                "{n} values could not be read completely and were reset or shortened.",
                changed,
            )
        )
    if renewed:
        remarks.append(
            ntr(
                "{n} picture was not made by this program. It was encoded again, without its metadata.",
                "{n} pictures were not made by this program. They were encoded again, without their "
                "metadata.",
                renewed,
            )
        )
    if not remarks and sure:
        remarks.append(tr("Nothing was lost."))
    elif not remarks:
        remarks.append(tr("Some texts or numbers may differ from what was saved."))
    elif not sure:
        remarks.append(tr("Some texts or numbers in the rest may differ from what was saved."))
    return tuple(remarks)


def _words(kind: str, count: int) -> str:
    match kind:
        case "project":
            return tr("the project’s name")
        case "journey":
            return ntr("{n} journey", "{n} journeys", count)
        case "persona":
            return ntr("{n} persona", "{n} personas", count)
        case "journey_persona":
            return ntr("{n} persona in a journey", "{n} personas in journeys", count)
        case "stage":
            return ntr("{n} stage", "{n} stages", count)
        case "step":
            return ntr("{n} step", "{n} steps", count)
        case "lane":
            return ntr("{n} lane", "{n} lanes", count)
        case "lane_kind":
            return ntr("{n} kind of lane", "{n} kinds of lanes", count)
        case "channel":
            return ntr("{n} channel", "{n} channels", count)
        case "card":
            return ntr("{n} card", "{n} cards", count)
        case "card_persona":
            return ntr("{n} persona on a card", "{n} personas on cards", count)
        case "card_reference":
            return ntr("{n} reference of a card", "{n} references of cards", count)
        case "persona_channel":
            return ntr("{n} preferred channel", "{n} preferred channels", count)
        case "persona_fact":
            return ntr("{n} field of a persona", "{n} fields of personas", count)
        case "curve":
            return ntr("{n} curve", "{n} curves", count)
        case "emotion_point":
            return ntr("{n} point of a curve", "{n} points of curves", count)
        case "link":
            return ntr("{n} link", "{n} links", count)
        case "note":
            return ntr("{n} note", "{n} notes", count)
        case "view":
            return ntr("{n} view", "{n} views", count)
        case "brand":
            return tr("the brand of the maps")
        case "asset":
            return ntr("{n} picture", "{n} pictures", count)
    return ntr("{n} record", "{n} records", count)


_IN_ORDER = (
    "journey",
    "stage",
    "step",
    "lane",
    "card",
    "link",
    "curve",
    "emotion_point",
    "note",
    "persona",
    "journey_persona",
    "card_persona",
    "card_reference",
    "persona_fact",
    "persona_channel",
    "lane_kind",
    "channel",
    "asset",
    "view",
    "brand",
    "project",
)
