"""Layout of the headings of groups of lanes, and of collapsed groups."""

from collections.abc import Sequence

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.translation import ntr
from journey_editor.layout import theme
from journey_editor.layout.card_layout import BETWEEN_PARTS, lane_icon
from journey_editor.layout.columns import Column
from journey_editor.layout.group_boxes import LaneGroupLayout, LaneSign
from journey_editor.layout.transform import lowered
from journey_editor.model import kinds
from journey_editor.model.document import Queries
from journey_editor.model.records import Lane, LaneGroup
from journey_editor.text.typesetter import Typesetter

GROUP_GAP = 8.0
"""Distance of a group from the rows above and below."""
BRACKET = 8.0
"""Distance of the bracket around a group from the lane names, into the margin of the map."""
_PADDING_Y = 4.0
_SIGN = theme.ICON + 4
_SIGN_GAP = 8.0
"""Distance between the icons of the lanes of a collapsed group."""


def lay_out_heading(
    document: Queries,
    group: LaneGroup,
    lanes: Sequence[Lane],
    band: int,
    columns: Sequence[Column],
    inner: float,
    y: float,
    typesetter: Typesetter,
) -> LaneGroupLayout:
    """Lay out the heading of a group below `y`, as wide as the map. Its box covers the heading alone.

    That of a collapsed group says what its lanes have in the `columns`.
    """
    top = y + GROUP_GAP
    # A collapsed group has its icons and words beside the name, and an open one nothing.
    room = (theme.LABEL_WIDTH if group.collapsed else inner - _PADDING_Y) - theme.LABEL_TEXT
    name = typesetter.block(
        group.name, theme.LANE_TITLE, theme.MARGIN + theme.LABEL_TEXT, top + _PADDING_Y, room
    )
    height = max(name.height, typesetter.line_height(theme.LANE_TITLE)) + 2 * _PADDING_Y
    middle = name.y + typesetter.line_height(theme.LANE_TITLE) / 2
    if group.collapsed:
        left_of_cells = columns[0].x if columns else theme.MARGIN + theme.LABEL_WIDTH + theme.LABEL_GAP
        right = columns[-1].right if columns else theme.MARGIN + inner
        signs = _signs(document, lanes, left_of_cells, middle, (right - left_of_cells) / 2)
        x = signs[-1].box.right + _SIGN_GAP if signs else left_of_cells
        words = _words(document, lanes, columns, typesetter.language)
        folded = typesetter.block(words, theme.LANE_SUBTITLE, x, 0.0, right - x)
        folded = lowered(folded, middle - typesetter.line_height(theme.LANE_SUBTITLE) / 2)
        height = max(height, folded.bottom + _PADDING_Y - top)
    else:
        signs, folded = (), None
    header = Box(theme.MARGIN - BRACKET, top, inner + BRACKET, height)
    return LaneGroupLayout(
        id=group.id,
        band=band,
        persona=lanes[0].persona,
        lanes=tuple(lane.id for lane in lanes),
        box=Box(header.x, y, header.width, header.bottom + GROUP_GAP - y),
        header=header,
        label=Box(header.x, top, theme.LABEL_WIDTH + BRACKET, height),
        name=name,
        sign=Box(theme.MARGIN + theme.LABEL_INDENT, middle - _SIGN / 2, _SIGN, _SIGN),
        folded=folded,
        signs=signs,
    )


def _signs(
    document: Queries, lanes: Sequence[Lane], x: float, middle: float, room: float
) -> tuple[LaneSign, ...]:
    """Return the icons of the lanes of a collapsed group, as many as fit into a width."""
    step = theme.ICON + _SIGN_GAP
    return tuple(
        LaneSign(
            lane.kind,
            document.own_kind(lane),
            lane_icon(document, lane),
            Box(x + index * step, middle - theme.ICON / 2, theme.ICON, theme.ICON),
        )
        for index, lane in enumerate(lanes[: int(room // step)])
    )


def _words(document: Queries, lanes: Sequence[Lane], columns: Sequence[Column], language: str) -> str:
    """Return the number of lanes of a collapsed group, and of their cards in a band."""
    cards = sum(
        len(document.cards_in(column.step, lane.id))
        for lane in lanes
        if lane.kind in kinds.CARD_LANES
        for column in columns
    )
    return BETWEEN_PARTS.join(
        (
            ntr("{n} lane", "{n} lanes", len(lanes), language),
            ntr("{n} card, collapsed", "{n} cards, collapsed", cards, language),
        )
    )
