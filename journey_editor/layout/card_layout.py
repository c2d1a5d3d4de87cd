"""What a card shows, and how its parts lie inside it."""

from functools import lru_cache

from journey_editor.foundation.translation import tr
from journey_editor.layout import theme, words
from journey_editor.layout.boxes import Align, Badge, CardBody, CardFace, TextBlock
from journey_editor.layout.geometry import Box
from journey_editor.layout.line_breaking import Ruler
from journey_editor.layout.mirror import mirrored
from journey_editor.layout.text_style import TextStyle
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Lane

HEAD_GAP = 4.0
FOOT_GAP = 4.0
BADGE_STEP = 16.0
"""Badges of several personas lie over each other by a few units."""

ICON_OF_CHANNEL = {
    "phone": "phone",
    "email": "mail",
    "live_chat": "message-circle",
    "self_service": "circle-question-mark",
    "social_media": "share-2",
    "in_person": "store",
    "website": "globe",
    "app": "smartphone",
    "delivery": "package",
    "other": "circle-dot",
}
ICON_OF_KIND = {
    "action": "footprints",
    "touchpoint": "message-square",
    "thought": "quote",
    "feeling": "heart",
    "emotion": "heart",
    "pain_point": "triangle-alert",
    "opportunity": "lightbulb",
    "frontstage": "eye",
    "backstage": "eye-off",
    "support_process": "cog",
    "physical_evidence": "file-check",
    "text": "sticky-note",
}


def face_of(document: Queries, card: Card, colors: dict[str, int], language: str) -> CardFace:
    """All that can be seen of a card; `colors` says which colour each shown persona has."""
    lane = document.get(Lane, card.lane)
    head, icon = _head(document, card, lane)
    badges = tuple(
        Badge(words.initials(persona.name), colors[persona.id])
        for persona in document.personas_on(card.id)
        if persona.id in colors and persona.id != lane.persona
    )
    text = words.quoted(card.text, language) if card.kind == "thought" else card.text
    return CardFace(card.kind, text, head, icon, _foot(card), badges, card.moment_of_truth)


def _head(document: Queries, card: Card, lane: Lane) -> tuple[str, str]:
    if card.kind == "touchpoint" and card.channel:
        channel = document.get(Channel, card.channel)
        return channel.name or words.channel_kind_name(channel.kind), ICON_OF_CHANNEL[channel.kind]
    if card.kind == "pain_point":
        said = words.severity_words(card.severity, card.frequency)
        return words.capitalised(said) or words.kind_name(card.kind), ICON_OF_KIND[card.kind]
    if card.kind == "opportunity":
        said = words.effect_words(card.impact, card.effort)
        return words.capitalised(said) or words.kind_name(card.kind), ICON_OF_KIND[card.kind]
    if card.kind != lane.kind:
        return words.kind_name(card.kind), ICON_OF_KIND[card.kind]
    return "", ""


def _foot(card: Card) -> str:
    parts = []
    if card.kind == "touchpoint":
        if card.importance is not None:
            parts.append(tr("importance {n}").format(n=card.importance))
        if card.satisfaction is not None:
            parts.append(tr("satisfaction {n}").format(n=card.satisfaction))
        if card.first_answer is not None:
            parts.append(tr("first answer {time}").format(time=words.duration(card.first_answer)))
        if card.answer_target is not None:
            parts.append(tr("target {time}").format(time=words.duration(card.answer_target)))
    if card.owner:
        parts.append(tr("owner: {name}").format(name=card.owner))
    if card.due:
        parts.append(tr("by {day}").format(day=card.due))
    return words.capitalised(" · ".join(parts))


@lru_cache(maxsize=32_768)
def body_of(face: CardFace, width: float, language: str, rtl: bool, ruler: Ruler) -> CardBody:
    """Lay out the inside of a card of a width; its height is what its texts need."""
    inner = width - 2 * theme.CARD_PADDING
    y = theme.CARD_PADDING_Y
    head = icon = None
    badges: tuple[Box, ...] = ()
    if face.head or face.badges:
        badges_width = (
            theme.BADGE + (len(face.badges) - 1) * BADGE_STEP if face.badges else -theme.CARD_PADDING / 2
        )
        indent = theme.ICON + 6 if face.icon else 0.0
        room = max(inner - indent - badges_width - theme.CARD_PADDING / 2, 24.0)
        head = block(face.head, theme.CARD_HEAD, theme.CARD_PADDING + indent, y, room, ruler, language)
        if face.icon:
            icon = Box(theme.CARD_PADDING, y + 1, theme.ICON, theme.ICON)
        right = width - theme.CARD_PADDING + 4
        badges = tuple(
            Box(right - theme.BADGE - index * BADGE_STEP, y - 2, theme.BADGE, theme.BADGE)
            for index in reversed(range(len(face.badges)))
        )
        y = max(head.bottom, y + theme.CARD_HEAD.line_height) + HEAD_GAP
    style = theme.CARD_QUOTE if face.kind == "thought" else theme.CARD_TEXT
    text = block(face.text, style, theme.CARD_PADDING, y, inner, ruler, language)
    y = text.bottom
    foot = None
    if face.foot:
        foot = block(face.foot, theme.CARD_FOOT, theme.CARD_PADDING, y + FOOT_GAP, inner, ruler, language)
        y = foot.bottom
    body = CardBody(face, width, y + theme.CARD_PADDING_Y, head, text, foot, icon, badges)
    return mirrored(body, width) if rtl else body


def block(
    text: str,
    style: TextStyle,
    x: float,
    y: float,
    width: float,
    ruler: Ruler,
    language: str,
    align: Align = "left",
) -> TextBlock:
    """A text broken into a room of a width, at a place."""
    return TextBlock(x, y, width, style, ruler.lines(text, style, max(width, 1.0), language), align)
