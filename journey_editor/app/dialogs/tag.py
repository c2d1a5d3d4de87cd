"""Dialog for a tag of cards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QWidget

from journey_editor.app.dialogs.form_dialog import FormDialog, name_field, name_in
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.card_tags import add_named_tag
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look.badges import tag_icon
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.editing.commands.tags import free_color, tag_named
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import TAG_COLORS
from journey_editor.wording.choice_names import tag_color_name


@reports_errors
class TagDialog(FormDialog):
    """Name and colour of a tag; accepting adds it to the cards. A tag that exists keeps its colour."""

    def __init__(self, parent: QWidget, session: Session, card_ids: Sequence[str]) -> None:
        super().__init__(parent, tr("New tag"))
        self._session, self._cards = session, tuple(card_ids)
        self.name = name_field(placeholder=tr("For example “Quick win”"))
        completer = QCompleter([each.name for each in session.document.tags()], self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.name.setCompleter(completer)
        self.color = ComboBox()
        for color in range(TAG_COLORS):
            self.color.addItem(tag_icon(color), tag_color_name(color), color)
        self.color.setCurrentIndex(free_color(session.document))
        self._chosen_color = self.color.currentIndex()
        self.lay_out([(tr("Name"), self.name), (tr("Colour"), self.color)], tr("Add tag"))
        self.name.textChanged.connect(self._follow_name)
        self._follow_name()

    def accept(self) -> None:
        """Add the tag to the cards in one undo step. Without a name, stay open."""
        if not name_in(self.name):
            self.name.setFocus()
        elif add_named_tag(self._session, self._cards, self.name.text(), self.color.currentData()):
            super().accept()

    def _follow_name(self) -> None:
        """Show the colour of a tag that exists, and the chosen one again for another name."""
        found = tag_named(self._session.document, self.name.text())
        if self.color.isEnabled():
            self._chosen_color = self.color.currentIndex()
        self.color.setCurrentIndex(self._chosen_color if found is None else found.color)
        self.color.setEnabled(found is None)
