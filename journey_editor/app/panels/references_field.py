"""Field of the inspector for the references of cards: web pages and files."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QScrollArea, QToolButton, QVBoxLayout, QWidget

from journey_editor.app.panels.binding import FieldBinding, Ids
from journey_editor.app.panels.text_fields import WordsField
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.card_references import (
    Group,
    add_references,
    change_address,
    common_references,
    move_references,
    remove_references,
)
from journey_editor.app.session.reference_entries import icon_of_address, references_on
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.key_field import KeyField
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.text_input import keep_composed
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.addresses import masked, read_address, unmasked
from journey_editor.foundation.text import is_blank
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.records import CardReference
from journey_editor.wording.reference_words import reference_name, refusal_of, shortened_address

ChooseFiles = Callable[[Sequence[str]], object]
"""Callable that lets the user choose files for some cards, or another file for some references."""


@reports_errors
class ReferencesField(QWidget):
    """Rows with the name and the address of each reference that all cards have, and a line that adds one."""

    def __init__(self, session: Session, ids: Ids, choose_files: ChooseFiles) -> None:
        super().__init__()
        self._session, self._ids, self._choose_files = session, ids, choose_files
        self._shown: list[Group] = []
        self._typed_for: Sequence[str] = ()
        self.rows: list[ReferenceRow] = []
        self.others = _remark()
        self.line = AddressLine(self._add)
        self.line.setPlaceholderText(tr("Add web page or file…"))
        self.line.setAccessibleName(tr("Add web page or file"))
        self.browse = _tool("folder-open", tr("Choose files…"))
        self.browse.clicked.connect(lambda: self._choose_files(self._ids()))
        adding = QHBoxLayout()
        adding.setSpacing(4)
        adding.addWidget(self.line, 1)
        adding.addWidget(self.browse)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addWidget(self.others)
        self._column.addLayout(adding)
        self.setFocusProxy(self.line)

    def sizeHint(self) -> QSize:
        """Return the size that fits the rows at the current width: long names wrap."""
        return QSize(self.width(), self._column.totalHeightForWidth(self.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line in view to which the user adds references."""
        super().resizeEvent(event)
        if self.line.hasFocus():
            # When the panel has its new height.
            QTimer.singleShot(0, self, self._reveal_line)

    def refresh(self) -> None:
        """Show the references of the cards as they are now."""
        document = self._session.document
        ids = [each for each in self._ids() if each in document]
        if tuple(ids) != tuple(self._typed_for):
            # A refused address belongs to the cards that were selected before.
            self._typed_for = ids
            self.line.clear()
        groups = common_references(document, ids)
        if groups != self._shown:
            self._rebuild(groups)
        for index, row in enumerate(self.rows):
            row.refresh(self._session.journey.language, first=index == 0, last=index == len(self.rows) - 1)
        rest = len({each.address for each in references_on(document, ids)}) - len(groups)
        words = ntr(
            "{n} other reference is not on all of these cards.",
            "{n} other references are not on all of these cards.",
            max(rest, 0),
        )
        self.others.setText(words)
        self.others.setVisible(rest > 0)

    def commit(self) -> bool:
        """Write what was typed but not written yet. Return False if an address was refused."""
        rows = [row.commit() for row in self.rows]
        return self.line.commit() and all(rows)

    def set_writable(self, yes: bool) -> None:
        """Make the fields editable or read-only. References can be opened in both cases."""
        self.line.setReadOnly(not yes)
        self.browse.setEnabled(yes)
        for row in self.rows:
            row.set_writable(yes)

    def _rebuild(self, groups: list[Group]) -> None:
        """Make a row for each reference; those that were there stay, with the focus in them."""
        kept = dict(zip(self._shown, self.rows, strict=True))
        self._shown = groups
        self.rows = [kept.pop(each) if each in kept else self._row(each) for each in groups]
        for row in kept.values():
            if row.isAncestorOf(self.focusWidget()):
                self.line.setFocus(Qt.FocusReason.OtherFocusReason)
            self._column.removeWidget(row)
            row.hide()
            # Later, because this may be in an event of its menu.
            row.deleteLater()
        for index, row in enumerate(self.rows):
            self._column.insertWidget(index, row)

    def _reveal_line(self) -> None:
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            area.ensureWidgetVisible(self.line)

    def _row(self, ids: Group) -> "ReferenceRow":
        row = ReferenceRow(self._session, ids, self._choose_files)
        row.set_writable(not self._session.read_only)
        return row

    def _add(self, text: str) -> bool:
        """Add a typed or pasted address to all cards."""
        added = is_blank(text) or add_references(self._session, self._ids(), [(text, "")])
        if added and not is_blank(text):
            self.line.clear()
            announce(self.line, tr("Reference {name} was added").format(name=read_address(text).name))
        return added


