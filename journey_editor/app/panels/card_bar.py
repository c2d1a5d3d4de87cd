"""Bar beside selected cards or links: their most frequent fields, each changed by one click or one key."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from journey_editor.app.panels.binding import FieldBinding, PersonaBinding, TagBinding
from journey_editor.app.panels.card_bar_parts import (
    NARROWEST,
    BarButton,
    ChannelPart,
    EmotionPart,
    LinkKindPart,
    MorePart,
    Part,
    PersonasPart,
    ScalePart,
    StarPart,
)
from journey_editor.app.panels.emotion_field import SharedEmotionBinding
from journey_editor.app.panels.tags_part import TagsPart
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.card_tags import name_of_tag
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.layouts import clear_layout
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.shortcuts import is_shortcut_of
from journey_editor.editing.capture import assign_name
from journey_editor.foundation.memo import Same
from journey_editor.foundation.translation import tr
from journey_editor.layout.card_layout import ICON_OF_CHANNEL
from journey_editor.model.kinds import CHANNEL_KINDS
from journey_editor.model.records import Card
from journey_editor.wording.map_words import channel_kind_name, channel_name, persona_name

_PARTS_OF_KIND = {
    "touchpoint": ("channel", "emotion", "truth"),
    "pain_point": ("severity",),
    "opportunity": ("effect",),
}
_USUAL_WIDTH = 480
"""Width in pixels up to which names are shown, so that the bar hides little of the map."""
_ERASE = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class _ChannelBinding(FieldBinding):
    """Channel of some cards. A kind stands for the channel of that kind, which is added if there is none."""

    def write(self, value: str, typing: str = "") -> bool:
        """Set the channel."""
        if value not in CHANNEL_KINDS:
            return super().write(value, typing)
        session = self._session
        transaction = session.edit(self._name)
        with transaction as draft:
            for each in self._ids():
                assign_name(draft, session.journey_id, each, "#", value)
        return transaction.succeeded


@reports_errors
class CardBar(QFrame):
    """Shows the values that the selected cards or links share; a dash stands for different ones.

    The canvas decides when and where it is visible. Arrow keys move between its buttons, Tab between its
    parts, and digits choose a value of the focused part.
    """

    left = Signal()
    """Emitted when the focus must return to the map."""
    channel_wanted = Signal(object)
    """A new channel is to be added for these cards, a sequence of ids."""
    tag_wanted = Signal(object)
    """A new tag is to be added for these cards, a sequence of ids."""
    tags_wanted = Signal()
    """The tags are to be managed."""
    menu_wanted = Signal(QPoint)
    """Emitted with a position on the screen to show the context menu."""

    def __init__(self, session: Session, over: QWidget, persona: Callable[[], str]) -> None:
        """Create the bar as a child of `over`; `persona` returns the one whose emotion is set at cards
        without personas.
        """
        super().__init__(over)
        self.setObjectName("cardBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.setAccessibleName(tr("Card bar"))
        self._session, self._persona = session, persona
        self._structure: tuple[object, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._size = QSize()
        self.parts: dict[str, Part] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(5, 3, 5, 3)
        self._row.setSpacing(5)
        self.hide()

    @property
    def ids(self) -> Sequence[str]:
        """Selected cards, or else links."""
        selection = self._session.selection
        return selection.of_kind("card") or selection.of_kind("link")

    def fit(self, width: int) -> QSize:
        """Show the current values in at most a number of pixels, if possible, and return the size."""
        shown = (Same(self._session.document), self.ids, width, style.colors())
        if shown != self._shown:
            self._shown = shown
            self._rebuild()
            for level in range(NARROWEST + 1):
                self._show(level)
                self._size = self.sizeHint()
                if self._size.width() <= min(width, _USUAL_WIDTH):
                    break
        return self._size

    def paint_icons(self) -> None:
        """Draw the icons again in the current colours."""
        self._shown = ()

    def focus_first(self) -> bool:
        """Give the focus to the first button; return False if there is none."""
        buttons = self._buttons()
        if buttons:
            buttons[0].setFocus(Qt.FocusReason.ShortcutFocusReason)
        return bool(buttons)

    def event(self, event: QEvent) -> bool:
        """Keep Esc from the shortcuts of the window."""
        if is_shortcut_of(event, (Qt.Key.Key_Escape,)):
            event.accept()
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Move to the next part with Tab."""
        self._move_part(1 if forward else -1)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Handle the keys that the buttons leave; none of them acts on the map."""
        key, digit = event.key(), event.text() if event.text().isdecimal() else ""
        ahead = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        part = self._focused_part()
        event.accept()
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._move(ahead if key == Qt.Key.Key_Right else -ahead)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_part(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            buttons = self._buttons()
            buttons[0 if key == Qt.Key.Key_Home else -1].setFocus()
        elif digit and part is not None:
            part.take_digit(int(digit))
        elif key in _ERASE and part is not None:
            part.clear_value()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep presses between the buttons from the map."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep releases from the map."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Keep moves from the map."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Keep double clicks from the map."""
        event.accept()

    def _show(self, level: int) -> None:
        for part in self.parts.values():
            part.compact(level)
            part.refresh()
            part.row.invalidate()
            # Its item in the row of the bar has stored the size before.
            part.updateGeometry()
        self._row.invalidate()
        self._row.activate()

    def _rebuild(self) -> None:
        """Create the parts again if others are needed."""
        session = self._session
        found = (session.document.find(each) for each in self.ids)
        cards = [each for each in found if isinstance(each, Card)]
        if self.ids and not cards:
            self._build((), self._parts_of_links)
            return
        wanted = [set(_PARTS_OF_KIND.get(kind, ())) for kind in {card.kind for card in cards}]
        parts = frozenset(set.intersection(*wanted)) if wanted else frozenset()
        colors = session.document.persona_colors(session.journey_id)
        people = tuple(
            (each.id, persona_name(each), colors[each.id], each.kind)
            for each in session.document.personas_of(session.journey_id)
        )
        self._build((parts, people), lambda: self._made_parts(parts, people))

    def _build(self, structure: tuple[object, ...], made_parts: Callable[[], list[tuple[str, Part]]]) -> None:
        if structure == self._structure and self.parts:
            return
        self._structure = structure
        focused = self._focused_place()
        clear_layout(self._row)
        self.parts = {}
        for name, part in made_parts():
            if self.parts:
                rule = QFrame()
                rule.setObjectName("rule")
                rule.setFixedSize(1, 18)
                self._add(rule)
            self.parts[name] = part
            self._add(part)
        if focused is not None:
            self.focus_first()

    def _add(self, widget: QWidget) -> None:
        self._row.addWidget(widget)
        # The bar is measured before it is visible.
        widget.show()

    def _parts_of_links(self) -> list[tuple[str, Part]]:
        binding = FieldBinding(self._session, lambda: self.ids, "kind", tr("Change link"))
        return [("kind", LinkKindPart(binding)), ("more", MorePart(self.menu_wanted.emit))]

    def _made_parts(
        self, parts: frozenset[str], people: Sequence[tuple[str, str, int, str]]
    ) -> list[tuple[str, Part]]:
        made: list[tuple[str, Part]] = []
        if "channel" in parts:
            binding = _ChannelBinding(self._session, lambda: self.ids, "channel", tr("Change card"))
            channel = ChannelPart(binding, self._channels, self._ask_channel)
            made.append(("channel", channel))
        if people:
            made.append(("personas", PersonasPart(people, self._persona_binding)))
        tags = TagsPart(self._tags, self._tag_binding, self._ask_tag, self.tags_wanted.emit)
        made.append(("tags", tags))
        if "emotion" in parts:
            emotion = SharedEmotionBinding(self._session, lambda: self.ids, self._persona)
            made.append(("emotion", EmotionPart(tr("Emotion"), emotion)))
        if "severity" in parts:
            severity = tr("Severity")
            made.append(("severity", ScalePart(severity, self._binding("severity"), label=severity)))
        if "effect" in parts:
            for field, name in (("impact", tr("Impact")), ("effort", tr("Effort"))):
                made.append((field, ScalePart(name, self._binding(field), label=name)))
        if "truth" in parts:
            made.append(("moment_of_truth", StarPart(self._binding("moment_of_truth"))))
        made.append(("more", MorePart(self.menu_wanted.emit)))
        return made

    def _binding(self, field: str) -> FieldBinding:
        return FieldBinding(self._session, lambda: self.ids, field, tr("Change card"))

    def _persona_binding(self, persona: str) -> PersonaBinding:
        return PersonaBinding(self._session, lambda: self.ids, persona)

    def _tags(self) -> Sequence[tuple[str, str]]:
        return [(each.id, name_of_tag(each)) for each in self._session.document.tags()]

    def _tag_binding(self, tag: str) -> TagBinding:
        return TagBinding(self._session, lambda: self.ids, tag)

    def _ask_tag(self) -> None:
        self.tag_wanted.emit(tuple(self.ids))

    def _ask_channel(self) -> None:
        self.channel_wanted.emit(tuple(self.ids))

    def _channels(self) -> Sequence[tuple[str, str, str]]:
        language = self._session.journey.language
        channels = self._session.document.channels()
        named = [(each.id, channel_name(each, language), ICON_OF_CHANNEL[each.kind]) for each in channels]
        present = {name for _, name, _ in named}
        usual = [
            (kind, name, ICON_OF_CHANNEL[kind])
            for kind in CHANNEL_KINDS
            if kind != "other" and (name := channel_kind_name(kind, language)) not in present
        ]
        return [("", tr("None"), ""), *named, *usual]

    def _buttons(self) -> list[BarButton]:
        return [button for part in self.parts.values() for button in part.buttons()]

    def _focused_place(self) -> int | None:
        return next((index for index, each in enumerate(self._buttons()) if each.hasFocus()), None)

    def _focused_part(self) -> Part | None:
        return next(
            (part for part in self.parts.values() if any(each.hasFocus() for each in part.buttons())), None
        )

    def _move(self, by: int) -> None:
        buttons, place = self._buttons(), self._focused_place()
        if buttons:
            at = 0 if place is None else (place + by) % len(buttons)
            buttons[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _move_part(self, by: int) -> None:
        """Move to the next or previous part: to the chosen value in it, or else to its first button."""
        parts = [part for part in self.parts.values() if part.buttons()]
        focused = self._focused_part()
        at = (parts.index(focused) + by) % len(parts) if focused in parts else 0
        buttons = parts[at].buttons()
        chosen = next((each for each in buttons if each.isChecked()), buttons[0])
        chosen.setFocus(Qt.FocusReason.TabFocusReason)
