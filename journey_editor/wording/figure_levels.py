"""Words at the levels and the targets of curves of figures, in the unit of these."""

from journey_editor.foundation.translation import tr
from journey_editor.insight.figure_curves import STEPS, FigureCurve
from journey_editor.model.records import Curve, Measure
from journey_editor.wording.measure_words import number_words


def figure_levels(curve: Curve, shown: FigureCurve, language: str | None = None) -> tuple[str, ...]:
    """Return the numbers at the levels of a curve of figures, from the highest to the lowest."""
    # Without a measure, the numbers have no unit.
    measure = shown.figures[0].measure if shown.figures else Measure(id="", journey="", kind=curve.figures)
    step = (shown.high - shown.low) / STEPS
    return tuple(number_words(measure, shown.high - at * step, language) for at in range(STEPS + 1))


def target_words(shown: FigureCurve, language: str) -> tuple[tuple[float, str], ...]:
    """Return the places of the targets of a curve of figures on its scale, and their words."""
    return tuple(
        (
            shown.share_of(each.measure.target or 0.0),
            tr("target {time}", language).format(
                time=number_words(each.measure, each.measure.target, language)
            ),
        )
        for each in shown.targets()
    )
