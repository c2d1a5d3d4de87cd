"""Areas of a window, which F6 moves through."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtWidgets import QApplication, QWidget


class Area(NamedTuple):
    """Part of a window; `take_focus` returns False if the area cannot have the focus now."""

    widget: QWidget
    take_focus: Callable[[], bool]


def move_to_area(areas: Sequence[Area], by: int) -> None:
    """Move the focus from its area to the next (+1) or previous (−1) one that can have it."""
    present = _present(areas)
    for distance in range(1, len(areas)):
        if areas[(present + by * distance) % len(areas)].take_focus():
            return


def _present(areas: Sequence[Area]) -> int:
    """Return the number of the area with the focus: the innermost one, or else the first."""
    widget = QApplication.focusWidget()
    widgets = [area.widget for area in areas]
    while widget is not None:
        if widget in widgets:
            return widgets.index(widget)
        widget = widget.parentWidget()
    return 0


def can_have_focus(widget: QWidget | None) -> bool:
    """Return True if a widget is visible and enabled."""
    return widget is not None and widget.isVisible() and widget.isEnabled()
