"""Window that compares two things of a project: the map of both, and the list of what differs."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.canvas.drawing_view import DrawingView
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.runtime.jobs import Job, Jobs, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.widgets.two_line_delegate import TwoLineDelegate
from journey_editor.drawing.change_marks import draw_changes
from journey_editor.drawing.draw_map import draw_map
from journey_editor.drawing.primitives import Drawing
from journey_editor.editing.change_words import ComparisonWords, comparison_text, listed
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document

_RECORD = Qt.ItemDataRole.UserRole
_KIND = Qt.ItemDataRole.UserRole + 1
_LIST_WIDTH = 340


class Compared(Protocol):
    """Result of a comparison: a map of both, and what differs (`changes`)."""

    @property
    def document(self) -> Document:
        """Document with the map of both."""

    @property
    def journey(self) -> str:
        """Id of the journey of that map."""

    @property
    def changes(self) -> Sequence[Any]:
        """Changes, each with its `kind` and the `record` on the map."""

    @property
    def marks(self) -> Mapping[str, tuple[str, ...]]:
        """Kinds of changes by card."""

    @property
    def faint(self) -> frozenset[str]:
        """Ids of what is pale."""

    @property
    def former(self) -> Mapping[str, tuple[str, str]]:
        """Earlier texts and places of cards."""

    @property
    def owners(self) -> Mapping[str, tuple[str, ...]]:
        """Personas of the rows, by lane."""

    @property
    def gaps(self) -> Sequence[tuple[str, str]]:
        """Pairs of points that differ."""

    def legend(self) -> Sequence[tuple[str, str]]:
        """Return the entries of the legend that explain the marks."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Comparison in a document, and its drawing."""

    document: Document
    comparison: Compared
    drawing: Drawing
    right_to_left: bool


