"""Actions that hide, show and collapse lanes and personas."""

from collections.abc import Sequence

from journey_editor.app.session.folding import are_folded, toggle_groups
from journey_editor.app.session.session import Session
from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.commands.visibility import (
    collapse_lanes,
    hidden_lanes,
    hidden_personas,
    hide_lanes,
    hide_personas,
    show_all,
    show_all_personas,
)
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model import kinds
from journey_editor.model.lane_groups import lanes_in
from journey_editor.model.records import Card, Lane


def visibility_actions() -> tuple[Action, ...]:
    """Return the actions for lanes and personas that are hidden or collapsed."""
    return (
        Action(
            "lane.hide",
            tr("Hide lane"),
            _hide_lanes,
            ("Ctrl+Shift+H",),
            enabled=lambda host: bool(lanes_in_focus(host.session)),
            icon="eye-off",
        ),
        Action(
            "lane.collapse",
            tr("Collapse lane"),
            _collapse_lanes,
            ("Ctrl+Shift+L",),
            enabled=lambda host: bool(_collapsible(host.session) or _groups(host.session)),
            checked=lambda host: _are_collapsed(host.session),
            label=lambda host: tr("Collapse group") if _groups(host.session) else tr("Collapse lane"),
        ),
        Action(
            "persona.hide",
            tr("Hide persona"),
            _hide_personas,
            enabled=lambda host: bool(_shown_personas(host.session)),
            icon="eye-off",
        ),
        Action(
            "lane.show_all",
            tr("Show all lanes"),
            _show_all_lanes,
            enabled=lambda host: _hides_lanes(host.session),
            icon="eye",
        ),
        Action(
            "persona.show_all",
            tr("Show all personas"),
            _show_all_personas,
            enabled=lambda host: bool(hidden_personas(host.session.seen, host.session.journey_id)),
            icon="eye",
        ),
    )


def lanes_in_focus(session: Session) -> Sequence[str]:
    """Return the selected lanes that are shown, else those of the selected cards, else the focused one.

    The lanes of a selected group are selected, too.
    """
    document, selection = session.document, session.selection
    chosen = list(selection.of_kind("lane"))
    chosen += [lane.id for group in _groups(session) for lane in lanes_in(document, group)]
    of_cards = [document.get(Card, each).lane for each in selection.of_kind("card")]
    of_cell = [selection.cell[1]] if selection.cell and not selection.ids else []
    found = list(dict.fromkeys(chosen or of_cards or of_cell))
    return [each for each in found if not session.seen.get(Lane, each).hidden]


def _groups(session: Session) -> Sequence[str]:
    return session.selection.of_kind("lane_group")


def _collapsible(session: Session) -> Sequence[str]:
    """Return the lanes in focus that are not lines across the map."""
    lanes = (session.document.get(Lane, each) for each in lanes_in_focus(session))
    return [lane.id for lane in lanes if lane.kind not in kinds.LINE_KINDS]


def _hide_lanes(host: ActionHost) -> None:
    session, lanes = host.session, lanes_in_focus(host.session)
    transaction = session.edit(ntr("Hide lane", "Hide lanes", len(lanes)))
    with transaction as draft:
        hide_lanes(draft, lanes)
    if transaction.succeeded:
        session.selection.clear()


def _are_collapsed(session: Session) -> bool:
    if groups := _groups(session):
        return are_folded(session, groups)
    lanes = _collapsible(session)
    return bool(lanes) and all(session.document.get(Lane, each).collapsed for each in lanes)


def _collapse_lanes(host: ActionHost) -> None:
    session, lanes = host.session, _collapsible(host.session)
    if groups := _groups(session):
        toggle_groups(session, groups)
        return
    collapsed = not _are_collapsed(session)
    collapse = ntr("Collapse lane", "Collapse lanes", len(lanes))
    transaction = session.edit(collapse if collapsed else ntr("Expand lane", "Expand lanes", len(lanes)))
    with transaction as draft:
        collapse_lanes(draft, lanes, collapsed=collapsed)
    if transaction.succeeded and collapsed:
        # The cards are no longer on the map.
        session.selection.replace(lanes)


def _shown_personas(session: Session) -> Sequence[str]:
    shown = [each.id for each in session.seen.personas_of(session.journey_id, hidden=False)]
    return [each for each in session.selection.of_kind("persona") if each in shown]


def _hide_personas(host: ActionHost) -> None:
    session, personas = host.session, _shown_personas(host.session)
    transaction = session.edit(ntr("Hide persona", "Hide personas", len(personas)))
    with transaction as draft:
        hide_personas(draft, session.journey_id, personas)
    if transaction.succeeded:
        session.selection.clear()


def _hides_lanes(session: Session) -> bool:
    seen, journey = session.seen, session.journey_id
    return bool(hidden_lanes(seen, journey)) or any(
        seen.persona_lane(journey, each.id) for each in hidden_personas(seen, journey)
    )


def _show_all_lanes(host: ActionHost) -> None:
    session = host.session
    with session.edit(tr("Show all lanes")) as draft:
        show_all(draft, session.journey_id)


def _show_all_personas(host: ActionHost) -> None:
    session = host.session
    with session.edit(tr("Show all personas")) as draft:
        show_all_personas(draft, session.journey_id)
