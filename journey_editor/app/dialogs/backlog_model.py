"""Table of the backlog: a row for each pain point and opportunity, edited in place."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import icons, style
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import tr
from journey_editor.insight.backlog import Item, answered_pains, backlog
from journey_editor.layout.card_layout import ICON_OF_KIND
from journey_editor.model.records import Card, Journey, Stage
from journey_editor.wording.choice_names import action_status_choice
from journey_editor.wording.map_words import kind_name
from journey_editor.wording.spoken import end_words

_NO_PARENT = QModelIndex()
_AnyIndex = QModelIndex | QPersistentModelIndex
SORT = int(Qt.ItemDataRole.UserRole)
"""Role of the value by which a column is sorted."""
CARD = SORT + 1
"""Role of the id of a row's card."""
RATED = {
    "severity": "pain_point",
    "frequency": "pain_point",
    "impact": "opportunity",
    "effort": "opportunity",
}
"""Rated columns, and the kind of cards that have them."""
EDITED = (*RATED, "owner", "due", "status")
COLUMNS = ("text", "stage", "journey", *RATED, "score", *EDITED[len(RATED) :], "answers")


@reports_errors
class BacklogModel(QAbstractTableModel):
    """Pain points and opportunities of the shown journey, or of all journeys of the project."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.all_journeys = False
        self.items: list[Item] = []

    def refresh(self) -> None:
        """Read the cards again. Rows that stay in place keep the selection and an open editor."""
        session = self._session
        every = [each.id for each in session.document.journeys()]
        items = backlog(session.document, every if self.all_journeys else [session.journey_id])
        if [each.card.id for each in items] == [each.card.id for each in self.items]:
            self.items = items
            if items:
                self.dataChanged.emit(self.index(0, 0), self.index(len(items) - 1, len(COLUMNS) - 1))
            return
        self.beginResetModel()
        self.items = items
        self.endResetModel()

    def rowCount(self, parent: _AnyIndex = _NO_PARENT) -> int:
        """Return the number of cards."""
        return 0 if parent.isValid() else len(self.items)

    def columnCount(self, parent: _AnyIndex = _NO_PARENT) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the names of the columns; the tool tip of the score explains its weighting."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        name = COLUMNS[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _headings()[name]
        if role == Qt.ItemDataRole.ToolTipRole and name == "score":
            return plain_tool_tip(
                tr("Pain point: severity × frequency. Opportunity: impact × (6 − effort). Both are 1 to 25.")
            )
        return None

    def flags(self, index: _AnyIndex) -> Qt.ItemFlag:
        """Return whether a cell can be edited."""
        flags = super().flags(index)
        if self._is_edited(index) and not self._session.read_only:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, its value, or how it is sorted."""
        item, name = self.items[index.row()], COLUMNS[index.column()]
        roles = Qt.ItemDataRole
        if role == CARD:
            return item.card.id
        if role in (roles.DisplayRole, roles.ToolTipRole):
            words = self._words(item, name)
            return plain_tool_tip(words) if role == roles.ToolTipRole else words
        if role == roles.EditRole:
            return getattr(item.card, name, "")
        if role == SORT:
            value = item.score if name == "score" else getattr(item.card, name, None)
            # Numbers from the largest, and those that are not rated last.
            return -(value or 0) if name in (*RATED, "score") else self._words(item, name).casefold()
        if role == roles.DecorationRole and name == "text":
            return icons.icon(ICON_OF_KIND[item.card.kind], style.colors().text)
        if role == roles.AccessibleTextRole and name == "text":
            return f"{kind_name(item.card.kind)}: {self._words(item, name)}"
        if role == roles.TextAlignmentRole and name in (*RATED, "score"):
            return int(Qt.AlignmentFlag.AlignCenter)
        return None

    def setData(self, index: _AnyIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Change a field of a card as an undo step."""
        card, name = self.items[index.row()].card, COLUMNS[index.column()]
        if role != Qt.ItemDataRole.EditRole or not self._is_edited(index) or value == getattr(card, name):
            return False
        return self.change(card.id, **{name: value})

    def change(self, card_id: str, **fields: Any) -> bool:
        """Change fields of a card as an undo step."""
        transaction = self._session.edit(tr("Change card"))
        with transaction as draft:
            draft.change(draft.get(Card, card_id), **fields)
        return transaction.succeeded

    def _is_edited(self, index: _AnyIndex) -> bool:
        name = COLUMNS[index.column()]
        return name in EDITED and RATED.get(name, "") in ("", self.items[index.row()].card.kind)

    def _words(self, item: Item, name: str) -> str:
        document, card = self._session.document, item.card
        if name == "text":
            return in_one_line(plain(card.text)) or end_words(document, card.id)
        if name == "stage":
            return document.get(Stage, item.stage).name or tr("No name")
        if name == "journey":
            return document.get(Journey, item.journey).title or tr("No name")
        if name == "status":
            return action_status_choice(card.status) if card.status else ""
        if name == "answers":
            return ", ".join(end_words(document, each) for each in answered_pains(document, card.id))
        value = item.score if name == "score" else getattr(card, name)
        return "" if value is None or not self._applies(card, name) else str(value)

    @staticmethod
    def _applies(card: Card, name: str) -> bool:
        return RATED.get(name, card.kind) == card.kind


def _headings() -> dict[str, str]:
    return {
        "text": tr("Pain point or opportunity"),
        "stage": tr("Stage"),
        "journey": tr("Journey"),
        "severity": tr("Severity"),
        "frequency": tr("Frequency"),
        "impact": tr("Impact"),
        "effort": tr("Effort"),
        "score": tr("Score"),
        "owner": tr("Owner"),
        "due": tr("Due"),
        "status": tr("Progress"),
        "answers": tr("Linked"),
    }
