"""Sign of the references of a card: a paperclip in the lower corner at the end, with their number."""

from dataclasses import replace

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardBody, CardLayout, Fact, FactLayout
from journey_editor.text.typesetter import Typesetter

ICON_OF_REFERENCES = "paperclip"
_BESIDE_ICON = 2.0
_GAP = 8.0
"""Minimum distance of the sign from what is in the same row, in map units."""
_ABOVE = 4.0
"""Distance of the sign from what is above it if it has a row of its own, in map units."""
_TARGET = 24.0
"""Minimum width and height of the area that reacts to a click, in map units."""


def with_references(body: CardBody, typesetter: Typesetter) -> CardBody:
    """Return the inside of a card, from left to right, with the sign.

    The sign is at the end of the last row, or has a row of its own if that is too long.
    """
    count = len(body.content.references)
    words = str(count) if count > 1 else ""
    high = typesetter.line_height(theme.CARD_FOOT)
    beside = typesetter.width(words, theme.CARD_FOOT) + 1 if words else 0.0
    width = theme.FACT_ICON + (_BESIDE_ICON + beside if words else 0.0)
    left = body.width - theme.CARD_PADDING - width
    end, middle = _last_row(body)
    height = body.height
    if end + _GAP > left:
        bare = body.picture_box is not None and body.picture_box.bottom == height
        top = height + theme.CARD_PADDING_Y if bare else height - theme.CARD_PADDING_Y + _ABOVE
        middle = top + high / 2
        height = top + high + theme.CARD_PADDING_Y
    icon = Box(left, middle - theme.FACT_ICON / 2, theme.FACT_ICON, theme.FACT_ICON)
    text = typesetter.block(words, theme.CARD_FOOT, body.width - theme.CARD_PADDING - beside, 0.0, beside)
    sign = FactLayout(Fact((words,), ICON_OF_REFERENCES), replace(text, y=middle - high / 2), icon)
    return replace(body, height=height, references=sign)


def sign_of(card: CardLayout) -> Box | None:
    """Return the box of the sign on the map, or None if the card has none."""
    sign = card.body.references
    if sign is None or sign.icon_box is None:
        return None
    return bounds((sign.icon_box, sign.text.box)).moved(card.box.x, card.box.y)


def target_of(card: CardLayout) -> Box | None:
    """Return the area of the card that reacts to a click on its sign, or None."""
    box = sign_of(card)
    if box is None:
        return None
    x, y = box.center
    width, height = max(box.width, _TARGET), max(box.height, _TARGET)
    return Box(x - width / 2, y - height / 2, width, height)


def _last_row(body: CardBody) -> tuple[float, float]:
    """Return the end of the last row of a card's content, and its middle from the top."""
    if body.tags:
        low = max(tag.box.y for tag in body.tags)
        row = [tag.box for tag in body.tags if tag.box.y == low]
        return max(box.right for box in row), row[-1].center[1]
    block = body.foot[-1].text if body.foot else body.text
    if not block.lines and body.head is not None and body.picture_box is None:
        # A touchpoint without a text.
        block = body.head
    if not block.lines:
        return body.width, 0.0
    middle = block.bottom - block.style.line_height / 2
    badges = [badge.box for badge in body.badges]
    if not body.foot and any(box.y < middle < box.bottom for box in badges):
        return body.width, middle
    return block.line_x(block.lines[-1]) + block.lines[-1].width, middle
