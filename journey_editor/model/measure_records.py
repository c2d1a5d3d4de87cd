"""Records of measures and their readings. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.fields import Choice, Day, Name, Order, Real, Ref, Text, Whole, Words, YesNo
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record

Number = Annotated[float | None, Real(-1e12, 1e12, optional=True)]
PATH_LIMIT = 4_000
"""Maximum length of the path of a file, in characters."""
Count = Annotated[int | None, Whole(0, 1_000_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A figure about a journey, or about one of its stages, steps, cards or a channel in it.

    `definition` says what is counted, and is shown with the number. `target` is what is aimed at; from
    `warning` on, the number is worth a look. Times are in seconds, shares in percent.
    """

    KIND: ClassVar[str] = "measure"

    journey: Annotated[str, Ref("journey")]
    stage: Annotated[str, Ref("stage", optional=True)] = ""
    step: Annotated[str, Ref("step", optional=True)] = ""
    card: Annotated[str, Ref("card", optional=True)] = ""
    channel: Annotated[str, Ref("channel", optional=True)] = ""
    kind: Annotated[str, Choice(kinds.MEASURE_KINDS)] = "own"
    name: Name = ""
    definition: Words = ""
    unit: Name = ""
    higher_is_better: YesNo = True
    period: Name = ""
    target: Number = None
    warning: Number = None
    order: Order = FIRST

    @property
    def place(self) -> str:
        """The id of what it measures."""
        return self.card or self.step or self.stage or self.channel or self.journey


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Record):
    """Value of a measure on a day, or the counts from which it is computed.

    `positive` and `negative` are the answers or cases that count for and against (for NPS promoters and
    detractors), `total` is all of them.
    """

    KIND: ClassVar[str] = "reading"

    measure: Annotated[str, Ref("measure")]
    day: Annotated[str, Day()] = ""
    value: Number = None
    positive: Count = None
    negative: Count = None
    total: Count = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSource(Record):
    """File of the computer from which the readings of a measure are read again; it is never written.

    `path` is relative to the project's folder if the file is in it. A table's columns are named by their
    headings in the row `heading_row` (1 is the first), or by their letters if it is 0. Rows count in which
    `filter_column` has `filter_value`. `summary` says how the rows of a `span` of time become one reading:
    with an empty span each row is a reading, or all answers are one. If `cell` is set, such as `B7`, only
    that cell is read.
    """

    KIND: ClassVar[str] = "data_source"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("measure",),)

    measure: Annotated[str, Ref("measure")]
    path: Annotated[str, Text(limit=PATH_LIMIT, lines=False)]
    sheet: Name = ""
    cell: Name = ""
    heading_row: Annotated[int, Whole(0, 1_000, optional=False)] = 1
    day_column: Name = ""
    value_column: Name = ""
    positive_column: Name = ""
    negative_column: Name = ""
    total_column: Name = ""
    filter_column: Name = ""
    filter_value: Name = ""
    summary: Annotated[str, Choice(kinds.SUMMARIES)] = "mean"
    span: Annotated[str, Choice(kinds.TIME_SPANS)] = ""
