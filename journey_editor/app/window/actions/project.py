"""Actions for files, the program and journeys."""

from journey_editor.app.window.actions.action import Action, Handler
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.commands.projects import remove_journey
from journey_editor.editing.templates.blank import add_blank_journey
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Card


def project_actions() -> tuple[Action, ...]:
    """Return the actions for files, the program and journeys."""
    return (*_opening_actions(), *_saving_actions(), *_ending_actions(), *_journey_actions())


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


def _journey_actions() -> tuple[Action, ...]:
    return (
        Action("journey.add", tr("New journey"), _add_journey, icon="plus"),
        Action(
            "journey.language",
            tr("Language of this journey…"),
            lambda host: host.choose_language(),
            icon="languages",
        ),
        Action(
            "journey.next",
            tr("Next journey"),
            _show_journey(1),
            ("Ctrl+Tab", "Ctrl+PgDown"),
            enabled=_has_journeys,
        ),
        Action(
            "journey.previous",
            tr("Previous journey"),
            _show_journey(-1),
            ("Ctrl+Shift+Tab", "Ctrl+PgUp"),
            enabled=_has_journeys,
        ),
        Action(
            "journey.open_detail",
            tr("Open the detailed journey"),
            _open_detail,
            ("Alt+Return", "Alt+Enter"),
            enabled=_has_detail,
            icon="map",
        ),
        Action(
            "journey.back",
            tr("Back to the journey before"),
            _go_back,
            ("Ctrl+Alt+Left",),
            enabled=lambda host: host.session.way_back is not None,
            label=_back_label,
            icon="arrow-left",
        ),
        Action(
            "journey.compare",
            tr("Compare journeys…"),
            lambda host: host.files.compare(),
            enabled=_has_journeys,
            icon="columns-2",
        ),
        Action(
            "journey.delete",
            tr("Delete this journey"),
            _delete_journey,
            enabled=_has_journeys,
            icon="trash-2",
        ),
    )


def _add_journey(host: ActionHost) -> None:
    """Add a journey to the project and show it."""
    session = host.session
    new = ""
    with session.edit(tr("Add journey")) as draft:
        new = add_blank_journey(draft, session.journey.language, session.journey.direction)
    session.show_journey(new)


def _delete_journey(host: ActionHost) -> None:
    """Delete the current journey, and the personas that only it uses."""
    with host.session.edit(tr("Delete journey")) as draft:
        remove_journey(draft, host.session.journey_id)


def _has_detail(host: ActionHost) -> bool:
    card = host.session.document.find(host.session.selection.single or "")
    return isinstance(card, Card) and bool(card.detail)


def _open_detail(host: ActionHost) -> None:
    host.session.open_detail(host.session.selection.single or "")


def _go_back(host: ActionHost) -> None:
    """Show the journey from which this one was opened, with its card selected."""
    card = host.session.go_back()
    if card:
        host.session.selection.replace([card])
        host.canvas.reveal(card)


def _back_label(host: ActionHost) -> str:
    journey = host.session.way_back
    if journey is None:
        return tr("Back to the journey before")
    return tr("Back to “{title}”").format(title=journey.title or tr("Untitled journey"))


def _has_journeys(host: ActionHost) -> bool:
    return len(host.session.document.journeys()) > 1


def _show_journey(by: int) -> Handler:
    """Return a handler that shows the next (+1) or previous (−1) journey; after the last comes the first."""

    def run(host: ActionHost) -> None:
        ids = [each.id for each in host.session.document.journeys()]
        host.session.show_journey(ids[(ids.index(host.session.journey_id) + by) % len(ids)])

    return run


def _show_start_page(host: ActionHost) -> None:
    host.program.show_start_page()
