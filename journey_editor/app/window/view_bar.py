"""Bar above the map with the name of the saved view that is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from journey_editor.app.canvas.zoom_view import ZoomView
from journey_editor.app.dialogs.name import NameDialog
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.flow_layout import FlowLayout
from journey_editor.app.widgets.short_words import short_words
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.app.window.actions.menus import make_menu, views_menu
from journey_editor.app.window.views_menu import fill_views_menu
from journey_editor.editing.commands.views import free_name, rename_view, save_view
from journey_editor.foundation.translation import ntr, tr

_NAME_WIDTH = 200
"""Maximum width of the name, in pixels."""


class ViewBar(QFrame):
    """Shows which view is shown, whether its filter has changed, and the ways to update and to leave it."""

    def __init__(self, session: Session, actions: ActionSet, canvas: ZoomView, parent: QWidget) -> None:
        """Make the bar of a window, hidden until a view is shown. `canvas` shows the map."""
        super().__init__(parent)
        self.setObjectName("filter")
        self._session, self._canvas = session, canvas
        self._is_suppressed = False
        label = QLabel(tr("View"))
        label.setProperty("role", "second")
        self.name = QToolButton()
        self.name.setProperty("active", True)
        self.menu = make_menu(views_menu(), actions, {}, self.name)
        self.menu.aboutToShow.connect(lambda: fill_views_menu(self.menu, session))
        self.name.setMenu(self.menu)
        self.name.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.state = QLabel(tr("Filter changed"))
        self.state.setProperty("role", "second")
        self.update_button = QToolButton()
        self.update_button.setDefaultAction(actions["views.update"])
        self.whole_button = QToolButton()
        self.whole_button.setText(tr("Whole map"))
        self.whole_button.clicked.connect(actions["views.whole"].trigger)
        for button in (self.name, self.update_button, self.whole_button):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        beginning = QWidget()
        row = FlowLayout(beginning, 6)
        for each in (label, self.name, self.state, self.update_button):
            row.addWidget(each)
        sides = QHBoxLayout(self)
        sides.setContentsMargins(12, 6, 12, 6)
        sides.addWidget(beginning, 1)
        sides.addWidget(self.whole_button, 0, Qt.AlignmentFlag.AlignTop)
        session.changed.connect(self.refresh)
        session.shown_view.chosen.connect(self._show)
        self.refresh()

    def refresh(self) -> None:
        """Show the current view."""
        shown = self._session.shown_view
        view = shown.record
        self.setVisible(view is not None and not self._is_suppressed)
        if view is not None:
            name = view.name or tr("No name")
            self.name.setText(short_words(self.name, name, _NAME_WIDTH))
            self.name.setToolTip(plain_tool_tip(name))
            self.name.setAccessibleName(tr("View: {name}").format(name=name))
            self.state.setVisible(shown.filter_is_changed)
            self.update_button.setVisible(shown.filter_is_changed)

    def suppress(self, yes: bool) -> None:
        """Hide the bar, or show it again if a view is shown. The view stays in effect."""
        self._is_suppressed = yes
        self.refresh()

    def open_menu(self) -> None:
        """Show the list of views, for the keyboard: below the name, else at the top of the map."""
        if self.isVisible():
            self.menu.popup(self.name.mapToGlobal(self.name.rect().bottomLeft()))
        else:
            self.menu.popup(self._canvas.mapToGlobal(self._canvas.rect().topLeft()))
        # After the commands, of which “Hide cards that do not match” can be checked, too.
        shown = next((each for each in reversed(self.menu.actions()) if each.isChecked()), None)
        if shown is not None:
            self.menu.setActiveAction(shown)

    def ask_save(self) -> None:
        """Ask for the name of a new view."""
        session = self._session
        if session.may_edit():
            proposed = free_name(session.document, session.journey_id)
            NameDialog(self.window(), tr("Save view"), tr("Save view"), proposed, self._save).open()

    def ask_rename(self) -> None:
        """Ask for another name of the view that is shown."""
        view = self._session.shown_view.record
        if view is not None and self._session.may_edit():
            title, view_id = tr("Rename view"), view.id
            NameDialog(
                self.window(), title, title, view.name, lambda name: self._rename(view_id, name)
            ).open()

    def _save(self, name: str) -> None:
        session = self._session
        shown, view_id = session.shown_view, ""
        transaction = session.edit(tr("Save view"))
        with transaction as draft:
            view_id = save_view(draft, session.journey_id, name, shown.filter, self._canvas.zoom()).id
        if transaction.succeeded:
            shown.show(view_id)

    def _rename(self, view_id: str, name: str) -> None:
        with self._session.edit(tr("Rename view")) as draft:
            if view_id in draft:
                rename_view(draft, view_id, name)

    def _show(self, _view_id: str) -> None:
        """Use the zoom of a view that the user chose, and tell screen readers what is shown."""
        self.refresh()
        view = self._session.shown_view.record
        if view is None:
            announce(self._canvas, tr("The whole map is shown."))
            return
        self._canvas.show_at_zoom(view.zoom, right_to_left=self._session.journey.direction == "rtl")
        matching, cards = self._session.shown_view.counts()
        words = ntr(
            "View “{name}” shown, {matching} of {n} card",
            "View “{name}” shown, {matching} of {n} cards",
            cards,
            name=view.name,
            matching=matching,
        )
        announce(self._canvas, words)
