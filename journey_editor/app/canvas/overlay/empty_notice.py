"""Notice in the middle of the view while all lanes of a map are hidden."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from journey_editor.app.canvas.picture.scene import MapScene
from journey_editor.editing.commands.visibility import show_all
from journey_editor.foundation.translation import tr


class EmptyNotice(QFrame):
    """Says that all lanes are hidden, with a button that shows them."""

    def __init__(self, scene: MapScene, view: QWidget) -> None:
        super().__init__(view)
        self.setObjectName("noticeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._scene = scene
        self._view = view
        self.words = QLabel(tr("All lanes of this map are hidden."))
        self.button = QPushButton(tr("Show all lanes"))
        self.button.clicked.connect(self._show_lanes)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self.words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.hide()

    def follow(self) -> None:
        """Show the notice in the middle of the view if all lanes are hidden, else hide it."""
        session, layout = self._scene.session, self._scene.layout
        hidden = not layout.rows and bool(session.document.lanes_of(session.journey_id))
        if hidden:
            self.adjustSize()
            place = self.rect()
            place.moveCenter(self._view.rect().center())
            self.move(place.topLeft())
            self.raise_()
        self.setVisible(hidden)

    def _show_lanes(self) -> None:
        session = self._scene.session
        with session.edit(tr("Show all lanes")) as draft:
            show_all(draft, session.journey_id)
        self._view.setFocus()
