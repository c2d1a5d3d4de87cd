"""Layout of a persona's sheet: a page with everything that is known about it."""

from collections.abc import Iterator, Sequence
from math import ceil

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout.badge_layout import lay_out_badge
from journey_editor.layout.boxes import BadgeLayout
from journey_editor.layout.brand_theme import theme_key
from journey_editor.layout.card_layout import ICON_OF_CHANNEL, persona_badge
from journey_editor.layout.theme import LEGEND_TEXT
from journey_editor.layout.transform import mirrored
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Persona
from journey_editor.text.line_breaking import Ruler
from journey_editor.text.ruler import ruler_for
from journey_editor.text.text_block import TextBlock
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words
from journey_editor.wording.sheet_words import kind_of_persona, section_name

WIDTHS = (794.0, 1123.0, 1588.0)
"""Widths of a sheet from which the one is chosen that fits the paper best."""
SIDE_WIDTH = 248.0
MARGIN = 40.0
SIDE_MARGIN = 28.0
AVATAR = 152.0
GAP = 32.0
SECTION_GAP = 28.0
FACT_GAP = 16.0
NARROWEST_COLUMN = 210.0
ICON = 18.0

NAME = TextStyle("semibold", 32, 40)
ROLE = TextStyle("regular", 17, 24)
QUOTE = TextStyle("italic", 19, 28)
HEADING = TextStyle("semibold", 14, 20)
TEXT = TextStyle("regular", 14, 21)
LABEL = TextStyle("semibold", 12, 17)
KIND = TextStyle("semibold", 12, 16)
INITIALS = TextStyle("semibold", 48, 58)

_ICONS = {
    "demographics": "user",
    "behaviours": "footprints",
    "preferences": "heart",
    "goals": "flag",
    "frustrations": "frown",
    "needs": "life-buoy",
    "channels": "radio-tower",
}
_IN_THE_MIDDLE = ("goals", "needs", "frustrations", "behaviours", "preferences")
"""Texts next to the side panel, in order; the others are in it."""


@dataclass(frozen=True, slots=True)
class SectionLayout:
    """Part of a sheet: its heading, with an icon and a rule unless it is a free field, and texts below."""

    field: str
    icon: str
    icon_box: Box
    heading: TextBlock
    rule: Box
    texts: tuple["EntryLayout", ...]
    bottom: float


@dataclass(frozen=True, slots=True)
class EntryLayout:
    """Text of a sheet, with an icon in front of it, if it has one."""

    text: TextBlock
    icon: str = ""
    icon_box: Box | None = None


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """Layout of a persona's sheet."""

    persona: str
    theme: str
    rtl: bool
    color: int
    width: float
    height: float
    side: Box
    badge: BadgeLayout
    kind: TextBlock
    kind_box: Box
    name: TextBlock
    role: TextBlock | None
    quote: TextBlock | None
    quote_bar: Box | None
    sections: tuple[SectionLayout, ...]
    imprint: TextBlock


def lay_out_sheet(
    document: Queries,
    journey_id: str,
    persona_id: str,
    *,
    width: float = WIDTHS[0],
    least_height: float = 0.0,
    imprint: str = "",
    theme_name: str | None = None,
    ruler: Ruler | None = None,
    in_files: bool = False,
) -> SheetLayout:
    """Lay out the sheet of a persona, in its colour in a journey and in the journey's language.

    `imprint` is the line at the bottom. Parts without text are left out. `ruler` and `in_files` are those of
    the map. Raises `CancelledError`.
    """
    journey, persona = document.get(Journey, journey_id), document.get(Persona, persona_id)
    typesetter = Typesetter(
        ruler or ruler_for(document.font(), in_files=in_files), journey.language, journey.direction
    )
    language = typesetter.language
    color = document.persona_colors(journey_id).get(persona_id, 0)
    inner = SIDE_WIDTH - 2 * SIDE_MARGIN
    box = Box((SIDE_WIDTH - AVATAR) / 2, MARGIN, AVATAR, AVATAR)
    badge = lay_out_badge(persona_badge(document, persona, color), box, typesetter, INITIALS)
    words = kind_of_persona(persona.kind, language)
    wide = min(typesetter.width(words, KIND) + 25, inner)
    chip = Box((SIDE_WIDTH - wide) / 2, box.bottom + 16, wide, KIND.line_height + 8)
    kind = typesetter.block(words, KIND, chip.x + 12, chip.y + 4, wide - 24)
    side = [
        *_sections(persona, ("demographics",), typesetter),
        *_facts(document, persona),
        *_channels(document, persona, typesetter),
    ]
    placed, bottom_of_side = _column(side, SIDE_MARGIN, chip.bottom + SECTION_GAP, inner, typesetter)
    left = SIDE_WIDTH + MARGIN
    room = width - left - MARGIN
    name = typesetter.block(map_words.persona_name(persona, language), NAME, left, MARGIN, room)
    role = typesetter.block(persona.role, ROLE, left, name.bottom + 2, room) if persona.role else None
    bottom = role.bottom if role else name.bottom
    quote = bar = None
    if persona.quote:
        quoted = map_words.quoted(persona.quote, language)
        quote = typesetter.block(quoted, QUOTE, left + 20, bottom + 20, room - 20)
        bar = Box(left, quote.y + 2, 4, quote.height - 4)
        bottom = quote.bottom
    parts = list(_sections(persona, _IN_THE_MIDDLE, typesetter))
    middle, bottom = _in_columns(parts, left, bottom + GAP, room, typesetter)
    line = typesetter.block(imprint, LEGEND_TEXT, left, 0.0, room)
    needed = max(bottom_of_side, bottom + GAP + line.height + MARGIN)
    height = float(ceil(max(needed, least_height)))
    line = typesetter.block(imprint, LEGEND_TEXT, left, height - MARGIN - line.height, room)
    layout = SheetLayout(
        persona=persona_id,
        theme=theme_key(theme_name or journey.theme, document.brand()),
        rtl=typesetter.rtl,
        color=color,
        width=width,
        height=height,
        side=Box(0.0, 0.0, SIDE_WIDTH, height),
        badge=badge,
        kind=kind,
        kind_box=chip,
        name=name,
        role=role,
        quote=quote,
        quote_bar=bar,
        sections=(*placed, *middle),
        imprint=line,
    )
    return mirrored(layout, width) if layout.rtl else layout


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class _Section:
    field: str
    heading: str
    icon: str
    entries: Sequence[_Entry]


