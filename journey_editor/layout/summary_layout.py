"""Layout of the lanes that are computed from the cards: bars of counts, and the matrix of channels."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from journey_editor.foundation.geometry import Box, Point
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.layout import theme
from journey_editor.layout.card_layout import ICON_OF_CHANNEL
from journey_editor.layout.columns import Column
from journey_editor.layout.summary_boxes import BarLayout, ChannelRow, MarkLayout, PathLayout, SummaryLayout
from journey_editor.model.document import Queries
from journey_editor.model.records import Card, Channel, Lane
from journey_editor.text.text_block import TextBlock
from journey_editor.text.text_style import TextStyle
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words
from journey_editor.wording.spoken import describe_column

BARS_HEIGHT = 52.0
"""Height of the longest bar, unless the lane is taller."""
BAR_WIDTH = 56.0
BAR_SHARE = 0.4
"""Maximum width of a bar as a share of its column."""
ROW_HEIGHT = 28.0
"""Minimum height of the row of a channel."""
PATH_GAP = 4.0
"""Distance between the paths of two personas, across and down."""
PATHS_WIDTH = 9.0
"""Maximum distance between the outermost paths, so that all of them touch the marks."""


@dataclass(frozen=True, slots=True)
class CardsByStep:
    """Cards of a journey by step, in order; a card that spans several steps is in each of them."""

    steps: Mapping[str, Sequence[Card]]

    def touchpoints(self, step: str) -> list[Card]:
        """Return the touchpoints of a step that have a channel."""
        return [card for card in self.steps.get(step, ()) if card.kind == "touchpoint" and card.channel]


@dataclass(frozen=True, slots=True)
class SummaryPlace:
    """Place of a lane that is computed from the cards in a band, and what it is computed from.

    `frame` may have no height yet. Then the lane is laid out below its top, as high as needed.
    """

    document: Queries
    lane: Lane
    band: int
    columns: Sequence[Column]
    cards: CardsByStep
    frame: Box
    typesetter: Typesetter
    label_bottom: float = 0.0
    """The y of the bottom of the lane's name and subtitle."""

    def frame_to(self, bottom: float) -> Box:
        """Return the frame down to a y, but not above its top."""
        return Box(self.frame.x, self.frame.y, self.frame.width, max(0.0, bottom - self.frame.y))


def cards_by_step(
    document: Queries, journey_id: str, persona: str, spans: Mapping[str, Sequence[str]]
) -> CardsByStep:
    """Return the cards of a journey by step, also those in hidden lanes, without those a filter hides.

    For a persona, these are those about it, or about everyone.
    """
    found: dict[str, list[Card]] = {}
    for card in document.cards_of(journey_id):
        people = document.people_of(card) if persona else ()
        if not people or persona in people:
            for step in spans.get(card.id, (card.step,)):
                found.setdefault(step, []).append(card)
    return CardsByStep(found)


def lay_out_counts(place: SummaryPlace) -> SummaryLayout:
    """Lay out a bar for each step, with the number of its cards of the counted kind above it.

    The bars of all bands have the same scale.
    """
    counts = {
        step: sum(not place.lane.counted or card.kind == place.lane.counted for card in found)
        for step, found in place.cards.steps.items()
    }
    most = max(counts.values(), default=0)
    style, high = theme.POINT_LABEL, place.typesetter.line_height(theme.POINT_LABEL)
    room = place.frame.height - high - 2
    bars = []
    for column in place.columns:
        count = counts.get(column.step, 0)
        height = room * count / most if most else 0.0
        width = min(BAR_WIDTH, column.width * BAR_SHARE)
        bar = Box(column.x + (column.width - width) / 2, place.frame.bottom - height, width, height)
        number = place.typesetter.block(str(count), style, column.x, bar.y - high - 2, column.width, "center")
        bars.append(BarLayout(column.step, bar, number))
    said = [(column, str(counts.get(column.step, 0))) for column in place.columns]
    return SummaryLayout(
        place.lane.id,
        place.band,
        place.lane.counted,
        place.frame,
        tuple(bars),
        said=words_of_steps(place.document, said, place.typesetter.language),
    )


def used_channels(document: Queries, cards: CardsByStep) -> list[Channel]:
    """Return the channels of the journey's touchpoints, in the order of the project."""
    used = {card.channel for step in cards.steps for card in cards.touchpoints(step)}
    return [channel for channel in document.channels() if channel.id in used]


