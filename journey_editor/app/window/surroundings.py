"""Widths of the panels around the canvas, and hiding everything around it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from PySide6.QtWidgets import QSplitter, QWidget


class Suppressible(Protocol):
    """Widget that shows and hides itself."""

    def suppress(self, yes: bool, /) -> None:
        """Keep it hidden, or let it show itself again."""


def hide_around(
    around: Sequence[QWidget], splitter: QSplitter, suppressible: Sequence[Suppressible]
) -> Callable[[], None]:
    """Hide widgets around the canvas; return a function that shows them again as they were."""
    hidden = {each: each.isHidden() for each in around}
    sizes = splitter.saveState()
    for bar in suppressible:
        bar.suppress(True)
    for each in around:
        each.hide()

    def show_again() -> None:
        for each, was_hidden in hidden.items():
            each.setHidden(was_hidden)
        for bar in suppressible:
            bar.suppress(False)
        splitter.restoreState(sizes)

    return show_again


def panel_widths(width: int) -> list[int]:
    """Return the initial widths of outline, middle and inspector.

    Both panels together take a quarter of a window of 1366 pixels, and more of a wider one.
    """
    share = min(1.0, max(0.0, (width - 1366) / (1680 - 1366)))
    left, right = round(150 + share * 70), round(191 + share * 109)
    return [left, width - left - right, right]
