"""Window that compares two journeys: the map of both, and the list of changes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from journey_editor.app.dialogs.comparison_window import ComparisonWindow
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.editing.change_words import ChangeWords
from journey_editor.editing.comparison import Comparison, compare, order_of_time
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.wording.map_words import titled


class CompareDialog(ComparisonWindow):
    """Map of an earlier and a later journey, and the list of changes."""

    words_of = ChangeWords()

    def __init__(
        self, parent: QWidget, session: Session, settings: Settings, notice_bar: NoticeBar, jobs: Jobs
    ) -> None:
        self.labels = tr("Earlier"), tr("Later")
        self._session = session
        chosen = order_of_time(session.document, session.journey_id, _other(session))
        super().__init__(parent, session, settings, notice_bar, jobs, chosen)
        self.setWindowTitle(tr("Compare journeys"))
        self.view.setAccessibleName(tr("Map of both journeys"))

    def _names(self) -> Sequence[tuple[str, str]]:
        return [(each.id, titled(each)) for each in self._session.document.journeys()]

    def _compare_two(self, document: Document, first: str, second: str) -> Comparison:
        return compare(document, first, second)

    def _export_dialog(self) -> ExportDialog:
        return ExportDialog(
            self, self._session, self._settings, self._notice_bar, self._all_jobs, compared=self._chosen()
        )


def _other(session: Session) -> str:
    """Return the journey with which the shown one is compared at first.

    It is one of the same title, else the one before it, or the second one.
    """
    journeys = session.document.journeys()
    shown = session.journey
    index = [each.id for each in journeys].index(shown.id)
    alike = [each.id for each in journeys if each.title == shown.title and each.id != shown.id]
    return alike[0] if alike else journeys[index - 1 if index else 1].id
