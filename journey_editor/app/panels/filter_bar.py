"""Filter bar above the map: dims or hides the cards that do not match."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.card_tags import name_of_tag
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.flow_layout import FlowLayout
from journey_editor.app.widgets.short_words import ENTRY_WIDTH, short_words
from journey_editor.app.widgets.staying_menu import StayingMenu
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.editing.card_filter import CardFilter
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.records import EvidencePlace
from journey_editor.wording.map_words import channel_name, kind_name, persona_name

_SEVERITIES = (0, 2, 3, 4, 5)
_BUTTON_WIDTH = 200
"""Maximum width of the words on a button, in pixels."""


@reports_errors
class FilterBar(QFrame):
    """Buttons with the conditions on the cards to show, and a count of the cards.

    The conditions are on personas, channels, tags, kinds, severity and evidence.
    """

    save_wanted = Signal()
    """Emitted when the filter is to be saved as a view."""
    left = Signal()
    """Emitted when the focus must return to the map."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("filter")
        self._session = session
        self._is_open = self._is_suppressed = False
        self.buttons: dict[str, QToolButton] = {}
        # Only one of them is in effect.
        self._severities, self._effects = QActionGroup(self), QActionGroup(self)
        self._backed = QActionGroup(self)
        conditions = QWidget()
        conditions.setObjectName("conditions")
        row = FlowLayout(conditions, 6, together=3)
        label = QLabel(tr("Show only"))
        label.setProperty("role", "second")
        row.addWidget(label)
        fill: dict[str, Callable[[QMenu], None]] = {
            "personas": self._fill_personas,
            "channels": self._fill_channels,
            "tags": self._fill_tags,
            "kinds": self._fill_kinds,
            "severity": self._fill_severities,
            "backed": self._fill_backed,
            "hides": self._fill_effects,
        }
        for name, filler in fill.items():
            button = QToolButton()
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            menu = StayingMenu(button)
            menu.aboutToShow.connect(lambda menu=menu, filler=filler: (menu.clear(), filler(menu)))
            button.setMenu(menu)
            self.buttons[name] = button
            row.addWidget(button)
        self.count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.count.setProperty("role", "second")
        row.addWidget(self.count)
        self.save_button = QToolButton()
        self.save_button.setText(tr("Save view…"))
        self.save_button.clicked.connect(self.save_wanted)
        self.clear_button = QToolButton()
        self.clear_button.setText(tr("Clear"))
        self.clear_button.clicked.connect(lambda: self.set_filter(CardFilter()))
        close = QToolButton()
        close.setText("×")
        close.setAccessibleName(tr("Close the filter"))
        close.clicked.connect(self.close_bar)
        row.addWidget(self.save_button)
        row.addWidget(self.clear_button)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(12, 6, 12, 6)
        sides.addWidget(conditions, 1)
        sides.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        session.changed.connect(self.refresh)
        session.shown_view.changed.connect(self.refresh)
        session.shown_view.replaced.connect(self._follow_view)
        self.hide()

    @property
    def filter(self) -> CardFilter:
        """Filter in effect."""
        return self._session.shown_view.filter

    def open_bar(self) -> None:
        """Show the bar and give it the focus."""
        self._is_open = True
        self.refresh()
        self.setVisible(not self._is_suppressed)
        self.buttons["personas"].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_bar(self) -> None:
        """Clear the filter and hide the bar."""
        self.set_filter(CardFilter())
        self._is_open = False
        self.hide()
        self.left.emit()

    def suppress(self, yes: bool) -> None:
        """Hide the bar, or show it again if it is open. A filter stays in effect."""
        self._is_suppressed = yes
        self.setVisible(self._is_open and not yes)

    def set_filter(self, card_filter: CardFilter) -> None:
        """Show only the cards that match a filter."""
        self._session.shown_view.set_filter(card_filter)
        self.refresh()

    def _follow_view(self) -> None:
        """Show the filter of another view or journey, or close if there is none."""
        had_focus = self.isAncestorOf(self.window().focusWidget())
        self._is_open = self.filter.active
        self.suppress(self._is_suppressed)
        self.refresh()
        if had_focus and not self._is_open:
            self.left.emit()

    def refresh(self) -> None:
        """Follow a change of the project, also while the bar is hidden in a presentation."""
        if not self._is_open:
            return
        names = {
            "personas": [text for each, text in self._personas() if each in self.filter.personas],
            "channels": [text for each, text in self._channels() if each in self.filter.channels],
            "tags": [text for each, text in self._tags() if each in self.filter.tags],
            "kinds": [text for each, text in self._kinds() if each in self.filter.kinds],
            "severity": [_severity_text(self.filter.severity)] if self.filter.severity else [],
            "backed": [tr("Only what is backed")] if self.filter.backed else [],
            "hides": [tr("Hide the others")] if self.filter.hides else [],
        }
        titles = {
            "personas": tr("All personas"),
            "channels": tr("All channels"),
            "tags": tr("All tags"),
            "kinds": tr("All kinds"),
            "severity": tr("Any severity"),
            "backed": tr("Backed or not"),
            "hides": tr("Dim the others"),
        }
        self.buttons["tags"].setVisible(bool(self._tags()))
        placed = self._session.document.select(EvidencePlace)
        self.buttons["backed"].setVisible(bool(placed) or self.filter.backed)
        for name, button in self.buttons.items():
            words = ", ".join(names[name]) or titles[name]
            button.setText(short_words(button, words, _BUTTON_WIDTH))
            button.setToolTip(plain_tool_tip(words) if names[name] else "")
            button.setAccessibleName(words)
            if button.property("active") != bool(names[name]):
                button.setProperty("active", bool(names[name]))
                button.style().polish(button)
        matching, cards = self._session.shown_view.counts()
        self.count.setText(ntr("{matching} of {n} card", "{matching} of {n} cards", cards, matching=matching))
        self.clear_button.setEnabled(self.filter.active)
        # The menu of the view that is shown has the command, too.
        self.save_button.setVisible(not self._session.shown_view.id)
        self.save_button.setEnabled(self.filter.active)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the bar on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _personas(self) -> list[tuple[str, str]]:
        session = self._session
        people = session.document.personas_of(session.journey_id)
        return [(each.id, persona_name(each, session.journey.language)) for each in people]

    def _channels(self) -> list[tuple[str, str]]:
        language = self._session.journey.language
        used = [(each.id, channel_name(each, language)) for each in self._session.document.channels()]
        return [*used, ("", tr("No channel"))]

    def _tags(self) -> list[tuple[str, str]]:
        return [(each.id, name_of_tag(each)) for each in self._session.document.tags()]

    def _kinds(self) -> list[tuple[str, str]]:
        cards = self._session.document.cards_of(self._session.journey_id)
        # A chosen kind stays in the list if there is no card of it, so that it can be taken out again.
        kinds = dict.fromkeys([*(card.kind for card in cards), *sorted(self.filter.kinds)])
        return [(kind, kind_name(kind)) for kind in kinds]

    def _fill_personas(self, menu: QMenu) -> None:
        self._fill(menu, self._personas(), "personas", self.filter.personas)

    def _fill_channels(self, menu: QMenu) -> None:
        self._fill(menu, self._channels(), "channels", self.filter.channels)

    def _fill_tags(self, menu: QMenu) -> None:
        self._fill(menu, self._tags(), "tags", self.filter.tags)

    def _fill_kinds(self, menu: QMenu) -> None:
        self._fill(menu, self._kinds(), "kinds", self.filter.kinds)

    def _fill_severities(self, menu: QMenu) -> None:
        texts = {each: _severity_text(each) if each else tr("Any severity") for each in _SEVERITIES}
        self._fill_choices(menu, self._severities, texts, "severity")

    def _fill_backed(self, menu: QMenu) -> None:
        texts = {False: tr("Backed or not"), True: tr("Only what is backed")}
        self._fill_choices(menu, self._backed, texts, "backed")

    def _fill_effects(self, menu: QMenu) -> None:
        texts = {False: tr("Dim the others"), True: tr("Hide the others")}
        self._fill_choices(menu, self._effects, texts, "hides")

    def _fill_choices(self, menu: QMenu, group: QActionGroup, texts: dict[Any, str], name: str) -> None:
        """Add the values of a field of the filter, one of which is in effect."""
        for value, text in texts.items():
            action = menu.addAction(text)
            group.addAction(action)
            action.setCheckable(True)
            action.setChecked(getattr(self.filter, name) == value)
            action.triggered.connect(
                lambda _=False, value=value: self.set_filter(replace(self.filter, **{name: value}))
            )

    def _fill(
        self, menu: QMenu, entries: Sequence[tuple[str, str]], name: str, chosen: frozenset[str]
    ) -> None:
        for value, text in entries:
            action = QAction(short_words(menu, text, ENTRY_WIDTH), menu)
            action.setCheckable(True)
            action.setChecked(value in chosen)
            action.toggled.connect(lambda yes, value=value: self._toggle(name, value, yes))
            menu.addAction(action)
        if not entries:
            menu.addAction(tr("There are none on this map")).setEnabled(False)

    def _toggle(self, name: str, value: str, yes: bool) -> None:
        chosen: frozenset[str] = getattr(self.filter, name)
        values: dict[str, Any] = {name: chosen | {value} if yes else chosen - {value}}
        self.set_filter(replace(self.filter, **values))


def _severity_text(severity: int) -> str:
    return tr("Severity {n} or more").format(n=severity) if severity < 5 else tr("Severity 5")
