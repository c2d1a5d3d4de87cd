"""Top bar of a window: the name of the project, the menus, and buttons for frequent actions."""

import sys
from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QStyle,
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
_NAME_WIDTHS = (200, 110)
"""Maximum widths of the name of the project in pixels, in a wide bar and in a narrow one."""
_MARGIN, _SPACING = 12, 2
_GAP = 8
"""Minimum pixels between the buttons at the two sides."""


@reports_errors
class TopBar(QWidget):
    """Bar with menus and buttons from the action table.

    In a narrow bar, the buttons have no text, then the name is left out, and then one button after the other
    moves to the menu of a button with three dots, the least needed first. Last, one button has all menus.
    """

    def __init__(self, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(HEIGHT)
        self._name = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._name.setProperty("role", "project")
        self._project = ""
        self.menu_bar = _MenuBar()
        self.menus = menus.fill_menu_bar(self.menu_bar, actions)
        self._painted: list[tuple[QToolButton, str]] = []
        self._with_text: list[QToolButton] = []
        self._parts: list[QWidget] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        self._row.setSpacing(_SPACING)
        self._add(self._name)
        self._all_menus = self._add_popup_button(tr("&Menu"), "menu", QMenu(self))
        self._all_menus.setObjectName("allMenus")
        self._all_menus.setProperty("role", "icon")
        if sys.platform != "darwin":
            # On macOS, the menus are at the top of the screen.
            self._add(self.menu_bar)
            self.menu_bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            self._all_menus.menu().addActions(self.menu_bar.actions())
        rule = self._add_rule()
        undo, redo = (self._add_button(actions, f"edit.{each}", words=False) for each in ("undo", "redo"))
        second_rule = self._add_rule()
        card, stage = (self._add_button(actions, each) for each in ("card.add", "stage.add_after"))
        lane = self._add_menu_button(menus.lane_menu(), actions, "rows-3")
        emotion, note = (self._add_button(actions, each) for each in ("emotion.add", "note.add"))
        link = self._add_menu_button(menus.link_menu(), actions, "arrow-right-to-line")
        self._more = self._add_popup_button(tr("More"), "ellipsis", QMenu(self))
        self._more.setObjectName("more")
        self._more.setProperty("role", "icon")
        self._more.menu().aboutToShow.connect(self._fill_more)
        self._row.addStretch(1)
        panels = "view.outline", "view.inspector"
        outline, inspector = (self._add_button(actions, each, words=False) for each in panels)
        palette = self._add_button(actions, "help.commands", words=False)
        export = self._add_button(actions, "project.export", words=False)
        export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        export.setText(tr("Export"))
        export.setProperty("role", "first")
        self._row.insertSpacing(self._row.indexOf(export), _GAP)
        self._steps: tuple[tuple[QWidget, ...], ...] = (
            (self._name,), (link,), (note,), (emotion,), (lane,), (stage,), (palette,), (outline, inspector),
            (rule, undo, redo), (second_rule, card), (export,),
        )  # fmt: skip
        """What a narrow bar leaves out, one step after the other."""

    def show_name(self, name: str) -> None:
        """Show the name of the project, shortened if it is long."""
        if name != self._project:
            self._project = name
            self._name.setToolTip(plain_tool_tip(name))
            self._fit()

    def minimumSizeHint(self) -> QSize:
        """Return the size of a bar that has left out everything: the window may be that narrow."""
        *_, everything = self._ever_more()
        return QSize(self._width_without(everything), HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what has too little space."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out as little as possible, so that everything else has its full width."""
        left_out: set[QWidget] = set()
        for name_width, words in ((_NAME_WIDTHS[0], True), (_NAME_WIDTHS[1], True), (_NAME_WIDTHS[1], False)):
            self._apply_widths(name_width, words)
            if self._width_without(left_out) <= self.width():
                break
        else:
            for left_out in self._ever_more():
                if self._width_without(left_out) <= self.width():
                    break
        for each in self._parts:
            each.setVisible(self._is_shown(each, left_out))

    def _ever_more(self) -> Iterator[set[QWidget]]:
        """Yield the widgets that ever narrower bars leave out."""
        menu_bar: set[QWidget] = {self.menu_bar}
        for left_out in (set[QWidget](), menu_bar):
            for step in self._steps:
                left_out.update(step)
                yield left_out

    def _apply_widths(self, name_width: int, words: bool) -> None:
        metrics = self._name.fontMetrics()
        self._name.setText(metrics.elidedText(self._project, Qt.TextElideMode.ElideRight, name_width))
        styles = Qt.ToolButtonStyle
        for button in self._with_text:
            wanted = styles.ToolButtonTextBesideIcon if words else styles.ToolButtonIconOnly
            if button.toolButtonStyle() != wanted:
                button.setToolButtonStyle(wanted)

    def _width_without(self, left_out: set[QWidget]) -> int:
        """Return the width of the bar without some of its widgets, which it needs the other buttons for."""
        shown = [each for each in self._parts if self._is_shown(each, left_out)]
        widths = sum(max(each.sizeHint().width(), each.minimumWidth()) + _SPACING for each in shown)
        return 2 * _MARGIN + widths + 2 * _GAP

    def _is_shown(self, widget: QWidget, left_out: set[QWidget]) -> bool:
        if widget is self._all_menus:
            return self.menu_bar in left_out
        if widget is self._more:
            return any(isinstance(each, QToolButton) for each in left_out)
        return widget not in left_out

    def _fill_more(self) -> None:
        """Fill the menu of the button with three dots with the buttons that are left out."""
        menu = self._more.menu()
        menu.clear()
        for each in self._parts:
            if (
                not isinstance(each, QToolButton)
                or each in (self._more, self._all_menus)
                or not each.isHidden()
            ):
                continue
            if each.menu() is None:
                menu.addAction(each.defaultAction())
            else:
                each.menu().setIcon(each.icon())
                menu.addMenu(each.menu())

    def paint_icons(self) -> None:
        """Draw the icons of buttons without an action in the current colours."""
        for button, icon in self._painted:
            button.setIcon(style.icon(icon))

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._row.addWidget(part)

    def _add_rule(self) -> QFrame:
        rule = QFrame()
        rule.setObjectName("rule")
        # The style sheet leaves a line of one pixel.
        rule.setFixedSize(13, 20)
        self._add(rule)
        return rule

    def _add_button(self, actions: ActionSet, action_id: str, *, words: bool = True) -> QToolButton:
        button = _BarButton()
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setDefaultAction(actions[action_id])
        if words:
            self._with_text.append(button)
        else:
            button.setProperty("role", "icon")
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._add(button)
        return button

    def _add_menu_button(self, structure: menus.Submenu, actions: ActionSet, icon: str) -> QToolButton:
        made: dict[str, QMenu] = {}
        button = self._add_popup_button(
            structure.title, icon, menus.make_menu(structure, actions, made, self)
        )
        button.setObjectName(f"{structure.id}Button")
        self._with_text.append(button)
        return button

    def _add_popup_button(self, text: str, icon: str, menu: QMenu) -> QToolButton:
        button = _BarButton()
        button.setText(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setToolTip(text.replace("&", ""))
        button.setMenu(menu)
        self._painted.append((button, icon))
        self._add(button)
        return button


@reports_errors
class _MenuBar(QMenuBar):
    """Menu bar that asks for the width of its menus. From right to left, Qt asks for what it already has."""

    def sizeHint(self) -> QSize:
        """Return the size with all menus."""
        row = QRect()
        for each in self.actions():
            row = row.united(self.actionGeometry(each))
        margin = self.style().pixelMetric(QStyle.PixelMetric.PM_MenuBarItemSpacing, None, self)
        return QSize(row.width() + 2 * margin, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Return the same size."""
        return self.sizeHint()


@reports_errors
class _BarButton(QToolButton):
    """Button with a larger gap between icon and text."""

    def initStyleOption(self, option: QStyleOptionToolButton) -> None:
        """Insert half an em before the text, because Qt leaves only two pixels."""
        super().initStyleOption(option)
        if option.toolButtonStyle == Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
            option.text = f"\u2002{option.text}"
