"""Actions on groups of lanes."""

from collections.abc import Sequence

from journey_editor.app.session.folding import are_folded, groups_in_focus, toggle_groups
from journey_editor.app.session.removal import remove_selection
from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.host import ActionHost
from journey_editor.editing.commands.lane_groups import group_lanes, ungroup
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.lane_groups import lanes_in
from journey_editor.model.records import Lane


def grouping_actions() -> tuple[Action, ...]:
    """Return the actions that make, collapse and remove groups of lanes."""
    return (
        Action("lane.group", tr("Group lanes"), _group, ("Ctrl+G",), enabled=_can_group, icon="rows-3"),
        Action(
            "lane.ungroup",
            tr("Ungroup lanes"),
            _ungroup,
            ("Ctrl+Shift+G",),
            enabled=lambda host: bool(_chosen_groups(host)),
        ),
        Action(
            "lane_group.collapse",
            tr("Collapse group of lanes"),
            lambda host: toggle_groups(host.session, groups_in_focus(host.session)),
            ("Ctrl+Alt+G",),
            enabled=lambda host: bool(groups_in_focus(host.session)),
            checked=lambda host: are_folded(host.session, groups_in_focus(host.session)),
        ),
        Action(
            "lane_group.delete",
            tr("Delete group with its lanes"),
            _delete,
            enabled=lambda host: bool(host.session.selection.of_kind("lane_group")),
            icon="trash-2",
        ),
    )


def _delete(host: ActionHost) -> None:
    remove_selection(host.session, tr("Delete group of lanes"))


def _chosen_lanes(host: ActionHost) -> list[str]:
    """Return the selected lanes, and those of the selected groups."""
    document, selection = host.session.document, host.session.selection
    inside = (lane.id for each in selection.of_kind("lane_group") for lane in lanes_in(document, each))
    return list(dict.fromkeys((*selection.of_kind("lane"), *inside)))


def _can_group(host: ActionHost) -> bool:
    selection = host.session.selection
    return bool(selection.of_kind("lane")) or len(selection.of_kind("lane_group")) > 1


def _group(host: ActionHost) -> None:
    """Put the selected lanes into a group, and write its name."""
    session, lanes = host.session, _chosen_lanes(host)
    new = ""
    transaction = session.edit(ntr("Group lane", "Group {n} lanes", len(lanes)))
    with transaction as draft:
        new = group_lanes(draft, lanes, tr("New group", session.journey.language)).id
    if transaction.succeeded:
        session.selection.replace([new])
        host.canvas.reveal(new)
        host.canvas.edit_text(new)


def _chosen_groups(host: ActionHost) -> Sequence[str]:
    """Return the selected groups, else those of the selected lanes."""
    document, selection = host.session.document, host.session.selection
    of_lanes = (document.get(Lane, each).group for each in selection.of_kind("lane"))
    return selection.of_kind("lane_group") or tuple(dict.fromkeys(filter(None, of_lanes)))


def _ungroup(host: ActionHost) -> None:
    session, groups = host.session, _chosen_groups(host)
    lanes = [lane.id for each in groups for lane in lanes_in(session.document, each)]
    transaction = session.edit(ntr("Ungroup lanes", "Ungroup lanes of {n} groups", len(groups)))
    with transaction as draft:
        ungroup(draft, groups)
    if transaction.succeeded:
        session.selection.replace(lanes)
