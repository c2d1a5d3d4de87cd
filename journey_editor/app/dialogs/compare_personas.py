"""Window that compares two personas of a journey: a map with a row for each, and the list of differences."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from journey_editor.app.dialogs.comparison_window import ComparisonWindow
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.editing.difference_words import DifferenceWords
from journey_editor.editing.persona_comparison import PersonaComparison, compare_side_by_side
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.wording.map_words import persona_name


class ComparePersonasDialog(ComparisonWindow):
    """Map of two personas of the journey that was shown, and the list of differences."""

    words_of = DifferenceWords()

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        jobs: Jobs,
        personas: Sequence[str],
    ) -> None:
        """`personas` are those to compare at first; if there are not two, these are the first ones."""
        self.labels = tr("First"), tr("Second")
        self._session, self._journey_id = session, session.journey_id
        people = [each for each, _ in self._names()]
        first, second = (*personas, *(each for each in people if each not in personas))[:2]
        super().__init__(parent, session, settings, notice_bar, jobs, (first, second))
        self.setWindowTitle(tr("Compare personas"))
        self.view.setAccessibleName(tr("Map of both personas"))

    def _names(self) -> Sequence[tuple[str, str]]:
        document = self._session.document
        people = document.personas_of(self._journey_id) if self._journey_id in document else ()
        return [(each.id, persona_name(each)) for each in people]

    def _compare_two(self, document: Document, first: str, second: str) -> PersonaComparison:
        return compare_side_by_side(document, self._journey_id, first, second)

    def _export_dialog(self) -> ExportDialog:
        return ExportDialog(
            self,
            self._session,
            self._settings,
            self._notice_bar,
            self._all_jobs,
            compared=("", self._journey_id),
            personas=self._chosen(),
        )
