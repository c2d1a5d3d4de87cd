"""Field of the inspector for the tags of cards."""

from collections.abc import Sequence

from PySide6.QtCore import QRegularExpression, QStringListModel, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from journey_editor.app.panels.binding import Ids, TagBinding
from journey_editor.app.panels.choice_fields import ChecksField
from journey_editor.app.session.card_tags import add_named_tag, has_tag, name_of_tag
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.key_field import KeyField
from journey_editor.app.widgets.look.badges import tag_icon
from journey_editor.editing.commands.tags import tag_named
from journey_editor.foundation.text import in_one_line, is_blank
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Tag

_MOST_BOXES = 8
"""Maximum number of tags of a project up to which all of them have a check box."""


class TagsField(QWidget):
    """Check boxes of the tags, and a line that adds a tag by its name, also a new one.

    In a project with many tags, only those of the cards have a box; the line completes the names of all.
    """

    def __init__(self, session: Session, ids: Ids) -> None:
        super().__init__()
        self._session, self._ids = session, ids
        self._checks = ChecksField(
            lambda tag_id: TagBinding(session, ids, tag_id), self._options, icon_of=self._icon
        )
        self.line = KeyField(self._take_key)
        self.line.setPlaceholderText(tr("Add tag…"))
        self.line.setAccessibleName(tr("Add tag"))
        # Reject the URL of a file that is pasted or dropped.
        self.line.setValidator(
            QRegularExpressionValidator(QRegularExpression("(?!\\s*file:/).{0,500}"), self.line)
        )
        self._names = QStringListModel(self)
        self._completer = completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        # Later, because Qt then writes the chosen name into the line.
        completer.activated.connect(self.commit, Qt.ConnectionType.QueuedConnection)
        self.line.setCompleter(completer)
        self.line.editingFinished.connect(self.commit)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._checks)
        column.addWidget(self.line)
        self.setFocusProxy(self.line)

    def refresh(self) -> None:
        """Show the tags and which of them the cards have."""
        self._checks.refresh()
        self._checks.setHidden(not self._options())
        document, ids = self._session.document, self._ids()
        missing = [each.name for each in document.tags() if has_tag(document, ids, each.id) is not True]
        if missing != self._names.stringList():
            self._names.setStringList(missing)

    def commit(self) -> None:
        """Add the tag whose name was typed to all cards."""
        name = self.line.text()
        self.line.clear()
        if not is_blank(name) and add_named_tag(self._session, self._ids(), name):
            announce(self.line, tr("Tag {name} was added").format(name=in_one_line(name)))

    def _take_key(self, event: QKeyEvent) -> bool:
        """Take a name that begins like the typed one with Enter. Esc closes the list or clears the line."""
        popup = self._completer.popup()
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        escapes = event.key() == Qt.Key.Key_Escape
        if popup is not None and popup.isVisible():
            if enters and not popup.currentIndex().isValid():
                self._complete()
            if enters or escapes:
                popup.hide()
            return escapes
        discards = escapes and bool(self.line.text())
        if discards:
            self.line.clear()
        return discards

    def _complete(self) -> None:
        """Complete a half-typed name, as the capture line does. Without the list, it is a new name."""
        typed = self.line.text().strip()
        if tag_named(self._session.document, typed) is None:
            known, begin = self._names.stringList(), typed.casefold()
            self.line.setText(next((each for each in known if each.casefold().startswith(begin)), typed))

    def _options(self) -> Sequence[tuple[str, str]]:
        document, ids = self._session.document, self._ids()
        tags = document.tags()
        if len(tags) > _MOST_BOXES:
            tags = tuple(each for each in tags if has_tag(document, ids, each.id) is not False)
        return [(each.id, name_of_tag(each)) for each in tags]

    def _icon(self, tag_id: str) -> QIcon:
        tag = self._session.document.find(tag_id)
        return tag_icon(tag.color) if isinstance(tag, Tag) else QIcon()
