"""Content of a card and the layout of its parts."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from journey_editor.foundation.emphasis import BULLET, plain
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
    Fact,
    FactLayout,
    PictureContent,
    TagLayout,
)
from journey_editor.layout.reference_sign import with_signs
from journey_editor.layout.tag_layout import lay_out_tags
from journey_editor.layout.transform import mirrored
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Journey, Lane, LaneKind, Persona, Picture, Tag
from journey_editor.text.initials import initials
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

HEAD_GAP = 4.0
FOOT_GAP = 4.0
TAGS_GAP = 6.0
PICTURE_GAP = 6.0
SMALLEST_PICTURE = 24.0
"""Minimum length of a picture's longer side: smaller pictures are enlarged to it, larger ones are not."""
FRAME_HEIGHT = 112.0
"""Height of the pictures in a storyboard."""
BETWEEN_PARTS = " · "
BADGE_STEP = theme.BADGE + 2
_TURNED = (
    "head", "text", "foot", "icon_box", "badges", "picture_box", "tags", "references", "evidence",
)  # fmt: skip
"""Parts of a card that are mirrored in right-to-left maps."""
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
ICON_OF_JOURNEY = "map"
"""Icon of the journey that shows a card in detail."""
ICON_OF_MISSED = "circle-alert"
"""Icon of a missed target; it is not that of a pain point."""
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
    "storyboard": "image",
    "count": "chart-column",
    "channel": "route",
    "time": "clock",
    "coverage": "life-buoy",
    "metrics": "gauge",
    **dict.fromkeys(kinds.LINE_KINDS, "minus"),
}


def card_content(
    document: Queries,
    card: Card,
    lane: Lane,
    badges: tuple[Badge, ...],
    tags: tuple[Tag, ...],
    references: tuple[str, ...],
    evidence: int,
    language: str,
) -> CardContent:
    """Return the visible content of a card in a lane, with its badges and tags.

    `references` are the names of its references, `evidence` the number of pieces that back it.
    """
    channel = document.get(Channel, card.channel) if card.channel else None
    picture = picture_content(document, card.picture)
    detail = ""
    if card.detail:
        detail = document.get(Journey, card.detail).title or tr("Untitled journey", language)
    own = document.own_kind(lane) if card.kind == kinds.KIND_IN_LANE[lane.kind] else None
    return _content(
        card,
        lane.kind,
        lane.hidden_details,
        channel,
        badges,
        tags,
        references,
        evidence,
        language,
        picture,
        own,
        detail,
    )


def lane_icon(document: Queries, lane: Lane) -> str:
    """Return the name of the icon of a lane."""
    own = document.own_kind(lane)
    return ICON_OF_KIND[lane.kind] if own is None else own.icon


def picture_content(document: Queries, picture_id: str) -> PictureContent | None:
    """Return a picture of the document for the layout, or None if `picture_id` is empty."""
    if not picture_id:
        return None
    picture = document.get(Picture, picture_id)
    return PictureContent(picture.sha256, picture.width, picture.height)


def persona_badge(document: Queries, persona: Persona, color: int) -> Badge:
    """Return the sign of a persona next to its name, with the portrait if there is one."""
    portrait = picture_content(document, persona.portrait)
    return Badge(initials(persona.name), color, portrait, persona.kind)


@memoised(12_288)
def _content(
    card: Card,
    lane_kind: str,
    hidden: str,
    channel: Channel | None,
    badges: tuple[Badge, ...],
    tags: tuple[Tag, ...],
    references: tuple[str, ...],
    evidence: int,
    language: str,
    picture: PictureContent | None,
    own: LaneKind | None,
    detail: str,
) -> CardContent:
    without = hidden.split()
    head, icon = _head(card, lane_kind, without, channel, language)
    text = card.text
    # Quotation marks would hide that a text begins with a list.
    if card.kind == "thought" and not plain(text).startswith(BULLET):
        text = map_words.quoted(text, language)
    signs = "signs" not in without
    return CardContent(
        card.kind,
        text,
        head,
        icon,
        (*_facts(card, without, language), *([Fact((detail,), ICON_OF_JOURNEY)] if detail else ())),
        () if "personas" in without else badges,
        card.moment_of_truth and signs,
        picture,
        card.picture_text,
        () if "tags" in without else tags,
        card.fail_point and signs,
        bool(card.note) and signs,
        () if "references" in without else references,
        0 if "evidence" in without else evidence,
        framed=lane_kind == "storyboard" and picture is not None,
        own=own,
    )


