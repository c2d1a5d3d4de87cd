"""Layout of the fields of a journey below its title: each with its name above its text, side by side."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from journey_editor.foundation.cancellation import raise_if_cancelled
from journey_editor.foundation.geometry import Box
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout import theme
from journey_editor.model.fields import day_of
from journey_editor.model.records import Journey
from journey_editor.text.text_block import TextBlock
from journey_editor.text.typesetter import Typesetter
from journey_editor.wording import map_words

COLUMN_GAP = 32.0
ROW_GAP = 12.0
NARROWEST, WIDEST = 220.0, 420.0
"""Limits of the width of a text that is broken."""
WIDEST_OF_LONG = 620.0
"""Maximum width of a text that would have more than `MANY` lines at the usual width."""
LINES, MANY = 1.8, 6
"""Number of lines in which a text should be broken."""
WRITTEN = ("scenario", "goal", "expectations", "owner", "version")
"""Fields with a text that can be edited on the map."""


@dataclass(frozen=True, slots=True)
class FieldLayout:
    """Field of a journey in the header: the field of the record, its name on the map, and its text."""

    field: str
    name: TextBlock
    text: TextBlock

    @property
    def box(self) -> Box:
        """Box around the name and the text."""
        return Box(self.name.x, self.name.y, self.text.width, self.text.bottom - self.name.y)


def lay_out_fields(
    journey: Journey, x: float, y: float, width: float, today: date, typesetter: Typesetter
) -> tuple[tuple[FieldLayout, ...], float]:
    """Lay out the fields that are not empty, in rows of the inner `width`; return them and their bottom.

    A review that should have been before `today` is overdue.
    """
    placed: list[FieldLayout] = []
    left, top, bottom = x, y, y
    fields = list(_fields(journey, today, typesetter.language))
    for field, name, text in fields:
        raise_if_cancelled()
        room = min(_width(name, text, typesetter), width)
        if left > x and left + room > x + width:
            left, top = x, bottom + ROW_GAP
        label = typesetter.block(name, theme.FIELD_NAME, left, top, room)
        if len(fields) == 1 and field == "state":
            # Each map has a state, which speaks for itself if it is alone.
            label = replace(label, lines=())
        said = typesetter.block(text, theme.FIELD_TEXT, left, label.bottom, room)
        # A text is as wide as its longest line, so that the next one is not far away.
        taken = min(room, max(label.longest, said.longest) + 1)
        placed.append(FieldLayout(field, replace(label, width=taken), replace(said, width=taken)))
        left += taken + COLUMN_GAP
        bottom = max(bottom, said.bottom)
    return tuple(placed), bottom


def _fields(journey: Journey, today: date, language: str) -> Iterator[tuple[str, str, str]]:
    """Yield the fields that are not empty: field, name and text. A review that is overdue is marked so."""
    day, last = day_of(journey.review_date), day_of(journey.reviewed)
    due = map_words.long_date(day, language) if day else ""
    if day is not None and day < today:
        due = map_words.in_parentheses(due, map_words.status_name("outdated", language), language)
    for field, name, text in (
        ("scenario", tr("Scenario", language), journey.scenario),
        ("goal", tr("Goal", language), journey.goal),
        ("expectations", tr("Expectations", language), journey.expectations),
        ("state", tr("State", language), map_words.state_name(journey.state, language)),
        ("status", tr("Status", language), map_words.status_name(journey.status, language)),
        ("owner", tr("Owner", language), journey.owner),
        ("review_date", tr("Review by", language), due),
        ("reviewed", tr("Reviewed", language), map_words.long_date(last, language) if last else ""),
        ("version", tr("Version", language), journey.version),
    ):
        if text:
            yield field, name, text


def _width(name: str, text: str, typesetter: Typesetter) -> float:
    """Return the width of a field: that of a short text, else one in which it has some lines."""
    lines = [typesetter.width(line, theme.FIELD_TEXT) for line in text.split("\n")]
    natural = max(*lines, typesetter.width(name, theme.FIELD_NAME)) + 1
    # Lines that end earlier take the place of a whole one.
    total = sum(max(line, NARROWEST / 2) for line in lines)
    wanted = min(max(total / LINES, NARROWEST), WIDEST)
    if total / wanted > MANY:
        wanted = min(total / MANY, WIDEST_OF_LONG)
    return min(natural, wanted)
