"""Screen-reader support: the accessible description of the canvas names the item in focus.

The items on the map are not QObjects, and custom accessible interfaces for them are freed twice when the
canvas is destroyed (PySide6 6.11). The outline is therefore the list that a screen reader walks through, and
the canvas announces its own focus.
"""

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.foundation.translation import tr
from journey_editor.layout.queries.navigation import Place
from journey_editor.model.records import Card, Lane, Stage, Step
from journey_editor.wording import map_words


def focus_words(scene: MapScene, focus: Place | None) -> str:
    """Describe the item in focus: its kind, its text, and its place on the map."""
    if focus is None:
        return ""
    document, language = scene.session.document, scene.session.journey.language
    where = ""
    if focus.step in document and focus.lane in document:
        step = document.get(Step, focus.step)
        stage = document.get(Stage, step.stage)
        column = f"{stage.name}, {step.name}" if step.name else stage.name
        where = tr("{stage}, {lane}").format(
            stage=column, lane=map_words.title_of(document.get(Lane, focus.lane), language)
        )
    if not focus.id:
        return tr("Empty cell in {place}").format(place=where)
    record = document.find(focus.id)
    if isinstance(record, Card):
        words = tr("{kind}: {text}, in {place}")
        text = map_words.with_picture(record.text, record.picture_text) if record.picture else record.text
        return words.format(kind=map_words.kind_name(record.kind), text=text, place=where)
    groups = scene.drawing.groups
    name = next((group.label for group in groups if group.owner == focus.id and group.label), "")
    pattern = {
        "stage": tr("Stage: {name}"),
        "step": tr("Step: {name}"),
        "lane": tr("Lane: {name}"),
        "emotion_point": tr("Emotion point: {name}"),
        "link": tr("Link: {name}"),
        "note": tr("Note: {name}"),
    }
    return pattern.get(record.KIND if record else "", "{name}").format(name=name)
