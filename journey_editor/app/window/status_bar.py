"""Status bar: status tip, number of cards, zoom, and the state of the file."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QToolButton, QWidget

from journey_editor.app.session.session import Session
from journey_editor.app.window.actions.action_set import ActionSet
from journey_editor.foundation.translation import ntr, tr
from journey_editor.storage.project.autosave import SaveState


class StatusLine(QStatusBar):
    """Status bar of a session. The window sets the status tip and the zoom."""

    def __init__(self, session: Session, actions: ActionSet) -> None:
        super().__init__(sizeGripEnabled=False)
        self._session = session
        self._tip = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._count = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._zoom = QLabel("100 %")
        self._zoom.setMinimumWidth(44)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._saved = QLabel(textFormat=Qt.TextFormat.PlainText)
        self._saved.setObjectName("saved")
        self.setContentsMargins(8, 0, 12, 0)
        self.addWidget(self._tip, 1)
        cluster = QWidget()
        row = QHBoxLayout(cluster)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(2)
        row.addWidget(self._zoom)
        for action_id in ("view.zoom_out", "view.fit", "view.zoom_in"):
            button = QToolButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setDefaultAction(actions[action_id])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
            row.addWidget(button)
        self.addPermanentWidget(self._count)
        self.addPermanentWidget(cluster)
        self.addPermanentWidget(self._saved)
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def saved_text(self) -> str:
        """Text about the state of the file."""
        return self._saved.text()

    def show_status_tip(self, tip: str) -> None:
        """Show a status tip."""
        self._tip.setText(tip)

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom; 1 is 100 %."""
        self._zoom.setText(tr("{n} %").format(n=round(zoom * 100)))

    def refresh(self) -> None:
        """Show the number of cards and the state of the file."""
        session = self._session
        count = len(session.document.cards_of(session.journey_id))
        self._count.setText(ntr("{n} card", "{n} cards", count))
        text, state = _state_text(session)
        self._saved.setText(text)
        self._saved.setToolTip(_state_tip(session))
        if self._saved.property("state") != state:
            self._saved.setProperty("state", state)
            self._saved.style().polish(self._saved)


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
        return "● " + tr("Saved for recovery"), "saved"
    if not store.has_name:
        return "● " + tr("Draft saved · {time}").format(time=time) if time else tr("New"), "saved"
    return "● " + (tr("Saved · {time}").format(time=time) if time else tr("Saved")), "saved"


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
