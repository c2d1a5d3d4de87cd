"""Inspector: fields of the selection, or of the journey."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QComboBox, QScrollArea, QVBoxLayout, QWidget

from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.first_paint import after_first_paint

if TYPE_CHECKING:
    from journey_editor.app.panels.form import Form

_KEYS_OF_TEXTS = (
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.Paste,
)


@reports_errors
class Inspector(QWidget):
    """Shows a form for the selection. Every change is a separate undo step."""

    left = Signal()
    """Emitted when the focus must return to the map."""
    channel_wanted = Signal(object)
    """A new channel is to be added for these cards or lanes, a sequence of ids."""
    picture_wanted = Signal(str)
    """Emitted with a record's id to choose a picture for it."""
    sheet_wanted = Signal(str)
    """Emitted with a persona's id to show its sheet."""
    files_wanted = Signal(object)
    """Files are to be chosen for these cards, or another file for these references, a sequence of ids."""
    picture_unwanted = Signal(str)
    """Emitted with a record's id to remove its picture."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setProperty("side", "right")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(180)
        self._session = session
        self._key: tuple[object, ...] = ("nothing yet",)
        self._ids: Sequence[str] = ()
        self._form: Form | None = None
        # Forms that are used again: those of the journey and of single cards.
        self._kept: dict[tuple[object, ...], Form] = {}
        self._area = QScrollArea(self, widgetResizable=True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._holder = QWidget(self._area.viewport())
        self._forms = QVBoxLayout(self._holder)
        self._forms.setContentsMargins(0, 0, 0, 0)
        self._area.setWidget(self._holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.addWidget(self._area)
        session.changed.connect(self.refresh)
        after_first_paint(self, lambda: self.form)

    def sizeHint(self) -> QSize:
        """Return the width of the panel on a wide screen."""
        return QSize(300, 600)

    @property
    def form(self) -> "Form":
        """Form that is shown."""
        if self._form is None:
            self._fill()
        assert self._form is not None
        return self._form

    @property
    def pictured(self) -> str:
        """Record whose picture field the form shows; empty if it has none."""
        return self.form.ids[0] if self.form.fields.keys() & {"picture", "portrait"} else ""

    def refresh(self) -> None:
        """Follow a change, unless there is no form yet."""
        if self._form is not None:
            self._fill()

    def _fill(self) -> None:
        """Show the fields of the selection with their current values."""
        # Imported here because a new window shows its map first.
        from journey_editor.app.panels.forms import form_key

        ids = self._shown_ids()
        key = form_key(self._session, ids)
        if key != self._key:
            self._replace_form(ids, key)
        self._ids = ids
        self.form.set_records(ids or [self._session.journey_id])
        self.form.refresh()

    def commit(self) -> bool:
        """Commit text that is being typed; return False if a field rejected it."""
        return self._form is None or self._form.commit()

    def take_focus(self) -> bool:
        """Give the focus to the first field; return False if there is none, or the panel is hidden."""
        if self.isHidden():
            return False
        field = next((each for each in self.form.fields.values() if each.isEnabled()), None)
        if field is None:
            return False
        self._area.ensureWidgetVisible(field)
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return True

    def go_to(self, name: str) -> None:
        """Give the focus to a field of the selection, or else of the journey; a list is opened."""
        self.refresh()
        field = self.form.fields[name]
        self._area.ensureWidgetVisible(field)
        field.setFocus()
        if isinstance(field, QComboBox):
            field.showPopup()

    def event(self, event: QEvent) -> bool:
        """Handle text shortcuts here: in a field they must not act on the map."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and any(event.matches(each) for each in _KEYS_OF_TEXTS)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return to the map on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put fields side by side if there is enough space."""
        super().resizeEvent(event)
        if self._form is not None:
            self._form.fit(event.size().width())

    def _shown_ids(self) -> Sequence[str]:
        return [each for each in self._session.selection.ids if each in self._session.document]

    def _replace_form(self, ids: Sequence[str], key: tuple[object, ...]) -> None:
        from journey_editor.app.panels.forms import Asks, form_for

        focused = self._focused_field() if ids == self._ids else None
        if (old := self._form) is not None:
            old.commit()
            old.hide()
            if self._key not in self._kept:
                # Later, because this may be in an event of one of its fields.
                old.deleteLater()
        self._key = key
        self._form = self._kept.get(key)
        if self._form is None:
            asks = Asks(
                self.channel_wanted.emit,
                self.picture_wanted.emit,
                self.picture_unwanted.emit,
                self.sheet_wanted.emit,
                self.files_wanted.emit,
            )
            self._form = form_for(self._session, ids, asks, self._holder)
            self._forms.addWidget(self._form)
            if not key[0]:
                self._kept[key] = self._form
        self._form.fit(self.width())
        self._form.show()
        if focused in self._form.fields:
            # The same record with other fields, such as a card of another kind. Keep the focus.
            self._form.fields[focused].setFocus()

    def _focused_field(self) -> str | None:
        if self._form is None:
            return None
        return next((name for name, field in self._form.fields.items() if field.hasFocus()), None)
