"""Top bar of a window: the name of the project, the menus, and buttons for frequent actions."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QStyleOptionToolButton,
    QToolButton,
    QWidget,
)

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.window.actions import menus
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.foundation.translation import tr

HEIGHT = 44
_NAME_WIDTHS = (110, 200)
"""Maximum width of the name of the project in pixels, in a narrow bar and in a wide one."""


@reports_errors
class TopBar(QWidget):
    """Bar with menus and buttons from the action table."""

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._name = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._name.setProperty("role", "project")
        self._project = ""
        self.menu_bar = QMenuBar()
        self.menus = menus.fill_menu_bar(self.menu_bar, actions)
        self._painted: list[tuple[QToolButton, str]] = []
        self._with_text: list[QToolButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(12, 0, 12, 0)
        self._row.setSpacing(2)
        self._row.addWidget(self._name)
        if sys.platform != "darwin":
            # On macOS, the menus are at the top of the screen.
            self._row.addWidget(self.menu_bar)
            self.menu_bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._add_rule()
        for action_id in ("edit.undo", "edit.redo"):
            self._add_button(actions, action_id, words=False)
        self._add_rule()
        for action_id in ("card.add", "stage.add_after"):
            self._add_button(actions, action_id)
        self._add_menu_button(menus.lane_menu(), actions, "rows-3")
        for action_id in ("emotion.add", "note.add"):
            self._add_button(actions, action_id)
        self._add_menu_button(menus.link_menu(), actions, "arrow-right-to-line")
        self._row.addStretch(1)
        for action_id in ("view.outline", "view.inspector", "help.commands"):
            self._add_button(actions, action_id, words=False)
        self._row.addSpacing(8)
        export = self._add_button(actions, "project.export", words=False)
        export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        export.setText(tr("Export"))
        export.setProperty("role", "first")

    def show_name(self, name: str) -> None:
        """Show the name of the project, shortened if it is long."""
        if name != self._project:
            self._project = name
            self._name.setToolTip(plain_tool_tip(name))
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the texts of buttons if there is too little space."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        for name_width, words in ((_NAME_WIDTHS[1], True), (_NAME_WIDTHS[0], True), (_NAME_WIDTHS[0], False)):
            self._apply_widths(name_width, words)
            if self._row.minimumSize().width() <= self.width():
                return

    def _apply_widths(self, name_width: int, words: bool) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._project, Qt.TextElideMode.ElideRight, name_width))
        styles = Qt.ToolButtonStyle
        for button in self._with_text:
            wanted = styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly
            if button.toolButtonStyle() != wanted:
                button.setToolButtonStyle(wanted)
        self._row.invalidate()

    def paint_icons(self) -> None:
        """Draw the icons of buttons without an action in the current colours."""
        for button, icon in self._painted:
            button.setIcon(style.icon(icon))

    def _add_rule(self) -> None:
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedSize(1, 20)
        self._row.addSpacing(6)
        self._row.addWidget(rule)
        self._row.addSpacing(6)

    def _add_button(self, actions: ActionSet, action_id: str, *, words: bool = True) -> QToolButton:
        button = _BarButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setDefaultAction(actions[action_id])
        if words:
            self._with_text.append(button)
        else:
            button.setProperty("role", "icon")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._row.addWidget(button)
        return button

    def _add_menu_button(self, structure: menus.Submenu, actions: ActionSet, icon: str) -> None:
        made: dict[str, QMenu] = {}
        button = _BarButton()
        button.setText(structure.title)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(f"{structure.id}Button")
        button.setToolTip(structure.title)
        self._with_text.append(button)
        self._painted.append((button, icon))
        button.setMenu(menus.make_menu(structure, actions, made, None))
        # The menu needs a parent; otherwise Python would delete it.
        made[structure.id].setParent(button, made[structure.id].windowFlags())
        self._row.addWidget(button)


@reports_errors
class _BarButton(QToolButton):
    """Button with a larger gap between icon and text."""

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        """Insert half an em before the text, because Qt leaves only two pixels."""
        super().initStyleOption(option)
        if option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            option.text = f"\u2002{option.text}"
