"""Parts of the bar beside selected cards or links: each shows a shared value, and a click changes it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from journey_editor.app.panels.binding import MIXED, Binding
from journey_editor.app.panels.emotion_field import face_icon
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.badges import link_icon, persona_icon
from journey_editor.app.widgets.short_words import ENTRY_WIDTH, short_words
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.translation import tr
from journey_editor.layout.boxes import LinkLook
from journey_editor.model.kinds import LINK_KINDS
from journey_editor.wording.map_words import emotion_words, link_name

HEIGHT = 28
"""Height of a button in pixels."""
MIXED_SIGN = "–"
"""Sign for several values."""
_LONGEST = 96
"""Maximum width of a name in pixels."""
_ICON = 18
_CLICKING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


@reports_errors
class BarButton(QToolButton):
    """Button of the bar. The mouse leaves the keyboard focus where it is."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setFixedHeight(HEIGHT)
        self.setMinimumWidth(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Click with Space and Enter, and leave all other keys to the bar."""
        if event.key() in _CLICKING:
            self.click()
        else:
            event.ignore()

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        """Insert a small space before the text, because Qt leaves only two pixels."""
        super().initStyleOption(option)
        if option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            option.text = f"\u2009{option.text}"

    def set_name(self, name: str) -> None:
        """Set the accessible name and the tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tool_tip(name))

    def show_state(self, value: object, text: str = "") -> None:
        """Show a value that is on, off or `MIXED`; `text` is next to the icon."""
        mixed = value is MIXED
        # An ampersand would underline the next letter.
        words = " ".join(filter(None, (MIXED_SIGN if mixed else "", text))).replace("&", "&&")
        if words != self.text():
            self.setText(words)
        styles = Qt.ToolButtonStyle
        self.setToolButtonStyle(styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly)
        self.setChecked(value is True)
        self.setAccessibleDescription(tr("Several values") if mixed else "")
        if self.property("mixed") != mixed:
            self.setProperty("mixed", mixed)
            self.style().polish(self)


class Part(QWidget):
    """Group of buttons for one field. Subclasses handle digits and the Delete key."""

    def __init__(self) -> None:
        super().__init__()
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(2)

    def add(self, widget: QWidget) -> None:
        """Add a widget to the row. The bar is measured before it is visible, so show the widget at once."""
        self.row.addWidget(widget)
        widget.show()

    def buttons(self) -> list[BarButton]:
        """Return the buttons that can have the focus, in order."""
        return [each for each in self.findChildren(BarButton) if not each.isHidden()]

    def refresh(self) -> None:
        """Show the value."""

    def compact(self, level: int) -> None:
        """Use less space the higher the level is, from 0 to `NARROWEST`."""

    def take_digit(self, digit: int) -> None:
        """Choose a value by a digit, if the digit has a meaning here."""

    def clear_value(self) -> None:
        """Remove the value."""


NARROWEST = 3
"""Level at which the parts use as little space as possible."""


class ChannelPart(Part):
    """Button with the channel, which opens a menu of all channels.

    `options` returns the id, the name and the icon of each channel; the first one stands for none.
    """

    def __init__(
        self, binding: Binding, options: Callable[[], Sequence[tuple[str, str, str]]], new: Callable[[], None]
    ) -> None:
        super().__init__()
        self._binding, self._options, self._new = binding, options, new
        self._level = 0
        self.button = BarButton(tr("Channel"))
        self.button.setProperty("opens", True)
        self.button.clicked.connect(self.open_menu)
        self.add(self.button)

    def refresh(self) -> None:
        """Show the icon and the name of the channel."""
        value = self._binding.read()
        found = next((each for each in self._options() if each[0] == value), None)
        icon, name = (found[2], found[1]) if found and found[0] else ("radio-tower", "")
        self.button.setIcon(style.icon(icon))
        text = name if self._level < 2 else ""
        if not name and value is not MIXED and self._level < 2:
            text = tr("Channel")
        metrics = self.button.fontMetrics()
        self.button.show_state(value, metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST))
        self.button.set_name(
            tr("Channel: {name}").format(
                name=name or (tr("Several values") if value is MIXED else tr("None"))
            )
        )

    def compact(self, level: int) -> None:
        """Show only the icon in a narrow bar."""
        self._level = level

    def take_digit(self, digit: int) -> None:
        """Choose a channel by its place in the menu; 0 stands for none."""
        options = self._options()
        if digit < len(options):
            self._binding.write(options[digit][0])

    def clear_value(self) -> None:
        """Remove the channel."""
        self._binding.write("")

    def open_menu(self) -> None:
        """Show the channels below the button."""
        menu = QMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        value = self._binding.read()
        for channel, name, icon in self._options():
            action = menu.addAction(short_words(menu, name, ENTRY_WIDTH))
            if icon:
                action.setIcon(style.icon(icon))
            action.setCheckable(channel == value)
            action.setChecked(channel == value)
            action.triggered.connect(lambda _=False, channel=channel: self._binding.write(channel))
            if channel == value:
                menu.setActiveAction(action)
        menu.addSeparator()
        menu.addAction(tr("New channel…")).triggered.connect(self._new)
        menu.popup(below(self.button))


