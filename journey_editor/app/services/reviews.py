"""Reviews of journeys: marking one as reviewed, and showing what changed since then."""

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from journey_editor.app.runtime.jobs import Job
from journey_editor.app.session.program import ProjectOpener
from journey_editor.app.session.session import Session
from journey_editor.app.session.settings import Settings
from journey_editor.app.widgets.notice_bar import NoticeBar, NoticeButton
from journey_editor.editing.commands.reviews import mark_reviewed
from journey_editor.foundation.errors import UserError
from journey_editor.foundation.translation import tr
from journey_editor.model.fields import day_of
from journey_editor.storage.project.versions import Version, keep_version, version_of_day, versions_of
from journey_editor.wording.map_words import long_date

if TYPE_CHECKING:
    from journey_editor.storage.project.project import Project


class Reviews(QObject):
    """Keeps a version of the project at each review, and compares the journey with that version."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        settings: Settings,
        notice_bar: NoticeBar,
        opener: ProjectOpener,
    ) -> None:
        super().__init__(window)
        self._window, self._session, self._settings = window, session, settings
        self._notice_bar, self._opener = notice_bar, opener

    def mark(self) -> None:
        """Mark the journey as reviewed today, save the project, and keep it as a version of its own."""
        session, following = self._session, date.max
        transaction = session.edit(tr("Mark as reviewed"))
        with transaction as draft:
            following = mark_reviewed(draft, session.journey_id, session.today())
        if transaction.succeeded:
            session.store.save_now(lambda _: self._keep(following))

    def show_changes(self) -> None:
        """Show what changed in the journey since its last review."""
        session = self._session
        day = day_of(session.journey.reviewed)
        found = version_of_day(versions_of(session.store.path), day) if day is not None else None
        if found is None:
            words = tr("There is no version from the time of the last review. Each review keeps one.")
            self._notice_bar.show_notice(words)
            return
        self._opener.jobs.run(
            Job(
                (),
                lambda: _read(found),
                lambda project: self._show(project, found),
                self._notify_error,
                self._window,
            )
        )

    def _keep(self, following: date) -> None:
        """Keep the saved file as a version, and report the day of the next review."""
        path, title = self._session.store.path, self._session.title
        words = tr(
            "The journey is marked as reviewed today, and a version of it is kept. It should be reviewed "
            "again by {day}; you can change that in the inspector."
        )
        self._opener.jobs.run(
            Job(
                (),
                lambda: keep_version(path, title=title, reviewed=True),
                lambda _: self._notice_bar.show_notice(words.format(day=long_date(following))),
                self._notify_error,
                self._window,
            )
        )

    def _show(self, project: "Project", version: Version) -> None:
        from journey_editor.app.dialogs.review_changes import ReviewChanges

        session = self._session
        if session.journey_id not in project.document:
            words = tr("The version from the last review does not have this journey.")
            self._notice_bar.show_notice(words)
            return
        ReviewChanges(
            self._window,
            session,
            self._settings,
            self._notice_bar,
            self._opener.jobs,
            project.document,
            project.pictures,
            version.saved_at.date(),
        ).show()

    def _notify_error(self, error: UserError) -> None:
        actions: tuple[NoticeButton, ...] = ()
        self._notice_bar.show_notice(error.sentence, actions)


def _read(version: Version) -> "Project":
    from journey_editor.storage.project.project_file import read_project

    return read_project(version.path)