def _head(
    card: Card, lane_kind: str, without: Sequence[str], channel: Channel | None, language: str
) -> tuple[str, str]:
    if card.kind == "touchpoint" and channel is not None and "channel" not in without:
        return map_words.channel_name(channel, language), ICON_OF_CHANNEL[channel.kind]
    said = ""
    if "rating" not in without:
        if card.kind == "pain_point":
            said = map_words.severity_words(card.severity, card.frequency, language)
        elif card.kind == "opportunity":
            said = map_words.effect_words(card.impact, card.effort, language)
    if said:
        return map_words.capitalised(said, language), ICON_OF_KIND[card.kind]
    # The title of the lane names its usual kind already.
    if card.kind != kinds.KIND_IN_LANE[lane_kind]:
        return map_words.kind_name(card.kind, language), ICON_OF_KIND[card.kind]
    return "", ""


# Most fields of most cards are empty, so that their words are only looked up if they are needed.
_JUDGED: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("importance", lambda language: tr("importance {n}", language)),
    ("importance_to_organisation", lambda language: tr("importance to us {n}", language)),
    ("satisfaction", lambda language: tr("satisfaction {n}", language)),
)
_TIMES: tuple[tuple[str, str, str, Callable[[str], str]], ...] = (
    ("answer", "first_answer", "answer_target", lambda language: tr("first answer {time}", language)),
    ("duration", "duration", "duration_target", lambda language: tr("duration {time}", language)),
    ("duration", "wait", "wait_target", lambda language: tr("wait {time}", language)),
)


def _facts(card: Card, without: Sequence[str], language: str) -> Iterator[Fact]:
    """Yield the lines of a card's foot."""
    touchpoint = card.kind == "touchpoint"
    if card.started_by and touchpoint and "started_by" not in without:
        yield Fact((map_words.started_by(card.started_by, language),))
    judged = [
        said(language).format(n=value)
        for name, said in _JUDGED
        if (value := getattr(card, name)) is not None and touchpoint and name.partition("_")[0] not in without
    ]
    if judged:
        yield Fact(tuple(judged))
    for detail, name, aim, said in _TIMES:
        actual, target = getattr(card, name), getattr(card, aim)
        known = actual is not None or target is not None
        if known and detail not in without and (touchpoint or detail != "answer"):
            yield _timed(said(language), actual, target, language)
    owned = [tr("owner: {name}", language).format(name=card.owner)] if card.owner else []
    if card.due:
        owned.append(tr("by {day}", language).format(day=map_words.keeping_order(card.due, language)))
    if card.status:
        owned.append(map_words.action_status_name(card.status, language))
    if owned and "owner" not in without:
        yield Fact(tuple(owned))


def _timed(said: str, actual: int | None, target: int | None, language: str) -> Fact:
    """Return the line for a time in seconds and its target. A number is not separated from its unit."""
    parts = map_words.time_words(said, actual, target, language)
    missed = actual is not None and target is not None and actual > target
    icon = ICON_OF_MISSED if missed else ""
    return Fact(tuple([part.replace(" ", "\u00a0") for part in parts]), icon, missed)