def _sections(persona: Persona, names: Sequence[str], typesetter: Typesetter) -> Iterator[_Section]:
    for name in names:
        text = getattr(persona, name)
        if text:
            yield _Section(name, section_name(name, typesetter.language), _ICONS[name], [_Entry(text)])


def _facts(document: Queries, persona: Persona) -> Iterator[_Section]:
    for fact in document.facts_of(persona.id):
        if fact.label or fact.value:
            yield _Section(fact.id, fact.label, "", [_Entry(fact.value)] if fact.value else [])


def _channels(document: Queries, persona: Persona, typesetter: Typesetter) -> Iterator[_Section]:
    language = typesetter.language
    channels = document.channels_of(persona.id)
    entries = [
        _Entry(map_words.channel_name(each, language), icon=ICON_OF_CHANNEL[each.kind]) for each in channels
    ]
    if entries:
        yield _Section("channels", section_name("channels", language), _ICONS["channels"], entries)


def _in_columns(
    parts: Sequence[_Section], x: float, y: float, width: float, typesetter: Typesetter
) -> tuple[list[SectionLayout], float]:
    """Lay out sections in columns of about the same height, in reading order; return them and the bottom."""
    count = max(1, min(len(parts), int((width + GAP) // (NARROWEST_COLUMN + GAP))))
    room = (width - (count - 1) * GAP) / count
    placed: list[SectionLayout] = []
    bottoms = [y] * count
    for part in parts:
        column = min(range(count), key=lambda each: bottoms[each])
        section = _section(part, x + column * (room + GAP), bottoms[column], room, typesetter)
        placed.append(section)
        bottoms[column] = section.bottom + SECTION_GAP
    return placed, max([y, *(section.bottom for section in placed)])


def _column(
    parts: Sequence[_Section], x: float, y: float, width: float, typesetter: Typesetter
) -> tuple[list[SectionLayout], float]:
    placed = []
    for part in parts:
        section = _section(part, x, y, width, typesetter)
        placed.append(section)
        y = section.bottom + (SECTION_GAP if part.icon else FACT_GAP)
    return placed, max([y, *(section.bottom for section in placed)])


def _section(part: _Section, x: float, y: float, width: float, typesetter: Typesetter) -> SectionLayout:
    raise_if_cancelled()
    indent = ICON + 8 if part.icon else 0.0
    style = HEADING if part.icon else LABEL
    heading = typesetter.block(part.heading, style, x + indent, y, width - indent)
    icon_box = Box(x, y + (style.line_height - ICON) / 2, ICON, ICON)
    bottom = heading.bottom if part.heading else y
    rule = Box(x, bottom + 5, width, 0.0)
    bottom += 14 if part.icon else 2
    entries = []
    for entry in part.entries:
        raise_if_cancelled()
        indent = ICON + 10 if entry.icon else 0.0
        text = typesetter.block(entry.text, TEXT, x + indent, bottom, width - indent)
        box = Box(x, bottom + (TEXT.line_height - ICON) / 2, ICON, ICON) if entry.icon else None
        entries.append(EntryLayout(text, entry.icon, box))
        bottom = text.bottom + (6 if entry.icon else 0)
    return SectionLayout(part.field, part.icon, icon_box, heading, rule, tuple(entries), bottom)
