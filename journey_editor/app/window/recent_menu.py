"""Menu of the recent projects."""

from PySide6.QtWidgets import QMenu, QWidget

from journey_editor.app.session.program import Program
from journey_editor.app.widgets.short_words import ENTRY_WIDTH, short_words
from journey_editor.foundation.regular_file import is_file
from journey_editor.foundation.translation import tr
from journey_editor.storage.project.recent import recent_projects


def fill_recent_menu(menu: QMenu, program: Program, window: QWidget) -> None:
    """Fill the menu with the recent projects; choosing one opens it."""
    menu.clear()
    for project in recent_projects():
        entry = menu.addAction(short_words(menu, project.name, ENTRY_WIDTH))
        entry.setEnabled(is_file(project.path))
        entry.triggered.connect(lambda _=False, path=project.path: program.open(path, window))
    if menu.isEmpty():
        menu.addAction(tr("No recent projects")).setEnabled(False)
