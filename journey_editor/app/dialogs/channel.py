"""Dialog for a new channel."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from journey_editor.app.dialogs.form_dialog import FormDialog, name_field, name_in
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.editing.commands.journeys import channel_of_kind
from journey_editor.editing.commands.lanes import show_channel
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import CHANNEL_KINDS
from journey_editor.model.records import Card, Lane
from journey_editor.wording.map_words import channel_kind_name


@reports_errors
class ChannelDialog(FormDialog):
    """Name and kind of a channel; accepting adds it and assigns it to cards, or shows it in lanes."""

    def __init__(self, parent: QWidget, session: Session, ids: Sequence[str]) -> None:
        super().__init__(parent, tr("New channel"))
        self._session, self._ids = session, tuple(ids)
        self.name = name_field(placeholder=tr("For example “Service desk”"))
        self.kind = ComboBox()
        for kind in CHANNEL_KINDS:
            self.kind.addItem(channel_kind_name(kind), kind)
        self.lay_out([(tr("Kind"), self.kind), (tr("Name"), self.name)], tr("Add channel"))

    def accept(self) -> None:
        """Add the channel and assign it in one undo step."""
        kind = str(self.kind.currentData())
        transaction = self._session.edit(tr("Add channel"))
        with transaction as draft:
            usual = channel_kind_name(kind, self._session.journey.language)
            channel = channel_of_kind(draft, name_in(self.name), kind, usual)
            for record in filter(None, map(draft.find, self._ids)):
                if isinstance(record, Card):
                    draft.change(record, channel=channel.id)
                elif isinstance(record, Lane):
                    show_channel(draft, record.id, channel.id, shown=True)
        if transaction.succeeded:
            super().accept()
