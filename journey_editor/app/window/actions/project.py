"""Actions for files and the program."""

from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.templates import templates
from journey_editor.foundation.translation import tr


def project_actions() -> tuple[Action, ...]:
    """Return the actions for files and the program."""
    return (*_opening_actions(), *_template_actions(), *_saving_actions(), *_ending_actions())


def _opening_actions() -> tuple[Action, ...]:
    return (
        Action(
            "project.new",
            tr("New…"),
            _show_start_page,
            ("Ctrl+N",),
            icon="file-plus",
        ),
        Action(
            "project.open",
            tr("Open…"),
            lambda host: host.ask_open(),
            ("Ctrl+O",),
            icon="folder-open",
        ),
        Action(
            "project.import", tr("Import into this project…"), lambda host: host.imports.ask(), icon="import"
        ),
    )


def _template_actions() -> tuple[Action, ...]:
    return tuple(
        Action(
            f"template.{template.id}",
            template.name,
            lambda host, chosen=template.id: host.program.new_project(chosen),  # type: ignore[misc]
            full=tr("New project: {name}").format(name=template.name),
        )
        for template in templates()
    )


def _saving_actions() -> tuple[Action, ...]:
    return (
        Action(
            "project.save",
            tr("Save"),
            lambda host: host.files.save(),
            ("Ctrl+S",),
            icon="save",
            while_typing=True,
        ),
        Action("project.save_as", tr("Save as…"), lambda host: host.files.ask_save_as(), ("Ctrl+Shift+S",)),
        Action("project.save_copy", tr("Save a copy…"), lambda host: host.files.ask_save_copy()),
        Action(
            "project.save_template",
            tr("Save as template…"),
            lambda host: host.files.ask_save_template(),
        ),
        Action("project.versions", tr("Versions…"), lambda host: host.files.show_versions(), icon="history"),
        Action(
            "project.kept_versions",
            tr("Versions of all projects…"),
            lambda host: host.files.show_kept_versions(),
        ),
        Action(
            "project.autosave",
            tr("Save automatically"),
            lambda host: host.settings.set_autosave(not host.settings.autosave),
            checked=lambda host: host.settings.autosave,
        ),
        Action(
            "project.export",
            tr("Export…"),
            lambda host: host.files.export(),
            ("Ctrl+Shift+E", "Ctrl+P"),
            icon="download",
        ),
    )


def _ending_actions() -> tuple[Action, ...]:
    return (
        Action("project.close", tr("Close"), lambda host: host.close_soon(), ("Ctrl+W",)),
        Action("program.quit", tr("Quit"), lambda host: host.program.quit(), ("Ctrl+Q",)),
    )


def _show_start_page(host: ActionHost) -> None:
    host.program.show_start_page()
