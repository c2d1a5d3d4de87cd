"""Import of tables: what their columns are is shown and can be changed before the map is made."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.settings import Settings
from journey_editor.conversion.formats import Imported
from journey_editor.interchange.journey_tables.plan import Plan
from journey_editor.interchange.journey_tables.source import TableImport

Again = Callable[[], Imported]
"""Function that makes the map, on any thread. It raises `UserError` and `CancelledError`."""


def ask_about_table(
    parent: QWidget | None,
    name: str,
    found: TableImport,
    settings: Settings,
    jobs: Jobs,
    on_chosen: Callable[[Again], object],
    on_cancel: Callable[[], object],
    on_cards: Callable[[], object] | None = None,
) -> None:
    """Show the map from a table, and call `on_chosen` with what makes it when the user agrees.

    With `on_cards`, the user can paste the cells as cards instead.
    """
    from journey_editor.app.dialogs.table_review import TableReview

    dialog = TableReview(parent, name, found, settings, jobs, pasted=on_cards is not None)

    def choose(index: int, plan: Plan) -> None:
        on_chosen(lambda: imported_again(found, index, plan))

    dialog.chosen.connect(choose)
    dialog.rejected.connect(on_cancel)
    if on_cards is not None:
        dialog.as_cards.connect(on_cards)
    dialog.open()


def imported_again(found: TableImport, index: int, plan: Plan) -> Imported:
    """Return the journey of a table with a plan; the one that was read if it is the same."""
    from journey_editor.interchange.journey_tables.source import journey_from

    if (index, plan) != (found.index, found.plan):
        found = journey_from(found.source, index, plan)
    return Imported(found.document, {}, found.losses)
