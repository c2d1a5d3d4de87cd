"""Capture line: a field below the map in which one typed line makes a touchpoint."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QModelIndex, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QFrame,
    QHBoxLayout,
    QListView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.panels.capture_words import CaptureWords, announce_offer, capture_hints
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.insertion_point import lanes_for_cards
from journey_editor.app.session.name_icons import name_icon
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.key_field import LineField
from journey_editor.app.widgets.layouts import clear_layout
from journey_editor.app.widgets.short_words import short_words
from journey_editor.app.widgets.text_input import pasted_text
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.editing.capture import CapturedLine, add_captured, complete_card, parse_line
from journey_editor.editing.capture_names import (
    Completion,
    KnownNames,
    Offer,
    completed,
    completion_at,
    is_preselected,
    known_names,
    new_channel_name,
    new_persona,
    offers,
    unknown_persona_at,
)
from journey_editor.editing.commands.personas import add_persona
from journey_editor.editing.commands.selection import people_felt_at
from journey_editor.editing.tables import raise_if_too_many
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import clean_text
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.records import Card

_COMPLETER_KEYS = (
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Escape,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_ENTERING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_CHIP_WIDTH = 160
"""Maximum width of the words on a chip, in pixels."""
_LIST_PADDING = 6
"""Pixels that the list of names is higher than its rows and its frame."""
_PLACE_WIDTH = 260
"""Maximum width of the names of the step and the lane, in pixels."""


@reports_errors
class CaptureLine(QFrame):
    """Adds cards in the step and lane that had the focus; PgUp and PgDn change the step.

    The persona and the channel of a line stay as chips for the next one.
    """

    captured = Signal(str)
    """Emitted with the id of the first new card, which is selected."""
    left = Signal()
    """Emitted when the focus must return to the map."""

    def __init__(self, session: Session, pen_persona: Callable[[], str], parent: QWidget) -> None:
        """Create the hidden line; `pen_persona` returns the one whose emotion is set if none is named."""
        super().__init__(parent)
        self.setObjectName("capture")
        self._session, self._pen_persona = session, pen_persona
        self._journey = ""
        self._step = self._lane = ""
        self._persona = ""
        self._personas: tuple[str, ...] = ()
        self._channel = ""
        self._words = CaptureWords(session)
        self._new: tuple[Offer, ...] = ()
        self._offers: list[Offer] = []
        self.place = QToolButton()
        self.place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.place.setToolTip(tr("Page Up and Page Down change the step."))
        self.place.clicked.connect(lambda: self.change_step(1))
        self.line = LineField(self._take_key)
        self.line.setAccessibleName(tr("Capture line"))
        self.line.set_hints(*capture_hints())
        self.line.textChanged.connect(self._show_preview)
        self.line.textEdited.connect(self._complete)
        self.line.returnPressed.connect(self.add)
        self.preview = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.preview.setProperty("role", "second")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(4)
        self._names = QStandardItemModel(self)
        self._completer = QCompleter(self._names, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._popup = QListView()
        self._popup.setObjectName("completions")
        self._completer.setPopup(self._popup)
        self._completer.setWidget(self.line)
        self._completer.activated.connect(self._take_name)
        self._completer.highlighted.connect(lambda text: announce_offer(self.line, self._offers, text))
        session.selection.changed.connect(self._follow_selection)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.place)
        row.addLayout(self._chips)
        row.addWidget(self.line, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 6)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.preview)
        self.hide()

    @property
    def step(self) -> str:
        """Id of the step in which cards are added."""
        return self._step

    @property
    def chips(self) -> list[str]:
        """Texts of the chips that apply to the next line."""
        names = [f"@{name}" for name in self._words.personas(self._personas)]
        return [*names, *([f"#{self._words.channel(self._channel)}"] if self._channel else [])]

    @property
    def _known(self) -> KnownNames:
        return self._words.known

    def open_at(self, step: str, lane: str) -> None:
        """Show the line for a step and a lane."""
        self._step, self._lane, self._persona = step, lane, self._pen_persona()
        self.show()
        self.refresh()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def refresh(self) -> None:
        """Follow a change of the project: names, and a step or lane that is gone."""
        if self.isHidden():
            return
        if not self._follow():
            self.close_line()
            return
        self._journey = self._session.journey_id
        self._show_chips()
        self._show_preview()

    def _follow(self) -> bool:
        """Replace a place, a persona and chips that no longer exist; return False on a map without cells."""
        document, journey = self._session.document, self._session.journey_id
        steps = [each.id for each in document.columns_of(journey)]
        lanes = [each.id for each in lanes_for_cards(self._session)]
        if not steps or not lanes:
            return False
        if self._step not in steps:
            self._step = steps[0]
        if self._lane not in lanes:
            self._lane = lanes[0]
        if self._persona not in [each.id for each in self._session.seen.personas_of(journey, hidden=False)]:
            self._persona = self._pen_persona()
        people = {each.id for each in document.personas_of(journey)}
        self._personas = tuple(each for each in self._personas if each in people)
        self._refresh_names()
        known = new_channel_name(self._channel) or self._channel in self._known.channels.values()
        if not known and self._channel not in document:
            self._channel = ""
        return True

    def change_step(self, by: int) -> None:
        """Go to the next (+1) or previous (−1) step, and from the last one to the first."""
        steps = [each.id for each in self._session.document.columns_of(self._session.journey_id)]
        self._step = steps[(steps.index(self._step) + by) % len(steps)]
        self._session.selection.replace((), (self._step, self._lane))
        self._show_preview()

    def add(self) -> bool:
        """Add the cards of the line; return False if it was refused, and keep it then.

        Without a text, tags and an emotion are for the selected card, other names for the next line.
        """
        meaning, rest = self._meaning(self.line.text()), ""
        if not meaning.empty:
            if not self._add_lines([self.line.text()]):
                return False
        elif meaning.emotion is not None:
            if not self._complete_card():
                return True
        else:
            if meaning.tags and not self._complete_card():
                rest = "".join(f"{tag} " for tag in self._words.details(CapturedLine(tags=meaning.tags)))
            self._personas, self._channel = meaning.personas, meaning.channel
            self._show_chips()
        if not rest:
            self._new = ()
        # Without a history: Ctrl+Z in the empty line undoes the cards.
        self.line.setText(rest)
        return True

    def _is_for_card(self, meaning: CapturedLine) -> bool:
        """Return True if a line makes no card but has an emotion or tags for one."""
        return meaning.empty and (meaning.emotion is not None or bool(meaning.tags))

    def _at_card(self) -> tuple[Card | None, CapturedLine]:
        """Return the selected card, if any, and the meaning of the line for it, without that of the chips."""
        ids, document = self._session.selection.ids, self._session.document
        card = document.find(ids[-1]) if ids else None
        if not isinstance(card, Card):
            return None, self._meaning(self.line.text())
        people = tuple(filter(None, people_felt_at(document, card, self._persona)))
        meaning = parse_line(self.line.text(), self._known, people)
        # Without an emotion, the channel is for the next line. Only touchpoints have one.
        keeps_channel = meaning.emotion is None or card.kind != "touchpoint"
        return card, replace(meaning, channel="") if keeps_channel else meaning

    def _complete_card(self) -> bool:
        """Set the emotion and tags of the line at the selected card; return False if that is not possible."""
        card, meaning = self._at_card()
        if card is None:
            return False
        meaning = replace(meaning, personas=parse_line(self.line.text(), self._known).personas)
        transaction = self._session.edit(tr("Add tag") if meaning.emotion is None else tr("Set the emotion"))
        with transaction as draft:
            complete_card(draft, self._session.journey_id, card.id, meaning, self._persona)
        return transaction.succeeded

    def commit(self) -> bool:
        """Add the cards of a line that was typed but not entered, before its journey or the window is left.

        It may be hidden. Return False if it was refused, and show it then.
        """
        gone = self._journey != self._session.journey_id
        if not self.line.text().strip() or gone or self._session.read_only or not self._follow():
            return True
        # Tags or an emotion alone are not for whatever card is selected when the window closes.
        if self._is_for_card(self._meaning(self.line.text())) or self.add():
            return True
        self.show()
        return False

    def close_line(self) -> None:
        """Hide the line. Its text stays for the next time."""
        had_focus = self.line.hasFocus()
        self.hide()
        if had_focus:
            self.left.emit()

    def _take_key(self, event: QKeyEvent) -> bool:
        """Handle a key that has its own meaning in the line; return False for others."""
        key = event.key()
        entering = (*_ENTERING, Qt.Key.Key_Tab)
        if self._popup.isVisible() and key in entering and not self._popup.currentIndex().isValid():
            # Only a new name is offered. Enter adds the card and leaves the word as text.
            self._popup.hide()
            if key == Qt.Key.Key_Tab:
                self._take_name(self._offers[0].text)
            return key == Qt.Key.Key_Tab
        if self._popup.isVisible() and key in _COMPLETER_KEYS:
            # The list of names handles what the line ignores.
            event.ignore()
        elif key == Qt.Key.Key_Escape:
            self.close_line()
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.change_step(1 if key == Qt.Key.Key_PageDown else -1)
        elif key == Qt.Key.Key_Backspace and not self.line.text() and (self._channel or self._personas):
            self._drop_chip(self.chips[-1])
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().mimeData())
        else:
            return False
        return True

    def paste(self, source: QMimeData) -> None:
        """Insert one line of text; several lines become cards at once, and a typed text stays.

        Nothing is pasted if it is too long.
        """
        lines = [each for each in pasted_text(source, lines=True).split("\n") if each.strip()]
        if len(lines) > 1:
            self._add_lines(lines)
        elif lines:
            try:
                # The field would cut it off.
                self.line.insert(clean_text(lines[0].strip()))
            except UserError as refusal:
                self._session.notice.emit(refusal.sentence)

    def _add_lines(self, lines: Sequence[str]) -> bool:
        meanings = [self._meaning(each) for each in lines]
        meanings = [each for each in meanings if not each.empty]
        if not meanings:
            return True
        session = self._session
        made: list[str] = []
        transaction = session.edit(ntr("Capture card", "Capture {n} cards", len(meanings)))
        with transaction as draft:
            raise_if_too_many(len(meanings))
            for each in meanings:
                made += add_captured(draft, session.journey_id, self._step, self._lane, each, self._persona)
        if not transaction.succeeded:
            return False
        self._personas, self._channel = meanings[-1].personas, meanings[-1].channel
        if name := new_channel_name(self._channel):
            self._channel = next(each.id for each in session.document.channels() if each.name == name)
        self._show_chips()
        card = session.document.get(Card, made[0])
        session.selection.replace([card.id], (card.step, card.lane))
        self.captured.emit(card.id)
        return True

    def _meaning(self, line: str) -> CapturedLine:
        return parse_line(line, self._known, self._personas, self._channel)

    def _refresh_names(self) -> None:
        known = known_names(self._session.document, self._session.journey_id, self._persona)
        self._words.known = known.with_new(self._new)

    def _complete(self) -> None:
        """Offer the names for the sign before the cursor, or to add what has an unknown name."""
        completion = self._completion()
        unknown = self._unknown_persona()
        self._offers = offers(self._known, completion) if completion else []
        if unknown:
            self._offers.append(new_persona(unknown.typed))
            if not completion and not self._popup.isVisible():
                words = self._words.unknown(f"@{unknown.typed}")
                announce(self.line, f"{words} {self._offers[0].text}")
        typed = completion or unknown
        if typed is None:
            self._popup.hide()
            return
        shown = [self._names.item(row).text() for row in range(self._names.rowCount())]
        is_shown = self._popup.isVisible() and shown == [each.text for each in self._offers]
        self._names.clear()
        for each in self._offers:
            item = QStandardItem(name_icon(self._session, each), each.text)
            item.setAccessibleText(each.spoken)
            self._names.appendRow(item)
        # Above the line: below it, the list would cover the preview.
        rows = min(len(self._offers), self._completer.maxVisibleItems())
        height = rows * self._popup.sizeHintForRow(0) + 2 * self._popup.frameWidth() + _LIST_PADDING
        self._completer.complete(QRect(0, -height, self.line.width(), 1))
        chosen = is_preselected(self._offers[0], typed.typed)
        with QSignalBlocker(self._completer):
            self._popup.setCurrentIndex(self._names.index(0, 0) if chosen else QModelIndex())
        if completion and not is_shown:
            announce_offer(self.line, self._offers, self._offers[0].text if chosen else "")

    def _completion(self) -> Completion | None:
        return completion_at(self.line.text(), self.line.cursorPosition(), self._known)

    def _unknown_persona(self) -> Completion | None:
        return unknown_persona_at(self.line.text(), self.line.cursorPosition(), self._known)

    def _take_name(self, text: str) -> None:
        completion = self._completion() or self._unknown_persona()
        offer = next((each for each in self._offers if each.text == text), None)
        if completion is None or offer is None:
            return
        if offer.is_new and offer.is_persona:
            with self._session.edit(tr("Add persona")) as draft:
                add_persona(draft, self._session.journey_id, name=offer.name)
        elif offer.is_new:
            self._new = (*self._new, offer)
            self._refresh_names()
        self.line.setText(completed(self.line.text(), completion, offer.name))
        self.line.setCursorPosition(completion.start + len(offer.name) + 2)

    def _show_chips(self) -> None:
        clear_layout(self._chips)
        for text in self.chips:
            chip = QToolButton()
            chip.setText(f"{short_words(chip, text, _CHIP_WIDTH)}  ×")
            chip.setToolTip(plain_tool_tip(text))
            chip.setObjectName("chip")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAccessibleName(tr("Remove {name} from the next line").format(name=text))
            chip.clicked.connect(lambda _=False, text=text: self._drop_chip(text))
            self._chips.addWidget(chip)

    def _drop_chip(self, text: str) -> None:
        if text.startswith("#"):
            self._channel = ""
        else:
            index = self.chips.index(text)
            self._personas = (*self._personas[:index], *self._personas[index + 1 :])
        self._show_chips()
        self._show_preview()

    def _show_preview(self) -> None:
        meaning = self._meaning(self.line.text())
        place = self._words.place(self._step, self._lane, meaning)
        self.place.setText(short_words(self.place, place, _PLACE_WIDTH))
        self.place.setAccessibleName(place)
        self.preview.setText(self._said(meaning))

    def _said(self, meaning: CapturedLine) -> str:
        """Return what Enter does with a line."""
        if not meaning.empty:
            return self._words.cards(self._lane, meaning)
        if meaning.emotion is not None:
            return self._words.emotion(*self._at_card())
        said = [self._words.tags(*self._at_card())] if meaning.tags else []
        if (meaning.personas, meaning.channel) != (self._personas, self._channel):
            said.append(self._words.names(meaning))
        usual = tr("Enter adds the card · Page Up and Page Down change the step · Esc closes")
        return "   |   ".join(said) or usual

    def _follow_selection(self) -> None:
        """Say at which card tags and an emotion are set after another one was selected."""
        meaning = self._meaning(self.line.text())
        if not self.isHidden() and self._is_for_card(meaning):
            self.preview.setText(self._said(meaning))
