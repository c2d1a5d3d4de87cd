"""Part of the card bar for the tags of the selected cards."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt

from journey_editor.app.panels.binding import MIXED, Binding
from journey_editor.app.panels.card_bar_parts import MIXED_SIGN, BarButton, Part, below
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.short_words import ENTRY_WIDTH, short_words
from journey_editor.app.widgets.staying_menu import StayingMenu
from journey_editor.foundation.translation import tr


class TagsPart(Part):
    """Button with the number of tags, which opens a menu of all tags.

    `tags` returns the id and the name of each tag. `new` and `manage` open the dialogs.
    """

    def __init__(
        self,
        tags: Callable[[], Sequence[tuple[str, str]]],
        binding_of: Callable[[str], Binding],
        new: Callable[[], None],
        manage: Callable[[], None],
    ) -> None:
        super().__init__()
        self._tags, self._binding_of, self._new, self._manage = tags, binding_of, new, manage
        self.button = BarButton(tr("Tags"))
        self.button.setProperty("opens", True)
        self.button.clicked.connect(self.open_menu)
        self.add(self.button)

    def refresh(self) -> None:
        """Show how many tags the cards have in common, and whether they differ in others."""
        values = {name: self._binding_of(tag).read() for tag, name in self._tags()}
        shared = [name for name, value in values.items() if value is True]
        self.button.setIcon(style.icon("tag"))
        mixed = MIXED in values.values()
        self.button.show_state(MIXED if mixed else False, str(len(shared)) if shared else "")
        self.button.set_name(tr("Tags: {names}").format(names=", ".join(shared) or tr("None")))

    def take_digit(self, digit: int) -> None:
        """Add or remove a tag by its place in the menu."""
        tags = self._tags()
        if 1 <= digit <= len(tags):
            self._toggle(tags[digit - 1][0])

    def clear_value(self) -> None:
        """Keep the tags: there is more than one value."""

    def open_menu(self) -> None:
        """Show the tags below the button."""
        menu = StayingMenu(self.button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for tag, name in self._tags():
            value = self._binding_of(tag).read()
            text = short_words(menu, name, ENTRY_WIDTH)
            action = menu.addAction(f"{MIXED_SIGN} {text}" if value is MIXED else text)
            action.setCheckable(True)
            action.setChecked(value is True)
            action.toggled.connect(lambda yes, tag=tag: self._binding_of(tag).write(yes))
            # All cards have the tag then, or none has it.
            action.toggled.connect(lambda _, action=action, text=text: action.setText(text))
        menu.addSeparator()
        menu.addAction(tr("New tag…")).triggered.connect(self._new)
        menu.addAction(tr("Manage tags…")).triggered.connect(self._manage)
        menu.popup(below(self.button))

    def _toggle(self, tag: str) -> None:
        binding = self._binding_of(tag)
        binding.write(binding.read() is not True)
