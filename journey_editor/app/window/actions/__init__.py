"""The one table of actions from which menus, toolbar, palette, key sheet and tests are made."""

from journey_editor.app.window.actions.action import Action
from journey_editor.app.window.actions.editing import editing_actions
from journey_editor.app.window.actions.inserting import inserting_actions
from journey_editor.app.window.actions.project import project_actions
from journey_editor.app.window.actions.viewing import helping_actions, viewing_actions


def action_table() -> dict[str, Action]:
    """All actions by their ids, with their names in the language in use."""
    rows = (
        *project_actions(),
        *editing_actions(),
        *inserting_actions(),
        *viewing_actions(),
        *helping_actions(),
    )
    return {row.id: row for row in rows}
