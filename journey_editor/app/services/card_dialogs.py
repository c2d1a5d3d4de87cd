"""Dialogs for the channels and tags of cards."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from journey_editor.app.session.session import Session


class CardDialogs:
    """Opens the dialogs over the window; by default they are about the selected cards."""

    def __init__(self, window: QWidget, session: Session) -> None:
        self._window, self._session = window, session

    def ask_channel(self, card_ids: Sequence[str] | None = None) -> None:
        """Ask for a new channel, and assign it to cards."""
        from journey_editor.app.dialogs.channel import ChannelDialog

        ChannelDialog(self._window, self._session, self._cards(card_ids)).open()

    def ask_tag(self, card_ids: Sequence[str] | None = None) -> None:
        """Ask for a tag, and add it to cards."""
        from journey_editor.app.dialogs.tag import TagDialog

        if self._session.may_edit():
            TagDialog(self._window, self._session, self._cards(card_ids)).open()

    def manage_tags(self) -> None:
        """Show all tags, to rename, colour, order, merge and delete them."""
        from journey_editor.app.dialogs.tags import TagsDialog

        if self._session.may_edit():
            TagsDialog(self._window, self._session).open()

    def _cards(self, card_ids: Sequence[str] | None) -> Sequence[str]:
        return self._session.selection.of_kind("card") if card_ids is None else card_ids