@memoised(12_288)
def body_of(content: CardContent, width: float, typesetter: Typesetter) -> CardBody:
    """Lay out the inside of a card of this width. The height follows from its texts."""
    inner = width - 2 * theme.CARD_PADDING
    top = FRAME_HEIGHT if content.framed else 0.0
    y = top + theme.CARD_PADDING_Y
    head = icon = None
    badges: tuple[BadgeLayout, ...] = ()
    row = len(content.badges) * BADGE_STEP
    # If the badges would leave too little space for the text, they get their own rows.
    beside = row + 4 if row and row <= inner * BADGES_SHARE else 0.0
    if content.picture is not None and not content.head and not content.framed:
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
            high = typesetter.line_height(theme.CARD_HEAD)
            icon = Box(theme.CARD_PADDING, y + (high - theme.ICON) / 2, theme.ICON, theme.ICON)
        y = head.bottom + HEAD_GAP
    if content.badges:
        middle = top + theme.CARD_PADDING_Y + typesetter.line_height(theme.CARD_HEAD) / 2
        above = middle - theme.BADGE / 2 if beside else y
        boxes = _badge_boxes(len(content.badges), width, above, right=beside > 0)
        badges = tuple(
            [lay_out_badge(badge, box, typesetter) for badge, box in zip(content.badges, boxes, strict=True)]
        )
        if not beside:
            y = boxes[-1].bottom + HEAD_GAP
    picture = Box(0.0, 0.0, width, FRAME_HEIGHT) if content.framed else None
    if content.picture is not None and not content.framed:
        # Badges next to the head extend a little below it.
        y = max(y, badges[-1].box.bottom + HEAD_GAP) if badges else y
        picture = _picture_box(content.picture, y, inner)
        y = picture.bottom + (PICTURE_GAP if content.text else 0.0)
    style = theme.CARD_QUOTE if content.kind == "thought" else theme.CARD_TEXT
    room = inner - beside if not content.head else inner
    text = typesetter.rich(content.text, style, theme.CARD_PADDING, y, room)
    if not content.text and (picture is not None or head is not None):
        # A touchpoint without a text shows its channel only.
        gap = HEAD_GAP if picture is None else 0.0
        text = replace(text, y=y - gap, lines=())
    y = max(text.bottom, badges[-1].box.bottom if beside else 0.0)
    foot = _foot(content.foot, y, inner, typesetter)
    if foot:
        y = foot[-1].text.bottom
    tags: tuple[TagLayout, ...] = ()
    if content.tags:
        tags = lay_out_tags(content.tags, theme.CARD_PADDING, y + TAGS_GAP, inner, typesetter)
        y = max([tag.box.bottom for tag in tags])
    height = y + theme.CARD_PADDING_Y
    if content.framed and not (content.text or head or badges or foot or tags):
        height = FRAME_HEIGHT
        text = replace(text, y=height)
    body = CardBody(content, width, height, head, text, foot, icon, badges, picture, tags)
    body = with_signs(body, typesetter) if content.references or content.evidence else body
    return _turned(body) if typesetter.rtl else body


def _picture_box(picture: PictureContent, y: float, inner: float) -> Box:
    """Return the box of a picture below `y`: it fits into a square as wide as the card's inside."""
    largest = max(1.0, SMALLEST_PICTURE / max(picture.width, picture.height))
    placed = picture.fitted(Box(theme.CARD_PADDING, y, inner, inner), largest)
    return Box(placed.x, y, placed.width, placed.height)


def _foot(facts: Sequence[Fact], y: float, inner: float, typesetter: Typesetter) -> tuple[FactLayout, ...]:
    """Lay out the lines of the foot below `y`."""
    placed = []
    y += FOOT_GAP
    for fact in facts:
        indent = theme.FACT_ICON + 5 if fact.icon else 0.0
        parts = fact.parts if fact.struck else _in_lines(fact.parts, inner - indent, typesetter)
        said = "\n".join(parts)
        text = typesetter.block(said, theme.CARD_FOOT, theme.CARD_PADDING + indent, y, inner - indent)
        top = y + (typesetter.line_height(theme.CARD_FOOT) - theme.FACT_ICON) / 2
        icon = Box(theme.CARD_PADDING, top, theme.FACT_ICON, theme.FACT_ICON) if fact.icon else None
        placed.append(FactLayout(fact, text, icon))
        y = text.bottom
    return tuple(placed)


def _in_lines(parts: Sequence[str], width: float, typesetter: Typesetter) -> list[str]:
    """Return the parts of a fact in lines: as many in each as fit."""
    lines: list[str] = []
    for part in parts:
        longer = lines[-1] + BETWEEN_PARTS + part if lines else ""
        if lines and typesetter.width(longer, theme.CARD_FOOT) <= width:
            lines[-1] = longer
        else:
            lines.append(map_words.capitalised(part, typesetter.language))
    return lines


def _turned(body: CardBody) -> CardBody:
    parts = {name: mirrored(getattr(body, name), body.width) for name in _TURNED}
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