def lay_out_channels(place: SummaryPlace, colors: Mapping[str, int]) -> SummaryLayout:
    """Lay out a row for each channel below the top of `frame`, which is extended as far as needed.

    These are the channels that were chosen for the lane, or else all that are used. A row has a mark in each
    step that the channel serves, with the number of touchpoints if there are several. `colors` are those of
    the personas whose paths are drawn; "" is for everyone.
    """
    language = place.typesetter.language
    shown = place.document.chosen_channels(place.lane.id) or used_channels(place.document, place.cards)
    rows, bottom = channel_rows(shown, place.frame, {}, place.typesetter)
    y_of = {row.id: row.line.y for row in rows}
    marks = []
    said = []
    for column in place.columns:
        found = place.cards.touchpoints(column.step)
        names = []
        for row in rows:
            count = sum(card.channel == row.id for card in found)
            if count:
                at = (column.x + column.width / 2, row.line.y)
                marks.append(MarkLayout(column.step, at, _number(count, at, place.typesetter)))
                names.append(map_words.channel_name(place.document.get(Channel, row.id), language))
        if names:
            said.append((column, ", ".join(names)))
    used = {card.channel for step in place.cards.steps for card in place.cards.touchpoints(step)}
    # Those that nobody uses are said once, in the first band.
    unused = [place.document.get(Channel, row.id) for row in rows if row.id not in used and place.band == 0]
    missing = [map_words.named(map_words.channel_name(each, language), "0", language) for each in unused]
    return SummaryLayout(
        place.lane.id,
        place.band,
        "touchpoint",
        place.frame_to(bottom),
        rows=rows,
        marks=tuple(marks),
        paths=tuple(_paths(place.document, place.columns, place.cards, y_of, colors)),
        said="; ".join(filter(None, (words_of_steps(place.document, said, language), *missing))),
    )


def channel_rows(
    channels: Sequence[Channel], frame: Box, heights: Mapping[str, float], typesetter: Typesetter
) -> tuple[tuple[ChannelRow, ...], float]:
    """Return a row for each channel below the top of `frame`, and their bottom.

    `heights` are the minimum heights of some rows, by channel.
    """
    rows = []
    y = frame.y
    room = theme.LABEL_WIDTH - theme.LABEL_TEXT
    for channel in channels:
        name = typesetter.block(
            map_words.channel_name(channel, typesetter.language),
            theme.LEVEL_TEXT,
            theme.MARGIN + theme.LABEL_TEXT,
            y,
            room,
        )
        height = max(ROW_HEIGHT, name.height + 6, heights.get(channel.id, 0.0))
        middle = y + height / 2
        icon = Box(theme.MARGIN + theme.LABEL_INDENT + 2, middle - theme.ICON / 2, theme.ICON, theme.ICON)
        placed = replace(name, y=middle - name.height / 2)
        line = Box(frame.x, middle, frame.width, 0.0)
        rows.append(ChannelRow(channel.id, line, ICON_OF_CHANNEL[channel.kind], icon, placed, height))
        y += height
    return tuple(rows), y


def _number(count: int, at: Point, typesetter: Typesetter) -> TextBlock | None:
    """Return the number inside a mark of several touchpoints."""
    if count == 1:
        return None
    style: TextStyle = theme.BADGE_TEXT
    return typesetter.block(str(count), style, at[0] - 12, at[1] - style.line_height / 2, 24, "center")


def _paths(
    document: Queries,
    columns: Sequence[Column],
    cards: CardsByStep,
    y_of: Mapping[str, float],
    colors: Mapping[str, int],
) -> list[PathLayout]:
    """Return the path of each persona through the channels, in the order of its touchpoints.

    A touchpoint is of the personas on it, or else of the persona of its lane, or else of all.
    """
    people = [persona for persona in colors if persona] or [""]
    visits: dict[str, list[Point]] = {persona: [] for persona in people}
    for column in columns:
        for card in (each for each in cards.touchpoints(column.step) if each.channel in y_of):
            for persona in document.people_of(card) or people:
                place = (column.x + column.width / 2, y_of[card.channel])
                if persona in visits and visits[persona][-1:] != [place]:
                    visits[persona].append(place)
    moving = [persona for persona in people if len(visits[persona]) > 1]
    result = []
    for index, persona in enumerate(moving):
        gap = min(PATH_GAP, PATHS_WIDTH / max(1, len(moving) - 1))
        away = (index - (len(moving) - 1) / 2) * gap
        points = tuple([(x + away, y + away) for x, y in visits[persona]])
        result.append(PathLayout(persona, colors[persona], points))
    return result


def words_of_steps(document: Queries, said: Sequence[tuple[Column, str]], language: str) -> str:
    """Return the values of the steps in words."""
    return "; ".join(
        map_words.named(describe_column(document, column.step, language), words, language)
        for column, words in said
    )
