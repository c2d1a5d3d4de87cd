"""Actions for the journeys of the project."""

from journey_editor.app.session.session import journey_behind
from journey_editor.app.window.actions.action import Action, Handler, Predicate
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.commands.projects import duplicate_as_to_be, move_journey, remove_journey
from journey_editor.editing.templates.blank import add_blank_journey
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Lane, Record


def journey_actions() -> tuple[Action, ...]:
    """Return the actions that add, show, order, copy and compare journeys."""
    return (
        Action("journey.add", tr("New journey"), _add_journey, icon="plus"),
        Action(
            "journey.language",
            tr("Language of this journey…"),
            _choose_language,
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
            label=_detail_label,
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
            "journey.reviewed",
            tr("Mark as reviewed"),
            lambda host: host.files.reviews.mark(),
            icon="circle-check",
        ),
        Action(
            "journey.review_changes",
            tr("Changes since the last review"),
            lambda host: host.files.reviews.show_changes(),
            enabled=lambda host: bool(host.session.journey.reviewed),
            icon="history",
        ),
        *_changing_actions(),
    )


def _changing_actions() -> tuple[Action, ...]:
    return (
        Action(
            "journey.duplicate",
            tr("Duplicate as to-be"),
            _duplicate_journey,
            icon="copy-plus",
            full=tr("Journey: duplicate as to-be"),
        ),
        Action("journey.copy", tr("Copy journey"), lambda host: host.clipboard.copy_journey(), icon="copy"),
        Action(
            "journey.left",
            tr("Move journey left"),
            _move_journey(-1),
            ("Alt+Shift+PgUp",),
            enabled=_can_move(-1),
        ),
        Action(
            "journey.right",
            tr("Move journey right"),
            _move_journey(1),
            ("Alt+Shift+PgDown",),
            enabled=_can_move(1),
        ),
        Action(
            "journey.delete",
            tr("Delete this journey"),
            _delete_journey,
            enabled=_has_journeys,
            icon="trash-2",
        ),
    )


def _choose_language(host: ActionHost) -> None:
    host.open_field("language", of_journey=True)


def _add_journey(host: ActionHost) -> None:
    """Add a journey to the project, show it, and edit its title."""
    session = host.session
    new = ""
    transaction = session.edit(tr("Add journey"))
    with transaction as draft:
        new = add_blank_journey(draft, session.journey.language, session.journey.direction)
    if transaction.succeeded:
        session.show_journey(new)
        host.canvas.edit_text(new)


def _duplicate_journey(host: ActionHost) -> None:
    """Insert a copy of the journey as the intended one, and show it."""
    session, new = host.session, ""
    transaction = session.edit(tr("Duplicate as to-be"))
    with transaction as draft:
        new = duplicate_as_to_be(draft, session.journey_id)
    if transaction.succeeded:
        session.show_journey(new)


def _move_journey(by: int) -> Handler:
    """Return a handler that moves the journey by a place in the order of the project."""

    def run(host: ActionHost) -> None:
        session = host.session
        ids = [each.id for each in session.document.journeys()]
        index = ids.index(session.journey_id) + (2 if by > 0 else -1)
        with session.edit(tr("Move journey")) as draft:
            move_journey(draft, session.journey_id, ids[index] if index < len(ids) else None)

    return run


def _can_move(by: int) -> Predicate:
    def can_move(host: ActionHost) -> bool:
        ids = [each.id for each in host.session.document.journeys()]
        return 0 <= ids.index(host.session.journey_id) + by < len(ids)

    return can_move


def _delete_journey(host: ActionHost) -> None:
    """Delete the current journey, and the personas that only it uses."""
    with host.session.edit(tr("Delete journey")) as draft:
        remove_journey(draft, host.session.journey_id)


def _has_detail(host: ActionHost) -> bool:
    return bool(journey_behind(_selected(host)))


def _detail_label(host: ActionHost) -> str:
    if isinstance(_selected(host), Lane):
        return tr("Open the journey of the other curves")
    return tr("Open the detailed journey")


def _selected(host: ActionHost) -> Record | None:
    return host.session.document.find(host.session.selection.single or "")


def _open_detail(host: ActionHost) -> None:
    host.session.open_detail(host.session.selection.single or "")


def _go_back(host: ActionHost) -> None:
    """Show the journey from which this one was opened, with the card or lane that led to it selected."""
    record = host.session.go_back()
    if record:
        host.session.selection.replace([record])
        host.canvas.reveal(record)


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
