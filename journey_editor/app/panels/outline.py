"""The outline: a tree of stages, steps and cards, of personas and lanes, in step with the selection."""

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.look import style
from journey_editor.app.panels.outline_rows import Row, card_row, outline_rows
from journey_editor.app.session import Session
from journey_editor.editing.editor import Edited
from journey_editor.foundation.translation import tr
from journey_editor.model.records import Card, kind_of

_ROW_HEIGHT, _HEADING_HEIGHT = 26, 44
_SHOWN = ("journey", "persona", "journey_persona", "stage", "step", "lane", "card")
"""The kinds of records that have a row, or decide on one."""
_MOST_REVEALED = 5
"""With more cards selected than these, the tree stays as it is instead of unfolding all their stages."""


class Outline(QWidget):
    """Shows the journey as a tree. What is selected there is selected on the map, and the other way round."""

    left = Signal()
    """The person goes back to the map."""
    chosen = Signal(str)
    """The id of what was chosen here, to be shown on the map."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setProperty("side", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(120)
        self._session = session
        self._open: set[str] = set()
        self._items: dict[str, _Item] = {}
        self.tree = _Tree()
        self.tree.itemSelectionChanged.connect(self._select)
        self.tree.itemExpanded.connect(lambda item: self._fold(item, True))
        self.tree.itemCollapsed.connect(lambda item: self._fold(item, False))
        self.tree.escaped.connect(self.left)
        heading = QLabel(tr("Outline").upper())
        heading.setProperty("role", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 4, 0)
        column.setSpacing(8)
        heading.setIndent(8)
        column.addWidget(heading)
        column.addWidget(self.tree, 1)
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self.refresh)
        session.edited.connect(self._follow)
        session.journey_changed.connect(self._later.start)
        session.selection.changed.connect(self._show_selection)
        self.refresh()

    def refresh(self) -> None:
        """Show the journey as it is; items that stay the same are not touched."""
        with QSignalBlocker(self.tree):
            self._items.clear()
            self._sync(self.tree.invisibleRootItem(), outline_rows(self._session))
            self._show_selection()

    def paint_icons(self) -> None:
        """Draw the icons in the colours in use."""
        self._items.clear()
        with QSignalBlocker(self.tree):
            self.tree.clear()
        self.refresh()

    def _sync(self, parent: QTreeWidgetItem, rows: Sequence[Row]) -> None:
        while parent.childCount() > len(rows):
            last = parent.child(parent.childCount() - 1)
            assert last is not None
            # Not `takeChild`: PySide then keeps the item for ever.
            parent.removeChild(last)
        while parent.childCount() < len(rows):
            parent.addChild(_Item())
        for index, row in enumerate(rows):
            item = parent.child(index)
            assert isinstance(item, _Item)
            if item.row != row:
                self._fill(item, row)
            # The same to the eye, but it may unfold to other rows.
            item.row = row
            self._items[row.id] = item
            unfolded = row.id in self._open
            # The cards of a folded stage wait until somebody looks at them.
            self._sync(item, row.children() if unfolded else ())
            item.setExpanded(unfolded)

    def _follow(self, edited: Edited) -> None:
        """Rewrite the rows of cards that only say something else; after another edit go through all rows."""
        cards: list[Card] = []
        for record_id, before, after in edited.changes:
            if isinstance(before, Card) and isinstance(after, Card) and _place(before) == _place(after):
                cards.append(after)
            elif kind_of(record_id) in _SHOWN:
                self._later.start()
                return
        with QSignalBlocker(self.tree):
            for card in cards:
                if (item := self._items.get(card.id)) is not None:
                    item.row = card_row(card)
                    self._fill(item, item.row)

    def _fill(self, item: QTreeWidgetItem, row: Row) -> None:
        colors, align, flags = style.colors(), Qt.AlignmentFlag, Qt.ItemFlag.ItemIsEnabled
        policy = QTreeWidgetItem.ChildIndicatorPolicy
        item.setText(0, row.text)
        item.setToolTip(0, row.text)
        item.setText(1, row.count)
        item.setIcon(0, row.icon.picture() if row.icon else QIcon())
        item.setChildIndicatorPolicy(policy.ShowIndicator if row.parent else policy.DontShowIndicator)
        item.setFlags(flags if row.heading else flags | Qt.ItemFlag.ItemIsSelectable)
        item.setFirstColumnSpanned(not row.count)
        item.setFont(0, style.small_font() if row.heading else self.tree.font())
        item.setSizeHint(0, QSize(0, _HEADING_HEIGHT if row.heading else _ROW_HEIGHT))
        item.setTextAlignment(0, align.AlignLeft | align.AlignVCenter)
        item.setTextAlignment(1, align.AlignRight | align.AlignVCenter)
        item.setForeground(0, style.brush(colors.second if row.heading else colors.text))
        item.setForeground(1, style.brush(colors.second))

    def _fold(self, item: QTreeWidgetItem, unfolded: bool) -> None:
        assert isinstance(item, _Item) and item.row is not None
        row = item.row
        if unfolded:
            self._open.add(row.id)
            with QSignalBlocker(self.tree):
                self._sync(item, row.children())
                self._show_selection()
        else:
            self._open.discard(row.id)

    def _select(self) -> None:
        chosen = (each.row for each in self.tree.selectedItems() if isinstance(each, _Item))
        ids = [row.id for row in chosen if row is not None]
        card = self._session.document.find(ids[-1]) if ids else None
        cell = (card.step, card.lane) if isinstance(card, Card) else None
        self._session.selection.replace(ids, cell)
        if ids:
            self.chosen.emit(ids[-1])

    def _show_selection(self) -> None:
        ids = self._session.selection.ids
        if len(ids) <= _MOST_REVEALED and any(each not in self._items for each in ids):
            self._unfold_around(ids)
        with QSignalBlocker(self.tree):
            for record_id, item in self._items.items():
                item.setSelected(record_id in self._session.selection)
            current = self._items.get(ids[-1]) if ids else None
            if current is not None and self.tree.currentItem() is not current:
                self.tree.setCurrentItem(current, 0, _keep_selection())
                self.tree.scrollToItem(current)

    def _unfold_around(self, ids: Sequence[str]) -> None:
        document = self._session.document
        around: set[str] = set()
        for record_id in ids:
            record = document.find(record_id)
            while record is not None:
                parent = getattr(record, "step", "") or getattr(record, "stage", "")
                around |= {parent} if parent else set()
                record = document.find(parent) if parent else None
        if not around <= self._open and around:
            self._open |= around
            self._later.start()


class _Item(QTreeWidgetItem):
    """A row of the tree, with what it shows."""

    row: Row | None = None


class _Tree(QTreeWidget):
    """A tree of two columns, the words and a count, that tells when Esc is pressed in it."""

    escaped = Signal()

    def __init__(self) -> None:
        super().__init__(columnCount=2)
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(tr("Outline"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(24)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Fixed)
        header.resizeSection(1, 28)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the map."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _place(card: Card) -> tuple[str, str, str]:
    return card.step, card.lane, card.order


def _keep_selection() -> QItemSelectionModel.SelectionFlag:
    return QItemSelectionModel.SelectionFlag.NoUpdate
