"""Primitives of a card; equal bodies in equal themes give the same object."""

from collections.abc import Iterator

from journey_editor.drawing.outlines import rect_commands
from journey_editor.drawing.primitives import Path, Picture, Primitive, Rect, Stroke
from journey_editor.drawing.signs import (
    draw_badge,
    draw_bar,
    draw_fail_point,
    draw_icon,
    draw_note_mark,
    draw_star,
    draw_tag,
)
from journey_editor.drawing.text import draw_strokes_through, draw_text
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.memo import memoised
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme as figures
from journey_editor.layout.boxes import CardBody, CardContent
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.card_layout import FRAME_HEIGHT
from journey_editor.layout.theme import Theme
from journey_editor.layout.transform import mirrored
from journey_editor.wording import map_words
from journey_editor.wording.reference_words import references_name

_BAR_INDENT = 4.5
_MARK_INDENT = 5.0
_NOTE_INDENT = 3.0
_MARK = 3.0
"""Half the height of the mark at an end at which a card is divided between bands."""


@memoised(12_288)
def draw_card(body: CardBody, theme_name: str, language: str, rtl: bool) -> tuple[tuple[Primitive, ...], str]:
    """Return the primitives of a card, with its top left corner at the origin, and its accessible label."""
    theme = theme_named(theme_name)
    content = body.content
    own = content.own
    colors = theme.of_kind(content.kind) if own is None else theme.of_own_kind(own.color)
    parts: list[Primitive] = [
        Rect(
            0,
            0,
            body.width,
            body.height,
            figures.CARD_RADIUS,
            colors.tint,
            Stroke(colors.edge, theme.edge_width),
        )
    ]
    if not content.continued:
        x = body.width - _BAR_INDENT if rtl else _BAR_INDENT
        top = FRAME_HEIGHT if content.framed else 0.0
        if body.height > top:
            parts.extend(draw_bar(colors, x, top + figures.CARD_RADIUS, body.height - figures.CARD_RADIUS))
    if body.icon_box is not None:
        parts.append(draw_icon(content.icon, body.icon_box, colors.ink, rtl=rtl))
    if body.head is not None:
        parts.extend(draw_text(body.head, colors.ink))
    if content.picture is not None and body.picture_box is not None:
        if content.framed:
            parts.append(_framed(body, theme.edge_width))
        else:
            box = body.picture_box
            parts.append(Picture(box.x, box.y, box.width, box.height, content.picture.sha256))
    parts.extend(draw_text(body.text, colors.text))
    parts.extend(_foot(body, theme, rtl=rtl))
    for badge in body.badges:
        parts.extend(draw_badge(badge, theme))
    for tag in body.tags:
        parts.extend(draw_tag(tag, theme))
    for sign in (body.evidence, body.references):
        if sign is not None and sign.icon_box is not None:
            parts.append(draw_icon(sign.fact.icon, sign.icon_box, theme.second))
            parts.extend(draw_text(sign.text, theme.second))
    parts.extend(_signs(body, colors.ink, theme, rtl=rtl))
    return tuple(parts), _label(content, language)


def _foot(body: CardBody, theme: Theme, *, rtl: bool) -> Iterator[Primitive]:
    """Yield the lines of a card's foot, with their icons."""
    for line in body.foot:
        color = theme.of_kind("pain_point").ink if line.fact.missed else theme.second
        if line.icon_box is not None:
            yield draw_icon(line.fact.icon, line.icon_box, color, rtl=rtl)
        yield from draw_text(line.text, color)
        if line.fact.struck:
            yield from draw_strokes_through(line.text, color)


def _signs(body: CardBody, ink: str, theme: Theme, *, rtl: bool) -> Iterator[Primitive]:
    """Yield the signs at the corners of a card, and at ends at which it is divided."""
    content = body.content
    if content.noted:
        x = _NOTE_INDENT if rtl else body.width - _NOTE_INDENT
        yield draw_note_mark(x, body.height - _NOTE_INDENT, ink, rtl=rtl)
    corner = Box(body.width - figures.STAR / 2 - 2, -figures.STAR / 2 + 1, figures.STAR, figures.STAR)
    if content.fail_point:
        # It is smaller and higher than a star, so that it covers no badge.
        moved = corner.grown(-1.5).moved(1.5 - figures.STAR if content.star else 0.0, -2.0)
        box = mirrored(moved, body.width) if rtl else moved
        yield from draw_fail_point(box, theme.of_kind("pain_point").ink, theme.paper)
    if content.star:
        yield draw_star(mirrored(corner, body.width) if rtl else corner, theme.star, theme.paper)
    ends = [(content.continued, _MARK_INDENT), (content.continues, body.width - _MARK_INDENT)]
    for divided, x in ends:
        if divided:
            yield _mark(body.width - x if rtl else x, body.height / 2, ink, rtl=rtl)


def _label(content: CardContent, language: str) -> str:
    """Return the accessible label of a card."""
    said = plain(content.text)
    if content.picture is not None:
        said = map_words.with_picture(said, content.picture_text, language)
    for fact in content.foot:
        if fact.struck:
            said = f"{said}, {tr('before: {text}', language).format(text=fact.parts[0])}"
    own = content.own
    name = own.name if own is not None and own.name else map_words.kind_name(content.kind, language)
    label = map_words.named(name, said, language)
    if content.references:
        names = map_words.named(references_name(language), ", ".join(content.references), language)
        label = map_words.in_parentheses(label, names, language)
    if content.evidence:
        backing = map_words.named(tr("Evidence", language), str(content.evidence), language)
        label = map_words.in_parentheses(label, backing, language)
    return label


def _framed(body: CardBody, edge: float) -> Picture:
    """Return the picture at the top of a card, cropped to the inside of the card's edge."""
    assert body.content.picture is not None and body.picture_box is not None
    frame = body.picture_box
    whole = frame.height == body.height
    inside = Box(edge / 2, edge / 2, frame.width - edge, frame.height - (edge if whole else edge / 2))
    commands = rect_commands(inside.width, inside.height, figures.CARD_RADIUS - edge / 2)
    if not whole:
        # Above a caption the lower corners are square.
        corners = (("L", inside.width, inside.height), ("L", 0.0, inside.height))
        commands = (*commands[:3], *corners, *commands[-3:])
    outline = Path(commands, None, None, inside.x, inside.y)
    shown = body.content.picture.covering(inside)
    return Picture(shown.x, shown.y, shown.width, shown.height, body.content.picture.sha256, clip=outline)


def _mark(x: float, y: float, ink: str, *, rtl: bool) -> Path:
    """Return an angle in reading direction at the end of a card at which it continues in another band."""
    ahead = -_MARK / 2 if rtl else _MARK / 2
    angle = (("M", x - ahead, y - _MARK), ("L", x + ahead, y), ("L", x - ahead, y + _MARK))
    return Path(angle, None, Stroke(ink, 1.5, (), "round", "round"))
