"""Helper for layouts."""

from PySide6.QtWidgets import QLayout


def clear_layout(layout: QLayout) -> None:
    """Remove all items of a layout, and delete their widgets."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            # Deleted later, it would stay in sight until then.
            widget.hide()
            widget.deleteLater()
