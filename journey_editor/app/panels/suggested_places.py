"""Places on the map that evidence may back, which a user may choose."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.widgets.two_sided_delegate import TwoSidedDelegate
from journey_editor.editing.evidence_places import suggested_places
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.model.records import Card, Evidence, Stage, Step
from journey_editor.wording.evidence_words import subject_name, suggestion_name

_ID = Qt.ItemDataRole.UserRole
_MAXIMUM_HEIGHT = 112
_STAGE_WIDTH = 110
"""Maximum width of the name of a stage, in pixels."""
_MARGIN = 16
"""Pixels at the sides, as at those of a form."""


@reports_errors
class SuggestedPlaces(QWidget):
    """List of the cards and stages that share words with evidence; it is hidden if there are none.

    A click shows a place on the map, and Enter or a double click lets the evidence back it.
    """

    place_chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._shown_for: tuple[Document | None, Evidence | None] = None, None
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Suggested places"))
        self.list.setItemDelegate(TwoSidedDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMaximumHeight(_MAXIMUM_HEIGHT)
        self.list.setToolTip(
            plain_tool_tip(
                tr(
                    "These share words with the evidence. A click selects one on the map, and Enter or a "
                    "double click places the evidence there."
                )
            )
        )
        # The focus alone makes a row current; that must not change what is selected on the map.
        self.list.itemSelectionChanged.connect(
            lambda: self._select(next(iter(self.list.selectedItems()), None))
        )
        self.list.itemClicked.connect(self._select)
        self.list.itemActivated.connect(lambda item: self.place_chosen.emit(item.data(_ID)))
        label = QLabel(tr("Suggested places"))
        label.setBuddy(self.list)
        label.setProperty("role", "second")
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 0, _MARGIN, 0)
        column.addWidget(label)
        column.addWidget(self.list)
        self.hide()

    def show_for(self, evidence: Evidence | None) -> None:
        """Show the places for evidence, without those that it backs already."""
        document, found = self._session.document, list[str]()
        if document is self._shown_for[0] and evidence == self._shown_for[1]:
            return
        self._shown_for = document, evidence
        if evidence is not None:
            # Enough remain if it backs some of them already.
            best = suggested_places(document, self._session.journey_id, evidence.text, 12)
            found = [each for each in best if evidence not in document.evidence_on(each)][:5]
        if found != [self.list.item(row).data(_ID) for row in range(self.list.count())]:
            with QSignalBlocker(self.list):
                self.list.clear()
                for each in found:
                    item = QListWidgetItem(subject_name(document, each), self.list)
                    item.setData(_ID, each)
                    item.setData(TwoSidedDelegate.RIGHT, self._where(document, each))
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, suggestion_name(document, each))
        self.setVisible(bool(found))

    def _where(self, document: Document, place: str) -> str:
        """Return the name of the stage of a card, cut if it is long, or say that it is a stage."""
        card = document.find(place)
        if not isinstance(card, Card):
            return tr("Stage")
        name = document.get(Stage, document.get(Step, card.step).stage).name
        return self.list.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, _STAGE_WIDTH)

    def _select(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._session.selection.replace([item.data(_ID)])