class PersonasPart(Part):
    """Chip for each persona that adds it to the cards, or removes it. In a narrow bar they are in a menu.

    `people` are the ids, the names, the colour numbers and the kinds of the personas.
    """

    def __init__(
        self, people: Sequence[tuple[str, str, int, str]], binding_of: Callable[[str], Binding]
    ) -> None:
        super().__init__()
        self._people = people
        self._level = 0
        self._bindings = [binding_of(each) for each, *_ in people]
        self._chips: list[BarButton] = []
        for index, (_, name, *_) in enumerate(people):
            chip = BarButton(tr("Persona: {name}").format(name=name))
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, index=index: self._toggle(index))
            self._chips.append(chip)
            self.add(chip)
        self.menu_button = BarButton(tr("Personas"))
        self.menu_button.setProperty("opens", True)
        self.menu_button.clicked.connect(self.open_menu)
        self.add(self.menu_button)

    def refresh(self) -> None:
        """Show which personas the cards have."""
        in_menu = self._level >= NARROWEST
        self.menu_button.setVisible(in_menu)
        self.menu_button.setIcon(style.icon("users"))
        values = [binding.read() for binding in self._bindings]
        self.menu_button.show_state(
            MIXED if MIXED in values else False, str(sum(each is True for each in values))
        )
        self.menu_button.setAccessibleName(
            tr("Personas: {names}").format(
                names=", ".join(
                    name for (_, name, *_), value in zip(self._people, values, strict=True) if value is True
                )
                or tr("None")
            )
        )
        metrics = self.menu_button.fontMetrics()
        for chip, (_, name, color, kind), value in zip(self._chips, self._people, values, strict=True):
            chip.setVisible(not in_menu)
            chip.setIcon(persona_icon(name, color, kind))
            text = name if self._level == 0 else ""
            chip.show_state(value, metrics.elidedText(text, Qt.TextElideMode.ElideRight, _LONGEST))

    def compact(self, level: int) -> None:
        """Show only initials in a narrow bar, and a menu in a very narrow one."""
        self._level = level

    def take_digit(self, digit: int) -> None:
        """Add or remove a persona by its number."""
        if 1 <= digit <= len(self._people):
            self._toggle(digit - 1)

    def clear_value(self) -> None:
        """Keep the personas: there is more than one value."""

    def open_menu(self) -> None:
        """Show the personas below the button."""
        menu = QMenu(self.menu_button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index, (_, name, *_) in enumerate(self._people):
            value = self._bindings[index].read()
            words = f"{MIXED_SIGN} {name}" if value is MIXED else name
            action = menu.addAction(short_words(menu, words, ENTRY_WIDTH))
            action.setCheckable(True)
            action.setChecked(value is True)
            action.triggered.connect(lambda _=False, index=index: self._toggle(index))
        menu.popup(below(self.menu_button))

    def _toggle(self, index: int) -> None:
        binding = self._bindings[index]
        binding.write(binding.read() is not True)


class ScalePart(Part):
    """Row of the numbers from 1 to 5. Choosing the present number removes it."""

    def __init__(self, name: str, binding: Binding, *, label: str = "") -> None:
        super().__init__()
        self._binding = binding
        self.row.setSpacing(0)
        if label:
            self.add(_label(label))
            self.row.addSpacing(4)
        self._mixed = _label(MIXED_SIGN)
        self._mixed.setContentsMargins(2, 0, 5, 0)
        self.add(self._mixed)
        self._buttons: list[BarButton] = []
        for number in range(1, 6):
            button = BarButton(f"{name}: {self.word(number)}")
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, number=number: self._choose(number))
            self._buttons.append(button)
            self.add(button)

    def word(self, number: int) -> str:
        """Return the name of a value."""
        return str(number)

    def look(self, button: BarButton, number: int) -> None:
        """Set the text or the icon of a button."""
        button.setText(str(number))

    def refresh(self) -> None:
        """Show the number."""
        value = self._binding.read()
        self._mixed.setVisible(value is MIXED)
        for number, button in enumerate(self._buttons, 1):
            self.look(button, number)
            button.setChecked(number == value)
            button.setAccessibleDescription(tr("Several values") if value is MIXED else "")

    def take_digit(self, digit: int) -> None:
        """Choose a number; 0 removes it."""
        if digit <= 5:
            self._binding.write(digit or None)

    def clear_value(self) -> None:
        """Remove the number."""
        self._binding.write(None)

    def _choose(self, number: int) -> None:
        self._binding.write(None if self._binding.read() == number else number)


