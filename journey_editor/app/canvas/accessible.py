"""Screen-reader support: the accessible description of the canvas names the item in focus.

The items on the map are not QObjects, and custom accessible interfaces for them are freed twice when the
canvas is destroyed (PySide6 6.11). The outline is therefore the list that a screen reader walks through, and
the canvas announces its own focus and what each edit did.
"""

from PySide6.QtWidgets import QWidget

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.app.session.session import journey_behind
from journey_editor.app.widgets.announce import describe
from journey_editor.editing.editor import Edited
from journey_editor.foundation.translation import tr
from journey_editor.insight.measures import figure
from journey_editor.layout.chart_boxes import CurveLayout, PointLayout
from journey_editor.layout.queries.navigation import Place, others_at
from journey_editor.model.records import (
    Card,
    Curve,
    EmotionPoint,
    Journey,
    Link,
    Measure,
    Note,
    Persona,
    SupportOffer,
)
from journey_editor.wording.curve_names import curve_name
from journey_editor.wording.curve_scales import words_on
from journey_editor.wording.map_words import named, titled
from journey_editor.wording.measure_words import figure_words, measured_name
from journey_editor.wording.spoken import (
    backing_words,
    describe_card,
    describe_cell,
    describe_link,
    describe_note,
    describe_persona,
    describe_point,
)
from journey_editor.wording.support_words import describe_offer


def edit_words(edited: Edited) -> str:
    """Describe what an edit did."""
    pattern = {"undo": tr("Undone: {step}"), "redo": tr("Redone: {step}")}.get(edited.cause, "{step}")
    return pattern.format(step=edited.name)


def focus_words(scene: MapScene, focus: Place | None) -> str:
    """Describe the item in focus and its place on the map."""
    if focus is None:
        return ""
    document, language = scene.session.document, scene.session.journey.language
    record = document.find(focus.id)
    if isinstance(record, Card):
        return describe_card(document, record, language)
    where = ""
    if focus.step in document and focus.lane in document:
        where = describe_cell(document, focus.step, focus.lane, language)
    others = _values_of_others(scene, focus)
    if isinstance(record, EmotionPoint):
        backing = backing_words(document, record.id)
        return ", ".join(filter(None, [describe_point(document, record), backing, where, *others]))
    if isinstance(record, Curve):
        return tr("Curve: {name}").format(name=curve_name(document, record, language))
    if not focus.id:
        return ", ".join([tr("Empty cell in {place}").format(place=where), *others])
    if isinstance(record, Link):
        return describe_link(document, record, language)
    groups = scene.drawing.groups
    if isinstance(record, Persona):
        backing = backing_words(document, record.id)
        return ", ".join(filter(None, [describe_persona(record, language), backing]))
    if isinstance(record, SupportOffer):
        return describe_offer(document, record, language)
    if isinstance(record, Measure):
        said = figure_words(figure(document, record), language)
        return tr("Measure of {place}: {figure}").format(place=measured_name(document, record), figure=said)
    if isinstance(record, Note):
        return describe_note(document, record, language)
    name = next((group.label for group in groups if group.owner == focus.id and group.label), "")
    values = [each.said for each in scene.layout.summaries if each.lane == focus.id and each.said]
    other = document.find(journey_behind(record))
    if isinstance(other, Journey):
        values.append(tr("With the curves of the journey “{title}”").format(title=titled(other)))
    name = ". ".join([name, *values])
    pattern = {
        "stage": tr("Stage: {name}"),
        "step": tr("Step: {name}"),
        "lane": tr("Lane: {name}"),
        "lane_group": tr("Group of lanes: {name}"),
    }
    return pattern.get(record.KIND if record else "", "{name}").format(name=name)


def describe_focus(view: QWidget, scene: MapScene, place: Place | None, *, aloud: bool) -> None:
    """Make the place of the focus the description of a view, and announce it if it is `aloud`."""
    words = focus_words(scene, place)
    if aloud:
        describe(view, words)
    else:
        view.setAccessibleDescription(words)


def _values_of_others(scene: MapScene, focus: Place) -> list[str]:
    """Return the values that the curves of another journey have in the focused column of a chart."""
    found = others_at(scene.layout, focus.step, focus.lane)
    document = scene.session.document

    def value(curve: CurveLayout, point: PointLayout) -> str:
        record = document.get(Curve, curve.id)
        return point.number if record.figures else words_on(record, point.value)

    return [named(curve.full_name, value(curve, point)) for curve, point in found]
