"""Areas of a window, which F6 moves through, and the widgets that can have the focus."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


class Area(NamedTuple):
    """Part of a window. Its first widget in the tab order takes the focus, unless the area has another way.

    `take_focus` returns False if the area cannot have the focus now.
    """

    widget: QWidget
    take_focus: Callable[[], bool] | None = None


def move_to_area(areas: Sequence[Area], by: int) -> None:
    """Move the focus from its area to the next (+1) or previous (−1) one that can have it."""
    present = _present(areas)
    for distance in range(1, len(areas)):
        widget, take_focus = areas[(present + by * distance) % len(areas)]
        if take_focus() if take_focus is not None else _focus_first(widget):
            return


def can_have_focus(widget: QWidget | None) -> bool:
    """Return True if a widget is visible and enabled."""
    return widget is not None and widget.isVisible() and widget.isEnabled()


def _focus_first(area: QWidget) -> bool:
    """Give the focus to the first widget of an area that Tab would reach; return False if there is none."""
    for widget in (area, *area.findChildren(QWidget)):
        if can_have_focus(widget) and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def _present(areas: Sequence[Area]) -> int:
    """Return the number of the area with the focus: the innermost one, or else the first."""
    widget = QApplication.focusWidget()
    widgets = [area.widget for area in areas]
    while widget is not None:
        if widget in widgets:
            return widgets.index(widget)
        widget = widget.parentWidget()
    return 0
