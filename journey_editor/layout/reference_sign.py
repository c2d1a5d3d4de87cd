"""Signs of the evidence and the references of a card, in the lower corner at the end, with their numbers."""

from dataclasses import replace
from typing import Any

from journey_editor.foundation.geometry import Box, bounds
from journey_editor.layout import theme
from journey_editor.layout.boxes import CardBody, CardLayout, Fact, FactLayout, PersonaLayout
from journey_editor.text.typesetter import Typesetter

ICON_OF_REFERENCES = "paperclip"
ICON_OF_EVIDENCE = "badge-check"
_ICONS = {"evidence": ICON_OF_EVIDENCE, "references": ICON_OF_REFERENCES}
_BESIDE_ICON = 2.0
_BETWEEN = 8.0
"""Distance between the two signs, in map units."""
_GAP = 8.0
"""Minimum distance of the sign from what is in the same row, in map units."""
_ABOVE = 4.0
"""Distance of the sign from what is above it if it has a row of its own, in map units."""
_SEAL = 14.0
"""Width and height of the seal of a persona's evidence, in map units."""
_TARGET = 24.0
"""Minimum width and height of the area that reacts to a click, in map units."""


def with_signs(body: CardBody, typesetter: Typesetter) -> CardBody:
    """Return the inside of a card, from left to right, with the signs of its evidence and references.

    The signs are at the end of the last row, or have a row of their own if that is too long.
    """
    content = body.content
    count = len(content.references)
    words = {
        "evidence": str(content.evidence) if content.evidence else None,
        "references": (str(count) if count > 1 else "") if count else None,
    }
    shown = {name: said for name, said in words.items() if said is not None}
    high = typesetter.line_height(theme.CARD_FOOT)
    beside = {
        name: typesetter.width(said, theme.CARD_FOOT) + 1 if said else 0.0 for name, said in shown.items()
    }
    widths = {name: theme.FACT_ICON + (_BESIDE_ICON + wide if wide else 0.0) for name, wide in beside.items()}
    left = body.width - theme.CARD_PADDING - sum(widths.values()) - _BETWEEN * (len(widths) - 1)
    end, middle = _last_row(body)
    height = body.height
    if end + _GAP > left:
        bare = body.picture_box is not None and body.picture_box.bottom == height
        top = height + theme.CARD_PADDING_Y if bare else height - theme.CARD_PADDING_Y + _ABOVE
        middle = top + high / 2
        height = top + high + theme.CARD_PADDING_Y
    placed: dict[str, Any] = {}
    for name, said in shown.items():
        placed[name] = _sign(_ICONS[name], said, left, middle, beside[name], typesetter)
        left += widths[name] + _BETWEEN
    return replace(body, height=height, **placed)


def stage_sign(count: int, right: float, middle: float, typesetter: Typesetter) -> FactLayout:
    """Return the sign of the evidence of a stage, with its number, that ends at `right`."""
    beside = typesetter.width(str(count), theme.CARD_FOOT) + 1
    left = right - theme.FACT_ICON - _BESIDE_ICON - beside
    return _sign(ICON_OF_EVIDENCE, str(count), left, middle, beside, typesetter)


def seal_of(persona: PersonaLayout) -> Box:
    """Return the place of the seal of a persona's evidence, at the lower end of its badge."""
    badge = persona.badge.box
    return Box(badge.right - _SEAL * 0.75, badge.bottom - _SEAL * 0.85, _SEAL, _SEAL)


def _sign(
    icon: str, words: str, left: float, middle: float, beside: float, typesetter: Typesetter
) -> FactLayout:
    box = Box(left, middle - theme.FACT_ICON / 2, theme.FACT_ICON, theme.FACT_ICON)
    high = typesetter.line_height(theme.CARD_FOOT)
    text = typesetter.block(words, theme.CARD_FOOT, box.right + (_BESIDE_ICON if words else 0.0), 0.0, beside)
    return FactLayout(Fact((words,), icon), replace(text, y=middle - high / 2), box)


def box_of_sign(sign: FactLayout | None) -> Box | None:
    """Return the box of a sign, or None if there is none."""
    return bounds((sign.icon_box, sign.text.box)) if sign is not None and sign.icon_box is not None else None


def sign_of(card: CardLayout, name: str = "references") -> Box | None:
    """Return the box of the sign of `references` or `evidence` on the map, or None if the card has none."""
    box = box_of_sign(getattr(card.body, name))
    return box.moved(card.box.x, card.box.y) if box is not None else None


def target_of(card: CardLayout, name: str = "references") -> Box | None:
    """Return the area of the card that reacts to a click on such a sign, or None.

    Between two signs, the areas end in the middle.
    """
    box = sign_of(card, name)
    if box is None:
        return None
    area = around_sign(box)
    other = sign_of(card, "evidence" if name == "references" else "references")
    if other is None:
        return area
    if other.x < box.x:
        left = max(area.x, (other.right + box.x) / 2)
        return Box(left, area.y, area.right - left, area.height)
    return Box(area.x, area.y, min(area.right, (box.right + other.x) / 2) - area.x, area.height)


def around_sign(box: Box) -> Box:
    """Return the area that reacts to a click on a sign."""
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
