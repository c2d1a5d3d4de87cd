"""Tab bar above the canvas with the journeys of the project, and buttons to add one and to go back."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look.wheel import ignore_wheel_without_focus
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.wording.map_words import state_name


class JourneyBar(QWidget):
    """Tab bar that shows and switches the journey on the canvas. It is hidden if there is only one."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("journeyBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._ids: list[str] = []
        self._suppressed = False
        self._tabs = QTabBar(expanding=False, documentMode=True, usesScrollButtons=True)
        ignore_wheel_without_focus(self._tabs)
        self._tabs.currentChanged.connect(self._choose)
        add = QToolButton()
        add.setDefaultAction(actions["journey.add"])
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(4)
        self._back = QToolButton()
        self._back.setObjectName("back")
        self._back.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._back.setDefaultAction(actions["journey.back"])
        row.addWidget(self._back)
        row.addWidget(self._tabs)
        row.addWidget(add)
        row.addStretch(1)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the current journeys."""
        journeys = self._session.document.journeys()
        self._tabs.blockSignals(True)
        while self._tabs.count() < len(journeys):
            self._tabs.addTab("")
        while self._tabs.count() > len(journeys):
            self._tabs.removeTab(self._tabs.count() - 1)
        for index, journey in enumerate(journeys):
            # An ampersand would underline the next letter.
            text = (journey.title or state_name(journey.state)).replace("&", "&&")
            # Setting a text makes Qt measure all tabs again.
            if self._tabs.tabText(index) != text:
                self._tabs.setTabText(index, text)
        self._ids = [journey.id for journey in journeys]
        self._tabs.setCurrentIndex(self._ids.index(self._session.journey_id))
        self._tabs.blockSignals(False)
        self._back.setVisible(self._session.way_back is not None)
        self.setVisible(len(journeys) > 1 and not self._suppressed)

    def suppress(self, yes: bool) -> None:
        """Keep the bar hidden, or show it again if there are several journeys."""
        self._suppressed = yes
        self.refresh()

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self._session.show_journey(self._ids[index])
