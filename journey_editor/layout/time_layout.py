"""Layout of a lane of times: for each step, bars of the duration and the waiting time of its cards."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.layout.columns import Column
from journey_editor.layout.summary_boxes import SummaryLayout, TimeBar
from journey_editor.layout.summary_layout import SummaryPlace, words_of_steps
from journey_editor.model.records import Card
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

BAR_HEIGHT = 10.0
TICK = 3.0
"""Distance by which the tick of a target extends above and below its bar."""
GAP = 12.0
"""Distance between the bar of the duration and the words of the waiting time."""
BEHIND = 6.0
"""Minimum width of a bar behind the tick of a target that it misses; half of the tick covers it."""
MEASURES = ("duration", "wait")
_SUM, _BETWEEN = "Σ", " · "
SHORTEST = 4.0
"""Minimum width of a bar, so that minutes can be seen beside days. A time of zero has no bar."""


@dataclass(frozen=True, slots=True)
class StepTime:
    """Sum of a measure over the cards of a step, in seconds; None if no card has it.

    `target` is what it would be if each card met its target. It is None if no card has one.
    """

    actual: int | None = None
    target: int | None = None

    @property
    def missed(self) -> bool:
        """True if the sum exceeds the target."""
        return self.actual is not None and self.target is not None and self.actual > self.target

    @property
    def longest(self) -> int:
        """The longer one of the sum and its target."""
        return max(self.actual or 0, self.target or 0)


def step_time(cards: Sequence[Card], measure: str) -> StepTime:
    """Return the sum of a measure, `duration` or `wait`, over some cards."""
    times = [(getattr(card, measure), getattr(card, f"{measure}_target")) for card in cards]
    actual = [time for time, _ in times if time is not None]
    aimed = any(target is not None for _, target in times)
    wanted = [time if target is None else target for time, target in times]
    return StepTime(
        sum(actual) if actual else None, sum(each for each in wanted if each is not None) if aimed else None
    )


def lay_out_times(place: SummaryPlace) -> SummaryLayout:
    """Lay out the bars below the top of `frame`, which is extended as far as needed.

    All bars of the journey have one scale, on which the longest fills its column. A card that spans several
    steps counts in its first one. A measure that no card has gets no room. Very short bars are longer than
    their time, so that they can be seen. The sums of several steps are below the name of the lane.
    """
    times = {
        (step, each): step_time([card for card in found if card.step == step], each)
        for step, found in place.cards.steps.items()
        for each in MEASURES
    }
    longest = max((time.longest for time in times.values()), default=0)
    bars: list[TimeBar] = []
    y = place.frame.y
    for measure in MEASURES:
        row = [(column, times.get((column.step, measure), StepTime())) for column in place.columns]
        found = list(_bars(measure, row, longest, y, place.typesetter))
        lowest = max((bar.text.bottom for bar in found), default=y)
        # The bars of a row are at one height, below the longest words.
        for bar in found:
            down = lowest - bar.text.bottom
            bars.append(
                replace(
                    bar,
                    box=Box(bar.box.x, lowest + TICK + 1, bar.box.width, BAR_HEIGHT),
                    text=replace(bar.text, y=bar.text.y + down),
                    tick=bar.tick and Box(bar.tick.x, lowest + 1, 0.0, BAR_HEIGHT + 2 * TICK),
                )
            )
        if found:
            y = lowest + 1 + BAR_HEIGHT + 2 * TICK + GAP
    bottom = y - GAP if bars else y
    said = []
    total = _total(place, times)
    summed = [" ".join(line.text.strip() for line in total.lines)] if total is not None else []
    for column in place.columns:
        words = [" ".join(line.text for line in bar.text.lines) for bar in bars if bar.step == column.step]
        if words:
            said.append((column, ", ".join(words)))
    return SummaryLayout(
        place.lane.id,
        place.band,
        "action",
        place.frame_to(bottom),
        times=tuple(bars),
        said="; ".join(
            filter(None, (words_of_steps(place.document, said, place.typesetter.language), *summed))
        ),
        total=total,
    )


def _total(place: SummaryPlace, times: Mapping[tuple[str, str], StepTime]) -> TextBlock | None:
    """Return the sums of the times of several steps, in the first row of stages, or None."""
    lines = []
    for measure in MEASURES if place.band == 0 else ():
        found = [time for (_, each), time in times.items() if each == measure and time != StepTime()]
        if len(found) > 1:
            aimed = any(time.target is not None for time in found)
            wanted = (time.actual if time.target is None else time.target for time in found)
            total = StepTime(
                sum(time.actual or 0 for time in found),
                sum(each or 0 for each in wanted) if aimed else None,
            )
            words = _words(measure, total, place.typesetter.language)
            lines.append(f"{_SUM}\u00a0{words}".replace(_BETWEEN, "\n"))
    if not lines:
        return None
    x, room = theme.MARGIN + theme.LABEL_TEXT, theme.LABEL_WIDTH - theme.LABEL_TEXT
    return place.typesetter.block("\n".join(lines), theme.LANE_SUBTITLE, x, place.label_bottom + 2, room)


def _bars(
    measure: str,
    row: Sequence[tuple[Column, StepTime]],
    longest: int,
    y: float,
    typesetter: Typesetter,
) -> Iterator[TimeBar]:
    """Yield the bars of a measure with their words at `y`, not yet below them."""
    for column, time in row:
        if time.actual is None and time.target is None:
            continue
        scale = column.width / longest if longest else 0.0
        text = typesetter.block(
            _words(measure, time, typesetter.language), theme.LEVEL_TEXT, column.x, y, column.width
        )
        tick = None if time.target is None else Box(column.x + _width(time.target, scale), y, 0.0, 0.0)
        width = _width(time.actual or 0, scale)
        if tick is not None and time.missed:
            width = max(width, tick.x - column.x + BEHIND)
        bar = Box(column.x, y, min(width, column.width), BAR_HEIGHT)
        yield TimeBar(column.step, bar, text, tick, measure == "wait", time.missed)


def _width(time: int, scale: float) -> float:
    """Return the width of a time, at least the shortest that can be seen."""
    return max(time * scale, SHORTEST) if time else 0.0


def _words(measure: str, time: StepTime, language: str) -> str:
    """Return a time and its target in words, such as “Duration 5 min · target 4 min”."""
    said = tr("duration {time}", language) if measure == "duration" else tr("wait {time}", language)
    actual = "–" if time.actual is None else map_words.duration(time.actual, language)
    parts = [said.format(time=actual)]
    if time.target is not None:
        parts.append(tr("target {time}", language).format(time=map_words.duration(time.target, language)))
    words = _BETWEEN.join(part.replace(" ", "\u00a0") for part in parts)
    return map_words.capitalised(words, language)
