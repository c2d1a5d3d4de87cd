"""A form of the inspector: labels over fields, one or two in a row, all bound to some records."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.panels.binding import Binding, FieldBinding, LanguageBinding
from journey_editor.app.panels.choice_fields import (
    CheckField,
    ChecksField,
    ChoiceField,
    ScaleField,
    SliderField,
)
from journey_editor.app.panels.picture_field import PictureField
from journey_editor.app.panels.text_fields import TimeField, WordsField
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.text_input import keep_composed
from journey_editor.backends.qt_images import image_of
from journey_editor.model.records import Asset

Field = (
    WordsField | ChoiceField | ScaleField | CheckField | TimeField | SliderField | ChecksField | PictureField
)
AskPicture = Callable[[str], object]
"""Asks for a picture for a record, or takes its picture off."""
Options = Callable[[], Sequence[tuple[Any, str]]]

_PAIR_WIDTH = 236
"""From this width on, pairs of fields may stand side by side."""
_PAIR_GAP = 10


class Form(QWidget):
    """Fields of some records of one kind. `step` is what the menu calls a change, such as “Change card”."""

    def __init__(self, session: Session, ids: Sequence[str], step: str) -> None:
        super().__init__()
        self._session, self.ids, self._step = session, tuple(ids), step
        self.fields: dict[str, Field] = {}
        self._pairs: list[tuple[QHBoxLayout, Sequence[Field]]] = []
        self._buttons: list[QPushButton] = []
        self._read_only = False
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 16)
        self._sides = whole.contentsMargins()
        whole.addLayout(self._column)
        # Not aligned to the top: then words that wrap would not get the height that they need.
        whole.addStretch(1)

    def heading(self, text: str) -> None:
        """Say what the fields below are of."""
        label = QLabel(text.upper(), textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setProperty("role", "section")
        self._column.addWidget(label)

    def remark(self, text: str) -> None:
        """A line of lesser text."""
        label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setProperty("role", "second")
        self._column.addWidget(label)

    def button(self, text: str, run: Callable[[], None]) -> None:
        """A button for something that belongs to the records."""
        button = QPushButton(text, autoDefault=True)
        button.clicked.connect(run)
        self._buttons.append(button)
        self._column.addWidget(button)

    def name(
        self,
        label: str,
        field: str,
        *,
        title: bool = False,
        of: Sequence[str] = (),
        instead: Callable[[], str] = lambda: "",
    ) -> None:
        """Words without line breaks, all of them to be seen; the `title` of a thing stands out.

        While there are none, the map shows what `instead` says.
        """
        made = WordsField(self._binding(field, of), breaks=False, instead=instead)
        if title:
            made.setProperty("role", "title")
        self._add(label, field, made)

    def words(self, label: str, field: str, *, of: Sequence[str] = ()) -> None:
        """Words in several lines."""
        self._add(label, field, WordsField(self._binding(field, of)))

    def choice(
        self,
        label: str,
        field: str,
        options: Options,
        *,
        more: tuple[str, Callable[[], None]] | None = None,
        of: Sequence[str] = (),
    ) -> None:
        """One of a few."""
        self._add(label, field, ChoiceField(self._binding(field, of), options, more))

    def language(self, label: str, field: str, options: Options) -> None:
        """A language, which brings the side from which it is read."""
        binding = LanguageBinding(self._session, lambda: self.ids, field, self._step)
        self._add(label, field, ChoiceField(binding, options, None))

    def scale(self, label: str, field: str) -> None:
        """A number from 1 to 5."""
        self._add(label, field, ScaleField(self._binding(field)))

    def time(self, label: str, field: str) -> None:
        """A length of time."""
        self._add(label, field, TimeField(self._binding(field)))

    def slider(self, label: str, field: str, words: Callable[[float], str]) -> None:
        """A number from −1 to +1."""
        self._add(label, field, SliderField(self._binding(field), words))

    def picture(self, label: str, field: str, choose: AskPicture, remove: AskPicture) -> None:
        """A picture of one record, to be chosen or taken off."""
        made = PictureField(
            self._binding(field),
            self._image_of,
            lambda: choose(self.ids[0]),
            lambda: remove(self.ids[0]),
        )
        self._add(label, field, made)

    def check(self, text: str, field: str, *, of: Sequence[str] = ()) -> None:
        """Yes or no."""
        box = CheckField(self._binding(field, of), text)
        self.fields[field] = box
        self._column.addWidget(box)

    def checks(self, label: str, name: str, binding_of: Callable[[str], Binding], options: Options) -> None:
        """Any of a few, each with its own binding."""
        self._add(label, name, ChecksField(binding_of, options))

    def side_by_side(self) -> None:
        """Put the last two fields into one row, where there is room."""
        second, first = (self._column.takeAt(self._column.count() - 1) for _ in range(2))
        row = QHBoxLayout()
        row.setSpacing(_PAIR_GAP)
        for item in (first, second):
            if item is not None and (widget := item.widget()) is not None:
                row.addWidget(widget, 1, Qt.AlignmentFlag.AlignTop)
        self._pairs.append((row, tuple(self.fields.values())[-2:]))
        self._column.addLayout(row)

    def turn_to(self, ids: Sequence[str]) -> None:
        """Be about other records that have the same fields from now on."""
        self.keep_typing()
        self.ids = tuple(ids)

    def refresh(self) -> None:
        """Show the values as they are."""
        for field in self.fields.values():
            field.refresh()
            if isinstance(field, WordsField):
                field.be_in(self._session.journey.language)
        if self._read_only != self._session.read_only:
            self._read_only = self._session.read_only
            self._let_write(not self._read_only)

    def fit(self, width: int) -> None:
        """Put pairs of fields side by side, or one under the other if that would cut their words.

        `width` is that of the panel in pixels, of which a scroll bar may take a part.
        """
        inner = width - self._sides.left() - self._sides.right()
        for field in self.fields.values():
            if isinstance(field, PictureField):
                field.fit(inner - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent))
        for row, fields in self._pairs:
            room = (inner - _PAIR_GAP) // 2
            wide = width >= _PAIR_WIDTH and all(
                field.whole_width() <= room for field in fields if isinstance(field, ChoiceField)
            )
            row.setDirection(QHBoxLayout.Direction.LeftToRight if wide else QHBoxLayout.Direction.TopToBottom)

    def keep_typing(self) -> None:
        """Make an edit of what is typed in a field and is none yet."""
        for field in self.fields.values():
            if isinstance(field, QLineEdit):
                field.editingFinished.emit()
            elif isinstance(field, QPlainTextEdit):
                keep_composed(field)

    def _let_write(self, yes: bool) -> None:
        """Let the fields be written in, or only be read; what is text can be copied all the same."""
        for field in self.fields.values():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setReadOnly(not yes)
            else:
                field.setEnabled(yes)
        for button in self._buttons:
            button.setEnabled(yes)

    def _image_of(self, picture_id: str, longest: int) -> QImage | None:
        asset = self._session.document.find(picture_id)
        if not isinstance(asset, Asset) or asset.sha256 not in self._session.assets:
            return None
        return image_of(asset.sha256, self._session.assets[asset.sha256], longest)

    def _binding(self, field: str, of: Sequence[str] = ()) -> FieldBinding:
        return FieldBinding(self._session, lambda: of or self.ids, field, self._step)

    def _add(self, label: str, name: str, field: Field) -> None:
        box = QWidget()
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = QLabel(label, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        words.setProperty("role", "label")
        words.setBuddy(field)
        column.addWidget(words)
        column.addWidget(field)
        field.setAccessibleName(label)
        if isinstance(field, QLineEdit | QPlainTextEdit):
            # Else a pair of them would not shrink with a narrow panel.
            field.setMinimumWidth(40)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fields[name] = field
        self._column.addWidget(box)
