"""Dialog for the brand of a project: its fields, next to the map that they make."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QImage, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.brand_fields import ColorField, ResettableField, percentages, sizes
from journey_editor.app.dialogs.font_field import FontField
from journey_editor.app.dialogs.form_dialog import name_field
from journey_editor.app.dialogs.save_place import ask_where_to_save
from journey_editor.app.runtime.jobs import Job, Jobs, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.layouts import scrolling_side
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.app.widgets.page_preview import Preview
from journey_editor.backends.png import render_image
from journey_editor.conversion.brand_files import brand_format, read_brand, read_logo, write_brand
from journey_editor.conversion.export import Sheet, sheet_pages
from journey_editor.conversion.file_names import safe_name
from journey_editor.conversion.formats import Imported, name_filter
from journey_editor.editing.commands.brands import PLAIN, Design, design_of, set_brand
from journey_editor.editing.draft import Draft
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import now
from journey_editor.foundation.translation import tr
from journey_editor.layout.theme import LIGHT
from journey_editor.model.document import Document
from journey_editor.model.kinds import CARD_KINDS, THEMES
from journey_editor.model.records import Picture
from journey_editor.text.families import read_again
from journey_editor.wording.choice_names import theme_name
from journey_editor.wording.map_words import kind_name

_PREVIEW_SIDE = 1400
_FORM_WIDTH = 380
_LOGO = QSize(120, 40)
_PICTURES = "*.png *.jpg *.jpeg *.gif *.webp *.bmp"


@reports_errors
class BrandDialog(QDialog):
    """Fields of a brand on one side, and the map on the other. The map changes only when it is applied."""

    def __init__(self, parent: QWidget, session: Session, settings: Settings, jobs: Jobs) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Brand"))
        self._session, self._settings = session, settings
        self._jobs = OwnedJobs(jobs, self)
        self._drawing: Job | None = None
        self._logo: Picture | None = None
        self._logo_data = b""
        self._make_fields()
        self._lay_out()
        self._draw_soon = QTimer(self, singleShot=True, interval=60)
        self._draw_soon.timeout.connect(self._draw)
        for color in self.colors.values():
            color.changed.connect(self._draw_soon.start)
        for field in self.fields.values():
            field.changed.connect(self._draw_soon.start)
        self.font_field.changed.connect(self._draw_soon.start)
        self.theme.currentIndexChanged.connect(self._draw_soon.start)
        design = design_of(session.document)
        data = session.pictures.get(design.logo.sha256, b"") if design.logo is not None else b""
        self.show_design(design, data)
        resize_within_screen(self, QSize(1160, 760))
        self._draw()
        self._jobs.start(lambda: read_again().names(), self.font_field.show_families, self._refuse)

    @property
    def design(self) -> Design:
        """The chosen brand."""
        values: dict[str, Any] = {name: field.value for name, field in self.colors.items()}
        values |= {name: field.value for name, field in self.fields.items()}
        values["font"] = self.font_field.value
        return Design(replace(PLAIN, **values), self._logo)

    @property
    def preview_is_current(self) -> bool:
        """True if the preview shows the chosen brand."""
        return not self._draw_soon.isActive() and self._drawing is not None and self._drawing.over

    def show_design(self, design: Design, logo: bytes) -> None:
        """Show a brand in the fields; `logo` are the bytes of its logo."""
        for name, color in self.colors.items():
            color.set_value(getattr(design.brand, name))
        for name, field in self.fields.items():
            field.set_value(getattr(design.brand, name))
        self.font_field.set_value(design.brand.font)
        self._show_logo(design.logo, logo)

    def apply(self) -> None:
        """Give the project the chosen brand as one undo step, and close."""
        session, design = self._session, self.design
        if not session.may_edit():
            return
        session.add_pictures(self._bytes())
        transaction = session.edit(tr("Change brand"))
        with transaction as draft:
            set_brand(draft, design)
        if transaction.succeeded:
            self.accept()

    def load(self, path: Path) -> None:
        """Show the brand of a file in the fields."""
        self._settings.set_folder(path.parent)
        self._jobs.start(lambda: read_brand(path), lambda found: self._loaded(path, *found), self._refuse)

    def save(self, path: Path) -> None:
        """Save the chosen brand as a file."""
        self._settings.set_folder(path.parent)
        document, pictures = self._document(), {**self._session.pictures, **self._bytes()}
        self._jobs.start(
            lambda: write_brand(path, Imported(document, pictures)),
            lambda remarks: self._say(" ".join((tr("“{name}” was saved.").format(name=path.name), *remarks))),
            self._refuse,
        )

    def load_logo(self, path: Path) -> None:
        """Show another logo, from a picture file."""
        from journey_editor.interchange.brand_file import picture_from

        self._settings.set_folder(path.parent)
        self._jobs.start(
            lambda: read_logo(path),
            lambda found: self._show_logo(picture_from(found), found.data),
            self._refuse,
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close without a change."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def done(self, result: int) -> None:
        """Cancel the jobs and close."""
        self._draw_soon.stop()
        self._jobs.close()
        super().done(result)

    def _make_fields(self) -> None:
        self.preview = Preview()
        self.preview.setAccessibleName(tr("Preview of the map"))
        self.theme = ComboBox()
        for each in THEMES:
            self.theme.addItem(theme_name(each), each)
        self.theme.setCurrentIndex(self.theme.findData(self._session.journey.theme))
        self.theme.setAccessibleName(tr("Preview colours"))
        self.colors = {"accent": ColorField(tr("Stages and links"), LIGHT.stage)}
        for kind in CARD_KINDS:
            self.colors[kind] = ColorField(kind_name(kind), LIGHT.of_kind(kind).ink)
        self.fields = {
            "logo_text": ResettableField(tr("Description"), name_field(), ""),
            "legend": ResettableField(tr("Legend"), QCheckBox(), True),
            "imprint": ResettableField(tr("Imprint"), QCheckBox(), True),
            "imprint_text": ResettableField(tr("Words in the imprint"), name_field(), ""),
            "dividers": ResettableField(tr("Lines between stages"), QCheckBox(), False),
            "text_size": ResettableField(tr("Text size"), percentages(100, 130), 100),
            "column_width": ResettableField(tr("Column width"), sizes(144, 480), 0.0),
            "row_height": ResettableField(tr("Row height"), sizes(72, 480), 0.0),
        }
        self.font_field = FontField()
        self.logo = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self.logo.setMinimumSize(_LOGO.width(), _LOGO.height() + 8)
        self.choose_logo = _button(tr("Choose…"), self._ask_logo)
        self.choose_logo.setAccessibleName(tr("Choose a logo"))
        self.remove_logo = _button(tr("Remove"), lambda: self._show_logo(None, b""))
        self.remove_logo.setAccessibleName(tr("Remove logo"))
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.message.setProperty("role", "second")
        self.reset_all = _button(tr("Reset all"), lambda: self.show_design(Design(), b""))
        self.load_button = _button(tr("Load…"), self._ask_load)
        self.save_button = _button(tr("Save as file…"), self._ask_save)
        self.cancel = _button(tr("Cancel"), self.reject)
        self.apply_button = QPushButton(tr("Apply"))
        self.apply_button.clicked.connect(self.apply)

    def _lay_out(self) -> None:
        form = QWidget()
        form.setObjectName("page")
        column = QVBoxLayout(form)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        accent, *kinds = self.colors.values()
        logo_buttons = QHBoxLayout()
        logo_buttons.addWidget(self.logo, 1)
        logo_buttons.addWidget(self.choose_logo)
        logo_buttons.addWidget(self.remove_logo)
        fields = self.fields
        page = [fields[name] for name in ("legend", "imprint", "imprint_text", "dividers")]
        lengths = [fields[name] for name in ("column_width", "row_height")]
        sections: tuple[tuple[str, Sequence[QWidget | QHBoxLayout]], ...] = (
            (tr("Accent colour"), [accent]),
            (tr("Texts"), [self.font_field, fields["text_size"]]),
            (tr("Logo"), [logo_buttons, fields["logo_text"]]),
            (tr("Parts of the map"), page),
            (tr("Sizes"), lengths),
            (tr("Colours of lanes and cards"), kinds),
        )
        for heading, parts in sections:
            label = QLabel(heading)
            label.setProperty("role", "label")
            column.addSpacing(4)
            column.addWidget(label)
            for part in parts:
                if isinstance(part, QHBoxLayout):
                    column.addLayout(part)
                else:
                    column.addWidget(part)
        column.addStretch(1)
        buttons = QGridLayout()
        buttons.addWidget(self.message, 0, 0, 1, 3)
        for at, button in enumerate((self.load_button, self.save_button, self.reset_all)):
            buttons.addWidget(button, 1, at)
        buttons.addWidget(self.cancel, 2, 1)
        buttons.addWidget(self.apply_button, 2, 2)
        side = scrolling_side(form, buttons, _FORM_WIDTH)
        above = QHBoxLayout()
        above.setContentsMargins(16, 12, 16, 0)
        label = QLabel(tr("Preview colours"))
        label.setBuddy(self.theme)
        above.addWidget(label)
        above.addWidget(self.theme)
        above.addStretch(1)
        shown = QVBoxLayout()
        shown.setSpacing(8)
        shown.addLayout(above)
        shown.addWidget(self.preview, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addLayout(shown, 1)
        make_primary(self.apply_button)

    def _bytes(self) -> dict[str, bytes]:
        """Return the bytes of the logo by their SHA-256."""
        return {self._logo.sha256: self._logo_data} if self._logo is not None and self._logo_data else {}

    def _document(self) -> Document:
        """Return the project with the chosen brand. The project itself is not changed."""
        draft = Draft(self._session.document)
        set_brand(draft, self.design)
        return draft.finish()

    def _draw(self) -> None:
        try:
            document = self._document()
        except UserError as error:
            self._refuse(error)
            return
        journey, when, ratio = self._session.journey_id, now(), self.devicePixelRatio()
        sheet = Sheet(paper="map", theme=str(self.theme.currentData()))
        pictures = {**self._session.pictures, **self._bytes()}

        def work() -> QImage:
            page = sheet_pages(document, journey, sheet, when)[0]
            scale = _PREVIEW_SIDE * ratio / max(page.width, page.height)
            return render_image(page, scale, pictures=pictures)

        self._jobs.cancel(self._drawing)
        self._drawing = self._jobs.start(work, self.preview.show_picture, self._refuse)

    def _show_logo(self, logo: Picture | None, data: bytes) -> None:
        self._logo, self._logo_data = logo, data
        image = QImage.fromData(data) if data else QImage()
        if image.isNull():
            self.logo.clear()
            self.logo.setText(tr("No logo") if logo is None else tr("Logo"))
        else:
            ratio = self.devicePixelRatio()
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            shown = QPixmap.fromImage(image.scaled(_LOGO * ratio, keep, smooth))
            shown.setDevicePixelRatio(ratio)
            self.logo.setPixmap(shown)
        self.logo.setAccessibleName(tr("Logo") if logo is not None else tr("No logo"))
        if logo is None and self.remove_logo.hasFocus():
            self.choose_logo.setFocus()
        self.remove_logo.setEnabled(logo is not None)
        self._draw_soon.start()

    def _loaded(self, path: Path, design: Design, logo: bytes) -> None:
        self.show_design(design, logo)
        self._say(tr("“{name}” was loaded. Apply it to change the maps.").format(name=path.name))

    def _refuse(self, error: UserError) -> None:
        self._say(error.sentence)

    def _say(self, words: str) -> None:
        self.message.setText(words)
        announce(self.message, words)

    def _ask_logo(self) -> None:
        kinds = f"{tr('Pictures')} ({_PICTURES})"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Choose a logo"), str(self._settings.folder), kinds)
        if chosen:
            self.load_logo(Path(chosen))

    def _ask_load(self) -> None:
        kinds = name_filter(brand_format())
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Load a brand"), str(self._settings.folder), kinds)
        if chosen:
            self.load(Path(chosen))

    def _ask_save(self) -> None:
        name = self._session.document.project().name or self._session.journey.title
        proposed = self._settings.folder / f"{safe_name(name)}.brand"
        ask_where_to_save(self, tr("Save the brand as"), proposed, brand_format(), self.save)


def _button(text: str, clicked: Callable[[], object]) -> QPushButton:
    button = QPushButton(text, autoDefault=False)
    button.clicked.connect(clicked)
    return button
