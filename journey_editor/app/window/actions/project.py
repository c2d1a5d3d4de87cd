"""Actions on the project as a file, and on its journeys."""

from typing import TYPE_CHECKING

from journey_editor.app.window.actions.action import Action
from journey_editor.foundation.translation import tr

if TYPE_CHECKING:
    from journey_editor.app.window.main_window import MainWindow


def project_actions() -> tuple[Action, ...]:
    """Open, save, export and what else concerns the whole project."""
    return (
        Action(
            "project.new",
            tr("New…"),
            _show_start_page,
            ("Ctrl+N",),
            icon="file-plus",
        ),
        Action(
            "project.open", tr("Open…"), lambda w: w.application.ask_open(w), ("Ctrl+O",), icon="folder-open"
        ),
        Action("project.import", tr("Import into this project…"), lambda w: w.imports.ask(), icon="import"),
        Action(
            "project.save",
            tr("Save"),
            lambda w: w.files.save(),
            ("Ctrl+S",),
            icon="save",
            while_typing=True,
        ),
        Action("project.save_as", tr("Save as…"), lambda w: w.files.ask_save_as(), ("Ctrl+Shift+S",)),
        Action("project.save_copy", tr("Save a copy…"), lambda w: w.files.ask_save_copy()),
        Action("project.versions", tr("Versions…"), lambda w: w.files.show_versions(), icon="history"),
        Action(
            "project.kept_versions", tr("Versions of all projects…"), lambda w: w.files.show_kept_versions()
        ),
        Action(
            "project.saves_itself",
            tr("Save by itself"),
            lambda w: w.settings.set_saves_itself(not w.settings.saves_itself),
            checked=lambda w: w.settings.saves_itself,
        ),
        Action(
            "project.export", tr("Export…"), lambda w: w.files.export(), ("Ctrl+Shift+E",), icon="download"
        ),
        Action("project.close", tr("Close"), lambda w: w.close_soon(), ("Ctrl+W",)),
        Action("program.quit", tr("Quit"), lambda w: w.application.quit(), ("Ctrl+Q",)),
        Action("journey.add", tr("New journey"), lambda w: w.add_journey(), icon="plus"),
        Action(
            "journey.language",
            tr("Language of this journey…"),
            lambda w: w.choose_language(),
            icon="languages",
        ),
        Action(
            "journey.delete",
            tr("Delete this journey"),
            lambda w: w.delete_journey(),
            enabled=lambda w: len(w.session.document.journeys()) > 1,
            icon="trash-2",
        ),
    )


def _show_start_page(window: "MainWindow") -> None:
    window.application.show_start_page()
