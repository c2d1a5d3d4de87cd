"""Layout of a band, a row of stages with all its lanes: chevrons, steps, titles, cells, cards and charts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import groupby

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import ntr
from journey_editor.layout import theme
from journey_editor.layout.badge_layout import lay_out_badge
from journey_editor.layout.boxes import (
    BadgeLayout,
    CellBody,
    CellLayout,
    LaneGroupLayout,
    LaneLayout,
    PersonaLaneLayout,
    StageLayout,
    StepLayout,
)
from journey_editor.layout.card_layout import lane_icon, persona_badge
from journey_editor.layout.cells import NO_CARDS, NOTHING, Contents, lay_out_cell
from journey_editor.layout.chart_boxes import ChartLayout
from journey_editor.layout.column_headers import lay_out_stages, lay_out_step_headers, lay_out_steps
from journey_editor.layout.columns import Column
from journey_editor.layout.coverage_layout import lay_out_coverage
from journey_editor.layout.group_layout import GROUP_GAP, lay_out_heading
from journey_editor.layout.lane_charts import LaneCharts, numbers_in
from journey_editor.layout.metrics_layout import lay_out_metrics
from journey_editor.layout.spans import Room, lay_out_spans
from journey_editor.layout.summary_boxes import SummaryLayout
from journey_editor.layout.summary_layout import (
    BARS_HEIGHT,
    CardsByStep,
    SummaryPlace,
    cards_by_step,
    lay_out_channels,
    lay_out_counts,
)
from journey_editor.layout.tall_layout import TallCards, interrupted
from journey_editor.layout.tall_plan import NO_TALLS, Talls
from journey_editor.layout.time_layout import lay_out_times
from journey_editor.layout.transform import lowered
from journey_editor.model import kinds
from journey_editor.model.document import Queries, run_of
from journey_editor.model.records import Card, Journey, Lane, LaneGroup, Persona
from journey_editor.text.text_block import Align, TextBlock
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

LANE_HEIGHT = 56.0
COLLAPSED_HEIGHT = 34.0
LINE_PADDING = 6.0
"""Distance from the name of a line to the rows above and below."""
LINE_GAP = 10.0
"""Distance from the name of a line to the line."""
PERSONA_HEADER = 32.0
BADGE_STEP = theme.BADGE + 4.0
"""Distance between the badges at the end of a lane's label."""

_SUMMARIES: dict[str, Callable[[SummaryPlace], SummaryLayout]] = {
    "count": lay_out_counts,
    "time": lay_out_times,
    "metrics": lay_out_metrics,
    "coverage": lay_out_coverage,
}
"""Layout of the lanes that are computed from the cards, except for the matrix of channels."""


@dataclass(frozen=True, slots=True)
class MapContent:
    """Content of a map: lanes and colours of personas that are visible, and the contents of the cells.

    `spans` are the steps of the cards that span several, and `row_height` is the minimum height of lanes for
    cards without a height of their own. `owners` are the personas of lanes that are rows of a comparison,
    `groups` the groups of lanes by id, and `talls` the cards over several lanes.
    """

    journey: Journey
    lanes: Sequence[Lane]
    colors: Mapping[str, int]
    color_of_everyone: int
    contents: Contents
    spans: Mapping[str, tuple[str, ...]]
    row_height: float = 0.0
    owners: Mapping[str, Sequence[str]] = field(default_factory=dict)
    groups: Mapping[str, LaneGroup] = field(default_factory=dict)
    talls: Talls = NO_TALLS

    @property
    def curve_colors(self) -> Mapping[str, int]:
        """Colours of curves by persona; "" is for a curve of everyone."""
        return {**self.colors, "": self.color_of_everyone}


