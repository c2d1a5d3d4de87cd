"""Layout of the whole map: from the records of a journey to boxes."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import ceil

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.layout import theme
from journey_editor.layout.band_layout import BandBuilder, MapContent
from journey_editor.layout.boxes import MapLayout, PlacedCards, StepLayout
from journey_editor.layout.brand_theme import theme_key
from journey_editor.layout.card_layout import persona_badge
from journey_editor.layout.cells import Contents, make_room, widest_word
from journey_editor.layout.columns import (
    NARROWEST,
    NARROWEST_CHOSEN,
    WIDEST,
    Column,
    Rows,
    filled,
    heading_width,
    in_rows,
    longest_row,
    stack_count,
    stack_width,
    usual_width,
)
from journey_editor.layout.header_layout import (
    LegendItem,
    lay_out_footer,
    lay_out_header,
    lay_out_logo,
    with_evidence,
)
from journey_editor.layout.legend import legend_of
from journey_editor.layout.links.link_layout import column_gaps, lay_out_links, margins, room_above
from journey_editor.layout.note_layout import NoteGround, NotePlace, lay_out_notes
from journey_editor.layout.tall_plan import plan_talls
from journey_editor.layout.transform import mirrored
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Journey, LaneGroup, Stage
from journey_editor.text.line_breaking import Ruler
from journey_editor.text.ruler import ruler_for
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording.link_words import with_words

NARROWEST_MAP = 720.0
"""Minimum inner width of a map, for its header and footer."""
BAND_GAP = 32.0


def lay_out(
    document: Queries,
    journey_id: str,
    *,
    today: date,
    rows: int = 1,
    least_width: float = 0.0,
    even: bool = True,
    theme_name: str | None = None,
    ruler: Ruler | None = None,
    in_files: bool = False,
    places_of_notes: Mapping[str, NotePlace] = {},
    more_legend: Sequence[tuple[str, str]] = (),
    former: Mapping[str, tuple[str, str]] = {},
    owners: Mapping[str, Sequence[str]] = {},
    pages: int = 1,
) -> MapLayout:
    """Lay out a journey's map with its stages in at most `rows` rows.

    The map is at least as wide as the inner `least_width`, if no card gets too wide for that. With `even`,
    all rows are as wide as the widest.
    `today` is the date in the imprint, and `pages` the number of pages of which this is the first.
    `theme_name` overrides the journey's theme. `ruler` measures and sets the texts; it defaults to the one
    with the font of the brand, or with that of the program if its licence does not allow it in a file, and
    the map is `in_files`. `places_of_notes` has other places for some notes, by id; these stay on the map.
    `more_legend` has more signs for the legend, with their meaning. `former` are the text and the place that
    cards had in an earlier journey, by id, or empty texts, and `owners` the personas of lanes that are rows
    of a comparison, by id. Raises `CancelledError` if the work is cancelled, which is checked for each cell,
    card and line.
    """
    journey, brand = document.get(Journey, journey_id), document.brand()
    ruler = ruler or ruler_for(document.font(), in_files=in_files)
    scale = brand.text_size / 100 if brand is not None else 1.0
    typesetter = Typesetter(ruler, journey.language, journey.direction, scale)
    make_room(document.count_cards(journey_id))
    content = _content(document, journey, former, owners)
    stages = [stage.id for stage in document.stages_of(journey_id)]
    columns, outer = _columns(document, content, stages, Rows(rows, least_width, even), typesetter)
    rights = (row[-1].right + outer[1] - theme.MARGIN for row in columns if row)
    inner = float(ceil(max([NARROWEST_MAP, *rights])))
    if not stages:
        inner = max(inner, least_width)
    personas = [
        (persona, persona_badge(document, persona, content.colors[persona.id]))
        for persona in document.personas_of(journey_id, hidden=False)
    ]
    header = lay_out_header(journey, personas, inner, today, typesetter, lay_out_logo(document, inner))
    header = with_evidence(document, header)
    builder = BandBuilder(document, content, columns or [[]], inner, typesetter)
    links_of = with_words(document, document.links_of(journey_id), journey.language)
    above = [room_above({column.stage for column in row}, links_of) for row in builder.rows]
    bands = _add_bands(builder, header.box.bottom, max(BAND_GAP, outer[0] + 8), above)
    cards = PlacedCards(builder.cells)
    ground = NoteGround(cards, builder.steps, builder.lanes, bands)
    notes = lay_out_notes(document, journey, ground, places_of_notes, typesetter)
    links = lay_out_links(links_of, cards, builder, columns, bands, notes, outer)
    below = max([bands[-1].bottom, *(note.box.bottom + 16 for note in notes)])
    width = float(ceil(max([inner + theme.MARGIN, *(note.box.right for note in notes)]))) + theme.MARGIN
    legend = legend_of(document, journey, builder.charts, builder.summaries, links, builder.signs)
    legend += [LegendItem(sign, 0, meaning) for sign, meaning in more_legend]
    footer = lay_out_footer(document, journey, legend, below + 8, inner, today, typesetter, pages)
    layout = MapLayout(
        project=document.project().id,
        journey=journey_id,
        theme=theme_key(theme_name or journey.theme, brand),
        language=typesetter.language,
        rtl=typesetter.rtl,
        color_of_everyone=content.color_of_everyone,
        width=width,
        height=float(ceil(footer.box.bottom)),
        header=header,
        bands=bands,
        stages=tuple(builder.stages),
        steps=tuple(builder.steps),
        lanes=tuple(builder.lanes),
        lane_groups=tuple(builder.lane_groups),
        persona_lanes=tuple(builder.persona_lanes),
        cells=tuple(builder.cells),
        cards=cards,
        charts=tuple(builder.charts),
        summaries=tuple(builder.summaries),
        links=links,
        notes=notes,
        footer=footer,
        brand=brand.id if brand else "",
        dividers=_dividers(columns, bands, builder.steps) if brand and brand.dividers else (),
    )
    return _turned(layout) if layout.rtl else layout


def _turned(layout: MapLayout) -> MapLayout:
    """Return a map from right to left, laid out from left to right."""
    turned = mirrored(layout, layout.width)
    return replace(turned, cards=PlacedCards(turned.cells))


def _add_bands(builder: BandBuilder, y: float, gap: float, above: Sequence[float]) -> tuple[Box, ...]:
    """Lay out each row of stages as a band, one below the other from `y` down. Returns the bands.

    `gap` is the gap between two of them, and `above` the height for links above the stages of each.
    """
    bands = []
    for index in range(len(builder.rows)):
        bottom = builder.add_band(index, y + above[index])
        bands.append(Box(theme.MARGIN, y, builder.inner, bottom - y))
        y = bottom + gap
    return tuple(bands)


def _dividers(
    columns: Sequence[Sequence[Column]], bands: Sequence[Box], steps: Sequence[StepLayout]
) -> tuple[Box, ...]:
    """Return the lines between the stages of each row, in the middle of the gaps, below the headers."""
    top_of = {step.id: step.column.y for step in steps}
    return tuple(
        Box((one.right + other.x) / 2, top_of[one.step], 0.0, band.bottom - top_of[one.step])
        for row, band in zip(columns, bands, strict=False)
        for one, other in pairwise(row)
        if one.stage != other.stage
    )


def _content(
    document: Queries,
    journey: Journey,
    former: Mapping[str, tuple[str, str]],
    owners: Mapping[str, Sequence[str]],
) -> MapContent:
    of_all = document.persona_colors(journey.id)
    of_everyone = of_all.pop("")
    colors = {each.id: of_all[each.id] for each in document.personas_of(journey.id, hidden=False)}
    lanes = document.lanes_of(journey.id, hidden=False)
    spans = document.spans_of(journey.id)
    # Cards of a hidden persona keep their badge: without it, they would be about everyone.
    groups = {group.id: group for group in document.select(LaneGroup, journey=journey.id)}
    folded = {group.id for group in groups.values() if group.collapsed}
    drawn = [
        lane
        for lane in lanes
        if not lane.collapsed and lane.kind in kinds.CARD_LANES and lane.group not in folded
    ]
    talls = plan_talls(document, journey.id, lanes, spans)
    contents = Contents(document, drawn, of_all, journey.language, spans, former, talls.cards)
    brand = document.brand()
    row_height = brand.row_height if brand else 0.0
    return MapContent(journey, lanes, colors, of_everyone, contents, spans, row_height, owners, groups, talls)


def _columns(
    document: Queries,
    content: MapContent,
    stages: Sequence[str],
    rows: Rows,
    typesetter: Typesetter,
) -> tuple[list[list[Column]], tuple[float, float]]:
    """Return the columns of each row of stages, and the widths of the gaps for links outside of them."""
    if not stages:
        return [], (0.0, 0.0)
    links = with_words(document, document.links_of(content.journey.id), content.journey.language)
    cards = {end: document.get(Card, end) for link in links if link.source for end in link.ends}
    columns = _measured(document, content, stages, {card.step for card in cards.values()}, typesetter)
    widths = {stage: sum(column.width + theme.COLUMN_GAP for column in own) for stage, own in columns.items()}
    stages_of_rows = in_rows(stages, widths, rows.most)
    outer = margins(
        [[each for stage in row for each in columns[stage]] for row in stages_of_rows],
        links,
        cards,
        content.spans,
    )
    left = theme.MARGIN + theme.LABEL_WIDTH + theme.LABEL_GAP + outer[0]
    steps = [[column.step for stage in row for column in columns[stage]] for row in stages_of_rows]
    gaps = column_gaps(steps, links, cards, typesetter)
    result = []
    for row in stages_of_rows:
        line: list[Column] = []
        for column in (column for stage in row for column in columns[stage]):
            before, after = gaps.before.get(column.step, 0.0), gaps.after.get(column.step, 0.0)
            x = line[-1].right + line[-1].after + gaps.usual + before if line else left
            line.append(replace(column, x=x, before=before, after=after))
        result.append(line)
    beside = left + outer[1] - theme.MARGIN
    widest = max(result, key=lambda line: line[-1].right)
    width = max(NARROWEST_MAP - beside, widest[-1].right - left)
    width = max(width, min(rows.least_width - beside, longest_row(widest)))
    # The columns of a small map fill it up to the right edge, like its header and its lines.
    limit = width if rows.even or len(result) == 1 else WIDEST
    return [filled(line, width, limit) for line in result], outer


def _measured(
    document: Queries,
    content: MapContent,
    stages: Sequence[str],
    linked: Set[str],
    typesetter: Typesetter,
) -> dict[str, list[Column]]:
    """Return the columns of each stage with their widths; their x is not set yet.

    `linked` are the steps between whose stacks links run.
    """
    brand = document.brand()
    chosen, usual = 0.0, usual_width(len(document.columns_of(content.journey.id)))
    if brand is not None:
        # Larger texts need wider columns.
        scale, chosen = brand.text_size / 100, brand.column_width
        usual = max(NARROWEST * scale, chosen) if chosen else usual * scale
    result: dict[str, list[Column]] = {}
    for stage in stages:
        steps = document.steps_of(stage)
        over_one = document.get(Stage, stage) if len(steps) == 1 else None
        result[stage] = []
        for step in steps:
            raise_if_cancelled()
            cells = content.contents.of_step(step.id)
            widest = widest_word(cells, typesetter)
            least = 1 + content.talls.stacks.get(step.id, 0)
            count = stack_count(cells.narrow) + least - 1
            gap = theme.LINK_GAP if step.id in linked else theme.CARD_GAP
            heading = heading_width(step.name, over_one, typesetter, goal=not step.width)
            if step.width:
                each = max(NARROWEST_CHOSEN, widest)
                width = max(step.width, least * each + (least - 1) * gap, heading)
                count = min(count, int((width + gap) // (each + gap)))
            else:
                # A width that the brand chose does not depend on the length of the texts.
                each = stack_width(0 if chosen else cells.longest, widest, usual)
                width = max(count * each + (count - 1) * gap, heading)
            result[stage].append(Column(step.id, stage, 0.0, width, count, gap, chosen=step.width > 0))
    return result
