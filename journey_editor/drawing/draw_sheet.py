"""Drawing of a persona's sheet: a group for each part, in reading order."""

from collections.abc import Iterator

from journey_editor.drawing.primitives import Drawing, Group, Path, Primitive, Rect, Stroke
from journey_editor.drawing.signs import draw_badge, draw_icon
from journey_editor.drawing.text import draw_text, said
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.sheet_layout import SectionLayout, SheetLayout
from journey_editor.layout.theme import Theme
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey


def draw_sheet(document: Queries, journey_id: str, layout: SheetLayout) -> Drawing:
    """Draw the layout of a persona's sheet. Raises `CancelledError`."""
    theme = theme_named(layout.theme)
    journey = document.get(Journey, journey_id)
    return Drawing(
        width=layout.width,
        height=layout.height,
        background=theme.paper,
        groups=(_head(layout, theme), *(_section(each, layout, theme) for each in layout.sections)),
        title=said(layout.name),
        author=document.project().author,
        subject=said(layout.role),
        language=journey.language,
    )


def _head(layout: SheetLayout, theme: Theme) -> Group:
    look, side, chip = theme.persona(layout.color), layout.side, layout.kind_box
    parts: list[Primitive] = [
        Rect(side.x, side.y, side.width, side.height, 0, look.tint),
        Rect(side.x, side.y, side.width, 8, 0, look.color),
    ]
    parts.extend(draw_badge(layout.badge, theme))
    parts.extend(draw_text(layout.name, theme.text))
    if layout.role is not None:
        parts.extend(draw_text(layout.role, theme.second))
    parts.append(Rect(chip.x, chip.y, chip.width, chip.height, chip.height / 2, None, Stroke(look.color, 1)))
    parts.extend(draw_text(layout.kind, look.color))
    if layout.quote is not None and layout.quote_bar is not None:
        bar = layout.quote_bar
        parts.append(Rect(bar.x, bar.y, bar.width, bar.height, 2, look.color))
        parts.extend(draw_text(layout.quote, theme.text))
    parts.extend(draw_text(layout.imprint, theme.second))
    return Group(layout.persona, "persona", 0, 0, tuple(parts), said(layout.name))


def _section(section: SectionLayout, layout: SheetLayout, theme: Theme) -> Group:
    parts = tuple(_parts(section, layout, theme))
    owner = section.field if ":" in section.field else f"{layout.persona}/{section.field}"
    return Group(owner, "section", 0, 0, parts, said(section.heading))


def _parts(section: SectionLayout, layout: SheetLayout, theme: Theme) -> Iterator[Primitive]:
    color = theme.persona(layout.color).color
    if section.icon:
        rule = section.rule
        yield draw_icon(section.icon, section.icon_box, color, rtl=layout.rtl)
        yield Path((("M", rule.x, rule.y), ("L", rule.right, rule.y)), None, Stroke(theme.hairline, 1))
    yield from draw_text(section.heading, color)
    for entry in section.texts:
        if entry.icon_box is not None:
            yield draw_icon(entry.icon, entry.icon_box, theme.second, rtl=layout.rtl)
        yield from draw_text(entry.text, theme.text)
