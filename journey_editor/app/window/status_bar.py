"""Status bar: status tip, page, number of cards, zoom, and the state of the file."""

from math import log

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSlider, QStatusBar, QToolButton, QWidget

from journey_editor.app.canvas.zoom_view import HIGHEST_ZOOM, LOWEST_ZOOM
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.elided_label import ElidedLabel
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.app.window.page_label import PageLabel
from journey_editor.foundation.regular_file import is_file
from journey_editor.foundation.translation import ntr, tr
from journey_editor.storage.project.autosave import SaveState

_ZOOMS = (0.5, 1.0, 2.0)
"""Zooms in the menu of the percentage."""
_TICKS = 200
"""Number of positions of the zoom slider."""
_TIP_LETTERS = 60
"""Letters of a status tip for which there is space before the less needed parts are shown."""
_ARROW_WIDTH = 28
"""Pixels for the arrow of the percentage and its distance."""
_WIDE_WITH_PAGE = 1300
"""Minimum width in pixels for all words about the page."""
_GAP = 8
"""Pixels between two parts, or more than that."""


@reports_errors
class StatusLine(QStatusBar):
    """Status bar of a session. The window sets the status tip and the zoom."""

    zoom_wanted = Signal(float)
    """Emitted when the user sets the zoom here; 1 is 100 %."""

    def __init__(self, session: Session, actions: ActionSet, parent: QWidget) -> None:
        super().__init__(parent, sizeGripEnabled=False)
        self._session = session
        self._tip = ElidedLabel()
        self._count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self.zoom_button = self._zoom_button(actions)
        self.zoom_slider = QSlider(Qt.Orientation.Horizontal)
        self.zoom_slider.setRange(0, _TICKS)
        self.zoom_slider.setFixedWidth(110)
        self.zoom_slider.setPageStep(10)
        self.zoom_slider.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.zoom_slider.setAccessibleName(tr("Zoom"))
        self.zoom_slider.valueChanged.connect(lambda tick: self.zoom_wanted.emit(_zoom_at(tick)))
        self._saved = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._saved.setObjectName("saved")
        self.setContentsMargins(8, 0, 12, 0)
        self.addWidget(self._tip, 1)
        cluster = QWidget()
        row = QHBoxLayout(cluster)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self.zoom_button)
        smaller, larger, fit = (_button(actions[f"view.{each}"]) for each in ("zoom_out", "zoom_in", "fit"))
        for each in (smaller, self.zoom_slider, larger, fit):
            row.addWidget(each)
        self._always_shown = (self.zoom_button, fit)
        self._less_needed: tuple[tuple[QWidget, ...], ...] = (
            (self._count,),
            (smaller, larger),
            (self.zoom_slider,),
        )
        """What a narrow bar leaves out, the last first. The menu of the percentage also changes the zoom."""
        self.page_label = PageLabel()
        self.addPermanentWidget(self.page_label)
        self.addPermanentWidget(self._count)
        self.addPermanentWidget(cluster)
        self.addPermanentWidget(self._saved)
        session.paper_view.page_changed.connect(self.page_label.show_page)
        self.page_label.show_page(session.paper_view.page)
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def saved_text(self) -> str:
        """Text about the state of the file."""
        return self._saved.text()

    @property
    def save_error(self) -> str:
        """Text about the state of the file if it could not be saved, else an empty one."""
        return self._saved.text() if self._saved.property("state") == "failed" else ""

    def show_status_tip(self, tip: str) -> None:
        """Show a status tip."""
        self._tip.setText(tip)

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom; 1 is 100 %."""
        words = _percent(zoom)
        self.zoom_button.setText(words)
        self.zoom_button.setAccessibleName(tr("Zoom: {percent}").format(percent=words))
        with QSignalBlocker(self.zoom_slider):
            self.zoom_slider.setValue(_tick_of(zoom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the less needed parts if there is too little space."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        # While a file is edited, its state changes often. The other parts must not appear and disappear then.
        state = metrics.horizontalAdvance(_saved_for_recovery())
        fixed = (max(state, self._saved.sizeHint().width()), *map(_width, self._always_shown))
        free = self.width() - sum(fixed) - (len(fixed) + 4) * _GAP - _TIP_LETTERS * metrics.averageCharWidth()
        self.page_label.shorten(self.width() < _WIDE_WITH_PAGE)
        if not self.page_label.isHidden():
            free -= self.page_label.sizeHint().width() + _GAP
        for part in self._less_needed:
            free -= sum(_width(each) + _GAP for each in part)
            for each in part:
                each.setVisible(free >= 0)

    def refresh(self) -> None:
        """Show the number of cards and the state of the file."""
        session = self._session
        count = session.document.count_cards(session.journey_id)
        self._count.setText(ntr("{n} card", "{n} cards", count))
        text, state = _state_text(session)
        self._saved.setText(text)
        self._saved.setToolTip(plain_tool_tip(_state_tip(session)))
        if self._saved.property("state") != state:
            self._saved.setProperty("state", state)
            self._saved.style().polish(self._saved)
        self._fit()

    def _zoom_button(self, actions: ActionSet) -> QToolButton:
        """Return the percentage, which opens a menu of zooms."""
        button = QToolButton()
        button.setObjectName("zoom")
        button.setText(_percent(1.0))
        button.setFixedWidth(button.fontMetrics().horizontalAdvance(_percent(HIGHEST_ZOOM)) + _ARROW_WIDTH)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(tr("Choose a zoom"))
        menu = QMenu(button)
        for zoom in _ZOOMS:
            entry = menu.addAction(_percent(zoom))
            entry.triggered.connect(lambda _=False, zoom=zoom: self.zoom_wanted.emit(zoom))
        menu.addSeparator()
        for action_id in ("zoom_in", "zoom_out", "fit", "fit_selection"):
            menu.addAction(actions[f"view.{action_id}"])
        button.setMenu(menu)
        return button


def _button(action: QAction) -> QToolButton:
    """Return the button of an action."""
    button = QToolButton()
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    return button


def _width(widget: QWidget) -> int:
    return widget.sizeHint().expandedTo(widget.minimumSize()).width()


def _percent(zoom: float) -> str:
    return tr("{n} %").format(n=round(zoom * 100))


def _zoom_at(tick: int) -> float:
    """Return the zoom at a position of the slider: each position is the same factor above the one before."""
    return float(LOWEST_ZOOM * (HIGHEST_ZOOM / LOWEST_ZOOM) ** (tick / _TICKS))


def _tick_of(zoom: float) -> int:
    return round(_TICKS * log(zoom / LOWEST_ZOOM) / log(HIGHEST_ZOOM / LOWEST_ZOOM))


def _state_text(session: Session) -> tuple[str, str]:
    """Return the state of the file as text, and its colour: `saved`, `waiting` or `failed`."""
    store = session.store
    if store.read_only is not None:
        return "◇ " + tr("Read-only"), "waiting"
    status = store.status
    time = f"{status.saved_at:%H:%M}" if status.saved_at else ""
    if status.state is SaveState.FAILED:
        return "▲ " + tr("Not saved"), "failed"
    if status.state is SaveState.CHANGED_OUTSIDE:
        return "▲ " + tr("Changed by another program"), "failed"
    if status.state is SaveState.GONE:
        return "▲ " + tr("File not found"), "failed"
    if status.state is SaveState.SAVING:
        return "○ " + tr("Saving…"), "waiting"
    if store.unsaved:
        if store.journal_error:
            return "○ " + tr("Not saved yet"), "waiting"
        if not store.edits_are_safe:
            return "○ " + tr("Writing…"), "waiting"
        return _saved_for_recovery(), "saved"
    if not store.has_name:
        if time:
            return "● " + tr("Draft saved · {time}").format(time=time), "saved"
        return "● " + tr("Draft saved") if is_file(store.path) else tr("New"), "saved"
    return "● " + (tr("Saved · {time}").format(time=time) if time else tr("Saved")), "saved"


def _saved_for_recovery() -> str:
    return "● " + tr("Saved for recovery")


def _state_tip(session: Session) -> str:
    """Return the tooltip of the text about the file."""
    store = session.store
    if store.journal_error:
        return store.journal_error
    if store.read_only is not None:
        return tr("To make changes, save a copy.")
    if store.unsaved and store.edits_are_safe:
        return tr("All changes are on the disk. They can be recovered even if the program ends now.")
    return ""
