"""What is selected in a window: ids in the order of choosing, and the cell in focus."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, Signal

from journey_editor.model.document import Cell
from journey_editor.model.records import kind_of


class Selection(QObject):
    """Ids of any records of the map (a persona's id stands for the persona lane), and at most one cell.

    The cell in focus is where new cards go; it may hold selected cards or be empty. What `exists` denies
    cannot be selected.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None, exists: Callable[[str], bool] = lambda _: True) -> None:
        super().__init__(parent)
        self._exists = exists
        self._ids: tuple[str, ...] = ()
        self._cell: Cell | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        """The selected records."""
        return self._ids

    @property
    def cell(self) -> Cell | None:
        """The cell in focus: its step and its lane."""
        return self._cell

    @property
    def single(self) -> str | None:
        """The selected record if there is exactly one."""
        return self._ids[0] if len(self._ids) == 1 else None

    def __contains__(self, record_id: object) -> bool:
        return record_id in self._ids

    def __bool__(self) -> bool:
        return bool(self._ids)

    def of_kind(self, kind: str) -> tuple[str, ...]:
        """The selected records of a kind, such as `card`."""
        return tuple(each for each in self._ids if kind_of(each) == kind)

    def replace(self, ids: Iterable[str] = (), cell: Cell | None = None) -> None:
        """Select these instead, with this cell in focus."""
        chosen = tuple(filter(self._exists, dict.fromkeys(ids)))
        if cell is not None and not all(map(self._exists, cell)):
            cell = None
        if (chosen, cell) != (self._ids, self._cell):
            self._ids, self._cell = chosen, cell
            self.changed.emit()

    def add(self, *ids: str) -> None:
        """Select these too."""
        self.replace((*self._ids, *ids), self._cell)

    def toggle(self, record_id: str) -> None:
        """Select a record, or take it out of the selection."""
        if record_id in self._ids:
            self.replace((each for each in self._ids if each != record_id), self._cell)
        else:
            self.add(record_id)

    def clear(self) -> None:
        """Select nothing."""
        self.replace()

    def drop_gone(self) -> None:
        """Drop what does not exist any more."""
        self.replace(self._ids, self._cell)
