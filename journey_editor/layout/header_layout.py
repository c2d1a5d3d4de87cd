"""The top and the foot of the map: title, personas, legend, imprint."""

from collections.abc import Sequence
from datetime import date

from journey_editor.foundation.translation import tr
from journey_editor.layout import theme, words
from journey_editor.layout.boxes import (
    Badge,
    FooterLayout,
    HeaderLayout,
    LegendEntry,
    PersonaLayout,
    TextBlock,
)
from journey_editor.layout.card_layout import block
from journey_editor.layout.geometry import Box
from journey_editor.layout.line_breaking import Ruler
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Persona

AVATAR = 48.0
CHIP_AVATAR = 24.0
PERSONA_GAP = 32.0
PERSONA_WIDTH = 460.0
WITH_QUOTES = 2
"""Up to so many personas are shown with their quotes."""
WITH_ROLES = 5
"""Up to so many personas are shown with their roles; more become chips."""


def lay_out_header(journey: Journey, personas: Sequence[Persona], width: float, ruler: Ruler) -> HeaderLayout:
    """Lay out the title, what the map is about, and its personas, over the map's inner `width`."""
    language = journey.language
    x, y = theme.MARGIN, theme.MARGIN - 10
    title = block(journey.title or tr("Untitled journey"), theme.TITLE, x, y, width, ruler, language)
    y = title.bottom + 2
    goal = tr("Goal: {goal}").format(goal=journey.goal) if journey.goal else ""
    said = " · ".join(part for part in (journey.scenario, goal, words.state_name(journey.state)) if part)
    subtitle = block(said, theme.SUBTITLE, x, y, min(width, 960.0), ruler, language)
    y = subtitle.bottom
    placed: list[PersonaLayout] = []
    if personas:
        y += 16
        left, row_height = x, 0.0
        for index, persona in enumerate(personas):
            item = _persona(persona, index, len(personas), left, y, width, ruler, language)
            if left > x and item.box.right > x + width:
                left, y, row_height = x, y + row_height + 12, 0.0
                item = _persona(persona, index, len(personas), left, y, width, ruler, language)
            placed.append(item)
            left = item.box.right + PERSONA_GAP
            row_height = max(row_height, item.box.height)
        y += row_height
    return HeaderLayout(
        Box(x, theme.MARGIN - 10, width, y + 24 - theme.MARGIN), title, subtitle, tuple(placed)
    )


def _persona(
    persona: Persona,
    index: int,
    count: int,
    x: float,
    y: float,
    width: float,
    ruler: Ruler,
    language: str,
) -> PersonaLayout:
    badge = Badge(words.initials(persona.name), index)
    name_text = persona.name or tr("Unnamed persona")
    chip = count > WITH_ROLES
    size = CHIP_AVATAR if chip else AVATAR
    room = min(PERSONA_WIDTH, width) - size - 12
    name_width = min(ruler.line(name_text, theme.PERSONA_NAME, language).width + 1, room)
    left = x + size + (8 if chip else 12)
    if chip:
        name = block(name_text, theme.PERSONA_NAME, left, y + 2, name_width, ruler, language)
        height = max(size, name.height + 4)
        box = Box(x, y, left + name_width - x, height)
        return PersonaLayout(persona.id, box, badge, Box(x, y, size, size), name, None, None)
    name = block(name_text, theme.PERSONA_NAME, left, y + 2, name_width, ruler, language)
    role = quote = None
    bottom, right = name.bottom, left + name_width
    if persona.role:
        beside = room - name_width - 12
        if ruler.line(persona.role, theme.PERSONA_ROLE, language).width <= beside:
            role_width = ruler.line(persona.role, theme.PERSONA_ROLE, language).width + 1
            role = block(persona.role, theme.PERSONA_ROLE, right + 12, y + 2, role_width, ruler, language)
        else:
            role = block(persona.role, theme.PERSONA_ROLE, left, bottom, room, ruler, language)
            bottom = role.bottom
        right = max(right, role.x + max(line.width for line in role.lines))
    if persona.quote and count <= WITH_QUOTES:
        text = words.quoted(persona.quote, language)
        quote = block(text, theme.PERSONA_QUOTE, left, bottom + 2, room, ruler, language)
        bottom = quote.bottom
        right = max(right, left + max(line.width for line in quote.lines))
    if quote is None and (role is None or role.y == name.y):
        centred = y + (size - name.height) / 2
        name = block(name_text, theme.PERSONA_NAME, left, centred, name_width, ruler, language)
        if role is not None:
            role = block(persona.role, theme.PERSONA_ROLE, role.x, centred, role.width, ruler, language)
        bottom = max(name.bottom, y + size)
    box = Box(x, y, right - x, max(bottom - y, size))
    return PersonaLayout(persona.id, box, badge, Box(x, y, size, size), name, role, quote)


def lay_out_footer(
    document: Queries,
    journey: Journey,
    entries: Sequence[tuple[str, int, str]],
    y: float,
    width: float,
    today: date,
    ruler: Ruler,
) -> FooterLayout:
    """Lay out the legend's `entries` (sign, colour, words) and the imprint below the map, from `y` on."""
    language = journey.language
    name = document.project().name or journey.title or tr("Untitled journey")
    parts = [f"{name}, {words.state_name(journey.state)}", words.long_date(today)]
    if journey.version:
        parts.append(tr("version {version}").format(version=journey.version))
    parts.append(tr("page {page} of {pages}").format(page=1, pages=1))
    imprint_text = " · ".join(parts)
    imprint_width = min(ruler.line(imprint_text, theme.LEGEND_TEXT, language).width + 1, width)
    top = y + 12
    x, line, row = theme.MARGIN, top, theme.LEGEND_TEXT.line_height + 8
    placed = []
    for what, color, text in entries:
        text_width = min(ruler.line(text, theme.LEGEND_TEXT, language).width + 1, width - 32)
        if x > theme.MARGIN and x + 32 + text_width > theme.MARGIN + width:
            x, line = theme.MARGIN, line + row
        entry = block(text, theme.LEGEND_TEXT, x + 32, line, text_width, ruler, language)
        placed.append(LegendEntry(what, color, Box(x, line - 1, 24, 18), entry))
        x = entry.x + text_width + 24
        line += entry.height - theme.LEGEND_TEXT.line_height
    if x + imprint_width > theme.MARGIN + width and placed:
        line += row
    imprint = _end_block(imprint_text, theme.MARGIN, line, width, ruler, language)
    height = imprint.bottom - y + theme.MARGIN - 16
    return FooterLayout(Box(theme.MARGIN, y, width, height), tuple(placed), imprint)


def _end_block(text: str, x: float, y: float, width: float, ruler: Ruler, language: str) -> TextBlock:
    return block(text, theme.LEGEND_TEXT, x, y, width, ruler, language, "right")
