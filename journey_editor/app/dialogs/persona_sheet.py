"""Dialog for the sheet of a persona: its fields, next to the page that they make."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from journey_editor.app.panels.persona_forms import sheet_form
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.page_preview import Preview
from journey_editor.backends.png import render_image
from journey_editor.conversion.export import imprint_of
from journey_editor.drawing.pages import sheet_page
from journey_editor.foundation.identity import now
from journey_editor.foundation.translation import tr

_PREVIEW_SIDE = 1100
_FORM_WIDTH = 360


@reports_errors
class PersonaSheet(QDialog):
    """Fields of a persona on one side, and its sheet on the other. Each change is an undo step."""

    def __init__(
        self, parent: QWidget, session: Session, persona: str, export: Callable[[str], object]
    ) -> None:
        """`export` opens the export dialog with the sheet of a persona."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Persona sheet"))
        self._session, self._persona, self._export = session, persona, export
        self._drawn: object = None
        self.preview = Preview()
        self.preview.setAccessibleName(tr("Persona sheet"))
        self.form = sheet_form(session, persona, self)
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.message.setProperty("role", "second")
        self._draw_soon = QTimer(self, singleShot=True, interval=60)
        self._draw_soon.timeout.connect(self._draw)
        QShortcut(QKeySequence.StandardKey.Undo, self, self._undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, self._redo)
        self._lay_out()
        session.changed.connect(self._follow)
        session.notice.connect(self.message.setText)
        self.form.refresh()
        self._draw()

    def done(self, result: int) -> None:
        """Commit text that is being typed, and close."""
        self.form.commit()
        self._draw_soon.stop()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the fields into the width of their side."""
        super().resizeEvent(event)
        self.form.fit(self._area.viewport().width())

    def _lay_out(self) -> None:
        self._area = QScrollArea(widgetResizable=True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self.form)
        side = QWidget()
        side.setObjectName("page")
        side.setFixedWidth(_FORM_WIDTH)
        self.export_button = QPushButton(tr("Export…"), autoDefault=False)
        self.export_button.clicked.connect(self._export_sheet)
        self.close_button = QPushButton(tr("Close"), autoDefault=False)
        self.close_button.clicked.connect(self.close)
        below = QHBoxLayout()
        below.setContentsMargins(16, 0, 16, 12)
        below.addWidget(self.message, 1)
        below.addWidget(self.export_button, 0, Qt.AlignmentFlag.AlignBottom)
        below.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._area, 1)
        column.addLayout(below)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.preview, 1)
        row.addWidget(side)
        resize_within_screen(self, QSize(1040, 760))

    def _export_sheet(self) -> None:
        """Close, and open the export dialog with this sheet."""
        persona, export = self._persona, self._export
        self.close()
        export(persona)

    def _follow(self) -> None:
        """Follow a change of the project; without the persona there is nothing to show."""
        if self._persona not in self._session.document:
            self.close()
            return
        self.form.refresh()
        self._draw_soon.start()

    def _draw(self) -> None:
        session = self._session
        if self._drawn is session.document or self._persona not in session.document:
            return
        self._drawn = session.document
        imprint = imprint_of(session.document, session.journey_id, now().date())
        page = sheet_page(session.document, session.journey_id, self._persona, imprint=imprint)
        scale = _PREVIEW_SIDE * self.devicePixelRatio() / max(page.width, page.height)
        self.preview.show_picture(render_image(page, scale, pictures=session.pictures))

    def _undo(self) -> None:
        if name := self._session.editor.undo_name:
            self._session.undo()
            self._say(tr("Undone: {name}").format(name=name))

    def _redo(self) -> None:
        if name := self._session.editor.redo_name:
            self._session.redo()
            self._say(tr("Redone: {name}").format(name=name))

    def _say(self, text: str) -> None:
        self.message.setText(text)
        announce(self.message, text)
