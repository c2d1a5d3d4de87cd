"""Collapsing and expanding of groups of lanes."""

from collections.abc import Iterable, Sequence

from journey_editor.app.session.session import Session
from journey_editor.editing.commands.lane_groups import fold_groups
from journey_editor.foundation.translation import ntr
from journey_editor.model.records import Card, Lane, LaneGroup


def groups_in_focus(session: Session) -> Sequence[str]:
    """Return the selected groups, else those of the selected lanes, else those of the lanes of the focus."""
    document, selection = session.document, session.selection
    lanes = list(selection.of_kind("lane"))
    lanes += [document.get(Card, each).lane for each in selection.of_kind("card")]
    lanes += [selection.cell[1]] if selection.cell and not selection.ids else []
    around = filter(None, (document.get(Lane, each).group for each in lanes))
    return selection.of_kind("lane_group") or tuple(dict.fromkeys(around))


def are_folded(session: Session, group_ids: Iterable[str]) -> bool:
    """Return True if all of some groups are collapsed, and there is at least one."""
    groups = [session.document.get(LaneGroup, each) for each in group_ids]
    return bool(groups) and all(group.collapsed for group in groups)


def toggle_groups(session: Session, group_ids: Sequence[str]) -> None:
    """Collapse groups, or expand them if all are collapsed, and select them."""
    folded = not are_folded(session, group_ids)
    collapse = ntr("Collapse group of lanes", "Collapse groups of lanes", len(group_ids))
    expand = ntr("Expand group of lanes", "Expand groups of lanes", len(group_ids))
    transaction = session.edit(collapse if folded else expand)
    with transaction as draft:
        fold_groups(draft, group_ids, folded=folded)
    if transaction.succeeded:
        # What was selected may no longer be on the map.
        session.selection.replace(group_ids)
