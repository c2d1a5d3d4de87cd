"""The whole map laid out: from a journey's records to boxes."""

from collections.abc import Sequence
from datetime import date
from math import ceil

from journey_editor.foundation.translation import tr
from journey_editor.layout import theme, words
from journey_editor.layout.band_layout import BandBuilder, MapContent
from journey_editor.layout.boxes import MapLayout, NoteLayout
from journey_editor.layout.card_layout import block, faces_of
from journey_editor.layout.columns import Column, bands, filled, pile_width, piles, usual_width
from journey_editor.layout.geometry import Box
from journey_editor.layout.header_layout import lay_out_footer, lay_out_header
from journey_editor.layout.line_breaking import Ruler
from journey_editor.layout.link_layout import lay_out_links, widened_gaps
from journey_editor.layout.moving import mirrored
from journey_editor.layout.ruler import default_ruler
from journey_editor.model.document import Queries
from journey_editor.model.records import Journey, Stage

NARROWEST_MAP = 720.0
"""The least inner width of a map, for its header and footer."""
BAND_GAP = 32.0
NOTE_WIDTH = 184.0


def lay_out(
    document: Queries,
    journey_id: str,
    *,
    today: date,
    rows: int = 1,
    theme_name: str | None = None,
    ruler: Ruler | None = None,
) -> MapLayout:
    """Lay out a journey's map, its stages in `rows` rows.

    `today` is the date in the imprint; `theme_name` stands in for the journey's own theme; `ruler`, by
    default the one over the fonts that are shipped, measures and sets the texts.
    """
    ruler = ruler or default_ruler()
    journey = document.get(Journey, journey_id)
    content = _content(document, journey)
    stages = [stage.id for stage in document.stages_of(journey_id)]
    columns = _columns(document, content, stages, rows, ruler)
    inner = max(
        [NARROWEST_MAP, *(row[-1].right - theme.MARGIN for row in columns if row)],
    )
    inner = float(ceil(inner))
    width = inner + 2 * theme.MARGIN
    header = lay_out_header(journey, document.personas_of(journey_id, hidden=False), inner, ruler)
    builder = BandBuilder(document, content, inner, ruler)
    y = header.box.bottom
    boxes = []
    for index, row in enumerate(columns or [[]]):
        if index:
            y += BAND_GAP
        bottom = builder.add_band(index, row, y)
        boxes.append(Box(theme.MARGIN, y, inner, bottom - y))
        y = bottom
    links = lay_out_links(document.links_of(journey_id), builder.cards, builder.lanes)
    notes = _notes(document, journey, ruler)
    y = max([y, *(note.box.bottom + 16 for note in notes)])
    width = float(ceil(max([width, *(note.box.right + theme.MARGIN for note in notes)])))
    footer = lay_out_footer(
        document, journey, _legend(document, content, builder), y + 8, inner, today, ruler
    )
    layout = MapLayout(
        journey=journey_id,
        theme=theme_name or journey.theme,
        rtl=journey.direction == "rtl",
        width=width,
        height=float(ceil(footer.box.bottom)),
        header=header,
        bands=tuple(boxes),
        stages=tuple(builder.stages),
        steps=tuple(builder.steps),
        lanes=tuple(builder.lanes),
        persona_lanes=tuple(builder.persona_lanes),
        cells=tuple(builder.cells),
        cards=builder.cards,
        charts=tuple(builder.charts),
        links=links,
        notes=notes,
        footer=footer,
    )
    return mirrored(layout, width) if layout.rtl else layout


def _content(document: Queries, journey: Journey) -> MapContent:
    personas = document.personas_of(journey.id, hidden=False)
    colors = {persona.id: index for index, persona in enumerate(personas)}
    lanes = [
        lane
        for lane in document.lanes_of(journey.id)
        if not lane.hidden and (not lane.persona or lane.persona in colors)
    ]
    faces = faces_of(document, lanes, document.columns_of(journey.id), colors, journey.language)
    return MapContent(journey, lanes, colors, faces)


