"""Layout of lanes of coverage: which channel offers support in which stage, and where it is missing."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.insight.support import asks_for_support
from journey_editor.layout import theme
from journey_editor.layout.columns import Column
from journey_editor.layout.summary_boxes import OfferLayout, SummaryLayout
from journey_editor.layout.summary_layout import SummaryPlace, channel_rows
from journey_editor.model.document import Queries
from journey_editor.model.records import Channel, Stage, SupportOffer
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words
from journey_editor.wording.support_words import misses_promise, offer_words

_PADDING_X, _PADDING_Y = 8.0, 5.0
_GAP = 3.0
"""Distance of a box from the next row and stage."""
_SIGN, _INSET = 12.0, 7.0
"""Size of the sign in a box, and its distance from the start of the box."""
_Found = tuple[SupportOffer | None, str, TextBlock | None]
"""What is offered, its state and its words."""


def lay_out_coverage(place: SummaryPlace) -> SummaryLayout:
    """Lay out a row for each channel that is offered or that customers come to, with a box for each stage.

    The rows are below the top of `frame`.
    """
    language = place.typesetter.language
    offers = {(each.stage, each.channel): each for each in place.document.offers_of(place.lane.journey)}
    used = {
        (stage.id, card.channel)
        for stage in place.document.stages_of(place.lane.journey)
        for step in place.document.steps_of(stage.id)
        for card in place.cards.touchpoints(step.id)
        if asks_for_support(place.document, card)
    }
    shown = {channel for _, channel in (*offers, *used)}
    channels = [each for each in place.document.channels() if each.id in shown]
    stages = {
        stage: _across(list(own)) for stage, own in groupby(place.columns, key=lambda column: column.stage)
    }
    found = {}
    for stage, (left, width) in stages.items():
        for channel in channels:
            offer = offers.get((stage, channel.id))
            state = _state(offer, (stage, channel.id) in used)
            found[stage, channel.id] = offer, state, _text(offer, state, left, width, place.typesetter)
    heights: dict[str, float] = {}
    for (_, channel_id), (_, _, text) in found.items():
        high = text.height + 2 * (_PADDING_Y + _GAP) if text else 0.0
        heights[channel_id] = max(high, heights.get(channel_id, 0.0))
    rows, bottom = channel_rows(channels, place.frame, heights, place.typesetter)
    boxes = []
    for row in rows:
        for stage, (left, width) in stages.items():
            offer, state, text = found[stage, row.id]
            box = Box(left, row.line.y - row.height / 2 + _GAP, width, row.height - 2 * _GAP)
            sign = Box(box.x + _INSET, box.center[1] - _SIGN / 2, _SIGN, _SIGN)
            if text is not None:
                text = replace(text, y=box.y + (box.height - text.height) / 2)
            boxes.append(OfferLayout(offer.id if offer else "", stage, row.id, box, sign, state, text))
    return SummaryLayout(
        place.lane.id,
        place.band,
        "touchpoint",
        place.frame_to(bottom),
        rows=rows,
        offers=tuple(boxes),
        said=_said(place.document, channels, stages, found, language),
    )


def _state(offer: SupportOffer | None, used: bool) -> str:
    if offer is not None:
        return "late" if misses_promise(offer) else "offered"
    return "missing" if used else "none"


def _across(columns: Sequence[Column]) -> tuple[float, float]:
    """Return the left edge and the width of the columns of a stage."""
    return columns[0].x, columns[-1].right - columns[0].x


def _text(
    offer: SupportOffer | None, state: str, left: float, width: float, typesetter: Typesetter
) -> TextBlock | None:
    """Return the words in a box; its height follows from them."""
    words = offer_words(offer, typesetter.language) if offer else ""
    if state == "missing":
        words = tr("nothing offered", typesetter.language)
    if not words:
        return None
    room = width - _SIGN - _INSET - 2 * _PADDING_X
    return typesetter.block(words, theme.CARD_FOOT, left + _INSET + _SIGN + _PADDING_X, 0.0, room)


def _said(
    document: Queries,
    channels: Sequence[Channel],
    stages: Collection[str],
    found: Mapping[tuple[str, str], _Found],
    language: str,
) -> str:
    """Return what is offered and what is missing in each stage, in words."""
    sentences = []
    for stage in stages:
        words = []
        for channel in channels:
            offer, state, _ = found[stage, channel.id]
            if state != "none":
                name = map_words.channel_name(channel, language)
                said = offer_words(offer, language) if offer else tr("nothing offered", language)
                words.append(map_words.named(name, said, language) if said else name)
        if words:
            name = document.get(Stage, stage).name
            sentences.append(map_words.named(name, ", ".join(words), language))
    return "; ".join(sentences)
