"""Middle of the window: the map with its bars, and below it what the map says."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QWidget

from journey_editor.app.session.session import Session

if TYPE_CHECKING:
    from journey_editor.app.panels.insight_panel import InsightPanel

_SHARE = 0.28
"""Share of the height that the insight panel has at first."""


class Desk(QSplitter):
    """Column of the map, and the insight panel, which is made when it is shown."""

    left = Signal()
    """Emitted when the focus must return to the map."""
    item_revealed = Signal(str)
    """Emitted with the id of what a chosen finding is about, to show it on the map."""
    export_wanted = Signal(str)
    """Emitted with the name of the list that is to be exported."""

    def __init__(self, session: Session, parent: QWidget, finish_typing: Callable[[], bool]) -> None:
        super().__init__(Qt.Orientation.Vertical, parent, handleWidth=1, childrenCollapsible=False)
        self._session, self._finish_typing = session, finish_typing
        self.column = QWidget(self)
        self.column.setObjectName("desk")
        self.addWidget(self.column)
        self.setStretchFactor(0, 1)

    @cached_property
    def insights(self) -> "InsightPanel":
        """Panel with what the map says."""
        from journey_editor.app.panels.insight_panel import InsightPanel

        panel = InsightPanel(self._session, self)
        self.addWidget(panel)
        height = self.height()
        self.setSizes([round(height * (1 - _SHARE)), round(height * _SHARE)])
        panel.left.connect(self.left)
        panel.chosen.connect(self._show_items)
        panel.export_wanted.connect(lambda: self.export_wanted.emit("findings"))
        return panel

    def panels(self) -> list[QWidget]:
        """Return the panel below the map, if it has been made."""
        return [self.insights] if "insights" in vars(self) else []

    def shows_insights(self) -> bool:
        """Return whether the insight panel is shown."""
        return any(not panel.isHidden() for panel in self.panels())

    def show_insights(self, shown: bool) -> None:
        """Show or hide the insight panel."""
        if shown or self.panels():
            self.insights.setVisible(shown)

    def _show_items(self, ids: tuple[str, ...]) -> None:
        """Select what a finding is about."""
        if ids and self._finish_typing():
            self._session.selection.replace(ids)
            self.item_revealed.emit(ids[0])