class BandBuilder:
    """Builder that collects the parts of a map, band by band."""

    def __init__(
        self,
        document: Queries,
        content: MapContent,
        rows: Sequence[Sequence[Column]],
        inner: float,
        typesetter: Typesetter,
    ) -> None:
        self.document = document
        self.rows = rows
        self.content = content
        self.inner = inner
        self.typesetter = typesetter
        self.language = typesetter.language
        self.stages: list[StageLayout] = []
        self.steps: list[StepLayout] = []
        self.lanes: list[LaneLayout] = []
        self.lane_groups: list[LaneGroupLayout] = []
        self.persona_lanes: list[PersonaLaneLayout] = []
        self.cells: list[CellLayout] = []
        self.signs: set[str] = set()
        """Signs of cards in use that the legend explains."""
        self.charts: list[ChartLayout] = []
        self.summaries: list[SummaryLayout] = []
        self.by_step: dict[str, CardsByStep] = {}
        left, right = theme.MARGIN + theme.LABEL_WIDTH + theme.LABEL_GAP, theme.MARGIN + inner
        self.curves = LaneCharts(
            document, content.journey, content.lanes, content.curve_colors, rows, left, right, typesetter
        )
        self.number = 1
        """Number for the next label of a point that has no room in its chart."""
        self.spanned: dict[str, list[tuple[Card, Sequence[str]]]] = {}
        """Cards that span several columns, with their steps, by lane."""
        self.tall: TallCards | None = None
        """Cards over several lanes in the band that is laid out, if there are some."""
        for card_id, steps in content.spans.items():
            if card_id in content.talls.cards:
                continue
            card = document.get(Card, card_id)
            self.spanned.setdefault(card.lane, []).append((card, steps))

    def add_band(self, band: int, y: float) -> float:
        """Lay out a row of stages below `y` and return the y of its bottom edge."""
        columns = self.rows[band]
        top, stages = lay_out_stages(self.document, self.rows, band, y, self.typesetter)
        top, headers = lay_out_step_headers(self.document, columns, top, self.typesetter)
        self.stages += stages
        bottom = top
        lanes, cells = len(self.lanes), len(self.cells)
        if self.content.talls.cards:
            by_id = {lane.id: lane for lane in self.content.lanes}
            self.tall = TallCards(self.content.talls, columns, by_id, self.content.contents, self.typesetter)
        for persona, group in groupby(self.content.lanes, key=lambda lane: lane.persona):
            bottom = self._lanes(band, columns, persona, list(group), bottom)
        self.steps += lay_out_steps(columns, band, headers, top, bottom)
        if self.tall is not None:
            self.cells[cells:] = self.tall.in_cells(self.cells[cells:])
            self.lanes[lanes:] = interrupted(self.lanes[lanes:], self.tall.boxes())
        return bottom

    def _lanes(
        self, band: int, columns: Sequence[Column], persona_id: str, lanes: Sequence[Lane], y: float
    ) -> float:
        top = y
        header = None
        if persona_id:
            persona = self.document.get(Persona, persona_id)
            name = map_words.persona_name(persona, self.language)
            x = theme.MARGIN + 12 + theme.BADGE + 8
            header = Box(theme.MARGIN, y, self.inner, PERSONA_HEADER)
            text = self._block(name, theme.LANE_TITLE, x, y + 7, self.inner - 60)
            y += max(PERSONA_HEADER, text.height + 14)
            header = Box(theme.MARGIN, top, self.inner, y - top)
        above: Lane | None = None
        for _, run in groupby(lanes, key=run_of):
            own = list(run)
            group = self.content.groups.get(own[0].group)
            if group is None:
                y, above = self._rows(band, columns, own, y, above), own[-1]
            else:
                y, above = self._group(band, columns, group, own, y), None
        if header is not None:
            box = Box(theme.MARGIN, top, self.inner, y - top)
            color = self.content.colors[persona_id]
            middle = text.y + text.style.line_height / 2
            sign = Box(theme.MARGIN + 12, middle - theme.BADGE / 2, theme.BADGE, theme.BADGE)
            badge = lay_out_badge(persona_badge(self.document, persona, color), sign, self.typesetter)
            self.persona_lanes.append(PersonaLaneLayout(persona_id, band, color, box, header, text, badge))
        return y

    def _group(
        self, band: int, columns: Sequence[Column], group: LaneGroup, lanes: Sequence[Lane], y: float
    ) -> float:
        heading = lay_out_heading(self.document, group, lanes, band, columns, self.inner, y, self.typesetter)
        bottom = heading.box.bottom
        if not group.collapsed:
            bottom = self._rows(band, columns, lanes, heading.header.bottom, lanes[0]) + GROUP_GAP
            heading = replace(heading, box=replace(heading.box, height=bottom - y))
        self.lane_groups.append(heading)
        return bottom

    def _rows(
        self, band: int, columns: Sequence[Column], lanes: Sequence[Lane], y: float, above: Lane | None
    ) -> float:
        """Lay out some lanes below another one, and return the y of their bottom."""
        for lane in lanes:
            if lane.kind in kinds.LINE_KINDS:
                y = self._line(band, lane, y)
            else:
                y = self._lane(band, columns, lane, y, hairline=not self._continues(above, lane))
            above = lane
        return y

    def _continues(self, above: Lane | None, lane: Lane) -> bool:
        """Return whether no hairline divides two lanes, as below a line and between rows of a comparison.

        A lane is not divided from itself either: the first one of a group is below its heading.
        """
        if above is None:
            return False
        rows = {above.id, lane.id} <= self.content.owners.keys()
        same = (above.kind, above.own_kind, above.title) == (lane.kind, lane.own_kind, lane.title)
        return above.kind in kinds.LINE_KINDS or above is lane or (rows and same)

    def _line(self, band: int, lane: Lane, y: float) -> float:
        """Lay out a line across the map, in the middle of its row, and return the bottom of the row."""
        x, room = theme.MARGIN + theme.LABEL_INDENT, theme.LABEL_WIDTH - theme.LABEL_INDENT
        title = self._block(map_words.title_of(lane, self.language), theme.LINE_NAME, x, y, room)
        subtitle = None
        if lane.subtitle:
            subtitle = self._block(lane.subtitle, theme.LANE_SUBTITLE, x, title.bottom, room)
        blocks = [title, *([subtitle] if subtitle else [])]
        written = blocks[-1].bottom - y
        height = max(written + 2 * LINE_PADDING, lane.height)
        down = (height - written) / 2
        middle = y + height / 2
        start = x + max(line.width for block in blocks for line in block.lines) + LINE_GAP
        row = Box(theme.MARGIN, y, self.inner, height)
        self.lanes.append(
            LaneLayout(
                id=lane.id,
                band=band,
                kind=lane.kind,
                persona=lane.persona,
                box=row,
                label=Box(row.x, y, theme.LABEL_WIDTH, height),
                title=lowered(title, down),
                subtitle=lowered(subtitle, down),
                icon="",
                icon_box=Box(x, y + down, 0.0, 0.0),
                collapsed=None,
                rule=Box(start, middle, row.right - start, 0.0),
                hairline=False,
                group=lane.group,
            )
        )
        return row.bottom

    def _lane(self, band: int, columns: Sequence[Column], lane: Lane, y: float, *, hairline: bool) -> float:
        x = theme.MARGIN + theme.LABEL_TEXT
        owners = self.content.owners.get(lane.id, ())
        room = theme.LABEL_WIDTH - theme.LABEL_TEXT - (BADGE_STEP + 6 if owners else 0.0)
        label_top = y + theme.LANE_PADDING + 4
        icon_top = label_top + (self.typesetter.line_height(theme.LANE_TITLE) - theme.ICON - 4) / 2
        title = self._block(map_words.title_of(lane, self.language), theme.LANE_TITLE, x, label_top, room)
        subtitle = None
        if lane.subtitle and not lane.collapsed:
            subtitle = self._block(lane.subtitle, theme.LANE_SUBTITLE, x, title.bottom, room)
        badges = tuple(self._badges(owners, label_top - 2))
        label_bottom = max([(subtitle or title).bottom, *(each.box.bottom for each in badges)])
        collapsed = None
        if lane.collapsed:
            height = max(COLLAPSED_HEIGHT, label_bottom + 8 - y)
            collapsed = self._collapsed(columns, lane, y)
        elif lane.kind == "emotion":
            charts, bottom = self.curves.lay_out(lane, band, y, title, label_bottom, self.number)
            self.number += sum(numbers_in(chart) for chart in charts)
            self.charts += charts
            height = max(bottom + theme.LANE_PADDING, label_bottom + 12) - y
        elif lane.kind in kinds.SUMMARY_KINDS:
            height = self._summary(band, columns, lane, y, label_bottom)
        else:
            bodies, needed = self._cells(columns, lane, y)
            height = max(needed, label_bottom + 12 - y, LANE_HEIGHT, lane.height or self.content.row_height)
            self.cells += [
                CellLayout(column.step, lane.id, Box(column.x, y, column.width, height), body)
                for column, body in zip(columns, bodies, strict=True)
            ]
            if self.tall is not None:
                self.tall.end(lane.id, y + height)
        self.lanes.append(
            LaneLayout(
                id=lane.id,
                band=band,
                kind=lane.kind,
                persona=lane.persona,
                box=Box(theme.MARGIN, y, self.inner, height),
                label=Box(theme.MARGIN, y, theme.LABEL_WIDTH, height),
                title=title,
                subtitle=subtitle,
                icon=lane_icon(self.document, lane),
                icon_box=Box(theme.MARGIN + theme.LABEL_INDENT, icon_top, theme.ICON + 4, theme.ICON + 4),
                collapsed=collapsed,
                own=self.document.own_kind(lane),
                hairline=hairline,
                badges=badges,
                group=lane.group,
            )
        )
        return y + height

    def _badges(self, personas: Sequence[str], y: float) -> Iterator[BadgeLayout]:
        """Yield the badges of the personas of a row at the end of its label, one below the other."""
        x = theme.MARGIN + theme.LABEL_WIDTH - BADGE_STEP
        for at, persona_id in enumerate(personas):
            persona = self.document.get(Persona, persona_id)
            box = Box(x, y + at * BADGE_STEP, theme.BADGE, theme.BADGE)
            badge = persona_badge(self.document, persona, self.content.colors[persona_id])
            yield lay_out_badge(badge, box, self.typesetter)

    def _cells(self, columns: Sequence[Column], lane: Lane, y: float) -> tuple[list[CellBody], float]:
        """Return the bodies of a lane's cells below `y`, and the height that they need."""
        contents = [self.content.contents.of(column.step, lane) for column in columns]
        self.signs.update(*(content.signs for content in contents))
        raise_if_cancelled()
        tall = self.tall if self.tall is not None and self.tall.concern(lane.id) else None
        if lane.id not in self.spanned and tall is None:
            bodies = [
                lay_out_cell(content, column, lane.id, self.typesetter)
                if content is not NO_CARDS
                else NOTHING
                for column, content in zip(columns, contents, strict=True)
            ]
            return bodies, max((body.height for body in bodies), default=0.0)
        rooms = [Room(each, each) for each in columns] if tall is None else tall.rooms(lane.id, y)
        spans = self.spanned.get(lane.id, ())
        bodies, wide = lay_out_spans(rooms, contents, lane, spans, self.content.contents, self.typesetter)
        needed = tall.begin(lane.id, y, bodies, wide) if tall is not None else 0.0
        return bodies, max([needed, *(body.height for body in bodies)])

    def _summary(
        self, band: int, columns: Sequence[Column], lane: Lane, y: float, label_bottom: float
    ) -> float:
        """Lay out a lane that is computed from the cards, and return its height."""
        persona, content = lane.persona, self.content
        if persona not in self.by_step:
            self.by_step[persona] = cards_by_step(self.document, lane.journey, persona, content.spans)
        cards, colors = self.by_step[persona], content.curve_colors
        left = theme.MARGIN + theme.LABEL_WIDTH + theme.LABEL_GAP
        width = (columns[-1].right if columns else theme.MARGIN + self.inner) - left
        top, least = y + theme.LANE_PADDING, max(label_bottom + 12 - y, LANE_HEIGHT, lane.height)
        room = 0.0
        if lane.kind == "count":
            bars = self.typesetter.line_height(theme.POINT_LABEL) + BARS_HEIGHT
            room = max(bars, least - 2 * theme.LANE_PADDING)
        start = {"count": top, "metrics": top, "time": top + 4}.get(lane.kind, label_bottom + 4)
        frame = Box(left, start, width, room)
        place = SummaryPlace(self.document, lane, band, columns, cards, frame, self.typesetter, label_bottom)
        if lane.kind in _SUMMARIES:
            summary = _SUMMARIES[lane.kind](place)
        else:
            summary = lay_out_channels(place, {persona: colors[persona]} if persona else colors)
        self.summaries.append(summary)
        if summary.total is not None:
            least = max(least, summary.total.bottom + 12 - y)
        return max(summary.frame.bottom + theme.LANE_PADDING - y, least)

    def _collapsed(self, columns: Sequence[Column], lane: Lane, y: float) -> TextBlock | None:
        if lane.kind not in kinds.CARD_LANES or not columns:
            return None
        count = sum(len(self.document.cards_in(column.step, lane.id)) for column in columns)
        said = ntr("{n} card, collapsed", "{n} cards, collapsed", count, self.language)
        width = columns[-1].right - columns[0].x
        return self._block(said, theme.LANE_SUBTITLE, columns[0].x, y + theme.LANE_PADDING + 5, width)

    def _block(
        self,
        text: str,
        style: TextStyle,
        x: float,
        y: float,
        width: float,
        align: Align = "left",
    ) -> TextBlock:
        raise_if_cancelled()
        return self.typesetter.block(text, style, x, y, width, align)
