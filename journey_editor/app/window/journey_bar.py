"""Tab bar above the canvas with the journeys of the project, and buttons to add one and to go back."""

from collections import Counter

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QToolButton, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.wheel import ignore_wheel_without_focus
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.app.window.actions.menus import journey_menu, make_menu
from journey_editor.editing.commands.projects import move_journey
from journey_editor.editing.commands.reviews import is_overdue
from journey_editor.foundation.translation import tr
from journey_editor.wording.map_words import state_name


@reports_errors
class JourneyBar(QWidget):
    """Tab bar that shows and switches the journey on the canvas. It is hidden if there is only one."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("journeyBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._ids: list[str] = []
        self._suppressed = False
        self._actions = actions
        self._tabs = QTabBar(expanding=False, documentMode=True, usesScrollButtons=True, movable=True)
        self._tabs.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._tabs.customContextMenuRequested.connect(self._show_menu)
        self._tabs.tabMoved.connect(self._note_move)
        self._moved = False
        self._tabs.installEventFilter(self)
        ignore_wheel_without_focus(self._tabs)
        self._tabs.currentChanged.connect(self._tabs.updateGeometry)
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
        today = self._session.today()
        titles = Counter(journey.title for journey in journeys)
        for index, journey in enumerate(journeys):
            state = state_name(journey.state)
            text = journey.title or state
            if journey.title and titles[journey.title] > 1:
                # The state tells the journeys of a pair apart.
                text = tr("{state}: {title}").format(state=state, title=journey.title)
            overdue = is_overdue(journey, today)
            said = tr("{journey}, the review date has passed").format(journey=text) if overdue else ""
            if self._tabs.accessibleTabName(index) != said:
                self._tabs.setAccessibleTabName(index, said)
            # An ampersand would underline the next letter.
            text = text.replace("&", "&&")
            # Setting a text makes Qt measure all tabs again.
            if self._tabs.tabText(index) != text:
                self._tabs.setTabText(index, text)
            if overdue == self._tabs.tabIcon(index).isNull():
                self._tabs.setTabIcon(index, style.icon("clock") if overdue else QIcon())
                self._tabs.setTabToolTip(index, tr("The review date has passed.") if overdue else "")
        self._ids = [journey.id for journey in journeys]
        self._tabs.setCurrentIndex(self._ids.index(self._session.journey_id))
        self._tabs.blockSignals(False)
        # The name of the current tab is bold. Qt does not ask for the width that this takes.
        self._tabs.updateGeometry()
        self._back.setVisible(self._session.way_back is not None)
        self.setVisible(len(journeys) > 1 and not self._suppressed)

    def suppress(self, yes: bool) -> None:
        """Keep the bar hidden, or show it again if there are several journeys."""
        self._suppressed = yes
        self.refresh()

    def menu_at(self, index: int) -> QMenu:
        """Show a journey, and return the menu of its tab."""
        self._choose(index)
        self._actions.refresh()
        return make_menu(journey_menu(), self._actions, {}, self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move the journey when its dragged tab is released: the drag is one step."""
        if event.type() == QEvent.Type.MouseButtonRelease and self._moved:
            QTimer.singleShot(0, self, self._move)
        return super().eventFilter(watched, event)

    def _show_menu(self, at: QPoint) -> None:
        index = self._tabs.tabAt(at)
        if index >= 0:
            menu = self.menu_at(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._tabs.mapToGlobal(at))

    def _note_move(self, start: int, end: int) -> None:
        self._ids.insert(end, self._ids.pop(start))
        self._moved = True

    def _move(self) -> None:
        """Give the journey that is shown the place of its tab."""
        self._moved = False
        shown = self._session.journey_id
        following = self._ids[self._ids.index(shown) + 1 :]
        if [each.id for each in self._session.document.journeys()] != self._ids:
            with self._session.edit(tr("Move journey")) as draft:
                move_journey(draft, shown, next(iter(following), None))
        # Also after a refused edit the tabs are those of the project.
        self.refresh()

    def _choose(self, index: int) -> None:
        if 0 <= index < len(self._ids):
            self._session.show_journey(self._ids[index])
