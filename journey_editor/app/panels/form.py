"""Form of the inspector: labels above fields, one or two per row, bound to some records."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QImage
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

from journey_editor.app.panels.binding import (
    Binding,
    ColorBinding,
    FieldBinding,
    HiddenBinding,
    LaneKindBinding,
    LaneKindNameBinding,
    LanguageBinding,
    MeasureKindBinding,
    SpanBinding,
)
from journey_editor.app.panels.checked_field import CheckedField
from journey_editor.app.panels.choice_fields import (
    CheckField,
    ChecksField,
    ChoiceField,
    ScaleField,
    SliderField,
)
from journey_editor.app.panels.date_field import DateField
from journey_editor.app.panels.emotion_field import EmotionField
from journey_editor.app.panels.facts_field import FactsField
from journey_editor.app.panels.form_words import choices
from journey_editor.app.panels.lane_bindings import LaneGroupBinding, LanePersonaBinding, LaneSpanBinding
from journey_editor.app.panels.number_field import FigureField, NumberField
from journey_editor.app.panels.picture_field import PictureField
from journey_editor.app.panels.recovery_field import RecoveryField
from journey_editor.app.panels.references_field import ChooseFiles, ReferencesField
from journey_editor.app.panels.tags_field import TagsField
from journey_editor.app.panels.text_fields import TimeField, WordsField
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.look import icons, style
from journey_editor.app.widgets.look.badges import color_icon, tag_icon
from journey_editor.app.widgets.tab_order import fields_in_order
from journey_editor.app.widgets.text_input import keep_composed
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.backends.qt_images import image_of
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import LANE_ICONS, TAG_COLORS
from journey_editor.model.records import Picture
from journey_editor.wording.choice_names import lane_icon_name, tag_color_name

Field = (
    WordsField
    | ChoiceField
    | ScaleField
    | EmotionField
    | CheckField
    | TimeField
    | DateField
    | SliderField
    | ChecksField
    | PictureField
    | TagsField
    | FactsField
    | RecoveryField
    | NumberField
    | ReferencesField
)
AskPicture = Callable[[str], object]
"""Callable that asks for a picture for a record, or removes its picture."""
Options = Callable[[], Sequence[tuple[Any, str]]]

_PAIR_WIDTH = 236
"""Minimum panel width in pixels for two fields side by side."""
_PAIR_GAP = 10


class Form(QWidget):
    """Fields of some records of one kind. `step` is the name of the undo step, such as “Change card”."""

    def __init__(self, session: Session, ids: Sequence[str], step: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self.ids, self._step = session, tuple(ids), step
        self.fields: dict[str, Field] = {}
        self._pairs: list[tuple[QHBoxLayout, Sequence[Field]]] = []
        self._remarks: list[tuple[QLabel, Callable[[], str]]] = []
        self._walked: tuple[QWidget, ...] = ()
        self._read_only = False
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 14, 16, 16)
        self._sides = whole.contentsMargins()
        whole.addLayout(self._column)
        # Not aligned to the top, because labels that wrap would not get the height that they need.
        whole.addStretch(1)

    def heading(self, text: str) -> None:
        """Add a heading for the fields below."""
        label = QLabel(text, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setProperty("role", "section")
        self._column.addWidget(label)

    def remark(self, text: Callable[[], str]) -> None:
        """Add a line of secondary text, which `text` returns at each refresh."""
        label = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        label.setProperty("role", "second")
        # A very long word, such as the name of a persona, must not widen the panel.
        label.setMinimumWidth(1)
        self._remarks.append((label, text))
        self._column.addWidget(label)

    def name(
        self,
        label: str,
        field: str,
        *,
        title: bool = False,
        of: Sequence[str] = (),
        instead: Callable[[], str] = lambda: "",
    ) -> None:
        """Add a text field without line breaks; `title` makes it stand out.

        While the field is empty, the map shows the text that `instead` returns.
        """
        made = WordsField(self._binding(field, of), breaks=False, instead=instead)
        if title:
            made.setProperty("role", "title")
        self._add(label, field, made)

    def words(self, label: str, field: str, *, of: Sequence[str] = ()) -> None:
        """Add a text field with several lines."""
        self._add(label, field, WordsField(self._binding(field, of), rich=field == "text"))

    def choice(
        self,
        label: str,
        field: str,
        options: Options,
        *,
        more: tuple[str, Callable[[], None]] | None = None,
        of: Sequence[str] = (),
        icon_of: Callable[[Any], QIcon] | None = None,
    ) -> None:
        """Add a combo box."""
        self._add(label, field, ChoiceField(self._binding(field, of), options, more, icon_of))

    def language(self, label: str, field: str, options: Options) -> None:
        """Add a combo box for a language, which also sets the reading direction."""
        binding = LanguageBinding(self._session, lambda: self.ids, field, self._step)
        self._add(label, field, ChoiceField(binding, options, None))

    def lane_kind(self, label: str, options: Options, more: tuple[str, Callable[[], None]]) -> None:
        """Add a combo box for the kind of a lane."""
        binding = LaneKindBinding(self._session, lambda: self.ids, "kind", self._step)
        self._add(label, "kind", ChoiceField(binding, options, more))

    def look_of_lane_kind(self, kind_id: str) -> None:
        """Add the name, the icon and the colour of a kind of lanes that users defined."""

        def ids() -> Sequence[str]:
            return (kind_id,)

        name = LaneKindNameBinding(self._session, ids, "name", self._step)
        self._add(tr("Name of the kind"), "kind_name", WordsField(name, breaks=False))
        icon = ChoiceField(
            self._binding("icon", ids()),
            choices(LANE_ICONS, lane_icon_name),
            icon_of=lambda each: icons.icon(each, style.colors().text),
        )
        self._add(tr("Icon"), "kind_icon", icon)
        color = ChoiceField(
            self._binding("color", ids()), choices(range(TAG_COLORS), tag_color_name), icon_of=tag_icon
        )
        self._add(tr("Colour"), "kind_color", color)
        self.side_by_side()

    def span(self, label: str) -> None:
        """Add a combo box for the last step that cards span."""
        binding = SpanBinding(self._session, lambda: self.ids, tr("Change span"))
        self._add(label, "last_step", ChoiceField(binding, binding.options))

    def place_of_lane(self, persona: str, people: Options, group: str) -> None:
        """Add combo boxes for the persona and the group of a lane, with their labels.

        Without personas or groups there is none to choose.
        """
        if len(people()) > 1:
            made = LanePersonaBinding(self._session, lambda: self.ids, "persona", self._step)
            self._add(persona, "persona", ChoiceField(made, people))
        binding = LaneGroupBinding(self._session, lambda: self.ids, "group", self._step)
        if len(binding.options()) > 1:
            self._add(group, "group", ChoiceField(binding, binding.options))

    def lane_span(self, label: str) -> None:
        """Add a combo box for the last lane that cards span, if their lanes are followed by others."""
        binding = LaneSpanBinding(self._session, lambda: self.ids, "last_lane", tr("Change span"))
        if len(binding.options()) > 1:
            self._add(label, "last_lane", ChoiceField(binding, binding.options))

    def color(self, label: str, options: Options) -> None:
        """Add a combo box for the colour of a persona."""
        binding = ColorBinding(self._session, lambda: self.ids, self._step)
        self._add(label, "color", ChoiceField(binding, options, icon_of=color_icon))

    def scale(self, label: str, field: str) -> None:
        """Add a scale from 1 to 5."""
        self._add(label, field, ScaleField(self._binding(field)))

    def emotion(self, label: str) -> None:
        """Add the emotions of a card's personas."""
        self._add(label, "emotion", EmotionField(self._session, lambda: self.ids))

    def time(self, label: str, field: str, full: str = "") -> None:
        """Add a duration field. `full` names it where it is not beside the time to which it belongs."""
        made = TimeField(self._binding(field))
        self._add(label, field, made)
        if full:
            made.setAccessibleName(full)
            made.setToolTip(plain_tool_tip(full))

    def day(self, label: str, field: str) -> None:
        """Add a date field."""
        self._add(label, field, DateField(self._binding(field)))

    def number(self, label: str, field: str) -> None:
        """Add a field for a whole number."""
        self._add(label, field, NumberField(self._binding(field)))

    def measure_kind(self, label: str, options: Options) -> None:
        """Add a combo box for the kind of a measure."""
        binding = MeasureKindBinding(self._session, lambda: self.ids, "kind", self._step)
        self._add(label, "kind", ChoiceField(binding, options))

    def figure(self, label: str, field: str, *, times: bool) -> None:
        """Add a field for a number of a measure, or a time if `times`."""
        self._add(label, field, FigureField(self._binding(field), times=times))

    def slider(self, label: str, field: str, words: Callable[[float], str]) -> None:
        """Add a slider from −1 to +1."""
        self._add(label, field, SliderField(self._binding(field), words))

    def picture(self, label: str, field: str, choose: AskPicture, remove: AskPicture) -> None:
        """Add a picture field for one record."""
        made = PictureField(
            self._binding(field),
            self._image_of,
            lambda: choose(self.ids[0]),
            lambda: remove(self.ids[0]),
        )
        self._add(label, field, made)

    def check(self, text: str, field: str) -> None:
        """Add a check box."""
        self._add_check(text, field, self._binding(field))

    def visibility(self, text: str, field: str, *, hidden: bool) -> None:
        """Add a check box that is checked if the lane or persona is hidden, or shown unless `hidden`."""
        binding = HiddenBinding(self._session, lambda: self.ids, self._step, hidden=hidden)
        self._add_check(text, field, binding)

    def _add_check(self, text: str, field: str, binding: Binding) -> None:
        box = CheckField(binding, text)
        self.fields[field] = box
        self._column.addWidget(box)

    def checks(self, label: str, name: str, binding_of: Callable[[str], Binding], options: Options) -> None:
        """Add a list of check boxes, each with its own binding."""
        self._add(label, name, ChecksField(binding_of, options))

    def tags(self, label: str) -> None:
        """Add the tags of cards."""
        self._add(label, "tags", TagsField(self._session, lambda: self.ids))

    def references(self, label: str, choose_files: ChooseFiles) -> None:
        """Add the references of cards."""
        field = ReferencesField(self._session, lambda: self.ids, choose_files)
        self._add(label, "references", field)

    def facts(self, label: str) -> None:
        """Add the free fields of a persona."""
        self._add(label, "facts", FactsField(self._session, lambda: self.ids))

    def recovery(self, label: str) -> None:
        """Add the actions of a service recovery."""
        self._add(label, "recovery", RecoveryField(self._session, lambda: self.ids))

    def button(self, text: str, run: Callable[[], object]) -> None:
        """Add a button that changes nothing itself."""
        button = QPushButton(text, autoDefault=False)
        button.clicked.connect(lambda _=False: run())
        self._column.addWidget(button)

    def side_by_side(self) -> None:
        """Put the last two fields into one row if there is enough space."""
        second, first = (self._column.takeAt(self._column.count() - 1) for _ in range(2))
        row = QHBoxLayout()
        row.setSpacing(_PAIR_GAP)
        for item in (first, second):
            if item is not None and (widget := item.widget()) is not None:
                # At the top, also beside one with a higher label.
                cast(QVBoxLayout, widget.layout()).addStretch(1)
                row.addWidget(widget, 1)
        self._pairs.append((row, tuple(self.fields.values())[-2:]))
        self._column.addLayout(row)

    def set_records(self, ids: Sequence[str]) -> None:
        """Edit other records that have the same fields."""
        if tuple(ids) != self.ids:
            self.commit()
            self.ids = tuple(ids)

    def refresh(self) -> None:
        """Show the current values."""
        for field in self.fields.values():
            field.refresh()
            if isinstance(field, WordsField):
                field.set_language(self._session.journey.language)
        self._order_fields()
        for label, text in self._remarks:
            label.setText(text())
            label.setToolTip(plain_tool_tip(text()))
        if self._read_only != self._session.read_only:
            self._read_only = self._session.read_only
            self._set_writable(not self._read_only)

    def _order_fields(self) -> None:
        """Put the fields into the tab order of the layout: a field may have replaced parts of itself."""
        walked = tuple(fields_in_order(self._column))
        if walked != self._walked:
            self._walked = walked
            for one, following in pairwise(walked):
                self.setTabOrder(one, following)

    def fit(self, width: int) -> None:
        """Put pairs of fields side by side, or below each other if their texts would be cut off.

        `width` is the width of the panel in pixels, including a scroll bar.
        """
        inner = width - self._sides.left() - self._sides.right()
        for field in self.fields.values():
            if isinstance(field, PictureField):
                field.fit(inner - self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent))
        for row, fields in self._pairs:
            room = (inner - _PAIR_GAP) // 2
            wide = width >= _PAIR_WIDTH and all(
                field.whole_width() <= room for field in fields if isinstance(field, ChoiceField | DateField)
            )
            row.setDirection(QHBoxLayout.Direction.LeftToRight if wide else QHBoxLayout.Direction.TopToBottom)

    def commit(self) -> bool:
        """Write text that is typed in a field but not written yet. Return False if a field refused it."""
        valid = True
        for field in self.fields.values():
            if isinstance(field, CheckedField | RecoveryField | NumberField | ReferencesField):
                valid = field.commit() and valid
            elif isinstance(field, WordsField):
                keep_composed(field)
            elif isinstance(field, TagsField | FactsField):
                field.commit()
        return valid

    def _set_writable(self, yes: bool) -> None:
        """Make the fields editable or read-only; their text can be copied in both cases."""
        for field in self.fields.values():
            if isinstance(field, QLineEdit | QPlainTextEdit):
                field.setReadOnly(not yes)
            elif isinstance(field, ReferencesField):
                field.set_writable(yes)
            else:
                field.setEnabled(yes)

    def _image_of(self, picture_id: str, longest: int) -> QImage | None:
        picture = self._session.document.find(picture_id)
        if not isinstance(picture, Picture) or picture.sha256 not in self._session.pictures:
            return None
        return image_of(picture.sha256, self._session.pictures[picture.sha256], longest)

    def _binding(self, field: str, of: Sequence[str] = ()) -> FieldBinding:
        return FieldBinding(self._session, lambda: of or self.ids, field, self._step)

    def _add(self, label: str, name: str, field: Field) -> None:
        box = QWidget(self)
        box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        words = QLabel(label, textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        words.setProperty("role", "label")
        words.setBuddy(field)
        column.addWidget(words)
        column.addWidget(field)
        if isinstance(field, CheckedField):
            column.addWidget(field.error)
        field.setAccessibleName(label)
        if isinstance(field, QLineEdit | QPlainTextEdit):
            # Without this, a pair of fields would not shrink with a narrow panel.
            field.setMinimumWidth(40)
        field.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.fields[name] = field
        self._column.addWidget(box)
