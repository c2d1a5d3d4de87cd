"""Colours of the texts that are edited on the map."""

from journey_editor.layout.boxes import MapLayout
from journey_editor.layout.queries.editable_fields import Editable
from journey_editor.layout.theme import THEMES
from journey_editor.model.records import Card, EmotionPoint, Lane, Note, Stage, Step


def text_color(layout: MapLayout, record: object, place: Editable) -> str:
    """Return the colour of a field's text."""
    theme = THEMES[layout.theme]
    match record:
        case Card(kind=kind):
            return theme.of_kind(kind).text
        case Note():
            return theme.note.text
        case Stage():
            return theme.stage_text if place.field == "name" else theme.stage_second
        case Lane(kind=kind):
            return theme.of_kind(kind).ink if place.field == "title" else theme.second
        case Step() | EmotionPoint():
            return theme.text
    return theme.text if place.field in ("title", "name", "quote") else theme.second
