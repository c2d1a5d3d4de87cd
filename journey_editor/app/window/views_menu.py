"""Menu of the saved views of the journey."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.short_words import short_words
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.foundation.translation import tr

_WIDTH = 320
"""Maximum width of a name, in pixels."""


def fill_views_menu(menu: QMenu, session: Session, actions: ActionSet) -> None:
    """Fill the menu with the commands on views, and with the views; the one that is shown is checked."""
    menu.clear()
    menu.setToolTipsVisible(True)
    for each in ("views.save", "views.update"):
        menu.addAction(actions[each])
    more = menu.addMenu(tr("Change view"))
    for each in ("views.rename", "views.duplicate", "views.up", "views.down", "views.delete"):
        more.addAction(actions[each])
    more.setEnabled(bool(session.shown_view.id))
    menu.addSeparator()
    menu.addAction(actions["views.whole"])
    group = QActionGroup(menu)
    for view in session.document.views_of(session.journey_id):
        name = view.name or tr("No name")
        entry = menu.addAction(short_words(menu, name, _WIDTH))
        entry.setToolTip(plain_tool_tip(name))
        entry.setCheckable(True)
        group.addAction(entry)
        entry.setChecked(view.id == session.shown_view.id)
        entry.triggered.connect(lambda _=False, view_id=view.id: session.shown_view.show(view_id))
