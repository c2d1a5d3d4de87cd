"""Action: a row of the action table."""

from collections.abc import Callable

from journey_editor.app.window.actions.host import ActionHost
from journey_editor.foundation.quick_dataclass import dataclass

Handler = Callable[[ActionHost], None]
Predicate = Callable[[ActionHost], bool]


def always(_host: ActionHost) -> bool:
    """Return True, for actions that are always enabled."""
    return True


@dataclass(frozen=True, slots=True)
class Action:
    """Command of the user interface: its text, its shortcuts, when it is enabled, and its handler.

    `label` returns a text that changes ("Undo Move card"). `checked` returns the state of an action that can
    be on or off. `icon` is the name of a file in `resources/icons`. `full` is the text outside the menu.
    `mirrored` are the shortcuts on a map from right to left, if they are others. Text that is being typed is
    committed first, unless the action can run `while_typing`.
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
    mirrored: tuple[str, ...] = ()
    while_typing: bool = False

    @property
    def name(self) -> str:
        """Text outside a menu, without the dots."""
        return (self.full or self.text).rstrip("…")
