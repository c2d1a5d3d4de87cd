"""Order in which Tab goes through fields."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QWidget


def fields_in_order(layout: QLayout | None) -> Iterator[QWidget]:
    """Yield the widgets of a layout that Tab goes to, in the order of the layout.

    A widget that is made later is the last one for Qt, wherever it is.
    """
    for index in range(layout.count() if layout is not None else 0):
        item = layout.itemAt(index) if layout is not None else None
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from fields_in_order(inner)
        elif (widget := item.widget()) is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
                yield widget
            yield from fields_in_order(widget.layout())
