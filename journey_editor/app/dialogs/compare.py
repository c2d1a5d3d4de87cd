"""Window that compares two journeys: the map of both, and the list of changes."""

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
from journey_editor.editing.change_words import (
    change_heading,
    change_words,
    comparison_text,
    count_words,
)
from journey_editor.editing.comparison import (
    CHANGES,
    Comparison,
    compare,
    order_of_time,
)
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.quick_dataclass import dataclass
from journey_editor.foundation.translation import tr
from journey_editor.layout.map_layout import lay_out
from journey_editor.model.document import Document
from journey_editor.wording.map_words import titled

_RECORD = Qt.ItemDataRole.UserRole
_LIST_WIDTH = 340


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Comparison of two journeys of a document, and its drawing."""

    document: Document
    comparison: Comparison
    drawing: Drawing
    right_to_left: bool


@reports_errors
class CompareDialog(QDialog):
    """Map of both journeys on the left, list of changes on the right. It follows each edit of the project."""

    def __init__(
        self, parent: QWidget, session: Session, settings: Settings, notice_bar: NoticeBar, jobs: Jobs
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Compare journeys"))
        # A window of its own, so that it can be as large as the map.
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self._session, self._settings, self._notice_bar, self._all_jobs = session, settings, notice_bar, jobs
        self._jobs = OwnedJobs(jobs, self)
        self._job: Job | None = None
        self._drawn: _Drawn | None = None
        self._items: dict[str, QTreeWidgetItem] = {}
        """First row of each changed record."""
        self.earlier, self.later = _combo(), _combo()
        self.view = DrawingView(session.pictures)
        self.view.setAccessibleName(tr("Map of both journeys"))
        self.changes = QTreeWidget()
        self.changes.setHeaderHidden(True)
        self.changes.setItemDelegate(TwoLineDelegate(self.changes))
        self.changes.setAccessibleName(tr("Changes"))
        self.words = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.copy = QPushButton(tr("Copy list"))
        self.export = QPushButton(tr("Export…"))
        self._fill_journeys(*order_of_time(session.document, session.journey_id, _other(session)))
        self._lay_out()
        self._timer = QTimer(self, singleShot=True, interval=30)
        self._timer.timeout.connect(self._compare)
        for combo in (self.earlier, self.later):
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
    def comparison(self) -> Comparison | None:
        """Comparison that is shown."""
        return self._drawn.comparison if self._drawn is not None else None

    def swap(self) -> None:
        """Compare in the other direction."""
        first, second = self.earlier.currentIndex(), self.later.currentIndex()
        self.earlier.setCurrentIndex(second)
        self.later.setCurrentIndex(first)

    def copy_list(self) -> None:
        """Copy the list of changes as text."""
        if self._drawn is not None:
            text = comparison_text(self._drawn.document, self._drawn.comparison)
            QGuiApplication.clipboard().setText(text)
            self._show_words(tr("The list was copied."))

    def ask_export(self) -> None:
        """Open the export dialog for the map of both journeys."""
        ExportDialog(
            self, self._session, self._settings, self._notice_bar, self._all_jobs, compared=self._chosen()
        ).open()

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
        for row, (text, combo) in enumerate(((tr("Earlier"), self.earlier), (tr("Later"), self.later))):
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

    def _chosen(self) -> tuple[str, str]:
        """Return the ids of the earlier and the later journey."""
        return str(self.earlier.currentData()), str(self.later.currentData())

    def _fill_journeys(self, earlier: str, later: str) -> None:
        document = self._session.document
        for combo, chosen in ((self.earlier, earlier), (self.later, later)):
            combo.blockSignals(True)
            combo.clear()
            for journey in document.journeys():
                name = titled(journey)
                combo.addItem(name, journey.id)
                combo.setItemData(combo.count() - 1, plain_tool_tip(name), Qt.ItemDataRole.ToolTipRole)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
            combo.blockSignals(False)

    def _follow(self) -> None:
        """Compare again after an edit; close if there is nothing left to compare."""
        if len(self._session.document.journeys()) < 2:
            self.close()
        elif self._drawn is None or self._drawn.document is not self._session.document:
            self._fill_journeys(*self._chosen())
            self._timer.start()

    def _compare(self) -> None:
        (earlier, later), document, today = self._chosen(), self._session.document, self._session.today()

        def work() -> _Drawn:
            found = compare(document, earlier, later)
            legend, former = found.legend(), found.former
            layout = lay_out(found.document, later, today=today, more_legend=legend, former=former)
            drawing = draw_changes(draw_map(found.document, layout), layout, found.marks, found.faint)
            return _Drawn(document, found, drawing, layout.rtl)

        self._jobs.cancel(self._job)
        self._job = self._jobs.start(work, self._show, self._show_error)

    def _show(self, drawn: _Drawn) -> None:
        self._drawn = drawn
        chosen = self.changes.currentItem()
        record = chosen.data(0, _RECORD) if chosen is not None else None
        self.view.show_drawing(drawn.drawing, right_to_left=drawn.right_to_left)
        self.changes.blockSignals(True)
        self.changes.clear()
        self._items = {}
        for kind in CHANGES:
            found = [each for each in drawn.comparison.changes if each.kind == kind]
            if not found:
                continue
            heading = QTreeWidgetItem(self.changes, [f"{change_heading(kind)} ({len(found)})"])
            heading.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            for each in found:
                words = "\n".join(filter(None, change_words(drawn.document, each)))
                item = QTreeWidgetItem(heading, [words])
                item.setToolTip(0, plain_tool_tip(words))
                item.setData(0, _RECORD, each.record)
                self._items.setdefault(each.record, item)
            heading.setExpanded(True)
        self.changes.blockSignals(False)
        self.copy.setEnabled(bool(drawn.comparison.changes))
        self._show_words(count_words(drawn.comparison))
        if record:
            self._choose(record)

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


def _other(session: Session) -> str:
    """Return the journey with which the shown one is compared at first.

    It is one of the same title, else the one before it, or the second one.
    """
    journeys = session.document.journeys()
    shown = session.journey
    index = [each.id for each in journeys].index(shown.id)
    alike = [each.id for each in journeys if each.title == shown.title and each.id != shown.id]
    return alike[0] if alike else journeys[index - 1 if index else 1].id


def _combo() -> QComboBox:
    combo = ComboBox()
    combo.setMinimumContentsLength(12)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return combo
