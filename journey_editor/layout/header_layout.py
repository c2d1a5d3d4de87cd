"""Layout of the map's header and footer: title, personas, legend and imprint."""

from collections.abc import Sequence
from datetime import date

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.boxes import (
    FooterLayout,
    HeaderLayout,
    LegendEntry,
    LinkLook,
)
from journey_editor.layout.field_layout import lay_out_fields
from journey_editor.layout.persona_layout import Personas, lay_out_personas
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

TOP = theme.MARGIN - 10
"""The y of the title's first line, above the margin so that the tops of its capitals align with it."""
BELOW_HEADER = 24.0


@dataclass(frozen=True, slots=True)
class LegendItem:
    """Sign to explain in the legend, and its meaning; see `LegendEntry`."""

    what: str
    color: int
    text: str
    look: LinkLook | None = None
    owner: str = ""
    line: str = ""
    number: int = 0
    share: float = 0.0


def lay_out_header(
    journey: Journey,
    personas: Personas,
    width: float,
    typesetter: Typesetter,
) -> HeaderLayout:
    """Lay out the title, the fields and the personas of the map in the inner `width`."""
    language = typesetter.language
    x, y = theme.MARGIN, TOP
    title = typesetter.block(journey.title or tr("Untitled journey", language), theme.TITLE, x, y, width)
    fields, y = lay_out_fields(journey, x, title.bottom + 8, width, typesetter)
    placed, bottom = (
        lay_out_personas(personas, journey.persona_style, x, y + 16, width, typesetter)
        if personas
        else ((), y)
    )
    box = Box(x, TOP, width, bottom + BELOW_HEADER - TOP)
    return HeaderLayout(box, title, fields, placed)


def lay_out_footer(
    document: Queries,
    journey: Journey,
    entries: Sequence[LegendItem],
    y: float,
    width: float,
    today: date,
    typesetter: Typesetter,
    pages: int = 1,
) -> FooterLayout:
    """Lay out the legend and the imprint below the map, from `y` down. The map is the first of `pages`.

    `entries` are those of the legend.
    """
    language = typesetter.language
    name = document.project().name or journey.title or tr("Untitled journey", language)
    parts = [name, map_words.state_name(journey.state, language), map_words.long_date(today, language)]
    if journey.version:
        parts.append(tr("version {version}", language).format(version=journey.version))
    parts.append(tr("page {page} of {pages}", language).format(page=1, pages=pages))
    imprint_text = " · ".join(parts)
    imprint_width = min(typesetter.width(imprint_text, theme.LEGEND_TEXT) + 1, width)
    top = y + 12
    x, line, row = theme.MARGIN, top, theme.LEGEND_TEXT.line_height + 8
    placed = []
    for item in entries:
        raise_if_cancelled()
        text_width = min(typesetter.width(item.text, theme.LEGEND_TEXT) + 1, width - 32)
        if x > theme.MARGIN and x + 32 + text_width > theme.MARGIN + width:
            x, line = theme.MARGIN, line + row
        entry = typesetter.block(item.text, theme.LEGEND_TEXT, x + 32, line, text_width)
        sign = Box(x, line - 1, 24, 18)
        number = None
        if item.number:
            style = theme.LINK_NUMBER if item.what == "number" else theme.POINT_NUMBER
            number = typesetter.centered(str(item.number), style, sign)
        placed.append(
            LegendEntry(
                item.what, item.color, sign, entry, number, item.look, item.owner, item.line, item.share
            )
        )
        x = entry.x + text_width + 24
        line += entry.height - theme.LEGEND_TEXT.line_height
    if x + imprint_width > theme.MARGIN + width and placed:
        line += row
    imprint = typesetter.block(imprint_text, theme.LEGEND_TEXT, theme.MARGIN, line, width, "right")
    height = imprint.bottom - y + theme.MARGIN - 16
    return FooterLayout(Box(theme.MARGIN, y, width, height), tuple(placed), imprint)
