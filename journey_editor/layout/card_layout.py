"""Content of a card and the layout of its parts."""

from dataclasses import replace

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.badge_layout import lay_out_badge
from journey_editor.layout.boxes import (
    Badge,
    BadgeLayout,
    CardBody,
    CardContent,
    PictureContent,
    TagLayout,
)
from journey_editor.layout.tag_layout import lay_out_tags
from journey_editor.layout.transform import mirrored
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Persona, Picture, Tag
from journey_editor.text.initials import initials
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

HEAD_GAP = 4.0
FOOT_GAP = 4.0
TAGS_GAP = 6.0
PICTURE_GAP = 6.0
SMALLEST_PICTURE = 24.0
"""Minimum length of a picture's longer side: smaller pictures are enlarged to it, larger ones are not."""
BETWEEN_PARTS = " · "
BADGE_STEP = theme.BADGE + 2
BADGES_SHARE = 0.45
"""Share of a card's width above which the badges move out of the row of the head."""

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


def card_content(
    document: Queries,
    card: Card,
    lane_kind: str,
    badges: tuple[Badge, ...],
    tags: tuple[Tag, ...],
    language: str,
) -> CardContent:
    """Return the visible content of a card in a lane of this kind, with its badges there and its tags."""
    channel = document.get(Channel, card.channel) if card.channel else None
    picture = picture_content(document, card.picture)
    return _content(card, lane_kind, channel, badges, tags, language, picture)


def picture_content(document: Queries, picture_id: str) -> PictureContent | None:
    """Return a picture of the document for the layout, or None if `picture_id` is empty."""
    if not picture_id:
        return None
    picture = document.get(Picture, picture_id)
    return PictureContent(picture.sha256, picture.width, picture.height)


def persona_badge(document: Queries, persona: Persona, color: int) -> Badge:
    """Return the sign of a persona next to its name, with the portrait if there is one."""
    return Badge(initials(persona.name), color, picture_content(document, persona.portrait))


@memoised(12_288)
def _content(
    card: Card,
    lane_kind: str,
    channel: Channel | None,
    badges: tuple[Badge, ...],
    tags: tuple[Tag, ...],
    language: str,
    picture: PictureContent | None,
) -> CardContent:
    head, icon = _head(card, lane_kind, channel, language)
    text = map_words.quoted(card.text, language) if card.kind == "thought" else card.text
    return CardContent(
        card.kind,
        text,
        head,
        icon,
        _foot(card, language),
        badges,
        card.moment_of_truth,
        picture,
        card.picture_text,
        tags,
    )


def _head(card: Card, lane_kind: str, channel: Channel | None, language: str) -> tuple[str, str]:
    if card.kind == "touchpoint" and channel is not None:
        return map_words.channel_name(channel, language), ICON_OF_CHANNEL[channel.kind]
    said = ""
    if card.kind == "pain_point":
        said = map_words.severity_words(card.severity, card.frequency, language)
    elif card.kind == "opportunity":
        said = map_words.effect_words(card.impact, card.effort, language)
    if said:
        return map_words.capitalised(said, language), ICON_OF_KIND[card.kind]
    # The title of the lane names its usual kind already.
    if card.kind != lane_kind:
        return map_words.kind_name(card.kind, language), ICON_OF_KIND[card.kind]
    return "", ""


def _foot(card: Card, language: str) -> str:
    lines = []
    if card.kind == "touchpoint":
        judged = []
        if card.importance is not None:
            judged.append(tr("importance {n}", language).format(n=card.importance))
        if card.satisfaction is not None:
            judged.append(tr("satisfaction {n}", language).format(n=card.satisfaction))
        lines += [judged, _answer(card, language)]
    owned = [tr("owner: {name}", language).format(name=card.owner)] if card.owner else []
    if card.due:
        owned.append(tr("by {day}", language).format(day=card.due))
    parts = (BETWEEN_PARTS.join(line) for line in [*lines, owned] if line)
    return "\n".join(map_words.capitalised(part, language) for part in parts)


def _answer(card: Card, language: str) -> list[str]:
    """Return the parts about the time to the first answer. A number is not separated from its unit."""
    parts = []
    if card.answer_target is not None:
        parts.append(
            tr("target {time}", language).format(time=map_words.duration(card.answer_target, language))
        )
    if card.first_answer is not None:
        said = tr("actual {time}", language) if parts else tr("first answer {time}", language)
        parts.append(said.format(time=map_words.duration(card.first_answer, language)))
    return [part.replace(" ", "\u00a0") for part in parts]


