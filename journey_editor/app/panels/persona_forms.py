"""Forms of a persona: that of the inspector, and that of its sheet."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from journey_editor.app.panels.binding import ChannelBinding
from journey_editor.app.panels.form import AskPicture, Form
from journey_editor.app.panels.form_words import choices
from journey_editor.app.session.session import Session
from journey_editor.foundation.translation import tr
from journey_editor.model import kinds
from journey_editor.model.records import JourneyPersona
from journey_editor.wording.choice_names import persona_color_name, persona_kind_name
from journey_editor.wording.map_words import channel_kind_name, channel_name
from journey_editor.wording.sheet_words import SHEET_TEXTS, section_name


def persona_form(
    session: Session,
    persona_id: str,
    choose: AskPicture,
    remove: AskPicture,
    show_sheet: Callable[[str], object],
    parent: QWidget,
) -> Form:
    """Return the form of the inspector, which shows the rest of the sheet in a dialog."""
    form = _begun(session, persona_id, parent)
    form.button(tr("Persona sheet…"), lambda: show_sheet(persona_id))
    places = session.document.select(JourneyPersona, journey=session.journey_id)
    if any(each.persona == persona_id for each in places):
        form.color(tr("Colour"), choices(range(kinds.PERSONA_COLORS), persona_color_name))
        form.visibility(tr("Shown on this map"), "shown", hidden=False)
    form.picture(tr("Portrait"), "portrait", choose, remove)
    return form


def sheet_form(session: Session, persona_id: str, parent: QWidget) -> Form:
    """Return the form of a persona's sheet."""
    form = _begun(session, persona_id, parent)
    for name in SHEET_TEXTS:
        form.words(section_name(name), name)
    form.checks(
        tr("Preferred channels"),
        "channels",
        lambda value: ChannelBinding(session, lambda: form.ids, value),
        lambda: _channels(session),
    )
    form.facts(tr("Further fields"))
    return form


def _begun(session: Session, persona_id: str, parent: QWidget) -> Form:
    form = Form(session, [persona_id], tr("Change persona"), parent)
    form.heading(tr("Persona"))
    form.name(tr("Name"), "name", title=True)
    form.name(tr("Role"), "role")
    form.words(tr("Quote"), "quote")
    form.choice(tr("Represents"), "kind", choices(kinds.PERSONA_KINDS, persona_kind_name))
    return form


def _channels(session: Session) -> list[tuple[str, str]]:
    """Return the channels of the project, and the kinds of channels of which it has none."""
    language, channels = session.journey.language, session.document.channels()
    missing = [kind for kind in kinds.CHANNEL_KINDS[:-1] if all(each.kind != kind for each in channels)]
    return [
        *((each.id, channel_name(each, language)) for each in channels),
        *((kind, channel_kind_name(kind, language)) for kind in missing),
    ]