@reports_errors
class ComparisonWindow(QDialog):
    """Map of both on the left, list of what differs on the right. It follows each edit of the project.

    A subclass says what is compared: `_names`, `_compare_two`, `_export_dialog`, and its `words`.
    """

    words_of: ComparisonWords
    labels: tuple[str, str]
    """Labels of the two fields."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        jobs: Jobs,
        chosen: tuple[str, str],
    ) -> None:
        """`chosen` are the ids of what is compared at first."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A window of its own, so that it can be as large as the map.
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._session, self._settings, self._notice_bar, self._all_jobs = session, settings, notice_bar, jobs
        self._jobs = OwnedJobs(jobs, self)
        self._job: Job | None = None
        self._document = session.document
        self._drawn: _Drawn | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        """First row of each changed record, and the heading of each kind of change."""
        self.first, self.second = _combo(), _combo()
        self.view = DrawingView(self._pictures())
        self.changes = QTreeWidget()
        self.changes.setHeaderHidden(True)
        self.changes.setItemDelegate(TwoLineDelegate(self.changes))
        self.changes.setAccessibleName(tr("Changes"))
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.copy = QPushButton(tr("Copy list"))
        self.export = QPushButton(tr("Export…"))
        self._fill(*chosen)
        self._last = self._chosen()
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=30)
        self._timer.timeout.connect(self._compare)
        for combo, other in ((self.first, self.second), (self.second, self.first)):
            combo.currentIndexChanged.connect(partial(self._keep_apart, combo, other))
            combo.currentIndexChanged.connect(self._timer.start)
        self.changes.currentItemChanged.connect(self._show_chosen)
        self.changes.itemClicked.connect(self._show_chosen)
        self.view.clicked.connect(self._choose)
        self.copy.clicked.connect(self.copy_list)
        self.export.clicked.connect(self.ask_export)
        session.changed.connect(self._follow)
        for keys, run in (
            ("Ctrl+9", self.view.fit),
            ("Ctrl+0", lambda: self.view.set_zoom(1.0)),
            ("Ctrl+=", self.view.zoom_in),
            ("Ctrl++", self.view.zoom_in),
            ("Ctrl+-", self.view.zoom_out),
        ):
            QShortcut(QKeySequence(keys), self, run)
        resize_within_screen(self, QSize(1280, 800))
        self._compare()

    @property
    def comparison(self) -> Any:
        """Comparison that is shown."""
        return self._drawn.comparison if self._drawn is not None else None

    def _keep_apart(self, combo: QComboBox, other: QComboBox, _index: int) -> None:
        """Swap both if the same is chosen in both fields."""
        if combo.currentData() == other.currentData():
            before = self._last[0 if combo is self.first else 1]
            other.setCurrentIndex(other.findData(before))
        self._last = self._chosen()

    def swap(self) -> None:
        """Compare in the other direction."""
        # The other field follows.
        self.first.setCurrentIndex(self.second.currentIndex())

    def copy_list(self) -> None:
        """Copy the list of changes as text."""
        if self._drawn is not None:
            text = comparison_text(self.words_of, self._drawn.document, self._drawn.comparison)
            QGuiApplication.clipboard().setText(text)
            self._show_words(tr("The list was copied."))

    def ask_export(self) -> None:
        """Open the export dialog for the map of both."""
        self._export_dialog().open()

    def done(self, result: int) -> None:
        """Cancel the jobs and close."""
        self._timer.stop()
        self._jobs.close()
        super().done(result)

    def _lay_out(self) -> None:
        swap, close = QPushButton(tr("Swap")), QPushButton(tr("Close"))
        swap.clicked.connect(self.swap)
        close.clicked.connect(self.close)
        side = QWidget()
        side.setObjectName("page")
        side.setMinimumWidth(240)
        fields = QGridLayout()
        for row, (text, combo) in enumerate(zip(self.labels, (self.first, self.second), strict=True)):
            label = QLabel(text)
            label.setBuddy(combo)
            combo.setAccessibleName(text)
            fields.addWidget(label, row, 0)
            fields.addWidget(combo, row, 1)
        fields.addWidget(swap, 0, 2, 2, 1)
        fields.setColumnStretch(1, 1)
        buttons = QHBoxLayout()
        for button in (self.copy, close, self.export):
            buttons.addWidget(button)
        column = QVBoxLayout(side)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(fields)
        column.addWidget(self.words)
        column.addWidget(self.changes, 1)
        column.addLayout(buttons)
        splitter = QSplitter(Qt.Orientation.Horizontal, handleWidth=1, childrenCollapsible=False)
        splitter.addWidget(self.view)
        splitter.addWidget(side)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([1280 - _LIST_WIDTH, _LIST_WIDTH])
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(splitter)
        make_primary(self.export)
        self.changes.setFocus()

    def _names(self) -> Sequence[tuple[str, str]]:
        """Return the ids and names of what can be compared."""
        raise NotImplementedError

    def _pictures(self) -> Mapping[str, bytes]:
        """Return the bytes of the pictures of both, by SHA-256."""
        return self._session.pictures

    def _document_of(self, document: Document) -> Document:
        """Return the document with both of what is compared."""
        return document

    def _compare_two(self, document: Document, first: str, second: str) -> Compared:
        """Compare two of them."""
        raise NotImplementedError

    def _export_dialog(self) -> ExportDialog:
        """Return the export dialog for the map of both."""
        raise NotImplementedError

    def _chosen(self) -> tuple[str, str]:
        """Return the ids of what is compared."""
        return str(self.first.currentData()), str(self.second.currentData())

    def _fill(self, first: str, second: str) -> None:
        names = self._names()
        left = [each for each, _ in names if each not in (first, second)]
        # Another one takes the place of one that is gone.
        pair = [each if any(each == other for other, _ in names) else left.pop(0) for each in (first, second)]
        for combo, chosen in zip((self.first, self.second), pair, strict=True):
            combo.blockSignals(True)
            combo.clear()
            for record_id, name in names:
                combo.addItem(name, record_id)
                combo.setItemData(combo.count() - 1, plain_tool_tip(name), Qt.ItemDataRole.ToolTipRole)
            combo.setCurrentIndex(combo.findData(chosen))
            combo.blockSignals(False)

    def _follow(self) -> None:
        """Compare again after an edit; close if there is nothing left to compare."""
        if len(self._names()) < 2:
            self.close()
        elif self._document is not self._session.document:
            self._fill(*self._chosen())
            self._timer.start()

    def _compare(self) -> None:
        (first, second), document, today = self._chosen(), self._session.document, self._session.today()
        self._document = document

        def work() -> _Drawn:
            both = self._document_of(document)
            found = self._compare_two(both, first, second)
            layout = lay_out(
                found.document,
                found.journey,
                today=today,
                more_legend=found.legend(),
                former=found.former,
                owners=found.owners,
            )
            drawing = draw_map(found.document, layout)
            drawing = draw_changes(drawing, layout, found.marks, found.faint, found.gaps)
            return _Drawn(both, found, drawing, layout.rtl)

        self._jobs.cancel(self._job)
        self._job = self._jobs.start(work, self._show, self._show_error)

    def _show(self, drawn: _Drawn) -> None:
        self._drawn = drawn
        chosen = self.changes.currentItem()
        kept = (chosen.data(0, _RECORD) or chosen.data(0, _KIND)) if chosen is not None else None
        self.view.show_drawing(drawn.drawing, right_to_left=drawn.right_to_left)
        self.changes.blockSignals(True)
        self.changes.clear()
        self._items = {}
        for kind, found in listed(self.words_of, drawn.document, drawn.comparison):
            heading = QTreeWidgetItem(self.changes, [f"{self.words_of.heading(kind)} ({len(found)})"])
            heading.setData(0, _KIND, kind)
            self._items[kind] = heading
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            for each, *parts in found:
                words = "\n".join(filter(None, parts))
                item = QTreeWidgetItem(heading, [words])
                item.setToolTip(0, plain_tool_tip(words))
                item.setData(0, _RECORD, each.record)
                self._items.setdefault(each.record, item)
            heading.setExpanded(True)
        self.changes.blockSignals(False)
        self.copy.setEnabled(bool(drawn.comparison.changes))
        self._show_words(self.words_of.count(drawn.comparison))
        if kept:
            self._choose(kept)

    def _show_words(self, words: str) -> None:
        self.words.setText(words)
        announce(self.words, words)

    def _show_error(self, error: UserError) -> None:
        self._show_words(error.sentence)

    def _show_chosen(self) -> None:
        item = self.changes.currentItem()
        record = item.data(0, _RECORD) if item is not None else None
        self.view.choose(record or "")

    def _choose(self, record_id: str) -> None:
        """Choose the first change of a record in the list, and frame it on the map."""
        item = self._items.get(record_id)
        if item is not None:
            self.changes.setCurrentItem(item)
        else:
            self.view.choose(record_id)


def _combo() -> QComboBox:
    combo = ComboBox()
    combo.setMinimumContentsLength(12)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo
