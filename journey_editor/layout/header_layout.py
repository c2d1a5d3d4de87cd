"""Layout of the map's header and footer: title, personas, legend and imprint."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.badge_layout import lay_out_badge
from journey_editor.layout.boxes import (
    Badge,
    FooterLayout,
    HeaderLayout,
    LegendEntry,
    PersonaLayout,
)
from journey_editor.layout.transform import lowered
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Persona
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

TOP = theme.MARGIN - 10
"""The y of the title's first line, above the margin so that the tops of its capitals align with it."""
BELOW_HEADER = 24.0
AVATAR = 48.0
CHIP_AVATAR = 24.0
PERSONA_GAP = 32.0
PERSONA_WIDTH = 460.0
WITH_QUOTES = 2
"""Maximum number of personas that are shown with quotes."""
WITH_ROLES = 5
"""Maximum number of personas that are shown with roles; more are shown as chips."""


def lay_out_header(
    journey: Journey,
    personas: Sequence[tuple[Persona, Badge]],
    width: float,
    typesetter: Typesetter,
) -> HeaderLayout:
    """Lay out the title, the subject and the personas of the map in the inner `width`."""
    language = typesetter.language
    x, y = theme.MARGIN, TOP
    title = typesetter.block(journey.title or tr("Untitled journey", language), theme.TITLE, x, y, width)
    y = title.bottom + 2
    goal = tr("Goal: {goal}", language).format(goal=journey.goal) if journey.goal else ""
    said = " · ".join(
        part for part in (journey.scenario, goal, map_words.state_name(journey.state, language)) if part
    )
    subtitle = typesetter.block(said, theme.SUBTITLE, x, y, min(width, 960.0))
    y = subtitle.bottom
    placed, bottom = _personas(personas, x, y + 16, width, typesetter) if personas else ((), y)
    box = Box(x, TOP, width, bottom + BELOW_HEADER - TOP)
    return HeaderLayout(box, title, subtitle, placed)


def _personas(
    personas: Sequence[tuple[Persona, Badge]],
    x: float,
    y: float,
    width: float,
    typesetter: Typesetter,
) -> tuple[tuple[PersonaLayout, ...], float]:
    """Lay out the personas in rows and return them with the bottom of the last row."""
    set_one = _chip if len(personas) > WITH_ROLES else _portrait
    # Two personas with long quotes are laid out side by side rather than one below the other.
    share = (width - PERSONA_GAP) / 2 if len(personas) == WITH_QUOTES else width
    room = min(PERSONA_WIDTH, share)
    placed: list[PersonaLayout] = []
    left, row_height = x, 0.0
    for persona, badge in personas:
        raise_if_cancelled()
        shown = persona if len(personas) <= WITH_QUOTES else replace(persona, quote="")
        item = set_one(shown, badge, left, y, room, typesetter)
        if left > x and item.box.right > x + width:
            left, y, row_height = x, y + row_height + 16, 0.0
            item = set_one(shown, badge, left, y, room, typesetter)
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


def _chip(
    persona: Persona, badge: Badge, x: float, y: float, room: float, typesetter: Typesetter
) -> PersonaLayout:
    """Lay out a persona as a badge and a name."""
    left = x + CHIP_AVATAR + 8
    name = _name(persona, left, y + 2, room - CHIP_AVATAR - 8, typesetter)
    box = Box(x, y, left + name.width - x, max(CHIP_AVATAR, name.height + 4))
    sign = lay_out_badge(badge, Box(x, y, CHIP_AVATAR, CHIP_AVATAR), typesetter)
    return PersonaLayout(persona.id, box, sign, name, None, None)


def _portrait(
    persona: Persona, badge: Badge, x: float, y: float, room: float, typesetter: Typesetter
) -> PersonaLayout:
    """Lay out a persona with the role after or below the name, and the quote below both."""
    left = x + AVATAR + 12
    room -= AVATAR + 12
    name = _name(persona, left, y + 2, room, typesetter)
    role = quote = None
    bottom, right = name.bottom, left + name.width
    if persona.role:
        natural = typesetter.width(persona.role, theme.PERSONA_ROLE) + 1
        if right + 12 + natural <= left + room:
            role = typesetter.block(persona.role, theme.PERSONA_ROLE, right + 12, name.y, natural)
        else:
            role = typesetter.block(persona.role, theme.PERSONA_ROLE, left, bottom, room)
            bottom = role.bottom
        right = max(right, role.x + role.longest)
    if persona.quote:
        text = map_words.quoted(persona.quote, typesetter.language)
        quote = typesetter.block(text, theme.PERSONA_QUOTE, left, bottom + 2, room)
        bottom = quote.bottom
        right = max(right, left + quote.longest)
    # Texts that are lower than the round sign are centred vertically next to it.
    down = max(0.0, (AVATAR - (bottom - name.y)) / 2 - (name.y - y))
    name, role, quote = lowered((name, role, quote), down)
    box = Box(x, y, right - x, max(bottom + down - y, AVATAR))
    sign = lay_out_badge(badge, Box(x, y, AVATAR, AVATAR), typesetter, theme.AVATAR_TEXT)
    return PersonaLayout(persona.id, box, sign, name, role, quote)


def _name(persona: Persona, x: float, y: float, room: float, typesetter: Typesetter) -> TextBlock:
    text = map_words.persona_name(persona, typesetter.language)
    width = min(typesetter.width(text, theme.PERSONA_NAME) + 1, room)
    return typesetter.block(text, theme.PERSONA_NAME, x, y, width)


def lay_out_footer(
    document: Queries,
    journey: Journey,
    entries: Sequence[tuple[str, int, str]],
    y: float,
    width: float,
    today: date,
    typesetter: Typesetter,
) -> FooterLayout:
    """Lay out the legend's `entries` (sign, colour, words) and the imprint below the map, from `y` down."""
    language = typesetter.language
    name = document.project().name or journey.title or tr("Untitled journey", language)
    parts = [name, map_words.state_name(journey.state, language), map_words.long_date(today, language)]
    if journey.version:
        parts.append(tr("version {version}", language).format(version=journey.version))
    parts.append(tr("page {page} of {pages}", language).format(page=1, pages=1))
    imprint_text = " · ".join(parts)
    imprint_width = min(typesetter.width(imprint_text, theme.LEGEND_TEXT) + 1, width)
    top = y + 12
    x, line, row = theme.MARGIN, top, theme.LEGEND_TEXT.line_height + 8
    placed = []
    for what, color, text in entries:
        raise_if_cancelled()
        text_width = min(typesetter.width(text, theme.LEGEND_TEXT) + 1, width - 32)
        if x > theme.MARGIN and x + 32 + text_width > theme.MARGIN + width:
            x, line = theme.MARGIN, line + row
        entry = typesetter.block(text, theme.LEGEND_TEXT, x + 32, line, text_width)
        placed.append(LegendEntry(what, color, Box(x, line - 1, 24, 18), entry))
        x = entry.x + text_width + 24
        line += entry.height - theme.LEGEND_TEXT.line_height
    if x + imprint_width > theme.MARGIN + width and placed:
        line += row
    imprint = typesetter.block(imprint_text, theme.LEGEND_TEXT, theme.MARGIN, line, width, "right")
    height = imprint.bottom - y + theme.MARGIN - 16
    return FooterLayout(Box(theme.MARGIN, y, width, height), tuple(placed), imprint)