class EmotionPart(ScalePart):
    """Row of five faces."""

    def word(self, number: int) -> str:
        """Return the word for an emotion."""
        return emotion_words("words", (number - 3) / 2)

    def look(self, button: BarButton, number: int) -> None:
        """Show a face."""
        button.setIcon(face_icon(number))


class StarPart(Part):
    """Button for a moment of truth."""

    def __init__(self, binding: Binding) -> None:
        super().__init__()
        self._binding = binding
        self.button = BarButton(tr("Moment of truth"))
        self.button.setCheckable(True)
        self.button.clicked.connect(self._toggle)
        self.add(self.button)

    def refresh(self) -> None:
        """Show whether the cards are moments of truth."""
        self.button.setIcon(style.icon("star", checkable=True))
        self.button.show_state(self._binding.read())

    def take_digit(self, digit: int) -> None:
        """Set the mark with 1, and remove it with 0."""
        if digit <= 1:
            self._binding.write(bool(digit))

    def clear_value(self) -> None:
        """Remove the mark."""
        self._binding.write(False)

    def _toggle(self) -> None:
        self._binding.write(self._binding.read() is not True)


class LinkKindPart(Part):
    """Row of the kinds of links, each with its sign."""

    def __init__(self, binding: Binding) -> None:
        super().__init__()
        self._binding = binding
        self.row.setSpacing(0)
        self._buttons: dict[str, BarButton] = {}
        for kind in LINK_KINDS:
            button = BarButton(link_name(kind))
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, kind=kind: self._choose(kind))
            self._buttons[kind] = button
            self.add(button)

    def refresh(self) -> None:
        """Show the kind."""
        value = self._binding.read()
        for kind, button in self._buttons.items():
            button.setIcon(link_icon(LinkLook(kind)))
            button.show_state(kind == value)

    def take_digit(self, digit: int) -> None:
        """Choose a kind; 0 is the tenth."""
        self._choose(LINK_KINDS[(digit - 1) % 10])

    def _choose(self, kind: str) -> None:
        self._binding.write(kind)
        self.refresh()


class MorePart(Part):
    """Button for the context menu; `run` gets its position on the screen."""

    def __init__(self, run: Callable[[QPoint], None]) -> None:
        super().__init__()
        self.button = BarButton(tr("More commands"))
        self.button.clicked.connect(lambda: run(below(self.button)))
        self.add(self.button)

    def refresh(self) -> None:
        """Draw the icon in the current colours."""
        self.button.setIcon(style.icon("ellipsis"))


def _label(text: str) -> QLabel:
    label = QLabel(text, textFormat=Qt.TextFormat.PlainText)
    label.setProperty("role", "label")
    return label


def below(button: QWidget) -> QPoint:
    """Return the position of a menu below a button, on the screen."""
    left = 0 if button.layoutDirection() == Qt.LayoutDirection.LeftToRight else button.width()
    return button.mapToGlobal(QPoint(left, button.height() + 4))
