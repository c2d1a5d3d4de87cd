"""Records of curves and their points. They are among those of `records`."""

from typing import Annotated, ClassVar

from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.model import kinds
from journey_editor.model.fields import Choice, Name, Order, Real, Ref, Whole, Words, YesNo
from journey_editor.model.order import FIRST
from journey_editor.model.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve(Record):
    """A curve across a journey, of emotion or of what it `measures`.

    It belongs to one persona, or to everyone if `persona` is empty. `levels` are the words of a scale of its
    own, one per line from best to worst, and replace those of `scale`. With `peaks`, its peak, valley and end
    are marked; with `shaded`, the area to the next curve of the chart is shaded. A curve of `figures` has no
    points of its own: it shows the figures of the measures of that kind where these are.
    """

    KIND: ClassVar[str] = "curve"

    journey: Annotated[str, Ref("journey")]
    persona: Annotated[str, Ref("persona", optional=True)] = ""
    name: Name = ""
    measures: Name = ""
    unit: Name = ""
    scale: Annotated[str, Choice(kinds.EMOTION_SCALES)] = "words"
    levels: Words = ""
    signs: Annotated[str, Choice(kinds.LEVEL_SIGNS)] = "faces"
    style: Annotated[str, Choice(kinds.CURVE_STYLES)] = ""
    peaks: YesNo = False
    shaded: YesNo = False
    figures: Annotated[str, Choice(kinds.CURVE_FIGURES)] = ""
    order: Order = FIRST


@dataclass(frozen=True, slots=True, kw_only=True)
class EmotionPoint(Record):
    """A point of a curve, either at a card, or in a step at `at` (0 is its left edge, 1 its right edge).

    `value` is −1 (worst) to +1 (best) on every scale; `confidence` is a percentage. With `gap`, nothing is
    known between the point and the next one.
    """

    KIND: ClassVar[str] = "emotion_point"
    GROUPED_BY: ClassVar[tuple[tuple[str, ...], ...]] = (("curve", "card"),)

    curve: Annotated[str, Ref("curve")]
    card: Annotated[str, Ref("card", optional=True)] = ""
    step: Annotated[str, Ref("step", optional=True)] = ""
    at: Annotated[float, Real(0.0, 1.0)] = 0.5
    value: Annotated[float, Real(-1.0, 1.0)] = 0.0
    source: Annotated[str, Choice(kinds.EMOTION_SOURCES)] = "observed"
    confidence: Annotated[int | None, Whole(0, 100)] = None
    label: Name = ""
    note: Words = ""
    gap: YesNo = False
