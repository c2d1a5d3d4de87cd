"""Outline: a tree of stages, steps, cards, personas and lanes, synchronised with the selection."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QFocusEvent, QFont, QIcon, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.panels.outline_rows import LINKS, Row, outline_rows
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import style
from journey_editor.app.widgets.look.painting import saved
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.foundation.memo import Same
from journey_editor.foundation.translation import ntr, tr
from journey_editor.model.records import Card, CardReference, Lane, Link, Persona
from journey_editor.text.bidi import starts_right_to_left
from journey_editor.wording.spoken import backing_words, describe_card, describe_link, describe_persona

COUNT = int(Qt.ItemDataRole.UserRole)
"""Item role of the count at the end of a row."""
_ROW_SIZE, _HEADING_SIZE = QSize(0, 26), QSize(0, 44)
_GAP = 8
Index = QModelIndex | QPersistentModelIndex
_MOST_REVEALED = 5
"""If more cards are selected, the tree does not expand their stages."""


class Outline(QWidget):
    """Shows the journey as a tree. Its selection and that of the map follow each other."""

    left = Signal()
    """Emitted when the focus must return to the map."""
    chosen = Signal(str)
    """Emitted with the id of a row chosen here, to show it on the map."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("side", "left")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(120)
        self._session = session
        self._open: set[str] = set()
        self._items: dict[str, _Item] = {}
        self._top: list[_Item] = []
        self._shown: tuple[object, ...] = ()
        self._revealed: tuple[tuple[str, ...], set[str]] = (), set()
        self._is_spoken = False
        self.tree = _Tree()
        self.tree.itemSelectionChanged.connect(self._select)
        self.tree.itemExpanded.connect(lambda item: self._fold(item, True))
        self.tree.itemCollapsed.connect(lambda item: self._fold(item, False))
        self.tree.itemActivated.connect(self._activate)
        self.tree.focused.connect(self.refresh)
        self.tree.escaped.connect(self.left)
        heading = QLabel(tr("Outline"))
        heading.setProperty("role", "section")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 14, 4, 0)
        column.setSpacing(8)
        heading.setIndent(8)
        column.addWidget(heading)
        column.addWidget(self.tree, 1)
        session.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the current journey and the selection; rows that stay the same are not touched."""
        if QAccessible.isActive() and not self._is_spoken:
            # A screen reader has been started.
            self._is_spoken = True
            self.paint_icons()
            return
        self._unfold_around_selection()
        session = self._session
        view = session.shown_view
        shown = Same(session.document), session.journey_id, view.id, view.filter, frozenset(self._open)
        with QSignalBlocker(self.tree):
            # The session also changes whenever the file is saved.
            if shown != self._shown:
                self._shown = shown
                self._sync(self.tree.invisibleRootItem(), outline_rows(self._session))
            self._show_selection()

    def paint_icons(self) -> None:
        """Draw the icons again in the current colours."""
        self._items.clear()
        self._top = []
        self._shown = ()
        with QSignalBlocker(self.tree):
            self.tree.clear()
        self.refresh()

    def _sync(self, parent: QTreeWidgetItem, rows: Sequence[Row]) -> None:
        """Update the rows below an item."""
        if not isinstance(parent, _Item):
            items = self._top = self._replaced(parent, self._top, rows)
        elif parent.rows is not rows:
            items = parent.items = self._replaced(parent, parent.items, rows)
            parent.rows = rows
        else:
            return
        for item, row in zip(items, rows, strict=True):
            if item.row is not row:
                if item.row != row:
                    self._fill(item, row)
                # It looks the same, but may expand to other rows.
                item.row = row
            if row.parent or item.rows:
                unfolded = row.id in self._open
                # The cards of a collapsed stage are created when it is expanded.
                self._sync(item, row.children() if unfolded else ())
                if item.isExpanded() != unfolded:
                    item.setExpanded(unfolded)

    def _replaced(self, parent: QTreeWidgetItem, shown: list["_Item"], rows: Sequence[Row]) -> list["_Item"]:
        """Replace the items below a parent between those that stay; return the items for the rows."""
        before, after = [item.row_id for item in shown], [row.id for row in rows]
        if before == after:
            return shown
        start = _common(before, after)
        end = _common(before[start:][::-1], after[start:][::-1])
        for item in shown[start : len(shown) - end]:
            self._forget(item)
            # Not `takeChild`: PySide would never free the item.
            parent.removeChild(item)
        new = [self._made(row) for row in rows[start : len(rows) - end]]
        parent.insertChildren(start, list[QTreeWidgetItem](new))
        return [*shown[:start], *new, *shown[len(shown) - end :]]

    def _made(self, row: Row) -> "_Item":
        item = self._items[row.id] = _SpokenItem(self._words_of) if self._is_spoken else _Item()
        self._fill(item, row)
        item.row = row
        if row.unfolded:
            self._open.add(row.id)
        return item

    def _forget(self, item: "_Item") -> None:
        if self._items.get(item.row_id) is item:
            del self._items[item.row_id]
        for below in item.items:
            self._forget(below)

    def _fill(self, item: QTreeWidgetItem, row: Row) -> None:
        policy, flags = QTreeWidgetItem.ChildIndicatorPolicy, Qt.ItemFlag.ItemIsEnabled
        item.setText(0, row.text)
        item.setToolTip(0, plain_tool_tip(row.tip or row.text))
        item.setData(0, COUNT, row.count)
        item.setIcon(0, row.icon.picture() if row.icon else QIcon())
        item.setChildIndicatorPolicy(policy.ShowIndicator if row.parent else policy.DontShowIndicator)
        item.setFlags(flags if row.heading else flags | Qt.ItemFlag.ItemIsSelectable)
        item.setSizeHint(0, _HEADING_SIZE if row.heading else _ROW_SIZE)
        if row.heading:
            font = style.small_font()
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            item.setFont(0, font)
            item.setForeground(0, style.brush(style.colors().second))

    def _words_of(self, row: Row) -> str:
        """Return all about a card, a persona or a link, or the kind and the name of another record."""
        record, language = self._session.document.find(row.id), self._session.journey.language
        if isinstance(record, Card):
            return describe_card(self._session.document, record, language)
        if isinstance(record, Persona):
            backing = backing_words(self._session.document, record.id)
            return ", ".join(filter(None, [describe_persona(record, language), backing]))
        if isinstance(record, Link):
            return describe_link(self._session.document, record, language)
        kind = record.KIND if record is not None else ""
        patterns = {
            "stage": tr("Stage: {name}"),
            "step": tr("Step: {name}"),
            "lane": tr("Lane: {name}"),
            "card_reference": tr("Reference: {name}"),
        }
        words = patterns.get(kind, "{name}").format(name=row.text)
        cards = int(row.count) if kind in ("stage", "step") and row.count else 0
        said = ntr("{n} card", "{n} cards", cards) if cards else ""
        backing = backing_words(self._session.document, row.id) if kind == "stage" else ""
        return ", ".join(filter(None, [words, said, backing]))

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
        ids = list(dict.fromkeys(filter(None, map(self._record_of, self.tree.selectedItems()))))
        card = self._session.document.find(ids[-1]) if ids else None
        cell = (card.step, card.lane) if isinstance(card, Card) else None
        self._session.selection.replace(ids, cell)
        if ids:
            self.chosen.emit(ids[-1])

    def _show_selection(self) -> None:
        ids = self._session.selection.ids
        with QSignalBlocker(self.tree):
            for item in self.tree.selectedItems():
                if self._record_of(item) not in self._session.selection:
                    item.setSelected(False)
            shown = {self._record_of(each) for each in self.tree.selectedItems()}
            for each in ids:
                if each in self._items and each not in shown:
                    self._items[each].setSelected(True)
            current = self._items.get(ids[-1]) if ids else None
            if current is not None and self._record_of(self.tree.currentItem()) != ids[-1]:
                self.tree.setCurrentItem(current, 0, _keep_selection())
                self.tree.scrollToItem(current)

    def _record_of(self, item: QTreeWidgetItem | None) -> str:
        """Return the record that an item selects: for a reference, which the map does not show, its card."""
        row_id = item.row_id if isinstance(item, _Item) else ""
        record = self._session.document.find(row_id)
        return record.card if isinstance(record, CardReference) else row_id

    def _activate(self, item: QTreeWidgetItem) -> None:
        """Open the reference of a row that is activated with Enter or a double click."""
        if isinstance(item, _Item) and isinstance(self._session.document.find(item.row_id), CardReference):
            self._session.opening.emit(item.row_id)

    def _unfold_around_selection(self) -> None:
        """Expand the stages, steps and groups of the selected records, unless there are many.

        This happens once, so that users can collapse a stage with a selected card in it.
        """
        ids, document = self._session.selection.ids, self._session.document
        around: set[str] = set()
        for record_id in ids if len(ids) <= _MOST_REVEALED else ():
            record = document.find(record_id)
            around |= {LINKS} if isinstance(record, Link) else set()
            while record is not None:
                parent = getattr(record, "step", "") or getattr(record, "stage", "")
                if isinstance(record, Lane):
                    parent = record.group
                around |= {parent} if parent else set()
                record = document.find(parent) if parent else None
        if (ids, around) != self._revealed:
            self._revealed = ids, around
            self._open |= around


class _Item(QTreeWidgetItem):
    """Item of the tree with its row, and the rows last shown below it with their items."""

    def __init__(self) -> None:
        super().__init__()
        self.row: Row | None = None
        self.rows: Sequence[Row] = ()
        self.items: list[_Item] = []

    @property
    def row_id(self) -> str:
        """Id of the row."""
        return self.row.id if self.row is not None else ""


@reports_errors
class _SpokenItem(_Item):
    """Item that says all about its record to a screen reader.

    What it says also depends on other records, so the words are made when they are asked for. An item of
    Python is asked for all of its data when it is painted: without a screen reader, there are none of these.
    """

    def __init__(self, words_of: Callable[[Row], str]) -> None:
        super().__init__()
        self._words_of = words_of

    def data(self, column: int, role: int) -> object:
        """Return the words as the accessible text, and all other data as usual."""
        if role == Qt.ItemDataRole.AccessibleTextRole and self.row is not None:
            return self._words_of(self.row)
        return super().data(column, role)


@reports_errors
class _Words(QStyledItemDelegate):
    """Delegate that paints a row's text and, at the end, its count."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Leave space for the count."""
        super().initStyleOption(option, index)
        count = index.data(COUNT)
        if count:
            taken = option.fontMetrics.horizontalAdvance(count) + 2 * _GAP
            icon = 0 if option.icon.isNull() else option.decorationSize.width() + _GAP
            room = option.rect.width() - taken - icon
            option.text = option.fontMetrics.elidedText(option.text, option.textElideMode, room)
        if starts_right_to_left(option.text):
            # Put the ellipsis at the end in reading direction.
            option.text = f"\u2067{option.text}"

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the text, then the count in a secondary colour."""
        super().paint(painter, option, index)
        count = index.data(COUNT)
        if count:
            with saved(painter):
                painter.setFont(option.font)
                painter.setPen(style.brush(style.colors().second).color())
                room = option.rect.adjusted(_GAP, 0, -_GAP, 0)
                far = (
                    Qt.AlignmentFlag.AlignLeft
                    if option.direction == Qt.LayoutDirection.RightToLeft
                    else Qt.AlignmentFlag.AlignRight
                )
                # Otherwise, a painter from right to left would mirror it again.
                far |= Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(room, far, count)


@reports_errors
class _Tree(QTreeWidget):
    """Tree that emits `focused` when it gets the focus, and `escaped` on Esc."""

    focused = Signal()
    escaped = Signal()

    def __init__(self) -> None:
        super().__init__(columnCount=1)
        self.setHeaderHidden(True)
        self.setIndentation(12)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(QSize(14, 14))
        self.setAccessibleName(tr("Outline"))
        self.setItemDelegate(_Words(self))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Emit `focused` before a screen reader asks for the current item."""
        self.focused.emit()
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return to the map on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        else:
            super().keyPressEvent(event)


def _place(card: Card) -> tuple[str, str, str]:
    return card.step, card.lane, card.order


def _keep_selection() -> QItemSelectionModel.SelectionFlag:
    return QItemSelectionModel.SelectionFlag.NoUpdate


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return the length of the common prefix."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
