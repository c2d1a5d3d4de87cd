"""Layout of the personas in the map's header."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.badge_layout import lay_out_badge
from journey_editor.layout.boxes import Badge, PersonaLayout
from journey_editor.layout.transform import lowered
from journey_editor.model.records import Persona
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

AVATAR = 48.0
CHIP_AVATAR = 24.0
PERSONA_GAP = 32.0
PERSONA_WIDTH = 460.0
ROW_GAP = 16.0
CARD_GAP = 16.0
CARD_PADDING = 14.0
NARROWEST_CARD = 264.0
NARROWEST_QUOTE = 300.0
"""Minimum widths of cards and of personas with quotes in a grid, in map units, if the map has the room."""
SIDE_BY_SIDE = 2
"""Maximum number of personas with quotes that are not in a grid."""
LARGE = 5
"""Maximum number of personas with large badges, if they have neither role nor quote."""

Personas = Sequence[tuple[Persona, Badge]]
_SetOne = Callable[[Persona, Badge, float, float, float, Typesetter], PersonaLayout]


def lay_out_personas(
    personas: Personas, style: str, x: float, y: float, width: float, typesetter: Typesetter
) -> tuple[tuple[PersonaLayout, ...], float]:
    """Lay out the personas of a map in rows, in a style of `kinds.PERSONA_STYLES`.

    Returns them with the bottom of the last row. Nothing that the style shows is left out, however many there
    are.
    """
    if style == "card":
        columns, room = _grid(len(personas), width, NARROWEST_CARD, CARD_GAP)
        return _in_grid(personas, _card, columns, room, CARD_GAP, x, y, typesetter)
    if style == "line":
        return _in_flow(personas, _line, width, x, y, width, typesetter)
    has_quotes = any(persona.quote for persona, _ in personas)
    if len(personas) > LARGE and not has_quotes and not any(persona.role for persona, _ in personas):
        return _in_flow(personas, _line, min(PERSONA_WIDTH, width), x, y, width, typesetter)
    if len(personas) > (SIDE_BY_SIDE if has_quotes else LARGE):
        columns, room = _grid(len(personas), width, NARROWEST_QUOTE, PERSONA_GAP)
        return _in_grid(personas, _portrait, columns, room, PERSONA_GAP, x, y, typesetter)
    # Two personas with long quotes are laid out side by side rather than one below the other.
    share = (width - PERSONA_GAP) / 2 if len(personas) == SIDE_BY_SIDE else width
    return _in_flow(personas, _portrait, min(PERSONA_WIDTH, share), x, y, width, typesetter)


def _grid(count: int, width: float, narrowest: float, gap: float) -> tuple[int, float]:
    """Return the number of columns, with rows of about the same length, and their width."""
    most = max(1, int((width + gap) // (narrowest + gap)))
    columns = ceil(count / ceil(count / most))
    return columns, min(PERSONA_WIDTH, (width - (columns - 1) * gap) / columns)


def _in_grid(
    personas: Personas,
    set_one: _SetOne,
    columns: int,
    room: float,
    gap: float,
    x: float,
    y: float,
    typesetter: Typesetter,
) -> tuple[tuple[PersonaLayout, ...], float]:
    """Lay out personas in columns of width `room`; those of a row that are framed have the same height."""
    placed: list[PersonaLayout] = []
    bottom = y
    for first in range(0, len(personas), columns):
        row = []
        for index, (persona, badge) in enumerate(personas[first : first + columns]):
            raise_if_cancelled()
            row.append(set_one(persona, badge, x + index * (room + gap), y, room, typesetter))
        height = max(item.box.height for item in row)
        placed += [
            replace(item, box=replace(item.box, height=height)) if item.framed else item for item in row
        ]
        bottom = y + height
        y = bottom + (gap if row[0].framed else ROW_GAP)
    return tuple(placed), bottom


def _in_flow(
    personas: Personas,
    set_one: _SetOne,
    room: float,
    x: float,
    y: float,
    width: float,
    typesetter: Typesetter,
) -> tuple[tuple[PersonaLayout, ...], float]:
    """Lay out personas one after the other, each as wide as its texts but at most `room`."""
    placed: list[PersonaLayout] = []
    left, row_height = x, 0.0
    for persona, badge in personas:
        raise_if_cancelled()
        item = set_one(persona, badge, left, y, room, typesetter)
        if left > x and item.box.right > x + width:
            left, y, row_height = x, y + row_height + ROW_GAP, 0.0
            item = set_one(persona, badge, left, y, room, typesetter)
        placed.append(_within(item, x + width))
        left = item.box.right + PERSONA_GAP
        row_height = max(row_height, item.box.height)
    return tuple(placed), y + row_height


def _within(item: PersonaLayout, right: float) -> PersonaLayout:
    """Return a persona whose blocks end at `right`. Their lines are short enough already."""
    blocks = {name: getattr(item, name) for name in ("name", "role", "quote")}
    narrower = {
        name: replace(block, width=min(block.width, right - block.x))
        for name, block in blocks.items()
        if block is not None
    }
    return replace(item, **narrower)


def _line(
    persona: Persona, badge: Badge, x: float, y: float, room: float, typesetter: Typesetter
) -> PersonaLayout:
    """Lay out a persona as a badge, a name and a role."""
    left = x + CHIP_AVATAR + 8
    room -= CHIP_AVATAR + 8
    name = _name(persona, left, y + 2, room, typesetter)
    role = _role(persona, name, room, typesetter)
    right = max(left + name.width, _right(role))
    bottom = max(name.bottom, role.bottom if role else 0.0)
    box = Box(x, y, right - x, max(CHIP_AVATAR, bottom + 2 - y))
    sign = lay_out_badge(badge, Box(x, y, CHIP_AVATAR, CHIP_AVATAR), typesetter)
    return PersonaLayout(persona.id, box, False, sign, name, role, None)


def _portrait(
    persona: Persona, badge: Badge, x: float, y: float, room: float, typesetter: Typesetter
) -> PersonaLayout:
    """Lay out a persona with the role after or below the name, and the quote below both."""
    left = x + AVATAR + 12
    room -= AVATAR + 12
    name = _name(persona, left, y + 2, room, typesetter)
    role = _role(persona, name, room, typesetter)
    quote = None
    bottom, right = max(name.bottom, role.bottom if role else 0.0), max(left + name.width, _right(role))
    if persona.quote:
        quote = _quote(persona, left, bottom + 2, room, typesetter)
        bottom = quote.bottom
        right = max(right, _right(quote))
    # Texts that are lower than the round sign are centred vertically next to it.
    down = max(0.0, (AVATAR - (bottom - name.y)) / 2 - (name.y - y))
    name, role, quote = lowered((name, role, quote), down)
    box = Box(x, y, right - x, max(bottom + down - y, AVATAR))
    sign = lay_out_badge(badge, Box(x, y, AVATAR, AVATAR), typesetter, theme.AVATAR_TEXT)
    return PersonaLayout(persona.id, box, False, sign, name, role, quote)


def _card(
    persona: Persona, badge: Badge, x: float, y: float, room: float, typesetter: Typesetter
) -> PersonaLayout:
    """Lay out a persona on a card: the role below the name, and the quote below the badge."""
    inner = room - 2 * CARD_PADDING
    sign = lay_out_badge(
        badge, Box(x + CARD_PADDING, y + CARD_PADDING, AVATAR, AVATAR), typesetter, theme.AVATAR_TEXT
    )
    left, beside = sign.box.right + 12, inner - AVATAR - 12
    name = _name(persona, left, sign.box.y, beside, typesetter)
    role = quote = None
    bottom = name.bottom
    if persona.role:
        role = typesetter.block(persona.role, theme.PERSONA_ROLE, left, bottom, beside)
        bottom = role.bottom
    name, role = lowered((name, role), max(0.0, (AVATAR - (bottom - name.y)) / 2))
    bottom = max(bottom, sign.box.bottom)
    if persona.quote:
        quote = _quote(persona, sign.box.x, bottom + 10, inner, typesetter)
        bottom = quote.bottom
    box = Box(x, y, room, bottom + CARD_PADDING - y)
    return PersonaLayout(persona.id, box, True, sign, name, role, quote)


def _name(persona: Persona, x: float, y: float, room: float, typesetter: Typesetter) -> TextBlock:
    text = map_words.persona_name(persona, typesetter.language)
    width = min(typesetter.width(text, theme.PERSONA_NAME) + 1, room)
    return typesetter.block(text, theme.PERSONA_NAME, x, y, width)


def _role(persona: Persona, name: TextBlock, room: float, typesetter: Typesetter) -> TextBlock | None:
    """Return the role after the name, or below it if it is too long."""
    if not persona.role:
        return None
    natural = typesetter.width(persona.role, theme.PERSONA_ROLE) + 1
    after = name.x + name.width + 12
    if after + natural <= name.x + room:
        return typesetter.block(persona.role, theme.PERSONA_ROLE, after, name.y, natural)
    return typesetter.block(persona.role, theme.PERSONA_ROLE, name.x, name.bottom, room)


def _quote(persona: Persona, x: float, y: float, room: float, typesetter: Typesetter) -> TextBlock:
    text = map_words.quoted(persona.quote, typesetter.language)
    return typesetter.block(text, theme.PERSONA_QUOTE, x, y, room)


def _right(block: TextBlock | None) -> float:
    """Return the right end of the longest line of a block."""
    return block.x + block.longest if block else 0.0
