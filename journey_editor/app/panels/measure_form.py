"""Form of the inspector for a measure."""

from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.form import Form
from journey_editor.app.panels.form_words import choices
from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr
from journey_editor.insight.measures import TIMES, figure
from journey_editor.model import kinds
from journey_editor.model.records import Measure
from journey_editor.wording.measure_names import measure_choice_name, measure_kind_name
from journey_editor.wording.measure_words import figure_words, measure_definition, measured_name


def measure_form(session: Session, measure_id: str, parent: QWidget) -> Form:
    """Return the form of a measure. Its kind decides how numbers are written: as times or as numbers."""
    form = Form(session, [measure_id], tr("Change measure"), parent)
    measure = session.document.get(Measure, measure_id)
    language = session.journey.language
    form.measure_kind(tr("Kind"), choices(kinds.MEASURE_KINDS, measure_choice_name))
    form.name(tr("Name"), "name", instead=lambda: measure_kind_name(measure.kind, language))
    form.words(tr("Definition"), "definition")
    form.remark(lambda: measure_definition(measure.kind))
    if measure.kind == "own":
        form.name(tr("Unit"), "unit")
    form.name(tr("Period"), "period")
    form.figure(tr("Target"), "target", times=measure.kind in TIMES)
    form.figure(tr("Warning from"), "warning", times=measure.kind in TIMES)
    form.side_by_side()
    form.check(tr("Higher is better"), "higher_is_better")
    form.remark(lambda: _place(session, measure_id))
    return form


def figure_form(session: Session, measure_id: str, parent: QWidget) -> Form:
    """Return the form of a measure that is selected on the map, with its figure."""
    form = measure_form(session, measure_id, parent)
    form.remark(lambda: _figure(session, measure_id))
    return form


def _figure(session: Session, measure_id: str) -> str:
    measure = session.document.find(measure_id)
    if not isinstance(measure, Measure):
        return ""
    said = figure_words(figure(session.document, measure), session.journey.language)
    return tr("{figure}. Double-click the figure on the map for its readings.").format(figure=said)


def _place(session: Session, measure_id: str) -> str:
    measure = session.document.find(measure_id)
    if not isinstance(measure, Measure):
        return ""
    return tr("Measured: {place}").format(place=measured_name(session.document, measure))
