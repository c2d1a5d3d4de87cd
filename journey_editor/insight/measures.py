"""Formulas of measures, from counts or as they were read.

CSAT: answers 4 and 5 of all answers. NPS (F. Reichheld, "The One Number You Need to Grow", Harvard Business
Review, 2003): share of promoters (9 and 10) minus share of detractors (0 to 6), from −100 to +100, no
percentage. CES (M. Dixon, K. Freeman and N. Toman, "Stop Trying to Delight Your Customers", Harvard Business
Review, 2010): the mean of a scale, or the share of answers with low effort. FCR: solved at the first contact
of all. Service level: answered within the target of all that are eligible. Rates: cases of all.
"""

from collections.abc import Sequence

from journey_editor.foundation.memo import Memo, Same
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model.document import Queries
from journey_editor.model.records import Measure, Reading

SHARES = frozenset(("csat", "ces_share", "fcr", "service_level", "transfers", "reopened"))
"""Kinds whose value is a share of all, in percent."""
TIMES = frozenset(("first_answer", "handling", "resolution", "waiting"))
"""Kinds whose value is a time in seconds."""
LOWER_IS_BETTER = TIMES | {"transfers", "reopened"}
"""Kinds of which less is better, as a rule."""


ANSWERS = {"nps": (0, 10, 9, 6), "csat": (1, 5, 4, 0), "ces_share": (1, 7, 5, 0)}
"""Lowest and highest answer, the lowest that counts for, and the highest that counts against, by kind."""


def limits(kind: str) -> tuple[float, float] | None:
    """Return the lowest and the highest value that a kind of measure can have, or None."""
    if kind == "nps":
        return -100.0, 100.0
    if kind in SHARES:
        return 0.0, 100.0
    return (0.0, 1e12) if kind in TIMES else None


def is_possible(kind: str, value: float) -> bool:
    """Return whether a kind of measure can have a value."""
    least, most = limits(kind) or (-1e12, 1e12)
    return least <= value <= most


@dataclass(frozen=True, slots=True)
class Figure:
    """Latest value of a measure, how good it is, and all values from the earliest on.

    `state` is `good`, `warning`, `bad`, or empty without a target.
    """

    measure: Measure
    value: float | None
    state: str
    values: tuple[float, ...]
    sample: int | None


_figures: Memo["Figure"] = Memo(1024)


def figure(document: Queries, measure: Measure) -> Figure:
    """Return the figure of a measure. Readings count in the order of their days; undated ones come first."""
    readings = document.select(Reading, measure=measure.id)
    # Lanes and curves ask for the same figures after each edit.
    return _figures.get((Same(measure), Same(readings)), lambda: _figure(measure, readings))


def _figure(measure: Measure, readings: Sequence[Reading]) -> Figure:
    in_order = sorted(readings, key=lambda each: (each.day, each.id))
    known = [(each, value) for each in in_order if (value := value_of(measure.kind, each)) is not None]
    values = tuple(value for _, value in known)
    last, value = known[-1] if known else (None, None)
    sample = last.total if last is not None else None
    return Figure(measure, value, state_of(measure, value), values, sample)


def figures(document: Queries, journey_id: str) -> Sequence[Figure]:
    """Return the figures of a journey."""
    return [figure(document, each) for each in document.select(Measure, journey=journey_id)]


def value_of(kind: str, reading: Reading) -> float | None:
    """Return the value of a reading: computed from its counts if these are complete, else as it was read."""
    total, positive = reading.total, reading.positive
    if total and positive is not None:
        if kind == "nps" and reading.negative is not None:
            return (positive - reading.negative) / total * 100
        if kind in SHARES:
            return positive / total * 100
    return reading.value


def state_of(measure: Measure, value: float | None) -> str:
    """Return whether a value reaches the target, is between it and the warning, or misses both."""
    if value is None or measure.target is None:
        return ""
    sign = 1 if measure.higher_is_better else -1
    if sign * (value - measure.target) >= 0:
        return "good"
    # Without a warning of its own, everything short of the target is bad.
    if measure.warning is not None and sign * (value - measure.warning) >= 0:
        return "warning"
    return "bad"