def _columns(
    document: Queries, content: MapContent, stages: Sequence[str], rows: int, ruler: Ruler
) -> list[list[Column]]:
    language = content.journey.language
    widths: dict[str, float] = {}
    pile_counts: dict[str, int] = {}
    usual = usual_width(len(document.columns_of(content.journey.id)))
    for stage_id in stages:
        stage = document.get(Stage, stage_id)
        steps = document.steps_of(stage_id)
        for step in steps:
            cells = [document.cards_in(step.id, lane.id) for lane in content.open_lanes]
            faces = [content.faces[card.id] for cell in cells for card in cell]
            heading = step.name if len(steps) > 1 else f"{stage.name} {step.name}"
            count = piles(max((len(cell) for cell in cells), default=0))
            each = pile_width(faces, heading, usual, language, ruler)
            pile_counts[step.id] = count
            widths[step.id] = count * each + (count - 1) * theme.CARD_GAP
    steps_of = {stage: [step.id for step in document.steps_of(stage)] for stage in stages}
    stage_widths = {
        stage: sum(widths[step] + theme.COLUMN_GAP for step in steps) for stage, steps in steps_of.items()
    }
    step_of = {card.id: card.step for card in document.cards_of(content.journey.id)}
    wide = widened_gaps(list(widths), document.links_of(content.journey.id), step_of)
    result = []
    for row in bands(list(stages), stage_widths, rows) if stages else []:
        x, before = theme.MARGIN + theme.LABEL_WIDTH + theme.LABEL_GAP, ""
        line = []
        for stage_id in row:
            for step_id in steps_of[stage_id]:
                if before:
                    x += theme.LINK_GAP if (before, step_id) in wide else theme.COLUMN_GAP
                line.append(Column(step_id, stage_id, x, widths[step_id], pile_counts[step_id]))
                x, before = line[-1].right, step_id
        result.append(line)
    left = theme.MARGIN + theme.LABEL_WIDTH + theme.LABEL_GAP
    widest = max([NARROWEST_MAP + theme.MARGIN - left, *(line[-1].right - left for line in result)])
    return [filled(line, widest) for line in result]


def _legend(document: Queries, content: MapContent, builder: BandBuilder) -> list[tuple[str, int, str]]:
    entries: dict[tuple[str, int, str], None] = {}
    names = {persona.id: persona.name for persona in document.personas_of(content.journey.id)}
    for chart in builder.charts:
        for curve in chart.curves:
            if not curve.points:
                continue
            name = names.get(curve.persona) or tr("Everyone")
            assumed = [point.assumed for point in curve.points]
            said = tr("{name}, observed")
            if all(assumed):
                said = tr("{name}, guessed")
            elif any(assumed):
                said = tr("{name}, dotted where guessed")
            entries[("curve", curve.color, said.format(name=name))] = None
    if any(face.star for face in content.faces.values()):
        entries[("star", 0, tr("Moment of truth"))] = None
    for link in document.links_of(content.journey.id):
        if link.source in builder.cards and link.target in builder.cards:
            name = words.link_name(link.kind)
            said = f"{name}: {link.label}" if link.label else name
            entries[(link.kind, 0, said)] = None
    return list(entries)


def _notes(document: Queries, journey: Journey, ruler: Ruler) -> tuple[NoteLayout, ...]:
    result = []
    for note in document.notes_of(journey.id):
        x, y = max(note.x, 0.0), max(note.y, 0.0)
        inner = NOTE_WIDTH - 2 * theme.CARD_PADDING
        text = block(
            note.text, theme.NOTE_TEXT, x + theme.CARD_PADDING, y + theme.CARD_PADDING_Y, inner, ruler,
            journey.language,
        )  # fmt: skip
        box = Box(x, y, NOTE_WIDTH, text.height + 2 * theme.CARD_PADDING_Y)
        result.append(NoteLayout(note.id, box, text))
    return tuple(result)
