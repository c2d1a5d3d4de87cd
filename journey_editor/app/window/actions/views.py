"""Actions on saved views of the journey."""

from dataclasses import replace

from journey_editor.app.session.session import Session
from journey_editor.app.window.actions.action import Action, Handler, Predicate
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.commands.lens_views import Lens, add_lens_view
from journey_editor.editing.commands.views import (
    compare_personas,
    duplicate_view,
    free_name,
    move_view,
    update_view,
)
from journey_editor.foundation.translation import tr
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.records import Persona, kind_of
from journey_editor.wording.map_words import persona_name

_WITH_PERSONA = ("persona", "lane")


def views_actions() -> tuple[Action, ...]:
    """Return the actions that show and change views. They are disabled during a presentation."""
    return tuple(
        replace(each, enabled=_unless_presenting(each.enabled)) for each in (*_showing(), *_changing())
    )


def _showing() -> tuple[Action, ...]:
    return (
        Action(
            "views.choose",
            tr("Show a view…"),
            lambda host: host.bars.view_bar.open_menu(),
            ("Ctrl+F7",),
            enabled=_has_views,
            icon="eye",
        ),
        Action(
            "views.whole",
            tr("Whole map"),
            lambda host: host.session.shown_view.show(""),
            enabled=lambda host: _is_shown(host) or host.session.shown_view.filter.active,
            checked=lambda host: not _is_shown(host),
            full=tr("Leave the view: whole map"),
        ),
        Action(
            "views.next",
            tr("Next view"),
            lambda host: _show_next(host.session, 1),
            ("F7",),
            enabled=_has_views,
        ),
        Action(
            "views.previous",
            tr("Previous view"),
            lambda host: _show_next(host.session, -1),
            ("Shift+F7",),
            enabled=_has_views,
        ),
        Action(
            "views.hides",
            tr("Hide cards that do not match"),
            _toggle_hiding,
            enabled=lambda host: host.session.shown_view.filter.active,
            checked=lambda host: host.session.shown_view.filter.hides,
        ),
    )


def _changing() -> tuple[Action, ...]:
    return (
        Action("views.save", tr("Save view…"), lambda host: host.bars.view_bar.ask_save(), icon="save"),
        Action(
            "persona.compare",
            tr("Compare two personas"),
            _compare,
            enabled=lambda host: len(_compared(host.session)) == 2,
            icon="columns-2",
        ),
        Action(
            "persona.side_by_side",
            tr("Compare personas side by side…"),
            lambda host: host.files.compare_personas(_compared(host.session)[:2]),
            enabled=lambda host: len(host.session.document.personas_of(host.session.journey_id)) > 1,
            icon="columns-2",
        ),
        Action(
            "views.support",
            tr("New support view"),
            _add_lens_view("support", tr("Add support view")),
            icon="life-buoy",
        ),
        Action(
            "views.experience",
            tr("New experience view"),
            _add_lens_view("experience", tr("Add experience view")),
            icon="heart",
        ),
        Action("views.update", tr("Update view"), _update, enabled=_is_shown),
        Action(
            "views.rename",
            tr("Rename…"),
            lambda host: host.bars.view_bar.ask_rename(),
            enabled=_is_shown,
            full=tr("Rename view…"),
        ),
        Action("views.duplicate", tr("Duplicate"), _duplicate, enabled=_is_shown, full=tr("Duplicate view")),
        Action("views.up", tr("Move up"), _move(-1), enabled=_can_move(-1), full=tr("Move view up")),
        Action("views.down", tr("Move down"), _move(1), enabled=_can_move(1), full=tr("Move view down")),
        Action("views.delete", tr("Delete"), _delete, enabled=_is_shown, full=tr("Delete view")),
    )


def _unless_presenting(enabled: Predicate) -> Predicate:
    return lambda host: not host.presenting and enabled(host)


def _is_shown(host: ActionHost) -> bool:
    return bool(host.session.shown_view.id)


def _has_views(host: ActionHost) -> bool:
    return bool(host.session.document.views_of(host.session.journey_id))


def _show_next(session: Session, by: int) -> None:
    """Show the next or previous view; the whole map is between the last and the first one."""
    ids = ["", *(each.id for each in session.document.views_of(session.journey_id))]
    session.shown_view.show(ids[(ids.index(session.shown_view.id) + by) % len(ids)])


def _toggle_hiding(host: ActionHost) -> None:
    shown = host.session.shown_view
    shown.set_filter(replace(shown.filter, hides=not shown.filter.hides))


def _update(host: ActionHost) -> None:
    shown = host.session.shown_view
    with host.session.edit(tr("Update view")) as draft:
        update_view(draft, shown.id, shown.filter, host.canvas.zoom())


def _add_lens_view(lens: Lens, name: str) -> Handler:
    """Return a handler that saves a view with the lanes of a lens, and shows it."""

    def run(host: ActionHost) -> None:
        session, new = host.session, ""
        transaction = session.edit(name)
        with transaction as draft:
            new = add_lens_view(draft, session.journey_id, lens, host.canvas.zoom()).id
        if transaction.succeeded:
            session.shown_view.show(new)

    return run


def _compared(session: Session) -> list[str]:
    """Return the ids of the selected personas, or of those of the selected lanes; of all if these are two."""
    document, ids = session.document, session.selection.ids
    people = [each.id for each in document.personas_of(session.journey_id)]
    found = {getattr(document.find(each), "persona", each) for each in ids if kind_of(each) in _WITH_PERSONA}
    return [each for each in people if each in found] if found or len(people) != 2 else people


def _compare(host: ActionHost) -> None:
    """Show a view of two personas, with a name of its own; one that was made before is shown again."""
    session, journey = host.session, host.session.journey_id
    people = _compared(session)
    one, other = (persona_name(session.document.get(Persona, each)) for each in people)
    name = tr("{one} and {other}").format(one=one, other=other)[:NAME_LIMIT]
    found = next((each.id for each in session.document.views_of(journey) if each.name == name), "")
    if not found:
        transaction = session.edit(tr("Compare personas"))
        with transaction as draft:
            found = compare_personas(draft, journey, people, name, host.canvas.zoom()).id
        if not transaction.succeeded:
            return
    session.shown_view.show(found)


def _duplicate(host: ActionHost) -> None:
    session = host.session
    view, copy = session.shown_view.record, ""
    transaction = session.edit(tr("Duplicate view"))
    with transaction as draft:
        if view is not None:
            copy = duplicate_view(draft, view.id, free_name(draft, view.journey, view.name)).id
    if transaction.succeeded:
        session.shown_view.show(copy)


def _delete(host: ActionHost) -> None:
    session = host.session
    view_id = session.shown_view.id
    transaction = session.edit(tr("Delete view"))
    with transaction as draft:
        draft.remove(view_id)
    if transaction.succeeded:
        session.shown_view.show("")


def _move(by: int) -> Handler:
    def move(host: ActionHost) -> None:
        with host.session.edit(tr("Move view")) as draft:
            move_view(draft, host.session.shown_view.id, by)

    return move


def _can_move(by: int) -> Predicate:
    def can_move(host: ActionHost) -> bool:
        session = host.session
        ids = [each.id for each in session.document.views_of(session.journey_id)]
        shown = session.shown_view.id
        return shown in ids and 0 <= ids.index(shown) + by < len(ids)

    return can_move
