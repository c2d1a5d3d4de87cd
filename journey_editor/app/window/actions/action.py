"""Action: one row of the table from which menus, toolbar, palette and key sheet are made."""

from collections.abc import Callable
from dataclasses import dataclass

from journey_editor.app.window.actions.host import ActionHost

Handler = Callable[[ActionHost], None]
Predicate = Callable[[ActionHost], bool]


def always(_host: ActionHost) -> bool:
    """Return True: the action can be done at any time."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Something that a person can do: its name, its keys, when it can be done, and what it runs.

    `label` returns a text that changes ("Undo Move card"); `checked` returns whether an action that can be
    on or off is on. `icon` names a file of `resources/icons`. `full` is its name outside its menu. What is
    being typed becomes an edit first, unless the action can run `while_typing`.
    """

    id: str
    text: str
    run: Handler
    shortcuts: tuple[str, ...] = ()
    enabled: Predicate = always
    checked: Predicate | None = None
    label: Callable[[ActionHost], str] | None = None
    icon: str = ""
    full: str = ""
    while_typing: bool = False

    @property
    def name(self) -> str:
        """The name outside a menu."""
        return (self.full or self.text).rstrip("…")