class ReferenceRow(QWidget):
    """Name and address of a reference, a button that opens it, and a menu."""

    def __init__(self, session: Session, ids: Group, choose_files: ChooseFiles) -> None:
        super().__init__()
        self._session, self._ids, self._choose_files = session, ids, choose_files
        self.open = QToolButton()
        self.open.clicked.connect(lambda: session.opening.emit(ids[0]))
        binding = FieldBinding(session, lambda: ids, "name", tr("Change reference"))
        self.name = WordsField(binding, breaks=False, instead=self._name_on_map)
        self.name.setAccessibleName(tr("Name of the reference"))
        self.address = AddressLine(self._change)
        self.address.setAccessibleName(tr("Address of the reference"))
        self.hint = _remark()
        self.menu = _tool("ellipsis", tr("Change this reference"))
        self.menu.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.entries = QMenu(self.menu)
        self._earlier = self._entry(tr("Move up"), "chevron-up", partial(move_references, session, ids, -1))
        self._later = self._entry(tr("Move down"), "chevron-down", partial(move_references, session, ids, 1))
        self._entry(tr("Choose file…"), "folder-open", partial(choose_files, ids))
        self._entry(tr("Remove"), "trash-2", partial(remove_references, session, ids))
        self.menu.setMenu(self.entries)
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(self.open, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.name, 1, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.menu, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.address)
        column.addWidget(self.hint)
        for field in (self.name, self.address):
            field.setMinimumWidth(40)

    def refresh(self, language: str, *, first: bool, last: bool) -> None:
        """Show the reference, whose row may be the first or the last one."""
        reference = self._session.document.find(self._ids[0])
        if not isinstance(reference, CardReference):
            return
        address = read_address(reference.address)
        self.name.refresh()
        self.name.set_language(language)
        self.address.show_value(masked(reference.address))
        said = tr("Open {name}").format(name=reference_name(reference))
        self.open.setIcon(style.icon(icon_of_address(address)))
        self.open.setAccessibleName(said)
        self.open.setToolTip(plain_tool_tip(f"{said}\n{shortened_address(address)}"))
        hint = refusal_of(address)
        if address.host:
            hint = address.host
        elif address.kind == "server":
            hint = tr("The server learns who opens the file.")
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._earlier.setEnabled(not first)
        self._later.setEnabled(not last)

    def commit(self) -> bool:
        """Write what was typed but not written yet. Return False if the address was refused."""
        keep_composed(self.name)
        return self.address.commit()

    def set_writable(self, yes: bool) -> None:
        """Make the fields editable or read-only."""
        self.name.setReadOnly(not yes)
        self.address.setReadOnly(not yes)
        self.menu.setEnabled(yes)

    def _entry(self, text: str, icon: str, run: Callable[[], object]) -> QAction:
        entry = self.entries.addAction(style.icon(icon), text)
        entry.triggered.connect(lambda _=False: run())
        return entry

    def _name_on_map(self) -> str:
        reference = self._session.document.find(self._ids[0])
        return reference_name(reference) if isinstance(reference, CardReference) else ""

    def _change(self, text: str) -> bool:
        reference = self._session.document.find(self._ids[0])
        if not isinstance(reference, CardReference):
            return True
        whole = unmasked(text, reference.address)
        return whole == reference.address or change_address(self._session, self._ids, whole)


class AddressLine(KeyField):
    """Line for an address, always from left to right. `write` returns False for one that is refused.

    A refused address stays to be corrected; Esc shows the value again.
    """

    def __init__(self, write: Callable[[str], bool]) -> None:
        super().__init__(self._take_key)
        self._write = write
        self._value = ""
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.editingFinished.connect(self.commit)

    def show_value(self, text: str) -> None:
        """Show another value, unless one is being typed, or was refused for the same value."""
        if text != self._value or not (self.hasFocus() or self.text()):
            self._value = text
            self.setText(text)
            self.setCursorPosition(0)

    def commit(self) -> bool:
        """Write a typed address. If it is refused, leave it once and return False."""
        if not self.isModified() or self.isReadOnly():
            return True
        self.setModified(False)
        return self._write(self.text())

    def _take_key(self, event: QKeyEvent) -> bool:
        """Show the value again with Esc."""
        changed = event.key() == Qt.Key.Key_Escape and self.text() != self._value
        if changed:
            self.setText(self._value)
        return changed


def _tool(icon: str, words: str) -> QToolButton:
    button = QToolButton()
    button.setIcon(style.icon(icon))
    button.setToolTip(plain_tool_tip(words))
    button.setAccessibleName(words)
    return button


def _remark() -> ElidedLabel:
    # Of a host, the end matters.
    label = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
    label.setProperty("role", "second")
    label.hide()
    return label
