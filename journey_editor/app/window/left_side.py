"""Left side of the window: outline and history, one below the other."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from journey_editor.app.panels.history import HistoryPanel
from journey_editor.app.panels.outline import Outline
from journey_editor.app.session.session import Session

_LEAST_WINDOW = 740
"""Minimum width in pixels of a window that shows the left side by itself. The bars of the canvas need 400."""


class LeftSide(QSplitter):
    """Panels at the left. A window that becomes narrow hides them until the user shows one."""

    left = Signal()
    """Emitted when the focus must return to the map."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent, handleWidth=1, childrenCollapsible=False)
        self._gives_way = False
        self.outline = Outline(session, self)
        self.history = HistoryPanel(session, self)
        for share, panel in ((2, self.outline), (1, self.history)):
            self.addWidget(panel)
            self.setStretchFactor(self.indexOf(panel), share)
        self.outline.left.connect(self.left)
        self.history.left.connect(self.left)

    def fit(self) -> None:
        """Hide the whole side if both of its panels are hidden."""
        self.setHidden(self.outline.isHidden() and self.history.isHidden())

    def follow_width(self, width: int) -> bool:
        """Hide or show the whole side if the window became narrow or wide; return True if it did."""
        if self._gives_way == (width < _LEAST_WINDOW):
            return False
        self._gives_way = not self._gives_way
        self.fit()
        if self._gives_way:
            self.hide()
        return True
