"""Drawing of a whole map: a group for each record, from back to front, in reading order.

The cards of a cell are in a group of the cell, so that a cell can be moved without drawing its cards again.
"""

from collections.abc import Iterator
from dataclasses import replace

from journey_editor.drawing.draw_card import draw_card
from journey_editor.drawing.draw_chart import draw_chart
from journey_editor.drawing.draw_frame import (
    draw_dividers,
    draw_footer,
    draw_header,
    draw_lane,
    draw_lane_group,
    draw_persona_lane,
    draw_stage,
    draw_step,
)
from journey_editor.drawing.draw_link import draw_link
from journey_editor.drawing.draw_summary import draw_summary
from journey_editor.drawing.primitives import Bookmark, Drawing, Group, Primitive, Rect, Stroke
from journey_editor.drawing.text import draw_text, said
from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.memo import Memo, Same, memoised
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme as figures
from journey_editor.layout.boxes import (
    CardBody,
    CellBody,
    CellLayout,
    LaneGroupLayout,
    LinkLayout,
    MapLayout,
    NoteLayout,
)
from journey_editor.layout.brand_theme import theme_named
from journey_editor.layout.theme import Theme
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Link
from journey_editor.wording import map_words

_kept: Memo[tuple[Group, ...]] = Memo(1024)
_links: Memo[Group] = Memo(1024)


def draw_map(document: Queries, layout: MapLayout) -> Drawing:
    """Draw a layout. Unchanged groups have the same children as before.

    Raises `CancelledError` if the work is cancelled, which is checked for each group, card and line.
    """
    theme = theme_named(layout.theme)
    journey = document.get(Journey, layout.journey)
    _kept.make_room(len(layout.cards) + 1024)
    _links.make_room(len(layout.links) + 1024)
    groups = []
    for group in _groups(document, layout, theme):
        raise_if_cancelled()
        groups.append(group)
    return Drawing(
        width=layout.width,
        height=layout.height,
        background=theme.paper,
        groups=tuple(groups),
        title=journey.title,
        author=document.project().author,
        subject=journey.scenario,
        language=journey.language,
        bookmarks=tuple(
            Bookmark(said(stage.name) or tr("Stage", layout.language), stage.box.x, stage.box.y)
            for stage in layout.stages
        ),
    )


def _groups(document: Queries, layout: MapLayout, theme: Theme) -> Iterator[Group]:
    yield draw_header(layout, theme)
    if layout.dividers:
        yield draw_dividers(layout, theme)
    for persona_lane in layout.persona_lanes:
        yield draw_persona_lane(persona_lane, layout, theme)
    for stage in layout.stages:
        yield draw_stage(stage, layout, theme)
    for step in layout.steps:
        if step.head is not None:
            yield draw_step(step, theme, layout.language)
    cells_of: dict[tuple[str, float], list[CellLayout]] = {}
    for cell in layout.cells:
        if cell.body.cards or cell.body.wide:
            cells_of.setdefault((cell.lane, cell.box.y), []).append(cell)
    for lane in layout.rows:
        if isinstance(lane, LaneGroupLayout):
            yield draw_lane_group(lane, layout, theme)
            continue
        yield draw_lane(lane, layout, theme)
        for chart in layout.charts:
            if (chart.lane, chart.band) == (lane.id, lane.band):
                yield from draw_chart(chart, theme)
        for summary in layout.summaries:
            if (summary.lane, summary.band) == (lane.id, lane.band):
                yield from draw_summary(summary, layout, theme)
        for cell in cells_of.get((lane.id, lane.box.y), ()):
            cards = _cards(cell.body, layout.theme, layout.language, layout.rtl)
            yield Group(f"{cell.step}/{cell.lane}", "cell", cell.box.x, cell.box.y, cards)
    for link in layout.links:
        name = map_words.link_title(document.get(Link, link.id), layout.language)
        yield _link(link, name, theme, layout)
    for note in layout.notes:
        yield _note(note, theme)
    yield draw_footer(layout, theme)


def _cards(body: CellBody, theme_name: str, language: str, rtl: bool) -> tuple[Group, ...]:
    """Return the groups of a cell's cards; the same object as long as the cell's content is unchanged."""
    key = (body, theme_name, language, rtl)
    return _kept.get(key, lambda: tuple(_drawn(body, theme_name, language, rtl)), len(body.cards))


def _drawn(body: CellBody, theme_name: str, language: str, rtl: bool) -> Iterator[Group]:
    for card in (*body.cards.values(), *body.continued):
        raise_if_cancelled()
        yield _card(card.id, card.box.x, card.box.y, card.body, theme_name, language, rtl)


@memoised(12_288)
def _card(
    card_id: str, x: float, y: float, body: CardBody, theme_name: str, language: str, rtl: bool
) -> Group:
    """Return the group of a card; the same object as long as the card and its place are unchanged."""
    children, label = draw_card(body, theme_name, language, rtl)
    return Group(card_id, "card", x, y, children, label)


def _link(link: LinkLayout, name: str, theme: Theme, layout: MapLayout) -> Group:
    """Return the group of a link; the same object as long as its layout is the same object."""
    key = (Same(link), name, layout.theme, layout.language)
    return _links.get(key, lambda: draw_link(link, name, theme, layout.language))


def _note(note: NoteLayout, theme: Theme) -> Group:
    colors = theme.note
    edge = Stroke(colors.edge, theme.edge_width)
    face = Rect(0, 0, note.box.width, note.box.height, figures.CARD_RADIUS, colors.tint, edge)
    text = replace(note.text, x=note.text.x - note.box.x, y=note.text.y - note.box.y)
    children: tuple[Primitive, ...] = (face, *draw_text(text, colors.text))
    return Group(note.id, "note", note.box.x, note.box.y, children, said(note.text))
