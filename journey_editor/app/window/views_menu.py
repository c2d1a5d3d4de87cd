"""Menu of the saved views of the journey."""

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from journey_editor.app.session.session import Session
from journey_editor.app.widgets.short_words import short_words
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.translation import tr

_WIDTH = 320
"""Maximum width of a name, in pixels."""


def fill_views_menu(menu: QMenu, session: Session) -> None:
    """List the views at the end of the menu, below its commands; the one that is shown is checked."""
    menu.setToolTipsVisible(True)
    group = menu.findChild(QActionGroup) or QActionGroup(menu)
    for entry in group.actions():
        group.removeAction(entry)
        menu.removeAction(entry)
        entry.deleteLater()
    for view in session.document.views_of(session.journey_id):
        name = view.name or tr("No name")
        entry = menu.addAction(short_words(menu, name, _WIDTH))
        entry.setToolTip(plain_tool_tip(name))
        entry.setCheckable(True)
        group.addAction(entry)
        entry.setChecked(view.id == session.shown_view.id)
        entry.triggered.connect(lambda _=False, view_id=view.id: session.shown_view.show(view_id))
