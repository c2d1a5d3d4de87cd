"""Window with what changed in a journey since its last review."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from journey_editor.app.dialogs.comparison_window import ComparisonWindow
from journey_editor.app.dialogs.export import ExportDialog
from journey_editor.app.runtime.jobs import Jobs
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar
from journey_editor.editing.change_words import ChangeWords
from journey_editor.editing.commands.projects import journey_document, merge_project
from journey_editor.editing.comparison import Comparison, compare
from journey_editor.editing.draft import Draft
from journey_editor.foundation.translation import tr
from journey_editor.model.document import Document
from journey_editor.model.records import Journey
from journey_editor.wording.map_words import long_date, titled

_REVIEWED = "reviewed"


class ReviewChanges(ComparisonWindow):
    """Map of a journey as it was reviewed and as it is, and the list of changes."""

    words_of = ChangeWords()

    def __init__(
        self,
        parent: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        jobs: Jobs,
        reviewed: Document,
        pictures: Mapping[str, bytes],
        day: date,
    ) -> None:
        """`reviewed` is the version of the project that was kept on a `day`; it has the journey.

        `pictures` are those of the version, by SHA-256.
        """
        self.labels = tr("Earlier"), tr("Later")
        self._session, self._day = session, day
        self._journey_id = session.journey_id
        # The project no longer has those of cards that were dropped.
        self._drawn_pictures = dict(pictures)
        self._reviewed = journey_document(reviewed, self._journey_id)
        super().__init__(parent, session, settings, notice_bar, jobs, (_REVIEWED, self._journey_id))
        self.setWindowTitle(tr("Changes since the last review"))
        self.view.setAccessibleName(tr("Map of both versions"))
        # The earlier version is not in the project, from which an export is made.
        self.export.hide()

    def _names(self) -> Sequence[tuple[str, str]]:
        journey = self._session.document.find(self._journey_id)
        then = tr("Version of {day}").format(day=long_date(self._day))
        now = [(journey.id, titled(journey))] if isinstance(journey, Journey) else []
        return [(_REVIEWED, then), *now]

    def _pictures(self) -> Mapping[str, bytes]:
        return self._drawn_pictures

    def _compare(self) -> None:
        self._drawn_pictures.update(self._session.pictures)
        super()._compare()

    def _document_of(self, document: Document) -> Document:
        """Return the project with the journey as it was reviewed, as the last one.

        Its title is the day of the review: with its own one, it could not be told from the journey of today.
        """
        draft = Draft(document)
        [earlier] = merge_project(draft, self._reviewed, as_copies=True)
        journey = draft.get(Journey, earlier)
        draft.change(journey, title=long_date(self._day, journey.language))
        return draft.finish()

    def _compare_two(self, document: Document, first: str, second: str) -> Comparison:
        earlier = document.journeys()[-1].id
        one, other = (earlier if each == _REVIEWED else each for each in (first, second))
        return compare(document, one, other)

    def _export_dialog(self) -> ExportDialog:
        return ExportDialog(self, self._session, self._settings, self._notice_bar, self._all_jobs)
