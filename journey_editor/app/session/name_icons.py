"""Icons of the names that can be chosen while a text is typed."""

from PySide6.QtGui import QIcon

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.badges import persona_icon, tag_icon
from journey_editor.editing.capture_names import Offer
from journey_editor.layout.card_layout import ICON_OF_CHANNEL
from journey_editor.model.records import Channel, Persona, Tag


def name_icon(session: Session, offer: Offer) -> QIcon:
    """Return the badge of a persona, the icon of a channel, the chip of a tag, or a plus for a new tag."""
    record = session.document.find(offer.id)
    if isinstance(record, Persona):
        colors = session.document.persona_colors(session.journey_id)
        return persona_icon(record.name, colors.get(record.id, 0), record.kind)
    if isinstance(record, Tag):
        return tag_icon(record.color)
    kind = record.kind if isinstance(record, Channel) else offer.id
    return style.icon("plus" if offer.is_new else ICON_OF_CHANNEL[kind])
