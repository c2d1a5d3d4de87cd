"""Evidence of a project: quotes, surveys and other findings, and what each of them backs."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, QMimeData, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from journey_editor.app.panels.evidence_form import evidence_form
from journey_editor.app.panels.form import Form
from journey_editor.app.panels.suggested_places import SuggestedPlaces
from journey_editor.app.runtime.jobs import Jobs, OwnedJobs
from journey_editor.app.runtime.overrides import reports_errors
from journey_editor.app.session.evidence_drag import dragged_evidence
from journey_editor.app.session.session import Session
from journey_editor.app.widgets.announce import announce
from journey_editor.app.widgets.first_size import resize_within_screen
from journey_editor.app.widgets.hinted_list import HintedList
from journey_editor.app.widgets.look.combo_box import ComboBox
from journey_editor.app.widgets.tool_tip import plain_tool_tip
from journey_editor.app.widgets.two_line_delegate import TwoLineDelegate
from journey_editor.conversion.transcript_files import TRANSCRIPT_SUFFIXES, read_transcript
from journey_editor.editing.commands.evidence import (
    add_evidence,
    can_be_backed,
    place_evidence,
    take_evidence_from,
    unplaced,
)
from journey_editor.foundation.emphasis import plain
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.text import in_one_line
from journey_editor.foundation.translation import ntr, tr
from journey_editor.interchange.transcripts import Utterance, utterances_in
from journey_editor.model.fields import NAME_LIMIT
from journey_editor.model.records import Evidence, EvidencePlace
from journey_editor.wording.evidence_words import evidence_title, places_words, subject_name

_ID = Qt.ItemDataRole.UserRole
_FORM_WIDTH = 340


@reports_errors
class EvidenceDialog(QDialog):
    """List of the evidence, the form of the current one, and the buttons that place it.

    It stays open beside the map: what is selected there is what evidence is placed on. Evidence is also
    dragged onto the map.
    """

    def __init__(self, parent: QWidget, session: Session, jobs: Jobs) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Evidence"))
        self._session = session
        self._jobs = OwnedJobs(jobs, self)
        self._shown: tuple[object, ...] | None = None
        self.scope = ComboBox()
        self.scope.addItems([tr("All"), tr("Not placed yet"), tr("On the selection")])
        self.scope.setAccessibleName(tr("Shown evidence"))
        self.filter = QLineEdit(
            placeholderText=tr("Filter by text, speaker or source"), clearButtonEnabled=True
        )
        self.filter.setAccessibleName(tr("Filter"))
        self.list = _EvidenceList()
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setAccessibleName(tr("Evidence"))
        self.list.currentItemChanged.connect(lambda *_: self._show_form())
        self.list.itemSelectionChanged.connect(self._enable)
        self.area = QScrollArea(widgetResizable=True)
        self.area.setMinimumWidth(_FORM_WIDTH)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.places = SuggestedPlaces(session, self)
        self.places.place_chosen.connect(self._place_at)
        self.message = QLabel(textFormat=Qt.TextFormat.PlainText, wordWrap=True)
        self.message.setProperty("role", "second")
        self.buttons: dict[str, QPushButton] = {}
        for name, text in (
            ("add", tr("Add")),
            ("paste", tr("Paste transcript")),
            ("read", tr("Read transcript…")),
            ("place", tr("Place on the selection")),
            ("take", tr("Take from the selection")),
            ("delete", tr("Delete")),
        ):
            self.buttons[name] = QPushButton(text, autoDefault=False)
        runs = (self._add, self._paste, self._ask_file, self._place, self._take, self._delete)
        for button, run in zip(self.buttons.values(), runs, strict=True):
            button.clicked.connect(lambda _=False, run=run: run())
        self.scope.currentIndexChanged.connect(lambda _: self.refresh())
        self.filter.textChanged.connect(lambda _: self.refresh())
        QShortcut(QKeySequence.StandardKey.Undo, self, session.undo)
        QShortcut(QKeySequence.StandardKey.Redo, self, session.redo)
        QShortcut(QKeySequence.StandardKey.Paste, self.list, self._paste, context=_ON_WIDGET)
        QShortcut(QKeySequence("Del"), self.list, self._delete, context=_ON_WIDGET)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._place)
        self._lay_out()
        session.changed.connect(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> list[str]:
        """Ids of the selected evidence, from the top."""
        rows = sorted(self.list.row(item) for item in self.list.selectedItems())
        return [str(self.list.item(row).data(_ID)) for row in rows]

    def refresh(self) -> None:
        """Show the evidence as it is now."""
        session = self._session
        found = self._found()
        shown = (*found, *session.document.select(EvidencePlace), session.selection.ids)
        if shown != self._shown:
            self._shown = shown
            row = self.list.currentRow()
            kept = set(self.chosen), str(self.list.item(row).data(_ID)) if row >= 0 else ""
            with QSignalBlocker(self.list):
                self.list.clear()
                for evidence in found:
                    self._add_row(evidence)
                self._select_again(*kept)
            self.list.set_hint(self._hint())
            self._show_form()
        self._enable()

    def show_selection(self) -> None:
        """Show only the evidence that backs the selection."""
        self.filter.clear()
        self.scope.setCurrentIndex(2)
        self.refresh()

    def read(self, path: Path) -> None:
        """Read a transcript in the background; each utterance becomes evidence without a place."""
        self._say(tr("Reading “{name}”…").format(name=path.name))
        self._jobs.start(
            lambda: read_transcript(path),
            lambda found: self._take_in(found, path.stem),
            lambda error: self._say(str(error)),
        )

    def _found(self) -> list[Evidence]:
        document, words = self._session.document, self.filter.text().casefold()
        found = list(document.evidence())
        if self.scope.currentIndex() == 1:
            found = unplaced(document)
        elif self.scope.currentIndex() == 2:
            backing = {each.id for subject in self._subjects() for each in document.evidence_on(subject)}
            found = [each for each in found if each.id in backing]
        return [each for each in found if words in f"{each.text}\n{each.speaker}\n{each.source}".casefold()]

    def _hint(self) -> str:
        """Return what to do, or why no evidence is shown."""
        if not self._session.document.evidence():
            return tr(
                "Evidence is what people said, wrote, did or measured. Paste an interview or a chat, read a "
                "transcript from a file, or add evidence yourself. Then place it on what it backs."
            )
        if self.filter.text():
            return tr("No evidence has these words.")
        if self.scope.currentIndex() == 1:
            return tr("All evidence is placed.")
        return tr("Select a card, an emotion point, a persona or a stage on the map to see what backs it.")

    def _add_row(self, evidence: Evidence) -> None:
        below = " · ".join(
            filter(None, (evidence_title(evidence), places_words(self._session.document, evidence.id)))
        )
        said = in_one_line(plain(evidence.text)) or tr("No text")
        item = QListWidgetItem(f"{said}\n{below}", self.list)
        item.setData(_ID, evidence.id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said}, {below}")
        item.setToolTip(plain_tool_tip(plain(evidence.text)))

    def _select_again(self, chosen: set[str], current: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_ID) == current:
                self.list.setCurrentItem(item)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) in chosen:
                self.list.item(row).setSelected(True)

    def _show_form(self) -> None:
        row = self.list.currentRow()
        evidence = str(self.list.item(row).data(_ID)) if row >= 0 else ""
        self.places.show_for(self._session.document.get(Evidence, evidence) if evidence else None)
        shown = self.area.widget()
        if isinstance(shown, Form) and shown.ids == (evidence,):
            shown.refresh()
            return
        old = self.area.takeWidget()
        if isinstance(old, Form):
            old.commit()
            old.deleteLater()
        if evidence:
            form = evidence_form(self._session, evidence, self.area)
            form.refresh()
            self.area.setWidget(form)
            self._order_fields(form.fields.values())

    def _order_fields(self, fields: Iterable[QWidget]) -> None:
        """Let Tab lead from the list to the fields, the suggested places and the buttons."""
        for one, following in pairwise((self.list, *fields, self.places.list, self.buttons["place"])):
            self.setTabOrder(one, following)

    def _enable(self) -> None:
        writable, chosen = not self._session.read_only, bool(self.chosen)
        subjects = self._subjects()
        for name, enabled in (
            ("add", True),
            ("paste", True),
            ("read", True),
            ("place", chosen and bool(subjects)),
            ("take", chosen and bool(subjects)),
            ("delete", chosen),
        ):
            self.buttons[name].setEnabled(writable and enabled)
        words = ntr("{n} item on the map is selected.", "{n} items on the map are selected.", len(subjects))
        self.buttons["place"].setToolTip(plain_tool_tip(words))

    def _subjects(self) -> list[str]:
        return can_be_backed(self._session.selection.ids)

    def _add(self) -> None:
        with self._session.edit(tr("Add evidence")) as draft:
            new = add_evidence(draft, "")
        self.filter.clear()
        self.scope.setCurrentIndex(0)
        self.refresh()
        self._go_to(new.id)
        form = self.area.widget()
        if form is not None:
            form.setFocus()

    def _paste(self) -> None:
        try:
            self._take_in(utterances_in(QGuiApplication.clipboard().text()), "")
        except UserError as error:
            self._say(str(error))

    def _ask_file(self) -> None:
        endings = " ".join(f"*{suffix}" for suffix in TRANSCRIPT_SUFFIXES)
        kinds = tr("Transcripts ({endings})").format(endings=endings)
        dialog = QFileDialog(self, tr("Read transcript"), "", kinds)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.open()

    def _take_in(self, found: list[Utterance], source: str) -> None:
        """Add utterances as evidence without a place."""
        if not found:
            self._say(tr("There is no text to read."))
            return
        kind = "interview" if source else "quote"
        if not self._session.may_edit():
            return
        with (edit := self._session.edit(tr("Read transcript"))) as draft:
            new = [
                add_evidence(
                    draft,
                    each.text,
                    kind=kind,
                    nature="qualitative",
                    speaker=each.speaker[:NAME_LIMIT],
                    source=source[:NAME_LIMIT],
                ).id
                for each in found
            ]
        if not edit.succeeded:
            return
        self.refresh()
        self._go_to(new[0])
        self._say(ntr("{n} utterance was read.", "{n} utterances were read.", len(found)))

    def _place(self) -> None:
        chosen, subjects = self.chosen, self._subjects()
        if not chosen or not subjects:
            self._say(tr("Select evidence here, and cards, points, personas or stages on the map."))
            return
        with (edit := self._session.edit(tr("Place evidence"))) as draft:
            for each in chosen:
                place_evidence(draft, each, subjects)
        if edit.succeeded:
            self.refresh()
            self._say_placed(len(chosen), subjects)

    def _place_at(self, subject: str) -> None:
        """Let the current evidence back a suggested place."""
        form = self.area.widget()
        if isinstance(form, Form) and self._session.may_edit():
            with self._session.edit(tr("Place evidence")) as draft:
                place_evidence(draft, form.ids[0], [subject])
            self.refresh()
            self._say_placed(1, [subject])

    def _take(self) -> None:
        with self._session.edit(tr("Take evidence away")) as draft:
            for each in self.chosen:
                take_evidence_from(draft, each, self._subjects())
        self.refresh()

    def _delete(self) -> None:
        chosen = self.chosen
        if chosen and self._session.may_edit():
            with self._session.edit(ntr("Delete evidence", "Delete evidence", len(chosen))) as draft:
                for each in chosen:
                    draft.remove(each)
            self.refresh()

    def _say_placed(self, count: int, subjects: Sequence[str]) -> None:
        place = subject_name(self._session.document, subjects[0])
        if len(subjects) > 1:
            place = ntr("{n} item", "{n} items", len(subjects))
        words = ntr(
            "{n} piece of evidence was placed on {place}.",
            "{n} pieces of evidence were placed on {place}.",
            count,
            place=place,
        )
        self._say(words)

    def _go_to(self, evidence: str) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(_ID) == evidence:
                self.list.setCurrentRow(row, _ALONE)

    def _say(self, text: str) -> None:
        self.message.setText(text)
        announce(self.message, text)

    def _lay_out(self) -> None:
        above = QHBoxLayout()
        above.addWidget(self.scope)
        above.addWidget(self.filter, 1)
        for name in ("add", "paste", "read"):
            above.addWidget(self.buttons[name])
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.list, 3)
        side = QVBoxLayout()
        side.addWidget(self.area, 1)
        side.addWidget(self.places)
        row.addLayout(side, 2)
        below = QHBoxLayout()
        below.addWidget(self.message, 1)
        for name in ("place", "take", "delete"):
            below.addWidget(self.buttons[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(10)
        column.addLayout(above)
        column.addLayout(row, 1)
        column.addLayout(below)
        self._order_fields(())
        self.list.setFocus()
        resize_within_screen(self, QSize(960, 560))


@reports_errors
class _EvidenceList(HintedList):
    """List whose items can be dragged onto the map."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """Return the dragged evidence, with the texts for other programs."""
        texts = [item.text().partition("\n")[0] for item in items]
        return dragged_evidence([str(item.data(_ID)) for item in items], "\n".join(texts))


_ALONE = QItemSelectionModel.SelectionFlag.ClearAndSelect
_ON_WIDGET = Qt.ShortcutContext.WidgetShortcut
