"""Menus of a window that are filled when they open."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QMenu, QWidget

from journey_editor.app.session.program import Program
from journey_editor.app.session.session import Session
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.app.window.hidden_menu import fill_hidden_menu
from journey_editor.app.window.recent_menu import fill_recent_menu
from journey_editor.app.window.views_menu import fill_views_menu


def fill_when_opened(
    menus: Mapping[str, QMenu], program: Program, session: Session, actions: ActionSet, window: QWidget
) -> None:
    """Fill the menus of recent projects, hidden items and views when they open; all fit the screen."""
    recent, hidden, views = menus["recent"], menus["hidden"], menus["views"]
    recent.aboutToShow.connect(partial(fill_recent_menu, recent, program, window))
    hidden.aboutToShow.connect(partial(fill_hidden_menu, hidden, session, actions))
    views.aboutToShow.connect(partial(fill_views_menu, views, session))
    for menu in menus.values():
        menu.aboutToShow.connect(partial(_fit_screen, menu))


def _fit_screen(menu: QMenu) -> None:
    """Let a menu scroll that is higher than the screen."""
    menu.setMaximumHeight(menu.screen().availableGeometry().height())
