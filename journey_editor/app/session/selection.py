"""Selection of a window: ids in the order of selecting, and the focused cell."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from journey_editor.model.document import Cell
from journey_editor.model.records import kind_of


class Selection(QObject):
    """Ids of any records of the map (the id of a persona selects its persona lane), and at most one cell.

    New cards are added to the focused cell, which may hold selected cards or be empty. Ids for which `exists`
    returns False cannot be selected.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, exists: Callable[[str], bool] = lambda _: True) -> None:
        super().__init__(parent)
        self._exists = exists
        self._ids: tuple[str, ...] = ()
        self._cell: Cell | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """Selected records."""
        return self._ids

    @property
    def cell(self) -> Cell | None:
        """Focused cell."""
        return self._cell

    @property
    def single(self) -> str | None:
        """Selected record if there is exactly one, or None."""
        return self._ids[0] if len(self._ids) == 1 else None

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._ids

    def __bool__(self) -> bool:
        return bool(self._ids)

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """Return the selected records of a kind, such as `card`."""
        return tuple(each for each in self._ids if kind_of(each) == kind)

    def replace(self, ids: Iterable[str] = (), cell: Cell | None = None) -> None:
        """Replace the selection and the focused cell."""
        chosen = tuple(filter(self._exists, dict.fromkeys(ids)))
        if cell is not None and not all(map(self._exists, cell)):
            cell = None
        if (chosen, cell) != (self._ids, self._cell):
            self._ids, self._cell = chosen, cell
            self.changed.emit()

    def add(self, *ids: str) -> None:
        """Add records to the selection."""
        self.replace((*self._ids, *ids), self._cell)

    def toggle(self, record_id: str) -> None:
        """Add a record to the selection, or remove it."""
        if record_id in self._ids:
            self.replace((each for each in self._ids if each != record_id), self._cell)
        else:
            self.add(record_id)

    def clear(self) -> None:
        """Clear the selection."""
        self.replace()

    def drop_gone(self) -> None:
        """Remove records that no longer exist."""
        self.replace(self._ids, self._cell)
