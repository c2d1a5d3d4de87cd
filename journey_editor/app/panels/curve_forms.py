"""Forms of the inspector for curves and their points."""

from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.form import Form
from journey_editor.app.panels.form_words import choices
from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import ntr, tr
from journey_editor.insight.figure_curves import figure_curve, points_shown
from journey_editor.model import kinds
from journey_editor.model.records import Curve, EmotionPoint
from journey_editor.wording.choice_names import figures_name, scale_name, sign_name, source_name, style_name
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.curve_scales import own_levels, words_on
from journey_editor.wording.map_words import persona_name


def point_form(session: Session, point_id: str, parent: QWidget) -> Form:
    """Return the form for a point of a curve."""

    def curve() -> Curve:
        return session.document.get(Curve, session.document.get(EmotionPoint, point_id).curve)

    form = Form(session, [point_id], tr("Change emotion"), parent)
    form.heading(tr("Emotion point"))
    form.remark(lambda: curve_name(session.document, curve()))
    form.slider(tr("Value"), "value", lambda value: words_on(curve(), value))
    form.choice(tr("Source"), "source", choices(kinds.EMOTION_SOURCES, source_name))
    form.choice(tr("Confidence"), "confidence", lambda: _percents(session, point_id))
    form.name(tr("Label"), "label")
    form.words(tr("Note"), "note")
    form.check(tr("Nothing is known until the next point"), "gap")
    form.choice(tr("Scale of the curve"), "scale", choices(kinds.EMOTION_SCALES, scale_name), of=[curve().id])
    return form


def curve_form(session: Session, curve_id: str, parent: QWidget) -> Form:
    """Return the form for a curve."""

    def curve() -> Curve:
        return session.document.get(Curve, curve_id)

    def owners() -> list[tuple[str, str]]:
        people = session.document.personas_of(session.journey_id)
        return [("", tr("Everyone")), *((each.id, persona_name(each)) for each in people)]

    form = Form(session, [curve_id], tr("Change curve"), parent)
    form.heading(tr("Curve"))
    form.name(
        tr("Name"), "name", title=True,
        instead=lambda: curve_name(session.document, curve(), session.journey.language),
    )  # fmt: skip
    form.choice(tr("Persona"), "persona", owners)
    form.choice(tr("Points"), "figures", choices(kinds.CURVE_FIGURES, figures_name))
    form.remark(lambda: _words_about_figures(session, curve()))
    form.name(tr("Measures (empty: emotion)"), "measures")
    form.name(tr("Unit"), "unit")
    form.choice(tr("Line"), "style", choices(kinds.CURVE_STYLES, style_name))
    form.choice(tr("Scale"), "scale", choices(kinds.EMOTION_SCALES, scale_name))
    form.words(tr("Own levels, one per line, the best first"), "levels")
    form.remark(lambda: _words_about_levels(curve()))
    form.choice(tr("Signs of the levels"), "signs", choices(kinds.LEVEL_SIGNS, sign_name))
    form.check(tr("Mark peak, valley and end"), "peaks")
    form.check(tr("Shade the area to the next curve"), "shaded")
    form.remark(lambda: _words_about_points(session, curve_id))
    return form


def _words_about_figures(session: Session, curve: Curve) -> str:
    if not curve.figures:
        return tr("The points are set by hand. A kind of measures shows its latest figures instead.")
    count = len(figure_curve(session.document, curve).points)
    return ntr(
        "{n} measure of this kind is at a stage, a step or a card. Its scale is that of the numbers.",
        "{n} measures of this kind are at stages, steps or cards. The scale is that of the numbers.",
        count,
    )


def _words_about_levels(curve: Curve) -> str:
    if curve.levels and not own_levels(curve):
        return tr("The curve has its own scale as soon as there are {fewest} to {most} levels.").format(
            fewest=kinds.FEWEST_LEVELS, most=kinds.MOST_LEVELS
        )
    return tr("Curves with the same scale are in one chart, others in charts of their own.")


def _words_about_points(session: Session, curve_id: str) -> str:
    count = len(points_shown(session.document, session.document.get(Curve, curve_id)))
    return ntr("{n} point", "{n} points", count)


def _percents(session: Session, point_id: str) -> list[tuple[int | None, str]]:
    """Return multiples of ten percent, and the current value if it is another."""
    present = session.document.get(EmotionPoint, point_id).confidence
    numbers = sorted({*range(0, 101, 10), *([] if present is None else [present])})
    return [(None, tr("Not specified")), *((n, tr("{n} %").format(n=n)) for n in numbers)]
