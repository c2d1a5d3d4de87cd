"""Layout of the map's header and footer: title, personas, legend and imprint."""

from collections.abc import Sequence
from dataclasses import replace
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
    LogoLayout,
)
from journey_editor.layout.card_layout import picture_content
from journey_editor.layout.field_layout import lay_out_fields
from journey_editor.layout.persona_layout import Personas, lay_out_personas
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

TOP = theme.MARGIN - 10
"""The y of the title's first line, above the margin so that the tops of its capitals align with it."""
BELOW_HEADER = 24.0
LARGEST_LOGO = (240.0, 64.0)
BESIDE_LOGO = 32.0
SIGN, CURVE_SIGN = 24.0, 44.0
"""Widths of signs in the legend."""


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
    signs: str = "faces"


def lay_out_header(
    journey: Journey,
    personas: Personas,
    width: float,
    today: date,
    typesetter: Typesetter,
    logo: LogoLayout | None = None,
) -> HeaderLayout:
    """Lay out the title, the fields, the personas and a logo of the map in the inner `width`, as of today."""
    language = typesetter.language
    x, y = theme.MARGIN, TOP
    room = width - (logo.box.width + BESIDE_LOGO if logo else 0.0)
    title = typesetter.block(journey.title or tr("Untitled journey", language), theme.TITLE, x, y, room)
    fields, y = lay_out_fields(journey, x, title.bottom + 8, room, today, typesetter)
    y = max(y, logo.box.bottom if logo else 0.0)
    placed, bottom = (
        lay_out_personas(personas, journey.persona_style, x, y + 16, width, typesetter)
        if personas
        else ((), y)
    )
    box = Box(x, TOP, width, bottom + BELOW_HEADER - TOP)
    return HeaderLayout(box, title, fields, placed, logo)


def with_evidence(document: Queries, header: HeaderLayout) -> HeaderLayout:
    """Return a header with the numbers of pieces of evidence that back its personas."""
    backing = {each.id: document.backing(each.id) for each in header.personas}
    if not any(backing.values()):
        return header
    return replace(
        header, personas=tuple(replace(each, evidence=backing[each.id]) for each in header.personas)
    )


def lay_out_logo(document: Queries, width: float) -> LogoLayout | None:
    """Lay out the logo of the project at the end of the inner `width`; None if it has none."""
    brand = document.brand()
    picture = picture_content(document, brand.logo) if brand else None
    if brand is None or picture is None:
        return None
    size = picture.fitted(Box(0.0, 0.0, *LARGEST_LOGO), 1.0)
    left = theme.MARGIN + width - size.width
    return LogoLayout(Box(left, theme.MARGIN, size.width, size.height), picture, brand.logo_text)


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

    `entries` are those of the legend. A brand can leave out both.
    """
    language, brand = typesetter.language, document.brand()
    if brand is not None and not brand.legend:
        # These are labels that have no room at their place.
        entries = [item for item in entries if item.number]
    imprint_text = _imprint(document, journey, today, pages, language)
    imprint_width = min(typesetter.width(imprint_text, theme.LEGEND_TEXT) + 1, width)
    top = y + 12
    x, line, high = theme.MARGIN, top, typesetter.line_height(theme.LEGEND_TEXT)
    row = high + 8
    placed = []
    for item in entries:
        raise_if_cancelled()
        # The line of a curve is seen on both sides of its sign.
        sign_width = CURVE_SIGN if item.what.endswith("curve") else SIGN
        beside = sign_width + 8
        text_width = min(typesetter.width(item.text, theme.LEGEND_TEXT) + 1, width - beside)
        if x > theme.MARGIN and x + beside + text_width > theme.MARGIN + width:
            x, line = theme.MARGIN, line + row
        entry = typesetter.block(item.text, theme.LEGEND_TEXT, x + beside, line, text_width)
        sign = Box(x, line + high / 2 - 9, sign_width, 18)
        number = None
        if item.number:
            style = theme.LINK_NUMBER if item.what == "number" else theme.POINT_NUMBER
            number = typesetter.centered(str(item.number), style, sign)
        drawn = item.look, item.owner, item.line, item.share, item.signs
        placed.append(LegendEntry(item.what, item.color, sign, entry, number, *drawn))
        x = entry.x + text_width + 24
        line += entry.height - high
    imprint = None
    bottom = placed[-1].text.bottom if placed else y
    if imprint_text:
        if x + imprint_width > theme.MARGIN + width and placed:
            line += row
        imprint = typesetter.block(imprint_text, theme.LEGEND_TEXT, theme.MARGIN, line, width, "right")
        bottom = max(bottom, imprint.bottom)
    height = bottom - y + theme.MARGIN - 16
    return FooterLayout(Box(theme.MARGIN, y, width, height), tuple(placed), imprint)


def _imprint(document: Queries, journey: Journey, today: date, pages: int, language: str) -> str:
    """Return the words of the imprint; empty if the brand leaves it out."""
    brand = document.brand()
    if brand is not None and not brand.imprint:
        return ""
    parts = [brand.imprint_text] if brand is not None and brand.imprint_text else []
    parts.append(document.project().name or journey.title or tr("Untitled journey", language))
    parts += [map_words.state_name(journey.state, language), map_words.long_date(today, language)]
    if journey.version:
        parts.append(tr("version {version}", language).format(version=journey.version))
    parts.append(tr("page {page} of {pages}", language).format(page=1, pages=pages))
    return " · ".join(parts)