@memoised(12_288)
def body_of(content: CardContent, width: float, typesetter: Typesetter) -> CardBody:
    """Lay out the inside of a card of this width. The height follows from its texts."""
    inner = width - 2 * theme.CARD_PADDING
    y = theme.CARD_PADDING_Y
    head = icon = None
    badges: tuple[BadgeLayout, ...] = ()
    row = len(content.badges) * BADGE_STEP
    # If the badges would leave too little space for the text, they get their own rows.
    beside = row + 4 if row and row <= inner * BADGES_SHARE else 0.0
    if content.picture is not None and not content.head:
        # A picture leaves no space for badges next to it.
        beside = 0.0
    if content.head:
        indent = theme.ICON + 6 if content.icon else 0.0
        head = typesetter.block(
            content.head, theme.CARD_HEAD, theme.CARD_PADDING + indent, y, max(inner - indent, 24.0)
        )
        if beside and head.longest > inner - indent - beside:
            # Badges that would break the head get their own row.
            beside = 0.0
        if content.icon:
            icon = Box(theme.CARD_PADDING, y + 1, theme.ICON, theme.ICON)
        y = head.bottom + HEAD_GAP
    if content.badges:
        top = theme.CARD_PADDING_Y + (theme.CARD_HEAD.line_height - theme.BADGE) / 2 if beside else y
        boxes = _badge_boxes(len(content.badges), width, top, right=beside > 0)
        badges = tuple(
            [lay_out_badge(badge, box, typesetter) for badge, box in zip(content.badges, boxes, strict=True)]
        )
        if not beside:
            y = boxes[-1].bottom + HEAD_GAP
    picture = None
    if content.picture is not None:
        # Badges next to the head extend a little below it.
        y = max(y, badges[-1].box.bottom + HEAD_GAP) if badges else y
        picture = _picture_box(content.picture, y, inner)
        y = picture.bottom + (PICTURE_GAP if content.text else 0.0)
    style = theme.CARD_QUOTE if content.kind == "thought" else theme.CARD_TEXT
    room = inner - beside if not content.head else inner
    text = typesetter.block(content.text, style, theme.CARD_PADDING, y, room)
    if not content.text and (picture is not None or head is not None):
        # A touchpoint without a text shows its channel only.
        gap = HEAD_GAP if picture is None else 0.0
        text = replace(text, y=y - gap, lines=())
    y = max(text.bottom, badges[-1].box.bottom if beside else 0.0)
    foot = None
    if content.foot:
        said = _foot_lines(content.foot, inner, typesetter)
        foot = typesetter.block(said, theme.CARD_FOOT, theme.CARD_PADDING, y + FOOT_GAP, inner)
        y = foot.bottom
    tags: tuple[TagLayout, ...] = ()
    if content.tags:
        tags = lay_out_tags(content.tags, theme.CARD_PADDING, y + TAGS_GAP, inner, typesetter)
        y = max([tag.box.bottom for tag in tags])
    body = CardBody(content, width, y + theme.CARD_PADDING_Y, head, text, foot, icon, badges, picture, tags)
    return _turned(body) if typesetter.rtl else body


def _picture_box(picture: PictureContent, y: float, inner: float) -> Box:
    """Return the box of a picture below `y`: it fits into a square as wide as the card's inside."""
    largest = max(1.0, SMALLEST_PICTURE / max(picture.width, picture.height))
    placed = picture.fitted(Box(theme.CARD_PADDING, y, inner, inner), largest)
    return Box(placed.x, y, placed.width, placed.height)


def _foot_lines(foot: str, width: float, typesetter: Typesetter) -> str:
    """Return the lines of the foot; the parts of a line that does not fit get a line each."""
    lines = []
    for line in foot.split("\n"):
        if typesetter.width(line, theme.CARD_FOOT) <= width:
            lines.append(line)
        else:
            parts = line.split(BETWEEN_PARTS)
            lines += [map_words.capitalised(part, typesetter.language) for part in parts]
    return "\n".join(lines)


def _turned(body: CardBody) -> CardBody:
    parts = {
        name: mirrored(getattr(body, name), body.width)
        for name in ("head", "text", "foot", "icon_box", "badges", "picture_box", "tags")
    }
    return replace(body, **parts)


def _badge_boxes(count: int, width: float, y: float, *, right: bool) -> tuple[Box, ...]:
    """Return boxes for badges, in as many rows as necessary, from the left or along the right edge."""
    in_row = max(1, int((width - 2 * theme.CARD_PADDING + 4) // BADGE_STEP))
    boxes = []
    for start in range(0, count, in_row):
        row = min(in_row, count - start)
        left = width - theme.CARD_PADDING + 4 - row * BADGE_STEP if right else theme.CARD_PADDING - 2
        boxes += [
            Box(left + index * BADGE_STEP, y + start // in_row * (theme.BADGE + 2), theme.BADGE, theme.BADGE)
            for index in range(row)
        ]
    return tuple(boxes)
