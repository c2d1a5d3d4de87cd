"""Action table, the source of menus, toolbar, command palette and list of shortcuts."""

from collections.abc import Mapping
from functools import cache

from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.editing import editing_actions
from journey_editor.app.window.actions.grouping import grouping_actions
from journey_editor.app.window.actions.inserting import inserting_actions
from journey_editor.app.window.actions.journeys import journey_actions
from journey_editor.app.window.actions.project import project_actions
from journey_editor.app.window.actions.viewing import helping_actions, viewing_actions
from journey_editor.app.window.actions.views import views_actions
from journey_editor.app.window.actions.visibility import visibility_actions


@cache
def action_table() -> Mapping[str, Action]:
    """Return all actions by their ids."""
    rows = (
        *project_actions(),
        *editing_actions(),
        *inserting_actions(),
        *viewing_actions(),
        *views_actions(),
        *visibility_actions(),
        *grouping_actions(),
        *helping_actions(),
        *journey_actions(),
    )
    return {row.id: row for row in rows}
