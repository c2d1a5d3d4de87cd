"""Export dialog with a preview."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.dialogs.export_fields import (
    WHOLE_NAME,
    WITH_SHEETS,
    combo_of,
    content_combo,
    exported_formats,
    labelled,
    table_combo,
    view_combo,
)
from journey_editor.app.dialogs.export_preview import ExportPreview, preview_of
from journey_editor.app.dialogs.page_turner import PageTurner
from journey_editor.app.dialogs.save_place import ask_where_to_save
from journey_editor.app.runtime.jobs import Job, Jobs, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.layouts import scrolling_side
from journey_editor.app.widgets.look.primary_button import make_primary
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.app.widgets.page_preview import Preview
from journey_editor.conversion.export import DPI_CHOICES, LISTS, Sheet, sheet_pages
from journey_editor.conversion.file_names import safe_name
from journey_editor.conversion.formats import Format, Imported, formats, write, write_drawing
from journey_editor.editing.commands.references import located
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.identity import now
from journey_editor.foundation.translation import tr
from journey_editor.model.kinds import ORIENTATIONS, PAPERS, THEMES
from journey_editor.model.records import Journey, Persona
from journey_editor.wording.choice_names import orientation_name, paper_name, theme_name
from journey_editor.wording.map_words import persona_name

_FORM_WIDTH = 280
"""Minimum width of the options, in pixels."""


@reports_errors
class ExportDialog(QDialog):
    """Preview on the left, options on the right. The map itself is not changed."""

    exported = Signal(object)
    """Emitted with the `Path` of the exported file."""

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        jobs: Jobs,
        compared: tuple[str, str] | None = None,
        persona: str = "",
        personas: tuple[str, str] | None = None,
    ) -> None:
        """`compared` are two journeys to draw as one map; the sheet of `persona`, or that list, comes first.

        `personas` are two of the second journey to compare on its map.
        """
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export"))
        self._session, self._settings, self._notice_bar = session, settings, notice_bar
        self._earlier, self._journey_id = compared or ("", session.journey_id)
        self._personas = personas or ()
        self._jobs = OwnedJobs(jobs, self)
        self._preview_job: Job | None = None
        self._export: Job | None = None
        self._exports = 0
        self._make_fields(persona)
        self._lay_out()
        self._preview_timer = QTimer(self, singleShot=True, interval=30)
        self._preview_timer.timeout.connect(self._draw)
        self.turner.turned.connect(self._preview_timer.start)
        resize_within_screen(self, QSize(1040, 700))
        self._show_choices()

    @property
    def sheet(self) -> Sheet:
        """Chosen options."""
        if self._format.draw is None:
            return Sheet("map", theme=self._journey.theme)
        content, in_pages = str(self.content.currentData()), "sheets" in self._format.options
        boxes = self.with_lists.items()
        lists = tuple(name for name, box in boxes if box.isVisibleTo(self) and box.isChecked())
        return Sheet(
            str(self.paper.currentData()),
            str(self.orientation.currentData()),
            float(self.dpi.currentData()),
            self.transparent.isVisibleTo(self) and self.transparent.isChecked(),
            str(self.theme.currentData()),
            self.real_text.isVisibleTo(self) and self.real_text.isChecked(),
            str(self.view.currentData()),
            content if content not in ("", WITH_SHEETS, *LISTS) else "",
            content == WITH_SHEETS and in_pages,
            earlier=self._earlier,
            with_fonts=self._format.has_fonts,
            personas=self._personas,
            with_changes=self.with_changes.isVisibleTo(self) and self.with_changes.isChecked(),
            lists=(content,) if content in LISTS else lists,
            with_map=content not in LISTS,
            in_pages=in_pages,
        )

    @property
    def _is_comparison(self) -> bool:
        return bool(self._earlier or self._personas)

    @property
    def _journey(self) -> Journey:
        """Journey to export."""
        return self._session.document.get(Journey, self._journey_id)

    @property
    def _format(self) -> Format:
        """Chosen format."""
        return next(each for each in formats() if each.id == self.format.currentData())

    @property
    def preview_is_current(self) -> bool:
        """True if the preview shows the current options."""
        return not self._preview_timer.isActive() and self._preview_job is not None and self._preview_job.over

    def ask_place(self) -> None:
        """Ask for a file name and export to it."""
        found = self._format
        name = self._journey.title
        if self.sheet.persona:
            name = tr("{title} – {view}").format(title=name, view=self._person)
        elif not self.sheet.with_map:
            name = tr("{title} – {view}").format(title=name, view=self.content.currentText())
        elif self._personas:
            people = (self._session.document.get(Persona, each) for each in self._personas)
            name = tr("{title} – {view}").format(title=name, view=" – ".join(map(persona_name, people)))
        elif self._earlier:
            name = tr("{title} – changes").format(title=name)
        elif self._format.draw is not None and self.view.currentData():
            name = tr("{title} – {view}").format(title=name, view=self.view.currentData(WHOLE_NAME))
        proposed = self._settings.folder / f"{safe_name(name)}{found.suffixes[0]}"

        def export_to(path: Path) -> None:
            self._settings.set_folder(path.parent)
            self.export(path)

        ask_where_to_save(self, tr("Export to"), proposed, found, export_to)

    def export(self, path: Path) -> None:
        """Export to a file in the background."""
        document, journey_id = self._session.document, self._journey_id
        sheet, pictures, when = self.sheet, dict(self._session.pictures), now()
        found, table = self._format, str(self.table.currentData())
        folder, left_out = self._session.folder, self._left_out

        def work(report: Callable[[float], object]) -> list[str]:
            if found.draw is None:
                project = Imported(located(document, folder, None), pictures)
                said = write(path, project, journey_id, table)
                return [each for each in said if each not in left_out]
            pages = sheet_pages(document, journey_id, sheet, when)
            return write_drawing(path, pages, sheet, pictures, when, report)

        self._error = ""
        self._show_warnings()
        self._set_busy(True)
        self._exports += 1
        number = self._exports
        self._export = self._jobs.start(
            work,
            lambda remarks: self._after_export(number, path, remarks),
            lambda error: self._show_error(number, error),
            on_cancel=lambda: self._end_export(number),
            on_progress=lambda share: self._show_progress(number, share),
        )

    def reject(self) -> None:
        """Cancel a running export, or else close the dialog."""
        if self.progress.isVisible():
            # The dialog responds at once. If the job nonetheless writes the file, it is reported.
            if self._export is not None:
                self._export.stop()
            self._end_export(self._exports)
            self.size_words.setText(tr("Cancelled. No file was written."))
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Cancel a running export and close, possibly together with the program."""
        self.done(QDialog.DialogCode.Rejected)
        event.accept()

    def done(self, result: int) -> None:
        """Cancel the jobs and close."""
        self._preview_timer.stop()
        self._jobs.close()
        super().done(result)

    def _make_fields(self, persona: str) -> None:
        journey = self._journey
        self.format = combo_of(
            [(each.id, each.name) for each in exported_formats(drawn_only=self._is_comparison)], "pdf"
        )
        self.table = table_combo()
        views = () if self._is_comparison else self._session.document.views_of(self._journey_id)
        self.view = view_combo(views, self._session.shown_view.id)
        people = self._session.document.personas_of(self._journey_id)
        self.content = content_combo(people, persona, with_lists=not self._is_comparison)
        self.paper = combo_of([(each, paper_name(each)) for each in PAPERS], journey.paper)
        orientations = [(each, orientation_name(each)) for each in ORIENTATIONS]
        self.orientation = combo_of(orientations, journey.orientation)
        self.theme = combo_of([(each, theme_name(each)) for each in THEMES], journey.theme)
        self.dpi = combo_of([(each, tr("{n} dpi").format(n=each)) for each in DPI_CHOICES], 150)
        self.with_changes = QCheckBox(tr("List of changes after the map"))
        self.with_lists = {
            "findings": QCheckBox(tr("What the map says after the map")),
            "matrix": QCheckBox(tr("Priority matrix after the map")),
            "backlog": QCheckBox(tr("Backlog after the map")),
        }
        self.transparent = QCheckBox(tr("Transparent background"))
        self.real_text = QCheckBox(tr("Editable text"))
        self.size_words = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.size_words.setProperty("role", "second")
        self._error = self._about_preview = ""
        self._left_out: tuple[str, ...] = ()
        self.warning = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.warning.setProperty("role", "warning")
        self.progress = QProgressBar(maximum=100, textVisible=False)
        self.progress.hide()
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.export_button = QPushButton(tr("Export…"))
        self.export_button.clicked.connect(self.ask_place)
        for field in self._choices():
            field.currentIndexChanged.connect(self._show_choices)
        for box in self._boxes():
            box.toggled.connect(self._show_choices)

    def _choices(self) -> tuple[QComboBox, ...]:
        drawing = self.content, self.view, self.paper, self.orientation, self.theme, self.dpi
        return self.format, self.table, *drawing

    def _boxes(self) -> tuple[QCheckBox, ...]:
        return self.with_changes, *self.with_lists.values(), self.transparent, self.real_text

    def _lay_out(self) -> None:
        self.preview, self.turner = Preview(), PageTurner()
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(20, 20, 20, 16)
        column.setSpacing(12)
        self._dpi_box, self._table_box = QWidget(), QWidget()
        self._drawing_boxes = [QWidget() for _ in range(5)]
        content_box, view_box, paper_box, orientation_box, theme_box = self._drawing_boxes
        for label, field, box in (
            (tr("Format"), self.format, None),
            (tr("Rows"), self.table, self._table_box),
            (tr("Content"), self.content, content_box),
            (tr("View"), self.view, view_box),
            (tr("Paper"), self.paper, paper_box),
            (tr("Orientation"), self.orientation, orientation_box),
            (tr("Map colours"), self.theme, theme_box),
            (tr("Resolution"), self.dpi, self._dpi_box),
        ):
            column.addWidget(labelled(label, field, box))
        for each in self._boxes():
            column.addWidget(each)
        column.addSpacing(4)
        column.addWidget(self.size_words)
        column.addWidget(self.warning)
        column.addStretch(1)
        buttons = QGridLayout()
        buttons.setColumnStretch(0, 1)
        buttons.addWidget(self.progress, 0, 0, 1, 3)
        buttons.addWidget(self.cancel, 1, 1)
        buttons.addWidget(self.export_button, 1, 2)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        pages = QVBoxLayout()
        pages.addWidget(self.preview, 1)
        pages.addWidget(self.turner)
        row.addLayout(pages, 1)
        row.addWidget(scrolling_side(form, buttons, _FORM_WIDTH))
        make_primary(self.export_button)

    @property
    def _person(self) -> str:
        """Name of the persona whose sheet is chosen."""
        persona = self._session.document.find(self.sheet.persona)
        return persona_name(persona if isinstance(persona, Persona) else None)

    def _show_choices(self) -> None:
        """Show the options of the format, and redraw the preview after a short pause."""
        self._error = ""
        if self.content.currentData() == WITH_SHEETS and "sheets" not in self._format.options:
            # A picture has only one page.
            self.content.setCurrentIndex(0)
        self._show_fields()
        self._preview_timer.start()

    def _show_fields(self) -> None:
        options = self._format.options
        self._table_box.setVisible("table" in options)
        for box, field in zip(self._drawing_boxes, (self.content, self.view), strict=False):
            box.setVisible(self._format.draw is not None and field.count() > 1)
        for box in self._drawing_boxes[2:]:
            box.setVisible(self._format.draw is not None)
        self._dpi_box.setVisible("dpi" in options)
        self.with_changes.setVisible(bool(self._earlier) and "changes" in options)
        self.with_changes.setEnabled(not self.sheet.persona)
        self.transparent.setVisible("transparent" in options)
        self.real_text.setVisible("text" in options)
        for box in self.with_lists.values():
            on_pages = "sheets" in options and self.content.currentData() in ("", WITH_SHEETS)
            box.setVisible(on_pages and not self._is_comparison)
        with_sheets = self.content.findData(WITH_SHEETS)
        model = self.content.model()
        if isinstance(model, QStandardItemModel) and with_sheets >= 0:
            model.item(with_sheets).setEnabled("sheets" in options)
        # A sheet or a list is the same in each view.
        self.view.setEnabled(self.content.currentData() in ("", WITH_SHEETS))
        # A page of the size of the map has the orientation of the map.
        self.orientation.setEnabled(self.paper.currentData() != "map")

    def _draw(self) -> None:
        sheet, when, ratio = self.sheet, now(), self.devicePixelRatio()
        document, journey_id = self._session.document, self._journey_id
        pictures, number = dict(self._session.pictures), self.turner.page

        found, table = self._format, str(self.table.currentData())

        def work() -> ExportPreview:
            return preview_of(document, journey_id, sheet, when, pictures, number, ratio, found, table)

        self._jobs.cancel(self._preview_job)
        self._preview_job = self._jobs.start(work, self._show_preview, self._show_preview_error)

    def _show_preview(self, found: ExportPreview) -> None:
        self.preview.show_picture(found.picture)
        self.turner.set_count(found.pages)
        self.size_words.setText(found.words)
        self.export_button.setEnabled(found.is_possible and not self.progress.isVisible())
        said = [tr("The export will report:"), *found.left_out] if found.left_out else []
        about_filter = self._about_filter() if self._format.draw else ""
        parts = (found.warning, about_filter, "\n".join(said))
        self._left_out = found.left_out
        self._about_preview = "\n\n".join(filter(None, parts))
        self._show_warnings()

    def _about_filter(self) -> str:
        """Return a remark if the map on the screen has another filter than the chosen view."""
        shown = self._session.shown_view
        if not self._is_comparison and shown.filter_is_changed and self.view.currentData() == shown.id:
            return tr("The changed filter is not part of the view. Update the view first to export it.")
        return ""

    def _show_preview_error(self, error: UserError) -> None:
        self.size_words.clear()
        self._about_preview = error.sentence
        self._show_warnings()

    def _show_warnings(self) -> None:
        """Show why the last export failed, and what is wrong with the preview, whichever came first."""
        words = "\n\n".join(filter(None, (self._error, self._about_preview)))
        self.warning.setText(words)
        self.warning.setVisible(bool(words))

    def _after_export(self, number: int, path: Path, remarks: list[str]) -> None:
        wanted = self._end_export(number)
        show: NoticeButton = (tr("Show in folder"), lambda: _open_folder(path))
        words = [tr("“{name}” was exported.").format(name=path.name), *remarks]
        self._notice_bar.show_notice(" ".join(words), (show,), stays=bool(remarks))
        self.exported.emit(path)
        if wanted:
            self.accept()

    def _show_error(self, number: int, error: UserError) -> None:
        if self._end_export(number):
            self._error = error.sentence
            self._show_warnings()

    def _show_progress(self, number: int, share: float) -> None:
        if number == self._exports:
            self.progress.setValue(round(share * 100))

    def _end_export(self, number: int) -> bool:
        """End the busy state of an export, unless it was cancelled; return whether it wasn't."""
        wanted = number == self._exports
        if wanted:
            self._exports += 1
            self._set_busy(False)
        return wanted

    def _set_busy(self, busy: bool) -> None:
        self.progress.setValue(0)
        self.progress.setVisible(busy)
        self.export_button.setEnabled(not busy)
        for field in (*self._choices(), *self._boxes()):
            field.setEnabled(not busy)
        if not busy:
            self._show_fields()
            # Otherwise Cancel would have the focus and handle Enter.
            self.export_button.setFocus()


def _open_folder(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
