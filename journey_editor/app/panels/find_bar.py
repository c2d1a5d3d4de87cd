"""Find bar: a search field below the map, and a field for replacements."""

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QWidget,
)

from journey_editor.app.panels.find_words import words_of_hit
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.search import Search
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import describe
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.key_field import KeyField
from journey_editor.app.widgets.look import style
from journey_editor.foundation.translation import ntr, tr
from journey_editor.text.matching import Query

_LONGEST = 500
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ALT = Qt.KeyboardModifier.AltModifier
_UNDO = (QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo)


@reports_errors
class _Field(KeyField):
    """Field in which, after a replacement, Undo and Redo belong to the map until the user types again."""

    def __init__(self, take_key: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(take_key)
        self.undoes_on_map = False
        self.setMaxLength(_LONGEST)
        self.setMinimumWidth(90)
        self.textEdited.connect(self._own_undo)

    def _own_undo(self) -> None:
        self.undoes_on_map = False

    def event(self, event: QEvent) -> bool:
        """Leave Undo to the shortcuts of the window after a replacement."""
        override = event.type() == QEvent.Type.ShortcutOverride and self.undoes_on_map
        if override and isinstance(event, QKeyEvent) and any(event.matches(each) for each in _UNDO):
            event.ignore()
            return True
        return super().event(event)


@reports_errors
class FindBar(QFrame):
    """Searches while the user types, and replaces one hit or all."""

    left = Signal()
    """Emitted when the focus must return to the map."""

    def __init__(self, session: Session, search: Search, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAccessibleName(tr("Find and replace"))
        self._session = session
        self._search = search
        self.line = _Field(lambda event: self._take_key(self.line, event))
        self.line.setAccessibleName(tr("Find"))
        self.line.set_hints(tr("Find in all journeys"), tr("Find"))
        self.line.textChanged.connect(self._set_query)
        self.replacement = _Field(lambda event: self._take_key(self.replacement, event))
        self.replacement.setAccessibleName(tr("Replace with"))
        self.replacement.setPlaceholderText(tr("Replace with"))
        self.case = self._tool("case-sensitive", tr("Case sensitive"), "Alt+C")
        self.words = self._tool("whole-word", tr("Whole words"), "Alt+W")
        for each in (self.case, self.words):
            each.setCheckable(True)
            each.toggled.connect(self._set_query)
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setMinimumWidth(self.fontMetrics().horizontalAdvance("0000 of 0000") + 8)
        self.previous = self._tool("chevron-up", tr("Find previous"), "Shift+F3")
        self.previous.clicked.connect(lambda: self._search.go(-1))
        self.next = self._tool("chevron-down", tr("Find next"), "F3")
        self.next.clicked.connect(lambda: self._search.go(1))
        self.close_button = self._tool("x", tr("Close"), "Esc")
        self.close_button.clicked.connect(self.close_bar)
        self.replace_button = QPushButton(tr("Replace"), autoDefault=True)
        self.replace_button.clicked.connect(self.replace)
        self.replace_all_button = QPushButton(tr("Replace all"), autoDefault=True)
        self.replace_all_button.clicked.connect(self.replace_all)
        self.info = ElidedLabel()
        self.info.setProperty("role", "second")
        self._put_together()
        self._done = ""
        search.changed.connect(self.refresh)
        session.changed.connect(self._show_buttons)
        self.hide()

    def _put_together(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 12, 6)
        grid.setHorizontalSpacing(6)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.line, 0, 0)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for each in (self.case, self.words, self.count, self.previous, self.next, self.close_button):
            tools.addWidget(each)
        grid.addLayout(tools, 0, 1)
        grid.addWidget(self.replacement, 1, 0)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(6)
        buttons.addWidget(self.replace_button)
        buttons.addWidget(self.replace_all_button)
        buttons.addStretch(1)
        grid.addWidget(self._buttons, 1, 1)
        grid.addWidget(self.info, 2, 0, 1, 2)
        walked = (
            self.line,
            self.replacement,
            self.case,
            self.words,
            self.previous,
            self.next,
            self.replace_button,
            self.replace_all_button,
            self.close_button,
        )
        for one, following in pairwise(walked):
            self.setTabOrder(one, following)
        for button in (self.replace_button, self.replace_all_button):
            # A click leaves the focus in the field.
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def open(self, words: str = "", *, replacing: bool = False) -> None:
        """Show the bar, with `words` as the query if there are any, and select the query.

        If the query was just typed and is to be replaced, the replacement is typed next.
        """
        field = self.replacement if replacing and self.line.hasFocus() and self.line.text() else self.line
        if replacing or self.isHidden():
            self._show_replacing(replacing)
        self._paint_icons()
        if words and len(words) <= _LONGEST:
            self.line.blockSignals(True)
            self.line.setText(words)
            self.line.blockSignals(False)
        self._done = ""
        self.show()
        self._search.begin()
        self._set_query()
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    def close_bar(self) -> None:
        """Hide the bar, select the current hit, and return the focus to the map."""
        self._search.end()

    def replace(self) -> None:
        """Replace the current hit and go to the next one."""
        if self._may_replace():
            self._done = ""
            self._search.replace(self.replacement.text())

    def replace_all(self) -> None:
        """Replace all hits in one undo step."""
        if not self._may_replace():
            return
        count = self._search.replace_all(self.replacement.text())
        if count:
            self._done = ntr("{n} replacement made", "{n} replacements made", count)
            self.refresh()

    def refresh(self) -> None:
        """Show the number of hits and the place of the current one, or hide the bar after the search."""
        search = self._search
        if not search.active:
            if not self.isHidden():
                had_focus = self.isAncestorOf(self.window().focusWidget())
                self.hide()
                if had_focus:
                    self.left.emit()
            return
        if self.isHidden():
            # The search goes on from the keyboard: the map keeps the focus.
            self._paint_icons()
            self._show_replacing(False)
            self.show()
        total = len(search.hits)
        if not search.query.text:
            text = ""
        elif not total:
            text = tr("No results")
        elif search.position:
            text = tr("{n} of {total}").format(n=search.position, total=total)
        else:
            text = ntr("{n} result elsewhere", "{n} results elsewhere", total)
        self.count.setText(text)
        found = "no" if search.query.text and not total else "yes"
        if self.line.property("found") != found:
            self.line.setProperty("found", found)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        self._show_info()
        self._show_buttons()

    def _show_info(self) -> None:
        search = self._search
        hit = search.current
        if hit is not None:
            session = self._session
            hiding = session.shown_view.hiding(hit.id)
            words = words_of_hit(session.seen, session.journey_id, hit, hiding)
        elif search.hits:
            words = tr("The text occurs in other journeys only. Press Enter to go there.")
        elif search.query.text:
            words = tr("No text in this project contains it.")
        else:
            words = tr(
                "Enter finds the next one, Shift+Enter the previous one · Alt+Enter selects all · Esc closes"
            )
        self.info.setText(self._done or words)
        describe(self.line, ". ".join(filter(None, (self._done, self.count.text(), words if hit else ""))))

    def _show_buttons(self) -> None:
        if self.isHidden():
            return
        found = bool(self._search.hits)
        self.next.setEnabled(found)
        self.previous.setEnabled(found)
        replaceable = found and not self._session.read_only
        self.replace_button.setEnabled(replaceable)
        self.replace_all_button.setEnabled(replaceable)
        reason = tr("This project is read-only.") if self._session.read_only else ""
        self.replace_button.setToolTip(reason or _with_key(tr("Replace"), "Return"))
        self.replace_all_button.setToolTip(reason or _with_key(tr("Replace all"), "Ctrl+Alt+Return"))

    def _show_replacing(self, replacing: bool) -> None:
        self.replacement.setVisible(replacing)
        self._buttons.setVisible(replacing)

    def _set_query(self) -> None:
        self._done = ""
        self._search.set_query(Query(self.line.text(), self.case.isChecked(), self.words.isChecked()))

    def _may_replace(self) -> bool:
        """Return whether replacing is possible, and give Undo to the map from now on."""
        if not self._search.hits or not self._session.may_edit():
            return False
        for each in (self.line, self.replacement):
            each.undoes_on_map = True
        return True

    def _take_key(self, field: _Field, event: QKeyEvent) -> bool:
        """Handle a key that has a meaning of its own in the bar; return False for others."""
        key, modifiers = event.key(), event.modifiers()
        shifted = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        alone = modifiers & ~Qt.KeyboardModifier.KeypadModifier == _ALT
        if key == Qt.Key.Key_Escape:
            self.close_bar()
        elif key in _ENTER and modifiers & Qt.KeyboardModifier.ControlModifier and modifiers & _ALT:
            if not self.replacement.isHidden():
                self.replace_all()
        elif key in _ENTER and alone:
            self._search.select_all()
        elif key in _ENTER and field is self.replacement and not shifted:
            self.replace()
        elif key in _ENTER:
            self._done = ""
            self._search.go(-1 if shifted else 1)
        elif alone and key == Qt.Key.Key_C:
            self.case.toggle()
        elif alone and key == Qt.Key.Key_W:
            self.words.toggle()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the bar with Esc, also from one of its buttons."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _tool(self, icon: str, name: str, keys: str) -> QToolButton:
        button = QToolButton()
        button.setProperty("icon_name", icon)
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(name)
        button.setToolTip(_with_key(name, keys))
        # A click must leave the focus in the field, so that the user can go on typing.
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _paint_icons(self) -> None:
        """Draw the icons in the current colours."""
        for each in (self.case, self.words, self.previous, self.next, self.close_button):
            each.setIcon(style.icon(str(each.property("icon_name")), checkable=each.isCheckable()))

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again when the colours change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and not self.isHidden():
            self._paint_icons()


def _with_key(name: str, keys: str) -> str:
    native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{name} ({native})"
