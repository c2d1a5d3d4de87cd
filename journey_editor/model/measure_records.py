"""Records of measures and their readings. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.fields import Choice, Day, Name, Order, Real, Ref, Whole, Words, YesNo
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record

Number = Annotated[float | None, Real(-1e12, 1e12, optional=True)]
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
