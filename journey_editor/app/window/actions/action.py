"""What an action is: one row of the table from which menus, toolbar, palette and key sheet are made."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journey_editor.app.window.main_window import MainWindow

Run = Callable[["MainWindow"], None]
Question = Callable[["MainWindow"], bool]


def always(_window: "MainWindow") -> bool:
    """Yes, at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can do: its name, its keys, when it can be done, and what it runs.

    `label` is asked for a text that changes ("Undo Move card"); `checked`, of one that is on or off, tells
    which. `icon` names a file of `resources/icons`. `full` is its name where it stands outside its menu.
    What is being typed becomes an edit first, unless the action can run `while_typing`.
    """

    id: str
    text: str
    run: Run
    shortcuts: tuple[str, ...] = ()
    enabled: Question = always
    checked: Question | None = None
    label: Callable[["MainWindow"], str] | None = None
    icon: str = ""
    full: str = ""
    while_typing: bool = False

    @property
    def name(self) -> str:
        """What it is called where no menu says what it is about."""
        return (self.full or self.text).rstrip("…")
