"""Helpers for layouts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QVBoxLayout, QWidget


def clear_layout(layout: QLayout) -> None:
    """Remove all items of a layout, and delete their widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Deleted later, it would stay in sight until then.
            widget.hide()
            widget.deleteLater()


def scrolling_side(form: QWidget, buttons: QLayout, width: int) -> QWidget:
    """Return the side of a dialog: a form, which scrolls in a low window, and buttons that stay in sight.

    `width` is its minimum in pixels.
    """
    area = QScrollArea(widgetResizable=True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(form)
    buttons.setContentsMargins(20, 0, 20, 16)
    side = QWidget()
    side.setObjectName("page")
    needed = form.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width()
    side.setFixedWidth(max(width, needed))
    whole = QVBoxLayout(side)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(area, 1)
    whole.addLayout(buttons)
    return side
